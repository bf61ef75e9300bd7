"""Requests that may come twice: ids made by clients, and sources that ask too often."""

import json
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col

from app.core.access import Actor
from app.core.db import insert_into, keys_of
from app.core.errors import IdReused, TooManyRequests
from app.core.models import ClientRequest, ThrottleCount


def first_time(session: Session, actor: Actor, id: UUID | None, kind: str, content: Mapping[str, Any]) -> bool:
    """
    Whether a creating request under a client-made ``id`` is new; ``False`` for a repetition of it.

    Raises :class:`IdReused` when the id came before with other content, for another kind, or from another account.
    Two at once: the second waits for the first's commit and is then a repetition.
    """
    if id is None:
        return True
    canonical = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
    digest = keys_of(session).blind(f"request:{kind}", canonical)
    row = ClientRequest(id=id, kind=kind, account_id=actor.account_id, content=digest)
    new = session.execute(
        insert_into(session, ClientRequest)
        .values(row.model_dump())
        .on_conflict_do_nothing()
        .returning(col(ClientRequest.id))
    ).first()
    if new is not None:
        return True
    known = session.get_one(ClientRequest, id)
    if (known.kind, known.account_id, known.content) != (kind, actor.account_id, digest):
        raise IdReused
    return False


def count_attempt(session: Session, source: str, *, seconds: int) -> int:
    """Count one attempt by ``source`` in the present window and say how many there were."""
    window = int(time.time()) // seconds
    digest = keys_of(session).blind("throttle", f"{source}:{seconds}")
    statement = insert_into(session, ThrottleCount).values(source=digest, window=window, count=1)
    statement = statement.on_conflict_do_update(
        index_elements=["source", "window"], set_={"count": col(ThrottleCount.count) + 1}
    ).returning(col(ThrottleCount.count))
    session.execute(
        delete(ThrottleCount).where(col(ThrottleCount.source) == digest, col(ThrottleCount.window) < window - 1)
    )
    return int(session.execute(statement).scalar_one())


def attempts(session: Session, source: str, *, seconds: int) -> int:
    """How many attempts ``source`` made in the present window."""
    digest = keys_of(session).blind("throttle", f"{source}:{seconds}")
    row = session.get(ThrottleCount, (digest, int(time.time()) // seconds))
    return row.count if row else 0


def refuse_beyond(count: int, limit: int, *, seconds: int) -> None:
    """Raise :class:`TooManyRequests`, with the seconds until the window ends, when ``count`` exceeds ``limit``."""
    if count > limit:
        raise TooManyRequests(retry_after=seconds - int(time.time()) % seconds)
