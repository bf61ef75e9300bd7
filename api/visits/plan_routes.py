"""What helps to plan: suggested days, ways, ledgers, and `/v1/action-list`."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from api.deps import LanguageDep, ListingDep, SessionDep, needs
from api.schemas import Day, ListOut
from api.visits.plan_schemas import (
    ActionOut,
    LedgerOut,
    SuggestionsOut,
    WayOut,
    shown_action,
    shown_ledger,
    shown_suggestion,
)
from app.core.access import Actor, Permission
from app.core.types import RegionCode
from app.visits import action_list, ledgers, next_date, queries, travel

router = APIRouter(prefix="/v1", tags=["visits"])

Reader = Annotated[Actor, Depends(needs(Permission.VISITS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.VISITS_WRITE))]
Students = Annotated[Actor, Depends(needs(Permission.STUDENTS_READ))]
Schools = Annotated[Actor, Depends(needs(Permission.SCHOOLS_READ))]


@router.get("/schools/{school_id}/suggested-dates")
def suggest_dates(
    session: SessionDep,
    actor: Writer,
    language: LanguageDep,
    school_id: UUID,
    date_from: Day | None = None,
    date_to: Day | None = None,
    limit: Annotated[int, Query(ge=1, le=20)] = 3,
) -> SuggestionsOut:
    """The days that serve the most coming birthdays and break no rule, the best first, with their reasons."""
    found = next_date.suggest(session, actor, school_id, date_from=date_from, date_to=date_to, limit=limit)
    return SuggestionsOut(items=[shown_suggestion(each, language) for each in found])


@router.get("/travel", response_model=ListOut[WayOut])
def list_travel(
    listing: ListingDep, actor: Schools, region_code: RegionCode | None = None, school_id: UUID | None = None
) -> Any:
    """How far schools are from the office, by name of the school; entered minutes come before estimated ones."""
    return listing.answer(
        lambda session, request: travel.ways(session, actor, request, region_code=region_code, school_id=school_id),
        WayOut,
    )


@router.get("/ledgers", response_model=ListOut[LedgerOut])
def list_ledgers(
    listing: ListingDep,
    actor: Reader,
    date_from: Day | None = None,
    date_to: Day | None = None,
    school_id: UUID | None = None,
    region_code: RegionCode | None = None,
) -> Any:
    """What came of whom, per school and day over all its visits, by day."""
    wanted = queries.Filter(date_from, date_to, school_id, region_code=region_code)
    return listing.answer(
        lambda session, request: ledgers.ledgers(session, actor, request, wanted), LedgerOut, shown_ledger
    )


@router.get("/action-list", response_model=ListOut[ActionOut])
def list_actions(
    listing: ListingDep, actor: Students, region_code: RegionCode | None = None, by: Day | None = None
) -> Any:
    """Who turns 17 by a day and before the next feasible visit, the oldest first, with the cheapest remedy."""
    return listing.answer(
        lambda session, request: action_list.action_list(session, actor, request, region_code=region_code, by=by),
        ActionOut,
        shown_action,
    )
