"""Counts beside what they are a share of: the lines that dashboards and reports show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from sqlmodel import Session, col, select

from app.core.access import Actor, Permission, Role
from app.core.numbers import percent
from app.core.types import NATION
from app.coverage import queries
from app.coverage.models import CohortFacts
from app.coverage.people import Question
from app.coverage.queries import COVERAGE, NONE, PLACES, Group
from app.coverage.rules import MAX_DAYS, GroupBy, Interval, Measure, TooManyPeriods, periods, year_days
from app.coverage.totals import Denominator, populations
from app.regions.models import Region

_SEGMENTS = {GroupBy.REGION: 2, GroupBy.DISTRICT: 3, GroupBy.VILLAGE: 4}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a coverage table. Where a total was entered for ``in_year``, who recorded is not known."""

    key: str
    name: str | None
    population: int | None
    population_source: str
    population_date: date
    listed: int
    recorded: int
    recorded_here: int | None
    recorded_elsewhere: int | None
    percent: Decimal | None
    list_completeness: Decimal | None
    """Listed among the registry's total, in percent."""
    ready: int
    printed: int
    handed_over: int
    on_time_17: int
    rows_url: str | None
    recorded_rows_url: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    total: Line
    items: Sequence[Line]


def coverage(
    session: Session, actor: Actor, question: Question, measure: Measure, cohort: int, group_by: GroupBy | None
) -> Coverage:
    """How far a region's cohort is covered, in all and by group."""
    groups = queries.coverage(session, actor, question, measure, cohort, group_by)
    entered = _entered(session, actor, question, cohort)
    whole = Group(question.region_code or NATION, None, queries.summed(groups, COVERAGE))
    total = entered.get(whole.key)
    items = [] if group_by is None else _with_empty_places(session, groups, group_by, entered)
    about = (actor, question, measure, cohort)
    return Coverage(
        _line(*about, whole, total, None, in_year=measure is Measure.IN_YEAR),
        [_line(*about, group, entered.get(group.key) if group_by in PLACES else None, group_by) for group in items],
    )


def _entered(session: Session, actor: Actor, question: Question, cohort: int) -> Mapping[str, CohortFacts]:
    """The registry's totals, which are a region's and never those of one school or of a team's schools."""
    if actor.role in {Role.SCHOOL, Role.TEAM}:
        return {}
    return populations(session, actor, question.region_code, cohort, question.known_at)


def _with_empty_places(
    session: Session, groups: list[Group], group_by: GroupBy, entered: Mapping[str, CohortFacts]
) -> list[Group]:
    """A place with a registry's total and nobody on a list is where lists are missing: it must be seen."""
    if group_by not in PLACES:
        return groups
    known = {group.key for group in groups}
    missing = {
        code for code in entered if code != NATION and code not in known and len(code.split(".")) == _SEGMENTS[group_by]
    }
    if not missing:
        return groups
    named = session.exec(select(Region.region_code, Region.name).where(col(Region.region_code).in_(missing))).all()
    empty = [Group(code, name, dict.fromkeys(COVERAGE, 0)) for code, name in named]
    return sorted(groups + empty, key=lambda group: (group.key == NONE, group.name or "", group.key))


def _line(
    actor: Actor,
    question: Question,
    measure: Measure,
    cohort: int,
    group: Group,
    entered: CohortFacts | None,
    group_by: GroupBy | None,
    *,
    in_year: bool = False,
) -> Line:
    counts = group.counts
    below = Denominator.of(entered, question.as_of)
    recorded = entered.recorded_in_year if in_year and entered is not None else None
    by_hand = recorded is not None
    if recorded is None:
        recorded = counts["recorded"]
    rows = _rows_url(actor, question, cohort, group.key, group_by)
    return Line(
        key=group.key,
        name=group.name,
        population=below.population,
        population_source=below.source,
        population_date=below.dated,
        listed=counts["listed"],
        recorded=recorded,
        recorded_here=None if by_hand else counts["recorded_here"],
        recorded_elsewhere=None if by_hand else counts["recorded_elsewhere"],
        percent=below.share(recorded, counts["listed"]),
        list_completeness=None if entered is None else percent(counts["listed"], entered.population),
        ready=counts["ready"],
        printed=counts["printed"],
        handed_over=counts["handed_over"],
        on_time_17=counts["on_time_17"],
        rows_url=rows,
        recorded_rows_url=_recorded_url(rows, counts) if measure is Measure.COHORT else None,
    )


def _rows_url(actor: Actor, question: Question, cohort: int, key: str, group_by: GroupBy | None) -> str | None:
    """Where the people behind a line are listed, for those who may see them; only the present has such a list."""
    names = {
        GroupBy.SCHOOL: "school_id",
        GroupBy.REGION: "region_code",
        GroupBy.DISTRICT: "region_code",
    }
    if (
        not actor.may(Permission.STUDENTS_READ)
        or question.past
        or question.known_at is not None
        or key == NONE
        or group_by not in names
    ):
        return None
    wanted: dict[str, str | int] = {names[group_by]: key, "cohort": cohort}
    if group_by is GroupBy.SCHOOL and question.region_code is not None:
        wanted["region_code"] = question.region_code
    return f"/v1/students?{urlencode(wanted)}"


def _recorded_url(rows_url: str | None, counts: Mapping[str, int]) -> str | None:
    """The list of people takes one kind of recording: where both kinds are counted, it cannot show these rows."""
    if rows_url is None or (counts["recorded_here"] and counts["recorded_elsewhere"]):
        return None
    return f"{rows_url}&recorded={'elsewhere' if counts['recorded_elsewhere'] else 'here'}"


# --- over time -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Period:
    date_from: date
    date_to: date
    recorded: int
    recorded_so_far: int
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Timeseries:
    date_from: date
    date_to: date
    population: int | None
    population_source: str
    population_date: date
    listed: int
    items: Sequence[Period]


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
    Raises :class:`TooManyPeriods` for a period too long for its interval.
    """
    first, last = year_days(cohort)
    first, last = date_from or first, date_to or min(last, question.as_of)
    if (last - first).days > MAX_DAYS[interval]:
        raise TooManyPeriods
    listed, by_day = queries.recorded_by_day(session, actor, question, measure, cohort)
    total = _entered(session, actor, question, cohort).get(question.region_code or NATION)
    below = Denominator.of(total, question.as_of)
    so_far = sum(count for day, count in by_day.items() if day is None or day < first)
    items = []
    days = sorted((day, count) for day, count in by_day.items() if day is not None and first <= day <= last)
    place = 0
    for start, end in periods(interval, first, last):
        recorded = 0
        while place < len(days) and days[place][0] <= end:
            recorded += days[place][1]
            place += 1
        so_far += recorded
        items.append(Period(start, end, recorded, so_far, below.share(so_far, listed)))
    return Timeseries(first, last, below.population, below.source, below.dated, listed, items)
