"""The outbox: a whole day offline, and a crash between any two steps loses nothing and doubles nothing."""

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from sweet17 import Sweet17, new_id
from sweet17.field import keys, roster
from sweet17.field import sync as sync_module
from sweet17.field.outbox import Answer, Outbox, State
from sweet17.field.sync import pull, sync

ME = "team1@http://registry.test"


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with opened(tmp_path / "home") as outbox:
        yield outbox


def opened(home: Path, owner: str = ME) -> Outbox:
    """The outbox of somebody who is signed in. Keys of others are put away, as they are when one signs in."""
    if not (home / "keys").exists():
        keys.unlock(home, owner, "right")
    return Outbox(home, owner)


def item(student: str = "s1", **more: Any) -> dict[str, Any]:
    return {"id": new_id(), "student_id": student, "outcome": "recorded", "device_id": "d", **more}


def fill(outbox: Outbox, count: int) -> list[str]:
    items = [item(f"s{number}") for number in range(count)]
    for one in items:
        outbox.add(one)
    return [one["id"] for one in items]


def test_the_file_is_durable_and_readable_by_its_owner_only(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 1)
    assert outbox._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert outbox._db.execute("PRAGMA synchronous").fetchone() == (2,)
    for name in ("field.db", "field.db-wal", "field.db-shm"):
        assert stat.S_IMODE((tmp_path / "home" / name).stat().st_mode) == 0o600


