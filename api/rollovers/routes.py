"""`/v1/rollovers` and `/v1/schools/{id}/rollovers`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse

from api.deps import IfMatch, IfMatchOptional, ListingDep, SessionDep, answer_created, etag, needs
from api.errors import problem
from api.rollovers.schemas import (
    RolloverIn,
    RolloverItemOut,
    RolloverOut,
    RolloverPatch,
    RolloverRevertedOut,
    RolloverRevertIn,
    exceptions_of,
    shown,
    shown_item,
    shown_reverted,
)
from api.schemas import ListOut
from app.core.access import Actor, Permission
from app.students import rollover as service
from app.students import rollover_queries as queries
from app.students.rollover_models import (
    Rollover,
    RolloverOutcome,
)

router = APIRouter(prefix="/v1", tags=["rollovers"])

Reader = Annotated[Actor, Depends(needs(Permission.STUDENTS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.STUDENTS_WRITE))]


def _out(session: SessionDep, rollover: Rollover, response: Response) -> RolloverOut:
    response.headers["ETag"] = etag(rollover.version)
    return shown(queries.shown(session, [rollover])[0])


@router.post("/schools/{school_id}/rollovers", status_code=201)
def check_rollover(
    session: SessionDep, actor: Writer, school_id: UUID, body: RolloverIn, response: Response
) -> RolloverOut:
    """A preview of a school's step into a school year; nothing is changed before it is applied."""
    rollover, new = service.check(
        session,
        actor,
        school_id,
        body.academic_year,
        begins_on=body.begins_on,
        exceptions=exceptions_of(body.exceptions),
        class_names=body.class_names,
        id=body.id,
        content=body.content(),
    )
    answer_created(response, new=new, location=f"/v1/rollovers/{rollover.id}", version=rollover.version)
    return _out(session, rollover, response)


@router.get("/schools/{school_id}/rollovers", response_model=ListOut[RolloverOut])
def list_rollovers(listing: ListingDep, actor: Reader, school_id: UUID) -> Any:
    """A school's steps, newest first."""
    return listing.answer(
        lambda session, request: queries.of_school(session, actor, school_id, request), RolloverOut, shown
    )


@router.get("/rollovers/{rollover_id}")
def get_rollover(session: SessionDep, actor: Reader, rollover_id: UUID, response: Response) -> RolloverOut:
    return _out(session, queries.get(session, actor, rollover_id), response)


@router.get("/rollovers/{rollover_id}/items", response_model=ListOut[RolloverItemOut])
def list_items(listing: ListingDep, actor: Reader, rollover_id: UUID, outcome: RolloverOutcome | None = None) -> Any:
    """What the step does with each pupil, by class and name."""
    return listing.answer(
        lambda session, request: queries.items(session, actor, rollover_id, request, outcome=outcome),
        RolloverItemOut,
        shown_item,
    )


@router.patch("/rollovers/{rollover_id}")
def change_rollover(
    session: SessionDep,
    actor: Writer,
    rollover_id: UUID,
    version: IfMatch,
    body: RolloverPatch,
    response: Response,
) -> RolloverOut:
    """Name exceptions or classes anew while the step is only checked."""
    exceptions = exceptions_of(body.exceptions) if body.exceptions is not None else None
    rollover = service.change(session, actor, rollover_id, version, exceptions=exceptions, class_names=body.class_names)
    return _out(session, rollover, response)


@router.post("/rollovers/{rollover_id}/apply", response_model=RolloverOut)
def apply_rollover(
    request: Request,
    session: SessionDep,
    actor: Writer,
    rollover_id: UUID,
    version: IfMatchOptional,
    response: Response,
) -> RolloverOut | JSONResponse:
    """Carry a checked step out, after checking it again."""
    rollover, changed = service.apply(session, actor, rollover_id, version=version)
    # Answered, not raised: the transaction must keep the new preview, or applying could never succeed.
    return problem(request, changed) if changed else _out(session, rollover, response)


@router.post("/rollovers/{rollover_id}/discard")
def discard_rollover(
    session: SessionDep, actor: Writer, rollover_id: UUID, version: IfMatchOptional, response: Response
) -> RolloverOut:
    return _out(session, service.discard(session, actor, rollover_id, version=version), response)


@router.post("/rollovers/{rollover_id}/revert")
def revert_rollover(
    session: SessionDep,
    actor: Writer,
    rollover_id: UUID,
    version: IfMatchOptional,
    body: RolloverRevertIn,
    response: Response,
) -> RolloverRevertedOut:
    """Take an applied step back; who keeps it is named in `kept`."""
    rollover, kept = service.revert(session, actor, rollover_id, body.reason, version=version)
    response.headers["ETag"] = etag(rollover.version)
    return shown_reverted(queries.shown(session, [rollover])[0], kept)
