"""Calendar days through the door."""

from typing import Any

import pytest

from tests.conftest import Api
from tests.support.world import World

URL = "/v1/calendar-days"
EXAM = {
    "date_from": "2026-12-01",
    "date_to": "2026-12-05",
    "kind": "exam",
    "name": "Penilaian akhir semester",
    "source": "Dinas Pendidikan",
}


def holiday(api: Api) -> dict[str, Any]:
    query = "?kind=national_holiday&date_from=2026-08-17&date_to=2026-08-17"
    [found] = api.get(URL + query, by="officer").json()["items"]
    return dict(found)


def test_national_holidays_are_there_from_the_start(api: Api) -> None:
    day = holiday(api)
    assert (day["date_from"], day["region_code"], day["school_id"]) == ("2026-08-17", None, None)


def test_an_office_adds_days_of_its_region_once_changes_and_removes_them(api: Api) -> None:
    body = {**EXAM, "id": "01932f4e-0000-7000-8000-00000000c001"}
    first, again = (api.post(URL, by="officer", json=body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["region_code"] == "63.11"
    url = first.headers["location"]
    changed = api.patch(url, by="officer", json={"date_to": "2026-12-06"})
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    stale = {"if-match": first.headers["etag"]}
    assert api.patch(url, by="officer", json={"name": "Ujian"}, headers=stale).status_code == 412
    assert api.delete(url, by="officer", headers=stale).status_code == 412
    assert api.patch(url, by="neighbour", json={"name": "Ujian"}).status_code == 404
    assert api.delete(url, by="officer").status_code == 204
    assert api.delete(url, by="officer").status_code == 404


def test_days_of_the_nation_are_changed_by_the_nation_alone(api: Api) -> None:
    url = f"{URL}/{holiday(api)['id']}"
    for method in ("PATCH", "DELETE"):
        answer = api.request(method, url, by="officer", json={"name": "Proklamasi"} if method == "PATCH" else None)
        assert (answer.status_code, answer.json()["code"]) == (403, "regions.beyond_scope")
    assert api.patch(url, by="nation", json={"name": "Proklamasi"}).status_code == 200
    foreign = api.post(URL, by="officer", json={**EXAM, "region_code": "00"})
    assert foreign.json()["errors"][0] == {
        "pointer": "/region_code",
        "code": "field.out_of_scope",
        "message": "This region is outside your account's scope.",
    }
    assert api.post(URL, by="nation", json=EXAM).json()["region_code"] is None
    assert api.post(URL, by="nation", json={**EXAM, "region_code": "63.11"}).json()["region_code"] == "63.11"


def test_a_schools_days_belong_to_its_region_and_are_not_another_schools(api: Api, world: World) -> None:
    school_id = str(world.schools["halong"])
    made = api.post(URL, by="officer", json={**EXAM, "school_id": school_id})
    assert (made.status_code, made.json()["region_code"]) == (201, "63.11")

    def seen(by: str) -> int:
        return len(api.get(f"{URL}?school_id={school_id}", by=by).json()["items"])

    assert [seen(name) for name in ("officer", "school-halong", "school-paringin", "neighbour")] == [1, 1, 0, 0]
    foreign = {**EXAM, "school_id": str(world.schools["amuntai"])}
    refused = api.post(URL, by="officer", json=foreign)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "field.unknown_reference")
    elsewhere = {**EXAM, "school_id": school_id, "region_code": "63.08"}
    assert api.post(URL, by="nation", json=elsewhere).json()["errors"][0]["code"] == "regions.other_region"


def test_only_an_office_writes_the_calendar(api: Api) -> None:
    for name in ("viewer", "school-paringin", "team1"):
        assert api.post(URL, by=name, json=EXAM).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"date_to": "2026-11-30"},
        {"date_to": "2036-12-05"},
        {"date_from": "0001-01-01"},
        {"date_from": None},
        {"kind": "party"},
        {"kind": None},
        {"name": "   "},
        {"source": None},
        {"extra": 1},
    ],
)
def test_days_that_cannot_be_are_refused_when_made_and_when_changed(api: Api, change: dict[str, Any]) -> None:
    assert api.post(URL, by="officer", json={**EXAM, **change}).status_code == 422
    made = api.post(URL, by="officer", json=EXAM)
    assert api.patch(made.headers["location"], by="officer", json=change).status_code == 422
