"""Real servers for tests: uvicorn in processes of its own, which may be killed and started again."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import uvicorn
from sqlalchemy import make_url

from app.accounts.tokens import Tokens
from app.core.crypto import load_keys
from app.core.db import Database
from app.core.settings import Settings
from app.install import SETTING_UP_SECONDS, init
from tests.support import postgres
from tests.support.world import World, build

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 180

# Importing the program costs seconds of a processor, and a test that kills its server pays them at each start. So one
# process has imported it and forks: what is forked is a process of its own, which SIGKILL ends like any other.
_nursery = multiprocessing.get_context("forkserver")
_nursery.set_forkserver_preload(["tests.support.nursery", "tests.support.servers"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Forked:
    """A server of one process from the nursery, with what `Popen` tells of a process."""

    def __init__(self, factory: str, port: int, environment: dict[str, str], log: Path) -> None:
        self._process = _nursery.Process(target=_served, args=(factory, port, environment, str(log)), daemon=True)
        self._process.start()
        assert self._process.pid is not None
        self.pid: int = self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> None:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("server", timeout or 0)


def _served(factory: str, port: int, environment: dict[str, str], log: str) -> None:
    """In the child: as `python -m uvicorn` would, with this environment and in a session of its own."""
    os.setsid()
    written = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(written, 1)
    os.dup2(written, 2)
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    uvicorn.run(factory, factory=True, host="127.0.0.1", port=port, log_level="warning", access_log=False)


class Server:
    """One installation, served. ``kill`` is the power cut; ``start`` brings it back at the same address."""

    def __init__(
        self, settings: Settings, *, workers: int = 1, factory: str = "api.main:create_app", level: str = "WARNING"
    ) -> None:
        self.settings, self.workers, self.factory, self.level = settings, workers, factory, level
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = Path(tempfile.mkstemp(prefix="sweet17-server-", suffix=".log")[1])
        self._process: _Forked | subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = os.environ | {
            "SWEET17_DATABASE_URL": self.settings.database_url,
            "SWEET17_KEYS_DIR": str(self.settings.keys_dir.resolve()),
            "SWEET17_LOG_LEVEL": self.level,
        }
        started = self._forked if self.workers == 1 else self._spawned
        self._process = started(environment)
        try:
            self._wait()
        except RuntimeError:
            self.kill()
            raise

    def _forked(self, environment: dict[str, str]) -> "_Forked":
        return _Forked(self.factory, self.port, environment, self._log)

    def _spawned(self, environment: dict[str, str]) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "uvicorn", "--factory", self.factory, "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--log-level", "warning", "--no-access-log"]
        command += ["--workers", str(self.workers)]
        with self._log.open("ab") as log:
            return subprocess.Popen(  # a session of its own, so that a kill reaches every worker
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def _wait(self) -> None:
        assert self._process is not None
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self._process.poll() is not None:
                break
            try:
                if httpx.get(f"{self.url}/healthz", timeout=2).status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.05)
        raise RuntimeError(f"the server did not start:\n{self._log.read_text()[-4000:]}")

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)
        self._log.unlink(missing_ok=True)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        for attempt in (how, signal.SIGKILL):
            try:
                os.killpg(self._process.pid, attempt)
            except ProcessLookupError:
                break
            try:
                self._process.wait(20)
                break
            except subprocess.TimeoutExpired:
                continue
        self._process.wait()
        self._process = None

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8", "replace")

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid


@contextmanager
def serve(settings: Settings, *, workers: int = 1, **kw: Any) -> Iterator[Server]:
    """Serve an installation until the block ends."""
    server = Server(settings, workers=workers, **kw)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def tokens_for(settings: Settings, world: World) -> dict[str, str]:
    """An access token per name in the world, an hour long so that a long proof needs no refresh."""
    tokens = Tokens(load_keys(settings.keys_dir), 60)
    issued = {}
    for name, actor in world.actors.items():
        assert actor.account_id is not None
        assert actor.session_id is not None
        issued[name] = tokens.issue(actor.account_id, actor.session_id)
    return issued


@contextmanager
def installation(settings: Settings) -> Iterator[tuple[Settings, World]]:
    """A small world in a database that is empty yet."""
    init(settings)
    database = Database(settings, load_keys(settings.keys_dir))
    with database.write(within=SETTING_UP_SECONDS) as session:  # on a machine that is busy with proofs
        world = build(session)
    database.dispose()
    yield settings, world


@contextmanager
def durable_installation(home: Path) -> Iterator[tuple[Settings, World]]:
    """A small world on a PostgreSQL that keeps what it has said yes to, as in real life."""
    with postgres.server(durable=True) as maintenance:
        name = f"proof_{uuid4().hex}"
        with psycopg.connect(maintenance.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
        url = make_url(maintenance).set(database=name).render_as_string(hide_password=False)
        settings = Settings(database_url=url, keys_dir=home / "keys", log_level="WARNING")
        with installation(settings) as made:
            yield made
