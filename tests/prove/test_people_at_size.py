"""People and their history at full size: 2,000 histories undone, a year of days that 10,000 corrections leave alone."""

from collections import Counter

import pytest
from sqlalchemy import text
from sqlmodel import Session

from tests.app.identity.test_histories import START, check_past, live, random_history
from tests.support.histories import Registry
from tests.support.world import World

pytestmark = pytest.mark.prove
HISTORIES, PARTS = 2000, 8
DAYS, PART, CORRECTIONS = 365, 30, 10_000


@pytest.mark.parametrize("part", range(PARTS))
def test_two_thousand_histories_are_undone(session: Session, world: World, part: int) -> None:
    """In parts, so that several processes share the work; each part must see every kind of act."""
    done, size = Counter[str](), HISTORIES // PARTS
    for seed in range(1000 + part * size, 1000 + (part + 1) * size):
        with session.begin_nested() as savepoint:
            done += random_history(session, world, seed, 10)[1]
            savepoint.rollback()
        session.expire_all()
    print(f"\npart {part}, {size} histories: {dict(done)}")
    assert set(done) == {
        "list", "correct", "transfer", "record", "void", "card", "reopen", "merge", "status", "rollover",
    }  # fmt: skip


def test_ten_thousand_later_corrections_change_none_of_a_years_days(session: Session, world: World) -> None:
    registry = Registry(session, world, 17, START)
    for _ in range(30):
        registry.act("list")
    told = []
    for _ in range(0, DAYS, PART):
        told += live(registry, min(PART, DAYS - len(told)), 3)
        _analyse(session)
    check_past(registry, told)
    done = Counter[str]()
    for _ in range(CORRECTIONS):
        name, undo = registry.act("correct", "correct", "transfer", "merge", "void", "status", "reopen")
        done[name] += undo is not None
    _analyse(session)
    people = len(registry.people())
    assert people > 100
    print(f"\n{DAYS} days, {people} people, corrections: {dict(done)}")
    check_past(registry, told)


def _analyse(session: Session) -> None:
    """What a database does by itself between transactions; this proof is one long transaction."""
    session.execute(text("ANALYZE"))
