"""`/v1/schools`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from api.deps import IfMatch, ListingDep, SessionDep, answer_created, etag, needs
from api.schemas import ListOut
from api.schools.schemas import SchoolIn, SchoolOut, SchoolPatch, shown
from app.core.access import Actor, Permission
from app.core.types import RegionCode, ShortText
from app.schools import queries, service
from app.schools.models import SchoolKind

router = APIRouter(prefix="/v1/schools", tags=["schools"])

Reader = Annotated[Actor, Depends(needs(Permission.SCHOOLS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.SCHOOLS_WRITE))]


@router.get("", response_model=ListOut[SchoolOut])
def list_schools(
    listing: ListingDep,
    actor: Reader,
    region_code: RegionCode | None = None,
    kind: SchoolKind | None = None,
    q: Annotated[ShortText | None, Query()] = None,
    active: bool | None = None,
) -> Any:
    """Schools within your scope, by name."""
    return listing.answer(
        lambda session, request: queries.schools(
            session, actor, request, region_code=region_code, kind=kind, q=q, active=active
        ),
        SchoolOut,
        lambda school: shown(actor, school),
    )


@router.post("", status_code=201)
def create_school(session: SessionDep, actor: Writer, body: SchoolIn, response: Response) -> SchoolOut:
    facts = body.model_dump(exclude={"id"})
    school, new = service.create(session, actor, facts, id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/schools/{school.id}", version=school.version)
    return shown(actor, school)


@router.get("/{school_id}")
def get_school(session: SessionDep, actor: Reader, school_id: UUID, response: Response) -> SchoolOut:
    school = queries.get(session, actor, school_id)
    response.headers["ETag"] = etag(school.version)
    return shown(actor, school)


@router.patch("/{school_id}")
def change_school(
    session: SessionDep,
    actor: Writer,
    school_id: UUID,
    version: IfMatch,
    body: SchoolPatch,
    response: Response,
) -> SchoolOut:
    school = service.change(session, actor, school_id, version, body.model_dump(exclude_unset=True))
    response.headers["ETag"] = etag(school.version)
    return shown(actor, school)
