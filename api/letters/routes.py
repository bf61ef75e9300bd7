"""Letters of visits, receipts of handovers, letterheads, and the codes of slips."""

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.deps import (
    DatabaseDep,
    IfMatchOptional,
    ListingDep,
    SessionDep,
    SettingsDep,
    Turn,
    TurnDep,
    answer_created,
    etag,
    needs,
)
from api.letters.schemas import (
    LetterheadIn,
    LetterheadOut,
    LetterIn,
    LetterOut,
    ReceiptLetterIn,
    SlipCodeIn,
    SlipCodeOut,
    shown,
    shown_head,
)
from api.schemas import ListOut
from app.cards import slips
from app.core.access import Actor, Permission
from app.core.db import Database
from app.core.types import RegionCode
from app.letters import desk, queries, service
from app.letters.desk import Wish
from app.letters.models import Letter

router = APIRouter(prefix="/v1", tags=["letters"])

Reader = Annotated[Actor, Depends(needs(Permission.LETTERS_READ))]
Issuer = Annotated[Actor, Depends(needs(Permission.LETTERS_ISSUE))]
HeadWriter = Annotated[Actor, Depends(needs(Permission.LETTERHEADS_WRITE))]
SlipIssuer = Annotated[Actor, Depends(needs(Permission.SLIPS_ISSUE))]


@router.get("/visits/{visit_id}/letters", response_model=ListOut[LetterOut])
def list_letters(listing: ListingDep, actor: Reader, visit_id: UUID) -> Any:
    """A visit's letters, in the order of issue."""
    return listing.answer(lambda session, request: queries.letters(session, actor, request, visit_id), LetterOut, shown)


@router.post("/visits/{visit_id}/letters", status_code=201)
async def issue_letter(
    turn: TurnDep,
    database: DatabaseDep,
    settings: SettingsDep,
    actor: Issuer,
    visit_id: UUID,
    body: LetterIn,
    response: Response,
) -> LetterOut:
    """Number and keep a letter for ever; a second `report` is an addendum to the first."""
    letter, new = await _issued(turn, database, Wish(actor, visit_id, body.kind, settings.public_url, body.id))
    answer_created(response, new=new, location=f"/v1/letters/{letter.id}")
    return shown(letter)


@router.get("/handovers/{handover_id}/letters", response_model=ListOut[LetterOut])
def list_handover_letters(listing: ListingDep, actor: Reader, handover_id: UUID) -> Any:
    """A handover's receipt, if it went out."""
    return listing.answer(
        lambda session, request: queries.letters_of_handover(session, actor, request, handover_id), LetterOut, shown
    )


@router.post("/handovers/{handover_id}/letters", status_code=201)
async def issue_receipt(
    turn: TurnDep,
    database: DatabaseDep,
    settings: SettingsDep,
    actor: Issuer,
    handover_id: UUID,
    body: ReceiptLetterIn,
    response: Response,
) -> LetterOut:
    """Number and keep the receipt of a handover, to be signed; there is one, and asking again answers it with 200."""
    letter, new = await _issued(turn, database, Wish(actor, handover_id, body.kind, settings.public_url, body.id))
    answer_created(response, new=new, location=f"/v1/letters/{letter.id}")
    return shown(letter)


async def _issued(turn: Turn, database: Database, wish: Wish) -> tuple[Letter, bool]:
    """The steps of :mod:`app.letters.desk`, each in its turn."""
    for _ in range(desk.ROUNDS):
        data = await turn.write(desk.draft, database, wish)
        if data is None:
            break  # it went out under this id: the answer is that letter
        prepared = await turn.read(partial(service.typeset, wish.kind, data))
        done = await turn.write(desk.issue, database, wish, prepared)
        if done is not None:
            return done
    return await turn.write(desk.issue_now, database, wish)


@router.get("/letters/{letter_id}.pdf", response_class=Response)
def get_letter_pdf(session: SessionDep, actor: Reader, letter_id: UUID) -> Response:
    """The PDF/A as it was issued: the same bytes for ever."""
    issued = queries.issued(session, actor, letter_id)
    name = f"{issued.letter.kind.value}-{issued.letter.year}-{issued.letter.sequence:04}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "ETag": etag(issued.letter.digest)}
    return Response(issued.pdf, media_type="application/pdf", headers=headers)


@router.get("/letters/{letter_id}")
def get_letter(session: SessionDep, actor: Reader, letter_id: UUID) -> LetterOut:
    return shown(queries.get(session, actor, letter_id))


@router.get("/letterheads/{region_code}")
def get_letterhead(session: SessionDep, actor: Issuer, region_code: RegionCode, response: Response) -> LetterheadOut:
    """A regency's letterhead, its own or the default; the ETag of a default is "0"."""
    head = queries.letterhead(session, actor, region_code)
    response.headers["ETag"] = etag(head.version)
    return shown_head(region_code, head)


@router.put("/letterheads/{region_code}")
async def put_letterhead(
    turn: TurnDep,
    database: DatabaseDep,
    actor: HeadWriter,
    region_code: RegionCode,
    version: IfMatchOptional,
    body: LetterheadIn,
    response: Response,
) -> LetterheadOut:
    """For letters from now on; `If-Match` is needed once one was set."""
    facts = body.facts()
    await turn.read(partial(desk.prove_logo, database, actor, region_code, facts))
    head = await turn.write(desk.set_letterhead, database, actor, region_code, version, facts)
    response.headers["ETag"] = etag(head.version)
    return shown_head(region_code, head)


@router.post("/students/{student_id}/slip-codes", status_code=201)
def renew_slip_code(
    session: SessionDep,
    settings: SettingsDep,
    actor: SlipIssuer,
    student_id: UUID,
    response: Response,
    body: SlipCodeIn | None = None,
) -> SlipCodeOut:
    """A new code for a pupil's slip; slips printed before it are void."""
    found, new = slips.renew(session, actor, student_id, settings.public_url, id=body.id if body else None)
    answer_created(response, new=new, location=f"/v1/students/{student_id}/slip-codes")
    return SlipCodeOut.model_validate(found)
