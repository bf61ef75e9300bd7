"""Reading what visits did, as far as a reader may see the figures of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, distinct, func, or_
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.core.access import Actor, Role, regency_of, within
from app.recordings.models import Recording
from app.regions.models import ServicePoint
from app.schools.models import School
from app.students.models import Student
from app.visits.models import Visit, VisitKind, VisitState

HELD = (VisitState.IN_PROGRESS, VisitState.COMPLETED)


@dataclass(frozen=True, slots=True)
class Period:
    """What figures are about; ``region_code`` is ``None`` for the nation. Both days inclusive."""

    region_code: str | None
    date_from: date
    date_to: date


@dataclass(frozen=True, slots=True)
class Held:
    """One team at one school on one day; it came once, in however many visits."""

    date: date
    team_id: UUID
    school: School
    visits: int
    pupils: int
    """Recordings that count."""


def _visible(actor: Actor) -> ColumnElement[bool]:
    """Of whose visits an actor reads figures; they are wider than the visits: a viewer reads its region's."""
    match actor.role:
        case Role.SCHOOL:
            return col(Visit.school_id) == actor.school_id
        case Role.TEAM:
            return col(Visit.team_id) == actor.team_id
        case Role.ADMIN | Role.OFFICER | Role.VIEWER:
            return within(col(Visit.region_code), actor.region_code)


def _of(actor: Actor, period: Period) -> list[ColumnElement[bool]]:
    """
    The visits of a period that were held: to record, or any at which somebody was.

    By the day of the visit, so that a team's way and those for whom it came belong together.
    """
    meant = and_(col(Visit.state).in_(HELD), col(Visit.kind) != VisitKind.HANDOVER)
    made = aliased(Recording)
    someone = columns(col(made.id)).where(col(made.visit_id) == col(Visit.id), col(made.counted))
    return [
        _visible(actor),
        within(col(School.district_code), period.region_code),
        col(Visit.date).between(period.date_from, period.date_to),
        or_(meant, someone.exists()),
    ]


def held(session: Session, actor: Actor, period: Period) -> list[Held]:
    """By day, school and team, whatever their number in one statement."""
    at_it = and_(col(Recording.visit_id) == col(Visit.id), col(Recording.counted))
    found = (
        columns(
            col(Visit.date),
            col(Visit.team_id),
            col(Visit.school_id),
            func.count(distinct(col(Visit.id))).label("visits"),
            func.count(col(Recording.id)).label("pupils"),
        )
        .join(School, col(School.id) == col(Visit.school_id))
        .outerjoin(Recording, at_it)
        .where(*_of(actor, period))
        .group_by(col(Visit.date), col(Visit.team_id), col(Visit.school_id))
        .subquery("held")
    )
    wanted: Any = columns(found.c.date, found.c.team_id, School, found.c.visits, found.c.pupils)
    rows = session.execute(
        wanted.join(School, col(School.id) == found.c.school_id).order_by(
            found.c.date, col(School.name), col(School.id), found.c.team_id
        )
    )
    return [Held(*row) for row in rows]


def served(session: Session, actor: Actor, period: Period) -> int:
    """How many different people: whoever was recorded again after a deletion at the centre is one."""
    person = func.coalesce(col(Student.survivor_id), col(Student.id))
    counted: int = session.execute(
        columns(func.count(distinct(person)))
        .select_from(Recording)
        .join(Visit, col(Visit.id) == col(Recording.visit_id))
        .join(School, col(School.id) == col(Visit.school_id))
        .join(Student, col(Student.id) == col(Recording.student_id))
        .where(col(Recording.counted), *_of(actor, period))
    ).scalar_one()
    return counted


def points(session: Session, region_code: str | None) -> Sequence[ServicePoint]:
    """
    The service points of a region (of a district: of its whole regency) on whatever day, by name.

    Nobody's secret within it: whoever asks has its scope.
    """
    regency = None if region_code is None else regency_of(region_code)
    here = within(col(ServicePoint.region_code), regency)
    return session.exec(select(ServicePoint).where(here).order_by(col(ServicePoint.name), col(ServicePoint.id))).all()
