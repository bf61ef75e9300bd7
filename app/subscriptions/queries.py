"""Reading subscriptions, within the reader's region."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import false, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, within
from app.core.crypto import place
from app.core.db import keys_of
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.journal.models import JournalLine, Position
from app.subscriptions.models import Delivery, Subscription


@dataclass(frozen=True, slots=True)
class Line:
    """A subscription with what a reader wants to know of its deliveries."""

    subscription: Subscription
    url: str
    waiting: int
    dead: int


@dataclass(frozen=True, slots=True)
class DeadLetter:
    delivery: Delivery
    line: JournalLine


def visible(actor: Actor) -> SelectOfScalar[Subscription]:
    """An office sees those of its region; nobody else any."""
    if not actor.is_office:
        return select(Subscription).where(false())
    return select(Subscription).where(within(col(Subscription.region_code), actor.region_code))


def get(session: Session, actor: Actor, subscription_id: UUID, *, lock: bool = False) -> Subscription:
    """One subscription. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    statement = visible(actor).where(col(Subscription.id) == subscription_id)
    found = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def subscriptions(session: Session, actor: Actor, request: PageRequest) -> Page[Line]:
    """The oldest first."""
    found = page(session, visible(actor), request, [col(Subscription.id)])
    return Page(lines(session, found.items), found.next_cursor)


def lines(session: Session, some: Sequence[Subscription]) -> list[Line]:
    dead = col(Delivery.dead_at).is_not(None)
    counts = session.exec(
        select(Delivery.subscription_id, dead, func.count())
        .where(col(Delivery.subscription_id).in_([one.id for one in some]))
        .group_by(col(Delivery.subscription_id), dead)
    )
    counted = {(id, bool(is_dead)): count for id, is_dead, count in counts}
    return [
        Line(one, opened(session, one)["url"], counted.get((one.id, False), 0), counted.get((one.id, True), 0))
        for one in some
    ]


def opened(session: Session, subscription: Subscription) -> Mapping[str, Any]:
    """Address and secret."""
    bound = place("subscriptions", "sealed", subscription.id)
    told: Mapping[str, Any] = keys_of(session).open_json(subscription.sealed_key_id, subscription.sealed, bound)
    return told


def dead_letters(session: Session, actor: Actor, subscription_id: UUID, request: PageRequest) -> Page[DeadLetter]:
    """What was never taken, the oldest first."""
    subscription = get(session, actor, subscription_id)
    statement: Any = (
        select(Delivery, JournalLine)
        .join(Position, col(Position.position) == col(Delivery.position))
        .join(JournalLine, col(JournalLine.id) == col(Position.line_id))
        .where(col(Delivery.subscription_id) == subscription.id, col(Delivery.dead_at).is_not(None))
    )
    found = page(session, statement, request, [col(Delivery.position)])
    return found.map(lambda row: DeadLetter(*row))
