"""
Figures of a regency, a province and the nation at two sizes, the export of a million rows, and the roll-up's equality.

``python -m bench figures [PUPILS]``: a small installation, then one of 5,000,000 pupils or as many as are named.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
from rich.console import Console
from rich.table import Table
from sqlalchemy import make_url

from app.core.access import SYSTEM
from app.core.crypto import load_keys
from app.core.db import Database
from app.core.settings import Settings
from app.coverage import queries, rollup
from app.coverage.queries import ask
from app.coverage.rollup_check import differences
from app.coverage.rules import GroupBy, Measure
from bench.machine import Budget, keep, load, resident_mib, show
from tests.support import postgres
from tests.support.servers import ROOT, Server, serve

SMALL, IN_ALL, LARGE = 50_000, 500_000, 5_000_000
"""``make bench`` takes the middle one, so that it ends within minutes; the nation's budget is one of the largest."""
SCHOOL_OF = 220
"""Pupils of a school on average, so that a regency has some forty-five."""
EXPORTED = 1_000_000
BUDGETS = (
    Budget("regency, large / small", 1.5, at_most=True),
    Budget("nation, GROUP BY / roll-up", 30.0),
    Budget("export, first byte ms", 300.0, at_most=True),
    Budget("export, MiB grown", 64.0, at_most=True),
    Budget("a change seen in the roll-up, s", 2.0, at_most=True),
    Budget("roll-up and people, differences", 0.0, at_most=True),
)
_ASKED = {
    "regency": "region_code=63.11&group_by=school",
    "province": "region_code=63&group_by=region",
    "nation": "region_code=00",
    "nation by region": "region_code=00&group_by=region",
}
_ROUNDS, _TIMES = 3, 15