def test_what_waits_is_sent_oldest_first_in_batches_of_at_most_500(
    registry: Any, client: Sweet17, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sync_module.BATCH <= 500
    monkeypatch.setattr(sync_module, "BATCH", 5)
    ids = fill(outbox, 13)
    seen: list[int] = []
    report = sync(client, outbox, seen.append)
    assert (report.sent, report.received, report.stopped) == (13, 13, None)
    assert registry.arrivals == ids
    assert seen == [5, 5, 3]
    assert outbox.counts() == {**dict.fromkeys(State, 0), State.RECEIVED: 13}


def test_nothing_waits_after_a_second_run(registry: Any, client: Sweet17, outbox: Outbox) -> None:
    fill(outbox, 3)
    sync(client, outbox)
    arrived = list(registry.arrivals)
    report = sync(client, outbox)
    assert (report.sent, report.again) == (0, 0)
    assert registry.arrivals == arrived


def test_one_bad_item_does_not_hold_back_the_rest(registry: Any, client: Sweet17, outbox: Outbox) -> None:
    fill(outbox, 5)
    registry.invalid = {"s2"}
    report = sync(client, outbox)
    assert (report.sent, report.refused) == (4, 1)
    (refused,) = outbox.entries(State.REFUSED)
    assert (refused.item["student_id"], refused.code, refused.message) == ("s2", "field.invalid", "not fit")


def test_an_item_that_spoils_its_whole_batch_is_found_and_the_rest_arrives(
    registry: Any, client: Sweet17, outbox: Outbox
) -> None:
    fill(outbox, 20)

    def batch(request: httpx.Request) -> httpx.Response:
        if any(one["student_id"] == "s13" for one in json.loads(request.content)["items"]):
            return httpx.Response(422, json={"code": "invalid", "detail": "not fit"})
        answer: httpx.Response = registry.batch(request)
        return answer

    registry.routes["POST /v1/recordings/batch"] = batch
    report = sync(client, outbox)
    assert (report.sent, report.refused) == (19, 1)
    assert [entry.item["student_id"] for entry in outbox.entries(State.REFUSED)] == ["s13"]


@pytest.mark.parametrize(
    "page",
    [
        httpx.Response(200, html="<h1>Wi-Fi</h1>"),
        httpx.Response(200, json={"results": [{"status": "created"}]}),
        httpx.Response(302, headers={"location": "http://portal.test"}),
        httpx.Response(400, html="bad"),
        httpx.Response(413, html="large"),
        httpx.Response(422, html="odd"),
        httpx.Response(403, json={"code": "forbidden"}),
        httpx.Response(503),
    ],
)
def test_an_answer_that_says_nothing_about_items_keeps_everything(
    registry: Any, client: Sweet17, outbox: Outbox, page: httpx.Response
) -> None:
    fill(outbox, 3)
    registry.routes["POST /v1/recordings/batch"] = lambda _request: page
    report = sync(client, outbox)
    assert report.stopped is not None
    assert outbox.counts()[State.QUEUED] == 3


def test_a_401_stops_and_keeps_everything(registry: Any, client: Sweet17, outbox: Outbox) -> None:
    fill(outbox, 3)
    registry.tokens, registry.refreshable = 9, False
    report = sync(client, outbox)
    assert report.stopped is not None
    assert report.stopped.status == 401
    assert outbox.counts()[State.QUEUED] == 3


def test_without_a_network_everything_stays_and_goes_later(registry: Any, client: Sweet17, outbox: Outbox) -> None:
    ids = fill(outbox, 3)
    registry.down = True
    assert sync(client, outbox).stopped is not None
    registry.down = False
    assert sync(client, outbox).sent == 3
    assert sorted(registry.recordings) == sorted(ids)


def test_a_parked_recording_is_asked_about_until_the_office_placed_it(
    registry: Any, client: Sweet17, outbox: Outbox
) -> None:
    (id,) = fill(outbox, 1)
    registry.parked = {id}
    assert sync(client, outbox).parked == 1
    assert outbox.counts()[State.PARKED] == 1
    registry.parked = set()
    sync(client, outbox)
    assert outbox.counts()[State.RECEIVED] == 1


def test_what_a_restored_registry_lost_is_sent_once_more(registry: Any, client: Sweet17, outbox: Outbox) -> None:
    ids = fill(outbox, 4)
    sync(client, outbox)
    del registry.recordings[ids[1]]
    registry.epoch = "e2"
    report = sync(client, outbox)
    assert report.again == 1
    assert sorted(registry.recordings) == sorted(ids)
    assert outbox.counts()[State.QUEUED] == 0


def test_recordings_of_another_account_are_never_sent_in_my_name(
    registry: Any, client: Sweet17, tmp_path: Path
) -> None:
    other = "team2@http://registry.test"
    keys.unlock(tmp_path, other, "theirs")
    with Outbox(tmp_path, other) as theirs:
        fill(theirs, 2)
        theirs.keep_pack("v1", None, {"roster": [{"name": "Ani"}]})
    keys.unlock(tmp_path, ME, "right")
    with Outbox(tmp_path, ME) as outbox:
        sync(client, outbox)
        assert registry.arrivals == []
        assert (outbox.strangers(), outbox.entries(), outbox.packs()) == (2, [], {})
    with pytest.raises(keys.Locked):
        Outbox(tmp_path, other)
    keys.unlock(tmp_path, other, "theirs")
    with Outbox(tmp_path, other) as theirs:
        assert len(theirs.queued()) == 2


def test_what_was_refused_can_be_sent_again_after_its_cause_was_mended(
    registry: Any, client: Sweet17, outbox: Outbox
) -> None:
    fill(outbox, 1)
    registry.invalid = {"s0"}
    sync(client, outbox)
    registry.invalid = set()
    assert outbox.again() == 1
    assert sync(client, outbox).sent == 1


def test_a_status_of_a_newer_registry_leaves_the_recording_queued(
    registry: Any, client: Sweet17, outbox: Outbox
) -> None:
    (id,) = fill(outbox, 1)
    registry.routes["POST /v1/recordings/batch"] = {"results": [{"id": id, "status": "something_new"}]}
    sync(client, outbox)
    assert outbox.counts()[State.QUEUED] == 1


def test_packs_are_kept_and_fetched_again_only_when_they_changed(
    registry: Any, client: Sweet17, outbox: Outbox
) -> None:
    body = {"visit": {"date": "2026-11-24"}, "roster": [{"student_id": "s1", "name": "Ani"}]}
    registry.routes["GET /v1/field/visits"] = {"items": [{"visit_id": "v1"}], "epoch": "e1"}
    registry.routes["GET /v1/visits/v1/pack"] = lambda request: (
        httpx.Response(304)
        if request.headers.get("if-none-match") == '"1"'
        else httpx.Response(200, json=body, headers={"etag": '"1"'})
    )
    assert pull(client, outbox) == {"v1": True}
    assert pull(client, outbox) == {"v1": False}
    assert outbox.packs() == {"v1": body}


def test_a_pupil_is_found_by_id_name_or_part_and_on_todays_visit_first() -> None:
    ani, anita = {"student_id": "A1", "name": "Ani"}, {"student_id": "B2", "name": "Anita"}
    packs = {
        "v1": {"visit": {"date": "2026-11-23"}, "roster": [ani, anita]},
        "v2": {"visit": {"starts_at": "2026-11-24T07:30:00+08:00"}, "roster": [ani]},
    }
    found = roster.find(packs, "ani", today="2026-11-24")
    assert [(one.visit_id, one.pupil["student_id"]) for one in found] == [("v2", "A1")]
    assert [one.pupil["student_id"] for one in roster.find(packs, "b2", today="2026-11-24")] == ["B2"]
    assert len(roster.find(packs, "an", today="2026-11-24")) == 3
    assert roster.find(packs, "", today="2026-11-24") == []
    assert roster.find(packs, "budi", today="2026-11-24") == []


# --- crashes -------------------------------------------------------------------------------------------------


class Killed(BaseException):
    """The device lost its power here."""


class Fuse:
    """Burns at the step it was made for; steps are counted over the disk and the network alike."""

    def __init__(self, at: int) -> None:
        self.left = at

    def step(self) -> None:
        self.left -= 1
        if self.left == -1:
            raise Killed


class FragileDisk:
    """A connection that may be cut before and after each statement."""

    def __init__(self, real: sqlite3.Connection, fuse: Fuse) -> None:
        self._real, self._fuse = real, fuse

    def execute(self, *words: Any) -> Any:
        self._fuse.step()
        done = self._real.execute(*words)
        self._fuse.step()
        return done

    def executemany(self, *words: Any) -> Any:
        self._fuse.step()
        done = self._real.executemany(*words)
        self._fuse.step()
        return done

    @property
    def in_transaction(self) -> bool:
        return self._real.in_transaction

    def close(self) -> None:
        self._real.close()


def day(home: Path, registry: Any, fuse: Fuse, items: list[dict[str, Any]]) -> None:
    """Note what is not noted yet, then send: a device that is switched on again goes on so."""

    def network(request: httpx.Request) -> httpx.Response:
        fuse.step()
        answer: httpx.Response = registry(request)
        fuse.step()
        return answer

    with (
        opened(home) as outbox,
        Sweet17("http://r.test", token="access-1", transport=httpx.MockTransport(network)) as client,
    ):
        outbox._db = FragileDisk(outbox._db, fuse)  # type: ignore[assignment]
        noted = {entry.id for entry in outbox.entries()}
        for one in items:
            if one["id"] not in noted:
                outbox.add(one)
        sync(client, outbox)


def test_a_crash_at_any_step_loses_nothing_and_doubles_nothing(tmp_path: Path, registry: Any) -> None:
    steps = 0
    while True:
        registry.recordings, registry.arrivals = {}, []
        home = tmp_path / f"{steps}"
        items = [item(f"s{number}") for number in range(2)]
        try:
            day(home, registry, Fuse(steps), items)
        except Killed:
            day(home, registry, Fuse(10_000), items)
        else:
            break
        assert registry.recordings == {one["id"]: one for one in items}, f"killed at step {steps}"
        with opened(home) as outbox:
            assert outbox.counts()[State.RECEIVED] == 2, f"killed at step {steps}"
        steps += 1
    assert steps > 20


def test_every_recording_that_was_told_as_kept_survives_a_killed_process(tmp_path: Path) -> None:
    keys.unlock(tmp_path, "me", "right")
    program = (
        "import sys, pathlib\n"
        "from sweet17 import new_id\n"
        "from sweet17.field.outbox import Outbox\n"
        "outbox = Outbox(pathlib.Path(sys.argv[1]), 'me')\n"
        "while True:\n"
        "    id = new_id()\n"
        "    outbox.add({'id': id, 'outcome': 'recorded'})\n"
        "    print(id, flush=True)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(20)]
        process.send_signal(signal.SIGKILL)
        told += [line.strip() for line in process.stdout.readlines() if line.endswith("\n")]
    with Outbox(tmp_path, "me") as outbox:
        kept = [entry.id for entry in outbox.queued(limit=100_000)]
    assert kept[: len(told)] == told
    assert len(kept) - len(told) in (0, 1)


def test_answers_are_noted_all_or_nothing(outbox: Outbox) -> None:
    ids = fill(outbox, 2)

    def broken() -> Iterator[Answer]:
        yield Answer(ids[0], State.SENT)
        raise Killed

    with pytest.raises(Killed):
        outbox.answer(broken())
    assert outbox.counts()[State.QUEUED] == 2
