"""Rosters through the door: filling, replacing, the ledger."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.core.db import Database
from app.core.ids import new_id
from app.students.models import Recorded, Student
from app.visits.outcomes import Seen, note_outcomes
from tests.conftest import Api
from tests.support.visits import act, made
from tests.support.world import World, add_student

OUTCOMES = (
    "recorded",
    "already_recorded",
    "failed",
    "refused",
    "deferred",
    "absent",
    "under_age",
    "left",
    "not_yet_seen",
)


@pytest.fixture
def pupils(database: Database, world: World) -> dict[str, UUID]:
    with database.write() as session:
        return {
            name: add_student(session, world, "paringin", name=name, class_group=group)
            for name, group in (("DEWI", "XI B"), ("ADI", "XI B"), ("CITRA", "XI A"), ("BUDI", None))
        }


def note(database: Database, world: World, url: str, *seen: tuple[UUID, str]) -> None:
    visit_id = UUID(url.rpartition("/")[2])
    with database.write() as session:
        note_outcomes(
            session,
            world.actors["team1"],
            [Seen(visit_id, student, outcome, new_id(), "XI Z") for student, outcome in seen],
        )


def names(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


def test_filling_takes_the_eligible_by_class_and_name_and_gives_each_class_its_slot(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    with database.write() as session:
        add_student(session, world, "halong", name="LAIN")
        add_student(session, world, "paringin", name="MUDA", birth=date(2010, 12, 1))
        add_student(session, world, "paringin", name="TEPAT", birth=date(2010, 11, 30), class_group="XI B")
        session.get_one(Student, pupils["ADI"]).recorded = Recorded.ELSEWHERE
    url = made(api, world)
    filled = api.post(f"{url}/roster/fill", by="officer")
    assert names(filled) == ["CITRA", "DEWI", "TEPAT", "BUDI"]
    slots = [(item["slot_start"], item["slot_end"]) for item in filled.json()["items"]]
    assert slots == [("08:00", "08:10"), ("08:10", "08:30"), ("08:10", "08:30"), ("08:30", "08:40")]
    assert names(api.post(f"{url}/roster/fill", by="officer")) == names(filled)
    visit = api.get(url, by="officer").json()
    assert (visit["expected"], visit["not_yet_seen"], visit["version"]) == (4, 4, 3)
    assert api.post(f"{url}/propose", by="officer").status_code == 200
    for by in ("school-paringin", "team1"):
        assert api.get(f"{url}/roster", by=by).json() == api.get(f"{url}/roster", by="officer").json()
        assert api.post(f"{url}/roster/fill", by=by).status_code == 403
    assert api.get(f"{url}/roster", by="viewer").status_code == 403
    for by in ("school-halong", "team2", "neighbour"):
        assert api.get(f"{url}/roster", by=by).status_code == 404


def test_filling_stops_at_capacity_and_the_next_visit_takes_the_rest(
    api: Api, world: World, pupils: dict[str, UUID]
) -> None:
    times = {"starts_at": "2027-02-01T08:00:00+08:00", "ends_at": "2027-02-01T08:20:00+08:00"}
    first = made(api, world, **times)
    second = made(api, world, **{key: value.replace("-01T", "-02T") for key, value in times.items()})
    assert names(api.post(f"{first}/roster/fill", by="officer")) == ["CITRA", "ADI"]
    assert names(api.post(f"{second}/roster/fill", by="officer")) == ["DEWI", "BUDI"]
    act(api, first, "cancel", reason="banjir")
    assert names(api.post(f"{second}/roster/fill", by="officer")) == ["CITRA", "ADI"]


def test_who_was_not_recorded_comes_again(api: Api, world: World, database: Database, pupils: dict[str, UUID]) -> None:
    url = made(api, world)
    api.post(f"{url}/roster/fill", by="officer")
    note(database, world, url, (pupils["ADI"], "absent"), (pupils["DEWI"], "recorded"))
    with database.write() as session:
        session.get_one(Student, pupils["DEWI"]).recorded = Recorded.HERE
    act(api, url, "complete")
    times = {"starts_at": "2027-02-02T08:00:00+08:00", "ends_at": "2027-02-02T09:00:00+08:00"}
    again = made(api, world, kind="catch_up", **times)
    assert names(api.post(f"{again}/roster/fill", by="officer")) == ["CITRA", "ADI", "BUDI"]
    assert api.post(f"{url}/roster/fill", by="officer").json()["code"] == "state_conflict"


def test_the_ledger_adds_up_whatever_comes_in(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    url = made(api, world)
    api.post(f"{url}/roster/fill", by="officer")
    with database.write() as session:
        walk_in = add_student(session, world, None, name="TAMU")
    note(database, world, url, (pupils["ADI"], "absent"), (walk_in, "recorded"), (pupils["ADI"], "failed"))
    note(database, world, url, (pupils["ADI"], "deferred"), (pupils["DEWI"], "left"))
    visit = api.get(url, by="officer").json()
    assert visit["state"] == "in_progress"
    assert (visit["expected"], visit["recorded"], visit["failed"], visit["left"]) == (4, 1, 1, 1)
    lines = api.get(f"{url}/roster", by="officer").json()["items"]
    assert len(lines) == sum(visit[outcome] for outcome in OUTCOMES) == 5
    guest = next(line for line in lines if line["name"] == "TAMU")
    assert (guest["walk_in"], guest["class_group"], guest["slot_start"]) == (True, "XI Z", None)


def test_two_rows_of_one_person_stand_and_count_once(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    url = made(api, world)
    api.post(f"{url}/roster/fill", by="officer")
    with database.write() as session:
        session.get_one(Student, pupils["ADI"]).survivor_id = pupils["DEWI"]
    note(database, world, url, (pupils["ADI"], "recorded"), (pupils["DEWI"], "absent"))
    visit = api.get(url, by="officer").json()
    assert (visit["expected"], visit["recorded"], visit["absent"], visit["not_yet_seen"]) == (3, 1, 0, 2)
    lines = api.get(f"{url}/roster", by="officer").json()["items"]
    assert [(line["name"], line["outcome"]) for line in lines if line["outcome"]] == [("DEWI", "recorded")]


def test_a_roster_that_was_read_can_be_sent_back_and_keeps_who_was_seen(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    url = made(api, world)
    api.post(f"{url}/roster/fill", by="officer")
    note(database, world, url, (pupils["ADI"], "recorded"))
    read = api.get(f"{url}/roster", by="officer")
    match = {"if-match": read.headers["etag"]}
    assert api.put(f"{url}/roster", by="officer", json={"items": []}).status_code == 428
    same = api.put(f"{url}/roster", by="officer", json=read.json(), headers=match)
    assert same.json() == read.json()
    stale = api.put(f"{url}/roster", by="officer", json=read.json(), headers=match)
    assert stale.status_code == 412
    item = {"student_id": str(pupils["BUDI"]), "class_group": "XII", "slot_start": "09:00", "slot_end": "09:15"}
    put = api.put(f"{url}/roster", by="officer", json={"items": [item]}, headers={"if-match": same.headers["etag"]})
    assert names(put) == ["ADI", "BUDI"]
    assert put.json()["items"][1] == {**item, "name": "BUDI", "outcome": None, "walk_in": False}
    emptied = api.put(f"{url}/roster", by="officer", json={"items": []}, headers={"if-match": put.headers["etag"]})
    assert names(emptied) == ["ADI"]


def test_strangers_others_pupils_and_doubles_are_named_item_by_item(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    with database.write() as session:
        others = add_student(session, world, "halong", name="LAIN")
        foreign = add_student(session, world, "amuntai", name="JAUH")
        free = add_student(session, world, None, name="BEBAS")
    url = made(api, world)
    ids = [pupils["ADI"], others, foreign, new_id(), pupils["ADI"], free]
    answer = api.put(
        f"{url}/roster",
        by="officer",
        json={"items": [{"student_id": str(id)} for id in ids]},
        headers={"if-match": '"1"'},
    )
    assert answer.status_code == 422
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [
        ("/items/1/student_id", "visits.other_school"),
        ("/items/2/student_id", "field.unknown_reference"),
        ("/items/3/student_id", "field.unknown_reference"),
        ("/items/4/student_id", "visits.twice_on_roster"),
    ]


@pytest.mark.parametrize(
    "slot",
    [
        {"slot_start": "09:00"},
        {"slot_end": "09:00"},
        {"slot_start": "10:00", "slot_end": "09:00"},
        {"slot_start": "10:00Z", "slot_end": "11:00Z"},
        {"slot_start": "pagi", "slot_end": "siang"},
    ],
)
def test_half_a_slot_is_no_slot(api: Api, world: World, pupils: dict[str, UUID], slot: dict[str, str]) -> None:
    url = made(api, world)
    answer = api.put(
        f"{url}/roster",
        by="officer",
        json={"items": [{"student_id": str(pupils["ADI"]), **slot}]},
        headers={"if-match": '"1"'},
    )
    assert answer.status_code == 422


def test_slots_move_with_the_visit(api: Api, world: World, pupils: dict[str, UUID]) -> None:
    url = made(api, world)
    api.post(f"{url}/roster/fill", by="officer")
    times = {"starts_at": "2026-12-01T10:00:00+08:00", "ends_at": "2026-12-01T12:00:00+08:00"}
    act(api, url, "reschedule", **times)
    first = api.get(f"{url}/roster", by="officer").json()["items"][0]
    assert (first["slot_start"], first["slot_end"]) == ("10:00", "10:10")


def test_a_handover_has_nothing_to_fill(api: Api, world: World) -> None:
    url = made(api, world, kind="handover", kit_ids=[])
    assert api.post(f"{url}/roster/fill", by="officer").json()["code"] == "visits.nothing_to_record"


def test_who_moved_away_is_a_guest_to_the_former_school_and_the_day_still_adds_up(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    url = made(api, world)
    api.post(f"{url}/roster/fill", by="officer")
    api.post(f"{url}/propose", by="officer")
    with database.write() as session:
        session.get_one(Student, pupils["CITRA"]).school_id = world.schools["halong"]
    assert "CITRA" in names(api.get(f"{url}/roster", by="officer"))
    told = api.get(f"{url}/roster", by="school-paringin").json()["items"]
    assert "CITRA" not in [line["name"] for line in told]
    hidden = next(line for line in told if line["student_id"] == str(pupils["CITRA"]))
    assert hidden["class_group"] is None
    assert len(told) == api.get(url, by="school-paringin").json()["expected"]
