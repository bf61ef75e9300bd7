"""Everything that can be wrong around a device: the server, the clock, a second window, the office's mind."""

import json
import random
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from sweet17 import Sweet17, Sweet17Error, new_id
from sweet17.field import keys, store
from sweet17.field import sync as sync_module
from sweet17.field.courier import LONGEST, SHORTEST, Courier, delay
from sweet17.field.outbox import Answer, Outbox, State
from sweet17.field.sync import Report, pull, sync, take_back, void_id_of

ME = "team1@http://registry.test"
BATCH = "POST /v1/recordings/batch"


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    keys.unlock(tmp_path / "home", ME, "right")
    with Outbox(tmp_path / "home", ME) as opened:
        yield opened


def fill(outbox: Outbox, count: int) -> list[str]:
    items = [
        {"id": new_id(), "student_id": f"s{number}", "outcome": "recorded", "device_id": "d"} for number in range(count)
    ]
    for one in items:
        outbox.add(one)
    return [str(one["id"]) for one in items]


def named(request: httpx.Request) -> set[str]:
    return {one["student_id"] for one in json.loads(request.content)["items"]}


# --- the server --------------------------------------------------------------------------------------------------


def test_a_server_that_fails_every_third_time_gets_a_thousand_recordings_once_each(
    registry: Any, client: Sweet17, outbox: Outbox
) -> None:
    ids, calls = fill(outbox, 1000), 0

    def every_third(request: httpx.Request) -> httpx.Response:
        nonlocal calls
        calls += 1
        answer: httpx.Response = registry.batch(request)
        return httpx.Response(500) if calls % 3 == 0 else answer  # after it was stored: the answer is lost

    registry.routes[BATCH] = every_third
    report = sync(client, outbox)
    assert (report.sent, report.stopped) == (1000, None)
    assert list(registry.recordings) == ids
    assert outbox.counts()[State.RECEIVED] == 1000


def test_an_item_on_which_the_server_breaks_waits_and_the_rest_arrives(
    registry: Any, client: Sweet17, outbox: Outbox
) -> None:
    fill(outbox, 500)
    registry.routes[BATCH] = lambda request: (
        httpx.Response(500) if {"s0", "s333"} & named(request) else registry.batch(request)
    )
    report = sync(client, outbox)
    assert report.sent == 498
    assert report.stopped is not None
    assert [entry.item["student_id"] for entry in outbox.queued()] == ["s0", "s333"]
    del registry.routes[BATCH]
    assert sync(client, outbox).sent == 2


def test_a_server_that_breaks_on_everything_is_left_alone_soon(registry: Any, client: Sweet17, outbox: Outbox) -> None:
    fill(outbox, 400)
    registry.routes[BATCH] = lambda _request: httpx.Response(500)
    report = sync(client, outbox)
    assert report.stopped is not None
    assert outbox.counts()[State.QUEUED] == 400
    batches = [request for request in registry.requests if request.url.path.endswith("batch")]
    assert len(batches) <= 4 * (sync_module._MISSES + 1)


@pytest.mark.parametrize("status", [413, 422])
def test_one_item_that_the_server_cannot_take_blocks_no_other(
    registry: Any, client: Sweet17, outbox: Outbox, status: int
) -> None:
    fill(outbox, 100)
    problem = {"code": "field.too_long", "detail": "too long", "status": status}
    registry.routes[BATCH] = lambda request: (
        httpx.Response(status, json=problem) if "s42" in named(request) else registry.batch(request)
    )
    report = sync(client, outbox)
    assert (report.sent, report.refused, report.stopped) == (99, 1, None)
    [refused] = outbox.entries(State.REFUSED)
    assert (refused.item["student_id"], refused.code) == ("s42", "field.too_long")


def test_a_token_that_expires_midway_is_renewed_and_a_session_that_ends_midway_keeps_the_rest(
    registry: Any, client: Sweet17, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_module, "BATCH", 10)
    fill(outbox, 50)
    arrivals = 0

    def expiring(request: httpx.Request) -> httpx.Response:
        nonlocal arrivals
        arrivals += 1
        if arrivals == 2:
            registry.tokens += 1  # what the device holds is worth nothing now, but it can be renewed
            registry.routes["POST /v1/auth/refresh"] = lambda _request: httpx.Response(200, json=registry.issued())
        if arrivals == 5:
            registry.tokens += 1
            registry.routes["POST /v1/auth/refresh"] = lambda _request: httpx.Response(
                401, json={"code": "unauthorized"}
            )
        answer: httpx.Response = registry.batch(request)
        return answer

    registry.routes[BATCH] = expiring
    report = sync(client, outbox)
    assert report.stopped is not None
    assert report.stopped.status == 401
    assert report.sent == 30
    assert outbox.counts()[State.QUEUED] == 20
    assert len(registry.recordings) == 30


