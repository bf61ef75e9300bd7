"""Filling tables without their indexes and references: each row would be sorted into a dozen of them by itself."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection

from app.core.db import Database

_CONSTRAINTS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
FROM pg_constraint WHERE contype IN ('u', 'f') AND conrelid = ANY(CAST(%s AS regclass[])) ORDER BY contype DESC, conname
"""
_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(CAST(%s AS regclass[])) AND NOT indisprimary
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


@contextmanager
def bare(database: Database, tables: Sequence[str]) -> Iterator[None]:
    """
    Let these tables be without indexes, unique and foreign keys while the block runs; primary keys and CHECKs stay.

    However the block ends, they are made anew just as they were, which checks every row that came in. A process that is
    killed leaves them out: ``python -m app scale`` fills only databases that may be thrown away. SQLite keeps them.
    """
    if database.engine.dialect.name != "postgresql":
        yield
        return
    with _alone(database) as connection:
        constraints = connection.exec_driver_sql(_CONSTRAINTS, (list(tables),)).all()
        indexes = connection.exec_driver_sql(_INDEXES, (list(tables),)).all()
        for table, name, _ in reversed(constraints):
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _ in indexes:
            connection.exec_driver_sql(f"DROP INDEX {name}")
    try:
        yield
    finally:
        with _alone(database) as connection:
            for _, definition in indexes:
                connection.exec_driver_sql(definition)
            for table, name, definition in constraints:
                connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def settle(database: Database) -> None:
    """Let the database learn what it holds now, which else it does when it finds the time."""
    with _alone(database) as connection:
        connection.exec_driver_sql("VACUUM (ANALYZE)" if connection.dialect.name == "postgresql" else "ANALYZE")


@contextmanager
def _alone(database: Database) -> Iterator[Connection]:
    """A connection whose statements may take as long as they must, each a transaction of its own."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            for setting in ("statement_timeout = 0", "maintenance_work_mem = '512MB'"):
                connection.exec_driver_sql(f"SET {setting}")
        yield connection
        connection.invalidate()
