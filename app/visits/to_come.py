"""Whom the visits that are planned reach: who stands on their rosters, and for whom they still have places."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, literal
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import regency_of, within
from app.core.db import batched
from app.regions import queries as regions
from app.students import queries as students
from app.students.models import Student, StudentStatus
from app.students.rules import born_by
from app.visits import queries
from app.visits.models import RosterEntry, Visit
from app.visits.next_date import SEVENTEEN
from app.visits.tallies import Tally, is_awaited, tallies

_DAY = timedelta(days=1)


class ToCome:
    """The visits of a region that will still record."""

    def __init__(self, session: Session, region_code: str | None, appears: ColumnElement[bool]) -> None:
        self._session, self._appears = session, appears
        # A visit knows its regency, not the district.
        self._place = within(col(Visit.region_code), None if region_code is None else regency_of(region_code))
        statement = select(Visit).where(queries.coming(), self._place)
        self._visits: Sequence[Visit] = session.exec(statement.order_by(col(Visit.date), col(Visit.id))).all()

    def named_in_time(self) -> SelectOfScalar[UUID]:
        """People with an unseen place at a visit that comes before they turn 17, or on that day."""
        person = aliased(Student)
        days = {visit.date: born_by(visit.date - _DAY, SEVENTEEN) for visit in self._visits}
        statement = self._places(person)
        if not days:
            return statement
        over = case(
            *((col(Visit.date) == day, literal(birth, col(Student.birth_date).type)) for day, birth in days.items())
        )
        return statement.where(col(person.birth_date) > over)

    def days_of(self, ids: Sequence[UUID]) -> Mapping[UUID, date]:
        """The first day on which some people have an unseen place."""
        person = aliased(Student)
        found: dict[UUID, date] = {}
        for some in batched(ids):
            first = self._places(person).where(col(person.id).in_(some))
            first = first.with_only_columns(col(person.id), func.min(col(Visit.date))).group_by(col(person.id))
            found |= {row[0]: row[1] for row in self._session.execute(first)}
        return found

    def _places(self, person: type[Student]) -> SelectOfScalar[UUID]:
        row = aliased(Student)
        return (
            select(person.id)
            .select_from(RosterEntry)
            .join(Visit, col(Visit.id) == col(RosterEntry.visit_id))
            .join(row, col(row.id) == col(RosterEntry.student_id))
            .join(person, col(person.id) == func.coalesce(col(row.survivor_id), col(row.id)))
            .where(
                queries.coming(),
                self._place,
                col(RosterEntry.outcome).is_(None),
                is_awaited(person),
                students.may_appear(self._session, regions.today(None), person),
            )
        )

    @cached_property
    def open_to_all(self) -> Mapping[UUID, date]:
        """
        The first visit of a school, by school, with places for all who wait there and stand on no roster.

        Where places lack, nobody is promised one before a roster names them. Catch-ups are for those of their roster.
        """
        open_visits = [visit for visit in self._visits if visit.follows_id is None]
        taken: dict[UUID, Tally] = {}
        for some in batched([visit.id for visit in open_visits]):
            taken |= tallies(self._session, some)
        waiting = self._waiting({visit.school_id for visit in open_visits})
        found: dict[UUID, date] = {}
        for visit in open_visits:
            tally = taken.get(visit.id, Tally())
            places = visit.capacity - tally.not_yet_seen - sum(tally.outcomes.values())
            if visit.school_id not in found and places > 0 and places >= waiting.get(visit.school_id, 0):
                found[visit.school_id] = visit.date
        return found

    def _waiting(self, school_ids: set[UUID]) -> Mapping[UUID, int]:
        """How many of each school are still to be recorded, of recording age, and named on no roster to come."""
        found: dict[UUID, int] = {}
        for region_code, ids in self._by_regency(school_ids).items():
            today = regions.today(region_code)
            age = int(regions.setting(self._session, region_code, "recording_age", today))
            last = max(visit.date for visit in self._visits)
            for some in batched(ids):
                counted = (
                    columns(col(Student.school_id), func.count())
                    .where(
                        col(Student.school_id).in_(some),
                        students.is_person(),
                        students.is_eligible(last, age),
                        col(Student.status) != StudentStatus.GRADUATED,
                        self._appears,
                        col(Student.id).not_in(queries.on_coming_rosters()),
                    )
                    .group_by(col(Student.school_id))
                )
                found |= {row[0]: row[1] for row in self._session.execute(counted)}
        return found

    def _by_regency(self, school_ids: set[UUID]) -> Mapping[str, set[UUID]]:
        found: dict[str, set[UUID]] = {}
        for visit in self._visits:
            if visit.school_id in school_ids:
                found.setdefault(visit.region_code, set()).add(visit.school_id)
        return found
