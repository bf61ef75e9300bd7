"""
Processor time of the service alone, without HTTP: ``python -m bench intake [N]``, N in one commit with its profile.

Processor time of this process says on a busy machine, too, whether a change made it cheaper; what PostgreSQL spends
beside it does not count.
"""

import cProfile
import pstats
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from api.recordings.schemas import RecordingIn
from app.core.access import Actor
from app.core.crypto import load_keys
from app.core.db import Database
from app.core.ids import new_id
from app.core.settings import Settings
from app.recordings import service
from app.recordings.rules import Item
from bench.machine import SECONDS
from tests.support.field import recording, school_day
from tests.support.servers import durable_installation
from tests.support.world import World

PUPILS = 2000
TOGETHER = (1, 8, 32, 64)
BATCH = 500


def told(students: Sequence[UUID], visit: UUID, count: int) -> list[Item]:
    return [RecordingIn.model_validate(recording(students[n % PUPILS], visit)).item() for n in range(count)]


def singles(database: Database, actor: Actor, items: Sequence[Item]) -> None:
    """As the group committer stores what came together: each by a request of its own."""
    with database.write() as session:
        service.accept_each(session, [(replace(actor, request_id=new_id().hex), item) for item in items])


def batch(database: Database, actor: Actor, items: Sequence[Item]) -> None:
    with database.write() as session:
        service.accept(session, [(actor, item) for item in items])


def measure(settings: Settings, world: World, profiled: int | None) -> None:
    visit, students = school_day(settings, world, PUPILS)
    database, actor = Database(settings, load_keys(settings.keys_dir)), world.actors["team1"]
    for name, store, size in [*(("together", singles, n) for n in TOGETHER), ("batch", batch, BATCH)]:
        if profiled not in (None, size):
            continue
        store(database, actor, told(students, visit, size))
        profile, spent, wall, stored = cProfile.Profile(), 0.0, 0.0, 0
        while wall < SECONDS:
            items = told(students, visit, size)
            before, began = time.process_time(), time.perf_counter()
            if profiled is not None:
                profile.enable()
            store(database, actor, items)
            profile.disable()
            spent += time.process_time() - before
            wall += time.perf_counter() - began
            stored += size
        print(f"{name:9}{size:5}: {spent / stored * 1e6:8.0f} us of processor, {wall / stored * 1e6:8.0f} us each")
        if profiled is not None:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(70)
    database.dispose()


def main(profiled: int | None) -> None:
    with tempfile.TemporaryDirectory() as home, durable_installation(Path(home)) as (settings, world):
        measure(settings, world, profiled)
