"""What a transaction promises."""

import time
from contextlib import suppress

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import InternalError
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


def test_a_session_that_reads_changes_nothing(database: Database) -> None:
    with suppress(InternalError), database.read() as session:  # PostgreSQL says so at once
        session.execute(update(Team).values(name="Terlambat"))
    with database.read() as session:
        assert session.exec(select(Team).where(Team.name == "Terlambat")).all() == []


def test_a_trial_sees_what_it_changes_and_leaves_nothing(database: Database) -> None:
    with database.trial() as session:
        session.add(Team(name="Coba", region_code="63.11"))
        session.flush()
        assert session.exec(select(Team).where(Team.name == "Coba")).one()
    with database.read() as session:
        assert session.exec(select(Team).where(Team.name == "Coba")).all() == []


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
def test_what_is_asked_again_and_again_is_taken_apart_once_and_planned_for_its_values(database: Database) -> None:
    kept = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT teams%'")
    for _ in range(8):  # the driver prepares what it was asked five times
        with database.read() as session:
            session.exec(select(Team)).all()
    with database.read() as session:
        assert session.execute(kept).scalar_one() == 1
        assert session.execute(text("SHOW plan_cache_mode")).scalar_one() == "force_custom_plan"


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
