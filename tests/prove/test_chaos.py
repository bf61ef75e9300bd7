"""Forty devices, lost answers, repetitions, wrong clocks, power cuts: nothing lost, nothing twice, all as reckoned."""

import os
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from sqlmodel import Session, col, select

from app.core.crypto import load_keys
from app.core.db import Database
from app.core.settings import Settings
from app.identity import rebuild
from app.journal.models import JournalLine
from app.recordings.models import Recording
from app.students.models import Recorded, Student
from tests.support.chaos import Device, Field, Size, equip, lay_out, let_loose
from tests.support.oracle import Receipt, Truth, truth
from tests.support.servers import Server, durable_installation, tokens_for
from tests.support.world import World

SMALL = Size(devices=6, recordings=180, kills=2)
FULL = Size(devices=40, recordings=10_000, kills=20, workers=2)


def _seeds() -> list[int]:
    """``SWEET17_CHAOS_SEEDS=40-59`` proves a part; without it there are 200, a minute or two each."""
    first, _, last = os.environ.get("SWEET17_CHAOS_SEEDS", "0-199").partition("-")
    return list(range(int(first), int(last or first) + 1))


def test_a_small_storm_loses_nothing_and_doubles_nothing(settings: Settings, world: World) -> None:
    _storm(settings, world, SMALL, seed=17)


@pytest.mark.prove
@pytest.mark.parametrize("seed", _seeds())
def test_a_storm_at_full_size_loses_nothing_and_doubles_nothing(seed: int, tmp_path: Path) -> None:
    with durable_installation(tmp_path) as (settings, world):
        _storm(settings, world, FULL, seed)


