"""
Reads one spreadsheet in a process of its own: ``python -m app.submissions.reader`` with the file on standard input.

A workbook of a few kilobytes can ask for gigabytes, and the library then aborts the process: so this one has limits
of memory and time, and whoever started it survives. It imports nothing but the library and what Python brings.
It answers with JSON, either ``{"refused": code, "params": {...}}`` or ``{"format", "sheet", "fields", "letters",
"rows"}``. A row is ``[number, value, ...]`` in the order of ``fields``; a footer or repeated header is ``[number]``.
Only columns that the registry needs leave this process; parents, religion, bank and home are dropped here.
"""

import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 9
MAX_BYTES = 20 * 1024 * 1024
MAX_UNCOMPRESSED = 200 * 1024 * 1024
MAX_RATIO = 40
"""Real lists compress 5 to 6.5 times."""
MAX_MEMBERS = 200
MAX_ROWS = 50_000
MAX_COLUMNS = 200
HEADER_WITHIN = 40
MAX_TEXT = 400
"""Characters kept of a cell; every limit of the rules is lower."""

# XML that declares a document type may define entities; no spreadsheet program writes one.
_DECLARATIONS = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_DECLARATIONS += tuple("<!ENTITY".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))

_NAME = ("nama", "nama lengkap", "nama siswa", "nama peserta didik")


@dataclass(frozen=True)
class Layout:
    """A kind of list: the header texts of each field, and texts that tell it from its relatives."""

    name: str
    headers: Mapping[str, Sequence[str]]
    never: Sequence[str] = ()


LAYOUTS = (
    Layout(
        "dapodik_xlsx",
        {
            "no": ("no", "no."),
            "name": _NAME,
            "sex": ("jk", "l/p", "jenis kelamin"),
            "nisn": ("nisn",),
            "birth_place": ("tempat lahir",),
            "birth_date": ("tanggal lahir", "tgl lahir", "tgl. lahir"),
            "nik": ("nik",),
            "class_group": ("rombel saat ini", "rombel", "kelas"),
            "village": ("kelurahan", "desa", "desa/kelurahan"),
            "district": ("kecamatan",),
            "kk": ("no kk", "no. kk"),
        },
        never=("tingkat - rombel",),
    ),
)


