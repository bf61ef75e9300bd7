"""Identifiers: UUIDv7, ordered by time, made by the server or by the client that names its own record."""

import secrets
import threading
import time
from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7

_PARTS = 4096
"""Into so many parts of a millisecond the twelve bits after it divide it: a quarter of a microsecond each."""
_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    return uuid7()


def ordered_id() -> UUID:
    """
    A UUIDv7 whose order is that of the making even across the processes of one machine (RFC 9562, 6.2, method 3).

    Two processes that make ordinary ones within a millisecond order them by chance. Lines about one subject may follow
    each other faster than that, and their order is what readers go by.
    """
    global _last  # noqa: PLW0603 - the clock may be set back; ids of one process still go forward
    with _lock:
        _last = parts = max(time.time_ns() * _PARTS // 1_000_000, _last + 1)
    milliseconds, part = divmod(parts, _PARTS)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | part << 64 | 0b10 << 62 | secrets.randbits(62))


def time_of(id: UUID) -> datetime:
    """When a UUIDv7 was made, to the millisecond."""
    return datetime.fromtimestamp((id.int >> 80) / 1000, UTC)


def first_id(instant: datetime) -> UUID:
    """The smallest UUIDv7 of that millisecond: everything made before it is smaller."""
    return UUID(int=int(instant.timestamp() * 1000) << 80)
