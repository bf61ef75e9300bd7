"""Writing many rows at once, with a cost a row that stays small."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Json
from pydantic_core import to_json
from sqlalchemy import ColumnElement, Connection, Text, any_, bindparam, cast, column, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.core.tables import Table

_COPY_FROM = 50
"""Below this many rows an ordinary INSERT costs no more."""
_COPIED_AT_ONCE = 1000
_NULL, _NOTHING_YET = r"\N", object()
_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


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
    return {ROWS: to_json([_spelled(row) for row in rows]).decode()} if postgres else rows


def _spelled(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A row whose bytes, for which JSON has no word, are written as PostgreSQL reads them."""
    if bytes not in map(type, row.values()):
        return row
    return {name: f"\\x{value.hex()}" if isinstance(value, bytes) else value for name, value in row.items()}


def on_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _copy(connection: Connection, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    names = list(rows[0])
    left_out = [column.name for column in table.columns if column.name not in rows[0] and column.default is not None]
    if left_out:
        raise ValueError(f"{table.name}: rows do not name {left_out}")
    kinds = [table.c[name].type.dialect_impl(connection.dialect) for name in names]
    bound = [(name, kind.bind_processor(connection.dialect)) for name, kind in zip(names, kinds, strict=True)]
    quoted = ", ".join(f'"{table.c[name].name}"' for name in names)
    statement = f'COPY "{table.name}" ({quoted}) FROM STDIN'
    cursor: psycopg.Cursor[Any] = connection.connection.cursor()  # type: ignore[assignment]
    # Whoever watches what the database is told is told of this, too.
    connection.dispatch.before_cursor_execute(connection, cursor, statement, None, None, True)
    try:
        with cursor.copy(statement.encode()) as copy:
            for start in range(0, len(rows), _COPIED_AT_ONCE):
                copy.write(_lines(rows[start : start + _COPIED_AT_ONCE], bound))
    except psycopg.Error as failure:
        # As SQLAlchemy tells it, and without the rows: they are people's.
        raise DBAPIError.instance(statement, None, failure, psycopg.Error, hide_parameters=True) from failure
    connection.dispatch.after_cursor_execute(connection, cursor, statement, None, None, True)
    cursor.close()


def _lines(rows: Sequence[Mapping[str, Any]], columns: Sequence[tuple[str, Callable[[Any], Any] | None]]) -> str:
    """
    Rows as COPY reads them in text.

    By column and by our own hand: the driver asks anew of each value how it is written, which took longer than
    sealing it. Most columns of most lists hold one and the same value all the way down: that is written once.
    """
    written: list[list[str]] = []
    for name, bind in columns:
        cells: list[str] = []
        last, text = _NOTHING_YET, ""
        for row in rows:
            value = row[name]
            if value is not last:
                last, text = value, _written(bind(value) if bind else value)
            cells.append(text)
        written.append(cells)
    return "".join(map("{}\n".format, map("\t".join, zip(*written, strict=True))))


def _written(value: Any) -> str:  # noqa: PLR0911 - one answer for each kind of value
    """A value as text of COPY. Raises :class:`TypeError` for a kind that no column of ours has."""
    match value:
        case None:
            return _NULL
        case str():
            return value.translate(_ESCAPED) if _SPECIAL.search(value) else value
        case bool():
            return "t" if value else "f"
        case int() | float():
            return str(value)
        case UUID():
            return value.hex
        case bytes():
            return f"\\\\x{value.hex()}"
        case date():
            return value.isoformat()
        case psycopg.Binary():
            return _written(value.obj)
        case Json():
            return _written(to_json(value.obj).decode())
        case _:
            raise TypeError(f"{type(value).__name__} has no place in a row")
