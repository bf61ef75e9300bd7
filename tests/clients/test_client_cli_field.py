"""``sweet17 field …``: a day without a network, told as a team lives it."""

import json
import re
from typing import Any
from uuid import UUID

import pytest

from sweet17.field.sync import void_id_of

ANI, BUDI = "0199a000-0000-7000-8000-0000000000a1", "0199a000-0000-7000-8000-0000000000b2"
VISIT = "0199a000-0000-7000-8000-00000000cafe"


def parsed(result: Any) -> Any:
    return json.loads(result.stdout)


@pytest.fixture
def field(signed_in: Any, registry: Any) -> Any:
    pupils = [
        {"student_id": ANI, "name": "Ani", "class_group": "XI", "slot_start": "07:30", "recorded": "no"},
        {"student_id": BUDI, "name": "Budi", "class_group": "XI", "slot_start": None, "recorded": "here"},
    ]
    registry.routes["GET /v1/field/visits"] = {"items": [{"visit_id": VISIT}], "epoch": "e1"}
    registry.routes[f"GET /v1/visits/{VISIT}/pack"] = {
        "visit": {"id": VISIT, "date": "2026-11-24"},
        "school": {"name": "SMAN 1 Paringin"},
        "roster": pupils,
        "reasons": [],
    }
    assert "SMAN 1 Paringin" in signed_in("field", "pull").stdout
    return signed_in


def test_a_whole_day_offline_and_everything_arrives_in_the_evening(field: Any, registry: Any) -> None:
    registry.down = True
    assert field("field", "record", "ani", "recorded", "--ikd").exit_code == 0
    assert field("field", "record", BUDI, "absent", "--note", "sakit").exit_code == 0
    walk_in = ("Citra", "deferred", "--reason", "no_family_card", "--sex", "P", "--disability")
    assert field("field", "walk-in", *walk_in).exit_code == 0
    assert re.search(r"07:30\s+XI\s+Ani\s+belum\s+direkam\s+antre", field("field", "roster").stdout)
    assert field("field", "sync").exit_code == 5
    assert parsed(field("field", "status", "--json"))["counts"]["queued"] == 3
    registry.down = False
    result = field("field", "sync", "--json")
    assert result.exit_code == 0
    assert parsed(result)["outbox"]["received"] == 3
    first, second, third = registry.recordings.values()
    assert (first["student_id"], first["visit_id"], first["outcome"]) == (ANI, VISIT, "recorded")
    assert (first["offline"], first["team_id"]) == (True, "t1")
    assert UUID(first["id"]).version == 7
    assert second["note"] == "sakit"
    assert third["student"] == {"name": "Citra", "sex": "P"}
    marks = ("ikd_activated", "disability_exception")
    assert [[one.get(mark) for mark in marks] for one in (first, second, third)] == [
        [True, None],
        [None, None],
        [None, True],
    ]
    assert len({one["device_id"] for one in registry.recordings.values()}) == 1


def test_a_pupil_recorded_already_is_not_recorded_again_by_accident(field: Any) -> None:
    assert field("field", "record", "Budi", "recorded").exit_code == 2
    assert field("field", "record", "Ani", "recorded").exit_code == 0
    assert field("field", "record", "Ani", "recorded").exit_code == 2
    assert field("field", "record", "Ani", "recorded", "--again").exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["Zaki", "recorded"],
        ["i", "recorded"],
        ["Ani", "failed"],
        ["Ani", "danced"],
        ["Ani", "failed", "--reason", "bored"],
        ["Ani", "absent", "--note", "a\nb"],
        ["Ani", "absent", "--note", "x" * 1001],
        ["Ani", "absent", "--note", "bad \udcff"],
        ["Ani", "absent", "--visit", "x"],
        ["", "absent"],
    ],
)
def test_what_cannot_be_sent_does_not_get_into_the_outbox(field: Any, words: list[str]) -> None:
    assert field("field", "record", *words).exit_code == 2
    assert parsed(field("field", "status", "--json"))["counts"]["queued"] == 0


def test_a_pupil_on_no_roster_is_taken_by_id(field: Any, registry: Any) -> None:
    stranger = "0199a000-0000-7000-8000-0000000000c3"
    assert field("field", "record", stranger, "recorded").exit_code == 0
    field("field", "sync")
    (sent,) = registry.recordings.values()
    assert sent["student_id"] == stranger
    assert "visit_id" not in sent


