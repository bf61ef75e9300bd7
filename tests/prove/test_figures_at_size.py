"""Every figure of every grouping, role and scope equals its rows: after random histories, and in the demonstration."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random

import pytest
from sqlmodel import Session, col, select

from app.accounts.models import Account
from app.core.access import Actor, Role
from app.core.clock import frozen
from app.core.crypto import load_keys
from app.core.db import Database
from app.coverage.counting import Rows, Subject
from app.coverage.rules import Figure, Measure
from app.regions.queries import today
from tests.app.coverage.test_rows_behind import GROUPINGS, READERS, SUBJECTS, lived, questions
from tests.support.behind import Asked, check, figures_of, listed
from tests.support.demo import Demo, make
from tests.support.rollups import Committed, caught_up, compared
from tests.support.world import World

pytestmark = pytest.mark.prove
HISTORIES, ACTS = 20, 60


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_a_headline_is_the_number_of_its_rows_after_any_history(session: Session, world: World, seed: int) -> None:
    """A tenth of all combinations for each history, another tenth for each."""
    registry, chance, compared = lived(session, world, 500 + seed, 60), Random(seed), 0
    with frozen(registry.clock):
        for reader in READERS:
            asked = questions(registry, reader)
            whole = list(product(asked, SUBJECTS, GROUPINGS))
            for one, subject, group_by in chance.sample(whole, len(whole) // 10):
                compared += check(session, one, subject, group_by, figures_of(subject))
    print(f"\nhistory {seed}: {compared} figures compared with their rows")
    assert compared > 1000


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_the_roll_up_is_the_number_of_its_rows_after_any_history(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Read on after every few acts; every grouping and measure of the nation and a province each time."""
    monkeypatch.setattr("app.core.db.TRANSACTION_SECONDS", 24 * 3600)
    registry, seen = Committed(database, world, 900 + seed), 0
    for _ in range(ACTS // 6):
        registry.act(6)
        with frozen(registry.clock):
            caught_up(database)
            seen += compared(database, world)
    print(f"\nhistory {seed}: {seen} groups of the roll-up compared with the people")
    assert seen > 500


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    home: Path = tmp_path_factory.mktemp("figures")
    return make(home)


def _readers(session: Session) -> list[Actor]:
    """One account for each role that sees persons; two schools."""
    accounts = session.exec(select(Account).order_by(col(Account.username))).all()
    chosen = [a for a in accounts if a.role in {Role.ADMIN, Role.OFFICER}]
    chosen += [a for a in accounts if a.role is Role.SCHOOL][:2]
    return [Actor(a.id, a.role, a.region_code, a.school_id, a.team_id) for a in chosen]


def test_a_headline_is_the_number_of_its_rows_in_the_demonstration(demonstration: Demo) -> None:
    settings, compared = demonstration.settings, 0
    database = Database(settings, load_keys(settings.keys_dir))
    with Session(database.engine, info={"keys": database.keys}) as session:
        year = today("63.11").year
        subjects = (
            Subject(),
            *(Subject(measure, cohort) for measure in Measure for cohort in (year - 1, year, year + 1)),
            Subject(election_date=date(year + 1, 2, 14)),
        )
        past = today("63.11") - timedelta(days=120)
        for actor in _readers(session):
            scopes = [None] if actor.role is Role.SCHOOL else [None, "63.11.02", "63.11.06"]
            for scope, as_of in product(scopes, (None, past)):
                asked = Asked(actor, scope, as_of)
                everyone = listed(session, asked, Rows(Figure.LISTED, Subject()))
                for subject, group_by in product(subjects, GROUPINGS):
                    figures = figures_of(subject)
                    compared += check(session, asked, subject, group_by, figures, everyone=everyone, most_groups=2)
    print(f"\nthe demonstration: {compared} figures compared with their rows")
    assert compared > 5000
