"""The one clock. Instants are UTC; a day is a day in a region's zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The present instant, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def day_of(instant: datetime, zone: ZoneInfo) -> date:
    """The calendar day on which ``instant`` falls for people living in ``zone``."""
    return instant.astimezone(zone).date()


@contextmanager
def frozen(instant: datetime) -> Iterator[None]:
    """Let the clock stand still: for tests, and for demo data that was "recorded" in past years."""
    token = _frozen.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
