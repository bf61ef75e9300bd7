"""`/v1/visits/{id}/roster`"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from sqlmodel import Session

from api.deps import IfMatch, IfMatchOptional, LanguageDep, SessionDep, etag, needs
from api.visits.schemas import FilledOut, RosterIn, RosterOut, shown_roster
from app.core.access import Actor, Permission
from app.core.i18n import Language
from app.visits import queries, roster
from app.visits.models import Visit

router = APIRouter(prefix="/v1/visits/{visit_id}/roster", tags=["visits"])

Reader = Annotated[Actor, Depends(needs(Permission.ROSTERS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.ROSTERS_WRITE))]


@router.get("")
def get_roster(
    session: SessionDep, actor: Reader, language: LanguageDep, visit_id: UUID, response: Response
) -> RosterOut:
    """Everyone on the roster, by class and name; the ETag is the visit's."""
    return _answer(session, actor, queries.get(session, actor, visit_id), language, response)


@router.put("")
def replace_roster(
    session: SessionDep,
    actor: Writer,
    language: LanguageDep,
    visit_id: UUID,
    version: IfMatch,
    body: RosterIn,
    response: Response,
) -> RosterOut:
    """Replace who is not yet seen; who was seen stays. Without slots each class gets its own."""
    places = [item.place() for item in body.items]
    return _answer(session, actor, roster.replace(session, actor, visit_id, version, places), language, response)


@router.post("/fill")
def fill_roster(
    session: SessionDep,
    actor: Writer,
    language: LanguageDep,
    visit_id: UUID,
    version: IfMatchOptional,
    response: Response,
) -> FilledOut:
    """Fill with the school's eligible pupils by class and name, up to the visit's capacity."""
    visit, left_out = roster.fill(session, actor, visit_id, version)
    return FilledOut(items=_answer(session, actor, visit, language, response).items, left_out=left_out)


def _answer(session: Session, actor: Actor, visit: Visit, language: Language, response: Response) -> RosterOut:
    response.headers["ETag"] = etag(visit.version)
    return shown_roster(actor, queries.roster(session, visit), language)
