"""`/v1/journal`"""

from datetime import datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from api.deps import ListingDep, needs
from api.schemas import Day, ListOut, Out
from app.core.access import Actor, Permission
from app.journal import queries
from app.regions.queries import zone

router = APIRouter(prefix="/v1/journal", tags=["journal"])

Reader = Annotated[Actor, Depends(needs(Permission.JOURNAL_READ))]


class JournalLineOut(Out):
    id: UUID
    at: datetime
    actor_id: UUID | None
    role: str
    kind: str
    subject_type: str
    subject_id: UUID | None
    school_id: UUID | None
    region_code: str | None
    request_id: str
    data: dict[str, Any]


@router.get("", response_model=ListOut[JournalLineOut])
def list_lines(
    listing: ListingDep,
    actor: Reader,
    subject_id: UUID | None = None,
    actor_id: UUID | None = None,
    kind: Annotated[str | None, Query(max_length=60, pattern=r"^[a-z_.]+$")] = None,
    date_from: Day | None = None,
    date_to: Day | None = None,
) -> Any:
    """Changes in your region, newest first; days are the region's, both inclusive."""
    here = zone(actor.region_code)
    since = datetime.combine(date_from, time(), here) if date_from else None
    before = datetime.combine(date_to + timedelta(days=1), time(), here) if date_to else None
    return listing.answer(
        lambda session, request: queries.lines(
            session, actor, request, subject_id=subject_id, actor_id=actor_id, kind=kind, since=since, before=before
        ),
        JournalLineOut,
    )
