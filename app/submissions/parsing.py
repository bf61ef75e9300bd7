"""Files into raw rows, through the reader's own process; and the refusals of a file as a whole."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sized
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from app.core.errors import Fault, Invalid, Unavailable
from app.submissions.rules import Cell, Raw

WALL_SECONDS = 10
MAX_ROWS = 50_000
MAX_TEXT = 400
_ROOT = Path(__file__).parents[2]
_AT_ONCE = BoundedSemaphore(2)
"""Each reader may take a gigabyte: more at once would take the machine."""


class UnsupportedFormat(Invalid):
    code = "F_UNSUPPORTED_FORMAT"


class UncompressedTooLarge(Invalid):
    code = "F_UNCOMPRESSED_TOO_LARGE"


class XmlForbidden(Invalid):
    code = "F_XML_FORBIDDEN"


class LeaversList(Invalid):
    code = "F_LEAVERS_LIST"


class HeaderNotFound(Invalid):
    code = "F_HEADER_NOT_FOUND"


class Unreadable(Invalid):
    code = "F_UNREADABLE"


class TooComplex(Invalid):
    code = "F_TOO_COMPLEX"


class TooManyRows(Invalid):
    code = "submissions.too_many_rows"


class TooManyColumns(Invalid):
    code = "submissions.too_many_columns"


_REFUSALS: dict[str, type[Invalid]] = {
    kind.code: kind
    for kind in (
        UnsupportedFormat,
        UncompressedTooLarge,
        XmlForbidden,
        LeaversList,
        HeaderNotFound,
        TooManyRows,
        TooManyColumns,
    )
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it came, before any judgement."""

    source_format: str
    rows: list[Raw]
    file_name: str | None = None
    sheet: str | None = None


def read_file(content: bytes, file_name: str | None) -> Listed:
    """The rows of an uploaded student list. Raises what :func:`read_with` raises."""
    return read_with("app.submissions.reader", content, file_name)


def read_with(
    reader: str, content: bytes, file_name: str | None, *, refusals: Mapping[str, type[Invalid]] | None = None
) -> Listed:
    """
    The rows of an uploaded file, read by the module ``reader`` in a process of its own.

    ``refusals`` says what a code of that reader means where it is not what it means for student lists. Raises an
    :class:`Invalid` with an ``F_`` code for what is not a list that we read, :class:`Unavailable` when other files
    keep the readers busy.
    """
    if not _AT_ONCE.acquire(timeout=WALL_SECONDS):
        raise Unavailable
    try:
        answer = _ask(reader, content)
    finally:
        _AT_ONCE.release()
    if "refused" in answer:
        refusal = (refusals or {}).get(answer["refused"]) or _REFUSALS[answer["refused"]]
        raise _refusal(refusal, **answer["params"])
    return Listed(answer["format"], _raw_rows(answer), file_name, answer["sheet"])


def _ask(reader: str, content: bytes) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 - the module's name is ours
            [sys.executable, "-m", reader],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a traceback may hold a person's values
            cwd=_ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise _refusal(TooComplex) from late
    if done.returncode < 0:
        raise _refusal(TooComplex)
    if done.returncode > 0:
        raise _refusal(Unreadable)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _refusal(refusal: type[Invalid], /, **params: Any) -> Invalid:
    return refusal([Fault("/file", refusal.code, params)], **params)


def _raw_rows(answer: Mapping[str, Any]) -> list[Raw]:
    fields, letters = answer["fields"], dict(zip(answer["fields"], answer["letters"], strict=True))
    return [
        Raw(number, dict(zip(fields, values, strict=True)) if values else None, letters)
        for number, *values in answer["rows"]
    ]


# --- JSON ------------------------------------------------------------------------------------------------------

_WEB_SERVICE = {
    "nama": "name",
    "jenis_kelamin": "sex",
    "nisn": "nisn",
    "tempat_lahir": "birth_place",
    "tanggal_lahir": "birth_date",
    "nik": "nik",
    "nama_rombel": "class_group",
    "tingkat_pendidikan_id": "grade",
}
_OWN = (
    "nik",
    "nisn",
    "name",
    "sex",
    "birth_place",
    "birth_date",
    "class_group",
    "grade",
    "residence_code",
    "ever_married",
)
_MISREAD = "<?>"
"""What stands for a list or an object where one value belongs; no rule lets it through as a name or a number."""


def read_students(items: list[dict[str, Any]]) -> Listed:
    """Items under our own names; unknown ones are dropped."""
    _not_too_many(items)
    return Listed("json", [_item(n, {key: item.get(key) for key in _OWN}) for n, item in enumerate(items)])


def read_web_service(items: list[dict[str, Any]]) -> Listed:
    """Rows of Dapodik's local Web Service (``getPesertaDidik``); what the registry does not need is dropped."""
    _not_too_many(items)
    return Listed(
        "dapodik_webservice",
        [_item(n, {ours: item.get(theirs) for theirs, ours in _WEB_SERVICE.items()}) for n, item in enumerate(items)],
    )


def _not_too_many(items: Sized) -> None:
    if len(items) > MAX_ROWS:
        raise TooManyRows(limit=MAX_ROWS)


def _item(index: int, values: Mapping[str, Any]) -> Raw:
    return Raw(index, {key: _cell(value) for key, value in values.items()})


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        # JSON can spell half a surrogate pair, which no database stores.
        return value[:MAX_TEXT].encode("utf-8", "replace").decode()
    return _MISREAD if isinstance(value, list | dict) else value
