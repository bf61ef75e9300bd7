"""What a list comes as: a file in a form, or JSON. One path takes both, so the body is read here by its type."""

import json
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from api.submissions.schemas import ListIn
from app.core.errors import Fault, Invalid, Malformed, UnsupportedMedia
from app.submissions.parsing import Listed, read_file
from app.submissions.rules import plain


class Sent:
    """A list as it was sent. It is read in the request's own thread, not on the event loop."""

    def __init__(self, *, file: bytes | None = None, file_name: str | None = None, body: ListIn | None = None) -> None:
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
        return read_file(self._file or b"", name or None)


async def _sent(request: Request) -> Sent:
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "multipart/form-data":
        async with request.form(max_files=1, max_fields=10) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise Invalid([Fault("/file", "field.missing")])
            return Sent(file=await file.read(), file_name=file.filename)
    if kind != "application/json":
        raise UnsupportedMedia(expected="multipart/form-data, application/json")
    return Sent(body=_body(await request.body()))


def _body(content: bytes) -> ListIn:
    try:
        data: Any = json.loads(content)
    except (ValueError, RecursionError) as failure:
        raise Malformed from failure
    if not isinstance(data, dict):
        raise Invalid([Fault("/", "field.model_attributes_type")])
    if ("students" in data) == ("rows" in data):
        raise Invalid([Fault("/students", "field.exactly_one")])
    try:
        return ListIn.model_validate(data)
    except ValidationError as failure:
        faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in failure.errors(include_input=False)]
        raise RequestValidationError(faults) from failure


SentDep = Annotated[Sent, Depends(_sent)]

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
            "application/json": {"schema": ListIn.model_json_schema()},
        },
    }
}
"""How the two bodies are told in the OpenAPI document."""
