"""
The step into a school year, answerable with a pencil: what comes after a class, who graduates, who is asked about.

A class goes up by the numeral that its name begins with: *X IPA 1*, *Kelas XI-2*, *10 TKJ 1*. Grade 12 is the last one,
13 in the four-year programmes of vocational schools. What nobody can tell is left as it is, and listed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.core.errors import Conflict, Invalid
from app.schools.models import SchoolKind
from app.students.models import StudentStatus
from app.students.rollover_models import (
    RolloverOutcome,
    RolloverState,
)
from app.students.rules import academic_year

AHEAD_DAYS = 60
"""How long before a school year begins its step may be applied."""
REVERT_DAYS = 60
MOVES: dict[RolloverState, tuple[str, ...]] = {
    RolloverState.CHECKED: ("apply", "discard"),
    RolloverState.APPLIED: ("revert",),
    RolloverState.DISCARDED: (),
    RolloverState.REVERTED: (),
}
_NUMERALS = {"VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12, "XIII": 13}
_ROMAN = {grade: numeral for numeral, grade in _NUMERALS.items()}
_NAMED = re.compile(
    r"^(?P<before>\s*(?:(?:kelas|kls|paket\s+[abc])\b[\s.:-]*)?)"
    r"(?:(?P<roman>XIII|XII|XI|X|IX|VIII|VII)(?![A-Z])|(?P<number>1[0-3]|0?[7-9])(?!\d))",
    re.IGNORECASE,
)
_LONGEST_NAME = 60
_FOUR_YEARS = {SchoolKind.SMK, SchoolKind.MAK}


class RolloverChanged(Conflict):
    """The pupils are not those of the preview any more; the new counts come with the refusal."""

    code = "students.rollover_changed"


class RolloverDone(Conflict):
    """A school steps into a school year once."""

    code = "students.rollover_done"


class RolloverTooEarly(Conflict):
    code = "students.rollover_too_early"


class RolloverRevertExpired(Conflict):
    code = "students.rollover_revert_expired"


class RolloverInvalid(Invalid):
    code = "students.rollover_invalid"


# --- days ------------------------------------------------------------------------------------------------------


def year_of(academic: str) -> int | None:
    """The calendar year in which ``2026/2027`` begins; ``None`` when it is no school year."""
    first, _, second = academic.partition("/")
    digits = len(first) == len(second) == 4 and (first + second).isascii() and (first + second).isdigit()
    return int(first) if digits and int(second) == int(first) + 1 else None


def first_day(year: int, holidays: Iterable[tuple[date, date]]) -> date:
    """
    The first day of new classes: the weekday after the school holiday that lies over 1 July, else 1 July.

    ``holidays`` are the school holidays entered for the school, first and last day; they may follow each other.
    """
    begins = date(year, 7, 1)
    for first, last in sorted(holidays):
        if first <= begins <= last:
            begins = last + timedelta(days=1)
            begins += timedelta(days=7 - begins.weekday() if begins.weekday() >= 5 else 0)
    return begins if begins < date(year, 10, 1) else date(year, 7, 1)


def within_year(day: date, academic: str) -> bool:
    return academic_year(day) == academic


# --- classes ---------------------------------------------------------------------------------------------------


def grade_named(class_group: str | None) -> int | None:
    """The grade, 7 to 13, that a class's name begins with."""
    found = _NAMED.match(class_group or "")
    if found is None:
        return None
    return _NUMERALS[found["roman"].upper()] if found["roman"] else int(found["number"])


def class_above(class_group: str) -> str:
    """The class's name with the next numeral, in its own writing; the name itself where it begins with none."""
    found = _NAMED.match(class_group)
    grade = grade_named(class_group)
    if found is None or grade is None or grade + 1 not in _ROMAN:
        return class_group
    next_one = _ROMAN[grade + 1] if found["roman"] else str(grade + 1)
    next_one = next_one.lower() if (found["roman"] or "").islower() else next_one
    return (found["before"] + next_one + class_group[found.end() :])[:_LONGEST_NAME].rstrip()


def class_key(class_group: str) -> str:
    """A class's name as it is compared: case and runs of blanks do not count."""
    return " ".join(class_group.casefold().split())


def last_grade(kind: SchoolKind) -> int:
    """The highest grade that a school may have."""
    return 13 if kind in _FOUR_YEARS else 12


