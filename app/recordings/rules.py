"""Rules of recording, answerable with a pencil."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic_core import to_json

from app.core.errors import Fault
from app.core.types import Sex, name_key
from app.recordings.models import Outcome, Reason, Verdict
from app.students.models import CardState
from app.students.rules import reached_on

SKEW_IGNORED = timedelta(seconds=120)
"""Clocks that differ by no more are taken as right: the network alone may take that long."""

NEED_REASON = frozenset({Outcome.FAILED, Outcome.REFUSED, Outcome.DEFERRED})
PAST_THE_TEAM = frozenset({CardState.READY, CardState.PRINTED, CardState.HANDED_OVER})
"""Card states from which on only the office takes a recording back."""


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody at the visit whom the device had no id for, as the team wrote them down."""

    name: str
    nik: str | None = None
    sex: Sex | None = None
    birth_date: date | None = None
    school_id: UUID | None = None
    class_group: str | None = None

    def is_person(self, name: str, birth: date | None, sex: Sex | None) -> bool:
        """Whether these are the same person's particulars; without a birth date nobody is recognised by name."""
        same_day = self.birth_date is not None and self.birth_date == birth
        same_sex = self.sex is None or sex is None or self.sex == sex
        return same_day and same_sex and name_key(self.name) == name


@dataclass(frozen=True, slots=True)
class Item:
    """One outcome for one pupil, as a device sends it."""

    id: UUID
    outcome: Outcome
    captured_at: datetime
    device_id: str
    offline: bool
    student_id: UUID | None = None
    student: WalkIn | None = None
    visit_id: UUID | None = None
    team_id: UUID | None = None
    reason: Reason | None = None
    disability_exception: bool = False
    ikd_activated: bool = False
    note: str | None = None

    def canonical(self) -> str:
        """The same text for the same content, however it was spelled: what tells a repetition from a conflict."""
        return to_json(_plain(self)).decode()


def _plain(item: Item) -> dict[str, Any]:
    """Its content, all but the id, with names in order: what was once digested must be digested to the same again."""
    walk_in = item.student
    return {
        "captured_at": item.captured_at.astimezone(UTC).isoformat(),
        "device_id": item.device_id,
        "disability_exception": item.disability_exception,
        "ikd_activated": item.ikd_activated,
        "note": item.note,
        "offline": item.offline,
        "outcome": item.outcome.value,
        "reason": item.reason,
        "student": None if walk_in is None else dict(sorted(walk_in_as_json(walk_in).items())),
        "student_id": str(item.student_id),
        "team_id": str(item.team_id),
        "visit_id": str(item.visit_id),
    }


def walk_in_as_json(walk_in: WalkIn) -> dict[str, str | None]:
    return {
        "name": walk_in.name,
        "nik": walk_in.nik,
        "sex": walk_in.sex,
        "birth_date": walk_in.birth_date.isoformat() if walk_in.birth_date else None,
        "school_id": str(walk_in.school_id) if walk_in.school_id else None,
        "class_group": walk_in.class_group,
    }


def faults(item: Item) -> list[Fault]:
    """What makes an item unusable although each field has its form."""
    found = []
    if item.outcome in NEED_REASON and item.reason is None:
        found.append(Fault("/reason", "field.reason_needed"))
    if item.student_id is None and item.student is None:
        found.append(Fault("/student_id", "field.missing"))
    return found


# --- clocks ----------------------------------------------------------------------------------------------------


def skew(received_at: datetime, device_time: datetime | None) -> timedelta | None:
    """How far the device's clock was behind ours when it sent; ``None`` when it did not tell its time."""
    return None if device_time is None else received_at - device_time


def corrected(captured_at: datetime, received_at: datetime, skew: timedelta | None) -> datetime:
    """
    When it really happened: the device's time, moved by the skew where that is more than the network's delay.

    Nothing happens after it was received: a time beyond that by more than the same delay gives way to the receipt.
    Such a recording is neither refused nor parked for it, and its ``captured_at`` and skew are kept as they were sent.
    """
    at = captured_at + skew if skew is not None and abs(skew) > SKEW_IGNORED else captured_at
    return received_at if at - received_at > SKEW_IGNORED else at


