"""
Reads one student list in a process of its own: ``python -m app.submissions.reader`` with the file on standard input.

A file of a few kilobytes can ask for gigabytes, and a library then aborts the process: so this one has limits of
memory and time, and whoever started it survives. It imports nothing but the library and what Python brings.
It answers with JSON: ``{"refused": code, "params": {...}}``, ``{"envelope": {...}}`` for JSON that was made small, or
``{"format", "kind", "school", "downloaded_on", "unread", "sheets": [{"sheet", "fields", "letters", "headers",
"rows"}]}``.
"""

import json
import os
import resource
import sys
from collections.abc import Callable, Iterable, Iterator

from app.submissions import delimited, envelopes, markup, workbooks
from app.submissions.containers import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    Refused,
    check_container,
    check_ole,
    check_size,
    kind_of,
)
from app.submissions.grids import MAX_WRITTEN, Grid, letters, plain, value_of
from app.submissions.layouts import HEADER_WITHIN, Found, NoList, find
from app.submissions.workbooks import rows_of

__all__ = [
    "CPU_SECONDS",
    "HEADER_WITHIN",
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Refused",
    "check_container",
    "check_size",
    "grids",
    "kind_of",
    "letters",
    "limit",
    "plain",
    "read",
    "rows_of",
    "run",
    "value_of",
]

MEMORY_BYTES = 1024 * 1024 * 1024
"""Address space; most of it is never touched."""
DATA_BYTES, DATA_MOST = 320 * 1024 * 1024, 640 * 1024 * 1024
"""What the process may fill, at a small file and at the largest."""
CPU_SECONDS, CPU_MOST = 7, 9
"""Of processor time, at a small file and at the largest: whoever sends a bomb has the answer within ten seconds."""
_LARGE = 10 * 1024 * 1024
"""Bytes from which a file may take the most: twenty thousand pupils in all the columns of Dapodik."""
KINDS = {"zip": "xlsx", "xls": "xls", "xml": "xml", "html": "html", "text": "csv"}
_NEEDED = {"name": "Nama", "nisn": "NISN", "nik": "NIK"}


def limit() -> None:
    """Bound this process, and let everybody else go first."""
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_DATA, (DATA_BYTES, DATA_MOST))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_MOST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow(size: int) -> None:
    """Let a file of ``size`` bytes take what one as large needs: a small one that asks for more is no list."""
    share = min(size / _LARGE, 1.0)
    for kind, least, most in (
        (resource.RLIMIT_DATA, DATA_BYTES, DATA_MOST),
        (resource.RLIMIT_CPU, CPU_SECONDS, CPU_MOST),
    ):
        resource.setrlimit(kind, (least + int((most - least) * share), most))


def read(content: bytes) -> str:
    """The list in a file, as JSON. Raises :class:`Refused`, and what a library does with what it cannot read."""
    check_size(content)
    kind = kind_of(content)
    if kind == "json":
        return '{"envelope": ' + envelopes.slim(content) + "}"
    found, unread = _chosen(_lists(grids(content, kind)))
    told = {
        "format": f"{found[0].layout}_{KINDS[kind]}",
        "kind": KINDS[kind],
        "school": next((listed.school for listed in found if listed.school), None),
        "downloaded_on": next((listed.downloaded_on for listed in found if listed.downloaded_on), None),
        "unread": unread,
    }
    sheets = [listed.as_json() for listed in found]
    if not any(pupils for _, pupils in sheets):
        raise Refused("F_EMPTY")
    answer = json.dumps(told)[:-1] + ', "sheets": [' + ",".join(text for text, _ in sheets) + "]}"
    if len(answer) > MAX_WRITTEN:
        raise Refused("F_TOO_COMPLEX")
    return answer


def grids(content: bytes, kind: str) -> Iterable[Grid]:
    """The visible sheets of a file, or its one table. Raises :class:`Refused` for what is no list of any kind."""
    if kind not in KINDS:
        raise Refused("F_UNSUPPORTED_FORMAT" if kind != "empty" else "F_EMPTY", kind=kind)
    match kind:
        case "zip":
            check_container(content)
            return workbooks.grids(content)
        case "xls":
            check_ole(content)
            return workbooks.grids(content)
        case "xml":
            return markup.spreadsheet(content)
        case "html":
            return markup.pages(content)
        case _:
            return [delimited.grid(content)]


def _lists(grids: Iterable[Grid]) -> Iterator[Found]:
    """The list on each sheet that has one. Raises :class:`Refused` where no sheet has."""
    any_list, nearest = False, frozenset[str]()
    for grid in grids:
        try:
            listed = find(grid)
        except NoList as missing:
            nearest = max(nearest, missing.found, key=len)
        else:
            any_list = True
            yield listed
    if not any_list:
        near = ", ".join(_NEEDED[name] for name in _NEEDED if name in nearest)
        missing_ones = ", ".join(_NEEDED[name] for name in _NEEDED if name not in nearest)
        raise Refused("F_HEADER_NOT_FOUND", found=near or "–", missing=missing_ones)


def _chosen(lists: Iterator[Found]) -> tuple[list[Found], list[str]]:
    """
    All lists of a file, since schools keep a sheet per class; but only Dapodik's own where there is one.

    Beside the sheet of the download others are a school's own copies. Their names are told.
    """
    found = list(lists)
    own = [listed for listed in found if plain(listed.sheet) == "daftar peserta didik"]
    return (own, [listed.sheet for listed in found if listed not in own]) if own else (found, [])


def run(read: Callable[[bytes], str]) -> None:
    """The life of a reader's process: bounds, the file from standard input, the answer as JSON to standard output."""
    limit()
    try:
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
        allow(len(content))
        answer = read(content)
    except Refused as refused:
        answer = json.dumps({"refused": refused.code, "params": refused.params})
    except MemoryError:
        answer = json.dumps({"refused": "F_TOO_COMPLEX", "params": {}})
    sys.stdout.write(answer)


if __name__ == "__main__":
    run(read)
