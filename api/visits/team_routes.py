"""`/v1/teams`, `/v1/kits`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.deps import IfMatch, ListingDep, SessionDep, answer_created, etag, needs
from api.schemas import ListOut
from api.visits.schemas import KitIn, KitOut, KitPatch, TeamIn, TeamOut, TeamPatch
from app.core.access import Actor, Permission
from app.core.types import RegionCode
from app.visits import equipment, queries
from app.visits.models import KitState

router = APIRouter(prefix="/v1", tags=["teams and kits"])

Reader = Annotated[Actor, Depends(needs(Permission.TEAMS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.TEAMS_WRITE))]


@router.get("/teams", response_model=ListOut[TeamOut])
def list_teams(
    listing: ListingDep, actor: Reader, region_code: RegionCode | None = None, active: bool | None = None
) -> Any:
    """Teams within your scope, by name."""
    return listing.answer(
        lambda session, request: queries.teams(session, actor, request, region_code=region_code, active=active),
        TeamOut,
    )


@router.post("/teams", status_code=201)
def create_team(session: SessionDep, actor: Writer, body: TeamIn, response: Response) -> TeamOut:
    facts = body.model_dump(exclude={"id"})
    team, new = equipment.create_team(session, actor, facts, id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/teams/{team.id}", version=team.version)
    return TeamOut.model_validate(team)


@router.get("/teams/{team_id}")
def get_team(session: SessionDep, actor: Reader, team_id: UUID, response: Response) -> TeamOut:
    team = queries.get_team(session, actor, team_id)
    response.headers["ETag"] = etag(team.version)
    return TeamOut.model_validate(team)


@router.patch("/teams/{team_id}")
def change_team(
    session: SessionDep, actor: Writer, team_id: UUID, version: IfMatch, body: TeamPatch, response: Response
) -> TeamOut:
    team = equipment.change_team(session, actor, team_id, version, body.model_dump(exclude_unset=True))
    response.headers["ETag"] = etag(team.version)
    return TeamOut.model_validate(team)


@router.get("/kits", response_model=ListOut[KitOut])
def list_kits(
    listing: ListingDep, actor: Reader, region_code: RegionCode | None = None, state: KitState | None = None
) -> Any:
    """Kits within your scope, by code."""
    return listing.answer(
        lambda session, request: queries.kits(session, actor, request, region_code=region_code, state=state),
        KitOut,
    )


@router.post("/kits", status_code=201)
def create_kit(session: SessionDep, actor: Writer, body: KitIn, response: Response) -> KitOut:
    facts = body.model_dump(exclude={"id"})
    kit, new = equipment.create_kit(session, actor, facts, id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/kits/{kit.id}", version=kit.version)
    return KitOut.model_validate(kit)


@router.get("/kits/{kit_id}")
def get_kit(session: SessionDep, actor: Reader, kit_id: UUID, response: Response) -> KitOut:
    kit = queries.get_kit(session, actor, kit_id)
    response.headers["ETag"] = etag(kit.version)
    return KitOut.model_validate(kit)


@router.patch("/kits/{kit_id}")
def change_kit(
    session: SessionDep, actor: Writer, kit_id: UUID, version: IfMatch, body: KitPatch, response: Response
) -> KitOut:
    kit = equipment.change_kit(session, actor, kit_id, version, body.model_dump(exclude_unset=True))
    response.headers["ETag"] = etag(kit.version)
    return KitOut.model_validate(kit)
