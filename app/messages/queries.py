"""Reading what was told, within the reader's region."""

from uuid import UUID

from sqlalchemy import false
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, within
from app.core.paging import Page, PageRequest, page
from app.messages.models import Message, MessageReason, MessageState


def visible(actor: Actor) -> SelectOfScalar[Message]:
    """An office sees those of its region; nobody else any."""
    if not actor.is_office:
        return select(Message).where(false())
    return select(Message).where(within(col(Message.region_code), actor.region_code))


def messages(
    session: Session,
    actor: Actor,
    request: PageRequest,
    *,
    state: MessageState | None = None,
    reason: MessageReason | None = None,
    school_id: UUID | None = None,
) -> Page[Message]:
    """Newest first."""
    statement = visible(actor)
    for column, wanted in ((Message.state, state), (Message.reason, reason), (Message.school_id, school_id)):
        if wanted is not None:
            statement = statement.where(col(column) == wanted)
    return page(session, statement, request, [col(Message.id)], descending=True)
