"""A past day costs as many steps as there are people, not as many as there are pairs of them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel import Session

from app.core.access import SYSTEM
from app.core.clock import now
from app.coverage import queries
from app.coverage.rules import GroupBy, Measure
from app.scale import load as scaling
from app.scale.load import Regency

PART = Regency("73.01", 7, 900, 1, 17)


def _steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _steps(part)


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
@pytest.mark.parametrize("is_asked_as_known", [False, True])
def test_nobody_is_compared_with_everybody(session: Session, *, is_asked_as_known: bool) -> None:
    scaling.fill(session, PART)
    session.execute(text("ANALYZE"))
    told: list[tuple[str, Any]] = []
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda _c, _cursor, said, given, *_: told.append((said, given)))
    known_at = now() - timedelta(minutes=2) if is_asked_as_known else None
    past = queries.ask(SYSTEM, "73.01", date(2026, 6, 30), known_at)
    queries.coverage(session, SYSTEM, past, Measure.COHORT, 2026, GroupBy.SCHOOL)
    statement, values = max(told, key=lambda one: len(one[0]))
    [plan] = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", values).scalar_one()
    compared = sum(step.get("Rows Removed by Join Filter", 0) * step["Actual Loops"] for step in _steps(plan["Plan"]))
    assert compared < 10 * PART.students
