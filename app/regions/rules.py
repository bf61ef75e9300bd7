"""Rules of days and places, answerable with a pencil."""

from collections.abc import Container
from datetime import date, timedelta

# Provinces by zone (Keppres 41/1987 and the later provinces that split from these).
_WIT = {"81", "82", "91", "92", "93", "94", "95", "96"}
_WITA = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}


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