class Refused(Exception):
    """The file is refused as a whole, for a reason with a code."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


# --- the container ---------------------------------------------------------------------------------------------


def kind_of(content: bytes) -> str:
    """What the content is, by itself: the name of a file proves nothing."""
    if content.startswith(b"PK\x03\x04"):
        return "zip"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "xls"
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<?xml") or b"urn:schemas-microsoft-com" in start:
        return "xml"
    if start.startswith((b"<html", b"<table", b"<!doctype")):
        return "html"
    return "pdf" if start.startswith(b"%pdf") else "text"


def check_container(content: bytes) -> None:
    """Refuse what would be too large or dangerous when unpacked, without unpacking it whole."""
    if len(content) > MAX_BYTES:
        raise Refused("F_UNCOMPRESSED_TOO_LARGE")
    kind = kind_of(content)
    if kind != "zip":
        raise Refused("F_UNSUPPORTED_FORMAT", kind=kind)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        members = book.infolist()
        total = sum(member.file_size for member in members)
        if len(members) > MAX_MEMBERS or total > MAX_UNCOMPRESSED or total > MAX_RATIO * len(content):
            raise Refused("F_UNCOMPRESSED_TOO_LARGE")
        if "xl/workbook.xml" not in {member.filename for member in members}:
            raise Refused("F_UNSUPPORTED_FORMAT", kind="zip")
        for member in members:
            _check_xml(book, member)


def _check_xml(book: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    # Read to the end: a size that the directory of the archive tells falsely shows as a failed checksum here.
    tail = b""
    with book.open(member) as file:
        while chunk := file.read(1 << 20):
            window = tail + chunk
            if any(mark in window for mark in _DECLARATIONS):
                raise Refused("F_XML_FORBIDDEN")
            tail = window[-32:]


# --- the sheet -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Header:
    layout: Layout
    columns: Mapping[str, int]
    """Index of each field, from 0."""
    last_row: int


def plain(cell: Any) -> str:
    """A header text as it is compared."""
    return re.sub(r"\s+", " ", str(cell)).strip().lower() if cell is not None else ""


def rows_of(sheet: CalamineSheet) -> Iterator[tuple[int, list[Any]]]:
    """Rows with their number in the sheet. The library keeps empty rows at the top, but not empty columns."""
    if sheet.start is not None:
        pad = [""] * sheet.start[1]
        yield from ((number, [*pad, *cells]) for number, cells in enumerate(sheet.iter_rows(), start=1))


def find_header(head: Sequence[tuple[int, list[Any]]]) -> Header | None:
    """
    The header among the first rows, by its texts.

    The first column of a name counts: parents have a name and a NIK too, but further right or one level lower.
    """
    for index, (number, cells) in enumerate(head):
        texts = [plain(cell) for cell in cells]
        if not ({"nisn", "nik"} <= set(texts) and set(_NAME) & set(texts)):
            continue
        for layout in LAYOUTS:
            if set(layout.never) & set(texts):
                raise Refused("F_UNSUPPORTED_FORMAT", kind="emis")
            columns = {
                field: next(i for i, text in enumerate(texts) if text in names)
                for field, names in layout.headers.items()
                if set(names) & set(texts)
            }
            below = [plain(cell) for cell in head[index + 1][1]] if index + 1 < len(head) else []
            two_levels = "tahun lahir" in below and not below[columns.get("no", 0)]
            return Header(layout, columns, number + two_levels)
    return None


def read_sheet(sheet: CalamineSheet) -> dict[str, Any] | None:
    """The list on a sheet; ``None`` where there is none."""
    rows = rows_of(sheet)
    head = [row for _, row in zip(range(HEADER_WITHIN + 1), rows, strict=False)]
    header = find_header(head)
    if any("daftar peserta didik keluar" in plain(cell) for _, cells in head for cell in cells[:3]):
        raise Refused("F_LEAVERS_LIST")
    if header is None:
        return None
    if sheet.end is not None and sheet.end[1] >= MAX_COLUMNS:
        raise Refused("submissions.too_many_columns", limit=MAX_COLUMNS)
    fields = [field for field in header.columns if field != "no"]
    found: list[list[Any]] = []
    for number, cells in (row for part in (head, rows) for row in part):
        if number <= header.last_row or not any(_filled(cell) for cell in cells):
            continue
        found.append([number, *_values(cells, header, fields)])
        if len(found) > MAX_ROWS:
            raise Refused("submissions.too_many_rows", limit=MAX_ROWS)
    return {
        "format": header.layout.name,
        "sheet": sheet.name[:120],
        "fields": fields,
        "letters": [letters(header.columns[field]) for field in fields],
        "rows": found,
    }


def _values(cells: list[Any], header: Header, fields: Sequence[str]) -> list[Any]:
    row = {field: cells[at] if at < len(cells) else "" for field, at in header.columns.items()}
    return [value_of(row[field]) for field in fields] if is_pupil(row) else []


def is_pupil(row: Mapping[str, Any]) -> bool:
    """Numbered with something beside it; or unnumbered with a name and a number of a person. All else is a footer."""
    if plain(row.get("nisn")) == "nisn" or plain(row.get("nik")) == "nik":
        return False
    number = plain(row.get("no")).removesuffix(".0").rstrip(".")
    if number.isdigit():
        return any(_filled(value) for field, value in row.items() if field != "no")
    digits = {field: re.sub(r"\D", "", plain(row.get(field)).removesuffix(".0")) for field in ("nik", "nisn")}
    return not number and _filled(row.get("name")) and (len(digits["nik"]) >= 15 or len(digits["nisn"]) == 10)


def _filled(cell: Any) -> bool:
    return cell is not None and bool(str(cell).strip())


def value_of(cell: Any) -> str | float | bool | None:
    """A cell as JSON: numbers stay numbers, since a NIK that was one may have lost digits; days become text."""
    match cell:
        case bool() | int() | float() | None:
            return cell
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case _:
            return str(cell)[:MAX_TEXT]


def letters(index: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def read(content: bytes) -> dict[str, Any]:
    """The list in a workbook. Raises :class:`Refused`, and whatever the library does with what it cannot read."""
    check_container(content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found: list[dict[str, Any]] = []
    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet:
            listed = read_sheet(book.get_sheet_by_index(index))
            if listed is not None:
                found.append(listed)
    if not found:
        raise Refused("F_HEADER_NOT_FOUND")
    return max(found, key=lambda listed: (len(listed["fields"]), plain(listed["sheet"]) == "daftar peserta didik"))


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = read(sys.stdin.buffer.read(MAX_BYTES + 1))
    except Refused as refused:
        answer = {"refused": refused.code, "params": refused.params}
    json.dump(answer, sys.stdout, allow_nan=True)


if __name__ == "__main__":
    main()
