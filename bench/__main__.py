"""``make bench``: everything in one run on a PostgreSQL that syncs, told as ratios. Takes under two minutes."""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from rich.console import Console
from rich.table import Table

from app.core.settings import Settings
from bench import lists
from tests.support.field import recording, school_day
from tests.support.servers import durable_installation, serve, tokens_for
from tests.support.world import World

SECONDS = 5.0
PUPILS, BATCH, BATCHES = 2000, 500, 6
RESULTS = Path(__file__).parent / "results"
BUDGETS = {
    "single / floor, 16 at once": 0.5,
    "single / plain, 16 at once": 10.0,
    "single / plain, 64 at once": 10.0,
    "batch / raw INSERT": 0.30,
    "batch / plain": 2.5,
}
"""At least this much is wanted."""


def load(url: str, path: str, token: str, bodies: list[Any], clients: int) -> dict[str, Any]:
    """Send bodies from a process of its own; what it measured."""
    port = url.rsplit(":", 1)[1]
    lines = "\n".join([token, *(json.dumps(body) for body in bodies)])
    command = [sys.executable, "-m", "bench.load", "127.0.0.1", port, path, str(clients), str(SECONDS)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


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


def measure(settings: Settings, world: World) -> dict[str, Any]:
    visit, students = school_day(settings, world, PUPILS)
    token: str = tokens_for(settings, world)["team1"]
    told: dict[str, Any] = {}

    def singles(count: int) -> list[Any]:
        return [recording(students[n % PUPILS], visit) for n in range(count)]

    def batches() -> list[Any]:
        return [
            {"items": [recording(students[(b * BATCH + n) % PUPILS], visit) for n in range(BATCH)]}
            for b in range(BATCHES)
        ]

    with serve(settings, factory="bench.baseline:create_app") as plain:
        load(plain.url, "/recordings", token, singles(200), 4)
        for clients in (16, 64):
            told[f"floor {clients}"] = load(plain.url, "/floor", token, singles(40_000), clients)
        told["plain 16"] = load(plain.url, "/recordings", token, singles(20_000), 16)
        told["plain batch"] = load(plain.url, "/recordings/batch", token, batches(), 1)
    # In a server of its own: with the pool of a default engine the baseline may not survive this.
    with serve(settings, factory="bench.baseline:create_app") as plain:
        told["plain 64"] = load(plain.url, "/recordings", token, singles(20_000), 64)
    told["raw"] = {"rows_per_second": round(raw_insert(settings.database_url, students), 1)}
    with serve(settings) as ours:
        load(ours.url, "/v1/recordings", token, singles(200), 4)
        for clients in (16, 64):
            told[f"single {clients}"] = load(ours.url, "/v1/recordings", token, singles(40_000), clients)
        told["batch"] = load(ours.url, "/v1/recordings/batch", token, batches(), 1)
        told["resident_mib"] = _resident_mib(ours.pid)
    return told


def _resident_mib(pid: int) -> float | None:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


def ratios(told: dict[str, Any]) -> dict[str, float]:
    def rate(name: str) -> float:
        good = sum(told[name]["statuses"].get(status, 0) for status in ("200", "201"))
        return max(float(good) / float(told[name]["seconds"]), 1e-9)

    return {
        "single / floor, 16 at once": rate("single 16") / rate("floor 16"),
        "single / plain, 16 at once": rate("single 16") / rate("plain 16"),
        "single / plain, 64 at once": rate("single 64") / rate("plain 64"),
        "batch / raw INSERT": rate("batch") * BATCH / told["raw"]["rows_per_second"],
        "batch / plain": rate("batch") / rate("plain batch"),
    }


def show(told: dict[str, Any], found: dict[str, float]) -> None:
    console = Console()
    table = Table("what", "requests/s", "p50 ms", "p99 ms", "longest ms", "answers", title="measured")
    for name, line in told.items():
        if isinstance(line, dict) and "per_second" in line:
            numbers = [str(line[key]) for key in ("per_second", "p50_ms", "p99_ms", "longest_ms")]
            table.add_row(name, *numbers, str(line["statuses"]))
    console.print(table)
    console.print(f"raw multi-row INSERT: {told['raw']['rows_per_second']} rows/s; server: {told['resident_mib']} MiB")
    table = Table("ratio", "found", "wanted", "", title="ratios within this run")
    for name, ratio in found.items():
        table.add_row(name, f"{ratio:.2f}", f"≥ {BUDGETS[name]}", "kept" if ratio >= BUDGETS[name] else "MISSED")
    console.print(table)


def main() -> None:
    with tempfile.TemporaryDirectory() as home, durable_installation(Path(home)) as (settings, world):
        told = measure(settings, world)
    found = ratios(told)
    show(told, found)
    machine = {"cpus": os.cpu_count(), "python": platform.python_version(), "at": datetime.now(UTC).isoformat()}
    RESULTS.mkdir(exist_ok=True)
    kept = RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    kept.write_text(json.dumps({"machine": machine, "ratios": found, "budgets": BUDGETS, "measured": told}, indent=2))
    print(f"written to {kept.relative_to(RESULTS.parent.parent)}")


if __name__ == "__main__":
    if sys.argv[1:] != ["lists"]:
        main()
    lists.main()
