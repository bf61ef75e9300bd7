"""
Invented pupils, with what their recordings and card events say of them.

All that stands in a row follows from the rules that the services go by; what nobody tells apart (who recorded it, on
which visit) is left empty. NIKs are valid in shape, and their serials are never given to a living person.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from app.cards import rules as cards
from app.cards.models import CardEvent
from app.core.crypto import KeyRing, place
from app.core.ids import new_id
from app.core.tables import Table
from app.core.types import Sex, name_key
from app.recordings.models import Outcome, Recording, Verdict
from app.students.likeness import sound
from app.students.models import DataIssue, DataIssueKind, Enrolment, EnrolmentState, Student, StudentStatus
from app.students.rules import reached_on, standing

FIRST_SERIAL, LAST_SERIAL = 9001, 9989
_GRADES, FINISHED = (10, 11, 12), 13
_CLASSES = ("1", "2", "3", "4")
_LEVELS = {10: "X", 11: "XI", 12: "XII", FINISHED: "XII"}
_MALE = "AGUS AHMAD ANDI BAYU BUDI DANI DEDI DIMAS EKO FAJAR HADI HASAN IRFAN JOKO LUTHFI MADE RIZKI TONO"
_FEMALE = "AISYAH ANI AYU DEWI DINA EKA FITRI INTAN KADEK LINA MAYA NADIA PUTRI RINA SARI SITI TIKA YULI"
_LAST = (
    "ANWAR FIRDAUS GINTING HAKIM HIDAYAT KURNIAWAN LESTARI LUBIS MAHARANI NASUTION PERMATA PRATAMA RAHMAN SAFITRI "
    "SANTOSO SIREGAR SUSANTO WIBOWO WIJAYA YULIANTI"
)
_GIVEN, _FAMILY = {Sex.MALE: _MALE.split(), Sex.FEMALE: _FEMALE.split()}, _LAST.split()
_WITHOUT_NIK, _RECORDED, _ELSEWHERE, _MARRIED = 0.02, 0.55, 0.15, 0.003
_READY_AFTER = timedelta(days=9)
_FORENOON = (1, 5)
"""Hours of UTC that fall on the same day in all three zones."""

Rows = dict[type[Table], list[dict[str, Any]]]
TABLES: tuple[type[Table], ...] = (Student, Enrolment, DataIssue, Recording, CardEvent)
"""In the order in which their rows refer to each other."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where pupils are taken in: a school, or a district's people without one."""

    region_code: str
    district_code: str
    school_id: UUID | None


def _blank(table: type[Table]) -> dict[str, Any]:
    return {name: field.default for name, field in table.model_fields.items() if field.default_factory is None}


_NOBODY, _NO_RECORDING, _NO_EVENT = _blank(Student), _blank(Recording), _blank(CardEvent)


@cache
def _heard(name: str) -> tuple[str, str]:
    return name_key(name), sound(name)


