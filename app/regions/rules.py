"""Rules of days and places, answerable with a pencil."""

import json
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from string import Formatter
from typing import Any

from app.core.errors import Forbidden

# Provinces by zone (Keppres 41/1987 and the later provinces that split from these).
_WIT = {"81", "82", "91", "92", "93", "94", "95", "96"}
_WITA = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
ZONES = (frozenset(_WIT), frozenset(_WITA))
"""The provinces of each zone; all others keep the capital's time."""


def time_zone(region_code: str) -> str:
    """The IANA zone of a region: WIB, WITA or WIT by its province. The nation keeps its capital's time."""
    province = region_code[:2]
    if province in _WIT:
        return "Asia/Jayapura"
    return "Asia/Makassar" if province in _WITA else "Asia/Jakarta"


def is_working_day(day: date, off: Container[date]) -> bool:
    """Monday to Friday, except national holidays and joint leave (``off``)."""
    return day.weekday() < 5 and day not in off


def add_working_days(start: date, count: int, off: Container[date]) -> date:
    """The day on which ``count`` working days after ``start`` are over, counted from the day after it."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, off)
    return day


def working_days_between(start: date, end: date, off: Container[date]) -> int:
    """Working days after ``start`` up to and including ``end``."""
    return sum(is_working_day(start + timedelta(days=n), off) for n in range(1, (end - start).days + 1))


def lineage(region_code: str | None) -> list[str]:
    """A region and all that it lies in, nearest first, down to the nation ``00``."""
    if region_code in (None, "00"):
        return ["00"]
    assert region_code is not None  # noqa: S101
    parts = region_code.split(".")
    return [".".join(parts[:n]) for n in range(len(parts), 0, -1)] + ["00"]


# --- what may be entered ---------------------------------------------------------------------------------------

FIRST_COEFFICIENTS = date(2000, 1, 1)
"""The first day of the nation's own coefficients."""
MAX_OUTLINE_POSITIONS = 20_000
"""Enough for a province drawn to a few hundred metres; more belongs into a map server."""
_LOCAL_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
LEAST, MOST = 0, 100_000
WORDING_MOST = 480
"""Characters of a message's wording: three SMS."""


class BeyondScope(Forbidden):
    """Something that also holds for other regions; only an office above them all may change it."""

    code = "regions.beyond_scope"


Wrong = tuple[str, dict[str, Any]] | None
"""A code and what its sentence names; ``None`` where nothing is wrong."""


def setting_fault(reference: Mapping[str, Any], value: Any) -> Wrong:
    """
    What is wrong with ``value`` for a coefficient: it must be of the kind of the nation's own value, a number within
    its bounds, a text a local time of day or, where the nation names placeholders, the wording of a message.
    """
    like = reference["value"]
    whole = type(like) is float and type(value) is int  # to most programs 2 and 2.0 are one number
    if type(value) is not type(like) and not whole:
        return "regions.setting_type", {}
    match value:
        case bool():
            return None
        case int() | float():
            least, most = reference.get("least", LEAST), reference.get("most", MOST)
            return None if least <= value <= most else ("regions.setting_bounds", {"least": least, "most": most})
        case _ if "must" in reference:
            return wording_fault(str(value), reference["must"], reference["may"])
        case _:
            return None if _LOCAL_TIME.fullmatch(str(value)) else ("regions.setting_time", {})


def wording_fault(words: str, must: Sequence[str], may: Sequence[str]) -> Wrong:
    """
    What is wrong with the wording of a message: it holds every placeholder of ``must`` and none beside ``may``.

    Without its day a message of a moved visit would read like the one before, which nobody is told twice.
    """
    if len(words) > WORDING_MOST:
        return "regions.wording_length", {"most": WORDING_MOST}
    try:
        parts = list(Formatter().parse(words))
    except ValueError:
        return "regions.wording_braces", {}
    held = []
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if name not in must and name not in may:
            return "regions.wording_unknown", {"name": _braced([name]), "known": _braced([*may, *must])}
        if form or conversion:  # a width could make a message as long as one likes
            return "regions.wording_braces", {}
        held.append(name)
    missing = [name for name in must if name not in held]
    return ("regions.wording_missing", {"names": _braced(missing)}) if missing else None


def _braced(names: Sequence[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def settings_version(lines: Iterable[tuple[str, date, Any]]) -> int:
    """The ETag of a region's own coefficients: a digest of at most nine digits, the same in whatever order."""
    canonical = json.dumps(sorted([key, day.isoformat(), value] for key, day, value in lines))
    return int.from_bytes(sha256(canonical.encode()).digest()[:8]) % 10**9


def outline_fault(polygons: Sequence[Sequence[Sequence[Sequence[float]]]]) -> str | None:
    """What is wrong with the rings of a GeoJSON outline (RFC 7946, 3.1.6), as a code; ``None`` for a sound one."""
    rings = [ring for polygon in polygons for ring in polygon]
    if sum(len(ring) for ring in rings) > MAX_OUTLINE_POSITIONS:
        return "regions.outline_too_long"
    if not all(polygons) or any(len(ring) < 4 or ring[0] != ring[-1] for ring in rings):
        return "regions.outline_open"
    on_earth = all(abs(p[0]) <= 180 and abs(p[1]) <= 90 for ring in rings for p in ring)
    return None if on_earth else "regions.outline_off_earth"
