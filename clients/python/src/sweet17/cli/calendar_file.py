"""A calendar as a table program saves it: comma or semicolon, days as people write them, heads in either language."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sweet17.cli.screen import Screen, Usage
from sweet17.errors import Sweet17Error

_HEADS = {
    **{name: name for name in ("date_from", "date_to", "kind", "name", "source", "region_code", "school_id")},
    "mulai": "date_from",
    "selesai": "date_to",
    "jenis": "kind",
    "nama": "name",
    "sumber": "source",
    "wilayah": "region_code",
    "sekolah": "school_id",
}
_NEEDED = ("date_from", "kind", "name", "source")
_KINDS = {
    "libur nasional": "national_holiday",
    "cuti bersama": "joint_leave",
    "libur sekolah": "school_holiday",
    "ujian": "exam",
    "lain": "other",
    "lainnya": "other",
}
_DAY = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")
_ITEM = re.compile(r"/items/(\d+)(?:/(\w+))?")


def days_in(content: bytes) -> tuple[list[int], list[dict[str, Any]]]:
    """Where each day stands in the file, and the days. Raises :class:`Usage` for a table that is no calendar."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    table = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    try:
        heads = [_HEADS.get(head.strip().lower(), "") for head in next(table, [])]
        if missing := [name for name in _NEEDED if name not in heads]:
            raise Usage("usage.calendar_heads", missing=", ".join(missing))
        found = [(table.line_num, dict(zip(heads, row, strict=False))) for row in table if any(map(str.strip, row))]
    except csv.Error:
        raise Usage("usage.calendar_heads", missing=", ".join(_NEEDED)) from None
    if not found:
        raise Usage("usage.calendar_empty")
    return [line for line, _ in found], [_day_of(line, cells) for line, cells in found]


def _day_of(line: int, cells: dict[str, str]) -> dict[str, Any]:
    told = {name: cell.strip() for name, cell in cells.items() if name and cell.strip()}
    # A single day needs no second date.
    told["date_to"] = told.get("date_to") or told.get("date_from", "")
    for name in ("date_from", "date_to"):
        told[name] = _date(line, told.get(name, ""))
    kind = " ".join(told.get("kind", "").lower().split())
    return {**told, "kind": _KINDS.get(kind, kind)}


def _date(line: int, text: str) -> str:
    """Day first, as it is written here."""
    for form in _DAY:
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise Usage("usage.calendar_date", line=line, text=text)


@contextmanager
def told_by_line(screen: Screen, lines: list[int]) -> Iterator[None]:
    """Faults of the registry name a place in what was sent; people look for a line of their file."""
    try:
        yield
    except Sweet17Error as error:
        for fault in error.errors:
            place = _ITEM.fullmatch(str(fault.get("pointer")))
            if place and int(place[1]) < len(lines):
                where = screen.word("planning.line", line=lines[int(place[1])])
                fault["pointer"] = f"{where} {place[2] or ''}".strip()
        raise
