"""Reading card events, due cards and handovers, within the reader's scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.cards import slips
from app.cards.models import CardEvent, Handover, HandoverItem, Relation
from app.cards.rules import ANY_DAY, SEVENTEEN, Acts, Law, NextStep, acts_on, births_turning, legal_day, next_step
from app.core.access import Actor, Role, within
from app.core.crypto import place
from app.core.db import keys_of
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.regions import queries as regions
from app.regions.queries import scope, today
from app.schools import queries as schools
from app.students import queries as students
from app.students.models import CardState, Recorded, Student
from app.students.rules import reached_on

# --- events ----------------------------------------------------------------------------------------------------


def visible(actor: Actor) -> SelectOfScalar[CardEvent]:
    """The events of the people that ``actor`` sees, also those that name a row merged into one of them."""
    seen = students.visible(actor).with_only_columns(col(Student.id))
    merged = select(Student.id).where(col(Student.survivor_id).in_(seen))
    return select(CardEvent).where(or_(col(CardEvent.student_id).in_(seen), col(CardEvent.student_id).in_(merged)))


def events(session: Session, actor: Actor, student_id: UUID, request: PageRequest) -> Page[CardEvent]:
    """
    A person's card events by time of occurrence. Raises :class:`NotFound` for a person out of sight.

    The file of somebody who may not appear in one is empty.
    """
    students.get(session, actor, student_id)
    merged = select(Student.id).where(col(Student.survivor_id) == student_id)
    statement = visible(actor).where(
        or_(col(CardEvent.student_id) == student_id, col(CardEvent.student_id).in_(merged))
    )
    if request.exporting:
        on = today(actor.region_code)
        statement = statement.where(students.names_nobody_hidden(session, on, col(CardEvent.student_id)))
    return page(session, statement, request, [col(CardEvent.occurred_at), col(CardEvent.id)])


def is_told() -> ColumnElement[bool]:
    """Events that hold: those taken back are only told of, with the void that took them back."""
    return col(CardEvent.voided_by).is_(None)


def get_event(session: Session, actor: Actor, event_id: UUID, *, lock: bool = False) -> CardEvent:
    statement = visible(actor).where(col(CardEvent.id) == event_id)
    event = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if event is None:
        raise NotFound
    return event


def all_events(session: Session, student_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[CardEvent]]:
    """Everything known of people's cards that holds, for the projection; the caller has locked the people."""
    found: dict[UUID, list[CardEvent]] = {student_id: [] for student_id in student_ids}
    statement = select(CardEvent, Student.survivor_id).join(Student, col(Student.id) == col(CardEvent.student_id))
    named = or_(col(Student.id).in_(student_ids), col(Student.survivor_id).in_(student_ids))
    for event, survivor_id in session.exec(statement.where(named, is_told())):
        found[survivor_id or event.student_id].append(event)
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """A card event that holds, as the rules see it."""

    id: UUID
    status: str
    occurred_at: datetime
    occurred_on: date


def told(session: Session, student_ids: Sequence[UUID]) -> dict[UUID, list[Told]]:
    """:func:`all_events` for many people at once, without what the rules do not ask; at most a slice of them."""
    found: dict[UUID, list[Told]] = {student_id: [] for student_id in student_ids}
    owner = func.coalesce(col(Student.survivor_id), col(Student.id))
    statement = (
        columns(owner, CardEvent.id, CardEvent.status, CardEvent.occurred_at, CardEvent.occurred_on)  # type: ignore[call-overload]
        .join(Student, col(Student.id) == col(CardEvent.student_id))
        .where(or_(col(Student.id).in_(student_ids), col(Student.survivor_id).in_(student_ids)), is_told())
    )
    for student_id, *event in session.execute(statement):
        found[student_id].append(Told(*event))
    return found


# --- law -------------------------------------------------------------------------------------------------------


def law(session: Session, region_code: str, on: date) -> Law:
    """From when cards may be printed in a region, as it holds on a day."""
    found = regions.settings(session, region_code, ["card_age", "print_offset_days"], on)
    return Law(card_age=int(found["card_age"]), offset_days=int(found["print_offset_days"]))


def laws(session: Session, region_codes: set[str], on: date) -> dict[str, Law]:
    return {region_code: law(session, region_code, on) for region_code in region_codes}


# --- for the holder of a slip ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PublicState:
    """All that a slip's code opens: where the card is, and the code of the sentence that says what to do next."""

    card_state: CardState
    message: NextStep


def public_state(session: Session, code: str) -> PublicState | None:
    """
    The card's state by the code of a slip. ``None`` for every code that opens nothing, whatever the reason.

    Nothing in the answer says whose card it is; the day of the birthday is not in it either, only whether it came.
    """
    student = slips.student_of(session, code)
    if student is None:
        return None
    on = today(student.region_code)
    legal = legal_day(student.birth_date, law(session, student.region_code, on), ever_married=student.ever_married)
    return PublicState(student.card_state, next_step(student.card_state, on, legal))


# --- lists -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose cards a list is about, and the period in which they turn 17."""

    on: date
    within_days: int
    school_id: UUID | None = None
    region_code: str | None = None


@dataclass(frozen=True, slots=True)
class DueLine:
    """Someone who turns 17 in the period asked for."""

    student_id: UUID
    name: str
    school_id: UUID | None
    class_group: str | None
    turns_17_on: date
    legal_day: date | None
    """``None``: ever married, no day to wait for."""
    card_state: CardState
    card_status_raw: str | None
    recorded: Recorded
    handed_over_on: date | None


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """Someone whose card does not come on by itself."""

    student_id: UUID
    name: str
    school_id: UUID | None
    class_group: str | None
    card_state: CardState
    card_status_raw: str
    since: datetime
    acts: Acts


