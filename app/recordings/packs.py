"""What a team takes along to a visit: the school and its roster, in one piece that a device can keep."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.types import Sex
from app.recordings import queries
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


@dataclass(frozen=True, slots=True)
class Pack:
    epoch: UUID
    visit: Visit
    school: School
    roster: list[Pupil]
    etag: str
    """Digest of the content: equal packs have equal ones, whichever worker made them."""


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
    """Packs of visits that the asker may see, in three statements however many they are."""
    if not found:
        return []
    schools = {
        school.id: school
        for school in session.exec(select(School).where(col(School.id).in_({visit.school_id for visit in found})))
    }
    today = regions.today(found[0].region_code)
    rosters = _rosters(session, [visit.id for visit in found], today)
    epoch = queries.epoch(session)
    return [
        Pack(
            epoch,
            visit,
            schools[visit.school_id],
            rosters[visit.id],
            _digest(epoch, visit, schools[visit.school_id], rosters[visit.id]),
        )
        for visit in found
    ]


def _rosters(session: Session, visit_ids: Sequence[UUID], on: date) -> dict[UUID, list[Pupil]]:
    """Who goes along on a device, which may be lost: nobody who is restricted, without consent, or gone from school."""
    person = aliased(Student)
    wanted: list[Any] = [getattr(person, name) for name in ("id", "name", "sex", "birth_date", "recorded")]
    rows = session.execute(
        columns(RosterEntry, *wanted)
        .join(Visit, col(Visit.id) == col(RosterEntry.visit_id))
        .join(Student, col(Student.id) == col(RosterEntry.student_id))
        .join(person, person.id == func.coalesce(col(Student.survivor_id), col(Student.id)))  # type: ignore[arg-type]
        .where(
            col(RosterEntry.visit_id).in_(visit_ids),
            students.may_appear(session, on, person),
            is_awaited(person),
        )
    ).all()
    people: dict[UUID, dict[UUID, Pupil]] = defaultdict(dict)
    # Merged people stand once, with the outcome that takes precedence: the best comes last and stays.
    for entry, person_id, name, sex, birth, recorded in sorted(
        rows, key=lambda row: rank(row[0].outcome), reverse=True
    ):
        people[entry.visit_id][person_id] = Pupil(
            student_id=person_id,
            name=name,
            sex=sex,
            birth_date=birth,
            class_group=entry.class_group,
            slot_start=entry.slot_start,
            slot_end=entry.slot_end,
            recorded=recorded,
            outcome=entry.outcome,
            walk_in=entry.walk_in,
        )
    return {id: sorted(people[id].values(), key=_by_class) for id in visit_ids}


def _by_class(pupil: Pupil) -> tuple[Any, ...]:
    return *class_order(pupil.class_group), pupil.name, pupil.student_id


def _digest(epoch: UUID, visit: Visit, school: School, roster: Sequence[Pupil]) -> str:
    # The visit's version stands for its facts; a school's too, and a roster changes without either.
    content = [epoch, visit.id, visit.version, school.id, school.version, [asdict(pupil) for pupil in roster]]
    return hashlib.sha256(json.dumps(content, default=str, separators=(",", ":")).encode()).hexdigest()[:32]
