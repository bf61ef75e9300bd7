"""What a transaction promises."""

import time

import pytest
from sqlmodel import select

from app.core import db
from app.core.db import Database, TookTooLong
from app.visits.models import Team


def test_a_write_that_takes_too_long_is_undone_as_a_whole(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "TRANSACTION_SECONDS", 0.05)
    with pytest.raises(TookTooLong):
        _write_slowly(database)
    with database.read() as session:
        assert session.exec(select(Team).where(Team.name == "Terlambat")).all() == []


def _write_slowly(database: Database) -> None:
    with database.write() as session:
        session.add(Team(name="Terlambat", region_code="63.11"))
        time.sleep(0.1)
