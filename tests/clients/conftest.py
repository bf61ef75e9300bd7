"""A registry in memory for the client: it keeps ids, answers as the contract says, and can be taken away."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from typer.testing import CliRunner, Result

from sweet17 import Sweet17
from sweet17.cli import app, session
from sweet17.cli.words import Language, _catalogue, word
from sweet17.field import sealing
from tests.support.dapodik import FakeDapodik, served
from tests.support.world import PASSWORD

PROBLEM = "application/problem+json"
Handler = Callable[[httpx.Request], httpx.Response]


def problem(status: int, code: str, **more: Any) -> httpx.Response:
    body = {"status": status, "code": code, "detail": f"detail of {code}", "errors": [], **more}
    return httpx.Response(status, json=body, headers={"content-type": PROBLEM})


class Registry:
    """Answers by ``METHOD path``; recordings, sessions and tokens behave."""

    def __init__(self) -> None:
        self.routes: dict[str, Handler | dict[str, Any]] = {}
        self.requests: list[httpx.Request] = []
        self.recordings: dict[str, dict[str, Any]] = {}
        self.arrivals: list[str] = []
        self.parked: set[str] = set()
        self.invalid: set[str] = set()
        self.epoch = "e1"
        self.tokens = 1
        self.refreshable = True
        self.down = False
        self.role: dict[str, Any] = {"role": "field_team", "region_code": None, "team_id": "t1", "school_id": None}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.down:
            raise httpx.ConnectError("away")
        key = f"{request.method} {request.url.path}"
        if key in self.routes:
            route = self.routes[key]
            return httpx.Response(200, json=route) if isinstance(route, dict) else route(request)
        own: dict[str, Handler] = {
            "POST /v1/auth/token": self.sign_in,
            "POST /v1/auth/refresh": self.refresh,
            "POST /v1/auth/logout": lambda _request: httpx.Response(204),
            "POST /v1/recordings/batch": self.batch,
            "POST /v1/field/reconcile": self.reconcile,
        }
        return own[key](request) if key in own else problem(404, "not_found")

    def sign_in(self, request: httpx.Request) -> httpx.Response:
        if b"password=right" not in request.content:
            return problem(401, "accounts.wrong_credentials")
        return httpx.Response(200, json=self.issued())

    def issued(self) -> dict[str, Any]:
        return {
            "access_token": f"access-{self.tokens}",
            "refresh_token": f"refresh-{self.tokens}",
            "token_type": "bearer",
            "expires_in": 900,
            **self.role,
        }

    def refresh(self, request: httpx.Request) -> httpx.Response:
        if not self.refreshable or json.loads(request.content)["refresh_token"] != f"refresh-{self.tokens}":
            return problem(401, "unauthorized")
        self.tokens += 1
        return httpx.Response(200, json=self.issued())

    def known(self, request: httpx.Request) -> bool:
        return str(request.headers.get("authorization")) == f"Bearer access-{self.tokens}"

    def batch(self, request: httpx.Request) -> httpx.Response:
        if not self.known(request):
            return problem(401, "unauthorized")
        results = [self.take(item) for item in json.loads(request.content)["items"]]
        return httpx.Response(200, json={"results": results, "server_time": "2026-11-24T08:00:00+08:00"})

    def take(self, item: dict[str, Any]) -> dict[str, Any]:
        id = item["id"]
        self.arrivals.append(id)
        if item.get("student_id") in self.invalid:
            return {"id": id, "status": "invalid", "code": "field.invalid", "message": "not fit"}
        if id in self.recordings:
            same = self.recordings[id] == item
            return {"id": id, "status": "replayed" if same else "conflict"}
        self.recordings[id] = item
        return {"id": id, "status": "parked" if id in self.parked else "created"}

    def reconcile(self, request: httpx.Request) -> httpx.Response:
        ids = json.loads(request.content)["ids"]
        held = [id for id in ids if id in self.recordings]
        unknown = [id for id in ids if id not in self.recordings]
        parked = [id for id in held if id in self.parked]
        return httpx.Response(200, json={"epoch": self.epoch, "held": held, "unknown": unknown, "parked": parked})


@pytest.fixture
def registry() -> Registry:
    return Registry()


@pytest.fixture
def client(registry: Registry) -> Iterator[Sweet17]:
    """Signed in, and never waiting."""
    with Sweet17(
        "http://registry.test",
        token="access-1",
        refresh_token="refresh-1",
        transport=httpx.MockTransport(registry),
        sleep=lambda _seconds: None,
    ) as opened:
        yield opened


Run = Callable[..., Result]


@pytest.fixture
def run(registry: Registry, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, at home in a folder of this test, speaking to ``registry``."""
    monkeypatch.setenv("SWEET17_CONFIG_DIR", str(tmp_path / "home"))
    monkeypatch.delenv("SWEET17_PASSWORD", raising=False)
    monkeypatch.delenv("SWEET17_LANG", raising=False)
    monkeypatch.setattr(session, "TRANSPORT", httpx.MockTransport(registry))
    monkeypatch.setattr("sweet17.wire.time.sleep", lambda _seconds: None)
    runner = CliRunner()

    def invoke(*words: str, **more: Any) -> Result:
        return runner.invoke(app, list(words), **more)

    return invoke


