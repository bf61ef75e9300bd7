"""`/v1/public/card-status`, `/v1/public/visits`, `/v1/public/requirements`: for anybody, throttled by address."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from api.deps import DatabaseDep, LanguageDep, ListingDep
from api.public.schemas import AnnouncedOut, CardStatusIn, CardStatusOut, RequirementsOut
from api.schemas import ListOut
from api.throttle import throttle
from app.cards import public as cards
from app.core.types import RegionCode
from app.regions.queries import today
from app.regions.requirements import requirements
from app.visits.announced import announced

router = APIRouter(prefix="/v1/public", tags=["public"], dependencies=[Depends(throttle)])


@router.post("/card-status")
def get_card_status(database: DatabaseDep, language: LanguageDep, body: CardStatusIn) -> CardStatusOut:
    """
    The card of whoever's slip carries `code`: its state and the next step, nothing else.

    POST, so that the code stands in no address and no log. An unknown, a replaced and a mistyped code are all 404.
    """
    # It changes nothing, so it reads: a stranger's question never waits for a writer's turn.
    with database.read() as session:
        return CardStatusOut.model_validate(cards.look(session, body.code, language))


@router.get("/visits", response_model=ListOut[AnnouncedOut])
def list_announced_visits(
    listing: ListingDep,
    region_code: RegionCode | None = None,
    q: Annotated[str | None, Query(max_length=100)] = None,
) -> Any:
    """When the team comes to which school: confirmed visits of the next 60 days, the next one first."""
    return listing.answer(
        lambda session, request: announced(session, request, region_code=region_code, q=q), AnnouncedOut
    )


@router.get("/requirements")
def get_requirements(
    database: DatabaseDep, language: LanguageDep, region_code: RegionCode | None = None
) -> RequirementsOut:
    """What to bring and to know before being recorded, with where each rule comes from. It costs nothing."""
    with database.read() as session:
        found = requirements(session, region_code, today(region_code), language)
        return RequirementsOut.model_validate(found)
