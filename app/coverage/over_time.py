"""A cohort day by day, week by week, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, cast, func, select
from sqlmodel import Session

from app.core.access import Actor
from app.core.types import NATION
from app.coverage import queries
from app.coverage.behind import rows_url
from app.coverage.counting import Counting, Rows, Subject
from app.coverage.figures import entered_totals
from app.coverage.people import Question, people
from app.coverage.rules import MAX_DAYS, Figure, Interval, Measure, TooManyPeriods, periods, spread, year_days
from app.coverage.small import of_whole, rounding
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
    below = Denominator.of(total, question.as_of)
    # Of a whole regency each day's line is told exactly anyhow, one question a day.
    shown = of_whole(rounding(session, actor), actor, question.region_code)
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


# --- from the recording to the card ----------------------------------------------------------------------------

STEPS = {"ready": "ready_on", "printed": "printed_on", "handed_over": "handed_over_on"}


@dataclass(frozen=True, slots=True)
class Duration:
    """How many days passed from our recording until a card came so far."""

    key: str
    students: int
    median_days: float | None
    p90_days: int | None
    before_recording: int
    """Cards that are older than their recording; they are not among ``students``."""


def durations(session: Session, actor: Actor, question: Question, cohort: int) -> tuple[Sequence[Duration], int | None]:
    """
    Days from recording to ready, printed and handed over, of a cohort's members who were recorded here.

    Whoever was recorded elsewhere has no known day of recording, only the first one of which the centre tells.
    """
    of = people(actor, question, by_events=True)
    members = Counting(session, of, question, Subject(cohort=cohort)).members()
    shown, found = rounding(session, actor), []
    for step, name in STEPS.items():
        reached = of.c[name]
        length = _days_between(session, of.c.recorded_on, reached).label("length")
        steps = select(length, func.count()).where(
            *members, of.c.is_here == 1, of.c.recorded_on.is_not(None), reached <= question.as_of
        )
        rows = {int(days): people for days, people in session.execute(steps.group_by(length.element))}
        took = spread({days: people for days, people in rows.items() if days >= 0})
        early, students = sum(people for days, people in rows.items() if days < 0), shown.count(took.people)
        told = students > 0
        found.append(
            Duration(step, students, took.median if told else None, took.most if told else None, shown.count(early))
        )
    return found, shown.told


def _days_between(session: Session, first: Any, last: Any) -> Any:
    if session.get_bind().dialect.name == "postgresql":
        return cast(last - first, Integer)
    return cast(func.julianday(last) - func.julianday(first), Integer)
