"""What has been late for too long becomes the head's matter: once for each clock that ran out."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from app.complaints import rules
from app.complaints.models import Complaint
from app.complaints.queries import deadline as deadline_column
from app.complaints.steps import deadline, note
from app.core.access import SYSTEM
from app.core.clock import day_of, now
from app.core.db import Database, batched
from app.regions import queries as regions

SETTING = "complaint_escalate_days"
"""Working days between the end of a deadline and escalation."""


def escalate_due(database: Database) -> bool:
    """
    Mark what was not handled so many working days after its deadline, each with its event and its line.

    What is merged is not marked: the complaint that leads is. Never says that there is more to do at once.
    """
    with database.read() as session:
        found = due(session)
    for ids in batched(found):
        with database.write() as session:
            _mark(session, ids)
    return False


def due(session: Session) -> list[UUID]:
    """Late complaints whose time for escalation has come and that are not marked yet."""
    at, ends = now(), dict[tuple[str, object], datetime]()
    found = []
    for id, region_code, ended in session.execute(
        select_columns(col(Complaint.id), col(Complaint.region_code), deadline_column()).where(*_candidates(at))
    ):
        key = (region_code, day_of(ended, regions.zone(region_code)))
        if key not in ends:
            ends[key] = deadline(session, *key, SETTING)
        if at > ends[key]:
            found.append(id)
    return found


def _candidates(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Complaint.state).in_(rules.OPEN),
        col(Complaint.escalated_at).is_(None),
        col(Complaint.merged_into).is_(None),
        deadline_column() < at,
    )


def _mark(session: Session, ids: Sequence[UUID]) -> None:
    at = now()
    # Asked again under the lock: an answer may have come in between, or another loop.
    still = select(Complaint).where(col(Complaint.id).in_(ids), *_candidates(at)).order_by(col(Complaint.id))
    for complaint in session.exec(still.with_for_update(skip_locked=True)):
        complaint.escalated_at = at
        complaint.version += 1
        session.flush()
        note(session, SYSTEM, complaint, rules.ESCALATED, by_role=SYSTEM.role.value)
