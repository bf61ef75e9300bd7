"""64 clients at once, and nobody starves: over real sockets, with reads and writes mixed."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from app.core.settings import Settings
from tests.support.servers import serve, tokens_for
from tests.support.world import World

CLIENTS, ROUNDS = 64, 2
LONGEST_SECONDS = 15.0


def test_nobody_starves_at_64_clients(settings: Settings, world: World, tmp_path: Path) -> None:
    tokens = tokens_for(settings, world)

    def work(url: str, number: int) -> list[tuple[int, float]]:
        seen = []
        headers = {"authorization": f"Bearer {tokens['officer']}"}
        with httpx.Client(base_url=url, headers=headers, timeout=60) as client:
            for turn in range(ROUNDS):
                for method, path, body in (
                    ("GET", "/v1/schools", None),
                    ("POST", "/v1/schools", _school(number * ROUNDS + turn)),
                ):
                    started = time.perf_counter()
                    answer = client.request(method, path, json=body)
                    seen.append((answer.status_code, time.perf_counter() - started))
        return seen

    with serve(settings) as server, ThreadPoolExecutor(CLIENTS) as clients:
        answers = [seen for part in clients.map(lambda n: work(server.url, n), range(CLIENTS)) for seen in part]
        assert httpx.get(f"{server.url}/readyz").status_code == 200
    statuses = [status for status, _ in answers]
    assert (statuses.count(200), statuses.count(201)) == (CLIENTS * ROUNDS, CLIENTS * ROUNDS)
    assert max(seconds for _, seconds in answers) < LONGEST_SECONDS


def _school(number: int) -> dict[str, str]:
    return {"npsn": f"8{number:07}", "name": f"SMA {number}", "kind": "SMA", "district_code": "63.11.06"}


def test_strangers_cannot_keep_the_service_from_its_work(settings: Settings, world: World) -> None:
    """Public addresses write too (they count attempts): a flood of them must leave threads to everybody else."""
    tokens = tokens_for(settings, world)
    stop = threading.Event()

    def flood(url: str, number: int) -> None:
        with httpx.Client(base_url=url, timeout=60) as client:
            while not stop.is_set():
                if number % 2:
                    client.post("/v1/public/complaints/ADU-6311-2026-000001/status", json={"access_code": "X" * 20})
                else:
                    client.post("/v1/auth/token", data={"username": f"stranger{number}", "password": "guess-guess"})

    def work(url: str) -> list[tuple[int, float]]:
        seen = []
        headers = {"authorization": f"Bearer {tokens['officer']}"}
        with httpx.Client(base_url=url, headers=headers, timeout=60) as client:
            for number in range(3):
                for method, path, body in (
                    ("GET", "/v1/schools", None),
                    ("POST", "/v1/schools", _school(500 + number)),
                ):
                    started = time.perf_counter()
                    answer = client.request(method, path, json=body)
                    seen.append((answer.status_code, time.perf_counter() - started))
        return seen

    with serve(settings) as server, ThreadPoolExecutor(25) as clients:
        floods = [clients.submit(flood, server.url, number) for number in range(24)]
        try:
            answers = work(server.url)
        finally:
            stop.set()
        for done in floods:
            done.result()
    assert {status for status, _ in answers} == {200, 201}
    assert max(seconds for _, seconds in answers) < LONGEST_SECONDS
