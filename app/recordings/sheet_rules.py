"""The roster on a spreadsheet: its columns, its words, and what a filled row means. No database, no file."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.core.errors import Fault
from app.recordings.models import Outcome, Reason
from app.recordings.rules import Item, WalkIn, faults

HEADERS: Mapping[str, str] = {
    "code": "Kode",
    "name": "Nama",
    "class_group": "Kelas",
    "slot": "Jadwal",
    "outcome": "Hasil",
    "reason": "Alasan",
    "time": "Jam",
    "note": "Catatan",
    "nik": "NIK tamu",
    "birth_date": "Tanggal lahir tamu",
}
"""The columns in their order. ``code`` is hidden: ``visit:pupil``, whatever is sorted, renamed or copied."""

OUTCOMES: Mapping[str, Outcome] = {
    "Terekam": Outcome.RECORDED,
    "Gagal": Outcome.FAILED,
    "Menolak": Outcome.REFUSED,
    "Ditunda": Outcome.DEFERRED,
    "Tidak hadir": Outcome.ABSENT,
    "Belum cukup umur": Outcome.UNDER_AGE,
    "Sudah pernah rekam": Outcome.ALREADY_RECORDED,
    "Sudah keluar": Outcome.LEFT,
}
REASONS: Mapping[str, Reason] = {
    "Sidik jari tidak terbaca": Reason.FINGERPRINT_UNREADABLE,
    "Iris tidak terbaca": Reason.IRIS_UNREADABLE,
    "Menolak difoto": Reason.PHOTO_REFUSED,
    "Menolak tanda tangan": Reason.SIGNATURE_REFUSED,
    "Alat rusak": Reason.DEVICE_FAILURE,
    "Listrik padam": Reason.NO_POWER,
    "Tidak ada sinyal": Reason.NO_SIGNAL,
    "NIK tidak ditemukan": Reason.NIK_NOT_FOUND,
    "Data tidak cocok": Reason.DATA_MISMATCH,
    "Tidak ada KK": Reason.NO_FAMILY_CARD,
    "PKL atau magang": Reason.INTERNSHIP,
    "Sakit": Reason.ILL,
    "Pindah": Reason.MOVED,
    "Lain-lain": Reason.OTHER,
}
DEVICE = "lembar-kerja"
"""What stands as the device of a recording that came on a spreadsheet."""
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.][0-5]\d)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Day:
    """The visit as a filled sheet needs it."""

    visit_id: UUID
    school_id: UUID
    date: date
    starts_at: datetime
    zone: ZoneInfo


def code_of(visit_id: UUID, student_id: UUID) -> str:
    return f"{visit_id}:{student_id}"


def is_untouched(values: Mapping[str, Any]) -> bool:
    """Whether nobody wrote anything on a row: a pupil not yet seen, or an empty line."""
    asked = ("outcome", "reason", "time", "note", "nik", "birth_date")
    return not any(_text(values, name) for name in (asked if _text(values, "code") else (*asked, "name")))


def item_of(values: Mapping[str, Any], day: Day) -> Item | Fault:
    """
    The recording that a filled row means; its pointer names the column of a fault.

    The id follows from the visit, the person and what was written: the same sheet again gives the same ids, and a
    mended row is another recording.
    """
    student_id: UUID | None = None
    if code := _text(values, "code"):
        visit, _, student = code.partition(":")
        if visit.lower() != str(day.visit_id):
            return Fault("/code", "recordings.other_visit")
        try:
            student_id = UUID(student)
        except ValueError:
            return Fault("/code", "field.invalid")
    try:
        outcome = _chosen(values, "outcome", OUTCOMES)
        reason = _chosen(values, "reason", REASONS)
        at = datetime.combine(day.date, clock, day.zone) if (clock := _clock(values)) else day.starts_at
        walk_in = None if student_id else _walk_in(values, day)
    except _Misread as misread:
        return misread.fault
    if outcome is None:
        return Fault("/outcome", "field.missing")
    note = _text(values, "note") or None
    who = str(student_id) if student_id else repr(walk_in)
    id = _derived(day, [str(day.visit_id), who, outcome, reason or "", at.isoformat(), note or ""])
    item = Item(
        id=id,
        outcome=outcome,
        captured_at=at,
        device_id=DEVICE,
        offline=True,
        student_id=student_id,
        student=walk_in,
        visit_id=day.visit_id,
        reason=reason,
        note=note,
    )
    found = faults(item)
    return found[0] if found else item


class _Misread(Exception):
    def __init__(self, column: str, code: str) -> None:
        self.fault = Fault(f"/{column}", code)


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else str(value).strip().removeprefix("'")
    return "".join(char for char in text if unicodedata.category(char) != "Cc")


def _chosen(values: Mapping[str, Any], name: str, words: Mapping[str, Any]) -> Any:
    """A choice by its word or its code; ``None`` for an empty cell."""
    said = _text(values, name).casefold()
    if not said:
        return None
    for word, choice in words.items():
        if said in (word.casefold(), choice.value):
            return choice
    raise _Misread(name, "field.invalid")


def _clock(values: Mapping[str, Any]) -> time | None:
    said = _text(values, "time")
    if not said:
        return None
    found = _CLOCK.fullmatch(said)
    if found is None:
        raise _Misread("time", "field.invalid")
    return time(int(found[1]), int(found[2]))


def _walk_in(values: Mapping[str, Any], day: Day) -> WalkIn:
    name = _text(values, "name")
    if not name:
        raise _Misread("name", "field.missing")
    born: date | None = None
    if said := _text(values, "birth_date"):
        try:
            born = date.fromisoformat(said[:10])
        except ValueError:
            parts = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", said, re.ASCII)
            try:
                born = date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else None
            except ValueError:
                born = None
            if born is None:
                raise _Misread("birth_date", "field.invalid") from None
    group = _text(values, "class_group")[:60] or None
    nik = re.sub(r"\D", "", _text(values, "nik"))[:32] or None
    return WalkIn(name[:200], nik, None, born, day.school_id, group)


def _derived(day: Day, parts: list[str]) -> UUID:
    """A UUIDv7 of the visit's beginning whose other bits follow from ``parts``."""
    millis = int(day.starts_at.timestamp() * 1000) & (1 << 48) - 1
    bits = int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:10], "big")
    high, low = bits >> 64 & 0xFFF, bits & (1 << 62) - 1
    return UUID(int=millis << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)
