"""Which tables a stretch of the program changed, as the database was told."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.core.db import Database

UNTOLD = {"throttle_counts", "client_requests", "complaint_numbers"}
"""Counters and the memory of repeated requests: the program's own bookkeeping, nobody's facts."""

_WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM|COPY)\s+"?(\w+)', re.IGNORECASE)


@contextmanager
def changes_of(database: Database) -> Iterator[set[str]]:
    """Collect the tables of which a row was written while the block ran, committed or not."""
    changed: set[str] = set()

    def note(_connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        written = _WRITE.match(statement)
        # A driver that cannot count says -1; only a certain nothing is nothing.
        if written and cursor.rowcount != 0:
            changed.add(written[1])

    event.listen(database.engine, "after_cursor_execute", note)
    try:
        yield changed
    finally:
        event.remove(database.engine, "after_cursor_execute", note)
