"""What a transaction promises."""

import time

import pytest
from sqlalchemy import text
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


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
def test_a_connection_that_broke_while_it_rested_is_replaced_unseen(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "REST_SECONDS", 0.0)
    own = text("SELECT pg_backend_pid()")
    with database.read() as other:
        other.execute(own)
        with database.read() as session:
            broken = session.execute(own).scalar_one()
        assert other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": broken}).scalar_one()
        with database.read() as session:
            assert session.execute(own).scalar_one() != broken
