"""`/v1/visits`; teams, kits and rosters beside it."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from sqlmodel import Session

from api.deps import IfMatch, IfMatchOptional, ListingDep, SessionDep, answer_created, etag, needs
from api.schemas import ListOut
from api.visits import feed_routes, plan_routes, request_routes, roster_routes, team_routes
from api.visits.schemas import (
    CatchUpIn,
    ConfirmIn,
    DeclineIn,
    ReasonIn,
    RescheduleIn,
    VisitIn,
    VisitOut,
    VisitPatch,
    shown,
)
from app.core.access import Actor, Permission
from app.core.types import RegionCode
from app.visits import queries, service
from app.visits.models import Visit, VisitKind, VisitState
from app.visits.rules import Action

router = APIRouter()
router.include_router(team_routes.router)
router.include_router(roster_routes.router)
router.include_router(request_routes.router)
router.include_router(plan_routes.router)
router.include_router(feed_routes.router)
visits = APIRouter(prefix="/v1/visits", tags=["visits"])

Reader = Annotated[Actor, Depends(needs(Permission.VISITS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.VISITS_WRITE))]
Answerer = Annotated[Actor, Depends(needs(Permission.VISITS_ANSWER))]


def _filter(
    date_from: Annotated[date | None, Query()] = None,
    date_to: Annotated[date | None, Query()] = None,
    school_id: UUID | None = None,
    team_id: UUID | None = None,
    state: VisitState | None = None,
    kind: VisitKind | None = None,
    region_code: RegionCode | None = None,
) -> queries.Filter:
    return queries.Filter(date_from, date_to, school_id, team_id, state, kind, region_code)


@visits.get("", response_model=ListOut[VisitOut])
def list_visits(listing: ListingDep, actor: Reader, wanted: Annotated[queries.Filter, Depends(_filter)]) -> Any:
    """Visits within your scope, by start."""
    return listing.answer(lambda session, request: queries.visits(session, actor, request, wanted), VisitOut, shown)


@visits.post("", status_code=201)
def create_visit(session: SessionDep, actor: Writer, body: VisitIn, response: Response) -> VisitOut:
    facts = body.model_dump(exclude={"id"})
    visit, new = service.create(session, actor, facts, id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/visits/{visit.id}", version=visit.version)
    return _view(session, visit)


@visits.get("/{visit_id}")
def get_visit(session: SessionDep, actor: Reader, visit_id: UUID, response: Response) -> VisitOut:
    return _answer(session, queries.get(session, actor, visit_id), response)


@visits.patch("/{visit_id}")
def change_visit(
    session: SessionDep, actor: Writer, visit_id: UUID, version: IfMatch, body: VisitPatch, response: Response
) -> VisitOut:
    facts = body.model_dump(exclude_unset=True)
    return _answer(session, service.change(session, actor, visit_id, version, facts), response)


@visits.post("/{visit_id}/catch-up", status_code=201)
def catch_up_visit(session: SessionDep, actor: Writer, visit_id: UUID, body: CatchUpIn, response: Response) -> VisitOut:
    """A draft for those who were absent, failed or were not seen, filled with them."""
    facts = body.model_dump(exclude={"id"})
    visit, new = service.catch_up(session, actor, visit_id, facts, id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/visits/{visit.id}", version=visit.version)
    return _view(session, visit)


@visits.post("/{visit_id}/propose")
def propose_visit(
    session: SessionDep, actor: Writer, visit_id: UUID, version: IfMatchOptional, response: Response
) -> VisitOut:
    visit = service.move(session, actor, visit_id, Action.PROPOSE, version)
    return _answer(session, visit, response)


@visits.post("/{visit_id}/confirm")
def confirm_visit(
    session: SessionDep,
    actor: Answerer,
    visit_id: UUID,
    version: IfMatchOptional,
    response: Response,
    body: ConfirmIn | None = None,
) -> VisitOut:
    """The school agrees; the office may agree for it and says why."""
    reason = body.reason if body else None
    visit = service.move(session, actor, visit_id, Action.CONFIRM, version, reason=reason)
    return _answer(session, visit, response)


@visits.post("/{visit_id}/decline")
def decline_visit(
    session: SessionDep,
    actor: Answerer,
    visit_id: UUID,
    version: IfMatchOptional,
    body: DeclineIn,
    response: Response,
) -> VisitOut:
    """The school cannot, and may name other dates: back to draft."""
    visit = service.move(
        session, actor, visit_id, Action.DECLINE, version, reason=body.reason, other_dates=body.other_dates
    )
    return _answer(session, visit, response)


@visits.post("/{visit_id}/postpone")
def postpone_visit(
    session: SessionDep,
    actor: Writer,
    visit_id: UUID,
    version: IfMatchOptional,
    body: ReasonIn,
    response: Response,
) -> VisitOut:
    """Frees team and kits until the visit is rescheduled."""
    visit = service.move(session, actor, visit_id, Action.POSTPONE, version, reason=body.reason)
    return _answer(session, visit, response)


@visits.post("/{visit_id}/reschedule")
def reschedule_visit(
    session: SessionDep,
    actor: Writer,
    visit_id: UUID,
    version: IfMatchOptional,
    body: RescheduleIn,
    response: Response,
) -> VisitOut:
    """Other times, proposed again; slots of the roster move along."""
    visit = service.reschedule(session, actor, visit_id, version, **body.model_dump())
    return _answer(session, visit, response)


@visits.post("/{visit_id}/cancel")
def cancel_visit(
    session: SessionDep,
    actor: Writer,
    visit_id: UUID,
    version: IfMatchOptional,
    body: ReasonIn,
    response: Response,
) -> VisitOut:
    visit = service.move(session, actor, visit_id, Action.CANCEL, version, reason=body.reason)
    return _answer(session, visit, response)


@visits.post("/{visit_id}/start")
def start_visit(
    session: SessionDep, actor: Writer, visit_id: UUID, version: IfMatchOptional, response: Response
) -> VisitOut:
    """By hand; the first recording does it as well."""
    visit = service.move(session, actor, visit_id, Action.START, version)
    return _answer(session, visit, response)


@visits.post("/{visit_id}/complete")
def complete_visit(
    session: SessionDep, actor: Writer, visit_id: UUID, version: IfMatchOptional, response: Response
) -> VisitOut:
    visit = service.move(session, actor, visit_id, Action.COMPLETE, version)
    return _answer(session, visit, response)


def _view(session: Session, visit: Visit) -> VisitOut:
    return shown(queries.views(session, [visit])[0])


def _answer(session: Session, visit: Visit, response: Response) -> VisitOut:
    response.headers["ETag"] = etag(visit.version)
    return _view(session, visit)


router.include_router(visits)
