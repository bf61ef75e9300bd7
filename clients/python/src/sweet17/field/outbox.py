"""
What a device carries: packs to work from and recordings to bring back, in one SQLite file.

A recording is on the disk before :meth:`Outbox.add` returns (WAL, synchronous FULL) and changes its state only by an
answer of the registry, so a crash between any two steps loses nothing; sent twice it is the same recording, because
its id was made before it was stored. Rows belong to the account that made them. The file is readable by its owner
only; it is not encrypted.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sweet17.ids import new_id


class State(StrEnum):
    QUEUED = "queued"
    """Only here."""
    SENT = "sent"
    """The registry answered that it has it."""
    RECEIVED = "received"
    """And said so again when asked afterwards."""
    PARKED = "parked"
    """Held there, waiting for the office."""
    REFUSED = "refused"
    """Not taken, with the reason; kept here."""


@dataclass(frozen=True, slots=True)
class Entry:
    seq: int
    id: str
    owner: str
    item: dict[str, Any]
    state: State
    code: str | None
    message: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the registry said about one recording."""

    id: str
    state: State
    code: str | None = None
    message: str | None = None


_SCHEMA = """
CREATE TABLE IF NOT EXISTS outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    item TEXT NOT NULL,
    state TEXT NOT NULL,
    code TEXT,
    message TEXT,
    stored_at TEXT NOT NULL,
    answered_at TEXT
);
CREATE INDEX IF NOT EXISTS ix_outbox_owner_state ON outbox (owner, state, seq);
CREATE TABLE IF NOT EXISTS packs (
    owner TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    etag TEXT,
    body TEXT NOT NULL,
    pulled_at TEXT NOT NULL,
    PRIMARY KEY (owner, visit_id)
);
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_COLUMNS = "seq, id, owner, item, state, code, message"


class Outbox:
    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Made here with its rights: SQLite would make it readable by everyone, its WAL takes the rights of the file.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            self._db.execute(f"PRAGMA {pragma}").fetchone()
        self._db.executescript(_SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    # --- recordings -----------------------------------------------------------------------------------------

    def add(self, owner: str, item: Mapping[str, Any]) -> None:
        """Keep ``item``, which has its id already. On the disk when this returns."""
        self._db.execute(
            "INSERT INTO outbox (id, owner, item, state, stored_at) VALUES (?, ?, ?, ?, ?)",
            (item["id"], owner, json.dumps(item, ensure_ascii=False), State.QUEUED, _now()),
        )

    def queued(self, owner: str, *, after: int = 0, limit: int = 500) -> list[Entry]:
        """What waits to be sent, oldest first."""
        return self._entries(
            "owner = ? AND state = ? AND seq > ? ORDER BY seq LIMIT ?", (owner, State.QUEUED, after, limit)
        )

    def entries(self, owner: str, *states: State) -> list[Entry]:
        """Recordings in one of ``states``, or all, oldest first."""
        wanted = states or tuple(State)
        marks = ", ".join("?" * len(wanted))
        return self._entries(f"owner = ? AND state IN ({marks}) ORDER BY seq", (owner, *wanted))

    def _entries(self, condition: str, values: Sequence[Any]) -> list[Entry]:
        query = f"SELECT {_COLUMNS} FROM outbox WHERE {condition}"  # noqa: S608 - conditions are ours
        with closing(self._db.execute(query, values)) as cursor:
            return [
                Entry(seq, id, owner, json.loads(item), State(state), code, message)
                for seq, id, owner, item, state, code, message in cursor
            ]

    def answer(self, answers: Iterable[Answer]) -> None:
        """Note what the registry said, all or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._db.executemany(
                "UPDATE outbox SET state = ?, code = ?, message = ?, answered_at = ? WHERE id = ?",
                [(answer.state, answer.code, answer.message, _now(), answer.id) for answer in answers],
            )
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def counts(self, owner: str) -> dict[State, int]:
        found = dict(self._db.execute("SELECT state, count(*) FROM outbox WHERE owner = ? GROUP BY state", (owner,)))
        return {state: found.get(state, 0) for state in State}

    def strangers(self, owner: str | None) -> int:
        """Recordings of other accounts that still wait on this device."""
        query = "SELECT count(*) FROM outbox WHERE owner IS NOT ? AND state = ?"
        return int(self._db.execute(query, (owner, State.QUEUED)).fetchone()[0])

    # --- packs ----------------------------------------------------------------------------------------------

    def keep_pack(self, owner: str, visit_id: str, etag: str | None, body: Mapping[str, Any]) -> None:
        self._db.execute(
            "INSERT INTO packs (owner, visit_id, etag, body, pulled_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (owner, visit_id) DO UPDATE SET"
            " etag = excluded.etag, body = excluded.body, pulled_at = excluded.pulled_at",
            (owner, visit_id, etag, json.dumps(body, ensure_ascii=False), _now()),
        )

    def pack_etag(self, owner: str, visit_id: str) -> str | None:
        query = "SELECT etag FROM packs WHERE owner = ? AND visit_id = ?"
        row = self._db.execute(query, (owner, visit_id)).fetchone()
        return row[0] if row else None

    def packs(self, owner: str) -> dict[str, dict[str, Any]]:
        """What was pulled, by visit, newest first."""
        query = "SELECT visit_id, body FROM packs WHERE owner = ? ORDER BY pulled_at DESC, visit_id"
        return {visit_id: json.loads(body) for visit_id, body in self._db.execute(query, (owner,))}

    # --- the device -----------------------------------------------------------------------------------------

    @property
    def device_id(self) -> str:
        """The name of this device, made once."""
        self._db.execute("INSERT OR IGNORE INTO meta (key, value) VALUES ('device_id', ?)", (new_id(),))
        return self.note("device_id") or ""

    def note(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def keep_note(self, key: str, value: str) -> None:
        self._db.execute(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
