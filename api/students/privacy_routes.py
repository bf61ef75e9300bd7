"""`/v1/students/{id}/consents|restriction|data-requests|export|history|nik-disclosures`, `/v1/data-requests`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.deps import IfMatchOptional, ListingDep, SessionDep, TrailDep, answer_created, etag, needs
from api.schemas import ListOut
from api.students.privacy_schemas import (
    ConsentIn,
    ConsentOut,
    DataRequestIn,
    DataRequestOut,
    DecisionIn,
    DisclosureOut,
    ExportOut,
    HistoryOut,
    RestrictionIn,
    shown_consent,
    shown_request,
)
from api.students.schemas import StudentOut, shown
from app.core.access import Actor, Permission
from app.core.types import RegionCode
from app.identity import dossier, erasure, person_history
from app.regions.queries import setting, today
from app.students import privacy, privacy_queries
from app.students.privacy_models import DataRequestState
from app.students.privacy_queries import RequestFilter

router = APIRouter(tags=["students"])

Reader = Annotated[Actor, Depends(needs(Permission.STUDENTS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.STUDENTS_WRITE))]
Office = Annotated[Actor, Depends(needs(Permission.STUDENTS_OFFICE))]
Decider = Annotated[Actor, Depends(needs(Permission.DATA_REQUESTS_DECIDE))]


@router.get("/v1/students/{student_id}/consents", response_model=ListOut[ConsentOut])
def list_consents(listing: ListingDep, actor: Reader, student_id: UUID) -> Any:
    """What was said of a pupil's data; the first is the latest word, which holds."""
    return listing.answer(
        lambda session, request: privacy_queries.consents(session, actor, student_id, request),
        ConsentOut,
        shown_consent,
    )


@router.post("/v1/students/{student_id}/consents", status_code=201)
def add_consent(
    session: SessionDep, actor: Writer, student_id: UUID, body: ConsentIn, response: Response
) -> ConsentOut:
    """Note consent, refusal or withdrawal, as the pupil, a parent or a guardian gave it."""
    found, new = privacy.add_consent(session, actor, student_id, body.word(), id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/students/{found.consent.student_id}/consents")
    return shown_consent(found)


@router.post("/v1/students/{student_id}/restriction")
def restrict(
    session: SessionDep,
    actor: Office,
    student_id: UUID,
    version: IfMatchOptional,
    body: RestrictionIn,
    response: Response,
) -> StudentOut:
    """Restrict a pupil, or lift it: the restricted leave rosters, packs and files, never counts."""
    student = privacy.restrict(
        session, actor, student_id, restricted=body.restricted, reason=body.reason, version=version
    )
    response.headers["ETag"] = etag(student.version)
    on = today(actor.region_code)
    return shown(student, as_of=on, recording_age=setting(session, student.region_code, "recording_age", on))


@router.post("/v1/students/{student_id}/data-requests", status_code=201)
def ask(
    session: SessionDep, actor: Writer, student_id: UUID, body: DataRequestIn, response: Response
) -> DataRequestOut:
    """What a person asks about their data; an admin decides within 72 hours."""
    request, new = privacy.ask(session, actor, student_id, body.wish(), id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/data-requests/{request.id}", version=request.version)
    return shown_request(privacy_queries.opened(session, request))


@router.get("/v1/data-requests", response_model=ListOut[DataRequestOut])
def list_requests(
    listing: ListingDep,
    actor: Reader,
    state: DataRequestState | None = None,
    overdue: bool | None = None,
    region_code: RegionCode | None = None,
) -> Any:
    """Requests about people within your scope, the most urgent first."""
    wanted = RequestFilter(state, overdue, region_code)
    return listing.answer(
        lambda session, request: privacy_queries.requests(session, actor, request, wanted),
        DataRequestOut,
        shown_request,
    )


@router.get("/v1/data-requests/{request_id}")
def get_request(session: SessionDep, actor: Reader, request_id: UUID, response: Response) -> DataRequestOut:
    request = privacy_queries.get_request(session, actor, request_id)
    response.headers["ETag"] = etag(request.version)
    return shown_request(privacy_queries.opened(session, request))


@router.post("/v1/data-requests/{request_id}/decide")
def decide(
    session: SessionDep,
    actor: Decider,
    request_id: UUID,
    version: IfMatchOptional,
    body: DecisionIn,
    response: Response,
) -> DataRequestOut:
    """Grant a request, with what follows from it, or refuse it with a reason, e.g. a duty to keep."""
    request = erasure.decide(session, actor, request_id, body.decision, body.note, version=version)
    response.headers["ETag"] = etag(request.version)
    return shown_request(privacy_queries.opened(session, request))


@router.get("/v1/students/{student_id}/export")
def export(session: TrailDep, actor: Office, student_id: UUID, response: Response) -> ExportOut:
    """All we hold of a person, NIK in full, to be handed to them. That it was read is kept."""
    response.headers["Cache-Control"] = "no-store"
    return ExportOut.model_validate(dossier.dossier(session, actor, student_id))


@router.get("/v1/students/{student_id}/history")
def get_history(session: SessionDep, actor: Reader, student_id: UUID) -> HistoryOut:
    """What was known of a person when and by whom, classes, recordings and card, newest first."""
    return HistoryOut.model_validate(person_history.history(session, actor, student_id))


@router.get("/v1/students/{student_id}/nik-disclosures", response_model=ListOut[DisclosureOut])
def list_disclosures(listing: ListingDep, actor: Office, student_id: UUID) -> Any:
    """Who read the NIK in full, or the whole file, and why; newest first."""
    return listing.answer(
        lambda session, request: privacy_queries.disclosures(session, actor, student_id, request), DisclosureOut
    )
