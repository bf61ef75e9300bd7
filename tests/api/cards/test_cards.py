"""Cards through the door."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.core.clock import now
from app.core.db import Database
from app.core.ids import new_id
from app.regions.models import Setting
from app.regions.queries import today
from app.students.models import Student, StudentStatus
from tests.conftest import Api
from tests.support.world import World, add_student

LAST_WEEK = (now() - timedelta(days=7)).isoformat()


@pytest.fixture
def pupil(database: Database, world: World) -> UUID:
    """A pupil of Paringin who is 17 already."""
    with database.write() as session:
        return add_student(session, world, birth=date(2009, 1, 15))


def post(api: Api, student_id: UUID, by: str = "officer", **body: Any) -> Any:
    body = {"occurred_at": LAST_WEEK, **body}
    return api.post(f"/v1/students/{student_id}/card-events", by=by, json=body)


def ready(api: Api, student_id: UUID) -> None:
    assert post(api, student_id, status="PRINT_READY_RECORD", reason="SIAK").status_code == 201


def handover(api: Api, *items: dict[str, Any], by: str = "officer", **body: Any) -> Any:
    whole = {"date": str(today("63.11")), "place": "Aula SMA", "items": list(items), **body}
    return api.post("/v1/handovers", by=by, json=whole)


def receipt(student_id: UUID, **more: Any) -> dict[str, Any]:
    return {"student_id": str(student_id), "received_by": "Siti Aminah", "relation": "self", **more}


# --- events ----------------------------------------------------------------------------------------------------


def test_a_step_entered_by_hand_moves_the_card_and_is_listed_by_time(api: Api, pupil: UUID) -> None:
    first = post(api, pupil, status="BIO_CAPTURED")
    assert (first.status_code, first.json()["card_state"], first.json()["flags"]) == (201, "in_process", [])
    assert first.headers["location"] == f"/v1/students/{pupil}/card-events"
    earlier = (now() - timedelta(days=9)).isoformat()
    assert post(api, pupil, status="UNREGISTERED", occurred_at=earlier).status_code == 201
    listed = api.get(f"/v1/students/{pupil}/card-events?limit=1", by="school-paringin").json()
    assert [event["status"] for event in listed["items"]] == ["UNREGISTERED"]
    rest = api.get(f"/v1/students/{pupil}/card-events", by="officer", params={"cursor": listed["next_cursor"]}).json()
    assert [event["status"] for event in rest["items"]] == ["BIO_CAPTURED"]


def test_a_skipped_or_backward_step_by_hand_needs_a_reason(api: Api, pupil: UUID) -> None:
    refused = post(api, pupil, status="PRINT_READY")
    assert (refused.status_code, refused.json()["code"]) == (422, "cards.reason_needed")
    assert refused.json()["errors"][0]["pointer"] == "/reason"
    taken = post(api, pupil, status="PRINT_READY", reason="Sudah siap cetak di SIAK")
    assert (taken.status_code, taken.json()["flags"]) == (201, ["skipped"])
    later = now().isoformat()
    assert post(api, pupil, status="DUPLICATE", occurred_at=later).status_code == 422
    assert post(api, pupil, status="DUPLICATE", occurred_at=later, reason="x").json()["flags"] == ["backward"]


def test_a_reopening_needs_reason_and_document(api: Api, pupil: UUID) -> None:
    bare = post(api, pupil, status="reopened")
    assert [fault["pointer"] for fault in bare.json()["errors"]] == ["/reason", "/document"]
    assert post(api, pupil, status="reopened", reason="ganda").status_code == 422
    assert post(api, pupil, status="reopened", reason="ganda", document="470/1/2026").status_code == 201


def test_an_event_entered_twice_under_one_id_is_entered_once(api: Api, database: Database, pupil: UUID) -> None:
    body = {"id": str(new_id()), "status": "BIO_CAPTURED"}
    first, again = (post(api, pupil, **body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = post(api, pupil, **{**body, "status": "PROCESSING"})
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")
    with database.read() as session:
        assert session.get_one(Student, pupil).last_card_code == "BIO_CAPTURED"


@pytest.mark.parametrize(
    "body",
    [
        {"status": ""},
        {"status": None},
        {"status": "x" * 61},
        {"status": "CARD\u0000"},
        {"status": "BIO_CAPTURED", "occurred_at": "2026-07-01T08:00:00"},
        {"status": "BIO_CAPTURED", "occurred_at": "0001-01-01T00:00:00+08:00"},
        {"status": "BIO_CAPTURED", "occurred_at": "9999-12-31T23:59:59-12:00"},
        {"status": "BIO_CAPTURED", "occurred_at": 10**30},
        {"status": "BIO_CAPTURED", "occurred_at": str(datetime.now(UTC) + timedelta(days=2))},
        {"status": "BIO_CAPTURED", "reason": "x" * 401},
        {"status": "BIO_CAPTURED", "id": str(uuid4())},
        {"status": "BIO_CAPTURED", "flags": []},
    ],
)
def test_what_cannot_be_an_event_is_refused(api: Api, pupil: UUID, body: dict[str, Any]) -> None:
    answer = post(api, pupil, **body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"]


def test_clocks_that_run_a_little_ahead_are_forgiven(api: Api, pupil: UUID) -> None:
    ahead = (now() + timedelta(hours=20)).isoformat()
    assert post(api, pupil, status="BIO_CAPTURED", occurred_at=ahead).status_code == 201


def test_only_the_office_enters_events_and_only_of_its_region(api: Api, pupil: UUID) -> None:
    for by in ("school-paringin", "team1", "viewer"):
        assert post(api, pupil, by=by, status="BIO_CAPTURED").status_code == 403
    assert post(api, pupil, by="neighbour", status="BIO_CAPTURED").status_code == 404
    assert post(api, uuid4(), status="BIO_CAPTURED").status_code == 404
    url = f"/v1/students/{pupil}/card-events"
    got = {by: api.get(url, by=by).status_code for by in ("school-paringin", "school-halong", "team1", "viewer")}
    assert got == {"school-paringin": 200, "school-halong": 404, "team1": 403, "viewer": 403}
    assert api.get(url).status_code == 401


def test_a_school_does_not_read_why(api: Api, pupil: UUID) -> None:
    ready(api, pupil)
    url = f"/v1/students/{pupil}/card-events"
    assert api.get(url, by="officer").json()["items"][0]["reason"] == "SIAK"
    assert api.get(url, by="school-paringin").json()["items"][0]["reason"] is None


# --- due -------------------------------------------------------------------------------------------------------


def test_who_turns_17_in_the_period_is_due_whatever_the_state(api: Api, database: Database, world: World) -> None:
    births = {
        "A": date(2009, 12, 30),
        "B": date(2009, 12, 31),
        "C": date(2010, 1, 1),
        "D": date(2010, 1, 2),
    }
    with database.write() as session:
        ids = {name: add_student(session, world, name=name, birth=birth) for name, birth in births.items()}
        gone = add_student(session, world, name="GONE", birth=births["B"])
        session.get_one(Student, gone).status = StudentStatus.DECEASED
        add_student(session, world, "halong", name="H", birth=births["B"])
        add_student(session, world, name="UNKNOWN", birth=None)
    ready(api, ids["B"])
    found = api.get("/v1/cards/due?on=2026-12-31&within_days=1", by="officer").json()
    assert [(i["name"], i["turns_17_on"], i["legal_day"], i["card_state"]) for i in found["items"]] == [
        ("B", "2026-12-31", "2026-12-31", "ready"),
        ("H", "2026-12-31", "2026-12-31", "not_recorded"),
        ("C", "2027-01-01", "2027-01-01", "not_recorded"),
    ]
    assert found["counts"]["ready"] == 1
    assert sum(found["counts"].values()) == 3
    own = api.get("/v1/cards/due?on=2026-12-31", by="school-halong").json()
    assert [item["name"] for item in own["items"]] == ["H"]


@pytest.mark.parametrize(
    ("birth", "on", "is_due"),
    [
        ("2008-02-29", "2025-02-28", False),
        ("2008-02-29", "2025-03-01", True),
        ("2012-02-29", "2029-02-28", False),
        ("2012-02-29", "2029-03-01", True),
        ("2011-02-28", "2028-02-28", True),
        ("2011-02-28", "2028-02-29", False),
        ("2011-03-01", "2028-02-29", False),
        ("2011-03-01", "2028-03-01", True),
    ],
)
def test_born_around_the_leap_day_everyone_is_due_on_exactly_one_day(
    api: Api, database: Database, world: World, birth: str, on: str, is_due: bool
) -> None:
    with database.write() as session:
        add_student(session, world, birth=date.fromisoformat(birth))
    assert len(api.get(f"/v1/cards/due?on={on}", by="officer").json()["items"]) == is_due


def test_pages_of_due_cards_follow_each_other_and_count_the_whole(api: Api, database: Database, world: World) -> None:
    with database.write() as session:
        for number in range(5):
            add_student(session, world, name=f"N{number}", birth=date(2010, 5, 1))
    names: list[str] = []
    cursor = None
    while True:
        params = {"on": "2027-05-01", "limit": 2} | ({"cursor": cursor} if cursor else {})
        body = api.get("/v1/cards/due", by="officer", params=params).json()
        names += [item["name"] for item in body["items"]]
        assert body["counts"]["not_recorded"] == 5
        cursor = body["next_cursor"]
        if cursor is None:
            break
    assert names == ["N0", "N1", "N2", "N3", "N4"]
    sheet = api.get("/v1/cards/due?on=2027-05-01&format=csv&limit=2", by="officer").text
    assert len(sheet.strip().splitlines()) == 6


def test_the_due_list_asks_for_a_reasonable_period_within_ones_scope(api: Api, world: World) -> None:
    for query in ("within_days=367", "within_days=-1", "within_days=99999999999999999999", "on=9999-12-31", "on=x"):
        assert api.get(f"/v1/cards/due?{query}", by="officer").status_code == 422
    assert api.get("/v1/cards/due", by="officer").json()["items"] == []
    assert api.get("/v1/cards/due?region_code=63.08", by="officer").status_code == 404
    assert api.get(f"/v1/cards/due?school_id={world.schools['paringin']}", by="school-halong").status_code == 404
    assert api.get("/v1/cards/due", by="viewer").status_code == 403
    assert api.get("/v1/cards/due?cursor=abc", by="officer").status_code == 422


def test_the_longest_standing_problem_comes_first_with_who_must_act(
    api: Api, database: Database, world: World, pupil: UUID
) -> None:
    with database.write() as session:
        other = add_student(session, world, name="LAMA")
        fine = add_student(session, world)
    ready(api, fine)
    post(api, pupil, status="DUPLICATE_RECORD", reason="SIAK")
    post(api, other, status="EFAC", reason="SIAK", occurred_at=(now() - timedelta(days=30)).isoformat())
    items = api.get("/v1/cards/problems", by="officer").json()["items"]
    assert [(item["name"], item["card_status_raw"], item["acts"]) for item in items] == [
        ("LAMA", "EFAC", "office"),
        ("SITI AMINAH", "DUPLICATE_RECORD", "centre"),
    ]
    assert api.get("/v1/cards/problems", by="school-halong").json()["items"] == []
    assert api.get("/v1/cards/problems", by="team1").status_code == 403


# --- handovers -------------------------------------------------------------------------------------------------


def test_a_card_handed_over_is_in_its_owners_hands(api: Api, database: Database, world: World, pupil: UUID) -> None:
    ready(api, pupil)
    given = handover(api, receipt(pupil), school_id=str(world.schools["paringin"]))
    assert given.status_code == 201, given.text
    assert given.headers["etag"] == '"1"'
    got = api.get(given.headers["location"], by="school-paringin")
    assert got.json() == given.json()
    assert got.json()["items"][0]["received_by"] == "Siti Aminah"
    with database.read() as session:
        student = session.get_one(Student, pupil)
        assert (student.card_state, student.handed_over_on) == ("handed_over", today("63.11"))
    events = api.get(f"/v1/students/{pupil}/card-events", by="officer").json()["items"]
    assert [(event["status"], event["source"]) for event in events][-1] == ("CARD_ISSUED", "handover")


def test_one_card_before_its_legal_day_keeps_all_back(api: Api, database: Database, world: World, pupil: UUID) -> None:
    with database.write() as session:
        young = add_student(session, world, birth=date(today("63.11").year - 16, 1, 1))
        unknown = add_student(session, world, birth=None)
    for student in (pupil, young, unknown):
        ready(api, student)
    refused = handover(api, receipt(pupil), receipt(young), receipt(unknown))
    assert (refused.status_code, refused.json()["code"]) == (422, "cards.too_early")
    assert [(fault["pointer"], fault["code"]) for fault in refused.json()["errors"]] == [
        ("/items/1", "cards.too_early"),
        ("/items/2", "cards.age_unknown"),
    ]
    assert api.get("/v1/handovers", by="officer").json()["items"] == []
    with database.write() as session:
        for student in (young, unknown):
            session.get_one(Student, student).ever_married = True
    assert handover(api, receipt(pupil), receipt(young), receipt(unknown)).status_code == 201


def test_on_the_17th_birthday_itself_the_card_is_given_and_where_the_offset_is_a_day_not_yet(
    api: Api, database: Database, world: World
) -> None:
    birthday, day_after = date(2026, 3, 1), date(2026, 3, 2)
    with database.write() as session:
        first, second = (add_student(session, world, birth=date(2009, 3, 1)) for _ in range(2))
    for student in (first, second):
        ready(api, student)
    assert handover(api, receipt(first), date=str(birthday)).status_code == 201
    with database.write() as session:
        session.add(Setting(region_code="63.11", key="print_offset_days", value=1, valid_from=date(2020, 1, 1)))
    refused = handover(api, receipt(second), date=str(birthday))
    assert (refused.status_code, refused.json()["code"]) == (422, "cards.too_early")
    assert handover(api, receipt(second), date=str(day_after)).status_code == 201


def test_a_card_that_is_not_ready_is_given_out_only_with_a_reason(api: Api, pupil: UUID) -> None:
    refused = handover(api, receipt(pupil))
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/items/0/reason")
    assert handover(api, receipt(pupil, reason="Dicetak di kantor lain")).status_code == 201
    # A card in its owner's hands is no longer ready.
    assert handover(api, receipt(pupil)).status_code == 422


def test_the_same_handover_sent_twice_gives_the_card_once(api: Api, pupil: UUID) -> None:
    ready(api, pupil)
    first, again = (handover(api, receipt(pupil), id="01932f4e-0000-7000-8000-0000000000c1") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = handover(api, receipt(pupil), id="01932f4e-0000-7000-8000-0000000000c1", place="Lain")
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")
    assert len(api.get("/v1/handovers", by="officer").json()["items"]) == 1


def test_nobody_is_named_twice_unseen_or_from_another_school(
    api: Api, database: Database, world: World, pupil: UUID
) -> None:
    with database.write() as session:
        foreign = add_student(session, world, "amuntai", birth=date(2009, 1, 1))
        outside = add_student(session, world, None, birth=date(2009, 1, 1))
    for student in (pupil, outside):
        ready(api, student)
    answer = handover(api, receipt(pupil), receipt(pupil), receipt(foreign), receipt(uuid4()))
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [
        ("/items/1/student_id", "cards.twice"),
        ("/items/2/student_id", "field.unknown_reference"),
        ("/items/3/student_id", "field.unknown_reference"),
    ]
    halong = str(world.schools["halong"])
    misplaced = handover(api, receipt(pupil), receipt(outside), school_id=halong)
    assert [(fault["pointer"], fault["code"]) for fault in misplaced.json()["errors"]] == [
        ("/items/0/student_id", "cards.other_school")
    ]
    unseen = handover(api, receipt(pupil), school_id=str(world.schools["amuntai"]))
    assert unseen.json()["errors"][0]["pointer"] == "/school_id"
    assert handover(api, receipt(outside), school_id=halong).status_code == 201


@pytest.mark.parametrize(
    "change",
    [
        {"items": []},
        {"items": None},
        {"date": "2999-01-01"},
        {"date": "0001-01-01"},
        {"date": str(date.today() + timedelta(days=3))},  # noqa: DTZ011
        {"place": " "},
        {"place": "x\u0007"},
        {"extra": 1},
    ],
)
def test_what_cannot_be_a_handover_is_refused(api: Api, pupil: UUID, change: dict[str, Any]) -> None:
    ready(api, pupil)
    body = {"date": str(today("63.11")), "place": "Aula", "items": [receipt(pupil)], **change}
    answer = api.post("/v1/handovers", by="officer", json=body)
    assert answer.status_code == 422, answer.text


def test_handovers_are_seen_by_the_office_and_the_school_they_were_made_for(
    api: Api, world: World, pupil: UUID
) -> None:
    ready(api, pupil)
    given = handover(api, receipt(pupil), school_id=str(world.schools["paringin"])).json()
    url = f"/v1/handovers/{given['id']}"
    seen = {
        by: api.get(url, by=by).status_code
        for by in ("officer", "nation", "school-paringin", "school-halong", "neighbour", "team1", "viewer")
    }
    assert seen == {
        "officer": 200,
        "nation": 200,
        "school-paringin": 200,
        "school-halong": 404,
        "neighbour": 404,
        "team1": 403,
        "viewer": 403,
    }
    for by in ("school-paringin", "team1", "viewer"):
        assert handover(api, receipt(pupil), by=by).status_code == 403
    assert api.get("/v1/handovers", by="school-halong").json()["items"] == []
    assert len(api.get("/v1/handovers?date_from=2020-01-01&region_code=63.11", by="officer").json()["items"]) == 1
    assert api.get("/v1/handovers?date_to=2020-01-01", by="officer").json()["items"] == []
    assert "Aula SMA" in api.get("/v1/handovers?format=csv", by="officer").text
