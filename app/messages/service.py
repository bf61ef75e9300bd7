"""Intending to tell somebody something, and following the journal for what is worth telling."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlmodel import Session

from app.cards.rules import state_of
from app.core.access import SYSTEM
from app.core.clock import day_of, now
from app.core.db import Database, insert_into
from app.journal import feed, following
from app.journal.feed import Event
from app.journal.models import JournalLine
from app.messages import rules
from app.messages.models import Message, MessageReason
from app.regions import queries as regions
from app.students.models import CardState
from app.visits.models import Visit

READER = "messages"
_SLICE = 500


def intend(
    session: Session,
    region_code: str,
    reason: MessageReason,
    person_id: UUID,
    subject: tuple[str, UUID],
    about_on: date,
    *,
    school_id: UUID | None = None,
) -> None:
    """
    Mean to tell a person something about a day; meaning it twice is meaning it once.

    Whether it still is so is judged when the message is due, after the region's quiet hours.
    """
    row = Message(
        region_code=region_code,
        reason=reason,
        person_id=person_id,
        school_id=school_id,
        subject_type=subject[0],
        subject_id=subject[1],
        about_on=about_on,
        next_at=after_quiet_hours(session, region_code, now()),
    )
    session.execute(insert_into(session, Message).values(row.model_dump()).on_conflict_do_nothing())


def after_quiet_hours(session: Session, region_code: str, at: datetime) -> datetime:
    """``at``, or when the region's quiet hours around it end."""
    local = at.astimezone(regions.zone(region_code))
    hours = regions.settings(session, region_code, ["message_quiet_from", "message_quiet_to"], local.date())
    begin, end = (time.fromisoformat(hours[key]) for key in ("message_quiet_from", "message_quiet_to"))
    return rules.after_quiet(local, begin, end).astimezone(UTC)


# --- following the journal -------------------------------------------------------------------------------------


def follow(database: Database) -> bool:
    """Read the journal on from where this reader stands; says whether there is more."""
    return following.follow(database, READER, _read_on)


def _read_on(session: Session, after: int) -> int:
    events, reached = feed.following(session, SYSTEM, after, _SLICE)
    for event in events:
        hear(session, event)
    return reached


def hear(session: Session, event: Event) -> None:
    """Mean to tell what an event makes worth telling."""
    follow_up = _FOLLOW_UPS.get(event.line.kind)
    if follow_up is not None and event.line.at > now() - rules.STALE:
        follow_up(session, event.line)


def _visit(reason: MessageReason) -> Callable[[Session, JournalLine], None]:
    def follow_up(session: Session, line: JournalLine) -> None:
        visit = session.get(Visit, line.subject_id)
        if visit is None or (line.kind == "visits.changed" and not _TIMES & set(line.data.get("fields", []))):
            return
        subject = ("visit", visit.id)
        intend(session, visit.region_code, reason, visit.school_id, subject, visit.date, school_id=visit.school_id)

    return follow_up


def _card(session: Session, line: JournalLine) -> None:
    step = line.data.get("step")
    if not isinstance(step, str) or state_of(step) is not CardState.READY:
        return
    if line.school_id is None or line.region_code is None:
        return
    day = day_of(line.at, regions.zone(line.region_code))
    subject = ("school", line.school_id)
    intend(session, line.region_code, MessageReason.CARD_READY, line.school_id, subject, day, school_id=line.school_id)


def _complaint(session: Session, line: JournalLine) -> None:
    if line.subject_id is not None and line.region_code is not None:
        complaint_answered(session, line.region_code, line.subject_id)


def complaint_answered(session: Session, region_code: str, complaint_id: UUID) -> None:
    """Mean to tell a complaint's reporter that there is an answer."""
    day = day_of(now(), regions.zone(region_code))
    intend(session, region_code, MessageReason.COMPLAINT_ANSWERED, complaint_id, ("complaint", complaint_id), day)


_TIMES = {"starts_at", "ends_at", "date"}
_FOLLOW_UPS: dict[str, Callable[[Session, JournalLine], None]] = {
    "visits.confirmed": _visit(MessageReason.VISIT_CONFIRMED),
    "visits.changed": _visit(MessageReason.VISIT_CHANGED),
    "visits.postponed": _visit(MessageReason.VISIT_CHANGED),
    "visits.rescheduled": _visit(MessageReason.VISIT_CHANGED),
    "visits.cancelled": _visit(MessageReason.VISIT_CANCELLED),
    "cards.event_added": _card,
    "complaints.responded": _complaint,
    "complaints.resolved": _complaint,
}
