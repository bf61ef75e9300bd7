"""
Lists that come as a file in a form or as JSON under one path, and what is wrong with their rows, on the wire.

One path takes both bodies, so a body is read here by its type and not by FastAPI.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeVar

import anyio
import anyio.to_thread
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData, UploadFile

from api.schemas import Out
from app.core.errors import Fault, Invalid, Malformed, Unavailable, UnsupportedMedia
from app.core.i18n import Language, text
from app.submissions.rules import plain

FORM, JSON = "multipart/form-data", "application/json"
Severity = Literal["error", "warning", "info"]
_SEVERITY: Mapping[str, Severity] = {"E": "error", "R": "error", "W": "warning"}
"""By the first letter of a code: a fault of the row, of what the register knows, or something to look at."""
_LONGEST_NAME = 200

_WAIT_SECONDS = 15
"""Longest that a file waits for a reader; then whoever sent it is told to come again."""

B = TypeVar("B", bound=BaseModel)
T = TypeVar("T")


async def in_turn(request: Request, work: Callable[[], T]) -> T:
    """Run ``work``, which asks a reader, when one is free; who waits takes no thread."""
    readers: anyio.CapacityLimiter = request.app.state.readers
    turn = object()
    try:
        with anyio.fail_after(_WAIT_SECONDS):
            await readers.acquire_on_behalf_of(turn)
    except TimeoutError as late:
        raise Unavailable from late
    try:
        return await anyio.to_thread.run_sync(work)
    finally:
        readers.release_on_behalf_of(turn)


# --- bodies ----------------------------------------------------------------------------------------------------


def media_type(request: Request) -> str:
    """:data:`FORM` or :data:`JSON`. Raises :class:`UnsupportedMedia`."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in (FORM, JSON):
        raise UnsupportedMedia(expected=f"{FORM}, {JSON}")
    return kind


def file_of(form: FormData) -> UploadFile:
    """The form's field ``file``. Raises :class:`Invalid` where it is none."""
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise Invalid([Fault("/file", "field.missing")])
    return file


def name_of(file: UploadFile) -> str | None:
    """A file's name as it may be kept and shown."""
    return (plain(file.filename)[:_LONGEST_NAME] if file.filename else "") or None


def parsed(content: bytes) -> Any:
    """JSON. Raises :class:`Malformed`, also for what is nested beyond reading."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as failure:
        raise Malformed from failure


def validated(model: type[B], data: Any) -> B:
    """``data`` as ``model``; its faults are answered as those of any other body."""
    try:
        return model.model_validate(data)
    except ValidationError as failure:
        faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in failure.errors(include_input=False)]
        raise RequestValidationError(faults) from failure


def described(model: type[BaseModel]) -> dict[str, Any]:
    """How the two bodies are told in the OpenAPI document."""
    file = {"type": "string", "format": "binary"}
    form = {"type": "object", "required": ["file"], "properties": {"file": file}}
    content = {FORM: {"schema": form}, JSON: {"schema": model.model_json_schema()}}
    return {"requestBody": {"required": True, "content": content}}


# --- what is wrong with rows -----------------------------------------------------------------------------------


class RowProblemOut(Out):
    cell: str | None
    field: str
    code: str
    severity: Severity
    message: str


P = TypeVar("P", bound=RowProblemOut)


def severity_of(code: str) -> Severity:
    return _SEVERITY.get(code[0], "info")


def problems_shown(problems: Sequence[Mapping[str, Any]], out: type[P], language: Language) -> list[P]:
    """What is kept of a row's faults, ``{cell?, field, code}``, in words."""
    return [
        out(
            cell=problem.get("cell"),
            field=problem["field"],
            code=problem["code"],
            severity=severity_of(problem["code"]),
            message=text(problem["code"], language),
        )
        for problem in problems
    ]


def first_cell(problems: Sequence[RowProblemOut]) -> str | None:
    """Where in the sheet to look first."""
    return next((problem.cell for problem in problems if problem.cell), None)