# --- pupils ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pupil:
    id: UUID
    name: str
    class_group: str | None
    grade: int | None
    status: StudentStatus
    since: date | None
    """When the present class began, as far as it is known."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The school's word on one pupil."""

    outcome: RolloverOutcome
    class_group: str | None = None
    grade: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """The school's word: pupils who go another way, and classes whose next name cannot be told from their own."""

    exceptions: Mapping[UUID, Choice] = field(default_factory=dict)
    class_names: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "exceptions": [
                {"student_id": str(id), "outcome": c.outcome.value, "class_group": c.class_group, "grade": c.grade}
                for id, c in self.exceptions.items()
            ],
            "class_names": dict(self.class_names),
        }

    @staticmethod
    def from_json(kept: Mapping[str, Any]) -> "Choices":
        return Choices(
            {
                UUID(c["student_id"]): Choice(RolloverOutcome(c["outcome"]), c["class_group"], c["grade"])
                for c in kept.get("exceptions", [])
            },
            dict(kept.get("class_names", {})),
        )


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one pupil."""

    pupil: Pupil
    outcome: RolloverOutcome
    class_group: str | None
    grade: int | None
    status: StudentStatus

    @property
    def changes(self) -> dict[str, Any]:
        """The facts that the step changes."""
        after = {"class_group": self.class_group, "grade": self.grade, "status": self.status}
        return {name: value for name, value in after.items() if value != getattr(self.pupil, name)}


def steps(pupils: Iterable[Pupil], kind: SchoolKind, begins_on: date, choices: Choices) -> list[Step]:
    """What becomes of each of a school's pupils, by class, name and id."""
    names = _by_key(choices.class_names)
    ordered = sorted(pupils, key=lambda one: (one.class_group or "", one.name, one.id))
    return [_step(pupil, kind, begins_on, choices.exceptions.get(pupil.id), names) for pupil in ordered]


def chosen(pupil: Pupil, choice: Choice, class_names: Mapping[str, str]) -> Step:
    """What becomes of a pupil by the school's word."""
    return _chosen(pupil, choice, _by_key(class_names))


def _by_key(class_names: Mapping[str, str]) -> dict[str, str]:
    return {class_key(before): after for before, after in class_names.items()}


def _step(pupil: Pupil, kind: SchoolKind, begins_on: date, choice: Choice | None, names: Mapping[str, str]) -> Step:
    if choice is not None:
        return _chosen(pupil, choice, names)
    if pupil.since is not None and academic_year(pupil.since) >= academic_year(begins_on):
        # A class that began in the new year is the new class already: whoever joined in July does not skip a year.
        return _as_is(pupil, RolloverOutcome.STAYS)
    grade, told = _grade(pupil), _told_name(pupil, names)
    if grade is None:
        known = told is not None and not _contradicts(pupil)
        return _up(pupil, told, None) if known else _as_is(pupil, RolloverOutcome.UNDECIDED)
    last = last_grade(kind)
    goes_on = grade < 12 or (grade < last and grade_named(told) == grade + 1)
    if goes_on:
        return _up(pupil, told, grade + 1)
    if pupil.status is not StudentStatus.ACTIVE:
        # Whether a candidate for having left has graduated, nobody has said.
        return _as_is(pupil, RolloverOutcome.UNDECIDED)
    return _graduates(pupil)


def _chosen(pupil: Pupil, choice: Choice, names: Mapping[str, str]) -> Step:
    match choice.outcome:
        case RolloverOutcome.GRADUATES:
            return _graduates(pupil)
        case RolloverOutcome.MOVES_UP:
            grade = _grade(pupil)
            told = choice.class_group or _told_name(pupil, names)
            return _up(pupil, told, choice.grade or (grade + 1 if grade is not None else None))
        case _:
            return Step(
                pupil,
                RolloverOutcome.STAYS,
                choice.class_group or pupil.class_group,
                choice.grade or pupil.grade,
                pupil.status,
            )


def _up(pupil: Pupil, told: str | None, grade: int | None) -> Step:
    name = told or (class_above(pupil.class_group) if pupil.class_group is not None else None)
    return Step(pupil, RolloverOutcome.MOVES_UP, name, grade or grade_named(name), pupil.status)


def _graduates(pupil: Pupil) -> Step:
    return Step(pupil, RolloverOutcome.GRADUATES, pupil.class_group, pupil.grade, StudentStatus.GRADUATED)


def _as_is(pupil: Pupil, outcome: RolloverOutcome) -> Step:
    return Step(pupil, outcome, pupil.class_group, pupil.grade, pupil.status)


def _grade(pupil: Pupil) -> int | None:
    """The grade as told, else as the class's name says it; none where the two contradict each other."""
    return None if _contradicts(pupil) else pupil.grade or grade_named(pupil.class_group)


def _contradicts(pupil: Pupil) -> bool:
    named = grade_named(pupil.class_group)
    return None not in (named, pupil.grade) and named != pupil.grade


def _told_name(pupil: Pupil, names: Mapping[str, str]) -> str | None:
    return names.get(class_key(pupil.class_group)) if pupil.class_group is not None else None


def beyond_last_grade(step: Step, kind: SchoolKind) -> bool:
    """Whether a pupil would come into a grade that the school cannot have."""
    return step.outcome is RolloverOutcome.MOVES_UP and (step.grade or 0) > last_grade(kind)


def counts(found: Sequence[Step]) -> dict[str, int]:
    outcomes = [step.outcome for step in found]
    return {outcome.value: outcomes.count(outcome) for outcome in RolloverOutcome}


# --- taking it back --------------------------------------------------------------------------------------------


def revertible(applied_on: date, today: date) -> bool:
    return today <= applied_on + timedelta(days=REVERT_DAYS)


def applicable_from(begins_on: date) -> date:
    return begins_on - timedelta(days=AHEAD_DAYS)
