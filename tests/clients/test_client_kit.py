"""The kit laptop's screen, driven by its keys as a team drives it, without a terminal."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from sweet17 import Sweet17
from sweet17.cli import session
from sweet17.cli.kit import lines as ledgers
from sweet17.cli.kit.app import KitApp
from sweet17.cli.words import Language
from sweet17.field import keys, noting
from sweet17.field.outbox import Answer, Outbox, State
from sweet17.field.sync import void_id_of
from tests.support.walk import ROOT

VISIT = "0199a000-0000-7000-8000-00000000cafe"
FACTS = {"username": "team1", "base_url": "http://localhost", "team_id": "t1", "access_token": "access-1"}
OWNER = "team1@http://localhost"


def pupil(number: int, **more: Any) -> dict[str, Any]:
    id = f"0199a000-0000-7000-8000-{number:012x}"
    slot = f"{8 + number // 6:02}:{number % 6 * 10:02}:00"
    facts = {"student_id": id, "name": f"SISWA {number:03}", "class_group": f"XI IPA {1 + number // 20}"}
    return {**facts, "slot_start": slot, "birth_date": "2009-11-24", "recorded": "no", "outcome": None, **more}


PACK = {
    "visit": {"id": VISIT, "date": "2026-11-24", "state": "confirmed"},
    "school": {"name": "SMAN 1 Paringin"},
    "roster": [*(pupil(number) for number in range(38)), pupil(38, recorded="here"), pupil(39, name="ZAKI")],
    "reasons": ["fingerprint_unreadable", "device_failure", "other"],
}


@pytest.fixture
def outbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, registry: Any) -> Iterator[Outbox]:
    """A signed-in laptop with a pack and no network."""
    home = tmp_path / "home"
    monkeypatch.setenv("SWEET17_CONFIG_DIR", str(home))
    monkeypatch.setattr(session, "TRANSPORT", httpx.MockTransport(registry))
    monkeypatch.setattr("sweet17.wire.time.sleep", lambda _seconds: None)
    registry.down = True
    keys.unlock(home, OWNER, "right")
    (home / "session.json").write_text(json.dumps(FACTS))
    with Outbox(home, OWNER) as opened:
        opened.keep_pack(VISIT, None, PACK)
        yield opened


Story = Callable[[KitApp, Any], Awaitable[None]]


def play(outbox: Outbox, story: Story, *, size: tuple[int, int] = (110, 32)) -> None:
    async def run() -> None:
        kit = KitApp(Language.ENGLISH, outbox, FACTS, VISIT)
        async with kit.run_test(size=size) as pilot:
            await pilot.pause()
            await story(kit, pilot)

    asyncio.run(run())


async def press(pilot: Any, *pressed: str) -> None:
    for key in pressed:
        await pilot.press(key)
        await pilot.pause()


def text(kit: KitApp, id: str) -> str:
    return str(kit.query_one(f"#{id}").render())


def noted(outbox: Outbox) -> list[tuple[str, str, str | None]]:
    return [
        (entry.item.get("student_id", "")[-3:], entry.item["outcome"], entry.item.get("reason"))
        for entry in outbox.entries()
        if entry.state is not State.UNDONE
    ]


def test_one_key_notes_one_pupil_and_goes_on_to_the_next(outbox: Outbox) -> None:
    async def story(kit: KitApp, pilot: Any) -> None:
        await press(pilot, "1", "1", "5")
        assert noted(outbox) == [("000", "recorded", None), ("001", "recorded", None), ("002", "absent", None)]
        assert "recorded 2" in text(kit, "ledger")
        assert "not yet seen 37" in text(kit, "ledger")
        assert kit._table.cursor_row == 3
        [first, *_] = outbox.entries()
        assert (first.item["visit_id"], first.item["team_id"], first.item["offline"]) == (VISIT, "t1", True)

    play(outbox, story)


def test_an_outcome_that_needs_a_reason_asks_for_it_and_escape_notes_nothing(outbox: Outbox) -> None:
    async def story(kit: KitApp, pilot: Any) -> None:
        await press(pilot, "2", "escape")
        assert noted(outbox) == []
        await press(pilot, "2", "b", "4", "down", "enter")
        assert noted(outbox) == [("000", "failed", "device_failure"), ("001", "deferred", "device_failure")]

    play(outbox, story)


def test_a_mark_goes_with_the_next_outcome_of_its_pupil_and_with_no_other(outbox: Outbox) -> None:
    async def story(kit: KitApp, pilot: Any) -> None:
        await press(pilot, "i", "d")
        assert "digital identity activated" in text(kit, "detail")
        await press(pilot, "d", "1", "1")  # the second mark is taken off again
        await press(pilot, "d", "down", "5", "up", "up", "2", "escape", "2", "b")
        marks = ("student_id", "outcome", *noting.MARKS)
        told = [[entry.item.get(mark) for mark in marks] for entry in outbox.entries()]
        ids = [each["student_id"] for each in PACK["roster"][:4]]
        assert told == [
            [ids[0], "recorded", True, None],
            [ids[1], "recorded", None, None],
            [ids[3], "absent", None, None],
            [ids[2], "failed", None, None],
        ]
        await press(pilot, "d", "5", "up")
        assert "disability exception" in text(kit, "detail")

    play(outbox, story)


def test_nobody_is_recorded_twice_without_a_yes(outbox: Outbox) -> None:
    async def story(kit: KitApp, pilot: Any) -> None:
        await press(pilot, "1", "up", "1", "enter")  # the first answer is no
        assert noted(outbox) == [("000", "recorded", None)]
        await press(pilot, "1", "escape", "1", "b")
        assert len(noted(outbox)) == 2
        await press(pilot, "ctrl+end", "up", "1")
        assert len(kit.screen_stack) == 2, "the pack says that this pupil is recorded"

    play(outbox, story)


def test_a_slip_is_taken_back_before_it_leaves(outbox: Outbox, registry: Any) -> None:
    async def story(kit: KitApp, pilot: Any) -> None:
        await press(pilot, "1", "5", "u")
        assert noted(outbox) == [("000", "recorded", None)]
        await press(pilot, "u", "u")
        assert noted(outbox) == []
        assert "not yet seen 40" in text(kit, "ledger")

    play(outbox, story)


def test_search_class_and_waiting_narrow_the_roster(outbox: Outbox) -> None:
    async def story(kit: KitApp, pilot: Any) -> None:
        await press(pilot, "slash", *"zak", "enter")
        assert kit._table.row_count == 1
        await press(pilot, "5")
        assert noted(outbox) == [("027", "absent", None)]
        await press(pilot, "escape", "c")
        assert kit._table.row_count == 20
        assert "XI IPA 1" in text(kit, "head")
        await press(pilot, "c", "c", "w")
        assert kit._table.row_count == 38, "one is noted here, one was recorded before"
        await press(pilot, "1")
        assert kit._table.row_count == 37
        await press(pilot, "1")
        assert kit._table.row_count == 36, "the cursor stands on somebody, whoever left the list"

    play(outbox, story)


def test_a_walk_in_is_written_down_with_keys_alone(outbox: Outbox) -> None:
    async def story(kit: KitApp, pilot: Any) -> None:
        await press(pilot, "n", *"orang", "enter")
        await press(pilot, *"xi", "enter", *"31-02-2010", "enter", "x", "enter")
        assert len(kit.screen_stack) == 2, "there is no 31 February"
        await press(pilot, "shift+tab", *["backspace"] * 10, *"28-02-2010", "enter", "backspace", "l", "enter", "a")
        [entry] = outbox.entries()
        person = {"name": "orang", "class_group": "xi", "birth_date": "2010-02-28", "sex": "L"}
        assert (entry.item["student"], entry.item["outcome"], entry.item["visit_id"]) == (person, "recorded", VISIT)
        assert kit._table.row_count == 41

    play(outbox, story)


def test_each_record_says_where_it_is_and_why(outbox: Outbox) -> None:
    async def story(kit: KitApp, pilot: Any) -> None:
        await press(pilot, "1", "1", "1")
        first, second, third = (entry.id for entry in outbox.entries())
        outbox.answer(
            [
                Answer(first, State.RECEIVED),
                Answer(second, State.PARKED, "recordings.visit_cancelled", "This visit was cancelled."),
                Answer(third, State.REFUSED, "field.invalid", "[bold]not fit"),
            ]
        )
        kit.show()
        await press(pilot, "ctrl+home")
        assert "confirmed at the server" in text(kit, "detail")
        await press(pilot, "down")
        assert "This visit was cancelled." in text(kit, "detail")
        await press(pilot, "down")
        assert "[bold]not fit" in text(kit, "detail")
        assert "not yet seen 38" in text(kit, "ledger"), "what was refused is still to be done"

    play(outbox, story)


def test_it_sends_in_the_background_and_says_so(outbox: Outbox, registry: Any) -> None:
    async def until(pilot: Any, fit: Callable[[], bool]) -> None:
        for _ in range(400):
            if fit():
                return
            await pilot.pause(0.05)
        raise AssertionError("it never came to that")

    async def story(kit: KitApp, pilot: Any) -> None:
        await until(pilot, lambda: "nothing to send" in text(kit, "ledger"))
        await press(pilot, "1", "s")
        await until(pilot, lambda: "no network" in text(kit, "ledger"))
        assert outbox.counts()[State.QUEUED] == 1
        registry.down = False
        await press(pilot, "s")
        await until(pilot, lambda: "connected" in text(kit, "ledger"))
        assert outbox.counts()[State.RECEIVED] == 1
        await press(pilot, "u")
        assert len(kit.screen_stack) == 2, "it is at the server: a reason is asked for"
        registry.routes.update(
            {f"PUT /v1/recordings/{one.id}/voids/{void_id_of(one.id)}": {"id": one.id} for one in outbox.entries()}
        )
        await press(pilot, *"wrong", "enter")
        await until(pilot, lambda: outbox.counts()[State.UNDONE] == 1)

    play(outbox, story)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (160, 50)])
def test_it_fits_small_and_large_terminals(outbox: Outbox, size: tuple[int, int]) -> None:
    async def story(kit: KitApp, pilot: Any) -> None:
        await press(pilot, "1")
        regions = [kit.query_one(f"#{id}").region for id in ("head", "roster", "detail", "ledger", "outcomes")]
        assert all(region.height >= 1 and region.bottom <= size[1] for region in regions)
        assert kit._table.region.height >= size[1] // 3
        assert "SISWA 003" in kit.export_screenshot().replace("&#160;", " "), "a name is shown whole"

    play(outbox, story, size=size)


def test_birth_dates_are_read_as_people_write_them() -> None:
    assert str(ledgers.born("31/01/2010")) == str(ledgers.born("2010-01-31")) == "2010-01-31"
    assert ledgers.born(" ") is None
    for text in ("31-02-2010", "31-01", "x", "2010-1-1-1"):
        with pytest.raises((ValueError, TypeError)):
            ledgers.born(text)


def test_the_guides_program_runs_as_it_stands(
    registry: Any, client: Sweet17, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    registry.routes["GET /v1/field/visits"] = {"items": [{"visit_id": VISIT}], "epoch": "e1"}
    registry.routes[f"GET /v1/visits/{VISIT}/pack"] = PACK
    [program] = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "lapangan-laptop.md").read_text("utf-8"), re.DOTALL)
    exec(compile(program, "guide", "exec"), {"REGISTRY": client, "FOLDER": tmp_path, "PASSWORD": "right"})
    assert "40 terkirim; 40 diterima" in capsys.readouterr().out
    assert len(registry.recordings) == 40


def test_the_guide_names_commands_that_there_are(run: Any) -> None:
    guide = (ROOT / "docs" / "lapangan-laptop.md").read_text("utf-8")
    named = set(re.findall(r"sweet17 field ([a-z-]+)", guide))
    assert {"screen", "undo", "reconcile", "unlock", "sync", "pull"} <= named
    for name in named:
        assert run("field", name, "--help").exit_code == 0, name
