"""Changing complaints. Each step leaves an event for those who may see the case, and a journal line without it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from app.complaints import merging, queries, rules
from app.complaints.models import REPORTER, Category, Complaint, ComplaintClass, ComplaintNumber, ReporterVerdict
from app.complaints.rules import Action
from app.complaints.steps import class_deadline, deadline, locked, move, note
from app.core.access import SYSTEM, Actor, regency_of, stranger
from app.core.clock import day_of, now
from app.core.crypto import place
from app.core.db import insert_into, keys_of
from app.core.errors import Fault, Invalid, NotFound
from app.core.ids import new_id
from app.core.requests import first_time
from app.regions import queries as regions
from app.schools import queries as schools


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody complains about. ``region_code`` ``None``: the filing account's own."""

    category: Category
    subject: str
    body: str
    name: str | None
    contact: str | None
    anonymous: bool
    secret: bool
    region_code: str | None
    school_id: UUID | None


# --- filing ----------------------------------------------------------------------------------------------------


def file(
    session: Session, actor: Actor, report: Report, *, id: UUID | None, content: Mapping[str, Any]
) -> tuple[Complaint, bool]:
    """
    A new complaint; the flag says whether it is new or was filed before.

    An anonymous one keeps neither name, contact nor account; the account of a secret one stands in the complaint
    alone. Raises :class:`Invalid` for a place or school that cannot be complained about from here.
    """
    asker = stranger(request_id=actor.request_id) if report.anonymous else actor
    if not first_time(session, asker, id, "complaint", content):
        return session.get_one(Complaint, id), False
    complaint = _received(session, actor, report, id or new_id())
    session.add(complaint)
    session.flush()
    unnamed = report.anonymous or report.secret
    author = stranger(request_id=actor.request_id) if unnamed else actor
    note(session, author, complaint, rules.FILED, by_role=REPORTER)
    return complaint, True


def _received(session: Session, actor: Actor, report: Report, complaint_id: UUID) -> Complaint:
    place_code = _place(session, actor, report.region_code)
    regency = regency_of(place_code)
    _check_school(session, actor, regency, report.school_id)
    at, known = now(), not report.anonymous
    day = day_of(at, regions.zone(regency))
    written = {
        "subject": report.subject,
        "body": report.body,
        "name": report.name if known else None,
        "contact": report.contact if known else None,
    }
    key_id, sealed = keys_of(session).seal_json(written, place("complaints", "sealed", complaint_id))
    return Complaint(
        id=complaint_id,
        ticket=rules.ticket(regency, day.year, _next_number(session, regency, day.year)),
        region_code=regency,
        place_code=place_code,
        about_school_id=report.school_id,
        filed_by=actor.account_id if known else None,
        filed_by_school_id=actor.school_id if known else None,
        category=report.category,
        anonymous=report.anonymous,
        secret=report.secret,
        received_at=at,
        year=day.year,
        verify_by=deadline(session, regency, day, "complaint_verify_days"),
        sealed_key_id=key_id,
        sealed=sealed,
    )


def _place(session: Session, actor: Actor, region_code: str | None) -> str:
    code = region_code or actor.region_code
    if code is None or "." not in code:
        raise Invalid([Fault("/region_code", "complaints.regency_needed")])
    if not regions.exists(session, code):
        raise Invalid([Fault("/region_code", "field.unknown_reference")])
    if not actor.covers(code):
        raise Invalid([Fault("/region_code", "field.out_of_scope")])
    return code


def _check_school(session: Session, actor: Actor, regency: str, school_id: UUID | None) -> None:
    if school_id is None:
        return
    if school_id == actor.school_id:
        raise Invalid([Fault("/school_id", "complaints.own_school")])
    try:
        # Asked as anybody would: that a school exists is public, also to another school.
        schools.get(session, stranger(regency), school_id)
    except NotFound as unknown:
        raise Invalid([Fault("/school_id", "field.unknown_reference")]) from unknown


def _next_number(session: Session, region_code: str, year: int) -> int:
    statement = insert_into(session, ComplaintNumber).values(region_code=region_code, year=year, last=1)
    statement = statement.on_conflict_do_update(
        index_elements=["region_code", "year"], set_={"last": col(ComplaintNumber.last) + 1}
    ).returning(col(ComplaintNumber.last))
    return int(session.execute(statement).scalar_one())


# --- the office's steps ------------------------------------------------------------------------------------------


def verify(
    session: Session, actor: Actor, complaint_id: UUID, version: int | None, complaint_class: ComplaintClass
) -> Complaint:
    """Accept a complaint as one of a class; its clock counts from receipt."""

    def classified(complaint: Complaint, at: datetime) -> None:
        complaint.complaint_class, complaint.verified_at = complaint_class, at
        received = day_of(complaint.received_at, regions.zone(complaint.region_code))
        complaint.due_at, complaint.escalated_at = class_deadline(session, complaint, received), None

    return _act(session, actor, complaint_id, version, Action.VERIFY, change=classified)


def assign(session: Session, actor: Actor, complaint_id: UUID, version: int | None, account_id: UUID) -> Complaint:
    """Give a complaint to someone of the office. Raises :class:`Invalid` for an account that may not see it."""

    def given(complaint: Complaint, _at: datetime) -> None:
        if not queries.may_handle(session, complaint, account_id):
            raise Invalid([Fault("/account_id", "field.unknown_reference")])
        complaint.assigned_to = account_id

    return _act(session, actor, complaint_id, version, Action.ASSIGN, change=given)


