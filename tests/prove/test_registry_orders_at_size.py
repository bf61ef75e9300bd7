"""5,000 words of the national system in 1,000 orders end where the table says."""

import pytest

from app.core.access import Actor
from app.core.db import Database
from tests.app.cards.test_registry_orders import end_the_same
from tests.support.world import World

pytestmark = pytest.mark.prove


def test_5000_words_in_1000_orders(database: Database, world: World, actors: dict[str, Actor]) -> None:
    compared = end_the_same(database, world, actors["officer"], seed=5, orders=1000, pupils=900, events=5000)
    assert compared > 800_000
