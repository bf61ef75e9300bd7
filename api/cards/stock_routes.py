"""`/v1/blank-stock`"""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from api.cards.schemas import PastDay
from api.deps import IfMatch, LanguageDep, ListingDep, SessionDep, etag, needs
from api.schemas import In, ListOut, Out
from app.cards import stock
from app.cards.stock import NewMovement, StockLine
from app.cards.stock_models import Movement
from app.core.access import Actor, Permission
from app.core.i18n import Language, text
from app.core.types import RegionCode, ShortText

router = APIRouter()

Office = Annotated[Actor, Depends(needs(Permission.CARDS_WRITE))]


class MovementIn(In):
    kind: Movement
    quantity: Annotated[int, Field(ge=0, le=1_000_000)]
    day: PastDay | None = None
    note: ShortText | None = None


class MovementOut(Out):
    id: UUID
    kind: Movement
    quantity: int
    day: date
    note: str | None


class StockOut(Out):
    region_code: str
    on_hand: int
    counted_on: date | None
    printed_since: int
    waiting_now: int
    runs_out_on: date | None
    order_by: date | None
    order: int
    needed_until_delivery: int
    needed: int
    message: str
    """The same in a sentence, in the asker's language."""
    version: int


def _shown(line: StockLine, language: Language, response: Response) -> StockOut:
    response.headers["ETag"] = etag(line.version)
    ahead = line.forecast
    message = text(ahead.sentence, language, day=ahead.runs_out_on, order=ahead.order, order_by=ahead.order_by)
    told = {name: getattr(line, name) for name in StockOut.model_fields if hasattr(line, name)}
    told |= {name: getattr(ahead, name) for name in StockOut.model_fields if hasattr(ahead, name)}
    return StockOut(**told, message=message)


@router.get("/blank-stock")
def get_blank_stock(
    session: SessionDep, actor: Office, language: LanguageDep, response: Response, region_code: RegionCode | None = None
) -> StockOut:
    """An office's blank cards, when the due list uses them up, how many to order. The first ETag is "0"."""
    return _shown(stock.get(session, actor, region_code), language, response)


@router.patch("/blank-stock")
def move_blank_stock(
    session: SessionDep,
    actor: Office,
    language: LanguageDep,
    version: IfMatch,
    body: MovementIn,
    response: Response,
    region_code: RegionCode | None = None,
) -> StockOut:
    """Enter what was received, used for others, spoiled, sent away or counted; cards of the lists count alone."""
    new = NewMovement(body.kind, body.quantity, body.day, body.note)
    return _shown(stock.move(session, actor, region_code, new, version), language, response)


@router.get("/blank-stock/movements", response_model=ListOut[MovementOut])
def list_movements(listing: ListingDep, actor: Office, region_code: RegionCode | None = None) -> Any:
    """The ledger, latest first."""
    return listing.answer(lambda session, request: stock.movements(session, actor, request, region_code), MovementOut)
