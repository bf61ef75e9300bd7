"""What a device asks for in the field."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session

from app.core.clock import day_of, now
from app.core.db import Database
from app.core.ids import new_id
from app.install import new_epoch
from app.regions.queries import zone
from app.visits.models import RosterEntry, Visit, VisitKind, VisitState
from tests.conftest import Api
from tests.support.world import World, add_student


def add_visit(session: Session, world: World, days: int = 0, team: str = "team1") -> UUID:
    starts = datetime.combine(day_of(now(), zone("63.11")) + timedelta(days=days), datetime.min.time(), UTC)
    visit = Visit(
        region_code="63.11",
        kind=VisitKind.RECORDING,
        school_id=world.schools["paringin"],
        team_id=world.teams[team],
        date=starts.date(),
        starts_at=starts,
        ends_at=starts + timedelta(hours=5),
        capacity=40,
        state=VisitState.CONFIRMED,
    )
    session.add(visit)
    session.flush()
    return visit.id


@pytest.fixture
def visit(database: Database, world: World) -> tuple[UUID, list[UUID]]:
    with database.write() as session:
        made = add_visit(session, world)
        pupils = [add_student(session, world, name=name) for name in ("BUDI", "AMINAH")]
        session.add_all([RosterEntry(visit_id=made, student_id=id, class_group="XI IPA 1") for id in pupils])
        session.flush()
    return made, pupils


def record(visit: UUID, student: UUID) -> dict[str, Any]:
    return {
        "id": str(new_id()),
        "student_id": str(student),
        "visit_id": str(visit),
        "outcome": "recorded",
        "captured_at": now().isoformat(),
        "device_id": "kit-1",
        "offline": False,
    }


def test_a_pack_holds_the_day_and_says_when_it_is_still_right(api: Api, visit: tuple[UUID, list[UUID]]) -> None:
    url = f"/v1/visits/{visit[0]}/pack"
    first = api.get(url, by="team1")
    pack = first.json()
    assert [pupil["name"] for pupil in pack["roster"]] == ["AMINAH", "BUDI"]
    assert {"epoch", "visit", "school", "roster", "reasons", "server_time"} <= set(pack)
    assert pack["recording_age"] == 16
    assert "nik" not in first.text.replace("nik_not_found", "")
    tag = first.headers["etag"]
    for header in (tag, f"W/{tag}", f'"x", {tag}'):
        again = api.get(url, by="team1", headers={"if-none-match": header})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    api.post("/v1/recordings", by="team1", json=record(visit[0], visit[1][0]))
    changed = api.get(url, by="team1", headers={"if-none-match": tag})
    assert changed.status_code == 200
    assert {p["name"]: (p["recorded"], p["outcome"]) for p in changed.json()["roster"]} == {
        "AMINAH": ("no", None),
        "BUDI": ("here", "recorded"),
    }


def test_a_pack_tells_the_recording_age_of_its_region_and_day(api: Api, visit: tuple[UUID, list[UUID]]) -> None:
    url = f"/v1/visits/{visit[0]}/pack"
    tag = api.get(url, by="team1").headers["etag"]
    line = {"key": "recording_age", "value": 15, "valid_from": "2020-01-01"}
    assert api.put("/v1/settings/63.11", by="admin", json={"items": [line]}).status_code == 200
    again = api.get(url, by="team1", headers={"if-none-match": tag})
    assert (again.status_code, again.json()["recording_age"]) == (200, 15)


def test_a_pack_is_for_the_team_and_the_office_alone(api: Api, visit: tuple[UUID, list[UUID]]) -> None:
    url = f"/v1/visits/{visit[0]}/pack"
    statuses = {name: api.get(url, by=name).status_code for name in ("team1", "officer", "team2", "neighbour")}
    assert statuses == {"team1": 200, "officer": 200, "team2": 404, "neighbour": 404}
    assert api.get(url, by="school-paringin").status_code == 403
    assert api.get(url, by="viewer").status_code == 403
    assert api.get(url).status_code == 401
    assert api.get("/v1/visits/kacau/pack", by="team1").status_code == 422


def test_the_list_of_visits_carries_the_tags_of_the_packs(
    api: Api, database: Database, world: World, visit: tuple[UUID, list[UUID]]
) -> None:
    with database.write() as session:
        later, far, _ = (
            add_visit(session, world, 3),
            add_visit(session, world, 60),
            add_visit(session, world, 1, "team2"),
        )
    listed = api.get("/v1/field/visits", by="team1").json()
    assert [item["visit_id"] for item in listed["items"]] == [str(visit[0]), str(later)]
    pack = api.get(f"/v1/visits/{visit[0]}/pack", by="team1", headers={"if-none-match": listed["items"][0]["etag"]})
    assert pack.status_code == 304
    assert listed["epoch"] == api.get(f"/v1/visits/{later}/pack", by="team1").json()["epoch"]
    day = (day_of(now(), zone("63.11")) + timedelta(days=60)).isoformat()
    found = api.get("/v1/field/visits", by="officer", params={"date_from": day, "date_to": day}).json()["items"]
    assert [item["visit_id"] for item in found] == [str(far)]
    assert api.get("/v1/field/visits?date_from=9999-12-31", by="team1").json()["items"] == []
    assert api.get("/v1/field/visits?date_from=0001-01-01&date_to=0001-01-02", by="team1").json()["items"] == []
    assert api.get("/v1/field/visits", by="viewer").status_code == 403


def test_a_device_learns_what_arrived_and_the_office_what_did_not(api: Api, visit: tuple[UUID, list[UUID]]) -> None:
    held, parked = record(visit[0], visit[1][0]), record(new_id(), visit[1][1])
    lost = record(visit[0], visit[1][1])
    for each in (held, parked):
        api.post("/v1/recordings", by="team1", json=each)
    ask = {"device_id": "kit-1", "ids": [held["id"], parked["id"], lost["id"], lost["id"]]}
    told = api.post("/v1/field/reconcile", by="team1", json=ask).json()
    assert (told["held"], told["parked"], told["unknown"]) == ([held["id"]], [parked["id"]], [lost["id"]])
    assert api.post("/v1/field/reconcile", by="team2", json=ask | {"device_id": "kit-9"}).json()["held"] == []
    lines = {d["device_id"]: d for d in api.get("/v1/field/devices", by="officer").json()["items"]}
    line = lines["kit-1"]
    assert (line["sent"], line["held"], line["parked"], line["unaccounted"]) == (3, 1, 1, 1)
    assert (lines["kit-9"]["held"], lines["kit-9"]["unaccounted"]) == (0, 1)
    api.post("/v1/recordings", by="team1", json=lost)
    line = api.get("/v1/field/devices?limit=1", by="officer").json()["items"][0]
    assert (line["held"], line["unaccounted"]) == (2, 0)
    assert api.get("/v1/field/devices", by="neighbour").json()["items"] == []
    assert api.get("/v1/field/devices", by="team1").status_code == 403
    assert "kit-9" in api.get("/v1/field/devices?format=csv", by="officer").text


def test_what_one_team_says_of_a_device_takes_nothing_from_what_another_said(
    api: Api, visit: tuple[UUID, list[UUID]]
) -> None:
    held, lost, other = record(visit[0], visit[1][0]), str(new_id()), str(new_id())
    api.post("/v1/recordings", by="team1", json=held)

    def said(by: str, ids: list[str]) -> tuple[int, int]:
        assert api.post("/v1/field/reconcile", by=by, json={"device_id": "kit-1", "ids": ids}).status_code == 200
        lines = api.get("/v1/field/devices", by="officer").json()["items"]
        assert [line["device_id"] for line in lines] == ["kit-1"]
        return lines[0]["sent"], lines[0]["unaccounted"]

    assert said("team1", [held["id"], lost]) == (2, 1)
    assert said("team2", []) == (2, 1)
    assert said("team2", [lost, other]) == (4, 2), "what both miss is missing once"
    assert said("officer", []) == (4, 2)
    assert said("team2", []) == (2, 1)
    assert said("team1", [held["id"]]) == (1, 0)


def test_a_reconciliation_of_garbage_is_refused_and_of_nothing_is_not(api: Api) -> None:
    assert api.post("/v1/field/reconcile", by="team1", json={"device_id": "k", "ids": []}).status_code == 200
    assert api.post("/v1/field/reconcile", by="team1", json={"device_id": "k", "ids": ["x"]}).status_code == 422
    assert api.post("/v1/field/reconcile", by="team1", json={"device_id": "\u0000", "ids": []}).status_code == 422
    assert api.post("/v1/field/reconcile", by="school-paringin", json={"device_id": "k", "ids": []}).status_code == 403


NAMES = ("MUHAMMAD RIZKY RAMADHANI", "NOR ASIAH", "AHMAD FAUZI", "SITI RAHMAH", "DWI PUTRI ANGGRAINI", "ABDUL HADI")


def test_the_pack_of_three_hundred_pupils_is_small_on_the_wire(api: Api, database: Database, world: World) -> None:
    with database.write() as session:
        made = add_visit(session, world)
        for n in range(300):
            name, group = f"{NAMES[n % 6]} {new_id().hex[-6:].upper()}", f"XI IPA {n % 9 + 1}"
            birth = date(2009, 1, 1) + timedelta(days=n * 2)
            pupil = add_student(session, world, name=name, birth=birth, class_group=group)
            session.add(RosterEntry(visit_id=made, student_id=pupil, class_group=group))
        session.flush()
    answer = api.get(f"/v1/visits/{made}/pack", by="team1", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.json()["roster"]) == 300
    assert int(answer.headers["content-length"]) <= 60_000
    plain = api.get(f"/v1/visits/{made}/pack", by="team1", headers={"accept-encoding": "gzip;q=0, identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json()["roster"] == answer.json()["roster"]
    known = {"if-none-match": answer.headers["etag"], "accept-encoding": "gzip"}
    again = api.get(f"/v1/visits/{made}/pack", by="team1", headers=known)
    assert (again.status_code, again.content) == (304, b"")


def test_after_a_restore_every_device_learns_that_the_epoch_is_another(
    api: Api, database: Database, visit: tuple[UUID, list[UUID]]
) -> None:
    item = record(visit[0], visit[1][0])
    assert api.post("/v1/recordings", by="team1", json=item).status_code == 201

    def told() -> tuple[set[str], str]:
        pack = api.get(f"/v1/visits/{visit[0]}/pack", by="team1")
        body = {"device_id": "kit-1", "ids": [item["id"]]}
        answers = [
            pack,
            api.get("/v1/field/visits", by="team1"),
            api.post("/v1/field/reconcile", by="team1", json=body),
        ]
        return {answer.json()["epoch"] for answer in answers}, pack.headers["etag"]

    before, tag = told()
    epoch = new_epoch(database)
    after, other = told()
    assert (len(before), after) == (1, {str(epoch)})
    assert before != after
    assert other != tag, "a device that holds the old pack must not be told that nothing changed"
    kinds = [line["kind"] for line in api.get("/v1/journal?limit=500", by="nation").json()["items"]]
    assert kinds.count("installation.epoch_begun") == 1
