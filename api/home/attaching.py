"""`/lapor/status/file`: a picture or a document for a complaint, by ticket and code, also without a script."""

from functools import partial
from typing import Any

from fastapi import APIRouter, Response

from api.complaints.attached import from_reporter
from api.deps import SourceDep, TurnDep
from api.home.complaining import STATUS, followed, label_of
from api.home.forms import Filled, refused
from api.home.shell import DoorDep
from app.complaints import attachments
from app.complaints.attachments import Sent
from app.core.access import stranger
from app.core.db import Database
from app.core.errors import NotFound, Refusal
from app.core.i18n import Language

router = APIRouter(include_in_schema=False)
_KEYS = ("lang", "ticket", "access_code")


@router.post(f"{STATUS}/file")
async def attach(door: DoorDep, turn: TurnDep, source: SourceDep) -> Response:
    """Take a file in and show the case with it; a file that was refused leaves nothing, and the case says why."""
    known: dict[str, str] = {}
    faults: dict[str, str] = {}

    def ticket_of(form: Any) -> str:
        known.update({name: form.get(name) for name in _KEYS if isinstance(form.get(name), str)})
        return label_of(known.get("ticket", ""))

    def lang() -> Language:
        said = known.get("lang", "")
        return Language(said) if said in set(Language) else Language.INDONESIAN

    try:
        sent, code = await from_reporter(door.request, ticket_of, turn, door.database, source)
        await turn.write(_keep, door.database, label_of(known["ticket"]), code, sent, door.request_id)
    except NotFound:
        known.pop("access_code", None)  # the page for ticket and code says that they open nothing
    except Refusal as refusal:
        faults = refused(refusal, lang())
    shown = partial(followed, door, lang(), known.get("ticket", ""), known.get("access_code", ""))
    return await door.write(lang(), STATUS, lambda: shown(Filled(lang(), {}, faults)))


def _keep(database: Database, ticket: str, code: str, sent: Sent, request_id: str) -> None:
    with database.write() as session:
        attachments.add_by_ticket(session, stranger(request_id=request_id), ticket, code, sent)
