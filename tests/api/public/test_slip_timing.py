"""
Nobody learns from the time an answer takes whether a code once was somebody's.

Unknown, replaced and mistyped codes are asked in random turn, so that what else the machine does falls on all alike.
Times are compared by rank, which no single slow answer moves. The bound is 4 standard deviations of chance: a fair door
is refused once in 16,000 runs, a door that is slower for one kind by a tenth of its spread is found at full size.
"""

import random
import time
from collections.abc import Callable
from itertools import combinations

import pytest
from fastapi import FastAPI

from app.cards import slips
from app.core.db import Database
from tests.conftest import Api
from tests.support.ranks import separation
from tests.support.world import World, add_student

BOUND = 4.0


@pytest.fixture
def replaced(api: Api, application: FastAPI, database: Database, world: World) -> str:
    """A code that was somebody's, in a registry that answers strangers without counting them."""
    application.state.settings = application.state.settings.model_copy(update={"public_requests_per_minute": 10**6})
    with database.write() as session:
        student = add_student(session, world)
        former, _ = slips.renew(session, world.actors["officer"], student, "https://x")
        slips.renew(session, world.actors["officer"], student, "https://x")
    return former.code


def _codes(replaced: str, chance: random.Random) -> dict[str, Callable[[], str]]:
    def signs(n: int) -> str:
        return "".join(chance.choice(slips.ALPHABET) for _ in range(n))

    return {"unknown": lambda: signs(16), "replaced": lambda: replaced, "no code": lambda: signs(15)}


def times_of(api: Api, replaced: str, tries: int, seed: int) -> dict[str, list[float]]:
    """Seconds that each kind took, ``tries`` each, after some to warm up."""
    chance = random.Random(seed)
    kinds = _codes(replaced, chance)
    turns = [name for name in kinds for _ in range(tries)]
    chance.shuffle(turns)
    times: dict[str, list[float]] = {name: [] for name in kinds}
    for number, name in enumerate([*kinds, *kinds, *kinds, *turns]):
        body = {"code": kinds[name]()}
        started = time.perf_counter()
        answer = api.post("/v1/public/card-status", json=body)
        took = time.perf_counter() - started
        assert answer.status_code == 404
        if number >= 9:
            times[name].append(took)
    return times


def told_apart(times: dict[str, list[float]]) -> dict[str, float]:
    return {
        f"{left} / {right}": round(separation(times[left], times[right])[1], 2)
        for left, right in combinations(times, 2)
    }


def test_kinds_of_wrong_codes_take_equally_long(api: Api, replaced: str) -> None:
    found = told_apart(times_of(api, replaced, tries=120, seed=1))
    assert all(abs(z) < BOUND for z in found.values()), found


def test_the_ranks_would_find_a_door_that_does_less_for_what_is_no_code(
    api: Api, replaced: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same test with the door as it would be without care: no look-up for what cannot be a code."""
    careful = slips.student_of

    def careless(session: object, code: str) -> object:
        return careful(session, code) if len(code) == slips.LENGTH else None  # type: ignore[arg-type]

    monkeypatch.setattr(slips, "student_of", careless)
    found = told_apart(times_of(api, replaced, tries=120, seed=3))
    assert max(abs(found["unknown / no code"]), abs(found["replaced / no code"])) >= BOUND, found


def test_the_rank_test_knows_chance_from_a_shift() -> None:
    chance = random.Random(4)
    one, other = ([chance.lognormvariate(0, 1) for _ in range(2000)] for _ in range(2))
    assert abs(separation(one, other)[1]) < BOUND
    share, z = separation([value * 1.3 for value in one], other)
    assert share > 0.5
    assert z > BOUND
    assert separation([1, 2], [1, 2]) == (0.5, 0.0)
