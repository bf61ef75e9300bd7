"""Rules of figures, answerable with a pencil: shares, periods, the registry of measures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from app.core.errors import Invalid
from app.core.numbers import half_up

KNOWN_AFTER = timedelta(seconds=60)
"""How far back ``known_at`` must lie: every write that could still change that past has ended by then."""


class Measure(StrEnum):
    """Two coverages, never mixed."""

    COHORT = "cohort"
    IN_YEAR = "in_year"


class GroupBy(StrEnum):
    REGION = "region"
    DISTRICT = "district"
    VILLAGE = "village"
    SCHOOL = "school"
    BIRTH_MONTH = "birth_month"
    RECORDED_MONTH = "recorded_month"
    SEX = "sex"
    KIND = "kind"


class Interval(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


MAX_DAYS = {Interval.DAY: 2000, Interval.WEEK: 10_000, Interval.MONTH: 40_000}
"""Longest timeseries, by interval."""


class TooRecent(Invalid):
    """What was known less than a minute ago may still change under the reader."""

    code = "coverage.too_recent"


class TooManyPeriods(Invalid):
    code = "coverage.too_many_periods"


def check_known_at(known_at: datetime | None, now: datetime) -> None:
    """Raise :class:`TooRecent` for a ``known_at`` whose knowledge is not yet settled."""
    if known_at is not None and known_at > now - KNOWN_AFTER:
        raise TooRecent


def rounded(share: float) -> Decimal:
    """A share as its source states it, to two places."""
    return half_up(Decimal(repr(share)))


def year_days(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def periods(interval: Interval, date_from: date, date_to: date) -> Iterator[tuple[date, date]]:
    """The days, weeks (from Monday) or months between two days, the first and last cut to them."""
    start = date_from
    while start <= date_to:
        following = _next(interval, start)
        yield start, min(following - timedelta(days=1), date_to)
        start = following


def _next(interval: Interval, day: date) -> date:
    match interval:
        case Interval.DAY:
            return day + timedelta(days=1)
        case Interval.WEEK:
            return day + timedelta(days=7 - day.weekday())
        case Interval.MONTH:
            return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


# --- the registry of measures ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A figure that we publish. Its words stand in ``messages.toml`` under ``coverage.measure.<name>.<part>``."""

    name: str
    unit: str
    source: str
    version: int = 1

    def code(self, part: str) -> str:
        return f"coverage.measure.{self.name}.{part}"


MEASURES = (
    MeasureEntry("coverage_cohort", "percent", "UU 24/2013 art. 63(1)"),
    MeasureEntry("coverage_in_year", "percent", "Balangan: 515 of 2,614 (19.70 %), 638 of 2,233 (28.57 %)"),
    MeasureEntry("card_ownership", "percent", "Dukcapil reports: holders of all who must hold a card"),
    MeasureEntry("eligible", "persons", "UU 24/2013 art. 63(1); recording age by practice of the region"),
    MeasureEntry("list_completeness", "percent", "School lists against the registry's cohort total"),
    MeasureEntry("on_time_17", "persons", "The promise itself: the card arrives on the 17th birthday"),
)
