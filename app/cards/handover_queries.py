"""Reading handovers and returned cards, within the reader's scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import false
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.cards import queries
from app.cards.models import CardEvent, CardReturn, Handover, HandoverItem, Relation
from app.core.access import Actor, Role, within
from app.core.crypto import place
from app.core.db import keys_of
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.regions.queries import scope, today
from app.schools import queries as schools
from app.students import queries as students


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A card given out, opened for reading."""

    student_id: UUID
    received_by: str
    relation: Relation
    reason: str | None
    card_event_id: UUID
    received: bool | None
    """What the school says; ``None`` until it says something."""
    confirmed_by: str | None
    """Who really received it, by the school's word."""
    confirmed_relation: Relation | None
    confirmed_at: datetime | None


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


def locked(session: Session, actor: Actor, handover_id: UUID) -> Handover:
    """One handover for a change. Raises :class:`NotFound` as :func:`get_handover` does."""
    statement = visible_handovers(actor).where(col(Handover.id) == handover_id).with_for_update()
    handover = session.exec(statement).one_or_none()
    if handover is None:
        raise NotFound
    return handover


def items_by_person(session: Session, handover_id: UUID) -> dict[UUID, HandoverItem]:
    """A handover's items by the ids they were written for. Reach the handover by :func:`locked`."""
    found = session.exec(select(HandoverItem).where(col(HandoverItem.handover_id) == handover_id))
    return {item.student_id: item for item in found}


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
        told = None
        if item.confirmed_sealed is not None and item.confirmed_sealed_key_id is not None:
            where = place("handover_items", "confirmed_sealed", item.id)
            told = keys.open_json(item.confirmed_sealed_key_id, item.confirmed_sealed, where)
        line = ReceiptLine(
            student_id=item.student_id,
            received_by=name,
            relation=item.relation,
            reason=item.reason,
            card_event_id=item.card_event_id,
            received=item.received,
            confirmed_by=told,
            confirmed_relation=item.confirmed_relation,
            confirmed_at=item.confirmed_at,
        )
        found.setdefault(item.handover_id, []).append(line)
    return found


# --- returned cards --------------------------------------------------------------------------------------------


def visible_returns(actor: Actor) -> SelectOfScalar[CardReturn]:
    """Cards that came back of the people whose events ``actor`` sees."""
    seen = queries.visible(actor).with_only_columns(col(CardEvent.id))
    return select(CardReturn).where(col(CardReturn.card_event_id).in_(seen))


def get_return(session: Session, actor: Actor, return_id: UUID) -> CardReturn:
    """One returned card. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    back = session.exec(visible_returns(actor).where(col(CardReturn.id) == return_id)).one_or_none()
    if back is None:
        raise NotFound
    return back


def returns(session: Session, actor: Actor, request: PageRequest) -> Page[CardReturn]:
    """Latest day first. A file leaves out those of who may not appear in one."""
    statement = visible_returns(actor)
    if request.exporting:
        on = today(actor.region_code)
        statement = statement.where(students.names_nobody_hidden(session, on, col(CardReturn.student_id)))
    return page(session, statement, request, [col(CardReturn.date), col(CardReturn.id)], descending=True)
