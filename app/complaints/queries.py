"""Reading complaints, within the reader's sight."""

import re
from base64 import b32encode
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hmac import compare_digest
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, and_, column, false, func, or_, true
from sqlalchemy import select as select_columns
from sqlalchemy import table as named_table
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.complaints.files import Listed, listed
from app.complaints.models import (
    Category,
    Complaint,
    ComplaintClass,
    ComplaintEvent,
    ComplaintState,
)
from app.complaints.rules import CONFIDENTIAL, OPEN, SHOWN_TO_REPORTER, Action, allowed
from app.core.access import Actor, Role, covers, within
from app.core.clock import now
from app.core.crypto import KeyRing, place
from app.core.db import keys_of
from app.core.errors import NotFound
from app.core.ids import new_id
from app.core.paging import Page, PageRequest, page
from app.regions.queries import scope

_TICKET = re.compile(r"ADU-\d{4}-\d{4}-\d{6,9}")

# A neighbour room's table, known by name as the foreign key knows it: rooms side by side do not import each other.
_accounts: Any = named_table(
    "accounts", column("id", Uuid), column("role"), column("region_code"), column("active"), column("service")
).c


def filed_by(actor: Actor) -> ColumnElement[bool]:
    """What a school filed, unless it is about that school: what is said about one is not for its own eyes."""
    about = col(Complaint.about_school_id)
    return and_(col(Complaint.filed_by_school_id) == actor.school_id, or_(about.is_(None), about != actor.school_id))


def visible(actor: Actor) -> SelectOfScalar[Complaint]:
    """
    Administrators see their region's complaints, officers those not about levies or staff, a school what it filed.

    Perpres 76/2013: the complainant's identity and the case are confidential.
    """
    return select(Complaint).where(_sight(actor))


def _sight(actor: Actor) -> ColumnElement[bool]:
    here = within(col(Complaint.region_code), actor.region_code)
    match actor.role:
        case Role.ADMIN:
            return here
        case Role.OFFICER:
            return and_(here, col(Complaint.category).not_in(CONFIDENTIAL))
        case Role.SCHOOL:
            return filed_by(actor)
        case Role.TEAM | Role.VIEWER:
            return false()


def get(session: Session, actor: Actor, complaint_id: UUID, *, lock: bool = False) -> Complaint:
    """One complaint. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    statement = visible(actor).where(col(Complaint.id) == complaint_id)
    complaint = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if complaint is None:
        raise NotFound
    return complaint


def complaints(
    session: Session,
    actor: Actor,
    request: PageRequest,
    *,
    region_code: str | None = None,
    state: ComplaintState | None = None,
    overdue: bool | None = None,
    category: Category | None = None,
    complaint_class: ComplaintClass | None = None,
    escalated: bool | None = None,
    year: int | None = None,
) -> Page["View"]:
    """Latest first."""
    statement = visible(actor)
    if region_code is not None:
        statement = statement.where(within(col(Complaint.place_code), scope(actor, region_code)))
    if state is not None:
        statement = statement.where(col(Complaint.state) == state)
    if category is not None:
        statement = statement.where(col(Complaint.category) == category)
    if complaint_class is not None:
        statement = statement.where(col(Complaint.complaint_class) == complaint_class)
    if overdue is not None:
        late = and_(col(Complaint.state).in_(OPEN), deadline() < now())
        statement = statement.where(late if overdue else ~late)
    if year is not None:
        statement = statement.where(col(Complaint.year) == year)
    if escalated is not None:
        urgent = and_(col(Complaint.state).in_(OPEN), col(Complaint.escalated_at).is_not(None))
        statement = statement.where(urgent if escalated else ~urgent)
    order = [col(Complaint.received_at), col(Complaint.id)]
    found = page(session, statement, request, order, descending=True)
    return Page(views(session, actor, found.items), found.next_cursor)


def deadline() -> ColumnElement[datetime]:
    """The clock that runs, or ran last: see :func:`app.complaints.rules.is_overdue`."""
    return func.coalesce(col(Complaint.due_at), col(Complaint.verify_by))


def may_handle(session: Session, complaint: Complaint, account_id: UUID) -> bool:
    """Whether an account is a person of the office who may see ``complaint``."""
    roles = {Role.ADMIN} if complaint.category in CONFIDENTIAL else {Role.ADMIN, Role.OFFICER}
    found = session.execute(
        select_columns(_accounts.region_code).where(
            _accounts.id == account_id,
            _accounts.role.in_([role.value for role in roles]),
            _accounts.active == true(),
            _accounts.service == false(),
        )
    ).first()
    return found is not None and covers(found[0], complaint.region_code)


# --- what was written --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EventView:
    id: UUID
    at: datetime
    kind: str
    by_role: str
    account_id: UUID | None
    state: ComplaintState
    text: str | None
    office: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """Another complaint, by what it is called."""

    id: UUID
    ticket: str


@dataclass(frozen=True, slots=True)
class View:
    """A complaint with its writing opened, as far as the reader may see it."""

    complaint: Complaint
    subject: str
    body: str
    name: str | None
    contact: str | None
    filed_by_school_id: UUID | None
    escalated_at: datetime | None
    merged_into: UUID | None
    merged: Sequence[Named]
    """Those that follow it. This, what it follows and escalation are the office's own."""
    attachments: Sequence[Listed]
    events: Sequence[EventView]
    allowed: Sequence[Action] = ()
    """The office's next steps, for whoever of the office reads it."""


