"""Sheets as rows of cells, and cells as they are compared and handed on. Runs in the reader's process."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

MAX_TEXT = 400
"""Characters kept of a cell; every limit of the rules is lower."""
MAX_WRITTEN = 32 * 1024 * 1024
"""Characters of a list that leave this process: three times what 50,000 real rows have."""

ROW_HEADER = "Baris asal"
"""Heads the numbers in a workbook of corrections: where each row stood in the list that it mends."""

_BLANKS, _NO_DIGITS = re.compile(r"\s+"), re.compile(r"\D")
Line = tuple[int, list[Any]]
"""A row by its own number in the sheet, or of the record in a text, from 1."""


@dataclass(frozen=True)
class Grid:
    """One visible sheet. ``lines`` may be gone through once; ``width`` is the number of columns, where it is known."""

    name: str
    lines: Iterator[Line]
    width: int = 0


def plain(cell: Any) -> str:
    """A text as it is compared: blanks in single runs, in small letters."""
    return _BLANKS.sub(" ", str(cell)).strip().lower() if cell is not None else ""


def title(cell: Any) -> str:
    """A header text as it is compared: signs around it do not count."""
    text = re.sub(r"[\s_*:.,\u00a0]+", " ", str(cell)[:200].lower().replace("\u2013", "-")) if cell is not None else ""
    return re.sub(r"\s*/\s*", "/", text).strip()


def filled(cell: Any) -> bool:
    return cell is not None and bool(str(cell).strip())


def digits(cell: Any) -> str:
    """The digits of a number, however it is written."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return _NO_DIGITS.sub("", str(cell)) if cell is not None else ""


def value_of(cell: Any) -> str | float | bool | None:
    """A cell as JSON: numbers stay numbers, since a NIK that was one may have lost digits; days become text."""
    if type(cell) is str and cell.isascii():
        return cell[:MAX_TEXT]
    match cell:
        case bool() | int() | float() | None:
            return cell
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            # Half a surrogate pair, which a broken file may hold, is stored by no database.
            return str(cell)[:MAX_TEXT].encode("utf-8", "replace").decode()


def letters(index: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def at(cells: Sequence[Any], index: int) -> Any:
    return cells[index] if index < len(cells) else ""
