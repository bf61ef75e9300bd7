"""Reading merges, within the reader's scope."""

from uuid import UUID

from sqlalchemy import false
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, within
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.regions.queries import scope, today
from app.students import queries as students
from app.students.models import Merge, Student
from app.students.queries import WithName


def visible(actor: Actor) -> SelectOfScalar[Merge]:
    """The office's own affair: a school learns of no merge. It is of the region in which the survivor now is."""
    if not actor.is_office:
        return select(Merge).where(false())
    here = select(Student.id).where(within(col(Student.region_code), actor.region_code))
    return select(Merge).where(col(Merge.survivor_id).in_(here))


def get(session: Session, actor: Actor, merge_id: UUID, *, lock: bool = False) -> Merge:
    """One merge. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    statement = visible(actor).where(col(Merge.id) == merge_id)
    merge = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if merge is None:
        raise NotFound
    return merge


def merges(
    session: Session, actor: Actor, request: PageRequest, *, region_code: str | None, undone: bool | None
) -> Page[WithName[Merge]]:
    """Newest first. A file leaves out those of people who may not appear in one."""
    statement = visible(actor).where(within(col(Merge.region_code), scope(actor, region_code)))
    if undone is not None:
        statement = statement.where(col(Merge.undone_at).is_not(None) if undone else col(Merge.undone_at).is_(None))
    if request.exporting:
        on = today(actor.region_code)
        both = (col(Merge.merged_id), col(Merge.survivor_id))
        statement = statement.where(*(students.names_nobody_hidden(session, on, one) for one in both))
    found: Page[Merge] = page(session, statement, request, [col(Merge.id)], descending=True)
    return Page(students.named(session, actor, found.items, lambda merge: merge.survivor_id), found.next_cursor)
