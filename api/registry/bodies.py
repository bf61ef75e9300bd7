"""What an import comes as: a file in a form, or JSON."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from api import uploads
from api.registry.schemas import RegistryRowsIn
from app.cards.registry_files import read_file
from app.submissions.parsing import Listed


@dataclass(frozen=True, slots=True)
class SentImport:
    """An import as it was sent, read but not judged."""

    listed: Listed
    id: UUID | None = None


async def _sent(request: Request) -> SentImport:
    """Read like a student list, before the request takes its turn among the writers."""
    if uploads.media_type(request) == uploads.FORM:
        async with request.form(max_files=1, max_fields=10) as form:
            file = uploads.file_of(form)
            content = await file.read()
            return SentImport(await uploads.in_turn(request, partial(read_file, content, uploads.name_of(file))))
    body = uploads.validated(RegistryRowsIn, uploads.parsed(await request.body()))
    return SentImport(body.listed(), body.id)


SentImportDep = Annotated[SentImport, Depends(_sent)]

BODY = uploads.described(RegistryRowsIn)
