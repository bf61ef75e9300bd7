"""`/v1/public/complaints`: for anybody, with a ticket and its code instead of an account."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from api.complaints.schemas import (
    PublicComplaintIn,
    ReplyIn,
    ReporterComplaintOut,
    StatusIn,
    TicketOut,
    VerdictIn,
    shown_to_reporter,
)
from api.deps import SessionDep, answer_created
from api.throttle import throttle
from app.complaints import queries, service
from app.complaints.models import Complaint
from app.core.access import stranger
from app.core.db import keys_of


def _request_id(request: Request) -> str:
    return str(request.scope.get("request_id", ""))


router = APIRouter(prefix="/v1/public/complaints", tags=["public"], dependencies=[Depends(throttle)])
RequestId = Annotated[str, Depends(_request_id)]


@router.post("", status_code=201)
def file_public_complaint(
    session: SessionDep, request_id: RequestId, body: PublicComplaintIn, response: Response
) -> TicketOut:
    """File a complaint. Keep the ticket and its code: they are the only way to follow it."""
    asker = stranger(request_id=request_id)
    complaint, new = service.file(session, asker, body.report(body.region_code), id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/public/complaints/{complaint.ticket}/status")
    code = queries.access_code(keys_of(session), complaint.id)
    return TicketOut(ticket=complaint.ticket, access_code=code)


@router.post("/{ticket}/status")
def follow_complaint(session: SessionDep, ticket: str, body: StatusIn) -> ReporterComplaintOut:
    """How far a complaint is. POST, so that the code stands in no address and no log."""
    return _answer(session, queries.by_ticket(session, ticket, body.access_code))


@router.post("/{ticket}/reply")
def reply_to_complaint(session: SessionDep, request_id: RequestId, ticket: str, body: ReplyIn) -> ReporterComplaintOut:
    complaint = service.reply(session, ticket, body.access_code, body.body, id=body.id, request_id=request_id)
    return _answer(session, complaint)


@router.post("/{ticket}/verdict")
def judge_complaint(session: SessionDep, request_id: RequestId, ticket: str, body: VerdictIn) -> ReporterComplaintOut:
    """Say whether it is solved: that closes it, or opens it again."""
    complaint = service.judge(session, ticket, body.access_code, body.verdict, body.body, request_id=request_id)
    return _answer(session, complaint)


def _answer(session: SessionDep, complaint: Complaint) -> ReporterComplaintOut:
    return shown_to_reporter(queries.reporter_view(session, stranger(), complaint))
