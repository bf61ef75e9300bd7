"""Rows of cells as the files that schools send: Excel new and old, XML, HTML, separated text."""

import csv
import io
import struct
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

Grid = Sequence[Sequence[Any]]


def xlsx(
    *sheets: tuple[str, Grid], hidden: Sequence[str] = (), merges: Sequence[tuple[int, int, int, int, str]] = ()
) -> bytes:
    """A workbook. ``merges`` are of the first sheet: first row, first column, last row, last column, text; from 0."""
    file = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, plain) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, grid in sheets:
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(grid):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, cell, day)
                    elif cell not in (None, ""):
                        sheet.write(row, column, cell)
            if name in hidden:
                sheet.hide()
        for merged in merges:
            book.worksheets()[0].merge_range(*merged)
    return file.getvalue()


def text(cell: Any) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return str(int(cell))
    return "" if cell is None else str(cell)


def separated(grid: Grid, separator: str = ";", encoding: str = "cp1252") -> bytes:
    width = max(len(row) for row in grid)
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    writer.writerows([text(cell) for cell in row] + [""] * (width - len(row)) for row in grid)
    return file.getvalue().encode(encoding, "replace" if encoding == "cp1252" else "strict")


def spreadsheet_xml(grid: Grid) -> bytes:
    """As Dapodik writes its ``.xls``: texts unescaped, empty cells skipped."""
    out = [
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
            '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
            'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n'
            '<Worksheet ss:Name="Daftar Peserta Didik">\n<Table>\n'
        )
    ]
    for row in grid:
        out.append("<Row>")
        skipped = False
        for column, cell in enumerate(row, start=1):
            if cell in (None, ""):
                skipped = True
                continue
            kind = "Number" if isinstance(cell, int | float) else "String"
            place = f' ss:Index="{column}"' if skipped else ""
            out.append(f'<Cell{place}><Data ss:Type="{kind}">{text(cell)}</Data></Cell>')
            skipped = False
        out.append("</Row>\n")
    out.append("</Table>\n</Worksheet>\n</Workbook>\n")
    return "".join(out).encode()


def html_table(grid: Grid) -> bytes:
    rows = (
        "<tr>" + "".join(f"<td>{text(cell).replace('&', '&amp;').replace('<', '&lt;')}</td>" for cell in row)
        for row in grid
    )
    body = "</tr>\n".join(rows)
    return f"<html><head><meta charset='utf-8'></head><body><table border='1'>{body}</table></body></html>".encode()


def biff(grid: Grid) -> bytes:
    """An old Excel workbook (BIFF8) with one sheet."""
    return ole(_book([record for row, cells in enumerate(grid) for record in _cells(row, cells)]))


def _cells(row: int, cells: Sequence[Any]) -> list[bytes]:
    records = []
    for column, cell in enumerate(cells):
        if cell in (None, ""):
            continue
        if isinstance(cell, int | float):
            records.append(_record(0x0203, struct.pack("<HHHd", row, column, 15, cell)))
        else:
            written = text(cell)[:2000]
            head = struct.pack("<HHHHB", row, column, 15, len(written.encode("utf-16-le")) // 2, 1)
            records.append(_record(0x0204, head + written.encode("utf-16-le")))
    return records


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _book(records: list[bytes]) -> bytes:
    name = "Daftar Peserta Didik"
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0x0DBB, 1996, 0x41, 6))
    sheet = struct.pack("<BBBB", 0, 0, len(name), 1) + name.encode("utf-16-le")
    globals_length = len(start) + 4 + 4 + len(sheet) + 4
    head = start + _record(0x0085, struct.pack("<I", globals_length) + sheet) + _record(0x000A, b"")
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0x0DBB, 1996, 0x41, 6))
    return head + body + b"".join(records) + _record(0x000A, b"")


def ole(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file with one stream, as old Office programs wrote all of theirs."""
    stream = stream.ljust(4096, b"\0")
    stream += b"\0" * (-len(stream) % 512)
    sectors = len(stream) // 512
    tables = 1
    while tables * 128 < sectors + 1 + tables:
        tables += 1
    free, chain_end, table_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    first = tables + 1
    fat = [table_mark] * tables + [chain_end] + [*range(first + 1, first + sectors), chain_end]
    fat += [free] * (tables * 128 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHHHIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, tables, tables, 0, 4096, chain_end, 0, 0)
    header = header[:68] + struct.pack("<II", chain_end, 0)
    listed = [*range(min(tables, 109))]
    header += struct.pack("<109I", *listed, *[free] * (109 - len(listed)))
    directory = _entry("Root Entry", 5, 1, chain_end, 0) + _entry(name, 2, free, first, len(stream))
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)
