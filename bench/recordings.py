"""The hot path, the pack and a list: ours, a plain service's and the floor under both, on one PostgreSQL that syncs."""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
from rich.console import Console
from rich.table import Table

from app.core.settings import Settings
from bench.machine import Budget, keep, load, resident_mib, show
from tests.support.field import recording, school_day, seat
from tests.support.servers import Server, durable_installation, installation, serve, tokens_for
from tests.support.world import World

PUPILS, BATCH, BATCHES, SEATS = 2000, 500, 6, 300
BUDGETS = (
    Budget("single / floor, 32 at once", 0.5),
    Budget("single / plain, 32 at once", 10.0),
    Budget("single, 32 at once, p99 ms", 40.0, at_most=True),
    Budget("single, 64 at once, worst off / equal share", 0.5),
    Budget("single, 64 at once, without an answer", 0.0, at_most=True),
    Budget("single, SQLite / PostgreSQL", 0.5),
    Budget("batch / raw INSERT", 0.30),
    Budget("batch / plain", 2.5),
    Budget("list of 50 / floor", 0.35),
    Budget("pack of 300, KB compressed", 60.0, at_most=True),
    Budget("pack of 300, ms", 40.0, at_most=True),
    Budget("pack of 300 unchanged, ms", 40.0, at_most=True),
    Budget("server, MiB resident", 200.0, at_most=True),
)


def raw_insert(url: str, students: list[UUID]) -> float:
    """Rows a second by one multi-row INSERT and commit per batch, without HTTP or rules: the floor of a batch."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE raw_recordings (LIKE plainrecording INCLUDING ALL)")
        connection.commit()
        started = time.perf_counter()
        for _ in range(BATCHES):
            rows: list[Any] = []
            for n in range(BATCH):
                rows += [uuid4(), students[n % PUPILS], "recorded", datetime.now(UTC), "kit-1", True]
            values = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * BATCH)
            connection.execute(f"INSERT INTO raw_recordings VALUES {values}".encode(), rows)
            connection.commit()
        return BATCH * BATCHES / (time.perf_counter() - started)


class Day:
    """One installation with a visit in progress, and what its devices send."""

    def __init__(self, settings: Settings, world: World) -> None:
        self.visit, self.students = school_day(settings, world, PUPILS)
        self.tokens = tokens_for(settings, world)

    def singles(self, server: Server, path: str, clients: int, count: int = 40_000) -> dict[str, Any]:
        bodies = [recording(self.students[n % PUPILS], self.visit) for n in range(count)]
        return load(server.url, path, self.tokens["team1"], clients, bodies)

    def batches(self, server: Server, path: str) -> dict[str, Any]:
        bodies = [
            {"items": [recording(self.students[(b * BATCH + n) % PUPILS], self.visit) for n in range(BATCH)]}
            for b in range(BATCHES)
        ]
        return load(server.url, path, self.tokens["team1"], 1, bodies)


def measure_plain(settings: Settings, day: Day) -> dict[str, Any]:
    told = {}
    with serve(settings, factory="bench.baseline:create_app") as plain:
        day.singles(plain, "/recordings", 4, 200)
        told["floor 32"] = day.singles(plain, "/floor", 32)
        told["plain 32"] = day.singles(plain, "/recordings", 32)
        told["plain batch"] = day.batches(plain, "/recordings/batch")
        told["floor list"] = load(plain.url, "/list", day.tokens["officer"], 8)
    # In a server of its own: with the pool of a default engine the baseline may not survive this.
    with serve(settings, factory="bench.baseline:create_app") as plain:
        told["plain 64"] = day.singles(plain, "/recordings", 64)
    return told


def measure_ours(settings: Settings, world: World, day: Day) -> dict[str, Any]:
    told: dict[str, Any] = {}
    pack = f"/v1/visits/{seat(settings, world, day.students[:SEATS])}/pack"
    with serve(settings) as ours:
        day.singles(ours, "/v1/recordings", 4, 200)
        for clients in (32, 64):
            told[f"single {clients}"] = day.singles(ours, "/v1/recordings", clients)
        told["batch"] = day.batches(ours, "/v1/recordings/batch")
        told["list"] = load(ours.url, "/v1/students?limit=50", day.tokens["officer"], 8)
        token, small = day.tokens["team1"], "Accept-Encoding: gzip"
        told["pack"] = load(ours.url, pack, token, 1, headers=[small])
        tag = httpx.get(ours.url + pack, headers={"authorization": f"Bearer {token}"}).headers["etag"]
        told["pack 304"] = load(ours.url, pack, token, 1, headers=[small, f"If-None-Match: {tag}"])
        told["resident_mib"] = resident_mib(ours.pid)
    return told


def measure_sqlite(home: Path) -> dict[str, Any]:
    with installation(Settings(database_url=f"sqlite:///{home}/bench.db", keys_dir=home / "keys")) as (settings, world):
        day = Day(settings, world)
        with serve(settings) as ours:
            day.singles(ours, "/v1/recordings", 4, 200)
            return {"sqlite 32": day.singles(ours, "/v1/recordings", 32)}


def figures(told: dict[str, Any]) -> dict[str, float]:
    def rate(name: str) -> float:
        good = sum(told[name]["statuses"].get(status, 0) for status in ("200", "201"))
        return max(float(good) / float(told[name]["seconds"]), 1e-9)

    single = rate("single 32")
    found = (
        single / rate("floor 32"),
        single / rate("plain 32"),
        told["single 32"]["p99_ms"],
        told["single 64"]["fairness"],
        told["single 64"]["unanswered"],
        rate("sqlite 32") / single,
        rate("batch") * BATCH / told["raw_rows_per_second"],
        rate("batch") / rate("plain batch"),
        rate("list") / rate("floor list"),
        told["pack"]["bytes"] / 1000,
        told["pack"]["p50_ms"],
        told["pack 304"]["p50_ms"],
        told["resident_mib"],
    )
    return {budget.name: float(each) for budget, each in zip(BUDGETS, found, strict=True)}


def show_measured(told: dict[str, Any]) -> None:
    table = Table("what", "requests/s", "p50 ms", "p99 ms", "longest ms", "answers", "unanswered", title="measured")
    for name, line in told.items():
        if isinstance(line, dict):
            numbers = [str(line[key]) for key in ("per_second", "p50_ms", "p99_ms", "longest_ms")]
            table.add_row(name, *numbers, str(line["statuses"]), str(line["unanswered"]))
    Console(width=120).print(table)
    print(f"raw multi-row INSERT: {told['raw_rows_per_second']:.0f} rows/s")


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        with durable_installation(Path(home)) as (settings, world):
            day = Day(settings, world)
            told = measure_plain(settings, day)
            told["raw_rows_per_second"] = raw_insert(settings.database_url, day.students)
            told |= measure_ours(settings, world, day)
        told |= measure_sqlite(Path(home) / "sqlite")
    found = figures(told)
    show_measured(told)
    show(found, BUDGETS)
    keep("recordings", found, BUDGETS, told)
