"""Workbooks of Excel, new (.xlsx) and old (.xls), as grids. Runs in the reader's process."""

import io
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from app.submissions.grids import Grid, Line


def rows_of(sheet: CalamineSheet) -> Iterator[Line]:
    """Rows with their number in the sheet. The library keeps empty rows at the top, but not empty columns."""
    if sheet.start is not None:
        pad: list[Any] = [""] * sheet.start[1]
        yield from ((number, [*pad, *cells]) for number, cells in enumerate(sheet.iter_rows(), start=1))


def grids(content: bytes) -> Iterator[Grid]:
    """Visible sheets, each opened when its turn comes. Raises what the library does with what it cannot read."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for index, known in enumerate(book.sheets_metadata):
        if known.visible is SheetVisibleEnum.Visible and known.typ is SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_index(index)
            yield Grid(known.name, rows_of(sheet), sheet.end[1] + 1 if sheet.end is not None else 0)
