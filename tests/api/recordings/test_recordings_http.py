"""Recordings through the door."""

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import update
from sqlmodel import Session, col

from api.recordings.schemas import RecordedOut
from app.core.db import Database
from app.core.ids import new_id
from app.recordings import service
from app.students.models import Student
from app.visits.models import Visit, VisitKind, VisitState
from tests.conftest import Api
from tests.support.world import World, add_student

AT = datetime(2026, 10, 13, 1, 0, tzinfo=UTC)


def add_visit(session: Session, world: World, **facts: Any) -> UUID:
    given: dict[str, Any] = {
        "region_code": "63.11",
        "kind": VisitKind.RECORDING,
        "school_id": world.schools["paringin"],
        "team_id": world.teams["team1"],
        "date": date(2026, 10, 13),
        "starts_at": AT - timedelta(hours=1),
        "ends_at": AT + timedelta(hours=4),
        "capacity": 40,
        "state": VisitState.CONFIRMED,
    }
    visit = Visit(**(given | facts))
    session.add(visit)
    session.flush()
    return visit.id


@pytest.fixture
def day(database: Database, world: World) -> dict[str, str]:
    with database.write() as session:
        return {"student_id": str(add_student(session, world)), "visit_id": str(add_visit(session, world))}


def body(**facts: Any) -> dict[str, Any]:
    given = {
        "id": str(new_id()),
        "outcome": "recorded",
        "captured_at": "2026-10-13T09:00:00+08:00",
        "device_id": "kit-1",
        "offline": True,
    }
    return given | facts


def test_a_recording_is_created_once_and_then_replayed(api: Api, day: dict[str, str]) -> None:
    sent = body(**day, note="catatan", disability_exception=True)
    first, again = (api.post("/v1/recordings", by="team1", json=sent) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.headers["location"] == f"/v1/recordings/{sent['id']}"
    there = first.json()
    assert {name: there[name] for name in (*day, "outcome", "device_id", "offline", "note", "id")} == {
        name: sent[name] for name in (*day, "outcome", "device_id", "offline", "note", "id")
    }
    assert (there["verdict"], there["counted"], there["first"], there["region_code"]) == (
        "created",
        True,
        None,
        "63.11",
    )
    assert again.json() == there | {"first": "created"}
    other = api.post("/v1/recordings", by="team1", json=sent | {"note": "lain"})
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")


def test_the_second_of_a_pupil_is_a_duplicate(api: Api, day: dict[str, str]) -> None:
    api.post("/v1/recordings", by="team1", json=body(**day))
    second = api.post("/v1/recordings", by="team1", json=body(**day))
    assert (second.status_code, second.json()["verdict"], second.json()["counted"]) == (201, "duplicate", False)


def test_what_a_team_may_not_see_is_parked_and_never_not_found(api: Api, day: dict[str, str]) -> None:
    sent = body(**day | {"visit_id": str(new_id())})
    parked, again = (api.post("/v1/recordings", by="team1", json=sent) for _ in range(2))
    assert (parked.status_code, again.status_code) == (202, 202)
    assert (parked.json()["verdict"], parked.json()["parked_code"]) == ("parked", "recordings.visit_unknown")
    assert (parked.json()["visit_id"], parked.json()["counted"]) == (sent["visit_id"], False)
    assert again.json()["first"] == "parked"
    assert api.post("/v1/recordings", by="team3", json=body(**day)).status_code == 202
    assert api.get(f"/v1/recordings/{sent['id']}", by="team1").status_code == 200


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"outcome": "failed"}, "/reason"),
        ({"outcome": "dancing"}, "/outcome"),
        ({"id": str(uuid4())}, "/id"),
        ({"captured_at": "2026-10-13T09:00:00"}, "/captured_at"),
        ({"captured_at": "0001-01-01T00:00:00Z"}, "/captured_at"),
        ({"captured_at": "9999-12-31T23:59:59-12:00"}, "/captured_at"),
        ({"captured_at": 10**30}, "/captured_at"),
        ({"device_id": "a\u0000b"}, "/device_id"),
        ({"device_id": "x" * 81}, "/device_id"),
        ({"device_id": "\ud800"}, "/device_id"),
        ({"offline": None}, "/offline"),
        ({"student_id": None}, "/student_id"),
        ({"student": {"name": ""}}, "/student/name"),
        ({"student": {"name": "A", "birth_date": "2010-02-30"}}, "/student/birth_date"),
        ({"secret": 1}, "/secret"),
    ],
)
def test_what_is_no_item_is_refused_at_its_field(
    api: Api, day: dict[str, str], change: dict[str, Any], pointer: str
) -> None:
    answer = api.post(
        "/v1/recordings",
        by="team1",
        content=json.dumps(body(**day) | change).encode(),
        headers={"content-type": "application/json"},
    )
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


