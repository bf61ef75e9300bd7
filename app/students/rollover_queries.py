"""Reading steps into a school year, within the reader's scope, and the pupils that one is reckoned from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import false, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, Role, within
from app.core.db import batched
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.regions.models import DayKind
from app.regions.queries import days_against, today
from app.schools import queries as schools
from app.schools.models import School
from app.students import queries as students
from app.students.models import (
    Enrolment,
    EnrolmentState,
    Student,
    StudentHistory,
    StudentStatus,
)
from app.students.rollover_models import (
    Rollover,
    RolloverItem,
    RolloverOutcome,
    RolloverState,
)
from app.students.rollover_rules import Pupil
from app.students.rules import ENROLLED


def visible(actor: Actor) -> SelectOfScalar[Rollover]:
    """A school's own, an office's region; they name pupils, so nobody else sees any."""
    match actor.role:
        case Role.ADMIN | Role.OFFICER:
            return select(Rollover).where(within(col(Rollover.region_code), actor.region_code))
        case Role.SCHOOL:
            return select(Rollover).where(col(Rollover.school_id) == actor.school_id)
        case Role.TEAM | Role.VIEWER:
            return select(Rollover).where(false())


def get(session: Session, actor: Actor, rollover_id: UUID, *, lock: bool = False) -> Rollover:
    """One step. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    statement = visible(actor).where(col(Rollover.id) == rollover_id)
    rollover = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if rollover is None:
        raise NotFound
    return rollover


