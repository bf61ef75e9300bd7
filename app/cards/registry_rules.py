"""What a row of the national system's list says, and what is wrong with it. Pure: zone and clock are arguments."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from app.cards.models import ImportState
from app.cards.rules import AHEAD, code_of, step_of
from app.core.clock import day_of
from app.core.errors import Conflict
from app.submissions.dates import read_birth_date
from app.submissions.nik import read_nik
from app.submissions.rules import Cell, Problem, Raw, plain

MOVES: dict[ImportState, tuple[str, ...]] = {
    ImportState.CHECKED: ("apply", "discard"),
    ImportState.APPLIED: ("revert",),
    ImportState.DISCARDED: (),
    ImportState.REVERTED: (),
}
UNKNOWN_NIK = "R_UNKNOWN_NIK"
"""The centre knows somebody whom no list of the region names: no fault of the row, but work for the office."""
NOON = time(12)
"""A day that comes without a time: all of one day then follow each other in the order of the life cycle."""
FIRST_DAY = date(2009, 1, 1)
"""The electronic card began in 2009; what claims to be older is a typing error."""
_FAR = date(2100, 1, 1)
"""Far enough for every day of the electronic card to be read, two digits of a year included."""
_BLANK = {"", "-", "--", "0"}
_NUMBERED = {
    "1": "BELUM_WAJIB",
    "2": "BELUM_REKAM",
    "3": "SUDAH_REKAM",
    "4": "CARD_PRINTED",
    "5": "PRINT_READY",
    "6": "CARD_SHIPPED",
    "7": "SENT_FOR_CARD_PRINTING",
    "8": "CARD_ISSUED",
}
"""How OpenSID, the system of many villages, numbers the steps."""
_NOBODY = re.compile(r"\b(TIDAK|BELUM|BLM|TDK)\s+(DI)?(TEMUKAN|ADA|KETEMU|DIKENAL)\b|\bNOT\s+FOUND\b")
_TIMED = re.compile(
    r"^(?P<day>.*\d)(?:\s*[T,]\s*|\s+)(?:pukul\s+|jam\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
    r"(?:[.,](?P<fraction>\d{1,9}))?\s*(?P<zone>Z|WIB|WITA|WIT|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_OFFSETS = {"Z": 0, "WIB": 7, "WITA": 8, "WIT": 9}


class ChangedSinceCheck(Conflict):
    """The import would now do something else than its preview said; the new counts come with the refusal."""

    code = "registry.changed_since_check"


class RevertExpired(Conflict):
    code = "registry.revert_expired"


@dataclass(frozen=True, slots=True)
class Word:
    """What a row says of a person, normalised; ``None`` is what it does not say."""

    nik: str | None = None
    status: str | None = None
    """A national code where the row names one that we know, else what it says."""
    written: str | None = None
    """The status as it came."""
    at: datetime | None = None
    day_alone: bool = False

    @property
    def as_told(self) -> str | None:
        """The code as it came, where it reads as one; a village's number is told as the step that it means."""
        return self.written if self.written is not None and step_of(self.written) is not None else self.status

    def as_json(self) -> dict[str, Any]:
        at = self.at.astimezone(UTC).isoformat() if self.at else None
        return {"nik": self.nik, "status": self.status, "written": self.written, "at": at, "day_alone": self.day_alone}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Word":
        return cls(**{**values, "at": datetime.fromisoformat(values["at"]) if values["at"] else None})


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its verdict, as far as the list alone can tell."""

    row: int
    word: Word
    problems: tuple[Problem, ...] = ()
    ignored: bool = False
    nik_cell: str | None = None
    """Where the NIK stands in a sheet."""
    raw: Mapping[str, Cell] = field(default_factory=dict)

    @property
    def enters(self) -> bool:
        return not self.ignored and not any(problem.is_error for problem in self.problems)


def judge(rows: Sequence[Raw], region_code: str, zone: ZoneInfo, now: datetime) -> list[Judged]:
    """Every row of a list with all that is wrong with it; the first bad row stops nothing."""
    judged = [_judge_row(raw, region_code, zone, now) for raw in rows]
    met: set[tuple[str | None, str, datetime | None]] = set()
    for index, row in enumerate(judged):
        if not row.enters:
            continue
        same = (row.word.nik, code_of(row.word.status or ""), row.word.at)
        if same in met:
            judged[index] = replace(row, problems=(_problem(rows[index], "X_DUP_ROW_EXACT", ""),), ignored=True)
        met.add(same)
    return judged


def _judge_row(raw: Raw, region_code: str, zone: ZoneInfo, now: datetime) -> Judged:
    cells = raw.values
    if cells is None or all(plain(cell) in _BLANK for cell in cells.values()):
        return Judged(raw.row, Word(), (_problem(raw, "X_NO_DATA", ""),), ignored=True)
    on = day_of(now, zone)
    nik = read_nik(cells.get("nik"), region_code.replace(".", ""), on)
    status, written, fault = read_status(cells.get("status"))
    at, day_alone, moment_fault = read_moment(cells.get("occurred_at"), zone, now)
    faults = [(code, "nik") for code in nik.codes if code.startswith("E_")]
    if nik.nik is None and not faults:
        faults.append(("E_NIK_EMPTY", "nik"))
    faults += [(code, name) for code, name in ((fault, "status"), (moment_fault, "occurred_at")) if code]
    return Judged(
        raw.row,
        Word(nik.nik, status, written, at, day_alone),
        tuple(_problem(raw, code, name) for code, name in faults),
        nik_cell=_cell(raw, "nik"),
        raw=cells,
    )


def _problem(raw: Raw, code: str, name: str) -> Problem:
    return Problem(code, name, _cell(raw, name))


def _cell(raw: Raw, name: str) -> str | None:
    letter = (raw.letters or {}).get(name)
    return f"{letter}{raw.row}" if letter else None


# --- one field -------------------------------------------------------------------------------------------------


def read_status(cell: Cell) -> tuple[str | None, str | None, str | None]:
    """
    The code that a cell names, the cell as it came, and what is wrong with it.

    Codes that we do not know are kept as they came, with a warning: the centre has more than are published. But a
    number beyond OpenSID's list is no code, and that the centre does not find a NIK is no step of a card.
    """
    written = plain(cell)[:60].strip()
    if written in _BLANK or isinstance(cell, bool):
        return None, None, "E_STATUS_EMPTY"
    if not any(char.isalpha() for char in written):
        numbered = _NUMBERED.get(written)
        step = step_of(numbered) if numbered else None
        return (step.code, written, None) if step else (None, written, "E_STATUS_UNREADABLE")
    if _NOBODY.search(written.upper()):
        return None, written, "E_STATUS_NO_STEP"
    step = step_of(written)
    return (step.code, written, None) if step else (written, written, "W_UNKNOWN_STATUS")


def read_moment(cell: Cell, zone: ZoneInfo, now: datetime) -> tuple[datetime | None, bool, str | None]:
    """
    When it happened, whether that is a day alone, and what is wrong with it.

    A day alone stands for its noon (:data:`NOON`) in the office's zone. Midnight without an offset is a day alone,
    since that is how databases and spreadsheets write one.
    """
    at, day_alone = _moment(cell, zone)
    if at is None:
        empty = not isinstance(cell, bool) and plain(cell) in _BLANK
        return None, False, "E_MOMENT_EMPTY" if empty else "E_MOMENT_UNREADABLE"
    if at > now + AHEAD:
        return None, False, "E_MOMENT_AHEAD"
    if day_of(at, zone) < FIRST_DAY:
        return None, False, "E_MOMENT_TOO_EARLY"
    return at, day_alone, None


def _moment(cell: Cell, zone: ZoneInfo) -> tuple[datetime | None, bool]:
    if isinstance(cell, bool):
        return None, False
    if isinstance(cell, float) and 1 <= cell < 100_000 and cell != int(cell):
        # A spreadsheet counts days, and hours as their fraction.
        day, _ = read_birth_date(int(cell), _FAR)
        seconds = min(round((cell - int(cell)) * 86400), 86399)
        at = datetime.combine(day, time(), zone) + timedelta(seconds=seconds) if day else None
        return at, False
    text = " ".join(str(cell).split()).lstrip("'") if isinstance(cell, str) else ""
    if found := _TIMED.match(text):
        return _timed(found, zone)
    day, _ = read_birth_date(text if isinstance(cell, str) else cell, _FAR)
    return (datetime.combine(day, NOON, zone), True) if day else (None, False)


def _timed(found: re.Match[str], zone: ZoneInfo) -> tuple[datetime | None, bool]:
    day, _ = read_birth_date(found["day"], _FAR)
    try:
        micro = int((found["fraction"] or "0").ljust(6, "0")[:6])
        clock = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0), micro)
        offset = _offset(found["zone"])
    except ValueError:
        return None, False
    if day is None:
        return None, False
    if offset is None and clock == time():
        return datetime.combine(day, NOON, zone), True
    return datetime.combine(day, clock, offset or zone), False


def _offset(written: str | None) -> timezone | None:
    if written is None:
        return None
    hours = _OFFSETS.get(written.upper())
    if hours is not None:
        return timezone(timedelta(hours=hours))
    digits = written[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes))


def content_of(rows: Sequence[Judged]) -> list[Any]:
    """What makes two lists the same: what they say of whom, not the layout of the file."""
    return [
        [row.word.nik, code_of(row.word.status or ""), row.word.as_json()["at"]]
        if row.enters
        else sorted((name, str(value)) for name, value in row.raw.items())
        for row in rows
        if not row.ignored
    ]
