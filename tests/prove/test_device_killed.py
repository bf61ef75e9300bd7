"""The field client is killed with SIGKILL between any two of its steps, and nothing is lost and nothing is doubled."""

import multiprocessing
import random
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select

from app.core.crypto import load_keys
from app.core.db import Database
from app.core.settings import Settings
from app.install import init
from app.recordings.models import Recording
from sweet17 import Sweet17
from sweet17.field import keys
from sweet17.field.outbox import Outbox, State
from sweet17.field.sync import sync
from tests.support.device_lives import OWNER, live
from tests.support.field import school_day
from tests.support.servers import durable_installation, serve, tokens_for
from tests.support.world import World, build

LONG = 300
"""Steps of a life that ends by itself, roughly: where the power goes is drawn from these."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, World]:
    """An installation on SQLite: the proof is about the device, not about the server."""
    home = tmp_path_factory.mktemp("small")
    settings = Settings(database_url=f"sqlite:///{home}/sweet17.db", keys_dir=home / "keys", log_level="WARNING")
    init(settings)
    database = Database(settings, load_keys(settings.keys_dir))
    with database.write() as session:
        world = build(session)
    database.dispose()
    return settings, world


@pytest.fixture(scope="module")
def durable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, World]]:
    with durable_installation(tmp_path_factory.mktemp("durable")) as opened:
        yield opened


def _lines(file: Path) -> list[str]:
    return file.read_text().split() if file.exists() else []


def _kill(installation: tuple[Settings, World], home: Path, kills: int, seed: int) -> Counter[int]:
    settings, world = installation
    visit, pupils = school_day(settings, world, 30)
    token, chance, ends = tokens_for(settings, world)["team1"], random.Random(seed), Counter[int]()
    keys.unlock(home, OWNER, "rahasia")
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.support.device_lives"])
    with serve(settings) as server:
        life = 0
        while ends[-signal.SIGKILL] < kills:
            life += 1
            words = (home, server.url, token, str(visit), [str(id) for id in pupils], seed + life)
            device = processes.Process(target=live, args=(*words, chance.randrange(LONG)))
            device.start()
            device.join(60)
            assert device.exitcode in (0, -signal.SIGKILL), f"life {life} ended by itself: {device.exitcode}"
            ends[device.exitcode] += 1
        with Outbox(home, OWNER) as outbox, Sweet17(server.url, token=token) as registry:
            for _ in range(2):  # the second asks about what the first sent
                assert sync(registry, outbox).stopped is None
            _judge(settings, outbox, home, kills)
    return ends


def _judge(settings: Settings, outbox: Outbox, home: Path, kills: int) -> None:
    told, undone = _lines(home / "told"), set(_lines(home / "undone"))
    database = Database(settings, load_keys(settings.keys_dir))
    with database.read() as session:
        found = Counter(
            str(id)
            for id in session.exec(select(Recording.id).where(col(Recording.device_id) == outbox.device_id)).all()
        )
    database.dispose()
    counts = outbox.counts()
    here, back = ({entry.id for entry in outbox.entries(state)} for state in (State.RECEIVED, State.UNDONE))
    assert len(told) > kills // 5, "too little was noted to prove anything"
    assert set(found.values()) <= {1}
    assert set(told) - back - set(found) == set()
    assert back & set(found) == set(), "what was taken back before it was sent never arrives"
    assert undone <= back
    assert len(back - undone) <= kills, "the power may go between taking back and saying so, once in a life"
    assert here == set(found)
    assert [counts[one] for one in (State.QUEUED, State.SENT, State.REFUSED, State.PARKED)] == [0, 0, 0, 0]
    assert outbox.sealed() == 0


def test_fifteen_killed_lives_of_a_device_lose_and_double_nothing(
    small: tuple[Settings, World], tmp_path: Path
) -> None:
    _kill(small, tmp_path, 15, 17)


@pytest.mark.prove
def test_two_hundred_killed_lives_of_a_device_lose_and_double_nothing(
    durable: tuple[Settings, World], tmp_path: Path
) -> None:
    ends = _kill(durable, tmp_path, 200, 1945)
    print(f"{ends[-signal.SIGKILL]} lives killed, {ends[0]} lived to their end")
