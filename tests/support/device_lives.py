"""A field device with many lives: it notes, takes back, asks and sends until its power is cut at a chosen step."""

import os
import random
import signal
import sqlite3
from pathlib import Path
from typing import Any

import httpx

from sweet17 import Sweet17
from sweet17.field import noting
from sweet17.field.outbox import Outbox, State
from sweet17.field.sync import sync

OWNER = "team1@device"


class Power:
    """Counts the steps of a life and ends it, as a battery does, when none is left."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self) -> None:
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)


class Disk:
    """A connection that may lose its power before and after each statement."""

    def __init__(self, real: sqlite3.Connection, power: Power) -> None:
        self._real, self._power = real, power

    def execute(self, *words: Any) -> Any:
        self._power.step()
        done = self._real.execute(*words)
        self._power.step()
        return done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class Network(httpx.BaseTransport):
    """A real one; the power may go before a request leaves and after its answer has arrived."""

    def __init__(self, power: Power) -> None:
        self._real, self._power = httpx.HTTPTransport(verify=False), power

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._power.step()
        response = self._real.handle_request(request)
        response.read()
        self._power.step()
        return response


def live(home: Path, url: str, token: str, visit: str, pupils: list[str], seed: int, steps: int) -> None:
    """
    One life of at most ``steps`` steps. What the team was told is kept stands in ``told``, what it took back in
    ``undone``: each line is written after the device said so.
    """
    chance, power = random.Random(seed), Power(steps)
    with Outbox(home, OWNER) as outbox:
        outbox._db = Disk(outbox._db, power)  # type: ignore[assignment]
        for _ in range(chance.randint(1, 3)):
            item = noting.note(outbox.device_id, "absent", student_id=chance.choice(pupils), visit_id=visit)
            outbox.add(item)
            _write(home / "told", item["id"])
        if chance.random() < 0.3:
            queued = outbox.entries(State.QUEUED)
            if queued and outbox.undo(queued[-1].id):
                _write(home / "undone", queued[-1].id)
        with Sweet17(url, token=token, transport=Network(power), retries=0) as registry:
            sync(registry, outbox)


def _write(file: Path, line: str) -> None:
    with file.open("a") as opened:
        opened.write(f"{line}\n")
        opened.flush()
        os.fsync(opened.fileno())
