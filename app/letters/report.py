"""What a *Berita Acara* and its addenda say: pure, like :mod:`app.letters.contents`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.letters import rules
from app.letters.contents import GUEST, Facts, Pupil, common
from app.letters.rules import counted
from app.visits.rules import PRECEDENCE, rank

OUTCOMES: Mapping[str | None, str] = {
    "recorded": "Direkam",
    "already_recorded": "Sudah pernah direkam",
    "left": "Sudah pindah atau keluar",
    "under_age": "Belum cukup umur",
    "failed": "Gagal direkam",
    "refused": "Menolak direkam",
    "deferred": "Ditunda",
    "absent": "Tidak hadir",
    None: "Belum ada hasil",
}
UNKNOWN = "Tidak tercantum"
"""Stands for a pupil whom the former report did not know."""
GONE = "Tidak lagi tercantum"
"""Stands for one whom it knew and who left the roster since, e.g. a walk-in whose recording was voided."""

Ledger = Mapping[str, str | None]
"""Outcome by pupil, as a report knew them."""


@dataclass(frozen=True, slots=True)
class Former:
    """The report, or its latest addendum, that a new addendum continues."""

    number: str
    date: date
    """Of the report itself, also where addenda came between."""
    ledger: Ledger
    """As it stood after the latest of them."""
    addenda: int
    gone: Sequence[Pupil] = ()
    """Who stands in :attr:`ledger` and not on the roster any more, with the outcome as it was known."""


def ledger(pupils: Sequence[Pupil]) -> dict[str, str | None]:
    """What to remember of each pupil; ids and outcomes, no names."""
    return {str(pupil.student_id): pupil.outcome for pupil in pupils}


def followed(former: Ledger, survivors: Mapping[UUID, UUID]) -> dict[str, str | None]:
    """``former`` by the people of today: rows that proved to be one person stand once, by precedence."""
    found: dict[str, str | None] = {}
    for id, outcome in former.items():
        person = str(survivors.get(UUID(id), UUID(id)))
        if person not in found or rank(outcome) < rank(found[person]):
            found[person] = outcome
    return found


def later(pupils: Sequence[Pupil], former: Ledger) -> list[Pupil]:
    """Whose outcome is another one than ``former`` knew, or who was not in it."""
    missing = object()
    return [pupil for pupil in pupils if former.get(str(pupil.student_id), missing) != pupil.outcome]


def left(pupils: Sequence[Pupil], former: Ledger) -> list[str]:
    """Ids of those whom ``former`` knew and who are not among ``pupils``."""
    present = {str(pupil.student_id) for pupil in pupils}
    return [id for id in former if id not in present]


def title(facts: Facts, former: Former | None) -> str:
    activity = common(facts, "")["visit"]["activity"]
    base = f"Berita Acara {activity}"
    return base if former is None else f"Addendum {former.addenda + 1} {base}"


def report(facts: Facts, former: Former | None) -> dict[str, Any]:
    """
    *Berita Acara*: place and time, the ledger whose two sides are equal, both signatures, names with outcomes.

    An addendum names those of whom something came later, with what was known before, and the ledger as it is now.
    """
    changed = [*later(facts.pupils, former.ledger), *former.gone] if former is not None else list(facts.pupils)
    named = [pupil for pupil in changed if pupil.named]
    hidden = len(changed) - len(named)
    gone = {pupil.student_id for pupil in former.gone} if former is not None else frozenset()
    first = _leader(facts)
    plain = common(facts, "")["visit"]["plain"]
    return {
        "title": title(facts, former),
        "addendum": former is not None,
        "opening": _opening(facts, former),
        "first": {"name": first, "office": f"Petugas perekaman, {facts.team_name}"},
        "second": {"name": None, "office": f"Kepala {facts.school_name}"},
        "statement": (
            f"bahwa telah dilaksanakan {plain} bagi siswa {facts.school_name} dengan hasil sebagai berikut:"
            if former is None
            else f"bahwa setelah Berita Acara tersebut {'terdapat perubahan' if gone else 'diterima hasil lain'} atas "
            f"{counted(len(changed))}, sehingga hasil seluruhnya menjadi sebagai berikut:"
        ),
        "expected": _expected(facts.pupils),
        "outcomes": _outcomes(facts.pupils),
        "notes": _notes(facts.pupils, former),
        "rows": [_row(pupil, former, gone=pupil.student_id in gone) for pupil in named],
        "hidden": f"Tidak dicantumkan namanya karena pemrosesan datanya dibatasi: {counted(hidden)}." if hidden else "",
        "ending": (
            "Demikian Berita Acara ini dibuat dengan sebenarnya dalam rangkap dua untuk digunakan sebagaimana mestinya."
            if former is None
            else "Addendum ini merupakan bagian yang tidak terpisahkan dari Berita Acara tersebut."
        ),
    }


def _leader(facts: Facts) -> str | None:
    """Who signs for the team: its head or coordinator where the tasks name one, else its first member."""
    heads = [each for each in facts.members if any(w in each["task"].lower() for w in ("ketua", "koordinator"))]
    chosen = [*heads, *facts.members]
    return chosen[0]["name"] if chosen else None


def _opening(facts: Facts, former: Former | None) -> str:
    place = f"{facts.school_name}, Kecamatan {facts.district}, {facts.regency}"
    hours = f"{rules.clock(facts.starts)} s.d. {rules.clock(facts.ends)} {rules.zone_name(facts.zone)}"
    when = f"Pada hari {rules.date_in_words(facts.day)} ({facts.day:%d-%m-%Y}) pukul {hours}, bertempat di {place}"
    if former is None:
        return f"{when}, kami yang bertanda tangan di bawah ini:"
    return (
        f"Menyambung Berita Acara Nomor {former.number} tanggal {rules.long_date(former.date)} tentang kegiatan yang "
        f"dilaksanakan {when[0].lower()}{when[1:]}, kami yang bertanda tangan di bawah ini:"
    )


def _expected(pupils: Sequence[Pupil]) -> list[dict[str, Any]]:
    walk_ins = sum(pupil.walk_in for pupil in pupils)
    return [
        {"label": "Terdaftar sebelum kunjungan", "number": len(pupils) - walk_ins},
        {"label": "Tambahan di tempat", "number": walk_ins},
        {"label": "Jumlah", "number": len(pupils), "sum": True},
    ]


def _outcomes(pupils: Sequence[Pupil]) -> list[dict[str, Any]]:
    counts = Counter(pupil.outcome for pupil in pupils)
    lines = [{"label": OUTCOMES[outcome], "number": counts[outcome]} for outcome in (*PRECEDENCE, None)]
    return [*lines, {"label": "Jumlah", "number": len(pupils), "sum": True}]


def _notes(pupils: Sequence[Pupil], former: Former | None) -> list[str]:
    if former is not None:
        return ["Nama siswa dengan hasil semula dan hasil sekarang tercantum dalam lampiran."]
    open_cases = sum(pupil.outcome in (None, "absent", "deferred", "failed") for pupil in pupils)
    notes = ["Nama siswa beserta hasilnya tercantum dalam lampiran."]
    if open_cases:
        notes.append(
            f"Siswa yang belum terlayani, sebanyak {counted(open_cases)}, dijadwalkan kembali pada kunjungan susulan "
            "atau dilayani di kantor."
        )
    return notes


def _row(pupil: Pupil, former: Former | None, *, gone: bool) -> dict[str, str]:
    now = GONE if gone else OUTCOMES[pupil.outcome]
    row = {"name": GUEST if pupil.guest else pupil.name, "class": pupil.class_group or "–"}
    if former is None:
        return row | {"first": now, "second": "Tambahan" if pupil.walk_in else ""}
    key = str(pupil.student_id)
    return row | {"first": OUTCOMES[former.ledger[key]] if key in former.ledger else UNKNOWN, "second": now}
