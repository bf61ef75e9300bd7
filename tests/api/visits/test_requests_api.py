"""A school asks for a visit; the office answers."""

from typing import Any

import httpx
import pytest

from tests.conftest import Api
from tests.support.visits import act, create
from tests.support.world import World

ID = "01932f4e-0000-7000-8000-0000000000cc"


def ask(api: Api, world: World, by: str = "school-paringin", school: str = "paringin", **more: Any) -> httpx.Response:
    body = {"date_from": "2027-01-11", "date_to": "2027-01-22", "note": "sebelum ujian", **more}
    return api.post(f"/v1/schools/{world.schools[school]}/visit-requests", by=by, json=body)


def test_a_school_asks_once_and_reads_its_request(api: Api, world: World) -> None:
    first, again = (ask(api, world, id=ID) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert (first.json()["state"], first.json()["on_behalf"]) == ("open", False)
    assert api.get(first.headers["location"], by="school-paringin").json() == first.json()
    assert ask(api, world, id=ID, note="lain").json()["code"] == "id_reused"
    listed = api.get("/v1/visit-requests?state=open", by="officer").json()["items"]
    assert [each["id"] for each in listed] == [ID]


def test_no_other_school_and_no_neighbour_sees_or_makes_it(api: Api, world: World) -> None:
    made = ask(api, world).json()
    for who in ("school-halong", "neighbour"):
        assert api.get(f"/v1/visit-requests/{made['id']}", by=who).status_code == 404
        assert api.get("/v1/visit-requests", by=who).json()["items"] == []
        assert ask(api, world, by=who).status_code == 404
    assert ask(api, world, by="team1").status_code == 403
    assert api.get("/v1/visit-requests", by="viewer").status_code == 403


@pytest.mark.parametrize(
    ("period", "pointer", "code"),
    [
        ({"date_to": "2027-01-10"}, "/date_to", "regions.period_backwards"),
        ({"date_from": "2020-01-01", "date_to": "2020-01-05"}, "/date_to", "visits.request_past"),
        ({"date_to": "2029-01-01"}, "/date_to", "regions.period_too_long"),
    ],
)
def test_a_period_that_cannot_be_meant_is_refused(
    api: Api, world: World, period: dict[str, str], pointer: str, code: str
) -> None:
    answer = ask(api, world, **period)
    assert answer.status_code == 422
    assert [(each["pointer"], each["code"]) for each in answer.json()["errors"]] == [(pointer, code)]


def test_a_visit_answers_a_request_and_its_end_opens_it_again(api: Api, world: World) -> None:
    asked = ask(api, world).json()
    visit = create(api, world, request_id=asked["id"]).json()
    held = api.get(f"/v1/visit-requests/{asked['id']}", by="school-paringin").json()
    assert (held["state"], held["visit_id"]) == ("scheduled", visit["id"])
    act(api, f"/v1/visits/{visit['id']}", "cancel", reason="jalan putus")
    held = api.get(f"/v1/visit-requests/{asked['id']}", by="officer").json()
    assert (held["state"], held["visit_id"]) == ("open", None)


def test_a_visit_answers_only_a_request_of_its_own_school_that_is_not_closed(api: Api, world: World) -> None:
    other = ask(api, world, by="school-halong", school="halong").json()
    answer = create(api, world, request_id=other["id"])
    assert answer.json()["errors"][0]["code"] == "visits.request_of_other_school"
    answer = create(api, world, request_id=ID)
    assert answer.json()["errors"][0]["code"] == "field.unknown_reference"
    mine = ask(api, world).json()
    api.post(f"/v1/visit-requests/{mine['id']}/withdraw", by="school-paringin")
    answer = create(api, world, request_id=mine["id"])
    assert (answer.status_code, answer.json()["code"]) == (409, "state_conflict")
    assert api.get("/v1/visits", by="officer").json()["items"] == []


def test_the_office_declines_with_a_reason_that_the_school_reads(api: Api, world: World) -> None:
    asked = ask(api, world).json()
    path = f"/v1/visit-requests/{asked['id']}"
    assert api.post(f"{path}/decline", by="school-paringin", json={"reason": "x"}).status_code == 403
    assert api.post(f"{path}/decline", by="officer", json={}).status_code == 422
    stale = api.post(f"{path}/decline", by="officer", json={"reason": "alat rusak"}, headers={"if-match": '"7"'})
    assert stale.status_code == 412
    declined = api.post(f"{path}/decline", by="officer", json={"reason": "alat rusak"})
    assert (declined.status_code, declined.json()["state"]) == (200, "declined")
    assert api.get(path, by="school-paringin").json()["reason"] == "alat rusak"
    twice = api.post(f"{path}/decline", by="officer", json={"reason": "lagi"})
    assert (twice.status_code, twice.json()["allowed"]) == (409, ["reopen"])
    assert api.post(f"{path}/reopen", by="school-paringin").json()["state"] == "open"


def test_the_office_enters_a_request_that_came_on_paper(api: Api, world: World) -> None:
    assert ask(api, world, by="officer").json()["on_behalf"] is True
