"""`/v1/students/{id}/card-events`, `/v1/card-events`, `/v1/cards`, `/v1/handovers`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from api.cards.listing import DueListing
from api.cards.schemas import (
    CardEventIn,
    CardEventOut,
    CardEventVoidIn,
    DueListOut,
    HandoverIn,
    HandoverOut,
    PastDay,
    ProblemOut,
    shown,
)
from api.deps import ListingDep, SessionDep, answer_created, etag, needs
from api.schemas import ListOut
from app.cards import queries, service
from app.cards.queries import Wanted
from app.core.access import Actor, Permission
from app.core.types import RegionCode

router = APIRouter(prefix="/v1", tags=["cards"])

Reader = Annotated[Actor, Depends(needs(Permission.CARDS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.CARDS_WRITE))]


@router.get("/students/{student_id}/card-events", response_model=ListOut[CardEventOut])
def list_card_events(listing: ListingDep, actor: Reader, student_id: UUID) -> Any:
    """What is known of a person's card, by time of occurrence."""
    return listing.answer(
        lambda session, request: queries.events(session, actor, student_id, request),
        CardEventOut,
        lambda event: shown(actor, event),
    )


@router.post("/students/{student_id}/card-events", status_code=201)
def add_card_event(
    session: SessionDep, actor: Writer, student_id: UUID, body: CardEventIn, response: Response
) -> CardEventOut:
    """
    Enter a step of the national life cycle, or `reopened` for a central deletion (with `reason` and `document`).

    A step that goes back or leaves others out needs a `reason`. Unknown codes are taken.
    """
    event, new = service.add_event(session, actor, student_id, body.wish(), id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/students/{student_id}/card-events")
    return shown(actor, event)


@router.put("/card-events/{event_id}/voids/{void_id}", status_code=201)
def void_card_event(
    session: SessionDep, actor: Writer, event_id: UUID, void_id: UUID, body: CardEventVoidIn, response: Response
) -> CardEventOut:
    """Take a card event back; it stays in the list with `voided_by`."""
    event, new = service.void_event(session, actor, event_id, void_id, body.reason)
    response.status_code = 201 if new else 200
    return shown(actor, event)


@router.get("/cards/due", response_model=DueListOut)
def list_due(
    listing: Annotated[DueListing, Depends()],
    actor: Reader,
    on: PastDay | None = None,
    within_days: Annotated[int, Query(ge=0, le=366)] = 0,
    school_id: UUID | None = None,
    region_code: RegionCode | None = None,
) -> Any:
    """Everyone who turns 17 from `on` (today) through `on + within_days`, whatever the card's state; by birth date."""
    first = queries.first_day(actor, region_code, on)
    return listing.answer_due(actor, Wanted(first, within_days, school_id, region_code))


@router.get("/cards/problems", response_model=ListOut[ProblemOut])
def list_problems(
    listing: ListingDep,
    actor: Reader,
    school_id: UUID | None = None,
    region_code: RegionCode | None = None,
) -> Any:
    """Cards that do not come on by themselves, longest standing first."""
    return listing.answer(
        lambda session, request: queries.problems(
            session, actor, request, school_id=school_id, region_code=region_code
        ),
        ProblemOut,
    )


@router.get("/handovers", response_model=ListOut[HandoverOut])
def list_handovers(
    listing: ListingDep,
    actor: Reader,
    school_id: UUID | None = None,
    region_code: RegionCode | None = None,
    date_from: PastDay | None = None,
    date_to: PastDay | None = None,
) -> Any:
    """Cards given out, latest day first."""
    return listing.answer(
        lambda session, request: queries.handovers(
            session,
            actor,
            request,
            school_id=school_id,
            region_code=region_code,
            date_from=date_from,
            date_to=date_to,
        ),
        HandoverOut,
    )


@router.post("/handovers", status_code=201)
def create_handover(session: SessionDep, actor: Writer, body: HandoverIn, response: Response) -> HandoverOut:
    """Give cards out: all named or none. An item before its legal day refuses all."""
    handover, new = service.hand_over(session, actor, body.wish(), id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/handovers/{handover.id}", version=handover.version)
    return HandoverOut.model_validate(handover)


@router.get("/handovers/{handover_id}")
def get_handover(session: SessionDep, actor: Reader, handover_id: UUID, response: Response) -> HandoverOut:
    handover = queries.get_handover(session, actor, handover_id)
    response.headers["ETag"] = etag(handover.version)
    return HandoverOut.model_validate(handover)
