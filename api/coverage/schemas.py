"""Figures and entered totals on the wire."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from api.schemas import Day, In, Out
from app.core.i18n import Language, text
from app.core.types import Printable
from app.coverage.figures import Counted, Line, Table
from app.coverage.figures import Year as YearFigures
from app.coverage.measures import MEASURES, PARTS, MeasureEntry
from app.coverage.models import OwnershipTotal
from app.coverage.rules import NONE, Figure, GroupBy, Interval, Measure
from app.coverage.totals import share

Year = Annotated[int, Field(ge=1950, le=2200)]
Count = Annotated[int, Field(ge=0, le=2_000_000_000)]
SourceText = Annotated[str, Field(min_length=1, max_length=300), Printable]


def named(key: str, name: str | None, group_by: GroupBy, language: Language) -> str:
    """What a group is called; those in none by words of their own."""
    if name is not None:
        return name
    if key == NONE:
        return text(f"coverage.group.{group_by.value}", language)
    return text(f"coverage.{group_by.value}.{key}", language) if group_by in WORDED else key


class Rounded(Out):
    rounded_down_to: int | None
    """Counts are rounded down to multiples of it for those who may not see persons; null: they are exact."""


WORDED = {GroupBy.SEX, GroupBy.ENROLMENT}
"""Groupings whose keys have words of their own."""

# --- eligibility -----------------------------------------------------------------------------------------------


class EligibilityFigures(Out):
    students: int
    eligible: int
    recorded: int
    age_unknown: int
    becoming_eligible_90d: int


class EligibilityTotal(EligibilityFigures):
    rows_url: str | None
    """The people behind `students`."""
    eligible_rows_url: str | None


class EligibilityItem(EligibilityTotal):
    key: str
    name: str


class EligibilityOut(Rounded):
    as_of: date
    known_at: datetime | None
    total: EligibilityTotal
    items: list[EligibilityItem]


def _eligibility(group: Counted) -> dict[str, Any]:
    return {**group.counts, "rows_url": group.urls["students"], "eligible_rows_url": group.urls["eligible"]}


def eligibility_answer(table: Table, group_by: GroupBy, language: Language) -> dict[str, Any]:
    return {
        "rounded_down_to": table.rounded_down_to,
        "total": EligibilityTotal(**_eligibility(table.total)),
        "items": [
            EligibilityItem(key=g.key, name=named(g.key, g.name, group_by, language), **_eligibility(g))
            for g in table.items
        ],
    }


# --- coverage --------------------------------------------------------------------------------------------------


class CoverageFigures(Out):
    population: int | None
    population_source: str
    population_date: date
    listed: int
    recorded: int
    recorded_here: int | None
    recorded_elsewhere: int | None
    percent: float | None
    list_completeness: float | None
    ready: int
    printed: int
    handed_over: int
    on_time_17: int


class CoverageTotal(CoverageFigures):
    rows_url: str | None
    """The people behind `listed`; with another `figure=` those behind any other count of the line."""
    recorded_rows_url: str | None


class CoverageItem(CoverageTotal):
    key: str
    name: str


class CoverageOut(Rounded):
    measure: Measure
    cohort: int
    as_of: date
    known_at: datetime | None
    counted_to: str | None
    """The journal position that the figures are counted to; null where the rows themselves were counted."""
    total: CoverageTotal
    items: list[CoverageItem]


def position(counted_to: int | None) -> str | None:
    """A journal position as clients read it: a text that they compare with nothing."""
    return None if counted_to is None else str(counted_to)


def coverage_item(line: Line, group_by: GroupBy | None, language: Language) -> CoverageItem:
    figures = CoverageTotal.model_validate(line).model_dump()
    name = line.key if group_by is None else named(line.key, line.name, group_by, language)
    return CoverageItem(**figures, key=line.key, name=name)


class YearOut(CoverageTotal):
    year: int
    recorded_source: str
    """`registry` where the number recorded was entered, else `lists`."""
    change: float | None
    """Percentage points more than in the year shown before it."""


class YearsOut(Rounded):
    measure: Measure
    as_of: date
    known_at: datetime | None
    counted_to: str | None
    """As of a coverage."""
    items: list[YearOut]


def year_out(found: YearFigures) -> YearOut:
    figures = CoverageTotal.model_validate(found.line).model_dump()
    change = None if found.change is None else float(found.change)
    return YearOut(**figures, year=found.year, recorded_source=found.recorded_source, change=change)


class PeriodOut(Out):
    date_from: date
    date_to: date
    recorded: int
    recorded_so_far: int
    percent: float | None
    rows_url: str | None


class TimeseriesOut(Rounded):
    measure: Measure
    cohort: int
    interval: Interval
    as_of: date
    known_at: datetime | None
    date_from: date
    date_to: date
    population: int | None
    population_source: str
    population_date: date
    listed: int
    items: list[PeriodOut]


class StepOut(Out):
    key: str
    name: str
    students: int
    rows_url: str | None


class FunnelOut(Rounded):
    cohort: int
    as_of: date
    known_at: datetime | None
    items: list[StepOut]


class DurationOut(Out):
    key: str
    name: str
    students: int
    median_days: float | None
    p90_days: int | None
    """Nine out of ten did not take longer."""
    before_recording: int
    """Cards that are older than their recording; they are not among `students`."""


class DurationsOut(Rounded):
    cohort: int
    as_of: date
    known_at: datetime | None
    items: list[DurationOut]


class VotersOut(Rounded):
    election_date: date
    as_of: date
    known_at: datetime | None
    listed: int
    recorded: int
    not_recorded: int
    handed_over: int
    percent: float | None
    rows_url: str | None
    recorded_rows_url: str | None
    not_recorded_rows_url: str | None


class MeasureOut(Out):
    name: str
    meaning: str
    numerator: str
    denominator: str
    filter: str
    """Who is taken into account at all."""
    unit: str
    source: str
    path: str
    """Where it is answered."""
    figure: Figure | None
    """What `figure=` of `/v1/students` lists its people, for those who may see them."""
    of: Figure | None
    """Of which figure it is a share, where that is counted and no total was entered."""
    version: int


class MeasuresOut(Out):
    items: list[MeasureOut]


def measures(language: Language) -> MeasuresOut:
    return MeasuresOut(items=[_measure(entry, language) for entry in MEASURES])


def _measure(entry: MeasureEntry, language: Language) -> MeasureOut:
    return MeasureOut(
        **{part: text(entry.code(part), language) for part in PARTS},
        name=entry.name,
        unit=entry.unit,
        source=entry.source,
        path=entry.path,
        figure=entry.figure,
        of=entry.of,
        version=entry.version,
    )


# --- entered totals --------------------------------------------------------------------------------------------


class CohortTotalIn(In):
    population: Count
    recorded_in_year: Count | None = None
    source: SourceText
    dated: Day


class CohortTotalOut(Out):
    region_code: str
    year: int
    population: int
    recorded_in_year: int | None
    source: str
    dated: date
    known_from: datetime


class OwnershipIn(In):
    """Holders as counted, or the share as the source states it; the heads win."""

    duty_population: Count
    holders: Count | None = None
    percent: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)] | None = None
    source: SourceText
    dated: Day


class OwnershipOut(Out):
    region_code: str
    year: int
    duty_population: int
    holders: int | None
    percent: float | None
    source: str
    dated: date
    known_from: datetime

    @classmethod
    def show(cls, total: OwnershipTotal) -> "OwnershipOut":
        return cls.model_validate({**total.model_dump(), "percent": share(total)})
