"""`/v1/events`"""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from api.deps import SessionDep, needs
from api.schemas import Out
from app.core.access import Actor, Permission
from app.core.paging import DEFAULT_LIMIT, MAX_LIMIT
from app.journal import feed

router = APIRouter(prefix="/v1/events", tags=["events"])

Reader = Annotated[Actor, Depends(needs(Permission.EVENTS_READ))]


class EventOut(Out):
    position: int
    id: UUID
    at: datetime
    kind: str
    subject_type: str
    subject_id: UUID | None
    school_id: UUID | None
    region_code: str | None
    data: dict[str, Any]


class EventsOut(Out):
    items: list[EventOut]
    next_after: str
    epoch: UUID


@router.get("")
def list_events(
    session: SessionDep,
    actor: Reader,
    after: Annotated[str | None, Query(max_length=2000)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> EventsOut:
    """
    What happened in your region, in the order in which it became known: nothing is skipped, nothing comes twice.

    Keep `next_after` and ask again with it. 410 after a restore: begin again without `after`.
    """
    found = feed.events(session, actor, after, limit)
    items = [EventOut.model_validate({**event.line.model_dump(), "position": event.position}) for event in found.items]
    return EventsOut(items=items, next_after=found.next_after, epoch=found.epoch)