class Installation:
    """A scaled installation on a database of its own."""

    def __init__(self, maintenance: str, home: Path, students: int) -> None:
        name, self.students = f"scale_{students}_{uuid4().hex[:8]}", students
        with psycopg.connect(maintenance.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        url = make_url(maintenance).set(database=name).render_as_string(hide_password=False)
        self.settings = Settings(database_url=url, keys_dir=home / name, log_level="WARNING")
        self._accounts = home / f"{name}.json"

    def fill(self) -> float:
        """Run ``python -m app scale``; returns the seconds that it took."""
        sizes = ["--schools", str(self.students // SCHOOL_OF), "--students", str(self.students)]
        started = time.perf_counter()
        subprocess.run(
            self._command("scale", *sizes, "--accounts-file", str(self._accounts)),
            cwd=ROOT, env=self._environment, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        return time.perf_counter() - started

    @staticmethod
    def _command(*words: str) -> list[str]:
        return [sys.executable, "-m", "app", *words]

    @property
    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "SWEET17_DATABASE_URL": self.settings.database_url,
            "SWEET17_KEYS_DIR": str(self.settings.keys_dir),
            "SWEET17_LOG_LEVEL": "WARNING",
        }

    @contextmanager
    def _worker(self) -> Iterator[None]:
        worker = subprocess.Popen(self._command("worker"), cwd=ROOT, env=self._environment)
        try:
            yield
        finally:
            worker.terminate()
            worker.wait()

    @contextmanager
    def served(self) -> Iterator[tuple[Server, httpx.Client]]:
        """The server with its worker, and a client that came in as the account of the nation."""
        account = json.loads(self._accounts.read_text())[0]
        with (
            self._worker(),
            serve(self.settings) as server,
            httpx.Client(base_url=server.url, timeout=600) as client,
        ):
            form = {"username": account["username"], "password": account["password"]}
            token = client.post("/v1/auth/token", data=form).raise_for_status().json()["access_token"]
            client.headers["authorization"] = f"Bearer {token}"
            yield server, client

    @contextmanager
    def opened(self) -> Iterator[Database]:
        database = Database(self.settings, load_keys(self.settings.keys_dir))
        yield database
        database.dispose()


def answers(served: Sequence[tuple[Server, httpx.Client]]) -> list[dict[str, float]]:
    """
    Milliseconds of figures of each width, for each installation.

    They are asked in turns, so that whatever else the machine does falls on all of them.
    """
    taken: list[dict[str, list[float]]] = [{name: [] for name in _ASKED} for _ in served]
    for name, query in [*_ASKED.items()] * _ROUNDS:
        for times, (server, client) in zip(taken, served, strict=True):
            token = str(client.headers["authorization"]).removeprefix("Bearer ")
            times[name].append(load(server.url, f"/v1/coverage?{query}", token, 1)["p50_ms"])
    return [{name: statistics.median(each) for name, each in times.items()} for times in taken]


def nation_ms(installation: Installation) -> dict[str, float]:
    """The nation's figures from the roll-up and by counting the people: either from the database, without HTTP."""
    counts = {"roll-up": rollup.coverage, "GROUP BY": queries.coverage}
    taken: dict[str, list[float]] = {name: [] for name in counts}
    with installation.opened() as database, database.read() as session:
        question = ask(SYSTEM, None, None)
        asked = (session, SYSTEM, question, Measure.COHORT, question.as_of.year, None)
        for name, count in [*counts.items()] * _TIMES:
            started = time.perf_counter()
            if count(*asked) is None:
                raise RuntimeError("the roll-up does not answer")
            taken[name].append(time.perf_counter() - started)
    return {name: statistics.median(each) * 1000 for name, each in taken.items()}


def seen_after(client: httpx.Client) -> float:
    """Seconds from the answer to a new pupil until the nation's figures hold it."""
    school = client.get("/v1/schools?region_code=63.11&limit=1").json()["items"][0]
    url = "/v1/coverage?region_code=00"
    before = client.get(url).json()
    if before["counted_to"] is None:
        raise RuntimeError("the roll-up does not answer")
    born = date(before["cohort"] - 17, 6, 1).isoformat()
    pupil = {"name": "SISWA BARU", "birth_date": born, "school_id": school["id"]}
    client.post("/v1/students", json=pupil).raise_for_status()
    started = time.perf_counter()
    while client.get(url).json()["total"]["listed"] == before["total"]["listed"]:
        if time.perf_counter() - started > 60:
            raise RuntimeError("a change was not seen within a minute")
        time.sleep(0.02)
    return time.perf_counter() - started


class Watch(threading.Thread):
    """The most memory that a process had while something went on."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self._over = pid, resident_mib(pid), threading.Event()

    def run(self) -> None:
        while not self._over.wait(0.1):
            self.most = max(self.most, resident_mib(self.pid))

    def stop(self) -> float:
        self._over.set()
        self.join()
        return self.most


def export(server: Server, client: httpx.Client, rows: int) -> dict[str, float]:
    """Read so many rows of the nation's list of pupils as CSV."""
    url = "/v1/students?region_code=00&format=csv"
    with client.stream("GET", f"{url}&status=deceased") as warm:
        warm.read()
    before, watch = resident_mib(server.pid), Watch(server.pid)
    watch.start()
    started, first, lines = time.perf_counter(), 0.0, 0
    with client.stream("GET", url) as answer:
        answer.raise_for_status()
        for chunk in answer.iter_bytes():
            first = first or (time.perf_counter() - started) * 1000
            lines += chunk.count(b"\n")
            if lines > rows:
                break
    took = time.perf_counter() - started
    return {"rows": lines - 1, "first_byte_ms": first, "seconds": took, "grown_mib": watch.stop() - before}


def equality(installation: Installation) -> int:
    """Counts in which roll-up and people differ: line by line, and as whole answers."""
    with installation.opened() as database, database.read() as session:
        wrong = sum(1 for _ in differences(session))
        for region, measure in ((region, measure) for region in (None, "63") for measure in Measure):
            question = ask(SYSTEM, region, None)
            asked = (session, SYSTEM, question, measure, question.as_of.year, GroupBy.REGION)
            kept = rollup.coverage(*asked)
            wrong += kept is None or kept[0] != queries.coverage(*asked)
    return wrong


def measure(maintenance: str, home: Path, sizes: Sequence[int]) -> list[dict[str, Any]]:
    """Fill an installation of each size, then measure them beside each other."""
    installations = [Installation(maintenance, home, size) for size in sizes]
    told: list[dict[str, Any]] = [{"students": each.students, "scale_s": each.fill()} for each in installations]
    with ExitStack() as stack:
        served = [stack.enter_context(each.served()) for each in installations]
        for found, its in zip(told, answers(served), strict=True):
            found["answers"] = its
        for found, each, (server, client) in zip(told, installations, served, strict=True):
            found["seen_s"] = seen_after(client)
            found["nation_ms"] = nation_ms(each)
            found["differences"] = equality(each)
            found["export"] = export(server, client, min(EXPORTED, each.students * 9 // 10))
    return told


def show_measured(small: dict[str, Any], large: dict[str, Any]) -> None:
    table = Table("what", *(f"{told['students']:,} pupils" for told in (small, large)), title="measured")
    for name in _ASKED:
        table.add_row(f"{name}, p50 ms", *(f"{told['answers'][name]:.2f}" for told in (small, large)))
    for name in small["nation_ms"]:
        table.add_row(f"nation, {name}, ms", *(f"{told['nation_ms'][name]:.2f}" for told in (small, large)))
    for name in ("scale_s", "seen_s"):
        table.add_row(name, *(f"{told[name]:.2f}" for told in (small, large)))
    for name in small["export"]:
        table.add_row(f"export, {name}", *(f"{told['export'][name]:,.1f}" for told in (small, large)))
    Console(width=100).print(table)


def main(students: int = LARGE) -> None:
    with tempfile.TemporaryDirectory() as home, postgres.server(durable=True) as maintenance:
        small, large = measure(maintenance, Path(home), (SMALL, students))
    show_measured(small, large)
    values = (
        large["answers"]["regency"] / small["answers"]["regency"],
        large["nation_ms"]["GROUP BY"] / large["nation_ms"]["roll-up"],
        large["export"]["first_byte_ms"],
        large["export"]["grown_mib"],
        max(small["seen_s"], large["seen_s"]),
        small["differences"] + large["differences"],
    )
    found = {budget.name: float(value) for budget, value in zip(BUDGETS, values, strict=True)}
    show(found, BUDGETS)
    keep("figures", found, BUDGETS, {"small": small, "large": large})
