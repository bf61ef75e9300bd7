"""What a school says of a handover, and cards that come back."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.core.clock import now
from app.core.db import Database
from app.core.ids import new_id
from app.regions.queries import today
from app.students.models import CardState, Student
from tests.conftest import Api
from tests.support.world import World, add_student


@pytest.fixture
def pupils(database: Database, world: World) -> list[UUID]:
    with database.write() as session:
        return [add_student(session, world, name=name, birth=date(2009, 1, 15)) for name in ("ANI", "BUDI")]


@pytest.fixture
def given(api: Api, world: World, pupils: list[UUID]) -> dict[str, Any]:
    """Two cards given to a teacher of the school."""
    for student in pupils:
        body = {"status": "PRR", "occurred_at": (now() - timedelta(days=3)).isoformat(), "reason": "SIAK"}
        assert api.post(f"/v1/students/{student}/card-events", by="officer", json=body).status_code == 201
    return give(api, world, pupils)


def give(api: Api, world: World, pupils: list[UUID], day: date | None = None) -> dict[str, Any]:
    items = [{"student_id": str(one), "received_by": "Bu Guru", "relation": "teacher"} for one in pupils]
    body = {"date": str(day or today("63.11")), "place": "SMA", "school_id": str(world.schools["paringin"])}
    answer = api.post("/v1/handovers", by="officer", json={**body, "items": items})
    assert answer.status_code == 201, answer.text
    got: dict[str, Any] = answer.json()
    return got


def confirm(api: Api, given: dict[str, Any], *items: dict[str, Any], by: str = "school-paringin") -> Any:
    return api.post(f"/v1/handovers/{given['id']}/confirm", by=by, json={"items": list(items)})


def back(api: Api, student_id: UUID, kind: str = "not_collected", **more: Any) -> Any:
    body = {"student_id": str(student_id), "date": str(today("63.11")), "kind": kind, **more}
    return api.post("/v1/card-returns", by="officer", json=body)


def state(database: Database, student_id: UUID) -> tuple[CardState, date | None]:
    with database.read() as session:
        student = session.get_one(Student, student_id)
        return student.card_state, student.handed_over_on


def on_list(api: Api, kind: str) -> list[str]:
    return [item["name"] for item in api.get(f"/v1/cards/problems?kind={kind}", by="officer").json()["items"]]


def test_the_school_says_who_really_received_the_cards(api: Api, given: dict[str, Any], pupils: list[UUID]) -> None:
    got = {"student_id": str(pupils[0]), "received_by": "Ani", "relation": "self"}
    answer = confirm(api, given, got, {"student_id": str(pupils[1]), "received": False})
    assert answer.status_code == 200, answer.text
    first, second = answer.json()["items"]
    assert (first["received"], first["confirmed_by"], first["confirmed_relation"]) == (True, "Ani", "self")
    assert (first["received_by"], first["relation"]) == ("Bu Guru", "teacher")
    assert (second["received"], second["confirmed_by"]) == (False, None)
    assert answer.headers["etag"] == '"2"'
    assert on_list(api, "not_received") == ["BUDI"]
    later = {"student_id": str(pupils[1]), "received_by": "Ibu Budi", "relation": "parent"}
    assert confirm(api, given, later).json()["items"][1]["confirmed_by"] == "Ibu Budi"
    assert on_list(api, "not_received") == []


def test_a_confirmation_names_people_of_the_handover_once_and_who_received(
    api: Api, given: dict[str, Any], pupils: list[UUID]
) -> None:
    lost = {"student_id": str(pupils[0]), "received": False}
    answer = confirm(api, given, lost, lost, {"student_id": str(new_id()), "received": False})
    assert [(f["pointer"], f["code"]) for f in answer.json()["errors"]] == [
        ("/items/1/student_id", "cards.twice"),
        ("/items/2/student_id", "cards.not_in_handover"),
    ]
    bare = confirm(api, given, {"student_id": str(pupils[0])})
    assert (bare.status_code, bare.json()["errors"][0]["code"]) == (422, "cards.receiver_needed")
    seen = {by: confirm(api, given, lost, by=by).status_code for by in ("school-halong", "neighbour", "team1")}
    assert seen == {"school-halong": 404, "neighbour": 404, "team1": 403}
    stale = api.post(
        f"/v1/handovers/{given['id']}/confirm", by="officer", json={"items": [lost]}, headers={"if-match": '"9"'}
    )
    assert stale.status_code == 412


@pytest.mark.parametrize(
    ("kind", "stands"),
    [("not_collected", "printed"), ("found", "printed"), ("damaged", "ready"), ("wrong_data", "ready")],
)
def test_a_card_that_came_back_is_on_the_work_list_until_it_is_given_out_again(
    api: Api, database: Database, world: World, given: dict[str, Any], pupils: list[UUID], kind: str, stands: str
) -> None:
    answer = back(api, pupils[0], kind, note="tidak diambil")
    assert answer.status_code == 201, answer.text
    assert state(database, pupils[0]) == (CardState(stands), None)
    assert state(database, pupils[1])[0] is CardState.HANDED_OVER
    assert on_list(api, "returned") == ["ANI"]
    give(api, world, [pupils[0]])
    assert state(database, pupils[0]) == (CardState.HANDED_OVER, today("63.11"))
    assert on_list(api, "returned") == []
    assert [item["kind"] for item in api.get("/v1/card-returns", by="officer").json()["items"]] == [kind]
    assert given["items"][0]["received_by"] == "Bu Guru"


def test_on_one_past_day_a_card_goes_out_comes_back_and_goes_out_again(
    api: Api, database: Database, world: World, pupils: list[UUID]
) -> None:
    day = today("63.11") - timedelta(days=1)
    body = {"status": "PRR", "occurred_at": (now() - timedelta(days=9)).isoformat(), "reason": "SIAK"}
    api.post(f"/v1/students/{pupils[0]}/card-events", by="officer", json=body)
    give(api, world, pupils[:1], day)
    assert back(api, pupils[0], date=str(day)).status_code == 201
    assert state(database, pupils[0])[0] is CardState.PRINTED
    give(api, world, pupils[:1], day)
    assert state(database, pupils[0]) == (CardState.HANDED_OVER, day)


def test_what_cannot_come_back_is_refused(api: Api, given: dict[str, Any], pupils: list[UUID], world: World) -> None:
    yesterday, tomorrow = (str(today("63.11") + timedelta(days=days)) for days in (-1, 1))
    assert back(api, pupils[0], date=yesterday).json()["errors"][0]["code"] == "cards.return_before"
    assert back(api, pupils[0], date=tomorrow).json()["errors"][0]["code"] == "cards.ahead"
    assert back(api, new_id()).json()["errors"][0]["code"] == "field.unknown_reference"
    id = str(new_id())
    assert [back(api, pupils[0], "damaged", id=id).status_code for _ in range(2)] == [201, 200]
    assert back(api, pupils[0], "found", id=id).json()["code"] == "id_reused"
    assert back(api, pupils[0]).json()["errors"][0]["code"] == "cards.not_given_out"
    refused = api.post("/v1/card-returns", by="school-paringin", json={})
    assert refused.status_code == 403