def test_one_broken_item_of_a_batch_harms_no_other(api: Api, day: dict[str, str]) -> None:
    good, parked = body(**day), body(**day, team_id=str(new_id()))
    broken: list[Any] = [None, 7, [], {}, body(**day, outcome="failed"), body(**day, device_id="\u0000"), {"id": [1]}]
    sent = [good, *broken, parked, good, good | {"note": "x"}]
    answer = api.post("/v1/recordings/batch", by="team1", json={"items": sent})
    results = answer.json()["results"]
    assert [r["status"] for r in results] == ["created", *["invalid"] * 7, "parked", "replayed", "conflict"]
    assert results[5]["id"] == broken[4]["id"]
    assert (results[5]["code"], results[5]["pointer"]) == ("field.reason_needed", "/reason")
    assert (results[1]["id"], results[7]["id"]) == (None, None)
    assert results[8]["code"] == "recordings.team_unknown"
    assert all(r["message"] and r["message"] != r["code"] for r in results if r["code"])
    assert answer.json()["server_time"]


def test_an_empty_batch_is_answered_and_one_of_more_than_a_thousand_is_not(api: Api) -> None:
    assert api.post("/v1/recordings/batch", by="team1", json={"items": []}).json()["results"] == []
    answer = api.post("/v1/recordings/batch", by="team1", json={"items": [{}] * 1001})
    assert answer.status_code == 422


def test_the_time_of_the_device_corrects_what_its_clock_said(api: Api, day: dict[str, str]) -> None:
    sent = body(**day, captured_at="1970-01-01T00:00:00Z")
    answer = api.post("/v1/recordings/batch", by="team1", json={"items": [sent], "device_time": "1970-01-01T00:10:00Z"})
    assert answer.status_code == 200
    there = api.get(f"/v1/recordings/{sent['id']}", by="officer").json()
    assert there["captured_at"].startswith("1970-01-01")
    assert there["corrected_at"] > "2020"
    assert there["skew_seconds"] > 10**9