# --- two windows -------------------------------------------------------------------------------------------------


def test_a_second_process_waits_its_turn_and_sends_nothing_twice(
    registry: Any, client: Sweet17, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_module, "BATCH", 7)
    ids = fill(outbox, 60)
    reports: list[Report] = []

    def other_window() -> None:
        with (
            Outbox(outbox.home, ME) as second,
            Sweet17("http://registry.test", token="access-1", transport=httpx.MockTransport(registry)) as other,
        ):
            reports.append(sync(other, second))

    windows = [threading.Thread(target=other_window) for _ in range(3)]
    for window in windows:
        window.start()
    for window in windows:
        window.join(60)
    assert registry.arrivals == ids, "each was sent once, oldest first"
    assert sum(report.sent for report in reports) == 60


def test_whoever_does_not_want_to_wait_is_told_that_another_is_sending(
    registry: Any, client: Sweet17, outbox: Outbox
) -> None:
    fill(outbox, 1)
    with store.alone(outbox.home, "field.lock", 0) as inside:
        assert inside
        report = sync(client, outbox, wait=0)
    assert report.busy
    assert registry.arrivals == []
    assert sync(client, outbox, wait=0).sent == 1


def test_what_is_taken_back_while_another_window_sends_is_not_sent(
    registry: Any, client: Sweet17, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_module, "BATCH", 2)
    ids = fill(outbox, 4)
    undone: list[bool] = []

    def batch(request: httpx.Request) -> httpx.Response:
        if not undone:
            with Outbox(outbox.home, ME) as window:
                undone.extend(window.undo(id) for id in (ids[0], ids[3]))
        answer: httpx.Response = registry.batch(request)
        return answer

    registry.routes[BATCH] = batch
    sync(client, outbox)
    assert undone == [False, True], "what is on its way can only be voided"
    assert registry.arrivals == ids[:3]
    assert outbox.counts()[State.UNDONE] == 1


def test_an_answer_never_brings_back_what_was_taken_back(outbox: Outbox) -> None:
    [id] = fill(outbox, 1)
    assert outbox.undo(id)
    outbox.answer([Answer(id, State.RECEIVED)])
    assert outbox.counts()[State.UNDONE] == 1
    assert not outbox.undo(id)


def test_what_was_sent_is_voided_under_one_id_however_often_it_is_asked(
    registry: Any, client: Sweet17, outbox: Outbox
) -> None:
    [id] = fill(outbox, 1)
    sync(client, outbox)
    assert not outbox.undo(id)
    [entry] = outbox.entries()
    path = f"PUT /v1/recordings/{id}/voids/{void_id_of(id)}"
    registry.routes[path] = lambda _request: httpx.Response(409, json={"code": "cards.too_late"})
    with pytest.raises(Sweet17Error):
        take_back(client, outbox, entry, "salah siswa")
    assert outbox.counts()[State.RECEIVED] == 1
    registry.routes[path] = lambda _request: httpx.Response(409, json={"code": "id_reused"})
    take_back(client, outbox, entry, "salah siswa")
    assert outbox.counts()[State.UNDONE] == 1
    sync(client, outbox)
    assert outbox.counts()[State.UNDONE] == 1


# --- clocks ------------------------------------------------------------------------------------------------------


def test_what_was_received_goes_thirty_days_later_by_the_servers_clock(
    registry: Any, client: Sweet17, outbox: Outbox
) -> None:
    at = datetime(2026, 11, 24, 8, tzinfo=UTC)

    def dated(request: httpx.Request) -> httpx.Response:
        answer: httpx.Response = registry.reconcile(request)
        answer.headers["date"] = format_datetime(at, usegmt=True)
        return answer

    registry.routes["POST /v1/field/reconcile"] = dated
    ids = fill(outbox, 3)
    outbox.keep_pack("v1", None, {"roster": []})
    registry.parked = {ids[2]}
    sync(client, outbox)
    for days, kept in ((29, 3), (30, 1)):
        at = datetime(2026, 11, 24, 8, tzinfo=UTC) + timedelta(days=days)
        sync(client, outbox)
        assert len(outbox.entries()) == kept, days
    assert outbox.packs() == {}
    assert outbox.counts()[State.PARKED] == 1, "what waits for the office is not over"


