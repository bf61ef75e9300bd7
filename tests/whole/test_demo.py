"""The demonstration that a newcomer meets first."""

import json
from collections import Counter

import pytest
from sqlmodel import Session, func, select

from app.core.crypto import load_keys, place
from app.core.db import Database, keys_of
from app.core.settings import Settings
from app.journal.models import JournalLine
from app.recordings.models import Recording
from app.schools.models import School
from app.students.models import CardState, Student
from app.visits.models import Visit, VisitState
from tests.support.demo import Demo, run

pytestmark = pytest.mark.xdist_group("demo")


def _session(settings: Settings) -> Session:
    return Session((database := Database(settings, load_keys(settings.keys_dir))).engine, info={"keys": database.keys})


def test_it_is_balangan_with_22_schools_of_which_15_are_real(demonstration: Demo) -> None:
    with _session(demonstration.settings) as session:
        schools = session.exec(select(School)).all()
    assert Counter(school.invented for school in schools) == {False: 15, True: 7}
    assert len({school.district_code for school in schools}) == 8


def test_nobody_in_it_can_be_a_living_person(demonstration: Demo) -> None:
    with _session(demonstration.settings) as session:
        people = session.exec(select(Student).where(Student.nik_sealed.is_not(None))).all()  # type: ignore[union-attr]
        keys = keys_of(session)
        niks = [
            keys.open(p.nik_key_id or "", p.nik_sealed or b"", place("students", "nik", p.id)).decode() for p in people
        ]
    assert len(niks) > 1000
    assert all(9001 <= int(nik[-4:]) <= 9989 for nik in niks)


def test_two_years_of_history_lie_behind_it_each_change_with_its_line(demonstration: Demo) -> None:
    with _session(demonstration.settings) as session:
        visits = session.exec(select(Visit)).all()
        recorded = session.exec(select(func.count()).select_from(Recording)).one()
        told = session.exec(
            select(func.count()).select_from(JournalLine).where(JournalLine.kind == "recordings.created")
        ).one()
        handed = session.exec(
            select(func.count()).select_from(Student).where(Student.card_state == CardState.HANDED_OVER)
        ).one()
    assert len({visit.date.year for visit in visits}) >= 2
    assert {visit.state for visit in visits} == {VisitState.COMPLETED}
    assert recorded == told > 300
    assert handed > 100


def test_its_accounts_are_written_for_their_owner_alone_and_a_second_run_adds_nothing(demonstration: Demo) -> None:
    accounts = demonstration.accounts_file
    rows = json.loads(accounts.read_text())
    assert {"admin", "officer", "viewer", "team1", "team2"} <= {row["username"] for row in rows}
    assert all(set(row) <= {"username", "password", "role", "school_id", "team_id"} for row in rows)
    assert accounts.stat().st_mode & 0o077 == 0
    again = run(demonstration.settings, accounts)
    assert "tidak ditambahkan" in again.stdout
    with _session(demonstration.settings) as session:
        assert session.exec(select(func.count()).select_from(School)).one() == 22