def is_early(birth: date | None, on: date, recording_age: int, *, ever_married: bool) -> bool:
    """Recorded before the recording age: accepted, since the biometrics were really taken, and flagged."""
    return birth is not None and not ever_married and on < reached_on(birth, recording_age)


# --- what cannot be applied ------------------------------------------------------------------------------------


class ParkedCode(StrEnum):
    """Why a recording waits for the office."""

    TEAM_UNKNOWN = "recordings.team_unknown"
    VISIT_UNKNOWN = "recordings.visit_unknown"
    VISIT_CANCELLED = "recordings.visit_cancelled"
    STUDENT_UNKNOWN = "recordings.student_unknown"
    OUT_OF_SCOPE = "recordings.out_of_scope"
    NO_VISIT = "recordings.no_visit"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is known of an item once all that it names has been looked up within the sender's region."""

    by_team: bool
    team_known: bool
    names_visit: bool
    has_visit: bool
    visit_cancelled: bool
    visit_was_theirs: bool
    """The sending team had the visit on the day of capture."""
    student_known: bool
    student_expected: bool
    """Of the visit's school, or on its roster."""
    shown_nik: bool
    """A walk-in who was recognised by the NIK; one that was sent and found nobody shows nothing."""


PARKING: tuple[tuple[ParkedCode, Callable[[Sighting], bool]], ...] = (
    (ParkedCode.TEAM_UNKNOWN, lambda s: not s.team_known),
    (ParkedCode.VISIT_UNKNOWN, lambda s: s.names_visit and not s.has_visit),
    (ParkedCode.STUDENT_UNKNOWN, lambda s: not s.student_known),
    (ParkedCode.OUT_OF_SCOPE, lambda s: s.by_team and s.has_visit and not s.visit_was_theirs),
    (ParkedCode.VISIT_CANCELLED, lambda s: s.has_visit and s.visit_cancelled),
    (ParkedCode.NO_VISIT, lambda s: s.by_team and not s.has_visit and not s.shown_nik),
    (ParkedCode.OUT_OF_SCOPE, lambda s: s.by_team and not (s.student_expected or s.shown_nik)),
)
"""
Every conflict between what was recorded and what we know, in the order in which they are told.

A time of capture in the future is none of them: :func:`corrected` puts the receipt in its place, and it is that day on
which a visit is looked for.
"""


def parking(sighting: Sighting) -> ParkedCode | None:
    """Why a recording must wait for the office; ``None`` when it can be applied."""
    return next((code for code, holds in PARKING if holds(sighting)), None)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two truths that meet: what the field made and what became true meanwhile; what we do about it."""

    key: str
    meets: str
    """In the words of the guide for the field, docs/lapangan.md, which prints these."""
    becomes: str


MEETINGS = (
    Meeting(
        "two_devices",
        "Dua perangkat merekam satu siswa",
        "Keduanya disimpan. Yang direkam lebih dulu (waktu yang sudah dibetulkan, lalu id) dihitung; yang lain tidak. "
        "Yang datang kemudian dijawab `duplicate`.",
    ),
    Meeting(
        "precedence",
        "Beberapa hasil untuk satu siswa di satu kunjungan",
        "Semua disimpan; di daftar berdiri yang terkuat: recorded, already_recorded, left, under_age, failed, refused, "
        "deferred, absent. Urutan datang tidak berpengaruh.",
    ),
    Meeting(
        "moved",
        "Siswa pindah sekolah sesudah daftar diambil",
        "Yang ada di daftar kunjungan tetap diterima. Yang tidak ada di daftar menunggu kantor "
        "(`recordings.out_of_scope`).",
    ),
    Meeting(
        "merged",
        "Siswa digabung dengan data kembarnya",
        "Disimpan pada id yang disebut perangkat dan dihitung untuk orang yang tersisa.",
    ),
    Meeting(
        "elsewhere",
        "Siswa sementara itu direkam di tempat lain menurut pusat",
        "Disimpan dan dihitung: biometrik benar-benar diambil. Tanggal dari pusat tetap ada di sampingnya.",
    ),
    Meeting(
        "visit_cancelled",
        "Kunjungan dibatalkan",
        "Menunggu kantor (`recordings.visit_cancelled`); tidak dihitung sebelum diputuskan.",
    ),
    Meeting(
        "visit_completed",
        "Kunjungan sudah ditutup",
        "Diterima seperti biasa; kunjungan tetap tertutup dan laporannya mendapat tambahan.",
    ),
    Meeting(
        "account_changed",
        "Akun pindah ke tim lain",
        "Yang dibuat untuk kunjungan tim lama menunggu kantor (`recordings.out_of_scope`). Dikirim oleh akun lain dari "
        "tim lama, ia diterima.",
    ),
    Meeting(
        "team_changed",
        "Kunjungan diserahkan kepada tim lain",
        "Kiriman tim lama menunggu kantor (`recordings.out_of_scope`).",
    ),
    Meeting(
        "same_id_in_a_batch",
        "Satu id dua kali dalam satu kiriman",
        "Isi yang sama: sekali disimpan, sisanya `replayed`. Isi lain: `conflict`, yang pertama tidak berubah.",
    ),
    Meeting(
        "void_first",
        "Pembatalan datang sebelum perekamannya",
        "Dijawab 404 dan tidak mengubah apa pun; perangkat menyimpannya. Sesudah perekamannya diterima, pembatalan "
        "yang sama berlaku, sekali.",
    ),
    Meeting(
        "clock_off",
        "Jam perangkat meleset berhari-hari",
        "Kalau perangkat menyebut jamnya saat mengirim, waktu dibetulkan. Kalau tidak, waktu sesudah penerimaan "
        "diganti waktu penerimaan; waktu yang jatuh di hari tanpa kunjungan menunggu kantor.",
    ),
)
"""
Every conflict that the field knows, in one table. Each line has a test of its key on the real service.

