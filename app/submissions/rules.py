"""What a row of a list says, and what is wrong with it. Pure: the day and the places are arguments."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

from app.core.errors import Conflict, Invalid
from app.core.types import Sex, name_key
from app.submissions.dates import age_on, read_birth_date, split_birth
from app.submissions.fields import (
    Cell,
    Places,
    has_left,
    plain,
    read_class,
    read_married,
    read_name,
    read_nisn,
    read_residence,
    read_sex,
    read_text,
    split_class,
)
from app.submissions.models import SubmissionState
from app.submissions.nik import read_nik

__all__ = ["Cell", "Judged", "Note", "Person", "Places", "Problem", "Raw", "judge", "plain"]

AGE_USUAL = range(13, 26)
COMBINED = {"birth_place": "birth", "birth_date": "birth", "class_group": "grade_class", "residence_code": "village"}
"""The column in which a fact stands when it has none of its own."""


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
    sheet: str | None = None
    """Its sheet, where a list stands on several."""


def is_error(code: str) -> bool:
    return code.startswith("E_")


def is_warning(code: str) -> bool:
    return code.startswith("W_")


@dataclass(frozen=True, slots=True)
class Problem:
    code: str
    field: str
    cell: str | None = None

    @property
    def is_error(self) -> bool:
        return is_error(self.code)

    @property
    def is_warning(self) -> bool:
        return is_warning(self.code)


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a file as a whole that stops nothing; ``params`` fill its words."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


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
        told = {name: value for name, value in zip(_SAID, _all_said(self), strict=True) if value is not None}
        if self.birth_date is not None:
            told["birth_date"] = self.birth_date.isoformat()
        return told

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Person":
        born, sex = values.get("birth_date"), values.get("sex")
        known = {key: value for key, value in values.items() if key in cls.__slots__}
        return cls(
            **known | {"birth_date": date.fromisoformat(born) if born else None, "sex": Sex(sex) if sex else None}
        )


_SAID = tuple(member.name for member in fields(Person))
_all_said = attrgetter(*_SAID)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its verdict, as far as the list alone can tell."""

    row: int
    person: Person
    problems: tuple[Problem, ...] = ()
    ignored: bool = False
    raw: Mapping[str, Cell] = field(default_factory=dict)
    sheet: str | None = None

    @property
    def rejected(self) -> bool:
        return not self.ignored and any(problem.is_error for problem in self.problems)

    @property
    def enters(self) -> bool:
        return not self.ignored and not self.rejected


def judge(rows: Sequence[Raw], places: Places, on: date) -> list[Judged]:
    """Every row of a list with all that is wrong with it; the first bad row stops nothing."""
    return _across(rows, [judge_row(raw, places, on) for raw in rows])


def judge_row(raw: Raw, places: Places, on: date) -> Judged:
    """One row by itself."""
    if raw.values is None:
        return Judged(raw.row, Person(), (Problem("X_FOOTER", ""),), ignored=True, sheet=raw.sheet)
    if has_left(raw.values.get("status")):
        gone = (_problem(raw, "X_STATUS_NOT_ACTIVE", "status"),)
        return Judged(raw.row, Person(), gone, ignored=True, sheet=raw.sheet)
    cells = _taken_apart(raw.values)
    faults: list[tuple[str, str]] = []

    def note(field: str, codes: Sequence[str]) -> None:
        if codes:
            faults.extend([(code, field) for code in codes])

    name, codes = read_name(cells.get("name"))
    note("name", codes)
    nik = read_nik(cells.get("nik"), places.regency.replace(".", ""), on)
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
    if born is None and ("E_BIRTHDATE_UNREADABLE", "birth_date") not in faults:
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
    problems = tuple(_problem(raw, *fault) for fault in faults)
    return Judged(raw.row, person, problems, raw=raw.values, sheet=raw.sheet)


def _taken_apart(cells: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """The cells with those that hold two facts in one as two."""
    if "birth" not in cells and "grade_class" not in cells:
        return cells
    found: dict[str, Any] = dict(cells)
    if "birth" in cells:
        place, day = split_birth(cells["birth"])
        found = {"birth_place": place, "birth_date": day} | found
    if "grade_class" in cells:
        found["class_group"], found["grade"] = split_class(cells["grade_class"])
    return found


def _problem(raw: Raw, code: str, field: str) -> Problem:
    letters = raw.letters or {}
    letter = letters.get(field) or letters.get(COMBINED.get(field, ""))
    return Problem(code, field, f"{letter}{raw.row}" if letter else None)


# --- the list as a whole ---------------------------------------------------------------------------------------


def _across(raws: Sequence[Raw], rows: list[Judged]) -> list[Judged]:
    """Add what only the whole list shows: rows that come twice, numbers that two pupils share."""
    exact: set[tuple[tuple[str, ...], str]] = set()
    holders: dict[str, int] = {}
    nisns: set[str] = set()
    for index, judged in enumerate(rows):
        if judged.ignored:
            continue
        raw = raws[index]
        names = _in_order(tuple(judged.raw))
        # As they are written: 1, 1.0 and True are three cells.
        same = names, repr([judged.raw[name] for name in names])
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


@lru_cache(maxsize=64)
def _in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    """Fields in one order, whatever that of their columns is: a copy of a sheet may have them moved."""
    return tuple(sorted(names))


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


# --- the file as a whole ---------------------------------------------------------------------------------------


def notes_of(school_named: str | None, downloaded_on: date | None, school: str, on: date, days: int) -> list[Note]:
    """What the title of a list gives cause to ask: another school's name, or a day more than ``days`` past."""
    notes: list[Note] = []
    if school_named and not same_school(school_named, school):
        notes.append(Note("W_OTHER_SCHOOL", {"named": school_named, "school": school}))
    if downloaded_on and (on - downloaded_on).days > days:
        notes.append(Note("W_LIST_OLD", {"day": downloaded_on.isoformat(), "days": days}))
    return notes


def same_school(title: str, school: str) -> bool:
    """
    Whether a title names a school: *SMAN 1 PARINGIN KECAMATAN PARINGIN* names *SMA Negeri 1 Paringin*.

    What follows the name is not compared, and *Swasta* is rarely written.
    """
    told, known = _school_words(title), _school_words(school)
    shorter = min(len(told), len(known))
    return shorter > 0 and told[:shorter] == known[:shorter]


def _school_words(name: str) -> list[str]:
    key = re.sub(r"^(SMA|SMK|MA|SLB|SMALB)N\b", r"\1 NEGERI", name_key(name))
    key = re.sub(r"^(SMA|SMK|MA)S\b", r"\1", re.sub(r"^MADRASAH ALIYAH\b", "MA", key))
    key = re.sub(r"\s(KEC|KECAMATAN|KAB|KABUPATEN)\b.*", "", key)
    return [word.lstrip("0") if word.isdigit() else word for word in key.split() if word != "SWASTA"]
