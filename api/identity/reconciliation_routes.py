"""`/v1/reconciliation`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from api.deps import SessionDep, needs
from api.identity.reconciliation_schemas import ReconciliationListing, ReconciliationOut
from app.core.access import Actor, Permission
from app.core.i18n import choose_language
from app.core.types import RegionCode
from app.identity import reconciliation
from app.identity.reconciliation import Verdict

router = APIRouter(prefix="/v1", tags=["identity"])

Reader = Annotated[Actor, Depends(needs(Permission.STUDENTS_READ))]


@router.get("/reconciliation", response_model=ReconciliationOut)
def reconcile_lists(
    request: Request,
    session: SessionDep,
    listing: Annotated[ReconciliationListing, Depends()],
    actor: Reader,
    school_id: UUID | None = None,
    region_code: RegionCode | None = None,
    verdict: Verdict | None = None,
) -> Any:
    """Whom schools name, whom the registry knows to be recorded and whom teams saw: where the three disagree."""
    compared = reconciliation.compare(session, actor, school_id, region_code)
    language = choose_language(request.headers.get("accept-language"))
    return listing.answer_compared(compared, verdict, language)
