"""Small promises of visits: requests with a visit, slots, named rosters, merged people, what was put off."""

from uuid import UUID

from sqlmodel import select

from app.core.db import Database
from app.core.ids import new_id
from app.students.models import Student
from app.visits.models import RosterEntry
from app.visits.outcomes import Seen, note_outcomes
from tests.conftest import Api
from tests.support.visits import MONDAY, act, create, made
from tests.support.world import World, add_student

LATER = {"starts_at": "2026-12-02T08:00:00+08:00", "ends_at": "2026-12-02T10:00:00+08:00"}
FIRST = {"if-match": '"1"'}


def _id(url: str) -> UUID:
    return UUID(url.rsplit("/", 1)[1])


def test_a_request_stays_as_it_is_while_its_visit_stands(api: Api, world: World) -> None:
    asked = api.post(
        f"/v1/schools/{world.schools['paringin']}/visit-requests",
        by="school-paringin",
        json={"date_from": "2026-11-30", "date_to": "2026-12-05"},
    ).json()
    url = made(api, world, request_id=asked["id"])
    assert create(api, world, request_id=asked["id"], **LATER).status_code == 409
    for action in ("propose", "confirm", "start", "complete"):
        for move, by in (("decline", "officer"), ("withdraw", "school-paringin"), ("reopen", "officer")):
            body = {"reason": "x"} if move == "decline" else None
            answer = api.post(f"/v1/visit-requests/{asked['id']}/{move}", by=by, json=body)
            assert (answer.status_code, answer.json()["allowed"]) == (409, []), (action, move)
        act(api, url, action, **({"reason": "surat"} if action == "confirm" else {}))
    assert api.get(f"/v1/visit-requests/{asked['id']}", by="officer").json()["visit_id"] == str(_id(url))


def test_a_visit_that_follows_another_stays_a_catch_up(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        id = add_student(session, world)
    url = made(api, world)
    api.post(f"{url}/roster/fill", by="officer")
    with database.write() as session:
        session.get_one(RosterEntry, (_id(url), id)).outcome = "absent"
    visit = api.post(f"{url}/catch-up", by="officer", json=LATER).json()
    tag = {"if-match": f'"{visit["version"]}"'}
    answer = api.patch(f"/v1/visits/{visit['id']}", by="officer", json={"kind": "recording"}, headers=tag)
    assert [(each["pointer"], each["code"]) for each in answer.json()["errors"]] == [
        ("/kind", "visits.follows_needs_catch_up")
    ]


def test_a_roster_as_it_was_answered_can_be_sent_back_however_short_its_slots(
    api: Api, world: World, database: Database
) -> None:
    with database.write() as session:
        ids = [add_student(session, world, name=f"S {n}", class_group=f"X {n}") for n in range(9)]
    url = made(api, world, ends_at=f"{MONDAY}T08:05:00+08:00")
    items = [{"student_id": str(id)} for id in ids]
    first = api.put(f"{url}/roster", by="officer", json={"items": items}, headers=FIRST)
    again = api.put(f"{url}/roster", by="officer", json=first.json(), headers={"if-match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 200)


def test_a_slot_lies_within_its_visit(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        id = str(add_student(session, world))
    url = made(api, world)
    for start, end, code in (
        ("07:50", "08:10", "visits.slot_outside"),
        ("11:50", "12:10", "visits.slot_outside"),
        ("09:00", "09:00", "visits.slot_incomplete"),
    ):
        item = {"student_id": id, "slot_start": start, "slot_end": end}
        answer = api.put(f"{url}/roster", by="officer", json={"items": [item]}, headers=FIRST)
        assert [each["code"] for each in answer.json()["errors"]] == [code]
    item = {"student_id": id, "slot_start": "08:00", "slot_end": "12:00"}
    assert api.put(f"{url}/roster", by="officer", json={"items": [item]}, headers=FIRST).status_code == 200


def test_filling_a_visit_without_kits_leaves_who_was_named(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        id = str(add_student(session, world))
    url = made(api, world, kind="outreach", kit_ids=[])
    api.put(f"{url}/roster", by="officer", json={"items": [{"student_id": id}]}, headers=FIRST)
    filled = api.post(f"{url}/roster/fill", by="officer")
    assert (filled.status_code, [each["student_id"] for each in filled.json()["items"]]) == (200, [id])


def test_who_refused_is_not_chased_under_a_merged_row(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        kept, merged = (add_student(session, world, name="ANI") for _ in range(2))
    url = made(api, world)
    api.post(f"{url}/roster/fill", by="officer")
    with database.write() as session:
        session.get_one(Student, merged).survivor_id = kept
        session.get_one(RosterEntry, (_id(url), merged)).outcome = "refused"
    assert (api.get(url, by="officer").json()["refused"], api.get(url, by="officer").json()["not_yet_seen"]) == (1, 0)
    answer = api.post(f"{url}/catch-up", by="officer", json=LATER)
    assert (answer.status_code, answer.json()["code"]) == (409, "visits.nothing_to_catch_up")


def test_a_visit_put_off_leaves_the_ledger_unless_somebody_was_seen(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        id = add_student(session, world)
    url = made(api, world)
    api.post(f"{url}/roster/fill", by="officer")
    act(api, url, "postpone", reason="banjir")
    assert api.get("/v1/ledgers", by="officer").json()["items"] == []
    with database.write() as session:
        note_outcomes(session, world.actors["team1"], [Seen(_id(url), id, "recorded", new_id())])
        assert session.exec(select(RosterEntry)).one().outcome == "recorded"
    act(api, url, "postpone", reason="banjir")
    [day] = api.get("/v1/ledgers", by="officer").json()["items"]
    assert day["recorded"] == 1
