"""
Reads one list of the national system in a process of its own, like :mod:`app.submissions.reader`, by whose limits it
lives: ``python -m app.cards.registry_reader`` with the file on standard input, JSON on standard output.

Only the NIK, the status and its day leave this process.
"""

import io
import json
import re
import resource
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from app.submissions import reader
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


def read_sheet(sheet: CalamineSheet) -> dict[str, Any] | None:
    """The list on a sheet; ``None`` where there is none."""
    columns: dict[str, int] | None = None
    found: list[list[Any]] = []
    for position, (number, cells) in enumerate(reader.rows_of(sheet)):
        if columns is None:
            columns = find_columns(cells)
            if columns is None and position >= reader.HEADER_WITHIN:
                return None
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
        "format": "registry_xlsx",
        "sheet": sheet.name[:120],
        "fields": list(FIELDS),
        "letters": [letters(columns[field]) for field in FIELDS],
        "rows": found,
    }


def read(content: bytes) -> dict[str, Any]:
    """The first list in a workbook. Raises :class:`Refused`, and what the library does with what it cannot read."""
    reader.check_container(content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet:
            opened = book.get_sheet_by_index(index)
            if opened.end is not None and opened.end[1] >= reader.MAX_COLUMNS:
                raise Refused("submissions.too_many_columns", limit=reader.MAX_COLUMNS)
            listed = read_sheet(opened)
            if listed is not None:
                return listed
    raise Refused("F_HEADER_NOT_FOUND")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (reader.MEMORY_BYTES, reader.MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (reader.CPU_SECONDS, reader.CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = read(sys.stdin.buffer.read(reader.MAX_BYTES + 1))
    except Refused as refused:
        answer = {"refused": refused.code, "params": refused.params}
    json.dump(answer, sys.stdout, allow_nan=True)


if __name__ == "__main__":
    main()
