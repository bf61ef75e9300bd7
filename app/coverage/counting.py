"""
What each figure counts, as one condition: whoever is counted by it is listed by it.

A dashboard that sums by one rule and lists by another contradicts itself sooner or later; here both read this file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, String, Subquery, and_, case, cast, exists, extract, or_, type_coerce
from sqlalchemy import func as sql
from sqlmodel import Session, col

from app.core.clock import now
from app.core.errors import Fault, Invalid
from app.coverage.people import Question
from app.coverage.rules import MONTHS, NONE, OF_A_COHORT, Figure, GroupBy, Measure, month_of, year_days
from app.regions import queries as regions
from app.students.models import CardState
from app.students.rules import born_by, cohort_births
from app.visits.models import RosterEntry, Visit, VisitState

SOON_DAYS = 90


class CohortNeeded(Invalid):
    """A share of a cohort, asked without the cohort."""

    code = "coverage.cohort_needed"


class NoSuchGroup(Invalid):
    code = "coverage.no_such_group"


@dataclass(frozen=True, slots=True)
class Subject:
    """Of whom figures speak: everyone listed, those who turn 17 in a year, or those who may vote on a day."""

    measure: Measure = Measure.COHORT
    cohort: int | None = None
    election_date: date | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """The people behind one figure: the same words that a figure is asked with, and the group it stands in."""

    figure: Figure
    subject: Subject
    group_by: GroupBy | None = None
    group: str | None = None
    recorded_from: date | None = None
    recorded_to: date | None = None


class Counting:
    """The conditions of all figures over one table of people (:func:`app.coverage.people.people`)."""

    def __init__(self, session: Session, of: Subquery, question: Question, subject: Subject) -> None:
        if subject.measure is Measure.IN_YEAR and subject.cohort is None:
            raise CohortNeeded([Fault("/cohort", CohortNeeded.code)])
        self._session, self._of, self._question, self._subject = session, of, question, subject

    # --- of whom ---

    def members(self) -> list[ColumnElement[bool]]:
        """Who is counted at all."""
        of = self._of
        found: list[ColumnElement[bool]] = []
        if self._subject.cohort is not None:
            found.append(of.c.birth_date.between(*cohort_births(self._subject.cohort)))
        day = self._subject.election_date
        if day is not None:
            age = regions.setting(self._session, self._question.region_code, "card_age", day)
            found.append(or_(of.c.birth_date <= born_by(day, age), of.c.ever_married.is_(True)))
        return found

    def rows(self, wanted: Rows) -> list[ColumnElement[bool]]:
        """Who stands behind one figure of one group. Raises :class:`NoSuchGroup` for a key that no group can have."""
        found = [*self.members(), self.condition(wanted.figure)]
        if (wanted.group_by is None) != (wanted.group is None):
            # Half a group would silently be everybody.
            raise NoSuchGroup([Fault("/group", NoSuchGroup.code)])
        if wanted.group_by is not None and wanted.group is not None:
            found.append(self._in_group(wanted.group_by, wanted.group))
        if wanted.recorded_from is not None:
            found.append(self._of.c.recorded_on >= wanted.recorded_from)
        if wanted.recorded_to is not None:
            found.append(self._of.c.recorded_on <= wanted.recorded_to)
        return found

    # --- what is counted ---

    def count(self, figure: Figure) -> ColumnElement[int]:
        if figure is Figure.LISTED:
            return sql.count(self._of.c.id)
        return _sum(self.condition(figure))

    def count_on_time(self, offset_days: int) -> ColumnElement[int]:
        """Who had the card by the 17th birthday and so many days, whatever the region's coefficient is."""
        return _sum(and_(self._handed_over, self._on_time(offset_days)))

    def next_handover(self) -> ColumnElement[date]:
        """The first day after the one asked for on which somebody more counts as handed over."""
        given, state = self._of.c.handed_over_on, self._of.c.card_state == CardState.HANDED_OVER
        return sql.min(case((and_(state, given > self._question.as_of), given)))

    def condition(self, figure: Figure) -> ColumnElement[bool]:
        """Raises :class:`CohortNeeded` for a figure that only a cohort has."""
        if figure in OF_A_COHORT and self._subject.cohort is None:
            raise CohortNeeded([Fault("/cohort", CohortNeeded.code)])
        found: ColumnElement[bool] = self._conditions[figure]()
        return found

    @cached_property
    def _conditions(self) -> dict[Figure, Callable[[], Any]]:
        of = self._of.c
        ready, printed = of.card_state == CardState.READY, of.card_state == CardState.PRINTED
        return {
            Figure.LISTED: lambda: of.id.is_not(None),
            Figure.ELIGIBLE: lambda: and_(self._missing, self._old_enough),
            Figure.AGE_UNKNOWN: lambda: and_(self._missing, of.birth_date.is_(None), of.ever_married.is_(False)),
            Figure.BECOMING_ELIGIBLE_90D: self._soon,
            Figure.OF_AGE: lambda: or_(of.is_recorded == 1, self._old_enough),
            Figure.SCHEDULED: self._rostered,
            Figure.RECORDED: lambda: self.recorded,
            Figure.NOT_RECORDED: lambda: self._missing,
            Figure.RECORDED_HERE: lambda: and_(self.recorded, of.is_here == 1),
            Figure.RECORDED_ELSEWHERE: lambda: and_(self.recorded, of.is_here == 0),
            Figure.READY: lambda: ready,
            Figure.PRINTED: lambda: printed,
            Figure.REACHED_READY: lambda: or_(ready, printed, self._handed_over),
            Figure.REACHED_PRINTED: lambda: or_(printed, self._handed_over),
            Figure.HANDED_OVER: lambda: self._handed_over,
            Figure.ON_TIME_17: lambda: and_(self._handed_over, self._on_time(self._offset_days)),
        }

    def _soon(self) -> ColumnElement[bool]:
        """Too young on the day, old enough when the days ahead are over."""
        born = self._of.c.birth_date
        last = born_by(self._question.as_of + timedelta(days=SOON_DAYS), self._recording_age)
        return and_(self._missing, self._of.c.ever_married.is_(False), born > self._born_by, born <= last)

    @cached_property
    def recorded(self) -> ColumnElement[bool]:
        """Recorded by the day asked for; in ``in_year`` within the cohort's own year."""
        recorded: ColumnElement[bool] = self._of.c.is_recorded == 1
        if self._subject.measure is Measure.IN_YEAR and self._subject.cohort is not None:
            return and_(recorded, self._of.c.recorded_on.between(*year_days(self._subject.cohort)))
        return recorded

    @property
    def _missing(self) -> ColumnElement[bool]:
        missing: ColumnElement[bool] = self._of.c.is_recorded == 0
        return missing

    @cached_property
    def _recording_age(self) -> int:
        return int(self._setting("recording_age"))

    @property
    def _born_by(self) -> date:
        return born_by(self._question.as_of, self._recording_age)

    @property
    def _old_enough(self) -> ColumnElement[bool]:
        return or_(self._of.c.birth_date <= self._born_by, self._of.c.ever_married.is_(True))

    @property
    def _handed_over(self) -> ColumnElement[bool]:
        given = self._of.c.handed_over_on
        state = self._of.c.card_state == CardState.HANDED_OVER
        return and_(state, or_(given.is_(None), given <= self._question.as_of))

    @property
    def _offset_days(self) -> int:
        return int(self._setting("print_offset_days"))

    def _setting(self, key: str) -> Any:
        return regions.setting(self._session, self._question.region_code, key, self._question.as_of)

    def _rostered(self) -> ColumnElement[bool]:
        """On the roster of a visit that was not cancelled."""
        return (
            exists()
            .where(
                col(RosterEntry.student_id) == self._of.c.id,
                col(Visit.id) == col(RosterEntry.visit_id),
                col(Visit.state) != VisitState.CANCELLED,
                col(RosterEntry.added_at) <= (self._question.known_at or now()),
            )
            .correlate(self._of)
        )

    def _on_time(self, offset: int) -> ColumnElement[bool]:
        """
        Handed over by the 17th birthday and the region's offset in days.

        Everyone's birthday lies in the cohort's year, so month and day decide; 29 February is 1 March in common years.
        """
        cohort, given = self._subject.cohort or 0, self._of.c.handed_over_on
        postgres = self._session.get_bind().dialect.name == "postgresql"
        less: Any = given - offset if postgres else sql.date(given, f"-{offset} days")
        turns = extract("month", self._of.c.birth_date) * 100 + extract("day", self._of.c.birth_date)
        if cohort % 4 or (cohort % 100 == 0 and cohort % 400):
            turns = case((turns == 229, 301), else_=turns)
        month_and_day = extract("month", less) * 100 + extract("day", less)
        same_year = and_(extract("year", less) == cohort, month_and_day <= turns)
        return or_(extract("year", less) < cohort, same_year)

    # --- by what ---

    def group_key(self, group_by: GroupBy) -> Any:
        """What people are parted by; NULL for those in no group."""
        of = self._of.c
        # Each by itself: not every table that people are counted by can be parted by all.
        keys: dict[GroupBy, Callable[[], Any]] = {
            GroupBy.SCHOOL: lambda: of.school_id,
            GroupBy.REGION: lambda: of.region_code,
            GroupBy.DISTRICT: lambda: case((sql.length(of.district_code) == 8, of.district_code)),
            GroupBy.VILLAGE: lambda: case((sql.length(of.residence_code) == 13, of.residence_code)),
            GroupBy.BIRTH_MONTH: lambda: _month(of.birth_date),
            GroupBy.RECORDED_MONTH: lambda: case((self.recorded, _month(of.recorded_on))),
            GroupBy.SEX: lambda: of.sex,
            GroupBy.KIND: lambda: of.kind,
            GroupBy.ENROLMENT: lambda: case((of.school_id.is_(None), "out_of_school"), else_="in_school"),
        }
        return keys[group_by]()

    def _in_group(self, group_by: GroupBy, group: str) -> ColumnElement[bool]:
        key = self.group_key(group_by)
        if group == NONE:
            nobodys: ColumnElement[bool] = key.is_(None)
            return nobodys
        try:
            value: Any = group
            if group_by is GroupBy.SCHOOL:
                value = UUID(group)
            elif group_by in MONTHS:
                value = month_of(group)
            else:
                # As a plain text: the column's own type would refuse a word that it does not know.
                key = type_coerce(key, String())
        except ValueError as failure:
            raise NoSuchGroup([Fault("/group", NoSuchGroup.code)]) from failure
        found: ColumnElement[bool] = key == value
        return found


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return sql.coalesce(sql.sum(case((condition, 1), else_=0)), 0)


def _month(day: Any) -> ColumnElement[int]:
    return cast(extract("year", day) * 100 + extract("month", day), Integer)
