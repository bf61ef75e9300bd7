"""
The steps in which a letter goes out, each with a transaction of its own or none, so that nobody waits for a printer.

Setting a letter takes up to seconds, in which a transaction would keep the office's other writers waiting (SQLite has
one). So it is drafted, set without any transaction, and issued if what it says still holds: decision 0010.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.core.access import Actor
from app.core.db import Database
from app.letters import queries, service
from app.letters.contents import Head
from app.letters.models import Letter, LetterKind
from app.letters.service import Prepared

ROUNDS = 4
"""So often a letter is set anew when another one took its number; then it is set within its transaction."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which letter somebody asks for."""

    actor: Actor
    about: UUID
    """The visit, or the handover of a receipt."""
    kind: LetterKind
    public_url: str
    id: UUID | None


def draft(database: Database, wish: Wish) -> Mapping[str, Any] | None:
    """As :func:`app.letters.service.draft`; only slips, whose codes are made here, need to write."""
    opened = database.write() if wish.kind is LetterKind.SLIPS else database.read()
    with opened as session:
        return service.draft(session, wish.actor, wish.about, wish.kind, wish.public_url, id=wish.id)


def issue(database: Database, wish: Wish, prepared: Prepared | None) -> tuple[Letter, bool] | None:
    """As :func:`app.letters.service.issue`; ``None`` where ``prepared`` does not hold any more."""
    try:
        with database.write() as session:
            return service.issue(
                session, wish.actor, wish.about, wish.kind, wish.public_url, id=wish.id, prepared=prepared
            )
    except service.Outdated:
        return None


def issue_now(database: Database, wish: Wish) -> tuple[Letter, bool]:
    """The letter set within its transaction: others wait, but it goes out."""
    with database.write() as session:
        return service.issue(session, wish.actor, wish.about, wish.kind, wish.public_url, id=wish.id)


def prove_logo(database: Database, actor: Actor, region_code: str, facts: Mapping[str, Any]) -> None:
    """As :func:`app.letters.service.prove_logo`, with no transaction open. Raises :class:`NotFound` out of scope."""
    with database.read() as session:
        present = queries.letterhead(session, actor, region_code)
    service.prove_logo(facts, present)


def set_letterhead(
    database: Database, actor: Actor, region_code: str, version: int | None, facts: Mapping[str, Any]
) -> Head:
    """As :func:`app.letters.service.set_letterhead`."""
    with database.write() as session:
        return service.set_letterhead(session, actor, region_code, version, facts)
