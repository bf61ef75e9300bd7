"""The session of the person at this computer, in a file that only they can read."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import typer

from sweet17.client import Sweet17
from sweet17.wire import Tokens

TRANSPORT: httpx.BaseTransport | None = None
"""Stands in for the network in tests."""


def folder() -> Path:
    """``SWEET17_CONFIG_DIR``, else the platform's own place for configuration."""
    chosen = os.environ.get("SWEET17_CONFIG_DIR")
    return Path(chosen) if chosen else Path(typer.get_app_dir("sweet17"))


class SessionFile:
    """Where tokens live between commands; a :class:`sweet17.TokenStore`."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._path = home / "session.json"

    def facts(self) -> dict[str, Any]:
        """Who is signed in where; empty when nobody is. A file that cannot be read is no session."""
        try:
            facts = json.loads(self._path.read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return facts if isinstance(facts, dict) and facts.get("access_token") else {}

    def begin(self, facts: dict[str, Any], tokens: Tokens) -> None:
        self._write({**facts, "access_token": tokens.access, "refresh_token": tokens.refresh})

    def load(self) -> Tokens | None:
        facts = self.facts()
        return Tokens(facts["access_token"], facts.get("refresh_token")) if facts else None

    def save(self, tokens: Tokens | None) -> None:
        if tokens is None:
            self._path.unlink(missing_ok=True)
        elif facts := self.facts():
            self.begin(facts, tokens)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """One process at a time: two that use one refresh token would look like a thief. Ends with the process."""
        self._make_home()
        with closing(sqlite3.connect(self._home / "session.lock", timeout=60, isolation_level=None)) as held:
            held.execute("BEGIN EXCLUSIVE")
            yield

    def _write(self, facts: dict[str, Any]) -> None:
        self._make_home()
        draft = self._path.with_suffix(f".{os.getpid()}")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(facts, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)

    def _make_home(self) -> None:
        self._home.mkdir(parents=True, exist_ok=True, mode=0o700)


def owner_of(facts: dict[str, Any]) -> str:
    """To whom recordings on this device belong."""
    return f"{facts['username']}@{facts['base_url']}"


def connect(base_url: str, language: str, store: SessionFile | None = None) -> Sweet17:
    return Sweet17(base_url, store=store, transport=TRANSPORT, language=language)
