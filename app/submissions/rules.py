"""What a row of a list says, and what is wrong with it. Pure: the day and the places are arguments."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.core.errors import Conflict, Invalid
from app.core.types import Sex, name_key
from app.submissions.dates import age_on, read_birth_date
from app.submissions.models import SubmissionState
from app.submissions.nik import read_nik

Cell = str | int | float | bool | None

_BLANK = {"", "-", "--", "0"}
_GRADE = re.compile(r"^(?:kelas\s+)?(XIII|XII|XI|X|1[0-3])(?![A-Z0-9])", re.IGNORECASE)
_ROMAN = {"X": 10, "XI": 11, "XII": 12, "XIII": 13}
_SEXES = {
    **dict.fromkeys(("l", "lk", "laki-laki", "laki laki", "lakilaki", "pria"), Sex.MALE),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita"), Sex.FEMALE),
}
_TRUE, _FALSE = {"true", "ya", "1", "1.0", "kawin", "pernah kawin"}, {"false", "tidak", "0", "0.0", "belum kawin"}
NAME_LONGEST, NAME_LETTERS = 200, 60
"""Kept at most; and, by Permendagri 73/2022, written at most on a document."""
AGE_USUAL = range(13, 26)


class ChangedSinceCheck(Conflict):
    """The list would now do something else than its preview said; the new counts come with the refusal."""

    code = "submissions.changed_since_check"


class MissingUnconfirmed(Invalid):
    """A full list leaves many pupils out; the operator must say that this is meant, by their number."""

    code = "submissions.missing_unconfirmed"


class RevertExpired(Conflict):
    code = "submissions.revert_expired"


MOVES: dict[SubmissionState, tuple[str, ...]] = {
    SubmissionState.CHECKED: ("apply", "discard"),
    SubmissionState.APPLIED: ("revert",),
    SubmissionState.DISCARDED: (),
    SubmissionState.REVERTED: (),
}


@dataclass(frozen=True, slots=True)
class Raw:
    """A row as it came. ``values`` is ``None`` for a footer; ``letters`` names each field's column in a sheet."""

    row: int
    values: Mapping[str, Cell] | None
    letters: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    code: str
    field: str
    cell: str | None = None

    @property
    def is_error(self) -> bool:
        return self.code.startswith("E_")

    @property
    def is_warning(self) -> bool:
        return self.code.startswith("W_")


