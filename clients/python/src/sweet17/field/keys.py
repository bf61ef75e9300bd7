"""Whose records this device can open: keys appear at sign-in and go at sign-out."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from uuid import UUID

from sweet17.field import store
from sweet17.field.sealing import KEY_BYTES, Seal, new_key, unwrap, wrap
from sweet17.ids import new_id

_FOLDER = "keys"
UNSENT = ("queued", "refused")
"""States in which a recording may be here and nowhere else."""


class Locked(Exception):
    """The account's key is not on this device: it has to sign in."""


class Unsent(Exception):
    """Recordings that exist here only stand in the way of forgetting the key."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def seals(db: sqlite3.Connection, home: Path, owner: str) -> dict[str, Seal]:
    """The keys of ``owner`` that are open on this device, oldest first. Raises :class:`Locked` when there is none."""
    known = [row[0] for row in db.execute("SELECT id FROM keys WHERE owner = ? ORDER BY id", (owner,))]
    found = {id: Seal(id, key) for id in known if (key := _read(home, id)) is not None}
    if not found:
        raise Locked
    return found


def unlock(home: Path, owner: str, password: str) -> int:
    """
    Open what ``owner`` left sealed, or begin with a new key; lock every other account.

    The answer is how many of the owner's unsent recordings stay sealed, because the password was another one when
    they were sealed: :func:`open_with` takes that one.
    """
    with closing(store.connect(home)) as db, store.transaction(db):
        mine = db.execute("SELECT id, wrapped FROM keys WHERE owner = ?", (owner,)).fetchall()
        opened = {id: _read(home, id) or unwrap(password, id, wrapped) for id, wrapped in mine}
        ready = {id: key for id, key in opened.items() if key is not None} or {new_id(): new_key()}
        for id, key in ready.items():
            db.execute(
                "INSERT INTO keys (id, owner, wrapped) VALUES (?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET wrapped = excluded.wrapped",
                (id, owner, wrap(password, id, key)),
            )
        others = [row[0] for row in db.execute("SELECT DISTINCT owner FROM keys WHERE owner IS NOT ?", (owner,))]
        shut = [id for other in others for id in _shed(db, other)]
    # The wrapped copy is on the disk before the open one appears, so a crash here costs a sign-in and nothing else.
    for id, key in ready.items():
        _write(home, id, key)
    _remove(home, shut)
    with closing(store.connect(home)) as db:
        return _sealed(db, owner, list(ready))


def open_with(home: Path, owner: str, former_password: str) -> int:
    """Open what an older password sealed; how many recordings that were. Other keys stay as they are."""
    with closing(store.connect(home)) as db:
        rows = db.execute("SELECT id, wrapped FROM keys WHERE owner = ?", (owner,)).fetchall()
        shut = [(id, wrapped) for id, wrapped in rows if _read(home, id) is None]
        opened = {id: key for id, wrapped in shut if (key := unwrap(former_password, id, wrapped)) is not None}
        for id, key in opened.items():
            _write(home, id, key)
        return sum(_count(db, "key_id = ?", (id,)) for id in opened)


def lock(home: Path, owner: str, *, keep: bool = False, discard: bool = False) -> int:
    """
    Forget the key of ``owner`` with all that the registry has, and the packs.

    Unsent recordings refuse that (:class:`Unsent`), stay sealed for the owner's password (``keep``), or go
    (``discard``). The answer is how many were kept or discarded.
    """
    if not (home / store.DATABASE).exists():
        return 0
    with closing(store.connect(home)) as db:
        with store.transaction(db):
            unsent = _count(db, f"owner = ? AND state IN {UNSENT}", (owner,))
            if unsent and not (keep or discard):
                raise Unsent(unsent)
            if discard:
                db.execute("DELETE FROM outbox WHERE owner = ?", (owner,))
            shut = _shed(db, owner)
        _remove(home, shut)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return unsent


def unsent(home: Path, owner: str) -> int:
    """Recordings of ``owner`` that may be here and nowhere else."""
    if not (home / store.DATABASE).exists():
        return 0
    with closing(store.connect(home)) as db:
        return _count(db, f"owner = ? AND state IN {UNSENT}", (owner,))


def _shed(db: sqlite3.Connection, owner: str) -> list[str]:
    """Drop all of ``owner`` but what is unsent and the wrapped keys which that needs; ids of the keys to shut."""
    db.execute(f"DELETE FROM outbox WHERE owner = ? AND state NOT IN {UNSENT}", (owner,))  # noqa: S608 - our words
    db.execute("DELETE FROM packs WHERE owner = ?", (owner,))
    ids = [row[0] for row in db.execute("SELECT id FROM keys WHERE owner = ?", (owner,))]
    needed = "SELECT key_id FROM outbox WHERE owner = ?"
    db.execute(f"DELETE FROM keys WHERE owner = ? AND id NOT IN ({needed})", (owner, owner))  # noqa: S608 - our words
    return ids


def _sealed(db: sqlite3.Connection, owner: str, ready: Sequence[str]) -> int:
    marks = ", ".join("?" * len(ready))
    return _count(db, f"owner = ? AND key_id NOT IN ({marks})", (owner, *ready))


def _count(db: sqlite3.Connection, condition: str, values: Sequence[str]) -> int:
    query = f"SELECT count(*) FROM outbox WHERE {condition}"  # noqa: S608 - conditions are ours
    return int(db.execute(query, values).fetchone()[0])


# --- files -----------------------------------------------------------------------------------------------------


def _path(home: Path, id: str) -> Path:
    return home / _FOLDER / f"{UUID(id)}.key"


def _read(home: Path, id: str) -> bytes | None:
    """A key that is half written is none: the wrapped one replaces it at the next sign-in."""
    try:
        key = _path(home, id).read_bytes()
    except FileNotFoundError:
        return None
    return key if len(key) == KEY_BYTES else None


def _write(home: Path, id: str, key: bytes) -> None:
    path = _path(home, id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _remove(home: Path, ids: Sequence[str]) -> None:
    for id in ids:
        _path(home, id).unlink(missing_ok=True)
