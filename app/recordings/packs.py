"""What a team takes along to a visit: the school and its roster, in one piece that a device can keep."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import func
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.installation import epoch
from app.core.types import Sex
from app.regions import queries as regions
from app.schools.models import School
from app.students import queries as students
from app.students.models import Recorded, Student
from app.visits import queries as visits
from app.visits.models import RosterEntry, Visit, VisitState
from app.visits.rules import class_order, rank
from app.visits.tallies import is_awaited

DAYS_AHEAD = 13
_LAST_DAY = date(9000, 1, 1)
MOST_VISITS = 100
"""A device takes the nearest ones; a team has far fewer in two weeks."""


@dataclass(frozen=True, slots=True)
class Pupil:
    """Somebody to be seen, with no more than is needed to know them at the school."""

    student_id: UUID
    name: str
    sex: Sex | None
    birth_date: date | None
    class_group: str | None
    slot_start: time | None
    slot_end: time | None
    recorded: Recorded
    outcome: str | None
    walk_in: bool


class Seat(NamedTuple):
    """A place on a roster, with whoever stands behind the row that it names."""

    visit_id: UUID
    row_id: UUID
    student_id: UUID
    name: str
    sex: Sex | None
    birth_date: date | None
    recorded: Recorded
    class_group: str | None
    slot_start: time | None
    slot_end: time | None
    outcome: str | None
    walk_in: bool


@dataclass(frozen=True, slots=True)
class Pack:
    epoch: UUID
    visit: Visit
    school: School
    recording_age: int
    """In the visit's region on its day (design rule 1)."""
    seats: Sequence[Seat]
    etag: str
    """Digest of the content: equal packs have equal ones, whichever worker made them."""

    def roster(self) -> list[Pupil]:
        """Who is to be seen, by class. To say that nothing changed needs none of this, so it is not kept."""
        people: dict[UUID, Pupil] = {}
        # Merged people stand once, with the outcome that takes precedence: the best comes last and stays.
        for seat in sorted(self.seats, key=lambda seat: rank(seat.outcome), reverse=True):
            people[seat.student_id] = Pupil(
                student_id=seat.student_id,
                name=seat.name,
                sex=seat.sex,
                birth_date=seat.birth_date,
                class_group=seat.class_group,
                slot_start=seat.slot_start,
                slot_end=seat.slot_end,
                recorded=seat.recorded,
                outcome=seat.outcome,
                walk_in=seat.walk_in,
            )
        return sorted(people.values(), key=_by_class)

    def expected(self) -> int:
        return len({seat.student_id for seat in self.seats if not seat.walk_in})


def pack(session: Session, actor: Actor, visit_id: UUID) -> Pack:
    """The pack of one visit. Raises :class:`NotFound` for one out of sight."""
    return packs(session, [visits.get(session, actor, visit_id)])[0]


def upcoming(
    session: Session, actor: Actor, *, date_from: date | None = None, date_to: date | None = None
) -> list[Pack]:
    """The packs of the visits of a period, by start, without cancelled ones: from today for two weeks unless asked."""
    first = min(date_from or regions.today(actor.region_code), _LAST_DAY)
    last = date_to or first + timedelta(days=DAYS_AHEAD)
    found = session.exec(
        visits.visible(actor)
        .where(
            col(Visit.date) >= first,
            col(Visit.date) <= last,
            col(Visit.state).not_in((VisitState.CANCELLED, VisitState.POSTPONED)),
        )
        .order_by(col(Visit.starts_at), col(Visit.id))
        .limit(MOST_VISITS)
    ).all()
    return packs(session, found)


def packs(session: Session, found: Sequence[Visit]) -> list[Pack]:
    """Packs of visits that the asker may see, in a few statements however many they are."""
    if not found:
        return []
    schools = {
        school.id: school
        for school in session.exec(select(School).where(col(School.id).in_({visit.school_id for visit in found})))
    }
    today = regions.today(found[0].region_code)
    seats = _seats(session, [visit.id for visit in found], today)
    ages = {
        key: int(regions.setting(session, key[0], "recording_age", key[1]))
        for key in {(visit.region_code, visit.date) for visit in found}
    }
    here = epoch(session)
    return [
        _packed(here, visit, schools[visit.school_id], ages[visit.region_code, visit.date], seats[visit.id])
        for visit in found
    ]


def _packed(here: UUID, visit: Visit, school: School, recording_age: int, seats: Sequence[Seat]) -> Pack:
    # The visit's version stands for its facts; a school's too, and a roster changes without either.
    content = [here, visit.id, visit.version, school.id, school.version, recording_age, seats]
    return Pack(here, visit, school, recording_age, seats, hashlib.sha256(to_json(content)).hexdigest()[:32])


def _seats(session: Session, visit_ids: Sequence[UUID], on: date) -> dict[UUID, list[Seat]]:
    """Who goes along on a device, which may be lost: nobody who is restricted, without consent, or gone from school."""
    person = aliased(Student)
    of_entry = ("class_group", "slot_start", "slot_end", "outcome", "walk_in")
    wanted: list[Any] = [RosterEntry.visit_id, RosterEntry.student_id]
    wanted += [getattr(person, name) for name in ("id", "name", "sex", "birth_date", "recorded")]
    wanted += [getattr(RosterEntry, name) for name in of_entry]
    rows = session.execute(
        columns(*wanted)
        .join(Visit, col(Visit.id) == col(RosterEntry.visit_id))
        .join(Student, col(Student.id) == col(RosterEntry.student_id))
        .join(person, person.id == func.coalesce(col(Student.survivor_id), col(Student.id)))  # type: ignore[arg-type]
        .where(
            col(RosterEntry.visit_id).in_(visit_ids),
            students.may_appear(session, on, person),
            is_awaited(person),
        )
        .order_by(col(RosterEntry.visit_id), col(RosterEntry.student_id))
    )
    seats: dict[UUID, list[Seat]] = {id: [] for id in visit_ids}
    for row in rows:
        seat = Seat(*row)
        seats[seat.visit_id].append(seat)
    return seats


def _by_class(pupil: Pupil) -> tuple[Any, ...]:
    return *class_order(pupil.class_group), pupil.name, pupil.student_id
