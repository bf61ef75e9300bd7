"""Reading teams, kits, visits and rosters, within the reader's scope."""

from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, Role, within
from app.core.errors import NotFound
from app.visits.models import Team


def visible_teams(actor: Actor) -> SelectOfScalar[Team]:
    """A team sees itself; everyone else the teams of their region."""
    match actor.role:
        case Role.TEAM:
            return select(Team).where(col(Team.id) == actor.team_id)
        case Role.ADMIN | Role.OFFICER | Role.SCHOOL | Role.VIEWER:
            return select(Team).where(within(col(Team.region_code), actor.region_code))


def get_team(session: Session, actor: Actor, team_id: UUID, *, lock: bool = False) -> Team:
    statement = visible_teams(actor).where(col(Team.id) == team_id)
    team = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if team is None:
        raise NotFound
    return team
