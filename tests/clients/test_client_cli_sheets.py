"""``sweet17 field sheet`` and ``results``, against the real registry: out, filled in by hand, and back."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest

from app.core.clock import day_of, now
from app.core.db import Database
from app.regions.queries import zone
from app.visits.models import RosterEntry, Visit, VisitKind, VisitState
from tests.support.world import World, add_student


@pytest.fixture
def visit(database: Database, world: World) -> UUID:
    with database.write() as session:
        starts = datetime.combine(day_of(now(), zone("63.11")), datetime.min.time(), UTC)
        made = Visit(
            region_code="63.11",
            kind=VisitKind.RECORDING,
            school_id=world.schools["paringin"],
            team_id=world.teams["team1"],
            date=starts.date(),
            starts_at=starts,
            ends_at=starts + timedelta(hours=5),
            capacity=40,
            state=VisitState.CONFIRMED,
        )
        session.add(made)
        session.flush()
        session.add(RosterEntry(visit_id=made.id, student_id=add_student(session, world)))
        session.flush()
        return made.id


def test_a_roster_goes_out_and_comes_back_twice_and_counts_once(sweet17: Any, visit: UUID, tmp_path: Path) -> None:
    file = tmp_path / "daftar.xlsx"
    assert sweet17("team1", "field", "sheet", str(visit), "-o", str(file)).exit_code == 0
    book = openpyxl.load_workbook(file)
    book["Daftar"]["E2"] = "Terekam"
    book.save(file)
    for expected in ({"created": 1, "replayed": 0}, {"created": 0, "replayed": 1}):
        told = sweet17("team1", "field", "results", str(visit), str(file), "--json")
        assert told.exit_code == 0, told.output
        assert json.loads(told.stdout).items() >= expected.items()
    book["Daftar"]["E3"] = "Terekam"
    book.save(file)
    mixed = sweet17("team1", "field", "results", str(visit), str(file))
    assert mixed.exit_code == 3
    assert "B3" in mixed.stdout
