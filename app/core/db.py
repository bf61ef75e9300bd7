"""The two databases and their recipes: SQLite for one office, PostgreSQL for more."""

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Engine,
    Text,
    create_engine,
    event,
    func,
    literal,
    make_url,
    select,
)
from sqlalchemy import cast as as_type
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from app.core.crypto import KeyRing
from app.core.errors import Unavailable
from app.core.settings import Settings
from app.core.statements import Compiled

T = TypeVar("T")
_WRITE = "sweet17_write"
_RESTS_SINCE = "sweet17_rests_since"
_BATCH = 500
_IN_ARRAY = str.maketrans({"\\": r"\\", '"': r"\""})
SQLITE_BUSY_SECONDS = 30
TRANSACTION_SECONDS = 30
"""Longest a write may run: the past stays fixed for readers of `known_at`."""
_PLANS = "-c plan_cache_mode=force_custom_plan"
"""A plan for the values that are asked: one for any region and any day took five times as long for a past day."""
STATEMENTS = 1_500_000
"""Characters of the statements that are kept compiled. All of them about the past would take some 130 MB."""
REST_SECONDS = 5.0
"""How long a connection may rest unasked."""


def make_engine(settings: Settings, *, statements: int = STATEMENTS) -> Engine:
    """An engine with the pragmas, timeouts and pool that the rest of the code relies on; it keeps ``statements``."""
    pool: dict[str, Any] = {"pool_size": settings.threads + 10, "max_overflow": 0, "pool_timeout": 10}
    # An error must not tell the values it failed on: they are people's.
    pool["hide_parameters"] = True
    # There are more statements than SQLAlchemy keeps compiled of itself, and compiling one costs more than running it.
    pool["execution_options"] = {"compiled_cache": Compiled(statements)}
    if settings.is_sqlite:
        return _sqlite(settings.database_url, pool)
    timeouts = (
        f"-c statement_timeout={TRANSACTION_SECONDS}s -c idle_in_transaction_session_timeout={TRANSACTION_SECONDS}s"
    )
    engine = create_engine(
        settings.database_url,
        connect_args={"options": f"{timeouts} -c timezone=UTC {_PLANS}", "application_name": "sweet17"},
        **pool,
    )
    _ask_the_rested(engine)
    return engine


def _ask_the_rested(engine: Engine) -> None:
    """
    Ask a connection whether it is alive when it has rested for a while.

    The pool's own question before each use is one of the six round trips of a short request. A connection that breaks
    between two uses costs one request, which is told to come again; the pool then leaves all older ones.
    """

    @event.listens_for(engine, "checkin")
    def _rests(_connection: Any, record: Any) -> None:
        record.info[_RESTS_SINCE] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _wakes(connection: Any, record: Any, _fairy: Any) -> None:
        since = record.info.get(_RESTS_SINCE)
        if since is None or time.monotonic() - since < REST_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as broken:
            raise DisconnectionError from broken  # the pool opens another one


def _sqlite(url: str, pool: dict[str, Any]) -> Engine:
    database = make_url(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        connect_args={"check_same_thread": False, "timeout": SQLITE_BUSY_SECONDS, "isolation_level": None},
        **pool,
    )

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that reads and then writes loses updates or fails; writers take the lock at once.
        write = connection.get_execution_options().get(_WRITE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


class TookTooLong(Unavailable):
    code = "took_too_long"


class Database:
    """
    Sessions on one engine, its own unless it is given one. A session carries the key ring, since what it reads may be
    sealed.
    """

    def __init__(self, settings: Settings, keys: KeyRing, engine: Engine | None = None) -> None:
        self.engine = engine or make_engine(settings)
        self._writing = self.engine.execution_options(**{_WRITE: True})
        self._reading = self.engine.execution_options(postgresql_readonly=True)
        self.keys = keys

    @contextmanager
    def read(self) -> Iterator[Session]:
        """
        A session that changes nothing: PostgreSQL refuses a write in it, SQLite forgets it.

        On PostgreSQL it ends with a commit, since at a rollback the driver forgets all statements that it has had
        prepared, and each would be planned anew at its next use. What was read stays as it was read.
        """
        with Session(self._reading, info={"keys": self.keys}) as session:
            yield session
            if self._reading.dialect.name == "postgresql":
                session.expunge_all()
                session.commit()

    @contextmanager
    def trial(self) -> Iterator[Session]:
        """A session that may change whatever it likes, to see what comes of it: all of it is undone at its end."""
        with Session(self._writing, info={"keys": self.keys}, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self, *, within: float | None = None) -> Iterator[Session]:
        """
        One transaction: committed when the block ends well, rolled back when it does not.

        One that took longer than :data:`TRANSACTION_SECONDS` is not committed: a reader who asked what was known a
        minute ago would otherwise get another answer later. Raises :class:`TookTooLong`. Who changes nothing that is
        kept with its past, as when an installation is set up, may take longer: ``within`` so many seconds.
        """
        started = time.monotonic()
        with Session(self._writing, info={"keys": self.keys}, expire_on_commit=False) as session:
            yield session
            if time.monotonic() - started > (TRANSACTION_SECONDS if within is None else within):
                raise TookTooLong
            session.commit()

    def dispose(self) -> None:
        self.engine.dispose()


def keys_of(session: Session) -> KeyRing:
    keys = session.info["keys"]
    assert isinstance(keys, KeyRing)  # noqa: S101
    return keys


def insert_into(session: Session, table: Any) -> Any:
    """The dialect's INSERT, which knows ON CONFLICT."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert(table)


def among(session: Session, column: Any, values: Iterable[Any]) -> ColumnElement[bool]:
    """
    Whether ``column`` is one of any number of values, told to the database in one parameter.

    As a table to join with, and not as a list: a plan that was made for any values compares each row with each member
    of a list, which for twenty thousand names in a register as large is most of a minute.
    """
    dialect, kind = session.get_bind().dialect, column.type
    if dialect.name == "postgresql":
        # Written by ourselves, since the driver would ask of each of them how it is written.
        told = "{" + ",".join(["NULL" if v is None else f'"{str(v).translate(_IN_ARRAY)}"' for v in values]) + "}"
        return cast("ColumnElement[bool]", column.in_(select(func.unnest(as_type(literal(told, Text), ARRAY(kind))))))
    bind = kind.dialect_impl(dialect).bind_processor(dialect)
    told = json.dumps([bind(value) if bind else value for value in values])
    member = func.json_each(told).table_valued("value").c.value
    return cast("ColumnElement[bool]", column.in_(select(member)))


def batched(values: Iterable[T]) -> Iterator[Sequence[T]]:
    """Slices of ``values`` that a statement may name one by one: both databases limit a statement's parameters."""
    found = list(values)
    for start in range(0, len(found), _BATCH):
        yield found[start : start + _BATCH]
