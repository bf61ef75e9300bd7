"""The one SQLite file of a device: its tables, its rights, its transactions."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

DATABASE = "field.db"
_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS keys (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    wrapped BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    key_id TEXT NOT NULL,
    item BLOB NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    code TEXT,
    message TEXT,
    stored_at TEXT NOT NULL,
    settled_at TEXT
);
CREATE INDEX IF NOT EXISTS ix_outbox_owner_state ON outbox (owner, state, seq);
CREATE TABLE IF NOT EXISTS packs (
    owner TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    key_id TEXT NOT NULL,
    etag TEXT,
    body BLOB NOT NULL,
    settled_at TEXT,
    PRIMARY KEY (owner, visit_id)
);
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


def connect(home: Path) -> sqlite3.Connection:
    """
    Open ``home/field.db`` (WAL, synchronous FULL), made on first use, for its owner only.

    What is deleted is overwritten. Raises :class:`sqlite3.Error` for a file that is none of ours; it is left alone.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = home / DATABASE
    # Made here with its rights: SQLite would make it readable by everyone, its WAL takes the rights of the file.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    db = sqlite3.connect(path, timeout=30, isolation_level=None)
    try:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            db.execute(f"PRAGMA {pragma}").fetchone()
        if db.execute("PRAGMA user_version").fetchone()[0] < _VERSION:
            _prepare(db)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection) -> None:
    with transaction(db):
        columns = {row[1] for row in db.execute("PRAGMA table_info(outbox)")}
        if columns and "key_id" not in columns:
            # The first clients kept plain text: each account seals its own at its next sign-in, packs are fetched anew.
            db.execute("ALTER TABLE outbox RENAME TO outbox_plain")
            db.execute("DROP INDEX IF EXISTS ix_outbox_owner_state")
            db.execute("DROP TABLE packs")
        for statement in _SCHEMA.split(";\n"):
            if statement.strip():
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {_VERSION}")


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and one writer at a time."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def has_plain(db: sqlite3.Connection) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'outbox_plain'"
    return db.execute(query).fetchone() is not None


@contextmanager
def alone(home: Path, name: str, wait: float) -> Iterator[bool]:
    """
    Whether this process is the only one inside; after ``wait`` seconds of somebody else's presence it is not.

    The lock is the operating system's: it ends with the process, however that ends, and knows no clock.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with closing(sqlite3.connect(home / name, timeout=wait, isolation_level=None)) as held:
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as failure:
            if failure.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            yield False
        else:
            yield True
