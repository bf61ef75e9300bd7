"""Files and JSON into raw rows, through the reader's own process; and the refusals of a file as a whole."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Any

from app.core.errors import Fault, Invalid, Malformed, Refusal, Unavailable
from app.submissions.envelopes import OWN, WEB_SERVICE
from app.submissions.rules import Cell, Note, Raw

WALL_SECONDS = 30
"""A reader that is not done by then was kept from its work; one that works too much ends by its own bounds before."""
QUEUE_SECONDS = 9
MAX_ROWS = 50_000
MAX_TEXT = 400
AT_ONCE = 2
"""Readers at once: each may take a third of a gigabyte and a core."""
_ROOT = Path(__file__).parents[2]
_READERS = BoundedSemaphore(AT_ONCE)
_EXTENSIONS = {
    "xlsx": {"xlsx", "xlsm"},
    "xls": {"xls"},
    "xml": {"xls", "xml"},
    "html": {"html", "htm", "xls"},
    "csv": {"csv", "txt", "tsv"},
}
"""What a kind of file is called; Dapodik itself calls XML and HTML ``.xls``."""


class UnsupportedFormat(Invalid):
    code = "F_UNSUPPORTED_FORMAT"


class Empty(Invalid):
    code = "F_EMPTY"


class Locked(Invalid):
    """A password stands before the workbook."""

    code = "F_LOCKED"


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


_REFUSALS: dict[str, type[Refusal]] = {
    kind.code: kind
    for kind in (
        Malformed,
        UnsupportedFormat,
        Empty,
        Locked,
        UncompressedTooLarge,
        XmlForbidden,
        LeaversList,
        HeaderNotFound,
        Unreadable,
        TooComplex,
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
    headers: Mapping[str, str] = field(default_factory=dict)
    """The header text of each field, in the order of the sheet."""
    school_named: str | None = None
    """The school that the title of the list names."""
    downloaded_on: date | None = None
    """The day on which Dapodik wrote the list, as its title says."""
    notes: tuple[Note, ...] = ()
    """About the file as a whole."""


def read_file(content: bytes | IO[bytes], file_name: str | None) -> Listed:
    """
    The rows of an uploaded student list; a file on disk goes to the reader without passing through this process.

    Raises what :func:`read_with` raises.
    """
    return read_with("app.submissions.reader", content, file_name)


def read_with(
    reader: str,
    content: bytes | IO[bytes],
    file_name: str | None,
    refusals: Mapping[str, type[Invalid]] | None = None,
) -> Listed:
    """
    The rows of an uploaded file, read by the module ``reader`` in a process of its own.

    Raises an :class:`Invalid` with an ``F_`` code for what is not a list that we read (``refusals``: those of another
    kind of list), :class:`Unavailable` when other files keep the readers busy, or others the machine.
    """
    return _listed(_answer(reader, content, refusals or {}), file_name)


def make_small(body: bytes | IO[bytes]) -> dict[str, Any]:
    """A large JSON body without what the registry never keeps. Raises what :func:`read_with` raises."""
    envelope: dict[str, Any] = _answer("app.submissions.reader", body, {}).get("envelope", {})
    return envelope


def _answer(reader: str, content: bytes | IO[bytes], refusals: Mapping[str, type[Invalid]]) -> dict[str, Any]:
    if not _READERS.acquire(timeout=QUEUE_SECONDS):
        raise Unavailable
    try:
        answer = _ask(reader, content)
    finally:
        _READERS.release()
    if "refused" in answer:
        kinds = {**_REFUSALS, **refusals}
        raise _refusal(kinds[answer["refused"]], **answer["params"])
    return answer


def _ask(reader: str, content: bytes | IO[bytes]) -> dict[str, Any]:
    source: dict[str, Any] = {"input": content} if isinstance(content, bytes) else {"stdin": _rewound(content)}
    try:
        done = subprocess.run(  # noqa: S603 - one of our own modules, named by our own code
            [sys.executable, "-m", reader],
            **source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a traceback may hold a person's values
            cwd=_ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        # A busy machine says nothing of the file: it may be sent again.
        raise Unavailable from late
    if done.returncode < 0:
        raise _refusal(TooComplex)
    if done.returncode > 0:
        raise _refusal(Unreadable)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _rewound(file: IO[bytes]) -> IO[bytes]:
    file.seek(0)
    return file


def _refusal(refusal: type[Refusal], /, **params: Any) -> Refusal:
    return refusal([Fault("/file", refusal.code, params)], **params)


def _listed(answer: Mapping[str, Any], file_name: str | None) -> Listed:
    if "envelope" in answer:
        return _from_envelope(answer["envelope"], file_name)
    sheets = answer.get("sheets") or [answer]
    told = answer.get("downloaded_on")
    return Listed(
        answer["format"],
        [raw for sheet in sheets for raw in _raw_rows(sheet, named=len(sheets) > 1)],
        file_name,
        sheets[0]["sheet"] or None,
        _headers(sheets),
        answer.get("school"),
        _day(told) if told else None,
        _notes(answer, file_name),
    )


def _headers(sheets: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The text above each field on the first sheet that has it."""
    found: dict[str, str] = {}
    for sheet in sheets:
        for name, text in zip(sheet["fields"], sheet.get("headers", ()), strict=False):
            found.setdefault(name, text)
    return found


