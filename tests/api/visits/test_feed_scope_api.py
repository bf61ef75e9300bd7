"""A calendar's address answers for no more than its maker may see, and no longer."""

from urllib.parse import urlsplit

import pytest

from tests.conftest import Api
from tests.support.visits import act, made
from tests.support.world import World


@pytest.mark.parametrize(
    ("by", "kind", "kinds", "target", "code"),
    [
        ("school-paringin", "team", "teams", "team1", "visits.feed_target"),
        ("school-paringin", "school", "schools", "halong", "field.unknown_reference"),
        ("team2", "school", "schools", "paringin", "visits.feed_target"),
        ("team2", "team", "teams", "team1", "field.unknown_reference"),
    ],
)
def test_a_school_and_a_team_make_calendars_of_themselves_alone(
    api: Api, world: World, by: str, kind: str, kinds: str, target: str, code: str
) -> None:
    answer = api.post("/v1/calendars", by=by, json={"kind": kind, "target_id": str(getattr(world, kinds)[target])})
    assert answer.status_code == 422
    assert [each["code"] for each in answer.json()["errors"]] == [code]


def test_a_school_may_name_itself(api: Api, world: World) -> None:
    answer = api.post(
        "/v1/calendars", by="school-paringin", json={"kind": "school", "target_id": str(world.schools["paringin"])}
    )
    assert answer.status_code == 201


def test_the_calendars_of_an_account_that_was_closed_answer_no_more(api: Api, world: World) -> None:
    act(api, made(api, world), "propose")
    mine, others = (
        urlsplit(api.post("/v1/calendars", by=by, json={"kind": kind}).json()["url"]).path
        for by, kind in (("school-paringin", "school"), ("officer", "office"))
    )
    account = f"/v1/accounts/{world.actors['school-paringin'].account_id}"
    tag = api.get(account, by="admin").headers["etag"]
    assert api.patch(account, by="admin", json={"active": False}, headers={"if-match": tag}).status_code == 200
    assert (api.get(mine).status_code, api.get(others).status_code) == (404, 200)
    # Opening the account again does not bring back an address that others may hold.
    tag = api.get(account, by="admin").headers["etag"]
    assert api.patch(account, by="admin", json={"active": True}, headers={"if-match": tag}).status_code == 200
    assert api.get(mine).status_code == 404


def test_a_new_password_from_the_administrator_ends_the_accounts_calendars_alone(api: Api, world: World) -> None:
    act(api, made(api, world), "propose")
    mine, others = (
        urlsplit(api.post("/v1/calendars", by=by, json={"kind": kind}).json()["url"]).path
        for by, kind in (("school-paringin", "school"), ("officer", "office"))
    )
    assert (api.get(mine).status_code, api.get(others).status_code) == (200, 200)
    reset = f"/v1/accounts/{world.actors['school-paringin'].account_id}/reset-password"
    assert api.post(reset, by="officer", json={"password": "kata sandi baru 17"}).status_code == 403
    assert api.get(mine).status_code == 200, "who may not reset a password ends nothing"
    assert api.post(reset, by="admin", json={"password": "kata sandi baru 17"}).status_code in (200, 204)
    assert (api.get(mine).status_code, api.get(others).status_code) == (404, 200)