What must wait is judged by :data:`PARKING`; whatever waits is stored, counted nowhere, and decided by the office.
"""


# --- counting --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Candidate:
    """An unvoided ``recorded`` of a person, which may be the one that counts."""

    id: UUID
    person_id: UUID
    corrected_at: datetime
    corrected_on: date
    cycle: int
    stored_cycle: int
    counted: bool
    """As stored; :func:`counting` says what ought to be."""


def cycle_at(at: datetime, cycle: int, cycle_from: datetime | None, stored: int | None = None) -> int:
    """
    The recording cycle of a person in which ``at`` falls: the present one from ``cycle_from`` on.

    What was captured before a central deletion belongs to a former cycle even when it arrives after it.
    """
    if cycle_from is None or at >= cycle_from:
        return cycle
    return max(1, min(stored or cycle - 1, cycle - 1))


def counting(candidates: Iterable[Candidate]) -> dict[tuple[UUID, int], Candidate]:
    """The one that counts for each person and cycle: the earliest by corrected time of capture, then id."""
    first: dict[tuple[UUID, int], Candidate] = {}
    for candidate in candidates:
        key = (candidate.person_id, candidate.cycle)
        best = first.get(key)
        if best is None or (candidate.corrected_at, candidate.id) < (best.corrected_at, best.id):
            first[key] = candidate
    return first


class Status(StrEnum):
    """What became of an item that was sent."""

    CREATED = "created"
    REPLAYED = "replayed"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    PARKED = "parked"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to one item."""

    id: UUID
    status: Status
    code: str | None = None
    first: Verdict | None = None
    """The verdict of the first sending, when this was a repetition."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored under an id."""

    content: str
    verdict: Verdict
    parked: bool
    parked_code: str | None


def repeated(id: UUID, content: str, known: Known) -> Result:
    """The answer to an id that came before: never an overwrite, and the first verdict for the same content."""
    if content != known.content:
        return Result(id, Status.CONFLICT, "id_reused")
    if known.parked:
        return Result(id, Status.PARKED, known.parked_code, known.verdict)
    return Result(id, Status.REPLAYED, None, known.verdict)


def setting_on(lines: Sequence[tuple[str, date, Any]], on: date) -> Any:
    """
    The value that held on a day, of ``(region, valid_from, value)`` lines ordered nearest region first, then by date.

    The nearest region that had entered one by then decides.
    """
    held = [(region, value) for region, valid_from, value in lines if valid_from <= on]
    nearest = held[0][0] if held else None
    return next((value for region, value in reversed(held) if region == nearest), None)
