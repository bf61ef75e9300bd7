"""What an import comes as: a file in a form, or JSON. One path takes both, so the body is read here by its type."""

import json
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from api.registry.schemas import RegistryRowsIn
from app.cards.registry_files import read_file
from app.core.errors import Fault, Invalid, Malformed, UnsupportedMedia
from app.submissions.parsing import Listed
from app.submissions.rules import plain


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
        if self._body is not None:
            return self._body.listed()
        name = plain(self._file_name)[:200] if self._file_name else None
        return read_file(self._file, name or None)


async def _sent(request: Request) -> SentImport:
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "multipart/form-data":
        async with request.form(max_files=1, max_fields=10) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise Invalid([Fault("/file", "field.missing")])
            return SentImport(file=await file.read(), file_name=file.filename)
    if kind != "application/json":
        raise UnsupportedMedia(expected="multipart/form-data, application/json")
    return SentImport(body=_body(await request.body()))


def _body(content: bytes) -> RegistryRowsIn:
    try:
        data: Any = json.loads(content)
    except (ValueError, RecursionError) as failure:
        raise Malformed from failure
    try:
        return RegistryRowsIn.model_validate(data)
    except ValidationError as failure:
        faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in failure.errors(include_input=False)]
        raise RequestValidationError(faults) from failure


SentImportDep = Annotated[SentImport, Depends(_sent)]

BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            },
            "application/json": {"schema": RegistryRowsIn.model_json_schema()},
        },
    }
}
"""How the two bodies are told in the OpenAPI document."""
