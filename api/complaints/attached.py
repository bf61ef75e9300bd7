"""
Files that are attached to a complaint, on the wire: `.../attachments`, the public's and those with an account.

A file is made fit before its request takes a turn among the writers, and only for a case that the sender may see:
nobody else can set the machine to work.
"""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from api import uploads
from api.complaints.schemas import AttachmentOut
from api.deps import DatabaseDep, SessionDep, SourceDep, Turn, TurnDep, answer_created, needs
from api.schemas import ListOut
from api.throttle import throttle
from app.complaints import attachments, files, queries
from app.complaints.attachments import Sent, digest_of
from app.complaints.evidence import MAX_BYTES, fit, unfit
from app.complaints.models import ComplaintAttachment
from app.core.access import Actor, Permission, stranger
from app.core.db import Database
from app.core.errors import Fault, Invalid, UnsupportedMedia
from app.core.requests import count_attempt, refuse_beyond

public = APIRouter(prefix="/v1/public/complaints", tags=["public"], dependencies=[Depends(throttle)])
account = APIRouter(prefix="/v1/complaints", tags=["complaints"])

Reader = Annotated[Actor, Depends(needs(Permission.COMPLAINTS_READ))]
Filer = Annotated[Actor, Depends(needs(Permission.COMPLAINTS_FILE))]
FILES_AN_HOUR = 30
"""From one address without an account: a disk is filled faster by files than by words."""
_HOUR = 3600


def _described(**fields: Any) -> dict[str, Any]:
    properties = {"file": {"type": "string", "format": "binary"}, **fields}
    schema = {"type": "object", "required": list(properties), "properties": properties}
    return {"requestBody": {"required": True, "content": {uploads.FORM: {"schema": schema}}}}


async def _sent(request: Request, may: Callable[[Any], None], turn: Turn, database: Database) -> tuple[Sent, Any]:
    """The file of a form, made fit once ``may`` did not refuse; with the form's other fields."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != uploads.FORM:
        raise UnsupportedMedia(expected=uploads.FORM)
    async with request.form(max_files=1, max_fields=5, max_part_size=4096) as form:
        await turn.read(partial(may, form))
        file = uploads.file_of(form)
        content = await file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise unfit("complaints.file_too_large")
        evidence = await uploads.in_turn(request, partial(fit, content))
        return Sent(uploads.name_of(file), digest_of(content), evidence), form


async def from_reporter(
    request: Request, ticket_of: Callable[[Any], str], turn: Turn, database: Database, source: str
) -> tuple[Sent, str]:
    """
    The file of whoever holds ticket and code, and the code. ``ticket_of`` a form is asked before its file is looked at.

    Raises :class:`NotFound` for ticket and code that open nothing, and what a file may be refused for.
    """

    def may(form: Any) -> None:
        with database.read() as session:
            queries.by_ticket(session, ticket_of(form), _code(form))

    await turn.write(_count, database, source)
    sent, form = await _sent(request, may, turn, database)
    return sent, _code(form)


async def _from_reporter(
    request: Request, ticket: str, turn: TurnDep, database: DatabaseDep, source: SourceDep
) -> tuple[Sent, str]:
    return await from_reporter(request, lambda _form: ticket, turn, database, source)


def _code(form: Any) -> str:
    code = form.get("access_code")
    if not isinstance(code, str) or not 1 <= len(code) <= 60:
        raise Invalid([Fault("/access_code", "field.missing")])
    return code


def _count(database: Database, source: str) -> None:
    with database.write() as session:
        count = count_attempt(session, f"attachments:{source}", seconds=_HOUR)
    refuse_beyond(count, FILES_AN_HOUR, seconds=_HOUR)


async def _from_account(
    request: Request, complaint_id: UUID, actor: Filer, turn: TurnDep, database: DatabaseDep
) -> Sent:
    def may(session: Session) -> None:
        queries.get(session, actor, complaint_id)

    with_session = partial(_reading, database, may)
    await turn.read(with_session)  # before the kind of body: what one may not see does not exist
    return (await _sent(request, lambda _form: None, turn, database))[0]


def _reading(database: Database, work: Callable[[Session], None]) -> None:
    with database.read() as session:
        work(session)


@public.post("/{ticket}/attachments", status_code=201, openapi_extra=_described(access_code={"type": "string"}))
def attach_by_ticket(
    sent: Annotated[tuple[Sent, str], Depends(_from_reporter)],  # before the session: nobody else waits for a file
    session: SessionDep,
    request: Request,
    ticket: str,
    response: Response,
) -> AttachmentOut:
    """Attach a JPEG, a PNG or a PDF of at most 5 MiB. Where and when a picture was taken is not kept."""
    asker = stranger(request_id=str(request.scope.get("request_id", "")))
    attachment, new = attachments.add_by_ticket(session, asker, ticket, sent[1], sent[0])
    answer_created(response, new=new, location=f"/v1/public/complaints/{ticket}/status")
    return _shown(session, attachment)


@account.post("/{complaint_id}/attachments", status_code=201, openapi_extra=_described())
def attach(
    sent: Annotated[Sent, Depends(_from_account)],
    session: SessionDep,
    actor: Filer,
    complaint_id: UUID,
    response: Response,
) -> AttachmentOut:
    """Attach a JPEG, a PNG or a PDF of at most 5 MiB. The office's files are seen by the office alone."""
    attachment, new = attachments.add(session, actor, complaint_id, sent)
    answer_created(response, new=new, location=f"/v1/complaints/{complaint_id}/attachments/{attachment.id}")
    return _shown(session, attachment)


def _shown(session: Session, attachment: ComplaintAttachment) -> AttachmentOut:
    [found] = [
        item
        for item in files.listed(session, [attachment.complaint_id], office=True)[attachment.complaint_id]
        if item.id == attachment.id
    ]
    return AttachmentOut.model_validate(found)


@account.get("/{complaint_id}/attachments")
def list_attachments(session: SessionDep, actor: Reader, complaint_id: UUID) -> ListOut[AttachmentOut]:
    """The files of a case, oldest first: never more than ten."""
    complaint = queries.get(session, actor, complaint_id)
    found = files.listed(session, [complaint.id], office=actor.is_office)[complaint.id]
    return ListOut(items=[AttachmentOut.model_validate(item) for item in found], next_cursor=None)


@account.get(
    "/{complaint_id}/attachments/{attachment_id}",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in ("image/jpeg", "image/png", "application/pdf")}}},
)
def download_attachment(session: SessionDep, actor: Reader, complaint_id: UUID, attachment_id: UUID) -> Response:
    """A file, to be saved and not shown in place; its name is our own, since theirs may name people."""
    kind, content = attachments.content_of(session, actor, complaint_id, attachment_id)
    name = f"lampiran-{str(attachment_id)[-8:]}.{attachments.extension(kind)}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=headers)
