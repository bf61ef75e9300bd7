"""
Reads one filled roster in a process of its own, like :mod:`app.submissions.reader`, by whose limits it lives:
``python -m app.recordings.sheet_reader`` with the file on standard input, JSON on standard output.
"""

import json
from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any

from app.submissions import reader
from app.submissions.grids import Grid, title
from app.submissions.reader import Refused, letters, plain

HEADERS = {
    "code": "kode",
    "name": "nama",
    "class_group": "kelas",
    "outcome": "hasil",
    "reason": "alasan",
    "time": "jam",
    "note": "catatan",
    "nik": "nik tamu",
    "birth_date": "tanggal lahir tamu",
}
"""As app/recordings/sheet_rules.py writes them; here without an import, since this process carries little."""
MAX_FILLED = 5_000


def find_columns(cells: Sequence[Any]) -> dict[str, int] | None:
    """Where the columns stand, in whatever order, if this row is the header."""
    titles = [title(cell) for cell in cells]
    found = {field: titles.index(text) for field, text in HEADERS.items() if text in titles}
    return found if {"code", "name", "outcome"} <= found.keys() else None


def value_of(cell: Any) -> str | float | bool | None:
    """A cell as JSON; a time of day as it is read from a clock."""
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return reader.value_of(cell)


def read_grid(grid: Grid) -> dict[str, Any] | None:
    columns: dict[str, int] | None = None
    rows: list[list[Any]] = []
    for position, (number, cells) in enumerate(grid.lines):
        if columns is None:
            columns = find_columns(cells[: reader.MAX_COLUMNS])
            if columns is None and position >= reader.HEADER_WITHIN:
                return None
            continue
        row = [value_of(cells[at]) if at < len(cells) else None for at in columns.values()]
        if any(plain(cell) for cell in row):
            rows.append([number, *row])
        if len(rows) > MAX_FILLED:
            raise Refused("submissions.too_many_rows", limit=MAX_FILLED)
    if columns is None:
        return None
    return {
        "sheet": grid.name[:120],
        "fields": list(columns),
        "letters": [letters(at) for at in columns.values()],
        "rows": rows,
    }


def read(content: bytes) -> dict[str, Any]:
    """The first roster in a file. Raises :class:`Refused`, and what a library does with what it cannot read."""
    reader.check_size(content)
    kind = reader.kind_of(content)
    for grid in reader.grids(content, kind):
        listed = read_grid(grid)
        if listed is not None:
            return {"format": f"roster_{reader.KINDS[kind]}", "kind": reader.KINDS[kind], **listed}
    raise Refused("F_HEADER_NOT_FOUND")


if __name__ == "__main__":
    reader.run(lambda content: json.dumps(read(content), allow_nan=False))
