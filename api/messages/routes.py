"""`/v1/messages`"""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from api.deps import ListingDep, needs
from api.schemas import ListOut, Out
from app.core.access import Actor, Permission
from app.messages import queries
from app.messages.models import Channel, MessageReason, MessageState

router = APIRouter(prefix="/v1/messages", tags=["messages"])

Reader = Annotated[Actor, Depends(needs(Permission.MESSAGES_READ))]


class MessageOut(Out):
    id: UUID
    region_code: str
    reason: MessageReason
    school_id: UUID | None
    subject_type: str
    subject_id: UUID
    about_on: date
    state: MessageState
    why: str | None
    """`no_longer_so`, `told_already`, `no_contact`, `no_channel`, or what went wrong at the last try."""
    channel: Channel | None
    attempts: int
    created_at: datetime
    next_at: datetime
    sent_at: datetime | None


@router.get("", response_model=ListOut[MessageOut])
def list_messages(
    listing: ListingDep,
    actor: Reader,
    state: MessageState | None = None,
    reason: MessageReason | None = None,
    school_id: UUID | None = None,
) -> Any:
    """What people of your region were told, are to be told, and were not told and why; newest first."""
    return listing.answer(
        lambda session, request: queries.messages(
            session, actor, request, state=state, reason=reason, school_id=school_id
        ),
        MessageOut,
    )
