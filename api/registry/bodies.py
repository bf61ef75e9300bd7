"""What an import comes as: a file in a form, or JSON."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from api import uploads
from api.registry.schemas import RegistryRowsIn
from app.cards.registry_files import read_file
from app.submissions.parsing import Listed


class SentImport:
    """An import as it was sent. It is read in the request's own thread, not on the event loop."""

    def __init__(self, *, file: bytes = b"", file_name: str | None = None, body: RegistryRowsIn | None = None) -> None:
        self._file = file
        self._file_name = file_name
        self._body = body

    @property
    def id(self) -> UUID | None:
        return self._body.id if self._body else None

    def listed(self) -> Listed:
        return self._body.listed() if self._body is not None else read_file(self._file, self._file_name)


async def _sent(request: Request) -> SentImport:
    if uploads.media_type(request) == uploads.FORM:
        async with request.form(max_files=1, max_fields=10) as form:
            file = uploads.file_of(form)
            return SentImport(file=await file.read(), file_name=uploads.name_of(file))
    return SentImport(body=uploads.validated(RegistryRowsIn, uploads.parsed(await request.body())))


SentImportDep = Annotated[SentImport, Depends(_sent)]

BODY = uploads.described(RegistryRowsIn)
