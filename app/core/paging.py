"""Lists by keyset: a page costs the same at row ten and at row ten million, and inserts never shift it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, tuple_
from sqlmodel import Session

from app.core.crypto import Unsealable
from app.core.db import keys_of
from app.core.errors import Fault, Invalid

T = TypeVar("T")
U = TypeVar("U")
MAX_LIMIT = 500
DEFAULT_LIMIT = 50


@dataclass(frozen=True, slots=True)
class PageRequest:
    cursor: str | None = None
    limit: int = DEFAULT_LIMIT
    exporting: bool = False
    """A page of a file that leaves the house: restricted people are not in it."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    items: Sequence[T]
    next_cursor: str | None

    def map(self, show: Callable[[T], U]) -> "Page[U]":
        """The same page of what ``show`` makes of its items."""
        return Page([show(item) for item in self.items], self.next_cursor)


class BadCursor(Invalid):
    code = "bad_cursor"


def page(
    session: Session,
    statement: Select[Any],
    request: PageRequest,
    order: Sequence[Any],
    *,
    descending: bool = False,
) -> Page[Any]:
    """
    One page of ``statement`` in the order of ``order``: not-null expressions, the last of them unique.

    Cursors are sealed, since a key may be a name. Raises :class:`BadCursor` for one that is not ours.
    """
    keys = keys_of(session)
    purpose = "cursor:" + ",".join(str(column) for column in order)
    if request.cursor is not None:
        try:
            last = [_decode(part) for part in keys.open_token(request.cursor, purpose)]
        except (Unsealable, ValueError, TypeError) as failure:
            raise BadCursor([Fault("/cursor", "bad_cursor")]) from failure
        position = tuple_(*order)
        statement = statement.where(position < tuple_(*last) if descending else position > tuple_(*last))
    ordered = statement.order_by(*(column.desc() if descending else column for column in order))
    rows = session.execute(ordered.add_columns(*order).limit(request.limit + 1)).all()
    width = len(order)
    items = [row[0] if len(row) - width == 1 else row[: len(row) - width] for row in rows[: request.limit]]
    more = len(rows) > request.limit
    cursor = keys.seal_token([_encode(part) for part in rows[request.limit - 1][-width:]], purpose) if more else None
    return Page(items, cursor)


def _encode(part: Any) -> list[Any]:
    match part:
        case UUID():
            return ["u", part.hex]
        case datetime():
            return ["t", part.isoformat()]
        case date():
            return ["d", part.isoformat()]
        case _:
            return ["v", part]


def _decode(part: list[Any]) -> Any:
    kind, value = part
    match kind:
        case "u":
            return UUID(value)
        case "t":
            return datetime.fromisoformat(value)
        case "d":
            return date.fromisoformat(value)
        case _:
            return value
