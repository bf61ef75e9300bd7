"""Secret addresses under which calendar programs read visits (RFC 5545). No person is named in them."""

import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from icalendar import Calendar, Event
from sqlalchemy import false
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, Role, within
from app.core.clock import now
from app.core.db import keys_of
from app.core.errors import Fault, Invalid, NotFound, StateConflict
from app.core.i18n import Language, text
from app.core.ids import new_id
from app.core.paging import Page, PageRequest, page
from app.core.requests import first_time
from app.journal import service as journal
from app.schools import queries as schools
from app.schools.models import School
from app.visits import queries
from app.visits.models import CalendarFeed, FeedKind, Team, Visit, VisitState

PAST_DAYS, COMING_DAYS = 60, 400
"""What a feed holds of past and coming visits."""
_TOKEN_BYTES = 24
_STATUS = {
    VisitState.DRAFT: "TENTATIVE",
    VisitState.PROPOSED: "TENTATIVE",
    VisitState.POSTPONED: "CANCELLED",
    VisitState.CANCELLED: "CANCELLED",
}
"""The others are confirmed (RFC 5545, 3.8.1.11)."""

# --- the addresses ---------------------------------------------------------------------------------------------


def visible(actor: Actor) -> SelectOfScalar[CalendarFeed]:
    """Everyone manages the feeds that they made; an office those of its region."""
    match actor.role:
        case Role.ADMIN | Role.OFFICER:
            return select(CalendarFeed).where(within(col(CalendarFeed.region_code), actor.region_code))
        case Role.SCHOOL | Role.TEAM:
            return select(CalendarFeed).where(col(CalendarFeed.created_by) == actor.account_id)
        case Role.VIEWER:
            return select(CalendarFeed).where(false())


def get(session: Session, actor: Actor, feed_id: UUID, *, lock: bool = False) -> CalendarFeed:
    """One feed. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    statement = visible(actor).where(col(CalendarFeed.id) == feed_id)
    feed = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if feed is None:
        raise NotFound
    return feed


def feeds(session: Session, actor: Actor, request: PageRequest) -> Page[CalendarFeed]:
    """Those that still answer, the oldest first."""
    return page(session, visible(actor).where(col(CalendarFeed.revoked_at).is_(None)), request, [col(CalendarFeed.id)])


def create(
    session: Session,
    actor: Actor,
    kind: FeedKind,
    target_id: UUID | None,
    *,
    id: UUID | None = None,
    content: Mapping[str, Any] | None = None,
) -> tuple[CalendarFeed, str | None]:
    """
    A new address; its token is told this once (``None`` when it was told before under the same id).

    Raises :class:`Invalid` for a team or school out of sight, and where the kind needs one or has none.
    """
    if not first_time(session, actor, id, "calendar_feed", content or {"kind": kind, "target_id": target_id}):
        return get(session, actor, id or new_id()), None
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    feed = CalendarFeed(
        id=id or new_id(),
        kind=kind,
        token_hash=_digest(session, token),
        created_by=actor.account_id,
        **_target(session, actor, kind, target_id),
    )
    session.add(feed)
    session.flush()
    _note(session, actor, "visits.feed_made", feed)
    return feed, token


def revoke(session: Session, actor: Actor, feed_id: UUID) -> None:
    """Let an address answer no more. Raises :class:`NotFound`, :class:`StateConflict` for one revoked before."""
    feed = get(session, actor, feed_id, lock=True)
    if feed.revoked_at is not None:
        raise StateConflict(state="revoked", allowed=[])
    feed.revoked_at = now()
    session.flush()
    _note(session, actor, "visits.feed_revoked", feed)


def revoke_of(session: Session, actor: Actor, account_id: UUID) -> None:
    """
    Let all addresses answer no more that an account made: for whoever closes an account or takes it elsewhere.

    It is the account that lost its sight, not the actor, so no scope is asked here: who may close the account may this.
    """
    made = select(CalendarFeed).where(
        col(CalendarFeed.created_by) == account_id, col(CalendarFeed.revoked_at).is_(None)
    )
    for feed in session.exec(made.order_by(col(CalendarFeed.id)).with_for_update()).all():
        feed.revoked_at = now()
        _note(session, actor, "visits.feed_revoked", feed)
    session.flush()


_OWN_KIND = {Role.SCHOOL: FeedKind.SCHOOL, Role.TEAM: FeedKind.TEAM}
"""An address outlives every look at its maker's scope: a school or a team makes one of its own visits alone."""


