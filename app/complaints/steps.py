"""What every step of a complaint has in common: its clocks, the event in the case and the line in the journal."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.complaints import queries, rules
from app.complaints.models import Complaint, ComplaintEvent, ComplaintState
from app.core.access import Actor
from app.core.clock import day_of, now
from app.core.crypto import place
from app.core.db import keys_of
from app.core.errors import VersionMismatch
from app.core.ids import new_id
from app.journal import service as journal
from app.regions import queries as regions
from app.regions.rules import add_working_days, working_days_between


def deadline(session: Session, region_code: str, day: date, key: str) -> datetime:
    """The end of the last working day of the period that the coefficient ``key`` gives, begun on ``day``."""
    count = int(regions.setting(session, region_code, key, day))
    horizon = 2 * count + 30
    while True:
        off = regions.days_off(session, region_code, day, day + timedelta(days=horizon))
        last = add_working_days(day, count, off)
        if last <= day + timedelta(days=horizon):
            return rules.end_of(last, regions.zone(region_code))
        horizon *= 2  # so many days off that the period outran those asked for


def move(session: Session, complaint: Complaint, state: ComplaintState) -> None:
    """Bring a complaint into ``state``, with what begins and ends there."""
    was_handled, is_handled = complaint.state in rules.HANDLED, state in rules.HANDLED
    here = regions.zone(complaint.region_code)
    at = now()
    if is_handled and not was_handled:
        start, end = day_of(complaint.received_at, here), day_of(at, here)
        off = regions.days_off(session, complaint.region_code, start, end)
        complaint.handled_at, complaint.working_days = at, working_days_between(start, end, off)
    elif was_handled and not is_handled:
        complaint.handled_at = complaint.working_days = None
        complaint.reopened += 1
        complaint.complaint_class = complaint.complaint_class or rules.UNVERIFIED_CLASS
        complaint.verified_at = complaint.verified_at or at
        complaint.due_at = class_deadline(session, complaint, day_of(at, here))
        complaint.escalated_at = None  # a clock that starts anew has not run out
    complaint.state = state
    complaint.version += 1
    session.flush()


def class_deadline(session: Session, complaint: Complaint, day: date) -> datetime:
    assert complaint.complaint_class is not None  # noqa: S101
    key = f"complaint_days_{complaint.complaint_class.value}"
    return deadline(session, complaint.region_code, day, key)


def note(
    session: Session,
    actor: Actor,
    complaint: Complaint,
    kind: str,
    *,
    by_role: str,
    written: Mapping[str, str | None] | None = None,
    told: Mapping[str, Any] | None = None,
    event_id: UUID | None = None,
) -> None:
    """
    The event in the case and the line in the journal.

    The line names no school and no category: the journal has more readers than the case. ``told`` is added to it.
    """
    event = ComplaintEvent(
        id=event_id or new_id(),
        complaint_id=complaint.id,
        at=now(),
        kind=kind,
        by_role=by_role,
        account_id=actor.account_id,
        data={"state": complaint.state.value},
    )
    if written:
        bound_to = place("complaint_events", "sealed", event.id)
        event.sealed_key_id, event.sealed = keys_of(session).seal_json(dict(written), bound_to)
    session.add(event)
    session.flush()
    journal.write(
        session,
        actor,
        f"complaints.{kind}",
        "complaint",
        complaint.id,
        region_code=complaint.region_code,
        data={"state": complaint.state.value, **(told or {})},
    )


def locked(session: Session, actor: Actor, complaint_id: UUID, version: int | None) -> Complaint:
    """A complaint in the actor's sight, to be changed. Raises :class:`VersionMismatch` when somebody was faster."""
    complaint = queries.get(session, actor, complaint_id, lock=True)
    if version is not None and complaint.version != version:
        raise VersionMismatch
    return complaint
