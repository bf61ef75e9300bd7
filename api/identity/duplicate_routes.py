"""`/v1/duplicates`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.deps import IfMatchOptional, LanguageDep, ListingDep, SessionDep, etag, needs
from api.identity.duplicate_schemas import DismissIn, DuplicateOut, shown
from api.schemas import ListOut
from app.core.access import Actor, Permission
from app.core.types import RegionCode
from app.students import duplicates
from app.students.models import DuplicateState

router = APIRouter(prefix="/v1/duplicates", tags=["identity"])

Office = Annotated[Actor, Depends(needs(Permission.STUDENTS_OFFICE))]


@router.get("", response_model=ListOut[DuplicateOut])
def list_duplicates(
    listing: ListingDep,
    actor: Office,
    language: LanguageDep,
    state: DuplicateState = DuplicateState.OPEN,
    region_code: RegionCode | None = None,
) -> Any:
    """Pairs of rows that are probably one person, the likeliest first, each with why."""
    return listing.answer(
        lambda session, request: duplicates.duplicates(session, actor, request, state=state, region_code=region_code),
        DuplicateOut,
        lambda found: shown(found, language),
    )


@router.get("/{duplicate_id}")
def get_duplicate(
    session: SessionDep, actor: Office, language: LanguageDep, duplicate_id: UUID, response: Response
) -> DuplicateOut:
    found = shown(duplicates.get(session, actor, duplicate_id), language)
    response.headers["ETag"] = etag(found.version)
    return found


@router.post("/{duplicate_id}/dismiss")
def dismiss_duplicate(
    session: SessionDep,
    actor: Office,
    language: LanguageDep,
    duplicate_id: UUID,
    version: IfMatchOptional,
    body: DismissIn,
    response: Response,
) -> DuplicateOut:
    """They are two people: the pair is never proposed again."""
    found = shown(duplicates.dismiss(session, actor, duplicate_id, body.reason, version=version), language)
    response.headers["ETag"] = etag(found.version)
    return found
