"""A calendar as a table program saves it: comma or semicolon, days as people write them, heads in either language."""

from datetime import datetime
from typing import Any

from sweet17.cli.lists import table_of
from sweet17.cli.screen import Usage

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


def days_in(content: bytes) -> tuple[list[int], list[dict[str, Any]]]:
    """Where each day stands in the file, and the days. Raises :class:`Usage` for a table that is no calendar."""
    found = table_of(content, _HEADS)
    if found is None or (missing := [name for name in _NEEDED if name not in found.heads]):
        raise Usage("usage.calendar_heads", missing=", ".join(_NEEDED if found is None else missing))
    if not found.rows:
        raise Usage("usage.calendar_empty")
    return [line for line, _ in found.rows], [_day_of(line, cells) for line, cells in found.rows]


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
