"""The event feed: sealed lines in the one order, for whoever follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from app.core.access import Actor, within
from app.core.crypto import Unsealable
from app.core.db import keys_of
from app.core.errors import Fault, Gone
from app.core.installation import epoch
from app.core.paging import BadCursor
from app.journal.models import Head, JournalLine, Position
from app.journal.queries import visible

_PURPOSE = "cursor:events"
_LOOK = 20_000
"""Positions that one request looks at, at most: a small region's reader passes over the others' lines in steps."""


@dataclass(frozen=True, slots=True)
class Event:
    position: int
    line: JournalLine


@dataclass(frozen=True, slots=True)
class Events:
    items: Sequence[Event]
    next_after: str
    """Where to go on; the same as before when there is nothing new."""
    epoch: UUID


def events(session: Session, actor: Actor, after: str | None, limit: int) -> Events:
    """
    What became of the actor's region after ``after``, at most ``limit`` of it. It may be empty and still go forward.

    Raises :class:`Gone` for a place in a journal before its restore, :class:`BadCursor` for one that is not ours.
    """
    keys, now_epoch = keys_of(session), epoch(session)
    start = 0
    if after is not None:
        try:
            in_epoch, start = keys.open_token(after, _PURPOSE)
        except (Unsealable, ValueError, TypeError) as failure:
            raise BadCursor([Fault("/after", "bad_cursor")]) from failure
        if UUID(in_epoch) != now_epoch:
            raise Gone
    items, reached = following(session, actor, start, limit)
    return Events(items, keys.seal_token([now_epoch.hex, reached], _PURPOSE), now_epoch)


def following(
    session: Session, actor: Actor, after: int, limit: int, *, region_code: str | None = None
) -> tuple[Sequence[Event], int]:
    """Events after a position and the position up to which this has looked."""
    head = session.get(Head, 1)
    until = min(after + _LOOK, head.position if head else 0)
    if until <= after:
        return [], after
    statement = (
        visible(actor)
        .add_columns(col(Position.position))
        .join(Position, col(Position.line_id) == col(JournalLine.id))
        .where(col(Position.position) > after, col(Position.position) <= until)
        .where(within(col(JournalLine.region_code), region_code))
        .order_by(col(Position.position))
        .limit(limit)
    )
    items = [Event(position, line) for line, position in session.execute(statement)]
    return items, items[-1].position if len(items) == limit else until


def at(session: Session, position: int) -> Event | None:
    """The event at a position, for whoever was to be told of it already."""
    found = session.exec(
        select(JournalLine)
        .join(Position, col(Position.line_id) == col(JournalLine.id))
        .where(col(Position.position) == position)
    ).one_or_none()
    return Event(position, found) if found else None
