"""People and their history at full size: 2,000 histories undone, a year of days that 10,000 corrections leave alone."""

from collections import Counter

import pytest
from sqlmodel import Session

from tests.app.identity.test_histories import START, check_past, live, random_history
from tests.support.histories import Registry
from tests.support.world import World

pytestmark = pytest.mark.prove
HISTORIES, DAYS, CORRECTIONS = 2000, 365, 10_000


def test_two_thousand_histories_are_undone(session: Session, world: World) -> None:
    done = Counter[str]()
    for seed in range(1000, 1000 + HISTORIES):
        with session.begin_nested() as savepoint:
            done += random_history(session, world, seed, 10)[1]
            savepoint.rollback()
        session.expire_all()
    print(f"\n{HISTORIES} histories: {dict(done)}")
    assert set(done) == {
        "list", "correct", "transfer", "record", "void", "card", "reopen", "merge", "status", "rollover",
    }  # fmt: skip


def test_ten_thousand_later_corrections_change_none_of_a_years_days(session: Session, world: World) -> None:
    registry = Registry(session, world, 17, START)
    told = live(registry, DAYS, 3)
    check_past(registry, told)
    done = Counter[str]()
    for _ in range(CORRECTIONS):
        name, undo = registry.act("correct", "correct", "transfer", "merge", "void", "status", "reopen")
        done[name] += undo is not None
    print(f"\n{DAYS} days, {len(registry.people())} people, corrections: {dict(done)}")
    check_past(registry, told)
