"""
What a list comes as: a file in a form, or JSON. One path takes both, so the body is read here by its type.

It is read before the request takes its turn among the writers: a reader may take seconds, and nobody shall wait for
it but whoever sent the file. What is large stands on disk meanwhile and never in the server's memory.
"""

import json
from dataclasses import dataclass
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from api.submissions.schemas import ListIn
from api.uploads import in_turn
from app.core.errors import Fault, Invalid, Malformed, UnsupportedMedia
from app.submissions.parsing import Listed, make_small, read_file
from app.submissions.rules import plain

SMALL = 256 * 1024
"""JSON up to here is read in place: even if it is all brackets, it takes a few megabytes."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A list as it was sent, read but not judged."""

    listed: Listed
    id: UUID | None = None


async def sent_list(request: Request) -> Sent:
    """
    The list in a request. Raises an :class:`Invalid` with an ``F_`` code for a file that is none, and
    :class:`Unavailable` while other lists keep the readers busy.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "multipart/form-data":
        async with request.form(max_files=1, max_fields=10) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise Invalid([Fault("/file", "field.missing")])
            name = plain(file.filename)[:200] if file.filename else None
            return Sent(await in_turn(request, partial(read_file, file.file, name or None)))
    if kind != "application/json":
        raise UnsupportedMedia(expected="multipart/form-data, application/json")
    body = _body(await _json(request))
    return Sent(body.listed(), body.id)


async def _json(request: Request) -> Any:
    with SpooledTemporaryFile(max_size=SMALL) as body:
        async for chunk in request.stream():
            body.write(chunk)
        if body.tell() > SMALL:
            file: IO[bytes] = body
            return await in_turn(request, partial(make_small, file))
        body.seek(0)
        try:
            return json.loads(body.read())
        except (ValueError, RecursionError) as failure:
            raise Malformed from failure


def _body(data: Any) -> ListIn:
    if not isinstance(data, dict):
        raise Invalid([Fault("/", "field.model_attributes_type")])
    if ("students" in data) == ("rows" in data):
        raise Invalid([Fault("/students", "field.exactly_one")])
    try:
        return ListIn.model_validate(data)
    except ValidationError as failure:
        faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in failure.errors(include_input=False)]
        raise RequestValidationError(faults) from failure


SentDep = Annotated[Sent, Depends(sent_list)]

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
