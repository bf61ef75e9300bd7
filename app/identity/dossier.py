"""
The whole file of a person: what they may ask to be handed (UU 27/2022 art. 7), NIK in full since it is their own.

That it was read is kept: who, when and why (art. 31, 32).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.accounts.models import Account
from app.core.access import Actor
from app.core.clock import now
from app.core.db import batched
from app.identity.holdings import HOLDINGS, VOIDS, nik_of, rows_of_person, voids_of
from app.journal import service as journal
from app.journal.models import JournalLine
from app.students import queries as students
from app.students.models import Disclosure, Student
from app.students.privacy_queries import ids_of

REASON = "Salinan data untuk yang bersangkutan (UU 27/2022 pasal 7)"
_MACHINERY = {
    "nik_hash", "nik_sealed", "nik_key_id", "nik_prefix", "name_key", "name_sound", "sealed", "sealed_key_id",
    "before_key_id", "sent", "sent_key_id", "content",
}  # fmt: skip
"""Columns by which we find and guard things; what they hold is told in the open beside them."""
_STAFF = {"account_id", "decided_by", "resolved_by", "undone_by"}
"""Who did it, told by role: the person's right is not to a clerk's name."""


@dataclass(frozen=True, slots=True)
class Dossier:
    student_id: UUID
    made_at: datetime
    facts: list[dict[str, Any]]
    """The person's row, and those that were merged into it."""
    holdings: dict[str, list[dict[str, Any]]]
    journal: list[dict[str, Any]]


def dossier(session: Session, actor: Actor, student_id: UUID) -> Dossier:
    """
    Everything we hold of a person, and a trail of having read it. Raises :class:`NotFound` for one out of sight.

    Needs a session that writes.
    """
    student = students.get(session, actor, student_id)
    ids = ids_of(session, student.id)
    _leave_trail(session, actor, student)
    found = {holding.name: list(holding.rows(session, ids)) for holding in HOLDINGS}
    for name, model, column, events in VOIDS:
        found[name] = list(voids_of(session, model, column, [row.id for row in found[events]]))
    people = rows_of_person(session, ids)
    lines = _lines(session, [*ids, *(row.id for rows in found.values() for row in rows if hasattr(row, "id"))])
    roles = _roles(session, found)
    seals = {holding.name: holding.seals for holding in HOLDINGS}
    shown = {
        name: [
            _plain(row, roles) | {seal.column: seal.open(session, row) for seal in seals.get(name, ())} for row in rows
        ]
        for name, rows in found.items()
    }
    facts = [_plain(person, roles) | {"nik": nik_of(session, person)} for person in people]
    return Dossier(student.id, now(), facts, shown, [_told(line) for line in lines])


def _leave_trail(session: Session, actor: Actor, student: Student) -> None:
    session.add(
        Disclosure(student_id=student.id, region_code=student.region_code, account_id=actor.account_id, reason=REASON)
    )
    session.flush()
    journal.write(
        session,
        actor,
        "students.exported",
        "student",
        student.id,
        region_code=student.region_code,
        school_id=student.school_id,
        data={},
    )


def _lines(session: Session, subjects: Sequence[UUID]) -> list[JournalLine]:
    found: list[JournalLine] = []
    for some in batched(dict.fromkeys(subjects)):
        found += session.exec(select(JournalLine).where(col(JournalLine.subject_id).in_(some)))
    return sorted(found, key=lambda line: line.id)


def _told(line: JournalLine) -> dict[str, Any]:
    return line.model_dump(mode="json", include={"at", "role", "kind", "subject_type", "subject_id", "data"})


def _roles(session: Session, found: dict[str, list[Any]]) -> dict[UUID, str]:
    rows = [row for rows in found.values() for row in rows]
    named = {getattr(row, name) for row in rows for name in _STAFF if getattr(row, name, None) is not None}
    roles: dict[UUID, str] = {}
    for some in batched(named):
        chosen = select(Account.id, Account.role).where(col(Account.id).in_(some))
        roles |= {id: str(role) for id, role in session.exec(chosen)}
    return roles


def _plain(row: Any, roles: dict[UUID, str]) -> dict[str, Any]:
    """A row as JSON, its clerks by role; without the columns that are only machinery."""
    sealed = {"before"} if isinstance(getattr(row, "before", None), bytes) else set()
    shown: dict[str, Any] = row.model_dump(mode="json", exclude=_MACHINERY | _STAFF | sealed)
    for name in _STAFF & set(type(row).model_fields):
        by = getattr(row, name)
        shown[f"{name.removesuffix('_id').replace('account', 'by')}_role"] = None if by is None else roles.get(by)
    return shown
