"""Workbooks on their way out."""

from collections.abc import Iterator
from typing import IO, Any

from fastapi.responses import StreamingResponse

from api.files import XLSX

WORKBOOK: dict[int | str, dict[str, Any]] = {
    200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}
}
"""How a workbook is told in the OpenAPI document."""


def attached(file: IO[bytes], name: str) -> StreamingResponse:
    """Answer with a file, to be saved under ``name``; it is closed when it has gone out."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_chunks(file), media_type=XLSX, headers=headers)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        yield from iter(lambda: file.read(65536), b"")
