"""100,000 acts of planning and field work over 22 schools, in parts that several processes share."""

import pytest
from sqlmodel import Session

from tests.app.visits.test_semester import live
from tests.support.world import World

pytestmark = pytest.mark.prove
ACTS, PARTS = 100_000, 8


@pytest.mark.parametrize("part", range(PARTS))
def test_a_hundred_thousand_acts_break_no_rule(session: Session, world: World, part: int) -> None:
    semester = live(session, world, 100 + part, ACTS // PARTS, 1250)
    print(f"\npart {part}: {dict(semester.done)}")
    assert semester.done["suggested"] > 100