class Population:
    """Makes the people of one regency. The same seed makes the same people, under other ids."""

    def __init__(self, keys: KeyRing, chance: Random, today: date, at: datetime) -> None:
        self._keys, self._chance, self._today, self._at = keys, chance, today, at
        self._serials = Counter[str]()
        july = date(today.year if today.month >= 8 else today.year - 1, 7, 14)
        self._began = {grade: july.replace(year=july.year - grade + 10) for grade in (*_GRADES, FINISHED)}
        self._left = july - timedelta(days=20)

    def of(self, where: Place, count: int) -> Rows:
        """Rows of so many pupils at one place, by table, in the order in which they refer to each other."""
        rows: Rows = {table: [] for table in TABLES}
        for _ in range(count):
            self._add(rows, where)
        return rows

    def _add(self, rows: Rows, where: Place) -> None:
        chance, id = self._chance, new_id()
        grade = FINISHED if where.school_id is None else chance.choice((*_GRADES, FINISHED))
        sex = chance.choice((Sex.MALE, Sex.FEMALE))
        birth = self._birth(grade)
        given = _GIVEN[sex]
        name = f"{chance.choice(given)} {chance.choice(given)} {chance.choice(_FAMILY)}"
        key, heard = _heard(name)
        nik = None if chance.random() < _WITHOUT_NIK else self._nik(where.district_code, birth, sex)
        class_group = f"{_LEVELS[grade]} {chance.choice(_CLASSES)}" if where.school_id else None
        began = datetime.combine(self._began[grade], time(1), UTC)
        person = {
            "id": id,
            "region_code": where.region_code,
            "school_id": where.school_id,
            "name": name,
            "name_key": key,
            "name_sound": heard,
            "nisn": f"{birth.year % 1000:03}{chance.randrange(10**7):07}",
            "sex": sex,
            "birth_date": birth,
            "class_group": class_group,
            "grade": None if where.school_id is None else min(grade, 12),
            "residence_code": where.district_code,
            "ever_married": chance.random() < _MARRIED,
            "status": StudentStatus.GRADUATED if grade == FINISHED else StudentStatus.ACTIVE,
            "created_at": began,
            "known_from": began,
        }
        rows[Student].append(_NOBODY | person | self._sealed(id, nik) | self._history(rows, where, id, birth))
        if nik is None:
            rows[DataIssue].append(self._issue(where, id))
        if where.school_id is not None:
            rows[Enrolment].append(self._enrolment(person, grade, began))

    def _birth(self, grade: int) -> date:
        """Fifteen to sixteen in the tenth grade, a year older in each that follows."""
        oldest = self._today.replace(day=min(self._today.day, 28), year=self._today.year - grade - 6)
        return oldest + timedelta(days=self._chance.randrange(365))

    # --- papers ---

    def _nik(self, district_code: str, birth: date, sex: Sex) -> str | None:
        start = f"{district_code.replace('.', '')}{birth.day + (40 if sex is Sex.FEMALE else 0):02}{birth:%m%y}"
        self._serials[start] += 1
        serial = FIRST_SERIAL - 1 + self._serials[start]
        return f"{start}{serial}" if serial <= LAST_SERIAL else None

    def _sealed(self, id: UUID, nik: str | None) -> dict[str, Any]:
        if nik is None:
            return {}
        key_id, sealed = self._keys.seal(nik.encode(), place("students", "nik", id))
        blind = self._keys.blind("nik", nik)
        return {"nik_hash": blind, "nik_sealed": sealed, "nik_key_id": key_id, "nik_prefix": nik[:4]}

    def _issue(self, where: Place, id: UUID) -> dict[str, Any]:
        return {
            "id": new_id(),
            "region_code": where.region_code,
            "student_id": id,
            "kind": DataIssueKind.NIK_MISSING,
            "created_at": self._at,
            "detail": {},
            "resolved_at": None,
            "resolved_by": None,
            "note": None,
        }

    def _enrolment(self, person: Mapping[str, Any], grade: int, began: datetime) -> dict[str, Any]:
        over = grade == FINISHED
        return {
            "id": new_id(),
            "student_id": person["id"],
            "school_id": person["school_id"],
            "class_group": person["class_group"],
            "grade": person["grade"],
            "date_from": began.date(),
            "date_to": self._left if over else None,
            "state": EnrolmentState.ENDED if over else EnrolmentState.ACTIVE,
            "known_from": began,
        }

    # --- what happened to them ---

    def _history(self, rows: Rows, where: Place, id: UUID, birth: date) -> dict[str, Any]:
        """Whether and where they were recorded and how far the card is, as rows; and what these say of the person."""
        first, chance = reached_on(birth, 16), self._chance
        days = (self._today - first).days
        if days < 2 or chance.random() >= _RECORDED:
            return {}
        day = first + timedelta(days=chance.randrange(days))
        here = chance.random() >= _ELSEWHERE
        steps = self._steps(day, birth) if here else [("BIO_CAPTURED", day), *self._steps(day, birth)]
        told: dict[str, Any] = {}
        if here:
            recording = self._recording(where, id, day)
            rows[Recording].append(recording)
            told = {"counting_recording_id": recording["id"], "recorded_here_on": day}
        events = [self._event(where, id, status, on) for status, on in steps]
        rows[CardEvent] += events
        return told | _said([_Step(e["status"], e["occurred_at"], e["occurred_on"]) for e in events], here, day)

    def _steps(self, recorded: date, birth: date) -> list[tuple[str, date]]:
        """From ready to handed over, as far as the present day has come; half are handed over on the birthday."""
        ready, turns = recorded + _READY_AFTER, reached_on(birth, 17)
        printed = max(ready + timedelta(days=1), turns)
        given = printed + timedelta(days=self._chance.choice((0, 0, 1, 7, 30)))
        all_steps = (("PRINT_READY_RECORD", ready), ("CARD_PRINTED", printed), ("CARD_ISSUED", given))
        return [(status, day) for status, day in all_steps if day < self._today]

    def _instant(self, day: date) -> datetime:
        first, last = _FORENOON
        return datetime.combine(day, time(self._chance.randrange(first, last), self._chance.randrange(60)), UTC)

    def _recording(self, where: Place, id: UUID, day: date) -> dict[str, Any]:
        at, own = self._instant(day), new_id()
        return _NO_RECORDING | {
            "id": own,
            "content": self._keys.blind("scale", own.hex),
            "region_code": where.region_code,
            "student_id": id,
            "school_id": where.school_id,
            "outcome": Outcome.RECORDED,
            "captured_at": at,
            "corrected_at": at,
            "corrected_on": day,
            "received_at": at,
            "device_id": f"skala-{where.region_code}",
            "offline": False,
            "counted": True,
            "verdict": Verdict.CREATED,
        }

    def _event(self, where: Place, id: UUID, status: str, day: date) -> dict[str, Any]:
        # Of two steps on one day the later one in the life cycle comes in the afternoon.
        at = self._instant(day) + timedelta(hours=4) * (status == "CARD_ISSUED")
        return _NO_EVENT | {
            "id": new_id(),
            "region_code": where.region_code,
            "student_id": id,
            "status": status,
            "rank": cards.rank_of(status),
            "state": cards.state_of(status),
            "occurred_at": at,
            "occurred_on": day,
            "recorded_at": at,
            "flags": [],
        }


@dataclass(frozen=True, slots=True)
class _Step:
    status: str
    occurred_at: datetime
    occurred_on: date


def _said(events: Sequence[_Step], here: bool, day: date) -> dict[str, Any]:
    """The projection beside a person's facts, by the rules that keep it."""
    word = cards.standing(events)
    stands = standing(day if here else None, word.state, word.registry_since)
    return {
        "cycle": word.cycle,
        "cycle_from": word.cycle_from,
        "last_card_code": word.last_code,
        "last_card_at": word.last_at,
        "event_card_state": word.state,
        "registry_since": word.registry_since,
        "handed_over_on": word.handed_over_on,
        "recorded": stands.recorded,
        "recorded_on": stands.recorded_on,
        "card_state": stands.card_state,
    }
