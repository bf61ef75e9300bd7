"""Both databases for every test that touches one; a small world in each; an HTTP door with a token per name."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4
from zlib import crc32

import anyio.from_thread
import httpx
import psycopg
import pytest
from fastapi import FastAPI
from hypothesis import settings as hypothesis_settings
from sqlalchemy import make_url, text
from sqlmodel import Session

from api.main import create_app
from api.recordings.committer import Committer
from app.accounts.gate import Gate
from app.accounts.tokens import Tokens
from app.core.access import Actor
from app.core.crypto import load_keys
from app.core.db import Database
from app.core.settings import Settings
from app.install import init
from tests.support import demo as demos
from tests.support import postgres
from tests.support.browsers import pytest_unconfigure  # noqa: F401 - a hook
from tests.support.changes import UNTOLD, changes_of
from tests.support.demo import Demo
from tests.support.engines import MovingEngine
from tests.support.places import in_memory
from tests.support.world import World, build

WANTED = os.environ.get("SWEET17_TEST_DB", "")
KINDS = [WANTED] if WANTED in ("sqlite", "postgresql") else ["sqlite", "postgresql"]

ON_ONE = {"tests/clients": ["sqlite"], "tests/whole/test_schema.py": ["postgresql"], "tests/api": KINDS}
"""
Tests for which one database is enough, and which it is: the client speaks HTTP alone; what no input may break breaks on
the stricter one first; and the routes stand on services that are tried on both, so half of their tests run on each,
drawn by their names. Everything else that touches a database runs on both; so do the client's commands in
tests/journeys. ``SWEET17_TEST_DB`` makes every test run on one (``sqlite``, ``postgresql``) or on ``both``.
"""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if WANTED:
        return
    root = config.rootpath
    kept, left = list[pytest.Item](), list[pytest.Item]()
    for item in items:
        where = item.path.relative_to(root).as_posix()
        among = next((kinds for place, kinds in ON_ONE.items() if where.startswith(place)), None)
        callspec = getattr(item, "callspec", None)
        asked = callspec and callspec.params.get("template")
        only = among and among[crc32(f"{where} {item.originalname}".encode()) % len(among)]  # type: ignore[attr-defined]
        (left if only and asked and asked != only else kept).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


if memory := in_memory():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", memory)  # where pytest makes its temporary folders

# Two cores are shared with whatever else runs: a slow example is not a failure. The same seed at each run.
hypothesis_settings.register_profile("house", deadline=None, derandomize=True)
hypothesis_settings.load_profile("house")


@dataclass
class Template:
    """An initialised database with the small world in it, to be copied for each test."""

    kind: str
    settings: Settings
    world: World
    maintenance: str = ""


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session", params=KINDS)
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Template:
    home = tmp_path_factory.mktemp(f"template-{request.param}")
    if request.param == "sqlite":
        url, maintenance = f"sqlite:///{home}/template.db", ""
    else:
        maintenance = request.getfixturevalue("postgres_url")
        url = str(make_url(maintenance).set(database="template_world"))
        _psql(maintenance, "CREATE DATABASE template_world")
    settings = Settings(database_url=url, keys_dir=home / "keys", log_level="WARNING")
    init(settings)
    database = Database(settings, load_keys(settings.keys_dir))
    with database.write() as session:
        world = build(session)
    if request.param == "sqlite":
        with database.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    return Template(request.param, settings, world, maintenance)


def _psql(url: str, statement: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demonstration, for tests of the group ``demo``: it takes long to make, so they share it and mend nothing."""
    return demos.make(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def settings(template: Template, tmp_path: Path) -> Iterator[Settings]:
    """The settings of a database of this test's own."""
    if template.kind == "sqlite":
        source = Path(make_url(template.settings.database_url).database or "")
        shutil.copy(source, tmp_path / "test.db")
        yield template.settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/test.db"})
        return
    name = f"t_{uuid4().hex}"
    postgres.copied(template.maintenance, name, "template_world")
    url = str(make_url(template.maintenance).set(database=name))
    yield template.settings.model_copy(update={"database_url": url})
    _psql(template.maintenance, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def engine(template: Template) -> MovingEngine:
    """One for all tests of a kind: a statement that one test had compiled is compiled for the next ones too."""
    return MovingEngine(template.settings)


@pytest.fixture
def database(settings: Settings, engine: MovingEngine) -> Iterator[Database]:
    engine.move_to(settings.database_url)
    opened = Database(settings, load_keys(settings.keys_dir), engine.engine)
    yield opened
    opened.dispose()


@pytest.fixture
def world(template: Template) -> World:
    """A test's own: what it adds to the small world is not there in the next one."""
    return deepcopy(template.world)


@pytest.fixture
def session(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A writing session for service tests; committed at the end of the test, which may take longer than a request."""
    monkeypatch.setattr("app.core.db.TRANSACTION_SECONDS", 24 * 3600)
    with database.write() as opened:
        if database.engine.dialect.name == "postgresql":
            # The engine is older than this test and knows the request's limits.
            opened.execute(text("SET LOCAL statement_timeout = 0"))
            opened.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        yield opened


@pytest.fixture(scope="session")
def application(template: Template) -> FastAPI:
    return create_app(template.settings)


@pytest.fixture(scope="session")
def _portal() -> Iterator[Any]:
    with anyio.from_thread.start_blocking_portal() as portal:
        yield portal


class Api:
    """The ASGI application with a name to come in by: ``api.get("/v1/schools", by="officer")``."""

    def __init__(self, app: FastAPI, portal: Any, tokens: dict[str, str], database: Database) -> None:
        self.database = database
        self._portal = portal
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False),
            base_url="http://test",
            headers={"accept-language": "en"},
        )
        self.tokens = tokens

    def request(
        self,
        method: str,
        url: str,
        *,
        by: str | None = None,
        headers: dict[str, Any] | None = None,
        **kw: Any,
    ) -> httpx.Response:
        headers = dict(headers or {})
        if by is not None:
            headers["authorization"] = f"Bearer {self.tokens[by]}"

        async def send() -> httpx.Response:
            return await self._client.request(method, url, headers=headers, **kw)

        with changes_of(self.database) as changed:
            answer: httpx.Response = self._portal.call(send)
        # The whole program's promise, held at every request that any test makes: no change without its line.
        told = answer.status_code >= 400 or "journal" in changed or not changed - UNTOLD
        assert told, f"{method} {url} changed {changed} without a journal line"
        return answer

    def get(self, url: str, **kw: Any) -> httpx.Response:
        return self.request("GET", url, **kw)

    def post(self, url: str, **kw: Any) -> httpx.Response:
        return self.request("POST", url, **kw)

    def post_at_once(self, url: str, *, by: str, bodies: list[Any]) -> list[httpx.Response]:
        """Many posts that are under way at the same time, answered in order."""
        headers = {"authorization": f"Bearer {self.tokens[by]}"}

        async def send() -> list[httpx.Response]:
            posts = (self._client.post(url, json=body, headers=headers) for body in bodies)
            return list(await asyncio.gather(*posts))

        answers: list[httpx.Response] = self._portal.call(send)
        return answers

    def put(self, url: str, **kw: Any) -> httpx.Response:
        return self.request("PUT", url, **kw)

    def patch(self, url: str, **kw: Any) -> httpx.Response:
        return self.request("PATCH", url, **kw)

    def delete(self, url: str, **kw: Any) -> httpx.Response:
        return self.request("DELETE", url, **kw)

    def close(self) -> None:
        self._portal.call(self._client.aclose)


@pytest.fixture
def api(application: FastAPI, database: Database, settings: Settings, world: World, _portal: Any) -> Iterator[Api]:
    tokens = Tokens(database.keys, settings.access_token_minutes)
    application.state.settings = settings
    application.state.database = database
    application.state.gate = Gate(database, tokens)
    application.state.committer = Committer(database, application.state.writers)
    issued = {name: tokens.issue(_id(actor.account_id), _id(actor.session_id)) for name, actor in world.actors.items()}
    opened = Api(application, _portal, issued, database)
    yield opened
    opened.close()


def _id(value: Any) -> Any:
    assert value is not None
    return value


@pytest.fixture
def actors(world: World) -> dict[str, Actor]:
    return world.actors
