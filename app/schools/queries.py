"""Reading schools, within the reader's scope."""

from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, Role, within
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.core.types import name_key
from app.regions.queries import scope
from app.schools.models import School, SchoolKind


def visible(actor: Actor) -> SelectOfScalar[School]:
    """A school sees itself; everyone else the schools of their region."""
    match actor.role:
        case Role.SCHOOL:
            return select(School).where(col(School.id) == actor.school_id)
        case Role.ADMIN | Role.OFFICER | Role.TEAM | Role.VIEWER:
            return select(School).where(within(col(School.district_code), actor.region_code))


def get(session: Session, actor: Actor, school_id: UUID, *, lock: bool = False) -> School:
    """One school. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    statement = visible(actor).where(col(School.id) == school_id)
    school = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if school is None:
        raise NotFound
    return school


def schools(
    session: Session,
    actor: Actor,
    request: PageRequest,
    *,
    region_code: str | None = None,
    kind: SchoolKind | None = None,
    q: str | None = None,
    active: bool | None = None,
) -> Page[School]:
    """By name."""
    statement = visible(actor).where(within(col(School.district_code), scope(actor, region_code)))
    if kind is not None:
        statement = statement.where(col(School.kind) == kind)
    if active is not None:
        statement = statement.where(col(School.active).is_(active))
    if q:
        # ilike with autoescape: a percent sign in a search is a percent sign.
        statement = statement.where(
            col(School.name).icontains(q.strip(), autoescape=True) | (col(School.npsn) == name_key(q))
        )
    return page(session, statement, request, [col(School.name), col(School.id)])
