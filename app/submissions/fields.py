"""What single cells of a list say. Pure: the places are an argument."""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.core.types import Sex, name_key

Cell = str | int | float | bool | None

_BLANK = {"", "-", "--", "0"}
_GRADE = re.compile(r"^(?:kelas\s+)?(XIII|XII|XI|X|1[0-3])(?![A-Z0-9])", re.IGNORECASE)
_GRADE_AND_CLASS = re.compile(r"^(?:kelas|tingkat)\s*(\d{1,2}|[IVX]{1,4})\s*(?:-\s*(.*))?$", re.IGNORECASE)
_ROMAN = {"X": 10, "XI": 11, "XII": 12, "XIII": 13}
_SEXES = {
    **dict.fromkeys(("l", "lk", "laki-laki", "laki laki", "lakilaki", "laki", "pria", "1"), Sex.MALE),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita", "2"), Sex.FEMALE),
}
"""Codes 1 and 2 stand in the older lists of madrasahs."""
_TRUE, _FALSE = {"true", "ya", "1", "1.0", "kawin", "pernah kawin"}, {"false", "tidak", "0", "0.0", "belum kawin"}
_GONE = ("lulus", "pindah", "mutasi", "keluar", "tidak aktif", "non aktif", "nonaktif", "alumni", "putus", "meninggal")
_AROUND_NUMBERS = re.compile(r"[\s.'’`-]")
_LETTER = re.compile(r"[A-Za-z]")
_ERROR_VALUE = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|#+)")
NAME_LONGEST, NAME_LETTERS = 200, 60
"""Kept at most; and, by Permendagri 73/2022, written at most on a document."""


@dataclass(frozen=True, slots=True)
class Places:
    """Districts and villages of a school's regency, by their plain names."""

    regency: str
    districts: Mapping[str, str]
    villages: Mapping[tuple[str, str], str]
    codes: frozenset[str]


def plain(cell: object) -> str:
    """A text without what cannot be seen, blanks in single runs."""
    if isinstance(cell, str) and cell.isascii() and cell.isprintable():
        return " ".join(cell.split())
    if isinstance(cell, float) and math.isfinite(cell) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None or isinstance(cell, bool) else str(cell)
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text)
    kinds = ((char, unicodedata.category(char)) for char in text)
    seen = "".join(" " if kind in ("Cc", "Zl", "Zp", "Zs") else "" if kind[0] == "C" else char for char, kind in kinds)
    return " ".join(seen.split())


def read_name(cell: Cell) -> tuple[str | None, tuple[str, ...]]:
    name = plain(cell)
    if name in _BLANK:
        return None, ("E_NAME_EMPTY",)
    # A single sign of other scripts may be spelt out as many when names are compared.
    if len(name) > NAME_LONGEST or (not name.isascii() and len(name_key(name)) > NAME_LONGEST):
        return None, ("E_NAME_TOO_LONG",)
    usual = name.isascii()
    letters = "" if usual else [char for char in name if char.isalpha()]
    formula = name.lstrip("' ")[:1] in ("=", "+", "-", "@")  # our own exports put a quote before one
    if formula or "<" in name or not (_LETTER.search(name) if usual else letters) or _ERROR_VALUE.fullmatch(name):
        return None, ("E_NAME_INVALID",)
    codes: tuple[str, ...] = ("I_NAME_NORMALISED",) if name != cell else ()
    if len(name) > NAME_LETTERS:
        codes += ("W_NAME_OVER_60",)
    if not usual and not all(unicodedata.name(char, "").startswith("LATIN") for char in letters):
        codes += ("W_NAME_NONLATIN",)
    return name, codes


def read_nisn(cell: Cell) -> tuple[str | None, tuple[str, ...]]:
    """Ten digits; a number cell has lost the zeros in front."""
    text = _AROUND_NUMBERS.sub("", plain(cell))
    if text in _BLANK:
        return None, ()
    if not (text.isascii() and text.isdigit()):
        return None, ("W_NISN_FORMAT",)
    if isinstance(cell, int | float) and 7 <= len(text) < 10:
        return text.zfill(10), ("I_NISN_PADDED",)
    return (text, ()) if len(text) == 10 else (None, ("W_NISN_FORMAT",))


@lru_cache(maxsize=256, typed=True)
def read_sex(cell: Cell) -> tuple[Sex | None, tuple[str, ...]]:
    text = plain(cell).lower()
    if text in _BLANK:
        return None, ("W_GENDER_EMPTY",)
    sex = _SEXES.get(text)
    return sex, () if sex else ("W_GENDER_UNKNOWN",)


@lru_cache(maxsize=2048, typed=True)
def read_class(group: Cell, grade: Cell) -> tuple[str | None, int | None, tuple[str, ...]]:
    """The class, and the grade (10 to 13): told beside it, else read from its name."""
    told = grade_of(plain(grade))
    text, codes = read_text(group, 60)
    if text is None:
        return None, told, () if told else ("W_ROMBEL_EMPTY",)
    told = told or grade_of(text)
    return text, told, codes if told else (*codes, "W_ROMBEL_UNPARSED")


def split_class(cell: Cell) -> tuple[str, str]:
    """*Tingkat - Rombel* of EMIS, as in *Kelas 10 - X MIA*: the class and the grade."""
    text = plain(cell)
    found = _GRADE_AND_CLASS.match(text)
    return (found[2] or "", found[1]) if found else (text, "")


def has_left(cell: Cell) -> bool:
    """Whether a madrasah's list says that a pupil is no longer there."""
    if cell is None:
        return False
    text = plain(cell).lower()
    return any(word in text for word in _GONE)


def grade_of(text: str) -> int | None:
    found = _GRADE.match(text)
    return (_ROMAN.get(found[1].upper()) or int(found[1])) if found else None


def read_text(cell: Cell, longest: int) -> tuple[str | None, tuple[str, ...]]:
    """Free text. What looks like a formula stays text; exports put a quote before it."""
    text = plain(cell)[:longest].strip()
    if text in _BLANK or text == "<?>":
        return None, ()
    if text[:1] in "'’" and text[1:2] in ("=", "+", "-", "@"):
        text = text[1:]  # the quote that our own exports put before it
    return text, ("I_TEXT_FORMULA_LIKE",) if text[0] in "=+-@" else ()


def read_married(cell: Cell) -> tuple[bool | None, tuple[str, ...]]:
    if cell is None or isinstance(cell, bool):
        return cell, ()
    text = plain(cell).lower()
    if text in _TRUE | _FALSE:
        return text in _TRUE, ()
    return None, () if text in _BLANK else ("W_MARRIED_UNREADABLE",)


def read_residence(cells: Mapping[str, Cell], places: Places) -> tuple[str | None, tuple[str, ...]]:
    """A code that is told, else the village or at least the district by name; never the street."""
    told = plain(cells.get("residence_code"))
    if told and told not in _BLANK:
        return (told, ()) if told in places.codes and told.count(".") >= 2 else (None, ("W_RESIDENCE_UNKNOWN",))
    district = places.districts.get(place_key(plain(cells.get("district"))))
    if district is None:
        return None, ()
    return places.villages.get((district, place_key(plain(cells.get("village")))), district), ()


@lru_cache(maxsize=4096)
def place_key(name: str) -> str:
    """The name of a place as it is compared: *Kec. Batu Mandi*, *BATUMANDI* and *batu mandi* are one."""
    bare = re.sub(r"^(kec(amatan)?|desa|ds|kel(urahan)?)[.\s]+", "", name.lower().strip())
    return name_key(bare).replace(" ", "")
