"""Teams and kits through the door."""

import pytest

from tests.conftest import Api
from tests.support.world import World

TEAM = {"name": "Tim Baru", "region_code": "63.11", "members": [{"name": "Rina", "task": "perekam"}]}
KIT = {"code": "KIT-X", "region_code": "63.11"}
ID = "01932f4e-0000-7000-8000-0000000000aa"


@pytest.mark.parametrize(("path", "body"), [("teams", TEAM), ("kits", KIT)])
def test_the_same_request_twice_makes_one(api: Api, path: str, body: dict[str, object]) -> None:
    first, again = (api.post(f"/v1/{path}", by="officer", json={**body, "id": ID}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.headers["location"] == f"/v1/{path}/{ID}"
    assert api.get(f"/v1/{path}/{ID}", by="officer").json() == first.json()


@pytest.mark.parametrize(("path", "body"), [("teams", TEAM), ("kits", KIT)])
def test_only_the_office_makes_them_and_only_in_its_region(api: Api, path: str, body: dict[str, object]) -> None:
    for by in ("school-halong", "team1", "viewer"):
        assert api.post(f"/v1/{path}", by=by, json=body).status_code == 403
    foreign = api.post(f"/v1/{path}", by="neighbour", json=body)
    assert (foreign.status_code, foreign.json()["errors"][0]["pointer"]) == (422, "/region_code")
    assert api.post(f"/v1/{path}", by="nation", json={**body, "region_code": "63.99"}).status_code == 422
    assert api.get(f"/v1/{path}", by="viewer").status_code == 403


@pytest.mark.parametrize("path", ["teams", "kits"])
def test_those_of_another_region_do_not_exist(api: Api, world: World, path: str) -> None:
    id = world.teams["team3"] if path == "teams" else world.kits["kit3"]
    assert api.get(f"/v1/{path}/{id}", by="officer").status_code == 404
    change = api.patch(f"/v1/{path}/{id}", by="officer", json={}, headers={"if-match": '"1"'})
    assert change.status_code == 404
    assert str(id) not in api.get(f"/v1/{path}", by="officer").text
    assert api.get(f"/v1/{path}?region_code=63.08", by="officer").status_code == 404


def test_a_team_sees_itself_alone(api: Api) -> None:
    assert [team["name"] for team in api.get("/v1/teams", by="team1").json()["items"]] == ["team1"]
    assert [team["name"] for team in api.get("/v1/teams", by="officer").json()["items"]] == ["team1", "team2"]


def test_a_change_names_its_version_and_a_second_one_comes_too_late(api: Api, world: World) -> None:
    url, body = f"/v1/kits/{world.kits['kit1']}", {"state": "broken", "note": "iris"}
    assert api.patch(url, by="officer", json=body).status_code == 428
    first, second = (api.patch(url, by="officer", json=body, headers={"if-match": '"1"'}) for _ in range(2))
    assert (first.status_code, first.json()["state"], first.json()["version"]) == (200, "broken", 2)
    assert second.status_code == 412


def test_a_kits_capacity_is_the_regions_unless_named_and_its_code_is_its_own(api: Api) -> None:
    assert api.post("/v1/kits", by="officer", json=KIT).json()["capacity_per_day"] == 45
    again = api.post("/v1/kits", by="officer", json=KIT)
    assert (again.status_code, again.json()["errors"][0]["pointer"]) == (409, "/code")
    named = api.post("/v1/kits", by="officer", json={**KIT, "code": "KIT-Y", "capacity_per_day": 30})
    assert named.json()["capacity_per_day"] == 30
    url = f"/v1/kits/{named.json()['id']}"
    taken = api.patch(url, by="officer", json={"code": "KIT-X"}, headers={"if-match": '"1"'})
    assert taken.status_code == 409


@pytest.mark.parametrize(
    "fault",
    [
        {"capacity_per_day": 0},
        {"capacity_per_day": 10**30},
        {"capacity_per_day": "banyak"},
        {"code": ""},
        {"code": "a\u0000b"},
        {"code": "x" * 41},
        {"state": "gone"},
        {"region_code": "63"},
        {"region_code": None},
        {"colour": "red"},
        {"id": "not-an-id"},
    ],
)
def test_garbage_is_refused_at_its_field(api: Api, fault: dict[str, object]) -> None:
    answer = api.post("/v1/kits", by="officer", json={**KIT, **fault})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"/{next(iter(fault))}"


@pytest.mark.parametrize("field", ["name", "members", "active"])
def test_what_a_team_must_have_cannot_be_emptied(api: Api, world: World, field: str) -> None:
    url = f"/v1/teams/{world.teams['team1']}"
    answer = api.patch(url, by="officer", json={field: None}, headers={"if-match": '"1"'})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{field}")
