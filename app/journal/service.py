"""Writing to the journal. Every change does, in its own transaction (design rule: no change without its line)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from app.core.access import Actor
from app.core.bulk import insert_rows
from app.core.clock import now
from app.core.ids import ordered_id
from app.journal.models import JournalLine


def write(
    session: Session,
    actor: Actor,
    kind: str,
    subject_type: str,
    subject_id: UUID | None,
    *,
    region_code: str | None,
    school_id: UUID | None = None,
    data: Mapping[str, object] | None = None,
) -> None:
    """Note one change, after the subject's row is locked or written, so that ids follow the order of changes."""
    write_many(session, actor, kind, subject_type, [(subject_id, region_code, school_id, data or {})])


def write_many(
    session: Session,
    actor: Actor,
    kind: str,
    subject_type: str,
    changes: Sequence[tuple[UUID | None, str | None, UUID | None, Mapping[str, object]]],
) -> None:
    """Note many changes of one kind in one statement: ``(subject_id, region_code, school_id, data)`` each."""
    write_each(session, [Change(actor, kind, subject_type, *change) for change in changes])


class Change(NamedTuple):
    """One change, whoever made it."""

    actor: Actor
    kind: str
    subject_type: str
    subject_id: UUID | None
    region_code: str | None
    school_id: UUID | None
    data: Mapping[str, object]


def write_each(session: Session, changes: Sequence[Change]) -> None:
    """Note many changes in their order, in one statement, each with who made it."""
    if not changes:
        return
    at = now()
    lines = [
        {
            "id": ordered_id(),
            "at": at,
            "actor_id": change.actor.account_id,
            "role": change.actor.role.value,
            "kind": change.kind,
            "subject_type": change.subject_type,
            "subject_id": change.subject_id,
            "school_id": change.school_id,
            "region_code": change.region_code,
            "request_id": change.actor.request_id,
            "data": dict(change.data),
        }
        for change in changes
    ]
    insert_rows(session, JournalLine, lines)
