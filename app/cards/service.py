"""Changing cards: events of the national system, and cards given out. The projection follows in each transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from app.cards import centre, queries, rules
from app.cards.models import CardEvent, CardEventVoid, Handover, HandoverItem, Relation
from app.cards.queries import HandoverLine
from app.cards.rules import CardTooEarly, Happened, Law
from app.core.access import Actor
from app.core.clock import day_of, now
from app.core.crypto import place as bound_to
from app.core.db import batched, keys_of
from app.core.errors import Fault, IdReused, Invalid, NotFound, StateConflict
from app.core.ids import new_id
from app.core.requests import first_time
from app.journal import service as journal
from app.recordings.service import recount
from app.regions.queries import today, zone
from app.schools import queries as schools
from app.students import queries as students
from app.students.models import Student
from app.students.standing import CardWord, stand_cards

OFFICE, HANDOVER = "office", "handover"
_ISSUED = "CARD_ISSUED"

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
    event = _event(actor, student, new, before, law, id=id or new_id(), source=OFFICE)
    rules.check_by_hand(
        new.status,
        event.flags,
        occurred_at=new.occurred_at,
        now=now(),
        reason=new.reason,
        document=new.document,
    )
    _take(session, actor, [(student, event)])
    return event, True


def _event(
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
    legal = rules.legal_day(student.birth_date, law, ever_married=student.ever_married)
    flags = rules.flags(
        before,
        Happened(new.status, new.occurred_at),
        recorded_by_then=student.recorded_here_on is not None and student.recorded_here_on <= day,
        too_early=rules.is_too_early(day, legal),
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


def _take(session: Session, actor: Actor, events: Sequence[tuple[Student, CardEvent]]) -> None:
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


# --- handovers -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """A card for one person, and who took it."""

    student_id: UUID
    received_by: str
    relation: Relation
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class NewHandover:
    date: date
    place: str
    items: Sequence[NewReceipt] = field(default_factory=list)
    school_id: UUID | None = None


def hand_over(
    session: Session,
    actor: Actor,
    new: NewHandover,
    *,
    id: UUID | None = None,
    content: Mapping[str, Any],
) -> tuple[HandoverLine, bool]:
    """
    Cards given out on one day at one place: all of them or none.

    Raises :class:`CardTooEarly` when one of them lies before its legal day, else :class:`Invalid` with a fault for
    each item that names nobody, somebody twice, somebody of another school or regency, or lacks a reason.
    """
    if not first_time(session, actor, id, "handover", content):
        return queries.get_handover(session, actor, id or new_id()), False
    people = _people(session, actor, new)
    region_code = _region_code(session, actor, new, people)
    _check(session, new, region_code, people)
    handover = Handover(
        id=id or new_id(),
        region_code=region_code,
        date=new.date,
        place=new.place,
        school_id=new.school_id,
        account_id=actor.account_id,
    )
    session.add(handover)
    session.flush()
    journal.write(
        session,
        actor,
        "cards.handed_over",
        "handover",
        handover.id,
        region_code=region_code,
        school_id=new.school_id,
        data={"items": len(new.items)},
    )
    _give(session, actor, handover, new, people)
    return queries.get_handover(session, actor, handover.id), True


def _people(session: Session, actor: Actor, new: NewHandover) -> dict[UUID, Student]:
    """The people named, locked in id order."""
    named = {item.student_id for item in new.items}
    statement = students.visible(actor).where(col(Student.id).in_(named)).order_by(col(Student.id))
    people = {student.id: student for student in session.exec(statement.with_for_update())}
    faults: list[Fault] = []
    met: set[UUID] = set()
    for number, item in enumerate(new.items):
        if item.student_id in met:
            faults.append(Fault(f"/items/{number}/student_id", "cards.twice"))
        elif item.student_id not in people:
            faults.append(Fault(f"/items/{number}/student_id", "field.unknown_reference"))
        met.add(item.student_id)
    if faults:
        raise Invalid(faults)
    return people


def _region_code(session: Session, actor: Actor, new: NewHandover, people: Mapping[UUID, Student]) -> str:
    """The regency that gives the cards out: the school's, else that of the first person named."""
    if new.school_id is None:
        return people[new.items[0].student_id].region_code
    try:
        return schools.get(session, actor, new.school_id).region_code
    except NotFound as missing:
        raise Invalid([Fault("/school_id", "field.unknown_reference")]) from missing


def _check(session: Session, new: NewHandover, region_code: str, people: Mapping[UUID, Student]) -> None:
    if new.date > today(region_code):
        raise Invalid([Fault("/date", "cards.ahead")])
    law = queries.law(session, region_code, new.date)
    misplaced: list[Fault] = []
    early: list[Fault] = []
    unexplained: list[Fault] = []
    for number, item in enumerate(new.items):
        student = people[item.student_id]
        legal = rules.legal_day(student.birth_date, law, ever_married=student.ever_married)
        if student.region_code != region_code:
            misplaced.append(Fault(f"/items/{number}/student_id", "cards.other_region"))
        elif new.school_id is not None and student.school_id not in (None, new.school_id):
            misplaced.append(Fault(f"/items/{number}/student_id", "cards.other_school"))
        if rules.is_too_early(new.date, legal):
            code = "cards.age_unknown" if legal is None else CardTooEarly.code
            early.append(Fault(f"/items/{number}", code))
        if student.card_state not in rules.HAND_OVER_FROM and item.reason is None:
            unexplained.append(Fault(f"/items/{number}/reason", "field.reason_needed"))
    if misplaced:
        raise Invalid(misplaced)
    if early:
        raise CardTooEarly(early)
    if unexplained:
        raise Invalid(unexplained)


def _give(session: Session, actor: Actor, handover: Handover, new: NewHandover, people: Mapping[UUID, Student]) -> None:
    keys, at = keys_of(session), _instant(new.date, handover.region_code)
    law = queries.law(session, handover.region_code, new.date)
    before = queries.all_events(session, list(people))
    events: list[tuple[Student, CardEvent]] = []
    receipts: list[HandoverItem] = []
    # Sorted ids keep the items in the order in which they were named.
    for item_id, item in zip(sorted(new_id() for _ in new.items), new.items, strict=True):
        student = people[item.student_id]
        step = NewEvent(_ISSUED, at, item.reason)
        event = _event(actor, student, step, before[student.id], law, id=new_id(), source=HANDOVER)
        key_id, sealed = keys.seal_json(item.received_by, bound_to("handover_items", "sealed", item_id))
        receipt = HandoverItem(
            id=item_id,
            handover_id=handover.id,
            student_id=student.id,
            sealed_key_id=key_id,
            sealed=sealed,
            relation=item.relation,
            reason=item.reason,
            card_event_id=event.id,
        )
        events.append((student, event))
        receipts.append(receipt)
    _take(session, actor, events)
    session.add_all(receipts)
    session.flush()


def _instant(day: date, region_code: str) -> datetime:
    """When a handover happened: today's now, another day's at its end, after all that was printed on it."""
    if day == today(region_code):
        return now()
    return datetime.combine(day, time(23, 59, 59), zone(region_code))
