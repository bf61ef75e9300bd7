"""Who turns 17 before the next feasible visit, and what the office can do about it (rule 16: no pupil slips)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app.core.access import Actor, regency_of
from app.core.paging import Page, PageRequest, page
from app.regions import queries as regions
from app.schools.models import School
from app.students import queries as students
from app.students.models import Student
from app.students.rules import born_by, reached_on
from app.visits import action_rules, rules
from app.visits.action_rules import Remedy
from app.visits.models import Visit, VisitKind
from app.visits.next_date import SEVENTEEN, Means, means, options
from app.visits.timetable import timetable

AHEAD_DAYS = 90
"""How far the list looks unless asked otherwise."""
_DAY = timedelta(days=1)
_COSTS = ("cost_per_km", "visit_day_cost", "suggest_days")


@dataclass(frozen=True, slots=True)
class Action:
    """Somebody whom no visit reaches before the birthday."""

    student: Student
    turns_17_on: date
    next_visit_on: date | None
    """The next visit of the school, planned or possible; ``None`` for people without a school."""
    planned: bool
    remedy: Remedy


def action_list(
    session: Session, actor: Actor, request: PageRequest, *, region_code: str | None, by: date | None
) -> Page[Action]:
    """
    Everyone not recorded who turns 17 by ``by`` (90 days ahead unless told) and before their school's next visit.

    The next visit is the one planned, else the earliest day on which nothing stands against one. Who is 17 already is
    on the list; so is everybody without a school. The oldest first. Raises :class:`NotFound` for a region out of scope.
    """
    place = regions.scope(actor, region_code)
    today = regions.today(place)
    last = by or today + timedelta(days=AHEAD_DAYS)
    people = students.visible(actor).where(
        students.in_region(place),
        students.is_unrecorded(),
        col(Student.birth_date) <= born_by(last, SEVENTEEN),
    )
    coming = _Coming(session, people.with_only_columns(col(Student.school_id)).distinct())
    statement = people.where(coming.too_late())
    if request.exporting:
        statement = statement.where(students.may_appear(session, today))
    found = page(session, statement, request, [col(Student.birth_date), col(Student.id)])
    counts = coming.counted(statement)
    return Page([coming.action(student, counts) for student in found.items], found.next_cursor)


class _Coming:
    """The next visit of each school that some people belong to."""

    def __init__(self, session: Session, school_ids: Any) -> None:
        self._session = session
        self.schools = {
            school.id: school for school in session.exec(select(School).where(col(School.id).in_(school_ids)))
        }
        self._means: dict[str, Means] = {}
        self._costs: dict[str, dict[str, Any]] = {}

    @cached_property
    def planned(self) -> Mapping[UUID, date]:
        """The day of the next planned visit that records, by school."""
        rows = self._session.execute(
            columns(col(Visit.school_id), col(Visit.date))
            .where(
                col(Visit.school_id).in_(self.schools),
                col(Visit.state).in_(rules.TO_COME),
                col(Visit.kind) != VisitKind.HANDOVER,
                col(Visit.date) >= regions.today(None) - _DAY,
            )
            .order_by(col(Visit.date).desc())
        )
        # The latest first: the nearest stays. Today begins with each school's own zone.
        return {id: day for id, day in rows if day >= regions.today(self.schools[id].region_code)}

    @cached_property
    def feasible(self) -> Mapping[UUID, date | None]:
        """The earliest day on which nothing stands against a visit, by school."""
        return {id: self._earliest(school) for id, school in self.schools.items()}

    def _earliest(self, school: School) -> date | None:
        first = regions.today(school.region_code) + _DAY
        last = first + timedelta(days=int(self.costs(school.region_code)["suggest_days"]))
        table = timetable(self._session, school, first, last)
        have = self.means(school.region_code)
        return next((option.date for option in options(have, school, table, [], first, last)), None)

    def means(self, region_code: str) -> Means:
        if region_code not in self._means:
            first = regions.today(region_code) + _DAY
            last = first + timedelta(days=int(self.costs(region_code)["suggest_days"]))
            self._means[region_code] = means(self._session, region_code, first, last)
        return self._means[region_code]

    def costs(self, region_code: str) -> dict[str, Any]:
        if region_code not in self._costs:
            on = regions.today(region_code)
            self._costs[region_code] = regions.settings(self._session, region_code, _COSTS, on)
        return self._costs[region_code]

    def next_visit(self, school_id: UUID) -> date | None:
        return self.planned.get(school_id) or self.feasible[school_id]

    def too_late(self) -> ColumnElement[bool]:
        """Whom the next visit of their school does not reach before they turn 17."""
        reached: list[ColumnElement[bool]] = [col(Student.school_id).is_(None)]
        by_day: dict[date | None, list[UUID]] = {}
        for school_id in self.schools:
            by_day.setdefault(self.next_visit(school_id), []).append(school_id)
        for day, school_ids in by_day.items():
            theirs = col(Student.school_id).in_(school_ids)
            # Who turns 17 on the day of the visit is reached.
            late = theirs if day is None else and_(theirs, col(Student.birth_date) <= born_by(day - _DAY, SEVENTEEN))
            reached.append(late)
        return or_(*reached)

    def counted(self, statement: Any) -> Mapping[UUID | None, int]:
        """How many of the list each school has."""
        owner = col(Student.school_id)
        rows = self._session.execute(statement.with_only_columns(owner, func.count()).group_by(owner).order_by(None))
        return {row[0]: row[1] for row in rows}

    def action(self, student: Student, counts: Mapping[UUID | None, int]) -> Action:
        assert student.birth_date is not None  # noqa: S101 - the list asks for it
        turns_17_on = reached_on(student.birth_date, SEVENTEEN)
        school = self.schools.get(student.school_id) if student.school_id else None
        region_code = regency_of(student.region_code)
        have, costs = self.means(region_code), self.costs(region_code)
        near = have.roads.nearest_recording(school, student.residence_code and student.residence_code[:8])
        point = None
        if near is not None:
            point = action_rules.at_point(near[0].id, near[0].name, near[1], float(costs["cost_per_km"]))
        visit = None
        if school is not None:
            day, people = self.feasible[school.id], counts.get(school.id, 1)
            road, once = float(costs["cost_per_km"]), float(costs["visit_day_cost"])
            visit = action_rules.by_visit(day, have.roads.to(school), road, once, people)
        return Action(
            student,
            turns_17_on,
            self.next_visit(school.id) if school else None,
            school is not None and school.id in self.planned,
            action_rules.cheapest(point, visit, turns_17_on),
        )
