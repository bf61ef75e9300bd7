"""Writing many rows at once, with a cost a row that stays small."""

import json
from collections.abc import Iterable, Mapping, Sequence
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


# --- statements that are made once -----------------------------------------------------------------------------
#
# To build a statement anew costs more than to run it. What every recording runs is made once for each database, with
# the parameters `IDS` and `ROWS` to be filled in by `given_ids` and `given_rows`.

IDS, ROWS = "ids", "rows"


def among_given(wanted: Any, *, postgres: bool) -> ColumnElement[bool]:
    """
    SQL: whether a column holds one of those that :func:`given_ids` fills in.

    On PostgreSQL they travel as one array: the statement reads the same for any number of them, so that neither side
    takes it apart anew. Only SQLite, which has no arrays, is told them one by one.
    """
    if postgres:
        found: ColumnElement[bool] = wanted == any_(bindparam(IDS, type_=postgresql.ARRAY(wanted.type)))
        return found
    named: ColumnElement[bool] = wanted.in_(bindparam(IDS, expanding=True))
    return named


def given_ids(values: Iterable[Any]) -> dict[str, Any]:
    return {IDS: list(values)}


def insertion(table: Any, names: Sequence[str], *, postgres: bool) -> Any:
    """
    An INSERT of the columns ``names`` of all the rows that :func:`given_rows` fills in; ON CONFLICT and RETURNING may
    be added. On PostgreSQL the rows are one parameter, see :func:`as_table`.
    """
    if not postgres:
        return sqlite.insert(table)  # the names are those of the rows, which follow one by one
    return postgresql.insert(table).from_select(list(names), select(*as_table(table, names).c))


def as_table(table: Any, names: Sequence[str]) -> Any:
    """
    Rows as a table of PostgreSQL, typed as the columns ``names`` of ``table``: one JSON text for all of them.

    A statement that named each value by itself would be taken apart by the driver at every size of it; that cost more
    than all the rules of a recording together.
    """
    typed = func.json_to_recordset(cast(bindparam(ROWS, type_=Text), postgresql.JSON))
    return typed.table_valued(*(column(name, table.c[name].type) for name in names)).render_derived(with_types=True)


def given_rows(rows: Sequence[Mapping[str, Any]], *, postgres: bool) -> Any:
    """What fills in a statement of :func:`insertion` or :func:`as_table`."""
    return {ROWS: json.dumps(rows, default=_plain, ensure_ascii=False)} if postgres else rows


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    if isinstance(value, UUID | date | datetime):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a row")


def on_postgres(session: Session) -> bool:
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
