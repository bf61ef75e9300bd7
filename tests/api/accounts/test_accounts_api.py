"""Accounts and sessions through the door."""

from typing import Any
from uuid import uuid4

import pytest
from httpx import Response

from app.core.ids import new_id
from tests.conftest import Api
from tests.support.world import PASSWORD, World

NEW: dict[str, Any] = {
    "username": "baru",
    "name": "Petugas Baru",
    "role": "dukcapil_officer",
    "password": "rahasia-baru-17",
    "region_code": "63.11",
}


def sign_in(api: Api, username: str = "officer", password: str = PASSWORD, **more: str) -> Response:
    return api.post("/v1/auth/token", data={"username": username, "password": password, **more})


def bearer(answer: Response) -> dict[str, str]:
    return {"authorization": f"Bearer {answer.json()['access_token']}"}


def test_signing_in_tells_who_one_is_and_opens_the_door(api: Api) -> None:
    answer = sign_in(api)
    assert answer.status_code == 200
    told = answer.json()
    assert (told["token_type"], told["role"], told["region_code"]) == ("bearer", "dukcapil_officer", "63.11")
    assert told["expires_in"] == 15 * 60
    me = api.get("/v1/me", headers=bearer(answer))
    assert (me.status_code, me.json()["username"]) == (200, "officer")
    assert me.json()["last_login_at"] is not None
    assert "password" not in me.text


def test_wrong_password_and_unknown_name_are_told_alike(api: Api) -> None:
    wrong, unknown = sign_in(api, password="wrong"), sign_in(api, username="nobody")
    assert wrong.status_code == unknown.status_code == 401
    parts = [{k: v for k, v in a.json().items() if k != "request_id"} for a in (wrong, unknown)]
    assert parts[0] == parts[1]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"username": "officer"},
        {"username": "officer", "password": "x" * 201},
        {"username": "officer", "password": PASSWORD, "grant_type": "implicit"},
        {"grant_type": "client_credentials", "username": "officer", "password": PASSWORD},
    ],
)
def test_a_form_that_lacks_something_is_unfit(api: Api, form: dict[str, str]) -> None:
    assert api.post("/v1/auth/token", data=form).status_code == 422


@pytest.mark.parametrize("username", ["\0", "a\0b", "' OR 1=1 --", "é" * 200, "\ud7ff", "%", "_", "😀"])
def test_no_user_name_breaks_the_sign_in(api: Api, username: str) -> None:
    assert sign_in(api, username=username, password="wrong").status_code in (401, 422)


def test_the_refresh_token_comes_in_a_cookie_that_pages_cannot_read(api: Api) -> None:
    cookie = sign_in(api).headers["set-cookie"].lower()
    for part in ("httponly", "samesite=strict", "path=/v1/auth"):
        assert part in cookie


def test_refreshing_rotates_and_a_reused_token_ends_the_session(api: Api) -> None:
    first = sign_in(api).json()["refresh_token"]

    def go_on(token: str) -> Response:
        return api.post("/v1/auth/refresh", json={"refresh_token": token})

    second = go_on(first).json()["refresh_token"]
    lost = go_on(first)
    assert (lost.status_code, lost.json()["refresh_token"]) == (200, second)
    third = go_on(second)
    assert third.status_code == 200
    assert go_on(first).status_code == 401
    assert go_on(third.json()["refresh_token"]).status_code == 401
    assert api.get("/v1/me", headers=bearer(third)).status_code == 401


def test_refreshing_without_a_token_is_refused(api: Api) -> None:
    for body in ({}, {"refresh_token": "a.b.c"}, {"refresh_token": None}):
        assert api.post("/v1/auth/refresh", json=body).status_code == 401


def test_after_signing_out_the_token_opens_nothing(api: Api) -> None:
    answer = sign_in(api)
    assert api.post("/v1/auth/logout", headers=bearer(answer)).status_code == 204
    assert api.get("/v1/me", headers=bearer(answer)).status_code == 401
    again = api.post("/v1/auth/refresh", json={"refresh_token": answer.json()["refresh_token"]})
    assert again.status_code == 401


def test_an_ended_account_is_out_at_once(api: Api, world: World) -> None:
    url = f"/v1/accounts/{world.actors['officer'].account_id}"
    assert api.get("/v1/me", by="officer").status_code == 200
    tag = api.get(url, by="admin").headers["etag"]
    ended = api.patch(url, by="admin", json={"active": False}, headers={"if-match": tag})
    assert (ended.status_code, ended.json()["active"]) == (200, False)
    assert api.get("/v1/me", by="officer").status_code == 401
    assert sign_in(api).status_code == 401


def test_a_session_ended_elsewhere_is_out_at_once(api: Api) -> None:
    here, there = sign_in(api), sign_in(api)
    sessions = api.get("/v1/me/sessions", headers=bearer(here)).json()["items"]
    other = next(s["id"] for s in sessions if not s["current"])
    assert sum(s["current"] for s in sessions) == 1
    assert other == sessions[0]["id"]
    assert api.delete(f"/v1/me/sessions/{other}", headers=bearer(here)).status_code == 204
    assert api.get("/v1/me", headers=bearer(there)).status_code == 401
    assert api.get("/v1/me", headers=bearer(here)).status_code == 200


