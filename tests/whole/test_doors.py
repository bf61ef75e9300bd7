"""Who comes in where: one sentence for every route there is."""

from uuid import uuid4

import pytest
from fastapi import FastAPI

from app.core.access import GRANTS, Role
from tests.conftest import Api
from tests.support.walk import routes

OPEN = {
    "GET /",
    "GET /k",
    "POST /k",
    "GET /lapor",
    "POST /lapor",
    "GET /lapor/status",
    "POST /lapor/status",
    "POST /lapor/status/reply",
    "POST /lapor/status/verdict",
    "POST /lapor/status/file",
    "GET /s",
    "POST /s",
    "POST /s/answer",
    "GET /assets/page.css",
    "GET /v1/calendars/{token}.ics",
    "GET /assets/{name}",
    "GET /school",
    "GET /office",
    "GET /field",
    "GET /field/{name}",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
    "GET /.well-known/jwks.json",
    "POST /v1/auth/token",
    "POST /v1/auth/refresh",
    "GET /docs",
    "GET /docs/oauth2-redirect",
    "GET /redoc",
}
"""What anyone may ask for. Everything below ``/v1/public/`` is open too; nothing else is."""
BY_ROLE = {
    Role.ADMIN: "admin",
    Role.OFFICER: "officer",
    Role.SCHOOL: "school-paringin",
    Role.TEAM: "team1",
    Role.VIEWER: "viewer",
}


def _is_open(name: str) -> bool:
    return name in OPEN or name.split(" ")[1].startswith("/v1/public/")


def test_a_route_asks_for_a_permission_unless_it_is_on_the_open_list(application: FastAPI) -> None:
    unguarded = {r.name for r in routes(application) if r.permission is None and not _is_open(r.name)}
    guarded = {r.name for r in routes(application) if r.permission is not None and _is_open(r.name)}
    assert (unguarded, guarded) == (set(), set())


def test_without_a_token_every_guarded_route_answers_401(api: Api, application: FastAPI) -> None:
    wrong = {}
    for route in routes(application):
        if _is_open(route.name):
            continue
        answer = api.request(route.method, route.fill(dict.fromkeys(route.parameters, uuid4())))
        if answer.status_code != 401 or answer.headers.get("www-authenticate") != "Bearer":
            wrong[route.name] = answer.status_code
    assert wrong == {}


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer a.b.c", "Basic YTpi", b"Bearer \x80\xff"])
def test_a_token_that_is_none_is_no_token(api: Api, header: str | bytes) -> None:
    answer = api.get("/v1/me", headers={"authorization": header})  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")


def test_a_role_without_the_grant_gets_403_at_every_route(api: Api, application: FastAPI) -> None:
    wrong, tried = {}, 0
    for route in routes(application):
        for role, name in BY_ROLE.items():
            if route.permission is None or route.permission in GRANTS[role]:
                continue
            tried += 1
            url = route.fill(dict.fromkeys(route.parameters, uuid4()))
            answer = api.request(route.method, url, by=name)
            if answer.status_code != 403:
                wrong[f"{route.name} by {role}"] = answer.status_code
    assert wrong == {}
    assert tried > 20


def test_paths_and_methods_are_answered_once(application: FastAPI) -> None:
    names = [route.name for route in routes(application)]
    assert sorted(names) == sorted(set(names))


def test_an_unknown_address_and_an_unknown_method_are_told_as_problems(api: Api) -> None:
    nowhere, method = api.get("/v1/nowhere", by="admin"), api.delete("/v1/schools", by="admin")
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "not_found")
    assert (method.status_code, method.json()["code"]) == (405, "method_not_allowed")
