"""`/v1/merges`, `/v1/duplicates/{id}/merge`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.deps import IfMatchOptional, ListingDep, SessionDep, answer_created, etag, needs
from api.identity.merge_schemas import MergeIn, MergeOut, PairIn, UndoIn, shown_merge
from api.schemas import ListOut
from app.core.access import Actor, Permission
from app.core.types import RegionCode
from app.identity import merge_queries as queries
from app.identity import merging

router = APIRouter(tags=["identity"])

Office = Annotated[Actor, Depends(needs(Permission.STUDENTS_OFFICE))]


@router.post("/v1/duplicates/{duplicate_id}/merge", status_code=201)
def merge_duplicate(
    session: SessionDep, actor: Office, duplicate_id: UUID, version: IfMatchOptional, body: MergeIn, response: Response
) -> MergeOut:
    """They are one person. The row with the NIK stays; everything that happened to either is theirs."""
    merge = merging.merge_duplicate(
        session, actor, duplicate_id, survivor_id=body.survivor_id, reason=body.reason, version=version
    )
    response.headers["Location"] = f"/v1/merges/{merge.id}"
    return shown_merge(merge)


@router.get("/v1/merges", response_model=ListOut[MergeOut])
def list_merges(
    listing: ListingDep, actor: Office, region_code: RegionCode | None = None, undone: bool | None = None
) -> Any:
    """Newest first."""
    return listing.answer(
        lambda session, request: queries.merges(session, actor, request, region_code=region_code, undone=undone),
        MergeOut,
        lambda found: shown_merge(found.row, found.name),
    )


@router.post("/v1/merges", status_code=201)
def merge_pair(session: SessionDep, actor: Office, body: PairIn, response: Response) -> MergeOut:
    """Two rows that you know to be one person, although nothing proposed them."""
    merge, new = merging.merge_pair(
        session, actor, body.merged_id, body.survivor_id, body.reason, id=body.id, content=body.content()
    )
    answer_created(response, new=new, location=f"/v1/merges/{merge.id}", version=merge.version)
    return shown_merge(merge)


@router.get("/v1/merges/{merge_id}")
def get_merge(session: SessionDep, actor: Office, merge_id: UUID, response: Response) -> MergeOut:
    merge = queries.get(session, actor, merge_id)
    response.headers["ETag"] = etag(merge.version)
    return shown_merge(merge)


@router.post("/v1/merges/{merge_id}/undo")
def undo_merge(session: SessionDep, actor: Office, merge_id: UUID, version: IfMatchOptional, body: UndoIn) -> MergeOut:
    """They were two people after all: each has their own events again."""
    return shown_merge(merging.undo(session, actor, merge_id, body.reason, version=version))