@pytest.fixture
def signed_in(run: Run) -> Run:
    """The same after ``sweet17 login``."""
    done = run("login", "http://localhost", "--username", "team1", input="right\n")
    assert done.exit_code == 0, done.output
    return run


@pytest.fixture(autouse=True)
def _passwords_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """One test, `test_a_password_costs_what_it_should`, looks at the real price."""
    monkeypatch.setitem(sealing._SCRYPT, "n", 2)


@pytest.fixture(autouse=True)
def _no_key_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere a key without words stands for itself; here it is a mistake."""

    def strict(key: str, language: Language, **params: object) -> str:
        assert key in _catalogue(), f"no words for {key}"
        return word(key, language, **params)

    monkeypatch.setattr("sweet17.cli.screen.word", strict)


# --- a Dapodik beside it ---------------------------------------------------------------------------------------


@pytest.fixture
def fake() -> FakeDapodik:
    return FakeDapodik()


@pytest.fixture
def dapodik_url(fake: FakeDapodik) -> Iterator[str]:
    """``http://localhost:…`` of the school's Dapodik."""
    with served(fake) as url:
        yield url


# --- face to face with the server ------------------------------------------------------------------------------


class Bridge(httpx.BaseTransport):
    """Carries requests into the ASGI application, which runs in a thread of its own."""

    def __init__(self, application: FastAPI, portal: Any) -> None:
        self._inner = httpx.ASGITransport(application, raise_app_exceptions=False)
        self._portal = portal

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        async def carry() -> tuple[int, httpx.Headers, bytes]:
            content = request.read()
            sent = httpx.Request(request.method, request.url, headers=request.headers, content=content)
            response = await self._inner.handle_async_request(sent)
            # As it travels, compressed or not: the client is to unpack it.
            return response.status_code, response.headers, b"".join([part async for part in response.aiter_raw()])

        status, headers, body = self._portal.call(carry)
        return httpx.Response(status, headers=headers, content=body)


@pytest.fixture
def bridge(api: Any, application: FastAPI, _portal: Any) -> Bridge:
    return Bridge(application, _portal)


@pytest.fixture
def officer(bridge: Bridge) -> Iterator[Sweet17]:
    with Sweet17("http://registry.test", transport=bridge, language="en", retries=0) as registry:
        registry.auth.sign_in("officer", PASSWORD)
        yield registry


@pytest.fixture
def sweet17(bridge: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, speaking to the server as somebody: ``sweet17("officer", "office", "transfers")``."""
    monkeypatch.setattr(session, "TRANSPORT", bridge)
    runner = CliRunner()

    def invoke(who: str, *words: str, language: str = "en", **more: Any) -> Result:
        environment = {"SWEET17_CONFIG_DIR": str(tmp_path / who), "SWEET17_LANG": language}
        if not (tmp_path / who).exists():
            entered = runner.invoke(
                app, ["login", "http://localhost", "-u", who], env={**environment, "SWEET17_PASSWORD": PASSWORD}
            )
            assert entered.exit_code == 0, entered.output
        return runner.invoke(app, list(words), env=environment, **more)

    return invoke