def test_any_text_for_a_nik_does_not_spare_a_walk_in_the_office(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        pupil = add_student(session, world)
        session.execute(update(Student).where(col(Student.id) == pupil).values(nik_hash=None))
    walk_in = {"name": "Siti Aminah", "birth_date": "2010-01-15", "school_id": str(world.schools["paringin"])}
    for extra in ({}, {"nik": "x"}):
        answer = api.post("/v1/recordings", by="team1", json=body(student=walk_in | extra))
        assert (answer.status_code, answer.json()["parked_code"]) == (202, "recordings.no_visit")


def test_a_recording_from_the_future_dates_nobody(api: Api, day: dict[str, str]) -> None:
    sent = body(student_id=day["student_id"], captured_at="2199-01-01T00:00:00Z")
    there = api.post("/v1/recordings", by="officer", json=sent)
    assert there.status_code == 201
    assert there.json()["captured_at"].startswith("2199-01-01")
    assert there.json()["corrected_at"] == there.json()["received_at"]
    assert there.json()["skew_seconds"] is None


def test_each_sees_its_own_recordings_and_a_viewer_none(api: Api, day: dict[str, str]) -> None:
    sent = body(**day, note="rahasia", disability_exception=True)
    api.post("/v1/recordings", by="team1", json=sent)
    seen = {
        name: len(api.get("/v1/recordings", by=name).json().get("items", []))
        for name in ("officer", "nation", "team1", "school-paringin", "team2", "neighbour", "school-halong")
    }
    assert seen == {
        "officer": 1,
        "nation": 1,
        "team1": 1,
        "school-paringin": 1,
        "team2": 0,
        "neighbour": 0,
        "school-halong": 0,
    }
    assert api.get("/v1/recordings", by="viewer").status_code == 403
    assert api.get(f"/v1/recordings/{sent['id']}", by="team2").status_code == 404
    assert api.post("/v1/recordings", by="school-paringin", json=sent).status_code == 403
    at_school = api.get(f"/v1/recordings/{sent['id']}", by="school-paringin").json()
    assert (at_school["note"], at_school["disability_exception"]) == (None, None)


def test_recordings_are_found_by_visit_pupil_day_and_whether_they_count(api: Api, day: dict[str, str]) -> None:
    for minute in (0, 5):
        api.post("/v1/recordings", by="team1", json=body(**day, captured_at=f"2026-10-13T09:0{minute}:00+08:00"))

    def count(**query: str) -> int:
        return len(api.get("/v1/recordings", by="officer", params=query).json()["items"])

    assert count(visit_id=day["visit_id"]) == count(student_id=day["student_id"]) == 2
    assert count(counted="true") == count(counted="false") == 1
    assert count(date_from="2026-10-13", date_to="2026-10-13", region_code="63.11") == 2
    assert count(date_from="2026-10-14") == count(date_to="2026-10-12") == 0
    assert count(date_from="0001-01-01", date_to="9999-12-31") == 2
    assert api.get("/v1/recordings?region_code=63.08", by="officer").status_code == 404
    assert api.get("/v1/recordings?format=csv", by="officer").text.count("recorded") == 2


def test_a_void_is_put_once_and_a_second_one_has_nothing_to_take_back(api: Api, day: dict[str, str]) -> None:
    sent = body(**day)
    api.post("/v1/recordings", by="team1", json=sent)
    url = f"/v1/recordings/{sent['id']}/voids/{new_id()}"
    first, again = (api.put(url, by="team1", json={"reason": "salah orang"}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json()["voided_by"], first.json()["counted"]) == (url.rsplit("/", 1)[1], False)
    assert api.put(url, by="team1", json={"reason": "lain"}).status_code == 409
    other = api.put(f"/v1/recordings/{sent['id']}/voids/{new_id()}", by="officer", json={"reason": "x"})
    assert (other.status_code, other.json()["code"], other.json()["allowed"]) == (409, "state_conflict", [])
    assert api.put(url, by="team2", json={"reason": "salah orang"}).status_code == 404
    assert api.put(url, by="viewer", json={"reason": "x"}).status_code == 403
    assert api.put(url, by="team1", json={}).status_code == 422


def test_the_office_sees_what_waits_and_decides(api: Api, day: dict[str, str]) -> None:
    walk_in = body(
        visit_id=day["visit_id"], student={"name": "SIAPA", "nik": "6311070101109999", "birth_date": "2010-01-01"}
    )
    odd = body(visit_id=day["visit_id"], student={"name": "SIAPA", "nik": "tidak tahu"})
    assert [api.post("/v1/recordings", by="team1", json=each).status_code for each in (walk_in, odd)] == [202, 202]
    waiting = api.get("/v1/recordings/parked", by="officer").json()["items"]
    assert [w["id"] for w in waiting] == [walk_in["id"], odd["id"]]
    assert waiting[0]["student"]["nik_masked"] == "6311************"
    assert "9999" not in str(waiting[0]["student"])
    for who, status in (("team1", 403), ("school-paringin", 403), ("viewer", 403)):
        assert api.get("/v1/recordings/parked", by=who).status_code == status
    url = f"/v1/recordings/parked/{walk_in['id']}/resolve"
    assert api.post(url, by="neighbour", json={"discard_reason": "x"}).status_code == 404
    assert api.post(url, by="officer", json={}).status_code == 422
    both = api.post(url, by="officer", json={"student_id": day["student_id"], "discard_reason": "x"})
    assert both.status_code == 422
    done = api.post(url, by="officer", json={"student_id": day["student_id"]})
    assert (done.status_code, done.json()["counted"], done.json()["student_id"]) == (200, True, day["student_id"])
    assert api.post(url, by="officer", json={"student_id": day["student_id"]}).json()["code"] == "state_conflict"
    replay = api.post("/v1/recordings", by="team1", json=walk_in)
    assert (replay.status_code, replay.json()["first"], replay.json()["verdict"]) == (200, "parked", "parked")
    drop = api.post(f"/v1/recordings/parked/{odd['id']}/resolve", by="officer", json={"discard_reason": "uji"})
    assert (drop.status_code, drop.json()["parked"], drop.json()["discard_reason"]) == (200, False, "uji")
    assert api.get("/v1/recordings/parked", by="officer").json()["items"] == []


def test_an_officer_records_at_the_office_without_a_visit(api: Api, day: dict[str, str]) -> None:
    answer = api.post("/v1/recordings", by="officer", json=body(student_id=day["student_id"]))
    assert (answer.status_code, answer.json()["visit_id"]) == (201, None)
    unknown = api.post("/v1/recordings", by="nation", json=body(student_id=str(new_id())))
    assert unknown.status_code == 202
    assert api.post("/v1/recordings", by="neighbour", json=body(student_id=day["student_id"])).status_code == 202


def test_slots_of_a_visit_do_not_matter_for_when_somebody_is_recorded(
    api: Api, database: Database, world: World
) -> None:
    with database.write() as session:
        pupil = add_student(session, world)
        visit = add_visit(session, world, date=date(2026, 10, 13))
    late = datetime.combine(date(2026, 10, 13), time(15, 59), UTC)  # a minute to midnight in Balangan
    sent = body(student_id=str(pupil), visit_id=str(visit), captured_at=late.isoformat())
    assert api.post("/v1/recordings", by="team1", json=sent).status_code == 201
    next_day = body(student_id=str(pupil), visit_id=str(visit), captured_at=(late + timedelta(minutes=1)).isoformat())
    assert api.post("/v1/recordings", by="team1", json=next_day).json()["parked_code"] == "recordings.out_of_scope"


def test_recordings_that_come_at_once_each_get_their_own_answer(api: Api, day: dict[str, str]) -> None:
    """The group committer stores them together: a stranger's conflict or mistake is nobody else's."""
    same = body(**day)
    api.post("/v1/recordings", by="team1", json=same)
    good = [body(**day) for _ in range(20)]
    wrong = [{**same, "device_id": "lain"}, {**body(**day), "outcome": "failed"}, same]
    answers = api.post_at_once("/v1/recordings", by="team1", bodies=[*good, *wrong, *good])
    statuses = [answer.status_code for answer in answers]
    assert statuses[20:23] == [409, 422, 200]
    first, again = statuses[:20], statuses[23:]
    assert all({one, other} == {201, 200} for one, other in zip(first, again, strict=True))
    ids = {answer.json()["id"] for answer in answers if answer.status_code in (200, 201)}
    assert ids == {same["id"], *(each["id"] for each in good)}


def test_a_broken_commit_is_nobodys_answer(api: Api, day: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """When storing together fails each is stored by itself; only whose own item fails is told so."""
    bad, good = body(**day), [body(**day) for _ in range(5)]
    real = service.accept_each

    def accept_each(session: Session, items: Any) -> Any:
        if any(str(item.id) == bad["id"] for _, item in items):
            raise RuntimeError("the disk is gone")
        return real(session, items)

    monkeypatch.setattr(service, "accept_each", accept_each)
    answers = api.post_at_once("/v1/recordings", by="team1", bodies=[*good[:2], bad, *good[2:]])
    assert [answer.status_code for answer in answers] == [201, 201, 500, 201, 201, 201]
    assert api.get(f"/v1/recordings/{bad['id']}", by="team1").status_code == 404


def test_the_short_way_and_the_whole_way_answer_alike(api: Api, application: FastAPI, day: dict[str, str]) -> None:
    """Who was not let in a moment ago goes the whole way; it is the same recording for both."""
    again, wrong = body(**day), {**body(**day), "offline": None}
    answers: list[list[Any]] = []
    for sent in (again, again, {**again, "device_id": "lain"}, wrong, [again]):
        answers.append([])
        for forget in (True, False):
            if forget:
                application.state.gate.forget()
            answers[-1].append(api.post("/v1/recordings", by="team1", json=sent))
    assert [each.status_code for pair in answers for each in pair] == [201, 200, 200, 200, 409, 409, 422, 422, 422, 422]
    for whole, short in answers[1:]:
        alike = [{**each.json(), "request_id": None} for each in (whole, short)]
        assert alike[0] == alike[1]
        for each in (whole, short):
            del each.headers["x-request-id"]
        assert whole.headers == short.headers


def test_the_answer_to_a_sender_is_what_the_documents_say(api: Api, day: dict[str, str]) -> None:
    fresh = [body(**day), body(**day), body(**day, note="kursi roda"), body(**{**day, "visit_id": str(new_id())})]
    for sent in (*fresh, *fresh):
        told = api.post("/v1/recordings", by="team1", json=sent)
        RecordedOut.model_validate_json(told.content, strict=True)
        read = api.get(f"/v1/recordings/{sent['id']}", by="team1").json()
        assert {name: value for name, value in told.json().items() if name != "first"} == read


def test_only_who_may_record_takes_the_short_way(api: Api, day: dict[str, str]) -> None:
    for by, status in (("school-paringin", 403), ("viewer", 403), ("officer", 201)):
        assert [api.post("/v1/recordings", by=by, json=body(**day)).status_code for _ in range(2)] == [status] * 2
    assert api.request("POST", "/v1/recordings", json=body(**day)).status_code == 401