def first_day(actor: Actor, region_code: str | None, on: date | None) -> date:
    """The day that a list begins with: the one asked for, else today in the region asked for."""
    return on or today(scope(actor, region_code))


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


def _due(session: Session, actor: Actor, wanted: Wanted) -> SelectOfScalar[Student]:
    first, last = births_turning(SEVENTEEN, wanted.on, wanted.on + timedelta(days=wanted.within_days))
    statement = _still_here(session, actor, wanted.school_id, wanted.region_code)
    return statement.where(col(Student.birth_date).between(first, last))


def _still_here(
    session: Session, actor: Actor, school_id: UUID | None, region_code: str | None
) -> SelectOfScalar[Student]:
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
        turns_17_on=reached_on(student.birth_date, SEVENTEEN),
        legal_day=None if legal == ANY_DAY else legal,
        card_state=student.card_state,
        card_status_raw=student.last_card_code,
        recorded=student.recorded,
        handed_over_on=student.handed_over_on,
    )


def problems(
    session: Session,
    actor: Actor,
    request: PageRequest,
    *,
    school_id: UUID | None = None,
    region_code: str | None = None,
) -> Page[ProblemLine]:
    """Cards in a problem state, longest standing first."""
    statement = _still_here(session, actor, school_id, region_code).where(
        col(Student.card_state) == CardState.PROBLEM, col(Student.last_card_at).is_not(None)
    )
    if request.exporting:
        statement = statement.where(students.may_appear(session, today(actor.region_code)))
    found: Page[Student] = page(session, statement, request, [col(Student.last_card_at), col(Student.id)])
    return Page([_problem_line(student) for student in found.items], found.next_cursor)


def _problem_line(student: Student) -> ProblemLine:
    assert student.last_card_at is not None  # noqa: S101
    raw = student.last_card_code or ""
    return ProblemLine(
        student_id=student.id,
        name=student.name,
        school_id=student.school_id,
        class_group=student.class_group,
        card_state=student.card_state,
        card_status_raw=raw,
        since=student.last_card_at,
        acts=acts_on(raw),
    )


# --- handovers -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A card given out, opened for reading."""

    student_id: UUID
    received_by: str
    relation: Relation
    reason: str | None
    card_event_id: UUID


@dataclass(frozen=True, slots=True)
class HandoverLine:
    id: UUID
    region_code: str
    date: date
    place: str
    school_id: UUID | None
    version: int
    items: list[ReceiptLine]


def visible_handovers(actor: Actor) -> SelectOfScalar[Handover]:
    """An office sees its region's; a school those made for it."""
    match actor.role:
        case Role.ADMIN | Role.OFFICER:
            return select(Handover).where(within(col(Handover.region_code), actor.region_code))
        case Role.SCHOOL:
            return select(Handover).where(col(Handover.school_id) == actor.school_id)
        case Role.TEAM | Role.VIEWER:
            return select(Handover).where(false())


def get_handover(session: Session, actor: Actor, handover_id: UUID) -> HandoverLine:
    """One handover with its items. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    handover = session.exec(visible_handovers(actor).where(col(Handover.id) == handover_id)).one_or_none()
    if handover is None:
        raise NotFound
    return _opened(session, [handover])[0]


def handovers(
    session: Session,
    actor: Actor,
    request: PageRequest,
    *,
    school_id: UUID | None = None,
    region_code: str | None = None,
    date_from: date | None = None,
    date_to: date | None = None,
) -> Page[HandoverLine]:
    """Latest day first. In a file a handover stands without the receipts of who may not appear in one."""
    statement = visible_handovers(actor)
    if region_code is not None:
        statement = statement.where(within(col(Handover.region_code), scope(actor, region_code)))
    if school_id is not None:
        statement = statement.where(col(Handover.school_id) == schools.get(session, actor, school_id).id)
    if date_from is not None:
        statement = statement.where(col(Handover.date) >= date_from)
    if date_to is not None:
        statement = statement.where(col(Handover.date) <= date_to)
    order = [col(Handover.date), col(Handover.id)]
    found: Page[Handover] = page(session, statement, request, order, descending=True)
    file_of = today(actor.region_code) if request.exporting else None
    return Page(_opened(session, found.items, file_of=file_of), found.next_cursor)


def _opened(session: Session, found: Sequence[Handover], *, file_of: date | None = None) -> list[HandoverLine]:
    """Handovers with their receipts; for a file made on ``file_of`` only with those that may stand in one."""
    lines = _receipts(session, [handover.id for handover in found], file_of)
    return [
        HandoverLine(
            id=handover.id,
            region_code=handover.region_code,
            date=handover.date,
            place=handover.place,
            school_id=handover.school_id,
            version=handover.version,
            items=lines.get(handover.id, []),
        )
        for handover in found
    ]


def _receipts(session: Session, handover_ids: Sequence[UUID], file_of: date | None) -> Mapping[UUID, list[ReceiptLine]]:
    keys = keys_of(session)
    found: dict[UUID, list[ReceiptLine]] = {}
    statement = select(HandoverItem).where(col(HandoverItem.handover_id).in_(handover_ids))
    if file_of is not None:
        statement = statement.where(students.names_nobody_hidden(session, file_of, col(HandoverItem.student_id)))
    for item in session.exec(statement.order_by(col(HandoverItem.id))):
        name = keys.open_json(item.sealed_key_id, item.sealed, place("handover_items", "sealed", item.id))
        line = ReceiptLine(item.student_id, name, item.relation, item.reason, item.card_event_id)
        found.setdefault(item.handover_id, []).append(line)
    return found