def test_a_refused_recording_is_kept_with_its_reason_and_can_be_retried(field: Any, registry: Any) -> None:
    registry.invalid = {ANI}
    field("field", "record", "Ani", "recorded")
    assert field("field", "sync").exit_code == 3
    assert re.search(r"Ani\s+direkam\s+ditolak\s+not fit", field("field", "status").stdout)
    registry.invalid = set()
    assert field("field", "sync", "--retry-refused").exit_code == 0
    assert parsed(field("field", "status", "--all", "--json"))["items"][0]["state"] == "received"


def test_a_session_that_is_over_keeps_the_day(field: Any, registry: Any) -> None:
    field("field", "record", "Ani", "recorded")
    registry.tokens, registry.refreshable = 5, False
    result = field("field", "sync", "--lang", "en")
    assert result.exit_code == 4
    assert "Sign in again" in result.stderr
    assert parsed(field("field", "status", "--json"))["counts"]["queued"] == 1


def test_another_account_on_the_device_neither_sees_nor_sends_it(field: Any, registry: Any) -> None:
    field("field", "record", "Ani", "recorded")
    refused = field("logout")
    assert (refused.exit_code, "1 catatan" in refused.stderr) == (2, True)
    assert "1 catatan" in field("logout", "--keep").stderr
    field("login", "http://localhost", "-u", "team2", input="right\n")
    assert field("field", "sync").exit_code == 0
    assert registry.recordings == {}
    told = parsed(field("field", "status", "--json"))
    assert (told["counts"]["queued"], told["of_others"]) == (0, 1)


def test_the_roster_shows_who_still_waits(field: Any) -> None:
    assert [line["name"] for line in parsed(field("field", "roster", "--waiting", "--json"))["items"]] == ["Ani"]
    field("field", "record", "Ani", "absent")
    assert parsed(field("field", "roster", "--waiting", "--json"))["items"] == []
    assert field("field", "roster", "--visit", "other").exit_code == 2


def test_a_note_is_taken_back_before_it_is_sent_and_voided_afterwards(field: Any, registry: Any) -> None:
    field("field", "record", "Ani", "recorded")
    field("field", "record", "Budi", "absent")
    assert field("field", "undo", "zaki").exit_code == 2
    assert parsed(field("field", "undo", "ani", "--json"))["state"] == "undone"
    assert field("field", "record", "Ani", "absent").exit_code == 0, "what was taken back counts for nothing"
    assert "Ani" in field("field", "undo").stdout
    field("field", "sync")
    [sent] = registry.recordings
    assert field("field", "undo").exit_code == 2, "a reason is needed now"
    registry.down = True
    assert field("field", "undo", "--reason", "salah siswa").exit_code == 5
    registry.down = False
    registry.routes[f"PUT /v1/recordings/{sent}/voids/{void_id_of(sent)}"] = {"id": sent}
    assert field("field", "undo", "--reason", "salah siswa").exit_code == 0
    assert field("field", "undo").exit_code == 2
    assert parsed(field("field", "status", "--json"))["counts"]["undone"] == 3


def test_reconcile_queues_what_the_registry_lost(field: Any, registry: Any) -> None:
    field("field", "record", "Ani", "recorded")
    field("field", "sync")
    registry.recordings.clear()
    told = parsed(field("field", "reconcile", "--json"))
    assert (told["again"], told["outbox"]["queued"]) == (1, 1)
    registry.down = True
    assert field("field", "reconcile").exit_code == 5


def test_a_cancelled_visit_is_said_and_the_note_kept(field: Any, registry: Any) -> None:
    pack = registry.routes[f"GET /v1/visits/{VISIT}/pack"]
    pack["visit"]["state"] = "cancelled"
    field("field", "pull")
    result = field("field", "record", "Ani", "recorded")
    assert (result.exit_code, "dibatalkan" in result.stderr) == (0, True)
    assert parsed(field("field", "status", "--json"))["counts"]["queued"] == 1


def test_the_screen_without_a_pack_says_what_to_do(signed_in: Any) -> None:
    result = signed_in("field", "screen")
    assert (result.exit_code, "field pull" in result.stderr) == (2, True)
