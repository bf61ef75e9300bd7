"""
What a device carries: packs to work from and recordings to bring back, sealed, in one SQLite file.

A recording is on the disk before :meth:`Outbox.add` returns (WAL, synchronous FULL) and changes its state only by an
answer of the registry or by its author, so a crash between any two steps loses nothing; sent twice it is the same
recording, because its id was made before it was stored. An outbox is opened for one account and shows nothing of
any other.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sweet17.field import keys, store
from sweet17.field.sealing import Unreadable
from sweet17.ids import new_id

KEPT = timedelta(days=30)
"""How long the device remembers what the registry has: long enough to answer for it after a restore there."""


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
    UNDONE = "undone"
    """Taken back by its author; counts nowhere."""


@dataclass(frozen=True, slots=True)
class Entry:
    seq: int
    id: str
    item: dict[str, Any]
    state: State
    attempts: int
    code: str | None
    message: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the registry said about one recording."""

    id: str
    state: State
    code: str | None = None
    message: str | None = None


_COLUMNS = "seq, id, key_id, item, state, attempts, code, message"


class Outbox:
    """Raises :class:`sweet17.field.keys.Locked` when ``owner`` has no key here, :class:`sqlite3.Error` as it comes."""

    def __init__(self, home: Path, owner: str) -> None:
        self.home, self.owner = home, owner
        self._db = store.connect(home)
        try:
            self._seals = keys.seals(self._db, home, owner)
            if store.has_plain(self._db):
                self._seal_plain()
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    # --- recordings -----------------------------------------------------------------------------------------

    def add(self, item: Mapping[str, Any]) -> None:
        """Keep ``item``, which has its id already. On the disk when this returns."""
        with store.transaction(self._db):
            self._insert(item, State.QUEUED, _now())

    def _insert(self, item: Mapping[str, Any], state: str, stored_at: str, attempts: int = 0) -> None:
        key_id, sealed = self._sealed(f"outbox {item['id']}", item)
        self._db.execute(
            "INSERT INTO outbox (id, owner, key_id, item, state, attempts, stored_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (item["id"], self.owner, key_id, sealed, state, attempts, stored_at),
        )

    def queued(self, *, after: int = 0, limit: int = 500) -> list[Entry]:
        """What waits to be sent, oldest first."""
        return self._entries("state = ? AND seq > ? ORDER BY seq LIMIT ?", (State.QUEUED, after, limit))

    def entries(self, *states: State) -> list[Entry]:
        """Recordings in one of ``states``, or all, oldest first."""
        wanted = states or tuple(State)
        marks = ", ".join("?" * len(wanted))
        return self._entries(f"state IN ({marks}) ORDER BY seq", wanted)

    def _entries(self, condition: str, values: Sequence[Any]) -> list[Entry]:
        # What another key sealed is left out here, before LIMIT, and counted by `sealed`.
        known = ", ".join("?" * len(self._seals))
        query = f"SELECT {_COLUMNS} FROM outbox WHERE owner = ? AND key_id IN ({known}) AND {condition}"  # noqa: S608
        with closing(self._db.execute(query, (self.owner, *self._seals, *values))) as cursor:
            return [
                Entry(seq, id, opened, State(state), attempts, code, message)
                for seq, id, key_id, item, state, attempts, code, message in cursor
                if (opened := self._opened(f"outbox {id}", key_id, item)) is not None
            ]

    def offer(self, ids: Sequence[str]) -> set[str]:
        """Note that these are about to be sent; from now on only the registry takes them back. Those still queued."""
        with store.transaction(self._db):
            return {
                id
                for id in ids
                if self._db.execute(
                    "UPDATE outbox SET attempts = attempts + 1 WHERE id = ? AND owner = ? AND state = ?",
                    (id, self.owner, State.QUEUED),
                ).rowcount
            }

    def answer(self, answers: Iterable[Answer]) -> None:
        """Note what the registry said, all or nothing."""
        with store.transaction(self._db):
            for answer in answers:
                self._db.execute(
                    "UPDATE outbox SET state = ?, code = ?, message = ?, settled_at = NULL"
                    " WHERE id = ? AND owner = ? AND state NOT IN (?, ?)",
                    (answer.state, answer.code, answer.message, answer.id, self.owner, State.UNDONE, answer.state),
                )

    def undo(self, id: str) -> bool:
        """Take back what never left this device, or was refused; ``False`` when the registry may have it."""
        done = self._db.execute(
            "UPDATE outbox SET state = ? WHERE id = ? AND owner = ? AND (state = ? OR state = ? AND attempts = 0)",
            (State.UNDONE, id, self.owner, State.REFUSED, State.QUEUED),
        )
        return done.rowcount == 1

    def taken_back(self, id: str) -> None:
        """Note that the registry has voided ``id``."""
        self._db.execute("UPDATE outbox SET state = ? WHERE id = ? AND owner = ?", (State.UNDONE, id, self.owner))

    def again(self) -> int:
        """Queue what was refused once more."""
        done = self._db.execute(
            "UPDATE outbox SET state = ?, code = NULL, message = NULL WHERE owner = ? AND state = ?",
            (State.QUEUED, self.owner, State.REFUSED),
        )
        return done.rowcount

    def counts(self) -> dict[State, int]:
        query = "SELECT state, count(*) FROM outbox WHERE owner = ? GROUP BY state"
        found = dict(self._db.execute(query, (self.owner,)))
        return {state: found.get(state, 0) for state in State}

    def strangers(self) -> int:
        """Recordings of other accounts that still wait on this device."""
        query = "SELECT count(*) FROM outbox WHERE owner IS NOT ? AND state = ?"
        return int(self._db.execute(query, (self.owner, State.QUEUED)).fetchone()[0])

    def sealed(self) -> int:
        """Recordings of this account that the keys here do not open."""
        rows = self._db.execute("SELECT id, key_id, item FROM outbox WHERE owner = ?", (self.owner,))
        return sum(self._opened(f"outbox {id}", key_id, item) is None for id, key_id, item in rows)

    def purge(self, server_now: datetime) -> None:
        """
        Forget what the registry has had for 30 days by the registry's own clock; this device's may be anything.

        The first purge after a receipt stamps it, so a month counts from when the registry was last heard.
        """
        stamp, limit = (at.astimezone(UTC).isoformat() for at in (server_now, server_now - KEPT))
        settled = (self.owner, State.RECEIVED, State.UNDONE)
        with store.transaction(self._db):
            for table, condition, values in (
                ("outbox", "owner = ? AND state IN (?, ?)", settled),
                ("packs", "owner = ?", (self.owner,)),
            ):
                unstamped = f"UPDATE {table} SET settled_at = ? WHERE settled_at IS NULL AND {condition}"  # noqa: S608
                self._db.execute(unstamped, (stamp, *values))
                old = f"DELETE FROM {table} WHERE settled_at <= ? AND {condition}"  # noqa: S608 - our words
                self._db.execute(old, (limit, *values))

    # --- packs ----------------------------------------------------------------------------------------------

    def keep_pack(self, visit_id: str, etag: str | None, body: Mapping[str, Any]) -> None:
        key_id, sealed = self._sealed(f"packs {visit_id}", body)
        self._db.execute(
            "INSERT INTO packs (owner, visit_id, key_id, etag, body) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (owner, visit_id) DO UPDATE SET"
            " key_id = excluded.key_id, etag = excluded.etag, body = excluded.body, settled_at = NULL",
            (self.owner, visit_id, key_id, etag, sealed),
        )

    def pack_etag(self, visit_id: str) -> str | None:
        """The etag of a pack that can be read here; one that cannot is fetched anew."""
        row = self._db.execute(
            "SELECT key_id, etag, body FROM packs WHERE owner = ? AND visit_id = ?", (self.owner, visit_id)
        ).fetchone()
        return row[1] if row and self._opened(f"packs {visit_id}", row[0], row[2]) is not None else None

    def packs(self) -> dict[str, dict[str, Any]]:
        """What was pulled, by visit, in the order of their days."""
        rows = self._db.execute("SELECT visit_id, key_id, body FROM packs WHERE owner = ?", (self.owner,))
        opened = {visit: pack for visit, id, body in rows if (pack := self._opened(f"packs {visit}", id, body))}
        return dict(sorted(opened.items(), key=lambda one: (str((one[1].get("visit") or {}).get("date")), one[0])))

    def drop_pack(self, visit_id: str) -> None:
        self._db.execute("DELETE FROM packs WHERE owner = ? AND visit_id = ?", (self.owner, visit_id))

    # --- the device -----------------------------------------------------------------------------------------

    @property
    def device_id(self) -> str:
        """The name of this device, made once."""
        self._db.execute("INSERT OR IGNORE INTO meta (key, value) VALUES ('device_id', ?)", (new_id(),))
        row = self._db.execute("SELECT value FROM meta WHERE key = 'device_id'").fetchone()
        return str(row[0])

    def version(self) -> int:
        """A number that changes when another process or thread has written."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    # --- seals ----------------------------------------------------------------------------------------------

    def _sealed(self, place: str, value: Mapping[str, Any]) -> tuple[str, bytes]:
        seal = next(reversed(self._seals.values()))
        return seal.id, seal.close(f"{place} {self.owner}", value)

    def _opened(self, place: str, key_id: str, sealed: bytes) -> dict[str, Any] | None:
        seal = self._seals.get(key_id)
        try:
            return seal.open(f"{place} {self.owner}", sealed) if seal else None
        except Unreadable:
            return None  # damaged on the disk: `sealed` counts it, and nobody throws it away

    def _seal_plain(self) -> None:
        """Seal what this account noted with a client that kept plain text."""
        query = "SELECT seq, item, state, stored_at FROM outbox_plain WHERE owner = ? ORDER BY seq"
        with store.transaction(self._db):
            if not store.has_plain(self._db):
                return  # another process was first
            for seq, item, state, stored_at in self._db.execute(query, (self.owner,)).fetchall():
                # Whether it was ever sent is not known, so it counts as sent: undoing asks the registry.
                self._insert(json.loads(item), state, stored_at, attempts=1)
                self._db.execute("DELETE FROM outbox_plain WHERE seq = ?", (seq,))
            if self._db.execute("SELECT count(*) FROM outbox_plain").fetchone()[0] == 0:
                self._db.execute("DROP TABLE outbox_plain")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def newest(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Those that count, newest first."""
    return (entry for entry in reversed(entries) if entry.state is not State.UNDONE)
