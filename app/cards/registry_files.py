"""Lists of the national system into raw rows: files through a reader's own process, and JSON."""

from collections.abc import Mapping, Sequence
from typing import IO, Any

from app.core.errors import Invalid
from app.submissions.parsing import MAX_ROWS, MAX_TEXT, Listed, TooManyRows, read_with
from app.submissions.rules import Cell, Raw

_FIELDS = ("nik", "status", "occurred_at")
_MISREAD = "<?>"
"""What stands for a list or an object where one value belongs; no rule reads it as anything."""


class HeaderNotFound(Invalid):
    """A list of the national system needs the columns NIK, STATUS and TANGGAL."""

    code = "registry.header_not_found"


def read_file(content: bytes | IO[bytes], file_name: str | None) -> Listed:
    """The rows of an uploaded file. Raises what :func:`app.submissions.parsing.read_with` raises."""
    return read_with("app.cards.registry_reader", content, file_name, refusals={"F_HEADER_NOT_FOUND": HeaderNotFound})


def read_rows(items: Sequence[Mapping[str, Any]]) -> Listed:
    """Items as JSON; what an item says beside the three fields is dropped."""
    if len(items) > MAX_ROWS:
        raise TooManyRows(limit=MAX_ROWS)
    return Listed("json", [Raw(n, {name: _cell(item.get(name)) for name in _FIELDS}) for n, item in enumerate(items)])


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        # JSON can spell half a surrogate pair, which no database stores.
        return value[:MAX_TEXT].encode("utf-8", "replace").decode()
    return _MISREAD if isinstance(value, list | dict) else value
