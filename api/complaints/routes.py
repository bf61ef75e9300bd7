"""`/v1/complaints`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from sqlmodel import Session

from api.complaints import attached, public
from api.complaints.schemas import (
    AssignIn,
    ComplaintFiledOut,
    ComplaintIn,
    ComplaintOut,
    ComplaintPatch,
    ExchangeOut,
    MergeIn,
    ReasonIn,
    ReferIn,
    ResolveIn,
    RespondIn,
    StatisticsOut,
    VerifyIn,
    figures,
    filed,
    shown,
)
from api.deps import (
    DatabaseDep,
    IfMatch,
    IfMatchOptional,
    Listing,
    ListingDep,
    PagingDep,
    SessionDep,
    answer_created,
    etag,
    needs,
)
from api.schemas import ListOut
from app.complaints import exchange, merging, queries, service
from app.complaints.figures import tallies, tally
from app.complaints.models import Category, Complaint, ComplaintClass, ComplaintState
from app.complaints.rules import GroupBy
from app.core.access import Actor, Permission
from app.core.db import keys_of
from app.core.types import RegionCode

router = APIRouter()
router.include_router(public.router)
router.include_router(attached.public)
_account = APIRouter(prefix="/v1/complaints", tags=["complaints"])

Filer = Annotated[Actor, Depends(needs(Permission.COMPLAINTS_FILE))]
Reader = Annotated[Actor, Depends(needs(Permission.COMPLAINTS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.COMPLAINTS_WRITE))]
Counter = Annotated[Actor, Depends(needs(Permission.COMPLAINTS_STATISTICS))]
Year = Annotated[int, Query(ge=2000, le=2100)]


@_account.get("", response_model=ListOut[ComplaintOut])
def list_complaints(
    listing: ListingDep,
    actor: Reader,
    region_code: RegionCode | None = None,
    state: ComplaintState | None = None,
    overdue: bool | None = None,
    category: Category | None = None,
    complaint_class: Annotated[ComplaintClass | None, Query(alias="class")] = None,
    escalated: bool | None = None,
    year: Year | None = None,
) -> Any:
    """Complaints that you may see, latest first."""
    return listing.answer(
        lambda session, request: queries.complaints(
            session,
            actor,
            request,
            region_code=region_code,
            state=state,
            overdue=overdue,
            category=category,
            complaint_class=complaint_class,
            escalated=escalated,
            year=year,
        ),
        ComplaintOut,
        shown,
    )


@_account.post("", status_code=201)
def file_complaint(session: SessionDep, actor: Filer, body: ComplaintIn, response: Response) -> ComplaintFiledOut:
    """File a complaint under your account. Ticket and code follow it where your account may not see it."""
    complaint, new = service.file(session, actor, body.report(body.region_code), id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/complaints/{complaint.id}", version=complaint.version)
    code = queries.access_code(keys_of(session), complaint.id)
    return filed(queries.reporter_view(session, actor, complaint), code)


@_account.get("/statistics")
def get_statistics(
    session: SessionDep,
    actor: Counter,
    region_code: RegionCode | None = None,
    year: Year | None = None,
    group_by: GroupBy | None = None,
) -> StatisticsOut:
    """
    How the complaints received in a year fared; without a year, in the present one. `items` parts them by `group_by`.

    By school, complaints about levies and staff stand under `none`: no figure tells whom they are about.
    """
    groups = tallies(session, actor, group_by, region_code=region_code, year=year) if group_by else ()
    return figures(tally(session, actor, region_code=region_code, year=year), groups)


@_account.get("/exchange.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
def export_for_lapor(
    database: DatabaseDep,
    paging: PagingDep,
    actor: Writer,
    region_code: RegionCode | None = None,
    year: Year | None = None,
) -> Any:
    """The complaints that you may see, in the words and columns of SP4N-LAPOR; names and contacts are left out."""
    listing = Listing(database, paging, "csv")
    return listing.answer(
        lambda session, page: queries.complaints(session, actor, page, region_code=region_code, year=year),
        ExchangeOut,
        lambda view: ExchangeOut.model_validate(exchange.line(view)),
    )


@_account.get("/{complaint_id}")
def get_complaint(session: SessionDep, actor: Reader, complaint_id: UUID, response: Response) -> ComplaintOut:
    return _answer(session, actor, queries.get(session, actor, complaint_id), response)


@_account.patch("/{complaint_id}")
def change_complaint(
    session: SessionDep,
    actor: Writer,
    complaint_id: UUID,
    version: IfMatch,
    body: ComplaintPatch,
    response: Response,
) -> ComplaintOut:
    complaint = service.change(session, actor, complaint_id, version, body.facts())
    return _answer(session, actor, complaint, response)


@_account.post("/{complaint_id}/verify")
def verify_complaint(
    session: SessionDep,
    actor: Writer,
    complaint_id: UUID,
    version: IfMatchOptional,
    body: VerifyIn,
    response: Response,
) -> ComplaintOut:
    complaint = service.verify(session, actor, complaint_id, version, body.complaint_class)
    return _answer(session, actor, complaint, response)


@_account.post("/{complaint_id}/assign")
def assign_complaint(
    session: SessionDep,
    actor: Writer,
    complaint_id: UUID,
    version: IfMatchOptional,
    body: AssignIn,
    response: Response,
) -> ComplaintOut:
    complaint = service.assign(session, actor, complaint_id, version, body.account_id)
    return _answer(session, actor, complaint, response)


@_account.post("/{complaint_id}/respond")
def respond_to_complaint(
    session: SessionDep,
    actor: Writer,
    complaint_id: UUID,
    version: IfMatchOptional,
    body: RespondIn,
    response: Response,
) -> ComplaintOut:
    complaint = service.respond(session, actor, complaint_id, version, body.body)
    return _answer(session, actor, complaint, response)


@_account.post("/{complaint_id}/resolve")
def resolve_complaint(
    session: SessionDep,
    actor: Writer,
    complaint_id: UUID,
    version: IfMatchOptional,
    body: ResolveIn,
    response: Response,
) -> ComplaintOut:
    complaint = service.resolve(session, actor, complaint_id, version, body.resolution, body.evidence)
    return _answer(session, actor, complaint, response)


@_account.post("/{complaint_id}/reject")
def reject_complaint(
    session: SessionDep,
    actor: Writer,
    complaint_id: UUID,
    version: IfMatchOptional,
    body: ReasonIn,
    response: Response,
) -> ComplaintOut:
    complaint = service.reject(session, actor, complaint_id, version, body.reason)
    return _answer(session, actor, complaint, response)


@_account.post("/{complaint_id}/reopen")
def reopen_complaint(
    session: SessionDep,
    actor: Writer,
    complaint_id: UUID,
    version: IfMatchOptional,
    body: ReasonIn,
    response: Response,
) -> ComplaintOut:
    complaint = service.reopen(session, actor, complaint_id, version, body.reason)
    return _answer(session, actor, complaint, response)


@_account.post("/{complaint_id}/close")
def close_complaint(
    session: SessionDep, actor: Writer, complaint_id: UUID, version: IfMatchOptional, response: Response
) -> ComplaintOut:
    """Close a resolved complaint; its reporter may still say that it is not solved."""
    complaint = service.close(session, actor, complaint_id, version)
    return _answer(session, actor, complaint, response)


@_account.post("/{complaint_id}/refer")
def refer_complaint(
    session: SessionDep,
    actor: Writer,
    complaint_id: UUID,
    version: IfMatchOptional,
    body: ReferIn,
    response: Response,
) -> ComplaintOut:
    complaint = service.refer(session, actor, complaint_id, version, body.office, body.reason)
    return _answer(session, actor, complaint, response)


@_account.post("/{complaint_id}/merge")
def merge_complaint(
    session: SessionDep,
    actor: Writer,
    complaint_id: UUID,
    version: IfMatchOptional,
    body: MergeIn,
    response: Response,
) -> ComplaintOut:
    """Let a complaint share another's fate: every step and answer there is one here, and its reporter sees it."""
    complaint = merging.merge(session, actor, complaint_id, version, body.into)
    return _answer(session, actor, complaint, response)


@_account.post("/{complaint_id}/unmerge")
def unmerge_complaint(
    session: SessionDep, actor: Writer, complaint_id: UUID, version: IfMatchOptional, response: Response
) -> ComplaintOut:
    """Let a merged complaint go its own way again, from where it stands."""
    complaint = merging.unmerge(session, actor, complaint_id, version)
    return _answer(session, actor, complaint, response)


def _answer(session: Session, actor: Actor, complaint: Complaint, response: Response) -> ComplaintOut:
    response.headers["ETag"] = etag(complaint.version)
    return shown(queries.view(session, actor, complaint))


router.include_router(_account)
router.include_router(attached.account)
