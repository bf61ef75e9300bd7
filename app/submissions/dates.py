"""Birth dates as schools write them. The day always comes before the month, as in Indonesia."""

import re
from datetime import date, timedelta

from app.submissions.nik import birth_of

_BLANK = {"", "-", "--", "0"}
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]\d{1,2}:\d{2}.*)?$")
_NUMERIC = re.compile(r"^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})(?:[ t]\d{1,2}[:.]\d{2}.*)?$")
_WORDS = re.compile(r"^(\d{1,2})[\s\-/.]*([a-z]{3,9})\.?[\s\-/.]*(\d{4}|\d{2})$")
_MONTHS = (
    ("januari", "january"),
    ("februari", "pebruari", "february", "peb"),
    ("maret", "march"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august", "agt", "ags"),
    ("september", "sept"),
    ("oktober", "october"),
    ("november", "nopember", "nop"),
    ("desember", "december"),
)
_MONTH_OF = {
    form: number for number, names in enumerate(_MONTHS, start=1) for name in names for form in (name, name[:3])
}
_DAY_ZERO = date(1899, 12, 30)
_OLDEST = 120


def read_birth_date(cell: object, on: date) -> tuple[date | None, tuple[str, ...]]:
    """The birth date in a cell and the codes it earns; a day after ``on`` or beyond any life is unreadable."""
    if cell is None or (isinstance(cell, str) and cell.strip() in _BLANK) or (cell == 0 and cell is not False):
        return None, ("W_BIRTHDATE_EMPTY",)
    born, codes = _serial(cell) if isinstance(cell, int | float) else _text(str(cell), on)
    if born is None or born > on or on.year - born.year > _OLDEST:
        return None, ("E_BIRTHDATE_UNREADABLE",)
    return born, codes


def _serial(cell: float) -> tuple[date | None, tuple[str, ...]]:
    """A day as a spreadsheet counts them, from 30 December 1899."""
    if isinstance(cell, bool) or not 1 <= cell < 100_000:
        return None, ()
    return _DAY_ZERO + timedelta(days=int(cell)), ("W_BIRTHDATE_SERIAL",)


def _text(written: str, on: date) -> tuple[date | None, tuple[str, ...]]:
    text = " ".join(written.replace("\u200b", "").split()).lstrip("'").lower()
    if found := _ISO.match(text):
        return _date(found[1], found[2], found[3], on)
    if found := _NUMERIC.match(text):
        return _date(found[3], found[2], found[1], on)
    if (found := _WORDS.match(text)) and found[2] in _MONTH_OF:
        return _date(found[3], str(_MONTH_OF[found[2]]), found[1], on)
    if text.isascii() and text.isdigit() and len(text) == 5:
        return _serial(int(text))
    return None, ()


def _date(year: str, month: str, day: str, on: date) -> tuple[date | None, tuple[str, ...]]:
    if len(year) == 2:
        return birth_of(int(day), int(month), int(year), on), ("W_BIRTHDATE_2DIGIT_YEAR",)
    try:
        return date(int(year), int(month), int(day)), ()
    except ValueError:
        return None, ()


def age_on(born: date, on: date) -> int:
    """Completed years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def split_birth(cell: object) -> tuple[str | None, object]:
    """*Tempat, Tanggal Lahir* in one cell: the place, and what stands for the day."""
    text = str(cell) if isinstance(cell, str) else ""
    if found := re.match(r"^\s*([^\d,/]*?)\s*[,/\s-]\s*(\d.*)$", text, re.DOTALL):
        return found[1] or None, found[2]
    return (None, cell) if not text or any(char.isdigit() for char in text) else (text, None)
