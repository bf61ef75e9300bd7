"""Reading the journal, within the reader's region."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, within
from app.core.paging import Page, PageRequest, page
from app.journal.models import JournalLine


def visible(actor: Actor) -> SelectOfScalar[JournalLine]:
    """Lines of the actor's region. Lines without a region (keys, nation) are the nation's."""
    return select(JournalLine).where(within(col(JournalLine.region_code), actor.region_code))


def lines(
    session: Session,
    actor: Actor,
    request: PageRequest,
    *,
    subject_id: UUID | None = None,
    actor_id: UUID | None = None,
    kind: str | None = None,
    since: datetime | None = None,
    before: datetime | None = None,
) -> Page[JournalLine]:
    """Newest first. ``since`` is inclusive, ``before`` exclusive."""
    statement = visible(actor)
    if subject_id is not None:
        statement = statement.where(col(JournalLine.subject_id) == subject_id)
    if actor_id is not None:
        statement = statement.where(col(JournalLine.actor_id) == actor_id)
    if kind is not None:
        statement = statement.where(col(JournalLine.kind) == kind)
    if since is not None:
        statement = statement.where(col(JournalLine.at) >= since)
    if before is not None:
        statement = statement.where(col(JournalLine.at) < before)
    return page(session, statement, request, [col(JournalLine.id)], descending=True)
