"""`/v1/students/{id}/card-events`, `/v1/card-events`, `/v1/cards`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from api.cards import handover_routes
from api.cards.listing import CountedListing
from api.cards.schemas import (
    CardEventIn,
    CardEventOut,
    CardEventVoidIn,
    ClockOut,
    DueListOut,
    PastDay,
    ProblemListOut,
    shown,
)
from api.deps import LanguageDep, ListingDep, SessionDep, answer_created, needs
from api.schemas import ListOut
from app.cards import due_queries, queries, service
from app.cards.due_queries import GroupBy, Wanted
from app.cards.legal import Clock
from app.cards.problem_queries import ProblemFilter
from app.cards.problem_rules import ProblemKind
from app.core.access import Actor, Permission
from app.core.types import RegionCode
from app.students.models import CardState

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
    listing: Annotated[CountedListing, Depends()],
    actor: Reader,
    on: PastDay | None = None,
    within_days: Annotated[int, Query(ge=0, le=366)] = 0,
    election_date: PastDay | None = None,
    school_id: UUID | None = None,
    region_code: RegionCode | None = None,
    card_state: CardState | None = None,
    at_school: bool | None = None,
    group_by: GroupBy | None = None,
) -> Any:
    """
    Everyone who turns 17 from `on` (today) through `on + within_days`, whatever the card's state; by birth date.

    `election_date`: through that polling day instead. `at_school=false`: only those at no school. `group_by` adds
    figures over the whole list; `village` is of those at no school, by residence.
    """
    first = due_queries.first_day(actor, region_code, on)
    last = due_queries.last_day(first, within_days, election_date)
    wanted = Wanted(first, last, school_id, region_code, card_state, at_school)
    return listing.answer_due(actor, wanted, group_by)


@router.get("/cards/clocks", response_model=ListOut[ClockOut])
def list_clocks(
    listing: ListingDep,
    actor: Reader,
    kind: Clock = Clock.NEARING_22,
    on: PastDay | None = None,
    within_days: Annotated[int, Query(ge=0, le=1830)] | None = None,
    school_id: UUID | None = None,
    region_code: RegionCode | None = None,
) -> Any:
    """Whose legal clock runs or ran out: `nearing_22` (within the setting's days), `past_22`, `past_17`, `married`."""
    day = due_queries.first_day(actor, region_code, on)
    return listing.answer(
        lambda session, request: due_queries.clocks(
            session,
            actor,
            request,
            kind,
            on=day,
            within_days=within_days,
            school_id=school_id,
            region_code=region_code,
        ),
        ClockOut,
    )


@router.get("/cards/problems", response_model=ProblemListOut)
def list_problems(
    listing: Annotated[CountedListing, Depends()],
    actor: Reader,
    language: LanguageDep,
    kind: ProblemKind | None = None,
    overdue: bool | None = None,
    school_id: UUID | None = None,
    region_code: RegionCode | None = None,
) -> Any:
    """Cards that do not come on by themselves, longest standing first, each with what the office does next."""
    return listing.answer_problems(actor, ProblemFilter(kind, overdue, school_id, region_code), language)


router.include_router(handover_routes.router)