def respond(session: Session, actor: Actor, complaint_id: UUID, version: int | None, body: str) -> Complaint:
    return _act(session, actor, complaint_id, version, Action.RESPOND, written={"text": body})


def resolve(
    session: Session,
    actor: Actor,
    complaint_id: UUID,
    version: int | None,
    resolution: str,
    evidence: str | None,
) -> Complaint:
    """Say how it was solved; the reporter has the last word on that."""
    written = {"text": resolution, "evidence": evidence}
    return _act(session, actor, complaint_id, version, Action.RESOLVE, written=written)


def reject(session: Session, actor: Actor, complaint_id: UUID, version: int | None, reason: str) -> Complaint:
    return _act(session, actor, complaint_id, version, Action.REJECT, written={"text": reason})


def reopen(session: Session, actor: Actor, complaint_id: UUID, version: int | None, reason: str) -> Complaint:
    """Take up a handled complaint again: its class's period starts anew today."""
    return _act(session, actor, complaint_id, version, Action.REOPEN, written={"text": reason})


def close(session: Session, actor: Actor, complaint_id: UUID, version: int | None) -> Complaint:
    return _act(session, actor, complaint_id, version, Action.CLOSE)


def refer(
    session: Session, actor: Actor, complaint_id: UUID, version: int | None, office: str, reason: str
) -> Complaint:
    """Pass a complaint to the office it belongs to; following it up stays with us."""
    written = {"office": office, "text": reason}
    return _act(session, actor, complaint_id, version, Action.REFER, written=written)


def change(session: Session, actor: Actor, complaint_id: UUID, version: int, facts: Mapping[str, Any]) -> Complaint:
    """Correct the category or the school it is about. Raises :class:`VersionMismatch` when somebody was faster."""
    complaint = locked(session, actor, complaint_id, version)
    school_id = facts.get("about_school_id")
    if "category" in facts and facts["category"] is None:
        raise Invalid([Fault("/category", "field.missing")])
    if school_id is not None:
        _check_school(session, actor, complaint.region_code, school_id)
    changed = [name for name, value in facts.items() if getattr(complaint, name) != value]
    if not changed:
        return complaint
    for name in changed:
        setattr(complaint, name, facts[name])
    merging.check_still_fit(session, complaint, "/category" if "category" in changed else "/school_id")
    if complaint.assigned_to and not queries.may_handle(session, complaint, complaint.assigned_to):
        complaint.assigned_to = None  # it became a case that this person may not see
    complaint.version += 1
    session.flush()
    note(session, actor, complaint, rules.CHANGED, by_role=actor.role.value, told={"fields": changed})
    return complaint


def _act(
    session: Session,
    actor: Actor,
    complaint_id: UUID,
    version: int | None,
    action: Action,
    *,
    written: Mapping[str, str | None] | None = None,
    change: Callable[[Complaint, datetime], None] | None = None,
) -> Complaint:
    complaint = locked(session, actor, complaint_id, version)
    merged = complaint.merged_into is not None
    state = rules.moved(complaint.state, action, judged=complaint.verdict is not None, merged=merged)
    if change is not None:
        change(complaint, now())
    if action in (Action.RESOLVE, Action.REOPEN):
        complaint.verdict = None  # a verdict is about one resolution
    move(session, complaint, state)
    note(session, actor, complaint, rules.HAPPENED[action], by_role=actor.role.value, written=written)
    merging.carry(session, actor, complaint, action, written)
    return complaint


# --- the reporter's steps ----------------------------------------------------------------------------------------


def reply(session: Session, ticket: str, code: str, body: str, *, id: UUID | None, request_id: str) -> Complaint:
    """Something more from the reporter; sent again under the same id it is kept once."""
    complaint = queries.by_ticket(session, ticket, code, lock=True)
    actor = stranger(complaint.region_code, request_id)
    if not first_time(session, actor, id, "complaint_reply", {"ticket": ticket, "body": body}):
        return complaint
    state = rules.moved(complaint.state, Action.REPLY, judged=complaint.verdict is not None)
    move(session, complaint, state)
    note(
        session,
        actor,
        complaint,
        rules.HAPPENED[Action.REPLY],
        by_role=REPORTER,
        written={"text": body},
        event_id=id,
    )
    return complaint


def judge(
    session: Session, ticket: str, code: str, verdict: ReporterVerdict, body: str | None, *, request_id: str
) -> Complaint:
    """The reporter's word on a resolution: solved closes the case, not solved opens it again."""
    complaint = queries.by_ticket(session, ticket, code, lock=True)
    judged = complaint.verdict is not None
    state = rules.moved(complaint.state, Action.VERDICT, judged=judged, verdict=verdict)
    complaint.verdict = verdict
    if verdict is ReporterVerdict.NOT_SOLVED:
        complaint.merged_into = None  # what solved the other case did not solve this one: it goes its own way
    before = complaint.state
    move(session, complaint, state)
    actor = stranger(complaint.region_code, request_id)
    written = {"text": body} if body else None
    note(session, actor, complaint, rules.HAPPENED[Action.VERDICT], by_role=REPORTER, written=written)
    if complaint.state is not before:
        merging.carry(session, SYSTEM, complaint, Action.VERDICT, None)
    return complaint
