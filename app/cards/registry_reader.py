"""
Reads one list of the national system in a process of its own, like :mod:`app.submissions.reader`, by whose limits it
lives: ``python -m app.cards.registry_reader`` with the file on standard input, JSON on standard output.

Only the NIK, the status and its day leave this process.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from app.submissions import reader
from app.submissions.grids import Grid
from app.submissions.reader import Refused, letters, plain

FIELDS = ("nik", "status", "occurred_at")
_NAMES = {
    "nik": ("nik", "no nik", "nomor nik", "nik siswa", "nik penduduk", "nomor induk kependudukan"),
    "status": (
        *("status ktp el", "status rekam ktp el", "status rekam", "status perekaman", "status ktp", "status"),
        *("keterangan status", "keterangan", "ket"),
    ),
    "occurred_at": (
        *("tanggal status", "tgl status", "waktu status", "tanggal rekam", "tgl rekam", "tanggal perekaman"),
        *("tgl perekaman", "tanggal", "tgl", "waktu", "occurred at"),
    ),
}
"""Header texts of each field, the surest first."""
_STARTS = {"status": ("status ",), "occurred_at": ("tanggal ", "tgl ", "waktu ")}
_OF_OTHERS = {"lahir", "kawin", "nikah", "cerai", "hubungan", "keluarga", "cetak kk"}
"""Words in a header that speak of something else of a person."""


def title(cell: Any) -> str:
    """A header text as it is compared: signs do not count."""
    return re.sub(r"[^a-z0-9]+", " ", plain(cell)).strip()


def find_columns(cells: Sequence[Any]) -> dict[str, int] | None:
    """Where the fields stand, if this row is the header."""
    titles = [title(cell) for cell in cells]
    found: dict[str, int] = {}
    for field in FIELDS:
        index = next((titles.index(name) for name in _NAMES[field] if name in titles), None)
        if index is None:
            starts = _STARTS.get(field, ())
            near = (
                n for n, text in enumerate(titles) if text.startswith(starts) and not _OF_OTHERS & set(text.split())
            )
            index = next(near, None) if starts else None
        if index is None:
            return None
        found[field] = index
    return found


def is_data(row: Mapping[str, Any]) -> bool:
    """Whether a row says something of a person; all else is a repeated title or a footer."""
    if title(row["nik"]) in _NAMES["nik"]:
        return False
    filled = [field for field in FIELDS if plain(row[field])]
    if filled == ["nik"]:
        return len(re.sub(r"\D", "", plain(row["nik"]))) >= 10
    return len(filled) > 1


def value_of(cell: Any) -> str | float | bool | None:
    """A cell as JSON. Unlike in a student list the time of a day counts; midnight is how a sheet writes a day alone."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else reader.value_of(cell)


def read_grid(grid: Grid) -> dict[str, Any] | None:
    """The list on a sheet; ``None`` where there is none."""
    columns: dict[str, int] | None = None
    found: list[list[Any]] = []
    for position, (number, cells) in enumerate(grid.lines):
        if columns is None:
            columns = find_columns(cells)
            if columns is None and position >= reader.HEADER_WITHIN:
                return None
            if columns is not None and max(grid.width, len(cells)) > reader.MAX_COLUMNS:
                raise Refused("submissions.too_many_columns", limit=reader.MAX_COLUMNS)
            continue
        row = {field: cells[at] if at < len(cells) else "" for field, at in columns.items()}
        if not any(plain(cell) for cell in cells):
            continue
        found.append([number, *(value_of(row[field]) for field in FIELDS)] if is_data(row) else [number])
        if len(found) > reader.MAX_ROWS:
            raise Refused("submissions.too_many_rows", limit=reader.MAX_ROWS)
    if columns is None:
        return None
    return {
        "sheet": grid.name[:120],
        "fields": list(FIELDS),
        "letters": [letters(columns[field]) for field in FIELDS],
        "rows": found,
    }


def read(content: bytes) -> dict[str, Any]:
    """The first list in a file. Raises :class:`Refused`, and what a library does with what it cannot read."""
    reader.check_size(content)
    kind = reader.kind_of(content)
    for grid in reader.grids(content, kind):
        listed = read_grid(grid)
        if listed is not None:
            known = reader.KINDS[kind]
            return {"format": f"registry_{known}", "kind": known, **listed}
    raise Refused("F_HEADER_NOT_FOUND")


if __name__ == "__main__":
    reader.run(lambda content: json.dumps(read(content), allow_nan=True))
