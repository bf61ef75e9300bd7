"""Lists as text, separated by semicolon, comma or tab, in Excel's encodings. Runs in the reader's process."""

import csv
import io
import re
from collections.abc import Iterator

from app.submissions.containers import MAX_COLUMNS, Refused
from app.submissions.grids import Grid, Line

_SEPARATORS = ";,\t"
_LONGEST_CELL = 10_000


def decoded(content: bytes) -> str:
    """The text: by its byte order mark, else as UTF-8, else as cp1252, in which no byte is without a meaning here."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def grid(content: bytes) -> Grid:
    """Records by their number, from 1: a quoted line break begins none. Raises :class:`Refused` for too wide ones."""
    text = decoded(content)
    told = re.match(r"sep=([;,\t])\r?\n", text)
    separator = told[1] if told else _separator(text)
    return Grid("", _records(text, separator))


def _separator(text: str) -> str:
    """That of the header: sums of money in the rows below hold commas of their own."""
    header = re.search(r"^.{0,10000}\bNISN\b.{0,10000}$", text[:1_000_000], re.IGNORECASE | re.MULTILINE)
    line = header[0] if header else text[:10_000].partition("\n")[0]
    return max(_SEPARATORS, key=line.count)


def _records(text: str, separator: str) -> Iterator[Line]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            if len(cells) > MAX_COLUMNS and any(cells[MAX_COLUMNS:]):
                raise Refused("submissions.too_many_columns", limit=MAX_COLUMNS)
            yield number, list(cells)
    except csv.Error as failure:
        raise Refused("F_UNREADABLE") from failure