def school_of(session: Session, actor: Actor, rollover_id: UUID) -> UUID:
    """The school of a step, read before its row is locked: the school's lock comes first."""
    found: UUID | None = session.execute(
        visible(actor).with_only_columns(col(Rollover.school_id)).where(col(Rollover.id) == rollover_id)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class ClassStep:
    """How many pupils of a class go the same way."""

    class_before: str | None
    class_after: str | None
    outcome: RolloverOutcome
    pupils: int


@dataclass(frozen=True, slots=True)
class ShownRollover:
    rollover: Rollover
    counts: dict[str, int]
    by_class: Sequence[ClassStep]


def of_school(session: Session, actor: Actor, school_id: UUID, request: PageRequest) -> Page[ShownRollover]:
    """A school's steps, newest first. Raises :class:`NotFound` for a school out of sight."""
    school = schools.get(session, actor, school_id)
    statement = visible(actor).where(col(Rollover.school_id) == school.id)
    found = page(session, statement, request, [col(Rollover.id)], descending=True)
    return Page(shown(session, found.items), found.next_cursor)


def shown(session: Session, found: Sequence[Rollover]) -> list[ShownRollover]:
    """Steps with their figures: one count for all of them."""
    item = RolloverItem
    grouped = (col(item.rollover_id), col(item.class_before), col(item.class_after), col(item.outcome))
    lines: dict[UUID, list[ClassStep]] = {rollover.id: [] for rollover in found}
    for some in batched(lines):
        statement = select_columns(*grouped, func.count()).where(col(item.rollover_id).in_(some)).group_by(*grouped)
        for rollover_id, before, after, outcome, pupils in session.execute(statement):
            lines[rollover_id].append(ClassStep(before, after, outcome, pupils))
    return [_with_figures(rollover, lines[rollover.id]) for rollover in found]


def _with_figures(rollover: Rollover, lines: list[ClassStep]) -> ShownRollover:
    ordered = sorted(lines, key=lambda line: (line.class_before or "", line.class_after or "", line.outcome))
    counts = {outcome.value: sum(one.pupils for one in lines if one.outcome is outcome) for outcome in RolloverOutcome}
    return ShownRollover(rollover, counts, ordered)


@dataclass(frozen=True, slots=True)
class NamedItem:
    item: RolloverItem
    name: str | None
    """``None`` for somebody who is not the reader's any more."""


def items(
    session: Session, actor: Actor, rollover_id: UUID, request: PageRequest, *, outcome: RolloverOutcome | None = None
) -> Page[NamedItem]:
    """
    A step's pupils, by class and name as they were checked. Raises :class:`NotFound` for a step out of sight.

    A file leaves out pupils who may not appear in one.
    """
    rollover = get(session, actor, rollover_id)
    own = students.visible(actor).with_only_columns(col(Student.id), col(Student.name)).subquery()
    statement = (
        select_columns(RolloverItem, own.c.name)
        .outerjoin(own, own.c.id == col(RolloverItem.student_id))
        .where(col(RolloverItem.rollover_id) == rollover.id)
    )
    if outcome is not None:
        statement = statement.where(col(RolloverItem.outcome) == outcome)
    if request.exporting:
        on = today(rollover.region_code)
        statement = statement.where(students.names_nobody_hidden(session, on, col(RolloverItem.student_id)))
    found = page(session, statement, request, [col(RolloverItem.id)])
    return found.map(lambda row: NamedItem(*row))


# --- for the step itself: not a reader's, the caller holds the school's lock -----------------------------------


def all_items(session: Session, rollover_id: UUID) -> Sequence[RolloverItem]:
    statement = select(RolloverItem).where(col(RolloverItem.rollover_id) == rollover_id)
    return session.exec(statement.order_by(col(RolloverItem.id))).all()


def is_done(session: Session, school_id: UUID, academic_year: str) -> bool:
    """Whether a step of this school into this year is applied."""
    statement = select(Rollover.id).where(
        col(Rollover.school_id) == school_id,
        col(Rollover.academic_year) == academic_year,
        col(Rollover.state) == RolloverState.APPLIED,
    )
    return session.exec(statement).first() is not None


def pupils_of(session: Session, school_id: UUID, *, lock: bool = False) -> list[Pupil]:
    """Whom a step is about: pupils and candidates for having left, with the day on which their class began."""
    rolling = (
        col(Student.school_id) == school_id,
        col(Student.status).in_(ENROLLED),
        students.is_person(),
    )
    if lock:
        session.exec(select(Student.id).where(*rolling).order_by(col(Student.id)).with_for_update()).all()
    since = (
        select_columns(col(Enrolment.student_id).label("student_id"), func.max(col(Enrolment.date_from)).label("since"))
        .where(col(Enrolment.school_id) == school_id, col(Enrolment.state) == EnrolmentState.ACTIVE)
        .group_by(col(Enrolment.student_id))
        .subquery()
    )
    names = ("id", "name", "class_group", "grade", "status")
    statement = select_columns(*(getattr(Student, name) for name in names), since.c.since).outerjoin(
        since, since.c.student_id == col(Student.id)
    )
    return [Pupil(*row) for row in session.execute(statement.where(*rolling))]


def school_holidays(session: Session, school: School, year: int) -> list[tuple[date, date]]:
    """School holidays of the summer in which a school year begins."""
    days = days_against(session, school.region_code, school.id, date(year, 6, 1), date(year, 9, 30))
    return [(day.date_from, day.date_to) for day in days if day.kind is DayKind.SCHOOL_HOLIDAY]


@dataclass(frozen=True, slots=True)
class Former:
    """Where somebody stood at some time."""

    student_id: UUID
    school_id: UUID | None
    class_group: str | None
    grade: int | None
    status: StudentStatus


def known_since(session: Session, student_ids: Sequence[UUID], since: datetime) -> list[Former]:
    """The facts that were known of these people at some time since an instant and are not the present ones."""
    history = StudentHistory
    found: list[Former] = []
    for some in batched(student_ids):
        names = ("student_id", "school_id", "class_group", "grade", "status")
        statement = select_columns(*(getattr(history, name) for name in names)).where(
            col(history.student_id).in_(some), col(history.known_from) >= since, col(history.known_to) > since
        )
        found += [Former(*row) for row in session.execute(statement)]
    return found