def test_without_a_servers_clock_nothing_is_forgotten(
    client: Sweet17, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(outbox, 1)
    monkeypatch.setattr("sweet17.field.outbox._now", lambda: "2001-01-01T00:00:00+00:00")
    fill(outbox, 1)
    for _ in range(3):
        sync(client, outbox)
    assert outbox.counts()[State.RECEIVED] == 2


def test_a_clock_that_jumps_back_changes_neither_order_nor_anything_else(
    registry: Any, client: Sweet17, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = fill(outbox, 2)
    monkeypatch.setattr("sweet17.ids.time.time_ns", lambda: 10**18)
    ids += fill(outbox, 2)
    assert ids != sorted(ids)
    sync(client, outbox)
    assert registry.arrivals == ids


# --- the office's mind -------------------------------------------------------------------------------------------


def test_a_new_installation_is_offered_again_all_that_it_does_not_know(
    registry: Any, client: Sweet17, outbox: Outbox
) -> None:
    ids = fill(outbox, 20)
    sync(client, outbox)
    for id in ids[5:]:
        del registry.recordings[id]
    registry.epoch = "e2"
    assert sync(client, outbox).again == 15
    assert sorted(registry.recordings) == sorted(ids)
    asked = [request for request in registry.requests if request.url.path.endswith("reconcile")]
    assert all(len(json.loads(request.content)["ids"]) == 20 for request in asked), "the office counts what was sent"


def test_the_pack_of_a_visit_that_is_gone_goes_unless_something_was_noted_with_it(
    registry: Any, client: Sweet17, outbox: Outbox
) -> None:
    for visit in ("v1", "v2"):
        outbox.keep_pack(visit, None, {"roster": []})
    outbox.add({"id": new_id(), "visit_id": "v2", "outcome": "absent", "device_id": "d"})
    registry.routes["GET /v1/field/visits"] = {"items": [], "epoch": "e1"}
    assert pull(client, outbox) == {"v1": None, "v2": None}
    assert list(outbox.packs()) == ["v2"]
    registry.routes["GET /v1/visits/v2/pack"] = lambda _request: httpx.Response(404, html="<h1>Wi-Fi</h1>")
    with pytest.raises(Sweet17Error):
        pull(client, outbox)


# --- in the background -------------------------------------------------------------------------------------------


def test_pauses_grow_from_seconds_to_minutes_and_never_in_step() -> None:
    chance = random.Random(17)
    for failures, whole in ((1, SHORTEST), (2, 10), (5, 80), (7, LONGEST), (10_000, LONGEST), (0, LONGEST)):
        waits = {delay(failures, chance.random) for _ in range(50)}
        assert whole / 2 <= min(waits) <= max(waits) <= whole
        assert len(waits) == 50


def test_a_courier_sends_when_woken_and_survives_whatever_a_run_meets(registry: Any, outbox: Outbox) -> None:
    heard: list[Any] = []
    bell = threading.Semaphore(0)
    broken = [OSError("disk"), None]

    def told(outcome: Any) -> None:
        heard.append(outcome)
        bell.release()

    def opened() -> Outbox:
        if (trouble := broken.pop(0) if broken else None) is not None:
            raise trouble
        return Outbox(outbox.home, ME)

    def connected() -> Sweet17:
        return Sweet17("http://r.test", token="access-1", transport=httpx.MockTransport(registry), retries=0)

    fill(outbox, 2)
    courier = Courier(connected, opened, told)
    courier.start()
    assert bell.acquire(timeout=20)
    assert isinstance(heard[0], OSError)
    courier.wake()
    assert bell.acquire(timeout=20)
    assert heard[1].sent == 2
    registry.tokens, registry.refreshable = 9, False
    fill(outbox, 1)
    courier.wake()
    assert bell.acquire(timeout=20)
    assert heard[2].stopped.status == 401
    courier.stop()
    courier.join(20)
    assert not courier.is_alive()
    assert outbox.counts()[State.QUEUED] == 1
