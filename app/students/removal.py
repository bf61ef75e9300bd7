"""
Taking people back who came with a list that is taken back. What was known of them in the meantime stays known.

A removed row is nobody: it leaves every list and figure from then on, gives its NIK free and its places at school
back, but past days as then known still count it (design rule 6).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.clock import now
from app.core.db import batched
from app.journal import service as journal
from app.students import service
from app.students.enrolments import retract
from app.students.models import DataIssue, Enrolment, Student

_OWN = {
    "enrolments",
    "enrolment_history",
    "student_history",
    "data_issues",
    "duplicates",
    "merges",  # one that stands is told by `survivor_id`
    "registry_import_rows",  # what came of it stands in card events
    "rollover_items",
    "submission_rows",
}
"""Tables that tell of a person only what their list told, or what follows from it; all others build on the person."""


def referred(session: Session, ids: Sequence[UUID]) -> dict[UUID, set[str]]:
    """
    The names of the tables that build on each of these people, whichever room's they are.

    What was taken back by a void of its own is nothing to build on.
    """
    found: dict[UUID, set[str]] = {}
    for table in Student.metadata.sorted_tables:
        for key in (key for key in table.foreign_keys if key.column.table.name == "students"):
            if table.name in _OWN:
                continue
            for some in batched(ids):
                named = columns(key.parent).where(key.parent.in_(some)).distinct()
                if "voided_by" in table.c:
                    named = named.where(table.c.voided_by.is_(None))
                for id in session.execute(named).scalars():
                    found.setdefault(id, set()).add(table.name)
    return found


def remove(session: Session, actor: Actor, ids: Sequence[UUID], data: Mapping[str, Any], *, on: date) -> None:
    """Take people back. The caller has locked them and asked :func:`referred`; ``data`` says why, in ids and codes."""
    if not ids:
        return
    service.change_many(session, actor, {id: {"removed": True, "nik": None} for id in ids}, on=on)
    at = now()
    places: list[UUID] = []
    homes: dict[UUID, tuple[str, UUID | None]] = {}
    for some in batched(ids):
        places += session.exec(select(Enrolment.id).where(col(Enrolment.student_id).in_(some))).all()
        waiting = select(DataIssue).where(col(DataIssue.student_id).in_(some), col(DataIssue.resolved_at).is_(None))
        for issue in session.exec(waiting):
            issue.resolved_at, issue.resolved_by = at, actor.account_id
        named = select(Student.id, Student.region_code, Student.school_id).where(col(Student.id).in_(some))
        homes |= {id: (region_code, school_id) for id, region_code, school_id in session.exec(named)}
    retract(session, places, at)
    session.flush()
    journal.write_many(session, actor, "students.removed", "student", [(id, *homes[id], data) for id in ids])
