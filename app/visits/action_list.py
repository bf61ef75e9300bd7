"""Who turns 17 before the next feasible visit, and what the office can do about it (rule 16: no pupil slips)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, not_, or_
from sqlmodel import Session, col, select

from app.core.access import Actor, regency_of
from app.core.paging import Page, PageRequest, page
from app.regions import queries as regions
from app.schools.models import School
from app.students import queries as students
from app.students.models import Student, StudentStatus
from app.students.rules import born_by, reached_on
from app.visits import action_rules
from app.visits.action_rules import Remedy
from app.visits.next_date import SEVENTEEN, Means, means, options
from app.visits.timetable import timetables
from app.visits.to_come import ToCome

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
    """The next visit of the school, planned or possible; ``None`` for people whom no visit to lessons can see."""
    planned: bool
    remedy: Remedy


def action_list(
    session: Session, actor: Actor, request: PageRequest, *, region_code: str | None, by: date | None
) -> Page[Action]:
    """
    Everyone not recorded who turns 17 by ``by`` (90 days ahead unless told) and whom no visit reaches before.

    A visit planned reaches who stands unseen on its roster, and the others of its school where there are places for
    all who wait. Where none does, the earliest day counts on which nothing stands against one. Who is 17 already is on
    the list; so is whom no visit to lessons can see: people without a school, graduates, and those who may not appear.
    The oldest first. Raises :class:`NotFound` for a region out of scope.
    """
    place = regions.scope(actor, region_code)
    today = regions.today(place)
    last = by or today + timedelta(days=AHEAD_DAYS)
    people = students.visible(actor).where(
        students.in_region(place),
        students.is_unrecorded(),
        col(Student.birth_date) <= born_by(last, SEVENTEEN),
    )
    appears = students.may_appear(session, today)
    to_come = ToCome(session, place, today)
    prospects = _Prospects(session, people.with_only_columns(col(Student.school_id)).distinct(), to_come, appears)
    statement = people.where(prospects.too_late())
    if request.exporting:
        statement = statement.where(appears)
    found = page(session, statement, request, [col(Student.birth_date), col(Student.id)])
    return Page(prospects.actions(found.items, prospects.counted(statement)), found.next_cursor)


class _Prospects:
    """What the people of some schools can hope for: a visit planned, or one that is possible."""

    def __init__(self, session: Session, school_ids: Any, to_come: ToCome, appears: ColumnElement[bool]) -> None:
        self._session = session
        self._to_come = to_come
        self._at_lessons = and_(
            col(Student.school_id).is_not(None), col(Student.status) != StudentStatus.GRADUATED, appears
        )
        self.schools = {
            school.id: school for school in session.exec(select(School).where(col(School.id).in_(school_ids)))
        }
        self._means: dict[str, Means] = {}
        self._costs: dict[str, dict[str, Any]] = {}

    @cached_property
    def feasible(self) -> Mapping[UUID, date | None]:
        """The earliest day on which nothing stands against a visit, by school."""
        found: dict[UUID, date | None] = {}
        by_regency: dict[str, list[School]] = {}
        for school in self.schools.values():
            by_regency.setdefault(school.region_code, []).append(school)
        for region_code, schools in by_regency.items():
            first, last = self._period(region_code)
            tables, have = timetables(self._session, region_code, schools, first, last), self.means(region_code)
            for school in schools:
                days = options(have, school, tables[school.id], [], first, last)
                found[school.id] = next((option.date for option in days), None)
        return found

    def _period(self, region_code: str) -> tuple[date, date]:
        first = regions.today(region_code) + _DAY
        return first, first + timedelta(days=int(self.costs(region_code)["suggest_days"]))

    def means(self, region_code: str) -> Means:
        if region_code not in self._means:
            self._means[region_code] = means(self._session, region_code, *self._period(region_code))
        return self._means[region_code]

    def costs(self, region_code: str) -> dict[str, Any]:
        if region_code not in self._costs:
            on = regions.today(region_code)
            self._costs[region_code] = regions.settings(self._session, region_code, _COSTS, on)
        return self._costs[region_code]

    def next_visit(self, school_id: UUID) -> date | None:
        """The next visit for those of a school whom no roster names."""
        return self._to_come.open_to_all.get(school_id) or self.feasible[school_id]

    def too_late(self) -> ColumnElement[bool]:
        """Whom no visit reaches before they turn 17."""
        late: list[ColumnElement[bool]] = [not_(self._at_lessons)]
        by_day: dict[date | None, list[UUID]] = {}
        for school_id in self.schools:
            by_day.setdefault(self.next_visit(school_id), []).append(school_id)
        for day, school_ids in by_day.items():
            theirs = col(Student.school_id).in_(school_ids)
            # Who turns 17 on the day of the visit is reached.
            late.append(
                theirs if day is None else and_(theirs, col(Student.birth_date) <= born_by(day - _DAY, SEVENTEEN))
            )
        return and_(col(Student.id).not_in(self._to_come.named_in_time()), or_(*late))

    def counted(self, statement: Any) -> Mapping[UUID, int]:
        """How many of the list an extra visit to each school would see."""
        owner = col(Student.school_id)
        seen = statement.where(self._at_lessons).with_only_columns(owner, func.count()).group_by(owner).order_by(None)
        return {row[0]: row[1] for row in self._session.execute(seen)}

    def actions(self, found: Sequence[Student], counts: Mapping[UUID, int]) -> list[Action]:
        """What can be done for each of ``found``."""
        ids = [student.id for student in found]
        named = self._to_come.days_of(ids)
        at_lessons = set(self._session.exec(select(Student.id).where(col(Student.id).in_(ids), self._at_lessons)))
        return [self._action(each, named.get(each.id), each.id in at_lessons, counts) for each in found]

    def _action(self, student: Student, named: date | None, at_lessons: bool, counts: Mapping[UUID, int]) -> Action:
        assert student.birth_date is not None  # noqa: S101 - the list asks for it
        turns_17_on = reached_on(student.birth_date, SEVENTEEN)
        school = self.schools.get(student.school_id) if student.school_id else None
        region_code = regency_of(student.region_code)
        have, costs = self.means(region_code), self.costs(region_code)
        near = have.roads.nearest_recording(school, student.residence_code and student.residence_code[:8])
        point = None
        if near is not None:
            point = action_rules.at_point(near[0].id, near[0].name, near[1], float(costs["cost_per_km"]))
        visit, next_visit, planned = None, named, named is not None
        if school is not None and at_lessons:
            day, people = self.feasible[school.id], counts.get(school.id, 1)
            road, once = float(costs["cost_per_km"]), float(costs["visit_day_cost"])
            visit = action_rules.by_visit(day, have.roads.to(school), road, once, people)
            next_visit = named or self.next_visit(school.id)
            planned = planned or school.id in self._to_come.open_to_all
        return Action(student, turns_17_on, next_visit, planned, action_rules.cheapest(point, visit, turns_17_on))
