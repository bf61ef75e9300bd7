"""Answers as files: tables in CSV or XLSX that no spreadsheet program takes for formulas."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import xlsxwriter
from fastapi import Depends, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from app.core.exports import harmless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Format = Literal["json", "csv", "xlsx"]
_CELL, _CUT = 32_767, " … (CSV)"


async def _wanted(request: Request, format: Annotated[Format | None, Query()] = None) -> Format:
    """As named in the address, else as the client likes best."""
    accept = request.headers.get("accept", "")
    return format or ("csv" if "text/csv" in accept else "xlsx" if XLSX in accept else "json")


FormatDep = Annotated[Format, Depends(_wanted)]


def table(format: Format, header: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> StreamingResponse:
    """Rows by column as a file to be saved, written while it is sent."""
    if format == "csv":
        return StreamingResponse(_csv(header, rows), media_type="text/csv; charset=utf-8", headers=_attachment("csv"))
    return StreamingResponse(_xlsx(header, rows), media_type=XLSX, headers=_attachment("xlsx"))


@cache
def columns_of(out: type[BaseModel], field: str) -> list[str]:
    """The columns of a field: one, or for something with fields of its own one for each of those."""
    kind = out.model_fields[field].annotation
    parts = [kind] if isinstance(kind, type) else list(get_args(kind))
    nested = [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)]
    return [f"{field}_{name}" for name in nested[0].model_fields] if nested and _is_one(kind) else [field]


def _is_one(kind: Any) -> bool:
    """One thing, or perhaps none: not a list of them."""
    return isinstance(kind, type) or get_origin(kind) in (Union, UnionType)


def flat(shown: BaseModel) -> dict[str, Any]:
    """An item as the cells of its row, by column."""
    cells: dict[str, Any] = {}
    for field, value in shown.model_dump(mode="json").items():
        names = columns_of(type(shown), field)
        if names == [field]:
            cells[field] = value
        else:
            cells |= {name: value and value[name.removeprefix(f"{field}_")] for name in names}
    return cells


def _attachment(extension: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="data.{extension}"'}


def _csv(header: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")  # Excel takes UTF-8 without it for cp1252
    writer.writerow(header)
    for row in rows:
        writer.writerow([harmless(row[name]) for name in header])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _that_fits(text: str) -> str:
    """A cell of Excel holds so many characters; the writer leaves out what is longer without a word."""
    return text if len(text) <= _CELL else f"{text[: _CELL - len(_CUT)]}{_CUT}"


def _xlsx(header: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(
            file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, header)
        for number, row in enumerate(rows, start=1):
            for column, name in enumerate(header):
                value = row[name]
                if isinstance(value, int | float) and not isinstance(value, bool):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_string(number, column, _that_fits(harmless(value)))
        book.close()
        file.seek(0)
        yield from iter(lambda: file.read(65536), b"")
