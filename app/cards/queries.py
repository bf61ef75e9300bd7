"""Reading card events, due cards and handovers, within the reader's scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.cards import slips
from app.cards.legal import Law, NextStep, legal_day, next_step
from app.cards.models import CardEvent
from app.core.access import Actor
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.regions import queries as regions
from app.regions.queries import today
from app.students import queries as students
from app.students.models import CardState, Student

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
