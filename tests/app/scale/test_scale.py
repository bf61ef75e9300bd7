"""Invented people in bulk obey the rules by which real ones are kept, and never stand among real ones."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import func, make_url
from sqlmodel import Session, col, delete, select

from app.accounts.models import Account, AccountSession
from app.cards.models import CardEvent
from app.core.crypto import load_keys, place
from app.core.db import Database, keys_of
from app.core.settings import Settings
from app.coverage.rollup_check import differences
from app.coverage.rollup_models import Tally
from app.identity.rebuild import rebuild
from app.recordings.models import Recording
from app.scale import load as scaling
from app.scale.load import HoldsRealData, Regency, ScaledBefore
from app.schools.models import School
from app.students.models import CardState, DataIssue, Enrolment, Recorded, Student, StudentStatus
from app.students.rules import reached_on
from tests.conftest import Template
from tests.support.walk import ROOT

PART = Regency("73.01", 7, 900, 1, 17)


@pytest.fixture
def nothing(template: Template, tmp_path: Path) -> Iterator[Settings]:
    """An installation that is yet to be set up."""
    keys, url = tmp_path / "keys", f"sqlite:///{tmp_path}/scale.db"
    if template.kind == "sqlite":
        yield Settings(database_url=url, keys_dir=keys)
        return
    name = f"t_{uuid4().hex}"
    with psycopg.connect(template.maintenance.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        url = str(make_url(template.maintenance).set(database=name))
        yield Settings(database_url=url, keys_dir=keys)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def count(session: Session, table: type) -> int:
    return session.exec(select(func.count()).select_from(table)).one()


def test_their_states_are_what_their_events_say(session: Session) -> None:
    scaling.fill(session, PART)
    assert count(session, Student) == PART.students
    assert count(session, Recording) > 100
    assert count(session, CardEvent) > 200
    ids = session.exec(select(Student.id).order_by(col(Student.id))).all()
    assert rebuild(session, ids) == 0
    states = session.exec(select(Student.card_state, Student.recorded).distinct()).all()
    assert {state for state, _ in states} > {CardState.NOT_RECORDED, CardState.READY, CardState.HANDED_OVER}
    assert {recorded for _, recorded in states} == set(Recorded)


def test_each_is_enrolled_where_they_learn_and_whoever_has_no_nik_is_an_issue(session: Session) -> None:
    scaling.fill(session, PART)
    people = session.exec(select(Student)).all()
    periods = {period.student_id: period for period in session.exec(select(Enrolment))}
    assert len(periods) == sum(person.school_id is not None for person in people) < len(people)
    for person in people:
        if person.school_id is not None:
            period = periods[person.id]
            assert period.school_id == person.school_id
            assert (period.date_to is None) == (person.status is StudentStatus.ACTIVE)
        if person.recorded_on is not None:
            assert person.birth_date is not None
            assert person.recorded_on >= reached_on(person.birth_date, 16)
    unknown = {person.id for person in people if person.nik_hash is None}
    assert unknown == {issue.student_id for issue in session.exec(select(DataIssue))} != set()


def test_nobody_of_them_can_be_a_living_person(session: Session) -> None:
    scaling.fill(session, PART)
    assert all(school.invented for school in session.exec(select(School).where(col(School.region_code) == "73.01")))
    keys, seen = keys_of(session), set()
    for person in session.exec(select(Student).where(col(Student.nik_sealed).is_not(None))):
        nik = keys.open(person.nik_key_id or "", person.nik_sealed or b"", place("students", "nik", person.id)).decode()
        assert person.nik_hash == keys.blind("nik", nik)
        assert nik.startswith("7301")
        assert 9001 <= int(nik[-4:]) <= 9989
        seen.add(nik)
    assert len(seen) > 800


def test_the_same_seed_makes_the_same_people(session: Session) -> None:
    def people() -> list[tuple[object, ...]]:
        told = select(Student.name, Student.birth_date, Student.nisn, Student.recorded, Student.card_state)
        return sorted(session.exec(told), key=repr)

    scaling.fill(session, PART)
    first = people()
    for table in (DataIssue, CardEvent, Recording, Enrolment, Student):
        session.execute(delete(table))
    session.execute(delete(School).where(col(School.region_code) == "73.01"))
    session.expire_all()
    scaling.fill(session, PART)
    assert people() == first


def test_regencies_are_as_large_whatever_the_size_of_the_whole(session: Session) -> None:
    for schools, students, regencies in ((227, 50_000, 5), (22_700, 5_000_000, 500), (3, 50_000, 3), (1, 1, 1)):
        plan = scaling.parts(session, schools, students, 17)
        assert len(plan) == regencies
        assert (sum(p.schools for p in plan), sum(p.students for p in plan)) == (schools, students)
        assert {p.students for p in plan} <= {students // regencies, students // regencies + 1}
        assert not {"63.11", "63.08"} & {p.region_code for p in plan}, "those with schools are somebody's"
        assert plan == scaling.parts(session, schools, students, 17)


def test_invented_people_never_stand_among_real_ones(session: Session) -> None:
    with pytest.raises(HoldsRealData):
        scaling.check(session)
    session.execute(delete(AccountSession))
    session.execute(delete(Account))
    with pytest.raises(HoldsRealData):
        scaling.check(session)
    scaling.add_account(session, "rahasia-sekali-17")
    with pytest.raises(ScaledBefore):
        scaling.check(session)


def test_the_command_fills_an_empty_installation_and_the_checks_see_what_is_spoilt(
    nothing: Settings, tmp_path: Path
) -> None:
    """As an operator runs it; on PostgreSQL with processes of its own."""
    environment = os.environ | {
        "SWEET17_DATABASE_URL": nothing.database_url,
        "SWEET17_KEYS_DIR": str(nothing.keys_dir),
    }

    def run(*command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "app", *command],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=600,
        )  # fmt: skip

    accounts = tmp_path / "accounts.json"
    made = run("scale", "--schools", "12", "--students", "800", "--accounts-file", str(accounts))
    assert made.returncode == 0, made.stderr
    [account] = json.loads(accounts.read_text())
    assert (account["username"], account["role"]) == ("nation", "dukcapil_admin")
    assert accounts.stat().st_mode & 0o077 == 0
    database = Database(nothing, load_keys(nothing.keys_dir))
    with database.write() as session:
        assert list(differences(session)) == []
        line = session.exec(select(Tally).order_by(col(Tally.listed))).all()[-1]
        line.printed += 1
    spoilt = run("verify-journal")
    assert spoilt.returncode == 1, spoilt.stderr
    assert "800 orang diperiksa, 0 berbeda" in spoilt.stdout
    assert "rekap angka: 1 berbeda" in spoilt.stdout
    assert run("rebuild").returncode == 0
    with database.read() as session:
        assert list(differences(session)) == []
    database.dispose()
