"""Cards given out, what schools say of it, and cards that come back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from app.cards import handover_queries as reading
from app.cards import queries, rules
from app.cards.handover_queries import HandoverLine
from app.cards.legal import CardTooEarly, is_too_early, legal_day
from app.cards.models import CardEvent, CardReturn, Handover, HandoverItem, Relation, ReturnKind
from app.cards.service import NewEvent, event_of, take
from app.core.access import Actor
from app.core.clock import day_of, now
from app.core.crypto import place as bound_to
from app.core.db import keys_of
from app.core.errors import Fault, Invalid, NotFound, VersionMismatch
from app.core.ids import new_id
from app.core.requests import first_time
from app.journal import service as journal
from app.regions.queries import today, zone
from app.schools import queries as schools
from app.students import queries as students
from app.students.models import CardState, Student

HANDOVER, RETURN = "handover", "return"
GIVEN_OUT = frozenset({CardState.PRINTED, CardState.HANDED_OVER})
"""States from which a card can come back."""
BACK_TO: Mapping[ReturnKind, str] = {
    ReturnKind.NOT_COLLECTED: "CARD_PRINTED",
    ReturnKind.FOUND: "CARD_PRINTED",
    ReturnKind.DAMAGED: "PRINT_READY",
    ReturnKind.WRONG_DATA: "PRINT_READY",
}
"""At which step a card stands once it came back."""
_ISSUED = "CARD_ISSUED"
_LATER = timedelta(milliseconds=1)


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
        return reading.get_handover(session, actor, id or new_id()), False
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
    return reading.get_handover(session, actor, handover.id), True


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
        legal = legal_day(student.birth_date, law, ever_married=student.ever_married)
        if student.region_code != region_code:
            misplaced.append(Fault(f"/items/{number}/student_id", "cards.other_region"))
        elif new.school_id is not None and student.school_id not in (None, new.school_id):
            misplaced.append(Fault(f"/items/{number}/student_id", "cards.other_school"))
        if is_too_early(new.date, legal):
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
    keys = keys_of(session)
    law = queries.law(session, handover.region_code, new.date)
    before = queries.all_events(session, list(people))
    events: list[tuple[Student, CardEvent]] = []
    receipts: list[HandoverItem] = []
    # Sorted ids keep the items in the order in which they were named.
    for item_id, item in zip(sorted(new_id() for _ in new.items), new.items, strict=True):
        student = people[item.student_id]
        step = NewEvent(_ISSUED, _instant(student, new.date), item.reason)
        event = event_of(actor, student, step, before[student.id], law, id=new_id(), source=HANDOVER)
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
    take(session, actor, events)
    session.add_all(receipts)
    session.flush()


def _instant(student: Student, day: date) -> datetime:
    """
    When something happened to a card on a day: today's now, another day's end, after all that was printed on it; in
    any case after what was heard of the card on that day already.
    """
    local = zone(student.region_code)
    at = now() if day == today(student.region_code) else datetime.combine(day, time(23, 59, 59), local)
    last = student.last_card_at
    return last + _LATER if last is not None and last >= at and day_of(last, local) == day else at


# --- what the school says --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """What a school says of one card of a handover: who really received it, or that nobody did."""

    student_id: UUID
    received: bool
    received_by: str | None = None
    relation: Relation | None = None


def confirm(
    session: Session, actor: Actor, handover_id: UUID, words: Sequence[Word], *, version: int | None = None
) -> HandoverLine:
    """
    Keep who really received the cards. The receipt stays as it was signed; a later word replaces an earlier one.

    Raises :class:`NotFound`, :class:`VersionMismatch`, and :class:`Invalid` for who is not in the handover, is named
    twice, or received a card without the receiver's name and relation.
    """
    handover = reading.locked(session, actor, handover_id)
    if version is not None and handover.version != version:
        raise VersionMismatch
    items = reading.items_by_person(session, handover.id)
    _refuse_words(words, items)
    keys, changed = keys_of(session), 0
    for word in words:
        item = items[word.student_id]
        key_id, sealed = (
            keys.seal_json(word.received_by, bound_to("handover_items", "confirmed_sealed", item.id))
            if word.received
            else (None, None)
        )
        item.received, item.confirmed_relation = word.received, word.relation if word.received else None
        item.confirmed_sealed_key_id, item.confirmed_sealed = key_id, sealed
        item.confirmed_at, item.confirmed_by = now(), actor.account_id
        changed += 1
    handover.version += 1
    session.flush()
    journal.write(
        session,
        actor,
        "cards.handover_confirmed",
        "handover",
        handover.id,
        region_code=handover.region_code,
        school_id=handover.school_id,
        data={"items": changed, "received": sum(word.received for word in words)},
    )
    return reading.get_handover(session, actor, handover.id)


def _refuse_words(words: Sequence[Word], items: Mapping[UUID, HandoverItem]) -> None:
    faults: list[Fault] = []
    met: set[UUID] = set()
    for number, word in enumerate(words):
        if word.student_id in met:
            faults.append(Fault(f"/items/{number}/student_id", "cards.twice"))
        elif word.student_id not in items:
            faults.append(Fault(f"/items/{number}/student_id", "cards.not_in_handover"))
        if word.received and (word.received_by is None or word.relation is None):
            faults.append(Fault(f"/items/{number}/received_by", "cards.receiver_needed"))
        met.add(word.student_id)
    if faults:
        raise Invalid(faults)


# --- cards that come back --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewReturn:
    student_id: UUID
    date: date
    kind: ReturnKind
    note: str | None = None


def give_back(
    session: Session, actor: Actor, new: NewReturn, *, id: UUID | None = None, content: Mapping[str, Any]
) -> tuple[CardReturn, bool]:
    """
    A card that came back to the office; it stands on the work list until it is given out again.

    A whole one is printed and in nobody's hands, one that is damaged or wrong is to be printed again. Raises
    :class:`Invalid` for a person out of sight, for a day ahead or before the card was given out, and for a card that
    was neither printed nor handed over.
    """
    if not first_time(session, actor, id, "card_return", content):
        return reading.get_return(session, actor, id or new_id()), False
    try:
        student = students.get(session, actor, new.student_id, lock=True)
    except NotFound as missing:
        raise Invalid([Fault("/student_id", "field.unknown_reference")]) from missing
    if new.date > today(student.region_code):
        raise Invalid([Fault("/date", "cards.ahead")])
    if student.card_state not in GIVEN_OUT:
        raise Invalid([Fault("/student_id", "cards.not_given_out")])
    if student.last_card_at is not None and new.date < day_of(student.last_card_at, zone(student.region_code)):
        raise Invalid([Fault("/date", "cards.return_before")])
    step = NewEvent(BACK_TO[new.kind], _instant(student, new.date), new.note or new.kind.value)
    law = queries.law(session, student.region_code, new.date)
    before = queries.all_events(session, [student.id])[student.id]
    event = event_of(actor, student, step, before, law, id=new_id(), source=RETURN)
    take(session, actor, [(student, event)])
    back = CardReturn(
        id=id or new_id(),
        region_code=student.region_code,
        student_id=student.id,
        date=new.date,
        kind=new.kind,
        note=new.note,
        card_event_id=event.id,
        account_id=actor.account_id,
    )
    session.add(back)
    session.flush()
    journal.write(
        session,
        actor,
        "cards.returned",
        "student",
        student.id,
        region_code=student.region_code,
        school_id=student.school_id,
        data={"return_id": str(back.id), "kind": new.kind.value},
    )
    return back, True