def test_a_reset_password_ends_sessions_and_the_old_password(api: Api) -> None:
    answer = sign_in(api)
    me = api.get("/v1/me", headers=bearer(answer)).json()["id"]
    reset = api.post(f"/v1/accounts/{me}/reset-password", by="admin", json={"password": "sesudah-reset-17"})
    assert reset.status_code == 200
    assert api.get("/v1/me", headers=bearer(answer)).status_code == 401
    assert sign_in(api).status_code == 401
    assert sign_in(api, password="sesudah-reset-17").status_code == 200


def test_an_account_is_created_once_under_its_id(api: Api) -> None:
    body = {**NEW, "id": str(new_id())}
    first, again = (api.post("/v1/accounts", by="admin", json=body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.headers["location"] == f"/v1/accounts/{body['id']}"
    assert "password" not in first.text
    other = api.post("/v1/accounts", by="admin", json={**body, "name": "Lain"})
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")
    assert sign_in(api, "baru", NEW["password"]).status_code == 200


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"region_code": None}, "/region_code"),
        ({"region_code": "63"}, "/region_code"),
        ({"region_code": "63.08"}, "/region_code"),
        ({"region_code": "63.1"}, "/region_code"),
        ({"role": "school"}, "/school_id"),
        ({"role": "field_team"}, "/team_id"),
        ({"role": "school", "school_id": str(uuid4())}, "/school_id"),
        ({"role": "field_team", "team_id": str(uuid4())}, "/team_id"),
        ({"role": "emperor"}, "/role"),
        ({"password": "short"}, "/password"),
        ({"password": "\0" * 20}, "/password"),
        ({"username": "a b"}, "/username"),
        ({"name": ""}, "/name"),
        ({"wish": 1}, "/wish"),
    ],
)
def test_an_unfit_account_is_refused_at_its_field(api: Api, change: dict[str, Any], pointer: str) -> None:
    answer = api.post("/v1/accounts", by="admin", json={**NEW, **change})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


def test_an_admin_of_a_regency_reaches_neither_the_nation_nor_the_neighbour(api: Api, world: World) -> None:
    for name in ("nation", "neighbour"):
        url = f"/v1/accounts/{world.actors[name].account_id}"
        assert api.get(url, by="admin").status_code == 404
        assert api.patch(url, by="admin", json={"active": False}, headers={"if-match": '"1"'}).status_code == 404
        reset = api.post(f"{url}/reset-password", by="admin", json={"password": "rahasia-orang-17"})
        assert reset.status_code == 404
    names = {a["username"] for a in api.get("/v1/accounts?limit=500", by="admin").json()["items"]}
    assert "officer" in names
    assert not names & {"nation", "neighbour", "team3", "school-amuntai"}
    foreign = {**NEW, "role": "school", "school_id": str(world.schools["amuntai"])}
    assert api.post("/v1/accounts", by="admin", json=foreign).status_code == 422


def test_the_nation_creates_accounts_anywhere(api: Api) -> None:
    for number, region in enumerate((None, "63", "63.08")):
        body = {**NEW, "username": f"baru{number}", "region_code": region}
        assert api.post("/v1/accounts", by="nation", json=body).status_code == 201


def test_a_school_account_belongs_to_the_region_of_its_school(api: Api, world: World) -> None:
    body = {**NEW, "role": "school", "school_id": str(world.schools["halong"]), "region_code": "63.08"}
    assert api.post("/v1/accounts", by="admin", json=body).json()["region_code"] == "63.11"


def test_a_taken_user_name_is_refused_however_it_is_written(api: Api) -> None:
    answer = api.post("/v1/accounts", by="admin", json={**NEW, "username": "OFFICER"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (409, "/username")


def test_an_admin_cannot_end_the_own_account(api: Api, world: World) -> None:
    url = f"/v1/accounts/{world.actors['admin'].account_id}"
    tag = api.get(url, by="admin").headers["etag"]
    answer = api.patch(url, by="admin", json={"active": False}, headers={"if-match": tag})
    assert answer.status_code == 403


def test_a_change_names_its_version(api: Api, world: World) -> None:
    url = f"/v1/accounts/{world.actors['viewer'].account_id}"
    assert api.patch(url, by="admin", json={"name": "Baru"}).status_code == 428
    for tag in ('"9"', "*", "x", '"-1"', '"' + "9" * 40 + '"', '"²"'):
        answer = api.patch(url, by="admin", json={"name": "Baru"}, headers={"if-match": tag.encode()})  # type: ignore[dict-item]
        assert answer.status_code == 412, tag
    tag = api.get(url, by="admin").headers["etag"]
    changed = api.patch(url, by="admin", json={"name": "Baru"}, headers={"if-match": tag})
    assert (changed.status_code, changed.json()["name"]) == (200, "Baru")
    assert changed.headers["etag"] != tag


def test_the_published_keys_hold_no_secret(api: Api) -> None:
    keys = api.get("/.well-known/jwks.json").json()["keys"]
    assert keys
    assert not any("d" in key for key in keys)