def _storm(settings: Settings, world: World, size: Size, seed: int) -> None:
    chance = random.Random(seed)
    known = lay_out(settings, world, max(20, size.recordings // 6))
    devices = equip(world, known, size, chance)
    server = Server(settings, workers=size.workers)
    server.start()
    try:
        let_loose(settings, world, server, devices, size.kills)
        assert [strange for device in devices for strange in device.strange] == []
        _accounts_for_all(server.url, tokens_for(settings, world), devices)
        ledger = _ledger(server.url, tokens_for(settings, world)["officer"])
    finally:
        server.stop()
    database = Database(settings, load_keys(settings.keys_dir))
    with database.trial() as session:
        rows = {row.id: row for row in session.exec(select(Recording))}
        expected = truth(world, known, devices, _receipts(rows))
        _nothing_is_lost_or_doubled(session, rows, devices)
        _as_the_oracle_says(session, rows, expected, devices)
        assert ledger == expected.ledger(known.visits)
        differing = sum(rebuild.rebuild(session, ids) for ids in rebuild.slices(database))
    database.dispose()
    assert differing == 0, "what is kept beside the events is not what they say"
    _was_a_storm(expected, devices, known)


def _receipts(rows: Mapping[UUID, Recording]) -> dict[UUID, Receipt]:
    return {id: Receipt(row.received_at, row.skew_seconds) for id, row in rows.items()}


def _nothing_is_lost_or_doubled(session: Session, rows: Mapping[UUID, Recording], devices: Sequence[Device]) -> None:
    made = {UUID(item["id"]): device for device in devices for item in device.made}
    assert rows.keys() == made.keys()
    kinds = ("recordings.created", "recordings.parked")
    lines = session.exec(select(JournalLine.subject_id).where(col(JournalLine.kind).in_(kinds))).all()
    assert Counter(lines) == Counter(made.keys()), "each has its one line in the journal"
    for id, device in made.items():
        verdict = rows[id].verdict.value
        answers = {status for status, _ in device.told[str(id)]}
        assert answers <= {verdict, "replayed"} if verdict != "parked" else answers == {"parked"}
        assert {code for _, code in device.told[str(id)]} == {rows[id].parked_code}
        skew = rows[id].skew_seconds
        # The clock as the server reckons it: what was told, a little late.
        assert skew is None or abs(timedelta(seconds=skew) + device.ahead) < timedelta(seconds=60)


def _as_the_oracle_says(
    session: Session, rows: Mapping[UUID, Recording], expected: Truth, devices: Sequence[Device]
) -> None:
    assert {id: row.corrected_at for id, row in rows.items()} == expected.happened
    assert {id: row.parked_code for id, row in rows.items() if row.parked} == expected.parked
    assert {id: row.visit_id for id, row in rows.items() if not row.parked} == expected.visit
    assert {id: row.student_id for id, row in rows.items() if not row.parked} == expected.pupil
    assert {row.student_id: id for id, row in rows.items() if row.counted} == expected.counting
    assert sum(row.counted for row in rows.values()) == len(expected.counting), "each person counts once"
    voids = {UUID(id): UUID(void) for device in devices for id, void in device.voided.items()}
    assert {id: row.voided_by for id, row in rows.items() if row.voided_by} == voids
    people = session.exec(select(Student).where(col(Student.recorded) == Recorded.HERE)).all()
    assert {person.id: person.counting_recording_id for person in people} == expected.counting
    for those in expected.attempts.values():
        first = Counter(rows[id].verdict.value for id in those)
        # Whoever comes after everything before was taken back is a first again.
        assert first["created"] >= 1
        assert first["created"] <= 1 + sum(rows[id].voided_by is not None for id in those)


def _ledger(url: str, token: str) -> dict[tuple[UUID, date], Counter[str]]:
    """The ledger of each school and day, as the office is told it; each one balances."""
    answer = httpx.get(f"{url}/v1/ledgers?limit=500", headers={"authorization": f"Bearer {token}"}, timeout=60)
    assert answer.status_code == 200, answer.text
    found = {}
    for line in answer.json()["items"]:
        outcomes: Counter[str] = Counter({name: line[name] for name in line if isinstance(line[name], int)})
        there = outcomes.pop("expected") + outcomes.pop("walk_ins")
        assert there == sum(outcomes.values()), "a pupil slipped"
        found[UUID(line["school_id"]), date.fromisoformat(line["date"])] = +outcomes
    return found


def _accounts_for_all(url: str, tokens: Mapping[str, str], devices: Sequence[Device]) -> None:
    """Every device reconciles; the office sees that nothing is unaccounted for."""
    with httpx.Client(base_url=url, timeout=60) as client:
        for device in devices:
            body = {"device_id": device.name, "ids": [item["id"] for item in device.made]}
            headers = {"authorization": f"Bearer {tokens[device.team]}"}
            told = client.post("/v1/field/reconcile", json=body, headers=headers).json()
            assert told["unknown"] == []
            assert len(told["held"]) + len(told["parked"]) == len(device.made)
        office = {"authorization": f"Bearer {tokens['officer']}"}
        lines = client.get("/v1/field/devices?limit=500", headers=office).json()["items"]
    found = {line["device_id"]: (line["sent"], line["held"] + line["parked"], line["unaccounted"]) for line in lines}
    assert found == {device.name: (len(device.made), len(device.made), 0) for device in devices}


def _was_a_storm(expected: Truth, devices: Sequence[Device], known: Field) -> None:
    """It proves nothing unless everything that is to be weathered happened."""
    assert expected.counting
    assert expected.parked
    assert any(len(those) > 1 for those in expected.attempts.values())
    assert any(len(device.told[item["id"]]) > 1 for device in devices for item in device.made)
    assert set(expected.pupil.values()) & set(known.guests.values())
    assert any(device.voided for device in devices)
    assert len(set(expected.parked.values())) > 1


def test_the_seeds_of_a_part_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWEET17_CHAOS_SEEDS", "3-5")
    assert _seeds() == [3, 4, 5]
    monkeypatch.setenv("SWEET17_CHAOS_SEEDS", "7")
    assert _seeds() == [7]
