"""5,000 words of the national system in 1,000 orders end where the table says, in parts that processes may share."""

import pytest

from app.core.access import Actor
from app.core.db import Database
from tests.app.cards.test_registry_orders import end_the_same
from tests.support.world import World

pytestmark = pytest.mark.prove
ORDERS, PARTS = 1000, 20
PUPILS, WORDS = 900, 5000


@pytest.mark.parametrize("part", range(PARTS))
def test_5000_words_in_1000_orders(database: Database, world: World, actors: dict[str, Actor], part: int) -> None:
    orders = ORDERS // PARTS
    compared = end_the_same(
        database, world, actors["officer"], seed=5 + part, orders=orders, pupils=PUPILS, events=WORDS
    )
    assert compared > orders * PUPILS * 0.9