def view(session: Session, actor: Actor, complaint: Complaint) -> View:
    return views(session, actor, [complaint])[0]


def views(session: Session, actor: Actor, found: Sequence[Complaint]) -> list[View]:
    """Complaints with their events, oldest event first. Who reported in secret is for administrators alone."""
    keys = keys_of(session)
    events: dict[UUID, list[EventView]] = {complaint.id: [] for complaint in found}
    rows = session.exec(
        select(ComplaintEvent)
        .where(col(ComplaintEvent.complaint_id).in_(events))
        .order_by(col(ComplaintEvent.at), col(ComplaintEvent.id))
    ).all()
    for row in rows:
        events[row.complaint_id].append(_opened(keys, row))
    merged = _followers(session, actor, events)
    files = listed(session, events, office=actor.is_office)
    return [
        _shown(keys, actor, complaint, events[complaint.id], merged[complaint.id], files[complaint.id])
        for complaint in found
    ]


def _followers(session: Session, actor: Actor, leaders: Iterable[UUID]) -> Mapping[UUID, list[Named]]:
    found = defaultdict[UUID, list[Named]](list)
    if actor.is_office:
        rows = visible(actor).where(col(Complaint.merged_into).in_(leaders)).order_by(col(Complaint.id))
        for follower in session.exec(rows):
            if follower.merged_into is not None:
                found[follower.merged_into].append(Named(follower.id, follower.ticket))
    return found


def _shown(
    keys: KeyRing,
    actor: Actor,
    complaint: Complaint,
    events: Sequence[EventView],
    merged: Sequence[Named],
    files: Sequence[Listed],
) -> View:
    written = keys.open_json(complaint.sealed_key_id, complaint.sealed, place("complaints", "sealed", complaint.id))
    hidden = complaint.secret and actor.role is not Role.ADMIN
    own = actor.school_id is not None and complaint.filed_by_school_id == actor.school_id
    return View(
        complaint=complaint,
        subject=written["subject"],
        body=written["body"],
        name=None if hidden else written["name"],
        contact=None if hidden else written["contact"],
        filed_by_school_id=None if hidden and not own else complaint.filed_by_school_id,
        escalated_at=complaint.escalated_at if actor.is_office else None,
        merged_into=complaint.merged_into if actor.is_office else None,
        merged=merged,
        attachments=files,
        events=events if actor.is_office else _of_the_office(events),
        allowed=_steps(complaint) if actor.is_office else (),
    )


def _steps(complaint: Complaint) -> Sequence[Action]:
    judged, merged = complaint.verdict is not None, complaint.merged_into is not None
    return allowed(complaint.state, judged=judged, reporter=False, merged=merged)


def _opened(keys: KeyRing, event: ComplaintEvent) -> EventView:
    written: Mapping[str, Any] = {}
    if event.sealed is not None and event.sealed_key_id is not None:
        written = keys.open_json(event.sealed_key_id, event.sealed, place("complaint_events", "sealed", event.id))
    return EventView(
        id=event.id,
        at=event.at,
        kind=event.kind,
        by_role=event.by_role,
        account_id=event.account_id,
        state=ComplaintState(event.data["state"]),
        text=written.get("text"),
        office=written.get("office"),
        evidence=written.get("evidence"),
    )


# --- the reporter's door -----------------------------------------------------------------------------------------


def access_code(keys: KeyRing, complaint_id: UUID) -> str:
    """
    The reporter's key to one complaint: 80 bits, in four groups for reading aloud.

    Derived from the complaint's id, so it can be given again and is stored nowhere.
    """
    letters = b32encode(bytes.fromhex(keys.blind("complaint", complaint_id.hex))[:10]).decode()
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def _as_typed(code: str) -> bytes:
    """A code as people type it: case, hyphens and blanks do not count, and base 32 has no 0, 1 or 8."""
    plain = code.upper().translate(str.maketrans("018", "OIB", "- \t\n"))
    return plain.encode()


def by_ticket(session: Session, ticket: str, code: str, *, lock: bool = False) -> Complaint:
    """
    The complaint that a reporter holds ticket and code of.

    Raises :class:`NotFound` for a wrong code and for an unknown ticket alike, after the same work: neither the answer
    nor the time it takes tells which tickets exist.
    """
    statement = select(Complaint).where(col(Complaint.ticket) == (ticket if _TICKET.fullmatch(ticket) else ""))
    complaint = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    expected = access_code(keys_of(session), complaint.id if complaint else new_id())
    right = compare_digest(_as_typed(expected), _as_typed(code))
    if complaint is None or not right:
        raise NotFound
    return complaint


def reporter_view(session: Session, actor: Actor, complaint: Complaint) -> View:
    """A complaint as its reporter follows it: the steps and answers, not who in the office took them."""
    seen = view(session, actor, complaint)
    return replace(seen, events=_of_the_office(seen.events))


def _of_the_office(events: Sequence[EventView]) -> list[EventView]:
    """Events as whoever stands outside the office may see them."""
    return [replace(event, account_id=None, evidence=None) for event in events if event.kind in SHOWN_TO_REPORTER]
