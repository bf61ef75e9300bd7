"""Many rows at once come back as they were given, by COPY as by INSERT."""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, Double, Integer, LargeBinary, MetaData, Table, Uuid
from sqlmodel import Session, col, select

from app.core.bulk import insert_rows
from app.core.clock import now
from app.core.ids import new_id, ordered_id
from app.journal.models import JournalLine

ODD = [
    "",
    "\\",
    "\\N",
    "\\.",
    "a\tb",
    "a\nb\r\nc",
    "\\x41",
    "Nur’aini \U0001f9d2",
    "'; DROP",
    "{}",
    "%s {} :a",
    '"',
    " ",
]


def _lines(texts: Sequence[str]) -> list[dict[str, Any]]:
    at = now()
    return [
        {
            "id": ordered_id(),
            "at": at,
            "actor_id": new_id() if n % 3 else None,
            "role": text,
            "kind": f"tried.{n}",
            "subject_type": "try",
            "subject_id": new_id(),
            "school_id": None,
            "region_code": text if n % 2 else None,
            "request_id": text,
            "data": {"text": text, "numbers": [n, n / 7, None, True], "deep": {text: text}},
        }
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize("count", [5, 130])
def test_rows_come_back_as_they_were_given(session: Session, count: int) -> None:
    given = _lines([f"{ODD[n % len(ODD)]}{n // len(ODD) or ''}" for n in range(count)])
    insert_rows(session, JournalLine, given)
    ids = [row["id"] for row in given]
    kept = session.exec(select(JournalLine).where(col(JournalLine.id).in_(ids)).order_by(col(JournalLine.id))).all()
    assert [{name: getattr(line, name) for name in given[0]} for line in kept] == given


def test_every_kind_of_column_comes_back(session: Session) -> None:
    kinds = {
        "bytes": (LargeBinary(), [bytes(range(256)), b"", b"\\x41", None]),
        "day": (Date(), [date(2009, 2, 28), date(1, 1, 1), date(9999, 12, 31), None]),
        "id": (Uuid(), [UUID(int=0), UUID(int=2**128 - 1), new_id(), None]),
        "yes": (Boolean(), [True, False, True, None]),
        "number": (Integer(), [0, -1, 2**31 - 1, None]),
        "share": (Double(), [0.1, -1e300, 5e-324, None]),
        "told": (JSON(none_as_null=True), [{"a": "\\\n"}, [], ["\t", 1.5, None], None]),
    }
    table = Table("odd", MetaData(), *(Column(name, kind) for name, (kind, _) in kinds.items()))
    table.create(session.connection())
    given = [{name: values[n % 4] for name, (_, values) in kinds.items()} for n in range(200)]
    insert_rows(session, cast(Any, SimpleNamespace(__table__=table)), given)
    assert [dict(row) for row in session.execute(table.select()).mappings()] == given


def test_what_no_column_holds_is_refused_by_name(session: Session) -> None:
    rows = [{**row, "role": complex(1, 2)} for row in _lines(["x"] * 60)]
    with pytest.raises(Exception, match="complex"):
        insert_rows(session, JournalLine, rows)
