"""Whom the visits that are planned reach: who stands on their rosters, and for whom they still have places."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from sqlalchemy import Date, case, func, literal
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

    def __init__(self, session: Session, region_code: str | None, on: date) -> None:
        self._session, self._on = session, on
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
        over = case(*((col(Visit.date) == day, literal(birth, Date())) for day, birth in days.items()))
        return statement.where(col(person.birth_date) > over)

    def days_of(self, ids: Sequence[UUID]) -> Mapping[UUID, date]:
        """The first day on which some people have an unseen place."""
        person = aliased(Student)
        found: dict[UUID, date] = {}
        for some in batched(ids):
            first = self._places(person).where(col(person.id).in_(some))
            days = first.with_only_columns(col(person.id), func.min(col(Visit.date))).group_by(col(person.id))
            found |= {row[0]: row[1] for row in self._session.execute(days)}
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
                students.may_appear(self._session, self._on, person),
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
        waiting = self._waiting(open_visits)
        found: dict[UUID, date] = {}
        for visit in open_visits:
            tally = taken.get(visit.id, Tally())
            places = visit.capacity - tally.not_yet_seen - sum(tally.outcomes.values())
            if visit.school_id not in found and places > 0 and places >= waiting(visit):
                found[visit.school_id] = visit.date
        return found

    def _waiting(self, visits: Sequence[Visit]) -> Callable[[Visit], int]:
        """How many of a visit's school are to be recorded on its day and stand on no roster to come."""
        ages = {
            region_code: int(regions.setting(self._session, region_code, "recording_age", self._on))
            for region_code in sorted({visit.region_code for visit in visits})
        }
        free: dict[UUID, list[tuple[date | None, bool, int]]] = defaultdict(list)
        facts = (col(Student.school_id), col(Student.birth_date), col(Student.ever_married))
        for some in batched({visit.school_id for visit in visits}):
            statement = columns(*facts, func.count()).where(
                col(Student.school_id).in_(some),
                students.is_person(),
                students.is_unrecorded(),
                col(Student.status) != StudentStatus.GRADUATED,
                students.may_appear(self._session, self._on),
                col(Student.id).not_in(queries.on_coming_rosters()),
            )
            for school_id, birth, married, number in self._session.execute(statement.group_by(*facts)):
                free[school_id].append((birth, bool(married), number))

        def waiting(visit: Visit) -> int:
            old = born_by(visit.date, ages[visit.region_code])
            people = free[visit.school_id]
            return sum(number for birth, married, number in people if married or (birth is not None and birth <= old))

        return waiting
