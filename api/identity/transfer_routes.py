"""`/v1/transfers`"""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from sqlmodel import Session

from api.deps import IfMatchOptional, LanguageDep, ListingDep, SessionDep, etag, needs
from api.identity.transfer_schemas import ConfirmIn, RejectIn, TransferOut, UndoIn, shown
from api.schemas import ListOut
from app.core.access import Actor, Permission
from app.core.i18n import Language
from app.core.types import RegionCode
from app.identity import transfer_queries as queries
from app.identity import transfers
from app.students.models import Transfer, TransferState

router = APIRouter(prefix="/v1/transfers", tags=["identity"])

Reader = Annotated[Actor, Depends(needs(Permission.STUDENTS_READ))]
Releaser = Annotated[Actor, Depends(needs(Permission.TRANSFERS_RELEASE))]
Office = Annotated[Actor, Depends(needs(Permission.STUDENTS_OFFICE))]


@router.get("", response_model=ListOut[TransferOut])
def list_transfers(
    listing: ListingDep,
    actor: Reader,
    language: LanguageDep,
    state: TransferState | None = None,
    direction: Literal["incoming", "outgoing"] | None = None,
    school_id: UUID | None = None,
    region_code: RegionCode | None = None,
) -> Any:
    """Newest first: pupils whom your school or region claims (`incoming`), and those claimed from it (`outgoing`)."""
    return listing.answer(
        lambda session, request: queries.transfers(
            session, actor, request, state=state, direction=direction, school_id=school_id, region_code=region_code
        ),
        TransferOut,
        lambda found: shown(found, language),
    )


@router.get("/{transfer_id}")
def get_transfer(
    session: SessionDep, actor: Reader, language: LanguageDep, transfer_id: UUID, response: Response
) -> TransferOut:
    return _answer(session, actor, queries.get(session, actor, transfer_id), language, response)


@router.post("/{transfer_id}/confirm")
def confirm_transfer(
    session: SessionDep,
    actor: Releaser,
    language: LanguageDep,
    transfer_id: UUID,
    version: IfMatchOptional,
    response: Response,
    body: ConfirmIn | None = None,
) -> TransferOut:
    """Let the pupil go: by the school that holds them, or the office of their region; never by the claimant."""
    reason = body.reason if body else None
    done = transfers.confirm(session, actor, transfer_id, reason, version=version)
    return _answer(session, actor, done, language, response)


@router.post("/{transfer_id}/reject")
def reject_transfer(
    session: SessionDep,
    actor: Releaser,
    language: LanguageDep,
    transfer_id: UUID,
    version: IfMatchOptional,
    body: RejectIn,
    response: Response,
) -> TransferOut:
    """Keep the pupil. The claimant reads the reason."""
    done = transfers.reject(session, actor, transfer_id, body.reason, version=version)
    return _answer(session, actor, done, language, response)


@router.post("/{transfer_id}/undo")
def undo_transfer(
    session: SessionDep,
    actor: Office,
    language: LanguageDep,
    transfer_id: UUID,
    version: IfMatchOptional,
    body: UndoIn,
    response: Response,
) -> TransferOut:
    """A wrong confirmation is taken back: the pupil is where they were, as if they had never left."""
    done = transfers.undo(session, actor, transfer_id, body.reason, version=version)
    return _answer(session, actor, done, language, response)


def _answer(session: Session, actor: Actor, transfer: Transfer, language: Language, response: Response) -> TransferOut:
    response.headers["ETag"] = etag(transfer.version)
    [found] = queries.seen(session, actor, [transfer])
    return shown(found, language)
