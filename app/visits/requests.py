"""A school asks for a visit; the office answers with one, or with a reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import false
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, Role, within
from app.core.errors import Fault, Invalid, NotFound, VersionMismatch
from app.core.ids import new_id
from app.core.paging import Page, PageRequest, page
from app.core.requests import first_time
from app.journal import service as journal
from app.regions.queries import scope, today
from app.schools import queries as schools
from app.schools.models import School
from app.visits import request_rules as rules
from app.visits.models import RequestState, Visit, VisitRequest

# --- reading ---------------------------------------------------------------------------------------------------


def visible(actor: Actor) -> SelectOfScalar[VisitRequest]:
    """An office sees its region's requests, a school its own."""
    match actor.role:
        case Role.ADMIN | Role.OFFICER:
            return select(VisitRequest).where(within(col(VisitRequest.region_code), actor.region_code))
        case Role.SCHOOL:
            return select(VisitRequest).where(col(VisitRequest.school_id) == actor.school_id)
        case Role.TEAM | Role.VIEWER:
            return select(VisitRequest).where(false())


def get(session: Session, actor: Actor, request_id: UUID, *, lock: bool = False) -> VisitRequest:
    """One request. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    statement = visible(actor).where(col(VisitRequest.id) == request_id)
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    found = session.exec(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def requests(
    session: Session,
    actor: Actor,
    asked: PageRequest,
    *,
    school_id: UUID | None = None,
    region_code: str | None = None,
    state: RequestState | None = None,
) -> Page[VisitRequest]:
    """By first day."""
    statement = visible(actor)
    if school_id is not None:
        statement = statement.where(col(VisitRequest.school_id) == school_id)
    if state is not None:
        statement = statement.where(col(VisitRequest.state) == state)
    if region_code is not None:
        place = within(col(School.district_code), scope(actor, region_code))
        statement = statement.where(col(VisitRequest.school_id).in_(select(School.id).where(place)))
    return page(session, statement, asked, [col(VisitRequest.date_from), col(VisitRequest.id)])


# --- changing --------------------------------------------------------------------------------------------------


def ask(
    session: Session,
    actor: Actor,
    school_id: UUID,
    facts: Mapping[str, Any],
    *,
    id: UUID | None = None,
    content: Mapping[str, Any] | None = None,
) -> tuple[VisitRequest, bool]:
    """
    Ask for a visit within ``date_from`` and ``date_to``; the flag says whether the request is new.

    Raises :class:`NotFound` for a school out of sight, :class:`Invalid` for a period that cannot be meant.
    """
    school = schools.get(session, actor, school_id)
    if not first_time(session, actor, id, "visit_request", {"school_id": school_id, **(content or facts)}):
        return get(session, actor, id or new_id()), False
    rules.check_period(facts["date_from"], facts["date_to"], today(school.region_code))
    request = VisitRequest(
        id=id or new_id(),
        region_code=school.region_code,
        school_id=school.id,
        requested_by=actor.account_id,
        on_behalf=actor.role is not Role.SCHOOL,
        **facts,
    )
    session.add(request)
    session.flush()
    _note(session, actor, "visits.requested", request)
    return request, True


def move(
    session: Session, actor: Actor, request_id: UUID, name: str, version: int | None, *, reason: str | None = None
) -> VisitRequest:
    """
    Decline, withdraw or reopen a request.

    Raises :class:`StateConflict` where its state has no such move: while a visit answers it, there is none.
    Raises :class:`VersionMismatch` when somebody was faster.
    """
    request = get(session, actor, request_id, lock=True)
    if version is not None and request.version != version:
        raise VersionMismatch
    rules.refuse_move(request.state, name)
    _move(session, actor, request, name, None, reason)
    return request


def answer_with(session: Session, actor: Actor, request_id: UUID, visit: Visit) -> None:
    """
    Let ``visit`` be the answer to a request of its school.

    Raises :class:`Invalid` for a request out of sight or of another school, :class:`StateConflict` for one that is
    closed or that another visit answers.
    """
    try:
        request = get(session, actor, request_id, lock=True)
    except NotFound as unseen:
        raise Invalid([Fault("/request_id", "field.unknown_reference")]) from unseen
    if request.school_id != visit.school_id:
        raise Invalid([Fault("/request_id", "visits.request_of_other_school")])
    rules.refuse_move(request.state, "schedule")
    _move(session, actor, request, "schedule", visit.id, None)


def release(session: Session, actor: Actor, visit: Visit) -> None:
    """Open the request again that a cancelled visit answered: the school's wish has not gone away."""
    waiting = select(VisitRequest).where(
        col(VisitRequest.visit_id) == visit.id, col(VisitRequest.state) == RequestState.SCHEDULED
    )
    for request in session.exec(waiting.order_by(col(VisitRequest.id)).with_for_update()).all():
        _move(session, actor, request, "reopen", None, None)


def _move(
    session: Session, actor: Actor, request: VisitRequest, name: str, visit_id: UUID | None, reason: str | None
) -> None:
    request.state = rules.AFTER[name]
    request.visit_id, request.reason = visit_id, reason
    request.version += 1
    session.flush()
    _note(session, actor, rules.KINDS[name], request)


def _note(session: Session, actor: Actor, kind: str, request: VisitRequest) -> None:
    period: list[date] = [request.date_from, request.date_to]
    data = {
        "period": [day.isoformat() for day in period],
        "state": request.state.value,
        "visit_id": str(request.visit_id) if request.visit_id else None,
        "on_behalf": request.on_behalf,
    }
    journal.write(
        session,
        actor,
        kind,
        "visit_request",
        request.id,
        region_code=request.region_code,
        school_id=request.school_id,
        data=data,
    )
