"""`/v1/visit-requests`, and asking at `/v1/schools/{id}/visit-requests`"""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.deps import IfMatchOptional, ListingDep, SessionDep, answer_created, etag, needs
from api.schemas import CreateIn, Day, ListOut, Out
from api.visits.schemas import Reason, ReasonIn
from app.core.access import Actor, Permission
from app.core.types import RegionCode
from app.visits import requests
from app.visits.models import RequestState, VisitRequest

router = APIRouter(prefix="/v1", tags=["visits"])

Reader = Annotated[Actor, Depends(needs(Permission.VISITS_READ))]
Answerer = Annotated[Actor, Depends(needs(Permission.VISITS_ANSWER))]
Writer = Annotated[Actor, Depends(needs(Permission.VISITS_WRITE))]


class VisitRequestIn(CreateIn):
    """When the team is welcome, both days included."""

    date_from: Day
    date_to: Day
    note: Reason | None = None


class VisitRequestOut(Out):
    id: UUID
    region_code: str
    school_id: UUID
    date_from: date
    date_to: date
    note: str | None
    state: RequestState
    visit_id: UUID | None
    reason: str | None
    on_behalf: bool
    version: int


@router.post("/schools/{school_id}/visit-requests", status_code=201)
def request_visit(
    session: SessionDep, actor: Answerer, school_id: UUID, body: VisitRequestIn, response: Response
) -> VisitRequestOut:
    """Ask for a visit. The office answers with one that names this request, or with a reason."""
    facts = body.model_dump(exclude={"id"})
    asked, new = requests.ask(session, actor, school_id, facts, id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/visit-requests/{asked.id}", version=asked.version)
    return VisitRequestOut.model_validate(asked)


@router.get("/visit-requests", response_model=ListOut[VisitRequestOut])
def list_visit_requests(
    listing: ListingDep,
    actor: Reader,
    school_id: UUID | None = None,
    region_code: RegionCode | None = None,
    state: RequestState | None = None,
) -> Any:
    """Requests within your scope, by first day."""
    return listing.answer(
        lambda session, request: requests.requests(
            session, actor, request, school_id=school_id, region_code=region_code, state=state
        ),
        VisitRequestOut,
    )


@router.get("/visit-requests/{visit_request_id}")
def get_visit_request(
    session: SessionDep, actor: Reader, visit_request_id: UUID, response: Response
) -> VisitRequestOut:
    return _answer(requests.get(session, actor, visit_request_id), response)


@router.post("/visit-requests/{visit_request_id}/decline")
def decline_visit_request(
    session: SessionDep,
    actor: Writer,
    visit_request_id: UUID,
    version: IfMatchOptional,
    body: ReasonIn,
    response: Response,
) -> VisitRequestOut:
    """The office cannot come; the school reads why."""
    return _answer(requests.move(session, actor, visit_request_id, "decline", version, reason=body.reason), response)


@router.post("/visit-requests/{visit_request_id}/withdraw")
def withdraw_visit_request(
    session: SessionDep, actor: Answerer, visit_request_id: UUID, version: IfMatchOptional, response: Response
) -> VisitRequestOut:
    """The school does not ask any more."""
    return _answer(requests.move(session, actor, visit_request_id, "withdraw", version), response)


@router.post("/visit-requests/{visit_request_id}/reopen")
def reopen_visit_request(
    session: SessionDep, actor: Answerer, visit_request_id: UUID, version: IfMatchOptional, response: Response
) -> VisitRequestOut:
    """It waits for an answer again."""
    return _answer(requests.move(session, actor, visit_request_id, "reopen", version), response)


def _answer(asked: VisitRequest, response: Response) -> VisitRequestOut:
    response.headers["ETag"] = etag(asked.version)
    return VisitRequestOut.model_validate(asked)
