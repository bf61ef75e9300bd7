"""Whose card is due: who turns 17 when, where they are, and whose legal clocks run out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlalchemy import select as columns
from sqlmodel import Session, col
from sqlmodel.sql.expression import SelectOfScalar

from app.cards.legal import ANY_DAY, SEVENTEEN, Clock, Law, births_turning, legal_day, strikes_on
from app.cards.queries import laws
from app.core.access import Actor
from app.core.errors import Fault, Invalid
from app.core.paging import Page, PageRequest, page
from app.regions.models import Region
from app.regions.queries import scope, settings, today
from app.schools import queries as schools
from app.schools.models import School
from app.students import queries as students
from app.students.models import CardState, Recorded, Student
from app.students.rules import born_by, reached_on


class GroupBy(StrEnum):
    SCHOOL = "school"
    VILLAGE = "village"
    """Of those at no school, by residence; where only the district is known, by it."""
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose cards a list is about, and the period in which they turn 17."""

    on: date
    until: date
    school_id: UUID | None = None
    region_code: str | None = None
    card_state: CardState | None = None
    at_school: bool | None = None
    """``False``: only those who learn at no school, ``True``: only pupils."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """Someone who turns 17 in the period asked for."""

    student_id: UUID
    name: str
    school_id: UUID | None
    class_group: str | None
    residence_code: str | None
    turns_17_on: date
    legal_day: date | None
    """``None``: ever married, no day to wait for."""
    card_state: CardState
    card_status_raw: str | None
    recorded: Recorded
    handed_over_on: date | None


@dataclass(frozen=True, slots=True)
class DueGroup:
    """How many of the whole list belong together."""

    key: str | None
    """A school's id, a region's code or a day; ``None`` for those of whom it is not known."""
    name: str | None
    due: int
    counts: Mapping[CardState, int]


def first_day(actor: Actor, region_code: str | None, on: date | None) -> date:
    """The day that a list begins with: the one asked for, else today in the region asked for."""
    return on or today(scope(actor, region_code))


def last_day(first: date, within_days: int, election_date: date | None) -> date:
    """The day that a list ends with. Raises :class:`Invalid` for a polling day before its first."""
    if election_date is None:
        return first + timedelta(days=within_days)
    if election_date < first:
        raise Invalid([Fault("/election_date", "cards.election_past")])
    return election_date


def due(session: Session, actor: Actor, request: PageRequest, wanted: Wanted) -> Page[DueLine]:
    """Everyone who turns 17 in the period, whatever the state of the card; by birth date, name and id."""
    order = [col(Student.birth_date), col(Student.name), col(Student.id)]
    statement = _due(session, actor, wanted)
    if request.exporting:
        statement = statement.where(students.may_appear(session, today(actor.region_code)))
    found: Page[Student] = page(session, statement, request, order)
    by_region = laws(session, {student.region_code for student in found.items}, wanted.on)
    lines = [_due_line(student, by_region[student.region_code]) for student in found.items]
    return Page(lines, found.next_cursor)


def due_counts(session: Session, actor: Actor, wanted: Wanted) -> dict[CardState, int]:
    """How many of the whole list stand in each state."""
    state = col(Student.card_state)
    counted = _due(session, actor, wanted).with_only_columns(state, func.count()).group_by(state)
    return dict.fromkeys(CardState, 0) | {row[0]: row[1] for row in session.execute(counted)}


def due_groups(session: Session, actor: Actor, wanted: Wanted, group_by: GroupBy) -> list[DueGroup]:
    """The whole list by school, by village of those at no school, or by the day of the birthday; most first."""
    statement = _due(session, actor, wanted)
    if group_by is GroupBy.VILLAGE:
        statement = statement.where(col(Student.school_id).is_(None))
    key: Any = {
        GroupBy.SCHOOL: col(Student.school_id),
        GroupBy.VILLAGE: col(Student.residence_code),
        GroupBy.DAY: col(Student.birth_date),
    }[group_by]
    state = col(Student.card_state)
    found: dict[Any, dict[CardState, int]] = {}
    for value, stands, number in session.execute(
        statement.with_only_columns(key, state, func.count()).group_by(key, state)
    ):
        if group_by is GroupBy.DAY:
            value = reached_on(value, SEVENTEEN)  # noqa: PLW2901 - two birth dates may share a birthday
        counts = found.setdefault(value, dict.fromkeys(CardState, 0))
        counts[stands] += number
    names = _names(session, group_by, [value for value in found if value is not None])
    groups = [
        DueGroup(None if value is None else str(value), names.get(value), sum(counts.values()), counts)
        for value, counts in found.items()
    ]
    if group_by is GroupBy.DAY:
        return sorted(groups, key=lambda group: group.key or "")
    return sorted(groups, key=lambda group: (-group.due, group.name or "", group.key or ""))


def _names(session: Session, group_by: GroupBy, values: Sequence[Any]) -> dict[Any, str]:
    if group_by is GroupBy.DAY or not values:
        return {}
    if group_by is GroupBy.SCHOOL:
        return dict(session.execute(columns(col(School.id), col(School.name)).where(col(School.id).in_(values))).all())
    places = columns(col(Region.region_code), col(Region.name)).where(col(Region.region_code).in_(values))
    return dict(session.execute(places).all())


def _due(session: Session, actor: Actor, wanted: Wanted) -> SelectOfScalar[Student]:
    first, last = births_turning(SEVENTEEN, wanted.on, wanted.until)
    statement = still_here(session, actor, wanted.school_id, wanted.region_code)
    if wanted.card_state is not None:
        statement = statement.where(col(Student.card_state) == wanted.card_state)
    if wanted.at_school is not None:
        at_none = col(Student.school_id).is_(None)
        statement = statement.where(~at_none if wanted.at_school else at_none)
    return statement.where(col(Student.birth_date).between(first, last))


def still_here(
    session: Session, actor: Actor, school_id: UUID | None, region_code: str | None
) -> SelectOfScalar[Student]:
    """The people whose cards are this region's, or this school's, business. Raises :class:`NotFound` out of scope."""
    statement = students.visible(actor).where(
        students.in_region(scope(actor, region_code)), col(Student.status).not_in(students.GONE)
    )
    if school_id is not None:
        statement = statement.where(col(Student.school_id) == schools.get(session, actor, school_id).id)
    return statement


def _due_line(student: Student, law: Law) -> DueLine:
    assert student.birth_date is not None  # noqa: S101
    legal = legal_day(student.birth_date, law, ever_married=student.ever_married)
    return DueLine(
        student_id=student.id,
        name=student.name,
        school_id=student.school_id,
        class_group=student.class_group,
        residence_code=student.residence_code,
        turns_17_on=reached_on(student.birth_date, SEVENTEEN),
        legal_day=None if legal == ANY_DAY else legal,
        card_state=student.card_state,
        card_status_raw=student.last_card_code,
        recorded=student.recorded,
        handed_over_on=student.handed_over_on,
    )


# --- legal clocks ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClockLine:
    """Somebody whose legal clock runs, and the day on which it strikes."""

    student_id: UUID
    name: str
    school_id: UUID | None
    class_group: str | None
    residence_code: str | None
    birth_date: date | None
    kind: Clock
    strikes_on: date | None
    """``None`` where the duty holds already whatever the age."""
    days_left: int | None
    """Negative after it."""
    card_state: CardState
    recorded: Recorded


def clocks(
    session: Session,
    actor: Actor,
    request: PageRequest,
    kind: Clock,
    *,
    on: date,
    within_days: int | None = None,
    school_id: UUID | None = None,
    region_code: str | None = None,
) -> Page[ClockLine]:
    """
    Whose clock ``kind`` strikes within so many days of ``on`` (the setting's number where none is asked for), or
    struck before; who is nearest to the end first.
    """
    keys = ["card_age", "print_offset_days", "nik_deactivation_years", "nik_deactivation_warn_days"]
    held = settings(session, scope(actor, region_code), keys, on)
    days = within_days if within_days is not None else int(held["nik_deactivation_warn_days"])
    statement = still_here(session, actor, school_id, region_code).where(*_running(kind, held, on, days))
    if request.exporting:
        statement = statement.where(students.may_appear(session, today(actor.region_code)))
    birth: Any = func.coalesce(col(Student.birth_date), date(2200, 12, 31))
    found: Page[Student] = page(session, statement, request, [birth, col(Student.id)])
    return found.map(lambda student: _clock_line(student, kind, held, on))


def _running(kind: Clock, held: Mapping[str, Any], on: date, days: int) -> list[ColumnElement[bool]]:
    unrecorded = col(Student.recorded) == Recorded.NO
    birth, until = col(Student.birth_date), on + timedelta(days=days)
    match kind:
        case Clock.NEARING_22:
            years = int(held["card_age"]) + int(held["nik_deactivation_years"])
            first, last = births_turning(years, on + timedelta(days=1), until)
            return [unrecorded, birth.between(first, last)]
        case Clock.PAST_22:
            years = int(held["card_age"]) + int(held["nik_deactivation_years"])
            return [unrecorded, birth <= born_by(on, years)]
        case Clock.PAST_17:
            since = born_by(on - timedelta(days=int(held["print_offset_days"])), int(held["card_age"]))
            return [birth <= since, col(Student.card_state) != CardState.HANDED_OVER]
        case Clock.MARRIED:
            return [unrecorded, col(Student.ever_married).is_(True)]


def _clock_line(student: Student, kind: Clock, held: Mapping[str, Any], on: date) -> ClockLine:
    age, years = int(held["card_age"]), int(held["nik_deactivation_years"])
    strikes = strikes_on(kind, student.birth_date, age, years, int(held["print_offset_days"]))
    return ClockLine(
        student_id=student.id,
        name=student.name,
        school_id=student.school_id,
        class_group=student.class_group,
        residence_code=student.residence_code,
        birth_date=student.birth_date,
        kind=kind,
        strikes_on=strikes,
        days_left=None if strikes is None else (strikes - on).days,
        card_state=student.card_state,
        recorded=student.recorded,
    )
