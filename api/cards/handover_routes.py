"""`/v1/handovers`, `/v1/card-returns`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.cards.schemas import ConfirmIn, HandoverIn, HandoverOut, PastDay, ReturnIn, ReturnOut
from api.deps import IfMatchOptional, ListingDep, SessionDep, answer_created, etag, needs
from api.schemas import ListOut
from app.cards import handover_queries as reading
from app.cards import handovers
from app.core.access import Actor, Permission
from app.core.types import RegionCode

router = APIRouter()

Reader = Annotated[Actor, Depends(needs(Permission.CARDS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.CARDS_WRITE))]
Confirmer = Annotated[Actor, Depends(needs(Permission.HANDOVERS_CONFIRM))]


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
        lambda session, request: reading.handovers(
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
    handover, new = handovers.hand_over(session, actor, body.wish(), id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/handovers/{handover.id}", version=handover.version)
    return HandoverOut.model_validate(handover)


@router.get("/handovers/{handover_id}")
def get_handover(session: SessionDep, actor: Reader, handover_id: UUID, response: Response) -> HandoverOut:
    handover = reading.get_handover(session, actor, handover_id)
    response.headers["ETag"] = etag(handover.version)
    return HandoverOut.model_validate(handover)


@router.post("/handovers/{handover_id}/confirm")
def confirm_handover(
    session: SessionDep,
    actor: Confirmer,
    handover_id: UUID,
    version: IfMatchOptional,
    body: ConfirmIn,
    response: Response,
) -> HandoverOut:
    """Say who really received the cards, or with `received: false` that one did not arrive; the receipt stays."""
    handover = handovers.confirm(session, actor, handover_id, body.words(), version=version)
    response.headers["ETag"] = etag(handover.version)
    return HandoverOut.model_validate(handover)


@router.get("/card-returns", response_model=ListOut[ReturnOut])
def list_returns(listing: ListingDep, actor: Writer) -> Any:
    """Cards that came back, latest day first."""
    return listing.answer(lambda session, request: reading.returns(session, actor, request), ReturnOut)


@router.post("/card-returns", status_code=201)
def return_card(session: SessionDep, actor: Writer, body: ReturnIn, response: Response) -> ReturnOut:
    """A card came back: whole it waits to be given out again, `damaged` or with `wrong_data` it is printed anew."""
    back, new = handovers.give_back(session, actor, body.wish(), id=body.id, content=body.content())
    answer_created(response, new=new, location="/v1/card-returns")
    return ReturnOut.model_validate(back)
