"""A cohort day by day, week by week, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from app.core.access import Actor
from app.core.types import NATION
from app.coverage import queries
from app.coverage.behind import rows_url
from app.coverage.counting import Rows, Subject
from app.coverage.figures import entered_totals
from app.coverage.people import Question
from app.coverage.rules import MAX_DAYS, Figure, Interval, Measure, TooManyPeriods, periods, year_days
from app.coverage.small import rounding
from app.coverage.totals import Denominator


@dataclass(frozen=True, slots=True)
class Period:
    date_from: date
    date_to: date
    recorded: int
    recorded_so_far: int
    percent: Decimal | None
    rows_url: str | None


@dataclass(frozen=True, slots=True)
class Timeseries:
    date_from: date
    date_to: date
    population: int | None
    population_source: str
    population_date: date
    listed: int
    items: Sequence[Period]
    rounded_down_to: int | None


def timeseries(
    session: Session,
    actor: Actor,
    question: Question,
    measure: Measure,
    cohort: int,
    interval: Interval,
    date_from: date | None,
    date_to: date | None,
) -> Timeseries:
    """
    How a cohort was recorded over time; by default over its year, up to the day asked for.

    Whoever was recorded before the first period, or on no known day, is part of ``recorded_so_far`` from the start.
    Where counts are rounded, a period's are the difference of the rounded sums before and after it: rounding each
    period by itself would let periods of different lengths be subtracted from each other.
    Raises :class:`TooManyPeriods` for a period too long for its interval.
    """
    first, last = year_days(cohort)
    first, last = date_from or first, date_to or min(last, question.as_of)
    if (last - first).days > MAX_DAYS[interval]:
        raise TooManyPeriods
    listed, by_day = queries.recorded_by_day(session, actor, question, measure, cohort)
    total = entered_totals(session, actor, question, cohort).get(question.region_code or NATION)
    below, shown = Denominator.of(total, question.as_of), rounding(session, actor)
    listed = shown.count(listed)
    so_far = sum(count for day, count in by_day.items() if day is None or day < first)
    days = sorted((day, count) for day, count in by_day.items() if day is not None and first <= day <= last)
    items, place = [], 0
    for start, end in periods(interval, first, last):
        before = shown.count(so_far)
        while place < len(days) and days[place][0] <= end:
            so_far += days[place][1]
            place += 1
        after = shown.count(so_far)
        behind = Rows(Figure.RECORDED, Subject(measure, cohort), recorded_from=start, recorded_to=end)
        url = rows_url(actor, question, behind)
        items.append(Period(start, end, after - before, after, below.share(after, listed), url))
    return Timeseries(first, last, below.population, below.source, below.dated, listed, items, shown.told)