def _target(session: Session, actor: Actor, kind: FeedKind, target_id: UUID | None) -> dict[str, Any]:
    """Whose visits a feed shows. A school's and a team's account need not name themselves, and name nobody else."""
    if kind is not _OWN_KIND.get(actor.role, kind):
        raise Invalid([Fault("/kind", "visits.feed_target")])
    if actor.role in _OWN_KIND and target_id not in (None, actor.school_id or actor.team_id):
        raise Invalid([Fault("/target_id", "field.unknown_reference")])
    try:
        match kind:
            case FeedKind.SCHOOL:
                school = schools.get(session, actor, _needed(target_id or actor.school_id))
                return {"school_id": school.id, "region_code": school.region_code}
            case FeedKind.TEAM:
                team = queries.get_team(session, actor, _needed(target_id or actor.team_id))
                return {"team_id": team.id, "region_code": team.region_code}
            case FeedKind.OFFICE:
                if target_id is not None or not actor.is_office:
                    raise Invalid([Fault("/kind" if target_id is None else "/target_id", "visits.feed_target")])
                return {"region_code": actor.region_code}
    except NotFound as unseen:
        raise Invalid([Fault("/target_id", "field.unknown_reference")]) from unseen


def _needed(target_id: UUID | None) -> UUID:
    if target_id is None:
        raise Invalid([Fault("/target_id", "visits.feed_target")])
    return target_id


def _digest(session: Session, token: str) -> str:
    return keys_of(session).blind("calendar-feed", token)


def _note(session: Session, actor: Actor, kind: str, feed: CalendarFeed) -> None:
    data = {"kind": feed.kind.value, "team_id": str(feed.team_id) if feed.team_id else None}
    journal.write(
        session,
        actor,
        kind,
        "calendar_feed",
        feed.id,
        region_code=feed.region_code,
        school_id=feed.school_id,
        data=data,
    )


# --- what they answer ------------------------------------------------------------------------------------------


def calendar(session: Session, token: str, host: str) -> bytes:
    """
    The visits behind a token, as an iCalendar file; ``host`` makes their ids the world's own.

    Whoever holds the token reads them, so it asks no actor. Raises :class:`NotFound` for an unknown or revoked one.
    """
    feed = session.exec(
        select(CalendarFeed).where(
            col(CalendarFeed.token_hash) == _digest(session, token), col(CalendarFeed.revoked_at).is_(None)
        )
    ).one_or_none()
    if feed is None:
        raise NotFound
    book = Calendar()
    book.add("prodid", "-//Sweet Seventeen//Kunjungan//ID")
    book.add("version", "2.0")
    book.add("x-wr-calname", text(f"visits.feed_{feed.kind.value}", Language.INDONESIAN))
    for visit, school, team in _shown(session, feed):
        book.add_component(_event(visit, school, team, host))
    return bytes(book.to_ical())


def _shown(session: Session, feed: CalendarFeed) -> list[tuple[Visit, School, Team]]:
    today: date = now().date()
    statement = (
        select(Visit, School, Team)
        .join(School, col(School.id) == col(Visit.school_id))
        .join(Team, col(Team.id) == col(Visit.team_id))
        .where(
            col(Visit.date).between(today - timedelta(days=PAST_DAYS), today + timedelta(days=COMING_DAYS)),
            within(col(Visit.region_code), feed.region_code),
        )
        .order_by(col(Visit.starts_at), col(Visit.id))
    )
    if feed.school_id is not None:
        # A draft is the office's own thought.
        statement = statement.where(col(Visit.school_id) == feed.school_id, col(Visit.state) != VisitState.DRAFT)
    if feed.team_id is not None:
        statement = statement.where(col(Visit.team_id) == feed.team_id)
    return list(session.exec(statement).all())


def _event(visit: Visit, school: School, team: Team, host: str) -> Event:
    event = Event()
    event.add("uid", f"{visit.id}@{host}")
    # Calendars take the latest sequence; the stamp must not change while the visit does not.
    event.add("sequence", visit.version)
    event.add("dtstamp", _stamp(visit))
    event.add("dtstart", visit.starts_at.astimezone(UTC))
    event.add("dtend", visit.ends_at.astimezone(UTC))
    event.add("summary", f"{text(f'visits.kind_{visit.kind.value}', Language.INDONESIAN)}: {school.name}")
    event.add("location", ", ".join(part for part in (school.name, school.address) if part))
    event.add("description", f"{text(f'visits.state_{visit.state.value}', Language.INDONESIAN)} · {team.name}")
    event.add("status", _STATUS.get(visit.state, "CONFIRMED"))
    if school.latitude is not None and school.longitude is not None:
        event.add("geo", (school.latitude, school.longitude))
    return event


def _stamp(visit: Visit) -> datetime:
    return visit.created_at.astimezone(UTC)