@dataclass(frozen=True, slots=True)
class Person:
    """What a row says of a pupil, normalised; ``None`` is what it does not say."""

    nik: str | None = None
    nisn: str | None = None
    name: str | None = None
    sex: Sex | None = None
    birth_place: str | None = None
    birth_date: date | None = None
    class_group: str | None = None
    grade: int | None = None
    residence_code: str | None = None
    ever_married: bool | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name in self.__slots__
            if (value := getattr(self, name)) is not None
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Person":
        born, sex = values.get("birth_date"), values.get("sex")
        known = {key: value for key, value in values.items() if key in cls.__slots__}
        return cls(
            **known | {"birth_date": date.fromisoformat(born) if born else None, "sex": Sex(sex) if sex else None}
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its verdict, as far as the list alone can tell."""

    row: int
    person: Person
    problems: tuple[Problem, ...] = ()
    ignored: bool = False
    raw: Mapping[str, Cell] = field(default_factory=dict)

    @property
    def rejected(self) -> bool:
        return not self.ignored and any(problem.is_error for problem in self.problems)

    @property
    def enters(self) -> bool:
        return not self.ignored and not self.rejected


@dataclass(frozen=True, slots=True)
class Places:
    """Districts and villages of a school's regency, by their plain names."""

    regency: str
    districts: Mapping[str, str]
    villages: Mapping[tuple[str, str], str]
    codes: frozenset[str]


def judge(rows: Sequence[Raw], places: Places, on: date) -> list[Judged]:
    """Every row of a list with all that is wrong with it; the first bad row stops nothing."""
    return _across(rows, [judge_row(raw, places, on) for raw in rows])


def judge_row(raw: Raw, places: Places, on: date) -> Judged:
    """One row by itself."""
    if raw.values is None:
        return Judged(raw.row, Person(), (Problem("X_FOOTER", ""),), ignored=True)
    cells = raw.values
    faults: list[tuple[str, str]] = []

    def note(field: str, codes: Iterable[str]) -> None:
        faults.extend((code, field) for code in codes)

    name, codes = read_name(cells.get("name"))
    note("name", codes)
    nik = read_nik(cells.get("nik"), cells.get("kk"), places.regency.replace(".", ""), on)
    note("nik", nik.codes)
    nisn, codes = read_nisn(cells.get("nisn"))
    note("nisn", codes)
    born, codes = read_birth_date(cells.get("birth_date"), on)
    note("birth_date", codes)
    sex, codes = read_sex(cells.get("sex"))
    note("sex", codes)
    if nik.birth_date and born and nik.birth_date != born:
        note("birth_date", ["W_NIK_DATE_MISMATCH"])
    if nik.sex and sex and nik.sex is not sex:
        note("sex", ["W_NIK_GENDER_MISMATCH"])
    if born is None and "E_BIRTHDATE_UNREADABLE" not in {code for code, _ in faults}:
        born = nik.birth_date
    if born and age_on(born, on) not in AGE_USUAL:
        note("birth_date", ["W_AGE_UNUSUAL"])
    class_group, grade, codes = read_class(cells.get("class_group"), cells.get("grade"))
    note("class_group", codes)
    birth_place, codes = read_text(cells.get("birth_place"), 100)
    note("birth_place", codes)
    residence, codes = read_residence(cells, places)
    note("residence_code", codes)
    married, codes = read_married(cells.get("ever_married"))
    note("ever_married", codes)
    person = Person(nik.nik, nisn, name, sex or nik.sex, birth_place, born, class_group, grade, residence, married)
    return Judged(raw.row, person, tuple(_problem(raw, *fault) for fault in faults), raw=cells)


def _problem(raw: Raw, code: str, field: str) -> Problem:
    letter = (raw.letters or {}).get(field)
    return Problem(code, field, f"{letter}{raw.row}" if letter else None)


# --- one field -------------------------------------------------------------------------------------------------


def plain(cell: object) -> str:
    """A text without what cannot be seen, blanks in single runs."""
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
    letters = [char for char in name if char.isalpha()]
    if name[0] in "=+-@" or "<" in name or not letters:
        return None, ("E_NAME_INVALID",)
    codes: tuple[str, ...] = ("I_NAME_NORMALISED",) if name != cell else ()
    if len(name) > NAME_LETTERS:
        codes += ("W_NAME_OVER_60",)
    if not name.isascii() and not all(unicodedata.name(char, "").startswith("LATIN") for char in letters):
        codes += ("W_NAME_NONLATIN",)
    return name, codes


def read_nisn(cell: Cell) -> tuple[str | None, tuple[str, ...]]:
    """Ten digits; a number cell has lost the zeros in front."""
    text = plain(cell).lstrip("'")
    if text in _BLANK:
        return None, ()
    if not (text.isascii() and text.isdigit()):
        return None, ("W_NISN_FORMAT",)
    if isinstance(cell, int | float) and 7 <= len(text) < 10:
        return text.zfill(10), ("I_NISN_PADDED",)
    return (text, ()) if len(text) == 10 else (None, ("W_NISN_FORMAT",))


def read_sex(cell: Cell) -> tuple[Sex | None, tuple[str, ...]]:
    text = plain(cell).lower()
    if text in _BLANK:
        return None, ("W_GENDER_EMPTY",)
    sex = _SEXES.get(text)
    return sex, () if sex else ("W_GENDER_UNKNOWN",)


def read_class(group: Cell, grade: Cell) -> tuple[str | None, int | None, tuple[str, ...]]:
    """The class, and the grade (10 to 13): told beside it, else read from its name."""
    told = grade_of(plain(grade))
    text, codes = read_text(group, 60)
    if text is None:
        return None, told, () if told else ("W_ROMBEL_EMPTY",)
    told = told or grade_of(text)
    return text, told, codes if told else (*codes, "W_ROMBEL_UNPARSED")


def grade_of(text: str) -> int | None:
    found = _GRADE.match(text)
    return (_ROMAN.get(found[1].upper()) or int(found[1])) if found else None


def read_text(cell: Cell, longest: int) -> tuple[str | None, tuple[str, ...]]:
    """Free text. What looks like a formula stays text; exports put a quote before it."""
    text = plain(cell)[:longest].strip()
    if text in _BLANK or text == "<?>":
        return None, ()
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


def place_key(name: str) -> str:
    """The name of a place as it is compared: *Kec. Batu Mandi*, *BATUMANDI* and *batu mandi* are one."""
    bare = re.sub(r"^(kec(amatan)?|desa|ds|kel(urahan)?)[.\s]+", "", name.lower().strip())
    return name_key(bare).replace(" ", "")


# --- the list as a whole ---------------------------------------------------------------------------------------


def _across(raws: Sequence[Raw], rows: list[Judged]) -> list[Judged]:
    """Add what only the whole list shows: rows that come twice, numbers that two pupils share."""
    exact: set[tuple[tuple[str, str], ...]] = set()
    holders: dict[str, int] = {}
    nisns: set[str] = set()
    for index, judged in enumerate(rows):
        if judged.ignored:
            continue
        raw = raws[index]
        same = tuple(sorted((name, repr(value)) for name, value in judged.raw.items()))
        if same in exact:
            rows[index] = replace(judged, problems=(_problem(raw, "X_DUP_ROW_EXACT", ""),), ignored=True)
            continue
        exact.add(same)
        if not judged.enters:
            continue
        person, found = judged.person, list(judged.problems)
        if person.nik in holders:
            first = holders[person.nik]
            rows[first] = _with(rows[first], _problem(raws[first], "W_NIK_SHARED", "nik"))
            rows[index] = _with(judged, _problem(raw, "E_NIK_DUPLICATE", "nik"))
            continue
        if person.nik:
            holders[person.nik] = index
        if person.nisn in nisns:
            rows[index] = replace(judged, problems=(*found, _problem(raw, "W_NISN_DUPLICATE", "nisn")))
        if person.nisn:
            nisns.add(person.nisn)
    return rows


def _with(judged: Judged, problem: Problem) -> Judged:
    return judged if problem in judged.problems else replace(judged, problems=(*judged.problems, problem))


def content_of(rows: Sequence[Judged]) -> list[Any]:
    """What makes two lists the same: their pupils and faults, not the day of the download."""
    return [
        [
            row.person.as_json(),
            sorted(problem.code for problem in row.problems if problem.is_error),
            {key: str(value) for key, value in row.raw.items() if key != "kk"} if row.rejected else None,
        ]
        for row in rows
        if not row.ignored
    ]


def check_missing(missing: int, active: int, percent: float, confirmed: int | None) -> None:
    """Raise :class:`MissingUnconfirmed` when more than ``percent`` are missing unconfirmed, or another number is."""
    too_many = missing * 100 > percent * active
    if (confirmed is None and too_many) or (confirmed is not None and confirmed != missing):
        raise MissingUnconfirmed(extra={"missing": missing, "students": active}, missing=missing, students=active)
