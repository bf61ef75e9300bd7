"""Changing cards: events of the national system. The projection follows in each transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.cards import centre, queries, rules
from app.cards.legal import Law, is_too_early, legal_day
from app.cards.models import CardEvent, CardEventVoid
from app.cards.rules import Happened
from app.core.access import Actor
from app.core.clock import day_of, now
from app.core.db import batched
from app.core.errors import IdReused, StateConflict
from app.core.ids import new_id
from app.core.requests import first_time
from app.journal import service as journal
from app.recordings.service import recount
from app.regions.queries import zone
from app.students import queries as students
from app.students.models import Student
from app.students.standing import CardWord, stand_cards

OFFICE = "office"

# --- events ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A step as somebody reports it."""

    status: str
    occurred_at: datetime
    reason: str | None = None
    document: str | None = None


def add_event(
    session: Session,
    actor: Actor,
    student_id: UUID,
    new: NewEvent,
    *,
    id: UUID | None = None,
    content: Mapping[str, Any],
) -> tuple[CardEvent, bool]:
    """
    Enter a step by hand; the flag says whether it is new or was entered before.

    Raises :class:`NotFound` for a person out of sight, and what :func:`app.cards.rules.check_by_hand` raises.
    """
    student = students.get(session, actor, student_id, lock=True)
    if not first_time(session, actor, id, "card_event", {"student_id": str(student_id), **content}):
        return queries.get_event(session, actor, id or new_id()), False
    day = day_of(new.occurred_at, zone(student.region_code))
    law = queries.law(session, student.region_code, day)
    before = queries.all_events(session, [student.id])[student.id]
    event = event_of(actor, student, new, before, law, id=id or new_id(), source=OFFICE)
    rules.check_by_hand(
        new.status,
        event.flags,
        occurred_at=new.occurred_at,
        now=now(),
        reason=new.reason,
        document=new.document,
    )
    take(session, actor, [(student, event)])
    return event, True


def event_of(
    actor: Actor,
    student: Student,
    new: NewEvent,
    before: Sequence[CardEvent],
    law: Law,
    *,
    id: UUID,
    source: str,
) -> CardEvent:
    day = day_of(new.occurred_at, zone(student.region_code))
    legal = legal_day(student.birth_date, law, ever_married=student.ever_married)
    flags = rules.flags(
        before,
        Happened(new.status, new.occurred_at),
        recorded_by_then=student.recorded_here_on is not None and student.recorded_here_on <= day,
        too_early=is_too_early(day, legal),
    )
    return CardEvent(
        id=id,
        region_code=student.region_code,
        student_id=student.id,
        status=new.status,
        rank=rules.rank_of(new.status),
        state=rules.state_of(new.status),
        occurred_at=new.occurred_at,
        occurred_on=day,
        source=source,
        reason=new.reason,
        document=new.document,
        flags=[flag.value for flag in flags],
        account_id=actor.account_id,
    )


def take(session: Session, actor: Actor, events: Sequence[tuple[Student, CardEvent]]) -> None:
    session.add_all([event for _, event in events])
    session.flush()
    journal.write_many(
        session,
        actor,
        "cards.event_added",
        "student",
        [
            (
                student.id,
                student.region_code,
                student.school_id,
                {"event_id": str(event.id), "step": rules.plain_code(event.status), "source": event.source}
                | {"flags": event.flags},
            )
            for student, event in events
        ],
    )
    project(session, [student for student, _ in events])
    centre.answer_unconfirmed(session, actor, [student.id for student, _ in events])


def project(session: Session, people: Sequence[Student]) -> None:
    """Stand people's cards where all their events together say, whatever the order in which these arrived."""
    session.flush()
    project_many(session, [student.id for student in people])
    for student in people:
        session.expire(student)


def project_many(session: Session, student_ids: Iterable[UUID]) -> None:
    """:func:`project` for any number of people in a few statements. The caller has locked them."""
    moved: list[UUID] = []
    for some in batched(sorted(set(student_ids))):
        words: dict[UUID, CardWord] = {}
        for student_id, events in queries.told(session, some).items():
            says = rules.standing(events)
            words[student_id] = CardWord(
                last_code=says.last_code,
                last_at=says.last_at,
                event_state=says.state,
                registry_since=says.registry_since,
                handed_over_on=says.handed_over_on,
                cycle=says.cycle,
                cycle_from=says.cycle_from,
            )
        moved += stand_cards(session, words)
    for some in batched(moved):
        # A recording may lie in the new cycle already: the deletion became known after it.
        recount(session, some)


def void_event(session: Session, actor: Actor, event_id: UUID, void_id: UUID, reason: str) -> tuple[CardEvent, bool]:
    """
    Take a card event back; the flag says whether this is new or a repetition. Nothing is deleted.

    The event of a handover may be taken back too, for a handover that was entered for the wrong person; the handover
    itself stays on paper as it was written. Raises :class:`NotFound` for an event out of sight,
    :class:`StateConflict` for one that is taken back already, :class:`IdReused` for a void that said something else.
    """
    named = queries.get_event(session, actor, event_id).student_id
    student = students.get(session, actor, named, lock=True)
    event = queries.get_event(session, actor, event_id, lock=True)
    session.refresh(event)
    earlier = session.get(CardEventVoid, void_id)
    if earlier is not None:
        if (earlier.card_event_id, earlier.reason) != (event.id, reason):
            raise IdReused
        return event, False
    if event.voided_by is not None:
        raise StateConflict(state="voided", allowed=[])
    session.add(CardEventVoid(id=void_id, card_event_id=event.id, reason=reason, account_id=actor.account_id))
    event.voided_by = void_id
    session.flush()
    journal.write(
        session,
        actor,
        "cards.event_voided",
        "student",
        student.id,
        region_code=student.region_code,
        school_id=student.school_id,
        data={"event_id": str(event.id), "step": rules.plain_code(event.status), "void_id": str(void_id)},
    )
    project(session, [student])
    centre.answer_unconfirmed(session, actor, [student.id])
    return event, True
