"""The gate that each request passes: from a token to an actor whose account and session are still active."""

import time
from dataclasses import replace
from threading import Lock

from app.accounts import queries
from app.accounts.tokens import Tokens
from app.core.access import Actor
from app.core.db import Database
from app.core.errors import Unauthorized

CACHED_SECONDS = 15.0
"""How long another process may still honour a session that was ended here; at most 30 by the rules."""
_CACHE_SIZE = 10_000


class Gate:
    """One per process. Remembers who was let in a moment ago, so that a request costs no query."""

    def __init__(self, database: Database, tokens: Tokens) -> None:
        self._database = database
        self.tokens = tokens
        self._lock = Lock()
        self._known: dict[str, tuple[float, float, Actor]] = {}

    def remembered(self, token: str | None, *, request_id: str) -> Actor | None:
        """Who sent ``token``, if they were let in a moment ago: asks no database."""
        known = self._known.get(token or "")
        if known is not None:
            fresh_until, valid_until, actor = known
            if time.monotonic() < fresh_until and time.time() < valid_until:
                return replace(actor, request_id=request_id)
        return None

    def actor(self, token: str | None, *, request_id: str) -> Actor:
        """Who sent ``token``. Raises :class:`Unauthorized` for none, a bad one, or an ended session."""
        if not token:
            raise Unauthorized
        if (known := self.remembered(token, request_id=request_id)) is not None:
            return known
        claims = self.tokens.read(token)
        with self._database.read() as session:
            actor = queries.actor_of(session, claims.account_id, claims.session_id)
        with self._lock:
            if len(self._known) >= _CACHE_SIZE:
                self._known.clear()
            self._known[token] = (time.monotonic() + CACHED_SECONDS, claims.expires_at.timestamp(), actor)
        return replace(actor, request_id=request_id)

    def forget(self) -> None:
        """Ask the database again for everyone: an account or session changed."""
        with self._lock:
            self._known.clear()
