"""Rules of figures, answerable with a pencil: shares, periods, the registry of measures."""

from collections.abc import Iterator, Mapping
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
    ENROLMENT = "enrolment"
    """In school or out of school."""


PLACES = {GroupBy.REGION, GroupBy.DISTRICT, GroupBy.VILLAGE}
MONTHS = {GroupBy.BIRTH_MONTH, GroupBy.RECORDED_MONTH}
NONE = "none"
"""The key of those who fall in no group: without a school, a residence, a birth date."""


class Figure(StrEnum):
    """What is counted of people. Each has one condition, by which it is counted and its rows are listed."""

    LISTED = "listed"
    ELIGIBLE = "eligible"
    AGE_UNKNOWN = "age_unknown"
    BECOMING_ELIGIBLE_90D = "becoming_eligible_90d"
    OF_AGE = "of_age"
    """Old enough to be recorded, or recorded already: the funnel's second step."""
    SCHEDULED = "scheduled"
    RECORDED = "recorded"
    NOT_RECORDED = "not_recorded"
    RECORDED_HERE = "recorded_here"
    RECORDED_ELSEWHERE = "recorded_elsewhere"
    READY = "ready"
    PRINTED = "printed"
    HANDED_OVER = "handed_over"
    ON_TIME_17 = "on_time_17"
    REACHED_READY = "reached_ready"
    """Ready, printed or handed over: the funnel counts those who came at least so far."""
    REACHED_PRINTED = "reached_printed"


OF_A_COHORT = {Figure.ON_TIME_17}
"""Figures that have no meaning without the year in which their people turn 17."""


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


class NotYet(Invalid):
    """A day that is not over, or has not come, cannot be given out as a fact."""

    code = "coverage.not_yet"


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took."""

    people: int
    median: float | None
    most: int | None
    """Nine out of ten did not take longer."""


def spread(days: Mapping[int, int]) -> Spread:
    """The median and the ninth decile (nearest rank) of lengths in days, given as ``{days: people}``."""
    people = sum(days.values())
    if not people:
        return Spread(0, None, None)
    middle = (_ranked(days, (people + 1) // 2) + _ranked(days, people // 2 + 1)) / 2
    return Spread(people, middle, _ranked(days, -(-people * 9 // 10)))


def _ranked(days: Mapping[int, int], rank: int) -> int:
    """The ``rank``-th shortest, from 1."""
    for length in sorted(days):
        rank -= days[length]
        if rank <= 0:
            return length
    raise ValueError(rank)


def month_key(month: int) -> str:
    """``202611`` as ``2026-11``."""
    return f"{month // 100:04}-{month % 100:02}"


def month_of(key: str) -> int:
    """The reverse of :func:`month_key`. Raises :class:`ValueError` for anything else."""
    year, _, month = key.partition("-")
    found = int(year) * 100 + int(month)
    if month_key(found) != key:
        raise ValueError
    return found


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
