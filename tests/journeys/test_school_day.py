"""
A school day, from the list to the card in the hand: real server, real command line, both databases.

Given a school that drops its Dapodik file, when the team has been there, then coverage has moved by exactly as many
as were recorded, and the card goes only to those who have reached the legal day.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx
import pytest

from app.core.ids import new_id
from app.core.settings import Settings
from tests.support.servers import Server, serve
from tests.support.world import PASSWORD, World

_ROOT = Path(__file__).parent.parent.parent
_LIST = _ROOT / "tests" / "data" / "lists" / "clean_1.xlsx"
_WITA = ZoneInfo("Asia/Makassar")


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    with serve(settings) as running:
        yield running
    while _opened:
        _opened.pop().close()


_opened: list[httpx.Client] = []


class Person:
    """Someone with a token, talking to the server."""

    def __init__(self, server: Server, username: str) -> None:
        self._client = httpx.Client(base_url=server.url, timeout=60, headers={"accept-language": "id"})
        answer = self._client.post("/v1/auth/token", data={"username": username, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        _opened.append(self._client)
        self._client.headers["authorization"] = f"Bearer {answer.json()['access_token']}"

    def ask(self, method: str, url: str, *, expect: int = 200, **kw: Any) -> Any:
        answer = self._client.request(method, url, **kw)
        assert answer.status_code == expect, f"{method} {url}: {answer.status_code} {answer.text[:1000]}"
        return answer.json() if answer.content else None


def sweet17(server: Server, home: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The command line as an operator runs it, with a configuration folder of its own."""
    environment = os.environ | {
        "SWEET17_CONFIG_DIR": str(home),
        "SWEET17_PASSWORD": PASSWORD,
        "PYTHONPATH": str(_ROOT / "clients" / "python" / "src"),
    }
    return subprocess.run(
        [sys.executable, "-m", "sweet17", *arguments],
        env=environment, input=stdin, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_a_school_day(server: Server, world: World, tmp_path: Path) -> None:
    officer, team = Person(server, "officer"), Person(server, "team1")
    school_id = str(world.schools["paringin"])

    # The operator drops the file that Dapodik gave.
    operator = tmp_path / "operator"
    login = sweet17(server, operator, "login", server.url, "--username", "school-paringin")
    assert login.returncode == 0, login.stderr
    shutil.copy(_LIST, tmp_path / "daftar_pd.xlsx")
    submitted = sweet17(server, operator, "--json", "school", "submit", str(tmp_path / "daftar_pd.xlsx"))
    if submitted.returncode == 2:
        submitted = sweet17(server, operator, "school", "submit", str(tmp_path / "daftar_pd.xlsx"), "--json")
    assert submitted.returncode == 0, submitted.stdout + submitted.stderr
    counts = json.loads(submitted.stdout)["submission"]
    assert (counts["total"], counts["created"], counts["rejected"]) == (60, 60, 0)

    # The office sees how many per school are of age and not recorded.
    eligibility = officer.ask("GET", "/v1/eligibility?group_by=school")
    row = next(item for item in eligibility["items"] if item["key"] == school_id)
    assert row["students"] == 60
    eligible = row["eligible"]
    assert 0 < eligible < 60
    assert counts["eligible_now"] == eligible

    # A visit is set, agreed on, and its roster cut into slots by class.
    today = datetime.now(_WITA).date()
    starts = datetime.combine(today, datetime.min.time(), _WITA).replace(hour=8)
    visit = officer.ask(
        "POST", "/v1/visits", expect=201,
        json={
            "kind": "recording", "school_id": school_id, "team_id": str(world.teams["team1"]),
            "kit_ids": [str(world.kits["kit1"]), str(world.kits["kit2"])],
            "starts_at": starts.isoformat(), "ends_at": (starts + timedelta(hours=6)).isoformat(),
            "override_reason": "hari apa pun uji ini dijalankan",
        },
    )  # fmt: skip
    officer.ask("POST", f"/v1/visits/{visit['id']}/propose", json={})
    Person(server, "school-paringin").ask("POST", f"/v1/visits/{visit['id']}/confirm", json={})
    officer.ask("POST", f"/v1/visits/{visit['id']}/roster/fill")
    roster = team.ask("GET", f"/v1/visits/{visit['id']}/roster")["items"]
    assert len(roster) >= min(eligible, visit["capacity"])
    assert all(entry["slot_start"] < entry["slot_end"] for entry in roster)

    # The team's results come in one batch, one item of it broken.
    batch = [
        {
            "id": str(new_id()), "student_id": entry["student_id"], "visit_id": visit["id"], "outcome": "recorded",
            "captured_at": datetime.now(_WITA).isoformat(), "device_id": "kit-1", "offline": True,
        }
        for entry in roster
    ]  # fmt: skip
    filler = [
        {**batch[0], "id": str(new_id()), "outcome": "absent", "captured_at": datetime.now(_WITA).isoformat()}
        for _ in range(999 - len(batch))
    ]
    items = [*batch, {"id": str(new_id()), "outcome": "dipotret"}, *filler]
    before = officer.ask("GET", "/v1/coverage?group_by=school")["total"]
    first = team.ask("POST", "/v1/recordings/batch", json={"items": items})["results"]
    statuses = [result["status"] for result in first]
    assert statuses.count("invalid") == 1
    assert statuses[len(batch)] == "invalid"
    assert len(statuses) == 1000
    assert set(statuses[: len(batch)]) == {"created"}

    # Sending it again changes nothing.
    again = [result["status"] for result in team.ask("POST", "/v1/recordings/batch", json={"items": items})["results"]]
    assert (again.count("replayed"), again.count("invalid")) == (999, 1)

    # Coverage has moved by exactly the members of this year's cohort that were recorded.
    recorded = {entry["student_id"] for entry in roster}
    people = {s["id"]: s for s in officer.ask("GET", f"/v1/students?school_id={school_id}&limit=500")["items"]}
    cohort = [s for s in people.values() if s["id"] in recorded and s["turns_17_on"].startswith(str(today.year))]
    after = officer.ask("GET", "/v1/coverage?group_by=school")["total"]
    assert after["recorded"] - before["recorded"] == len(cohort)
    assert officer.ask("GET", "/v1/eligibility")["total"]["eligible"] == eligible - len(recorded)

    # The due list names the birthdays that come; the card goes only to those who have reached the day.
    due = officer.ask("GET", f"/v1/cards/due?within_days=366&school_id={school_id}&limit=500")
    coming = {
        s["id"] for s in people.values() if today <= date.fromisoformat(s["turns_17_on"]) <= today + timedelta(366)
    }
    assert {item["student_id"] for item in due["items"]} == coming
    assert sum(due["counts"].values()) == len(coming)
    of_age = next(s for s in people.values() if s["id"] in recorded and date.fromisoformat(s["turns_17_on"]) <= today)
    too_young = next(s for s in people.values() if date.fromisoformat(s["turns_17_on"]) > today)
    officer.ask(
        "POST", f"/v1/students/{of_age['id']}/card-events", expect=201,
        json={"status": "PRINT_READY_RECORD", "occurred_at": datetime.now(_WITA).isoformat(), "reason": "dari pusat"},
    )  # fmt: skip

    def handover(*students: dict[str, Any]) -> dict[str, Any]:
        items = [
            {"student_id": s["id"], "received_by": "Wali Kelas", "relation": "teacher", "reason": "uji"}
            for s in students
        ]
        return {"date": today.isoformat(), "place": "Aula", "school_id": school_id, "items": items}

    refused = officer.ask("POST", "/v1/handovers", expect=422, json=handover(of_age, too_young))
    assert (refused["code"], refused["errors"][0]["pointer"]) == ("cards.too_early", "/items/1")
    officer.ask("POST", "/v1/handovers", expect=201, json=handover(of_age))
    assert officer.ask("GET", f"/v1/students/{of_age['id']}")["card_state"] == "handed_over"

    # A parent complains and is answered.
    filed = httpx.post(
        f"{server.url}/v1/public/complaints",
        json={"category": "delay", "subject": "Kartu", "body": "Kapan kartu anak saya?", "region_code": "63.11"},
    )
    assert filed.status_code == 201, filed.text
    complaint = officer.ask("GET", "/v1/complaints")["items"][0]
    url = f"/v1/complaints/{complaint['id']}"
    officer.ask("POST", f"{url}/verify", json={"class": "complaint"})
    officer.ask("POST", f"{url}/resolve", json={"resolution": "Kartu sudah diserahkan hari ini."})
    status = httpx.post(
        f"{server.url}/v1/public/complaints/{filed.json()['ticket']}/status",
        json={"access_code": filed.json()["access_code"]},
    )
    assert status.json()["state"] == "resolved"

    # The dashboard says so in the terminal, and the team's device has nothing left to send.
    board = tmp_path / "board"
    assert sweet17(server, board, "login", server.url, "--username", "viewer").returncode == 0
    shown = sweet17(server, board, "dashboard", "coverage", "--json")
    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout)["total"]["recorded"] == after["recorded"]
    assert UUID(visit["id"])
