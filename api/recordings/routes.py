"""`/v1/recordings`"""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from api.deps import ListingDep, SessionDep, needs
from api.recordings.committer import Committer
from api.recordings.schemas import (
    BatchIn,
    BatchOut,
    ParkedOut,
    RecordedOut,
    RecordingIn,
    RecordingOut,
    ResolveIn,
    VoidIn,
    read,
    shown,
    shown_to_sender,
    shown_waiting,
    told,
)
from api.recordings.shortcut import ANSWERS
from api.schemas import ListOut
from app.core.access import Actor, Permission
from app.core.clock import now
from app.core.i18n import choose_language
from app.core.types import RegionCode
from app.recordings import queries, service
from app.recordings.queries import RecordingFilter
from app.recordings.rules import Item

router = APIRouter(prefix="/v1/recordings", tags=["recordings"])

Reader = Annotated[Actor, Depends(needs(Permission.RECORDINGS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.RECORDINGS_WRITE))]
Resolver = Annotated[Actor, Depends(needs(Permission.RECORDINGS_RESOLVE))]


async def get_committer(request: Request) -> Committer:
    committer: Committer = request.app.state.committer
    return committer


CommitterDep = Annotated[Committer, Depends(get_committer)]
_ALSO: dict[int | str, dict[str, Any]] = {
    200: {"model": RecordedOut, "description": "It came before; nothing was changed"},
    202: {"model": RecordedOut, "description": "Kept, and waiting for the office"},
}


@router.get("", response_model=ListOut[RecordingOut])
def list_recordings(
    listing: ListingDep,
    actor: Reader,
    visit_id: UUID | None = None,
    student_id: UUID | None = None,
    school_id: UUID | None = None,
    region_code: RegionCode | None = None,
    date_from: date | None = None,
    date_to: date | None = None,
    counted: bool | None = None,
) -> Any:
    """Recordings within your scope, by id: in the order in which the devices made them."""
    wanted = RecordingFilter(visit_id, student_id, school_id, region_code, date_from, date_to, counted)
    return listing.answer(
        lambda session, request: queries.recordings(session, actor, request, wanted),
        RecordingOut,
        lambda found: shown(actor, found),
    )


@router.post("", status_code=201, response_model=RecordedOut, responses=_ALSO)
async def record(actor: Writer, committer: CommitterDep, body: RecordingIn) -> Response:
    """Take one recording in. Send it again as often as you like: it is stored once."""
    result, found = await committer.take(actor, body.item())
    answer = shown_to_sender(actor, found, result.first)
    headers = {"Location": f"/v1/recordings/{result.id}"}
    return Response(answer, ANSWERS[result.status], headers, media_type="application/json")


@router.post("/batch")
def record_batch(session: SessionDep, actor: Writer, body: BatchIn, request: Request) -> BatchOut:
    """Take many recordings in, each on its own; answers come in the order of the items."""
    items = [read(raw) for raw in body.items]
    readable = [(actor, item) for item in items if isinstance(item, Item)]
    results = service.accept(session, readable, device_time=body.device_time)
    language = choose_language(request.headers.get("accept-language"))
    return BatchOut(results=told(items, results, language), server_time=now())


@router.get("/parked", response_model=ListOut[ParkedOut])
def list_parked(listing: ListingDep, actor: Resolver, region_code: RegionCode | None = None) -> Any:
    """What could not be applied and waits for the office, oldest first."""
    return listing.answer(
        lambda session, request: queries.parked(session, actor, request, region_code=region_code),
        ParkedOut,
        lambda found: shown_waiting(actor, found),
    )


@router.post("/parked/{recording_id}/resolve")
def resolve(session: SessionDep, actor: Resolver, recording_id: UUID, body: ResolveIn) -> RecordingOut:
    """Apply what waits to a pupil, or discard it."""
    recording = service.resolve(
        session, actor, recording_id, student_id=body.student_id, discard_reason=body.discard_reason
    )
    return shown(actor, queries.opened(session, recording))


@router.get("/{recording_id}")
def get_recording(session: SessionDep, actor: Reader, recording_id: UUID) -> RecordingOut:
    return shown(actor, queries.opened(session, queries.get(session, actor, recording_id)))


@router.put("/{recording_id}/voids/{void_id}", status_code=201, responses={200: _ALSO[200] | {"model": RecordingOut}})
def void(
    session: SessionDep, actor: Writer, recording_id: UUID, void_id: UUID, body: VoidIn, response: Response
) -> RecordingOut:
    """Take a recording back. From a ready card on only the office may."""
    recording, new = service.void(session, actor, recording_id, void_id, body.reason)
    response.status_code = 201 if new else 200
    return shown(actor, queries.opened(session, recording))
