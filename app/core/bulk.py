"""Writing many rows at once, with a cost a row that stays small."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import ColumnElement, Connection, Text, any_, bindparam, cast, column, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.core.tables import Table

_COPY_FROM = 50
"""Below this many rows an ordinary INSERT costs no more."""


def insert_rows(session: Session, table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    """
    Insert rows that all name the same columns, every one that has no default in the database.

    The table, not the model: the mapper would split the rows by what is empty in each. On PostgreSQL many rows go by
    COPY, which takes a sixth of the time of an INSERT for each; constraints and the transaction are the same.
    """
    if not rows:
        return
    connection = session.connection()
    if connection.dialect.name == "postgresql" and len(rows) >= _COPY_FROM:
        _copy(connection, table.__table__, rows)  # type: ignore[attr-defined]
    else:
        session.execute(insert(table.__table__), rows)  # type: ignore[attr-defined]


def among(session: Session, wanted: Any, values: Collection[Any]) -> ColumnElement[bool]:
    """
    SQL: whether a column holds one of ``values``.

    On PostgreSQL they travel as one array: the statement reads the same for any number of them, so that neither side
    takes it apart anew. Only SQLite, which has no arrays, is told them one by one.
    """
    if _on_postgres(session):
        found: ColumnElement[bool] = wanted == any_(bindparam(None, list(values), postgresql.ARRAY(wanted.type)))
        return found
    named: ColumnElement[bool] = wanted.in_(list(values))
    return named


def insert_from(session: Session, table: Any, rows: Sequence[Mapping[str, Any]]) -> tuple[Any, Any]:
    """
    An INSERT of rows that all name the same columns, to which ON CONFLICT and RETURNING may be added; what to run it
    with. On PostgreSQL the rows are one parameter, see :func:`as_table`.
    """
    if not _on_postgres(session):
        return sqlite.insert(table), list(rows)
    source = as_table(table, rows)
    return postgresql.insert(table).from_select(list(rows[0]), select(*source.c)), None


def as_table(table: Any, rows: Sequence[Mapping[str, Any]]) -> Any:
    """
    Rows as a table of PostgreSQL, typed as those columns of ``table`` that they name: one JSON text for all of them.

    A statement that named each value by itself would be taken apart by the driver at every size of it; that cost more
    than all the rules of a recording together.
    """
    names = list(rows[0])
    text_ = json.dumps(rows, default=_plain, ensure_ascii=False)
    typed = func.json_to_recordset(cast(bindparam(None, text_, Text), postgresql.JSON))
    return typed.table_valued(*(column(name, table.c[name].type) for name in names)).render_derived(with_types=True)


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    if isinstance(value, UUID | date | datetime):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a row")


def _on_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _copy(connection: Connection, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    names = list(rows[0])
    left_out = [column.name for column in table.columns if column.name not in rows[0] and column.default is not None]
    if left_out:
        raise ValueError(f"{table.name}: rows do not name {left_out}")
    kinds = [table.c[name].type.dialect_impl(connection.dialect) for name in names]
    bound = [(n, bind) for n, kind in enumerate(kinds) if (bind := kind.bind_processor(connection.dialect))]
    quoted = ", ".join(f'"{table.c[name].name}"' for name in names)
    statement = f'COPY "{table.name}" ({quoted}) FROM STDIN'
    cursor: psycopg.Cursor[Any] = connection.connection.cursor()  # type: ignore[assignment]
    # Whoever watches what the database is told is told of this, too.
    connection.dispatch.before_cursor_execute(connection, cursor, statement, None, None, True)
    try:
        with cursor.copy(statement.encode()) as copy:
            for row in rows:
                values = [row[name] for name in names]
                for index, bind in bound:
                    values[index] = bind(values[index])
                copy.write_row(values)
    except psycopg.Error as failure:
        # As SQLAlchemy tells it, and without the rows: they are people's.
        raise DBAPIError.instance(statement, None, failure, psycopg.Error, hide_parameters=True) from failure
    connection.dispatch.after_cursor_execute(connection, cursor, statement, None, None, True)
    cursor.close()
