"""What was acknowledged is there, exactly once, however often the power fails and however often it is sent."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlmodel import col, select

from app.core.crypto import load_keys
from app.core.db import Database
from app.core.settings import Settings
from app.recordings.models import Recording
from tests.support.field import recording, school_day
from tests.support.servers import Server, durable_installation, serve, tokens_for
from tests.support.world import World

SENDERS = 6


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, World]]:
    with durable_installation(tmp_path_factory.mktemp("durable")) as opened:
        yield opened


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    database = Database(settings, load_keys(settings.keys_dir))
    yield database
    database.dispose()


class Sender(threading.Thread):
    """A device that sends until it is told to stop, and sends again whatever got no answer."""

    def __init__(self, url: str, token: str, day: tuple[UUID, list[UUID]], stop: threading.Event) -> None:
        super().__init__()
        self.url, (self.visit, self.students), self.stop = url, day, stop
        self.headers = {"authorization": f"Bearer {token}"}
        self.acknowledged: list[str] = []
        self.strange: list[str] = []

    def run(self) -> None:
        chance = random.Random(str(self.students[0]))
        with httpx.Client(base_url=self.url, headers=self.headers, timeout=30) as client:
            while not self.stop.is_set():
                self._deliver(client, recording(chance.choice(self.students), self.visit))

    def _deliver(self, client: httpx.Client, item: dict[str, Any]) -> None:
        while True:
            try:
                answer = client.post("/v1/recordings", json=item)
            except httpx.HTTPError:
                if self.stop.is_set():
                    return
                time.sleep(0.05)
                continue
            if answer.status_code in (200, 201, 202):
                self.acknowledged.append(item["id"])
                return
            if answer.status_code != 503:
                self.strange.append(f"{answer.status_code} {answer.text}")
                return
            time.sleep(0.05)


def _kill_and_count(settings: Settings, world: World, times: int) -> None:
    day, stop, chance = school_day(settings, world, 40), threading.Event(), random.Random(17)
    token = tokens_for(settings, world)["team1"]
    server = Server(settings, workers=2)
    server.start()
    senders = [Sender(server.url, token, day, stop) for _ in range(SENDERS)]
    try:
        for sender in senders:
            sender.start()
        for _ in range(times):
            time.sleep(chance.uniform(0.5, 1.5))
            server.kill()
            server.start()
        time.sleep(0.5)
    finally:
        stop.set()
        for sender in senders:
            sender.join(60)
        server.stop()
    assert [strange for sender in senders for strange in sender.strange] == []
    acknowledged = [id for sender in senders for id in sender.acknowledged]
    assert len(acknowledged) > times, "too little was sent to prove anything"
    with _database(settings) as database, database.read() as session:
        found = Counter(str(id) for id in session.exec(select(Recording.id)).all())
        counted = Counter(
            session.exec(
                select(Recording.student_id).where(col(Recording.counted), col(Recording.student_id).in_(day[1]))
            )
        )
    assert {id for id in acknowledged if found[id] != 1} == set()
    assert set(counted.values()) <= {1}, "a pupil counts once, however many recordings there are"


def test_three_power_cuts_lose_nothing_that_was_acknowledged(installation: tuple[Settings, World]) -> None:
    _kill_and_count(*installation, 3)


@pytest.mark.prove
def test_twenty_power_cuts_lose_nothing_that_was_acknowledged(installation: tuple[Settings, World]) -> None:
    _kill_and_count(*installation, 20)


def test_one_recording_sent_fifty_times_at_once_is_stored_once(installation: tuple[Settings, World]) -> None:
    settings, world = installation
    visit, pupils = school_day(settings, world, 1)
    item = recording(pupils[0], visit)
    headers = {"authorization": f"Bearer {tokens_for(settings, world)['team1']}"}
    together = threading.Barrier(50)

    def send(url: str) -> tuple[int, str]:
        with httpx.Client(base_url=url, headers=headers, timeout=60) as client:
            together.wait(30)
            answer = client.post("/v1/recordings", json=item)
            return answer.status_code, answer.json().get("first", answer.text)

    with serve(settings, workers=2) as server, ThreadPoolExecutor(50) as devices:
        started = time.perf_counter()
        answers = Counter(devices.map(send, [server.url] * 50))
        seconds = time.perf_counter() - started
    assert Counter({status: sum(n for (s, _), n in answers.items() if s == status) for status, _ in answers}) == {
        201: 1,
        200: 49,
    }
    assert seconds < 20, "they waited for each other"
    with _database(settings) as database, database.read() as session:
        assert len(session.exec(select(Recording).where(col(Recording.id) == UUID(item["id"]))).all()) == 1