def _from_envelope(envelope: Mapping[str, Any], file_name: str | None) -> Listed:
    """A file that holds JSON: a list under our names, or an answer of the Web Service that somebody kept."""
    for name, take in (("students", read_students), ("rows", read_web_service)):
        items = envelope.get(name)
        if isinstance(items, list) and all(isinstance(item, dict) for item in items):
            listed = take(items)
            return Listed(listed.source_format, listed.rows, file_name)
    raise _refusal(HeaderNotFound, found="JSON", missing="students / rows")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _notes(answer: Mapping[str, Any], file_name: str | None) -> tuple[Note, ...]:
    notes: list[Note] = []
    _, dot, extension = (file_name or "").rpartition(".")
    known = set().union(*_EXTENSIONS.values())
    if dot and extension.lower() in known - _EXTENSIONS.get(answer.get("kind", ""), known):
        notes.append(Note("F_EXTENSION_MISMATCH", {"kind": answer["kind"], "extension": extension.lower()}))
    if unread := answer.get("unread"):
        notes.append(Note("W_SHEETS_UNREAD", {"sheets": ", ".join(unread)[:MAX_TEXT]}))
    return tuple(notes)


def _raw_rows(answer: Mapping[str, Any], *, named: bool) -> list[Raw]:
    fields, letters = answer["fields"], dict(zip(answer["fields"], answer["letters"], strict=True))
    sheet = answer["sheet"] if named else None
    return [
        Raw(number, dict(zip(fields, values, strict=True)) if values else None, letters, sheet)
        for number, *values in answer["rows"]
    ]


# --- JSON ------------------------------------------------------------------------------------------------------

_MISREAD = "<?>"
"""What stands for a list or an object where one value belongs; no rule lets it through as a name or a number."""


def read_students(items: list[dict[str, Any]]) -> Listed:
    """Items under our own names; unknown ones are dropped."""
    _not_too_many(items)
    return Listed("json", [_item(n, {key: item.get(key) for key in OWN}) for n, item in enumerate(items)])


def read_web_service(items: list[dict[str, Any]]) -> Listed:
    """Rows of Dapodik's local Web Service (``getPesertaDidik``); what the registry does not need is dropped."""
    _not_too_many(items)
    return Listed(
        "dapodik_webservice",
        [_item(n, {ours: item.get(theirs) for theirs, ours in WEB_SERVICE.items()}) for n, item in enumerate(items)],
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
