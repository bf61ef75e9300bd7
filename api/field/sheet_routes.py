"""The roster as a workbook, out and back: where neither device nor network will do."""

from collections.abc import Iterator
from functools import partial
from typing import IO, Annotated, Any
from uuid import UUID

import anyio.to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from api import uploads
from api.deps import DatabaseDep, LanguageDep, SessionDep, needs
from api.field.sheet_schemas import RosterResultsOut, shown_results
from api.files import XLSX
from app.core.access import Actor, Permission
from app.core.db import Database
from app.recordings import spreadsheets
from app.submissions.parsing import Listed
from app.visits import queries as visits

router = APIRouter(tags=["field"])

Packer = Annotated[Actor, Depends(needs(Permission.PACKS_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.RECORDINGS_WRITE))]
_WORKBOOK: dict[int | str, dict[str, Any]] = {
    200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}
}
_FILE = {"type": "string", "format": "binary"}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            uploads.FORM: {"schema": {"type": "object", "required": ["file"], "properties": {"file": _FILE}}},
        },
    }
}


async def _filled(request: Request, actor: Writer, database: DatabaseDep, visit_id: UUID) -> Listed:
    """A filled roster, read before the request takes its turn among the writers; for nobody who has no such visit."""
    await anyio.to_thread.run_sync(_seek, database, actor, visit_id)
    async with request.form(max_files=1, max_fields=10) as form:
        file = uploads.file_of(form)
        work = partial(spreadsheets.read_file, await file.read(), uploads.name_of(file))
        listed: Listed = await anyio.to_thread.run_sync(work, limiter=request.app.state.readers)
        return listed


def _seek(database: Database, actor: Actor, visit_id: UUID) -> None:
    with database.read() as session:
        visits.get(session, actor, visit_id)


@router.get("/visits/{visit_id}/roster.xlsx", response_class=StreamingResponse, responses=_WORKBOOK)
def get_roster_workbook(session: SessionDep, actor: Packer, visit_id: UUID) -> StreamingResponse:
    """The roster to fill in by hand: outcomes and reasons to choose from, empty lines for whom nobody expected."""
    file = spreadsheets.workbook(session, actor, visit_id)
    headers = {"Content-Disposition": f'attachment; filename="daftar-{visit_id}.xlsx"'}
    return StreamingResponse(_chunks(file), media_type=XLSX, headers=headers)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        yield from iter(partial(file.read, 65536), b"")


@router.post("/visits/{visit_id}/roster-results", openapi_extra=_BODY)
def take_roster_results(
    actor: Writer,
    visit_id: UUID,
    listed: Annotated[Listed, Depends(_filled)],
    session: SessionDep,
    language: LanguageDep,
) -> RosterResultsOut:
    """Take the filled roster in, each row on its own. The same file again changes nothing."""
    return shown_results(spreadsheets.take_in(session, actor, visit_id, listed), language)
