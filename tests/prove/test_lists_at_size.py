"""Lists at full size: attacks on a server that is watched, many uploads at once, and fresh lists of twenty seeds."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import httpx
import pytest

from app.core.clock import frozen
from tests.api.submissions.test_submissions import url
from tests.conftest import Api
from tests.support import list_maker as maker
from tests.support.hostile_files import hostile_files
from tests.support.list_checks import LAYOUTS, check_stored, check_verdicts, rows_of, upload
from tests.support.servers import durable_installation, serve, tokens_for
from tests.support.world import World, instant

pytestmark = pytest.mark.prove
SEEDS = range(101, 121)
BY = "school-paringin"


@pytest.fixture
def at_the_day_of_the_answers(api: Api) -> Iterator[None]:
    with frozen(instant(f"{maker.ON}T10:00:00+08:00")):
        yield


@pytest.mark.usefixtures("at_the_day_of_the_answers")
@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("seed", SEEDS)
def test_fresh_lists_of_any_seed_get_their_verdicts_and_store_their_values(
    api: Api, world: World, name: str, seed: int
) -> None:
    layout = LAYOUTS[name]
    cases = layout.dirty(seed)
    body = upload(api, url(world), layout, layout.write(cases), by=BY).json()
    rows = rows_of(api, body, BY)
    check_verdicts(rows, cases, layout.first_row)
    check_stored(api, rows, [case.keeps if case.outcome == "created" else None for case in cases])


def memory_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def test_no_attack_takes_the_server_ten_seconds_or_fifty_megabytes(tmp_path: Path) -> None:
    with durable_installation(tmp_path) as (settings, world), serve(settings) as server:
        headers = {"authorization": f"Bearer {tokens_for(settings, world)[BY]}"}
        to = f"{server.url}{url(world)}"
        with httpx.Client(headers=headers, timeout=30) as client:
            client.post(to, files={"file": ("x.xlsx", b"PK\x03\x04")})
            before = memory_mib(server.pid)
            for name, content in hostile_files():
                for kind in ("file", "json") if content[:1] == b"{" else ("file",):
                    started = time.monotonic()
                    if kind == "file":
                        answer = client.post(to, files={"file": ("daftar.xlsx", content)})
                    else:
                        answer = client.post(to, content=content, headers={"content-type": "application/json"})
                    took, grown = time.monotonic() - started, memory_mib(server.pid) - before
                    body = answer.json()
                    told = f"{body.get('code', body.get('state')):30} {took:5.1f} s {grown:+6.1f} MiB"
                    print(f"{name:32} {kind} {answer.status_code} {told}")
                    # A list whose every row is rejected is no attack that came through.
                    assert answer.status_code < 500, name
                    assert body.get("created", 0) == 0, name
                    assert took < 10, name
                    assert grown < 50, name
            assert client.get(f"{server.url}/healthz").status_code == 200


def test_fifty_uploads_at_once_are_all_answered(tmp_path: Path) -> None:
    layout = LAYOUTS["dapodik"]
    contents = [layout.write(maker.cases(seed, 300)) for seed in range(50)]
    with durable_installation(tmp_path) as (settings, world), serve(settings) as server:
        headers = {"authorization": f"Bearer {tokens_for(settings, world)[BY]}"}
        to = f"{server.url}{url(world)}?dry_run=true"

        def send(content: bytes) -> httpx.Response:
            return httpx.post(to, files={"file": ("daftar.xlsx", content)}, headers=headers, timeout=120)

        started = time.monotonic()
        with ThreadPoolExecutor(50) as pool:
            sent = [pool.submit(send, content) for content in contents]
            time.sleep(1)
            asked = time.monotonic()
            alive = httpx.get(f"{server.url}/healthz", timeout=10)
            print(f"\nhealth in {time.monotonic() - asked:.2f} s while they wait")
            answers = [future.result() for future in sent]
        codes = Counter(answer.status_code for answer in answers)
        print(f"50 uploads at once: {dict(codes)} in {time.monotonic() - started:.1f} s")
        assert alive.status_code == 200
        assert set(codes) <= {201, 503}
        assert codes[201] >= 10
        assert all("retry-after" in answer.headers for answer in answers if answer.status_code == 503)


def test_twenty_thousand_rows_are_checked_and_applied_in_ten_seconds(tmp_path: Path) -> None:
    rows = maker.cases(500, 20_000)
    rng, syllables = Random(17), ("BA", "DI", "GU", "HA", "JO", "KI", "LU", "MA", "NO", "RI", "SE", "TA", "WU", "YA")
    for case in rows:  # as many names as so many people have: a few dozen would make everybody somebody's likeness
        case.put("name", " ".join("".join(rng.choices(syllables, k=3)) for _ in range(3)))
    content = json.dumps({"rows": maker.web_service(rows)["rows"]}).encode()
    book = LAYOUTS["emis"].write(rows)
    with durable_installation(tmp_path) as (settings, world), serve(settings) as server:
        token = tokens_for(settings, world)["officer"]
        headers = {"authorization": f"Bearer {token}"}
        with httpx.Client(base_url=server.url, headers=headers, timeout=120) as client:
            client.post(url(world), files={"file": ("x.xlsx", b"PK\x03\x04")})
            before, started = memory_mib(server.pid), time.monotonic()
            body = client.post(url(world), files={"file": ("emis.xlsx", book)}).json()
            took, grown = time.monotonic() - started, memory_mib(server.pid) - before
            print(f"\n20,000 rows of EMIS ({len(book) >> 10} KiB): {took:.1f} s, {grown:+.0f} MiB")
            assert body.get("state") == "applied", body
            assert (body["total"], took < 10, grown < 200) == (20_000, True, True)
            started = time.monotonic()
            kind = {"content-type": "application/json"}
            answer = client.post(url(world, "halong"), content=content, headers=kind, params={"dry_run": True})
            print(f"20,000 rows of JSON ({len(content) >> 20} MiB): {time.monotonic() - started:.1f} s")
            assert answer.status_code == 201
