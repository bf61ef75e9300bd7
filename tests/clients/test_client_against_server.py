"""The client and the server, face to face: no network between, everything else as it is."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from app.core.db import Database
from app.students.service import NewStudent, create_many
from app.submissions import service as submissions
from app.submissions.parsing import read_students
from sweet17 import Sweet17, Sweet17Error
from tests.support.world import World, add_student


def test_an_officer_signs_in_goes_on_and_signs_out(officer: Sweet17) -> None:
    assert officer.auth.me()["username"] == "officer"
    assert officer.auth.refresh()
    assert officer.auth.me()["username"] == "officer"
    officer.auth.sign_out()
    with pytest.raises(Sweet17Error) as caught:
        officer.auth.me()
    assert caught.value.status == 401


def test_a_wrong_password_is_told_in_words(bridge: httpx.BaseTransport) -> None:
    with Sweet17("http://registry.test", transport=bridge, language="en") as registry:
        with pytest.raises(Sweet17Error) as caught:
            registry.auth.sign_in("officer", "wrong")
        assert (caught.value.status, caught.value.code) == (401, "accounts.wrong_credentials")
        assert "password" in caught.value.detail


def test_a_school_is_made_read_listed_and_changed(officer: Sweet17) -> None:
    made = officer.schools.create(npsn="30399001", name="SMAN Baru", kind="SMA", public=True, district_code="63.11.06")
    assert made.status == 201
    school = officer.schools.get(made["id"])
    changed = officer.schools.change(made["id"], school.etag or "", name="SMAN Baru Sekali")
    assert changed["name"] == "SMAN Baru Sekali"
    assert "SMAN Baru Sekali" in [one["name"] for one in officer.schools.list(q="Sekali")]
    with pytest.raises(Sweet17Error) as caught:
        officer.schools.change(made["id"], school.etag or "", name="Lain")
    assert caught.value.status == 412


def test_a_list_is_read_over_many_pages(officer: Sweet17, monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.setattr("sweet17.wire.PAGE", 1)
    assert len(list(officer.schools.list())) >= 2


def test_what_an_account_may_not_see_is_404_and_what_it_may_not_do_403(officer: Sweet17, world: World) -> None:
    with pytest.raises(Sweet17Error) as unseen:
        officer.schools.get(str(world.schools["amuntai"]))
    assert unseen.value.status == 404
    with pytest.raises(Sweet17Error) as forbidden:
        officer.accounts.create(username="x1", name="X", role="viewer", password="x" * 20, region_code="63.11")
    assert forbidden.value.status == 403


@pytest.fixture
def command(sweet17: Callable[..., Any]) -> Callable[..., Any]:
    """``sweet17`` for programs: ``command("team1", "field", "sync")``."""
    return lambda who, *words: sweet17(who, *words, "--json")


def test_a_team_carries_a_pack_works_offline_and_brings_everything_back(
    officer: Sweet17, command: Any, database: Database, world: World
) -> None:
    with database.write() as writing:
        siti = str(add_student(writing, world, "paringin", name="SITI AMINAH"))
        budi = str(add_student(writing, world, "paringin", name="BUDI SANTOSO", sex="L"))
    # Whatever the hour, the visit begins and ends on the office's own day.
    start = datetime.now(ZoneInfo("Asia/Makassar")).replace(hour=8, minute=0, second=0, microsecond=0)
    visit = officer.visits.create(
        kind="recording",
        school_id=str(world.schools["paringin"]),
        team_id=str(world.teams["team1"]),
        kit_ids=[str(world.kits["kit1"])],
        starts_at=start.isoformat(),
        ends_at=(start + timedelta(hours=2)).isoformat(),
        override_reason="a test knows no holidays",
    )
    officer.visits.fill_roster(visit["id"])
    pulled = command("team1", "field", "pull")
    assert pulled.exit_code == 0, pulled.output
    assert [one["visit_id"] for one in json.loads(pulled.stdout)["items"]] == [visit["id"]]
    assert json.loads(command("team1", "field", "pull").stdout)["items"][0]["new"] is False
    assert command("team1", "field", "record", "siti", "recorded").exit_code == 0
    assert command("team1", "field", "record", "budi", "failed", "--reason", "no_power").exit_code == 0
    assert command("team1", "field", "walk-in", "ORANG BARU", "recorded").exit_code == 0
    synced = command("team1", "field", "sync")
    assert synced.exit_code == 0, synced.output
    told = json.loads(synced.stdout)
    assert (told["sent"], told["parked"], told["refused"], told["outbox"]["queued"]) == (2, 1, 0, 0)
    assert told["outbox"]["received"] == 2
    assert json.loads(command("team1", "field", "sync").stdout)["sent"] == 0
    held = {one["student_id"]: one["outcome"] for one in officer.recordings.list(visit_id=visit["id"])}
    assert held[siti] == "recorded"
    assert held[budi] == "failed"
    assert officer.students.get(siti)["recorded"] == "here"


def test_a_school_sends_its_list_and_sees_who_is_eligible(command: Any, tmp_path: Path) -> None:
    file = tmp_path / "daftar.json"
    pupil = {"name": "AHMAD FAUZI", "sex": "L", "birth_date": "2010-01-05", "class_group": "XI IPA 1", "grade": 11}
    file.write_text(json.dumps([pupil, {"name": ""}]))
    sent = command("school-paringin", "school", "submit", str(file))
    assert sent.exit_code == 3, sent.output
    answer = json.loads(sent.stdout)
    assert (answer["submission"]["created"], answer["submission"]["rejected"]) == (1, 1)
    assert answer["problems"][0]["row"] == 1
    names = [one["name"] for one in json.loads(command("school-paringin", "school", "eligible").stdout)["items"]]
    assert names == ["AHMAD FAUZI"]
    assert command("school-paringin", "school", "visits").exit_code == 0
    assert command("school-paringin", "school", "cards", "--within", "366").exit_code == 0


def test_the_boards_show_the_figures_of_the_office(command: Any) -> None:
    for board in ("coverage", "eligible", "complaints"):
        shown = command("officer", "dashboard", board)
        assert shown.exit_code == 0, shown.output
    assert command("school-paringin", "dashboard", "coverage", "--region", "63.08").exit_code == 4


def test_the_office_decides_on_duplicates_and_transfers_from_the_command_line(
    command: Any, database: Database, world: World
) -> None:
    nik = "6311075503089126"
    claim = {"name": "SITI", "nik": nik, "birth_date": "2008-03-15"}
    with database.write() as session:
        create_many(
            session,
            world.actors["officer"],
            "63.11",
            world.schools["halong"],
            [
                NewStudent("NUR LATIFAH", birth_date=date(2010, 2, 3)),
                NewStudent("NOR LATIFAH", birth_date=date(2010, 2, 3)),
                NewStudent("SITI", nik=nik, birth_date=date(2008, 3, 15)),
            ],
            on=date(2026, 7, 13),
        )
        school = world.schools["paringin"]
        submissions.submit(session, world.actors["school-paringin"], school, read_students([claim]))

    def told(*words: str) -> Any:
        result = command("officer", "office", *words)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    [pair] = told("duplicates")["items"]
    assert "birth date" in pair["reasons"][0]["message"]
    merge = told("merge", pair["id"], "--reason", "same family card")
    assert told("duplicates")["items"] == []
    told("undo-merge", merge["id"], "--reason", "twins after all")
    [again] = told("duplicates")["items"]
    assert told("dismiss", again["id"], "--reason", "twins")["state"] == "dismissed"
    [transfer] = told("transfers")["items"]
    assert transfer["to_school_name"] == "SMA NEGERI PARINGIN"
    assert told("confirm", transfer["id"])["state"] == "confirmed"
    assert told("undo-transfer", transfer["id"], "--reason", "other pupil")["state"] == "undone"
    issue = told("issues", "--kind", "nik_missing")["items"][0]
    assert told("resolve", issue["id"], "--note", "asked the family")["resolved_at"]
