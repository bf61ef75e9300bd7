"""Figures and entered totals on the wire."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from api.schemas import Day, In, Out
from app.core.i18n import Language, text
from app.core.types import Printable
from app.coverage.figures import Line
from app.coverage.models import OwnershipTotal
from app.coverage.queries import ELIGIBILITY, NONE, Group, summed
from app.coverage.rules import MEASURES, GroupBy, Interval, Measure
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
    return text(f"coverage.sex.{key}", language) if group_by is GroupBy.SEX else key


# --- eligibility -----------------------------------------------------------------------------------------------


class EligibilityFigures(Out):
    students: int
    eligible: int
    recorded: int
    age_unknown: int
    becoming_eligible_90d: int


class EligibilityItem(EligibilityFigures):
    key: str
    name: str


class EligibilityOut(Out):
    as_of: date
    known_at: datetime | None
    total: EligibilityFigures
    items: list[EligibilityItem]


def eligibility_items(groups: list[Group], group_by: GroupBy, language: Language) -> dict[str, Any]:
    return {
        "total": EligibilityFigures(**summed(groups, ELIGIBILITY)),
        "items": [
            EligibilityItem(key=g.key, name=named(g.key, g.name, group_by, language), **g.counts) for g in groups
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


class CoverageItem(CoverageFigures):
    key: str
    name: str
    rows_url: str | None
    recorded_rows_url: str | None


class CoverageOut(Out):
    measure: Measure
    cohort: int
    as_of: date
    known_at: datetime | None
    counted_to: str | None
    """The journal position that the figures are counted to; null where the rows themselves were counted."""
    total: CoverageFigures
    items: list[CoverageItem]


def coverage_item(line: Line, group_by: GroupBy | None, language: Language) -> CoverageItem:
    figures = CoverageFigures.model_validate(line).model_dump()
    name = line.key if group_by is None else named(line.key, line.name, group_by, language)
    return CoverageItem(
        **figures,
        key=line.key,
        name=name,
        rows_url=line.rows_url,
        recorded_rows_url=line.recorded_rows_url,
    )


class PeriodOut(Out):
    date_from: date
    date_to: date
    recorded: int
    recorded_so_far: int
    percent: float | None


class TimeseriesOut(Out):
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


class FunnelOut(Out):
    cohort: int
    as_of: date
    known_at: datetime | None
    items: list[StepOut]


class VotersOut(Out):
    election_date: date
    as_of: date
    known_at: datetime | None
    listed: int
    recorded: int
    not_recorded: int
    handed_over: int
    percent: float | None


class MeasureOut(Out):
    name: str
    meaning: str
    numerator: str
    denominator: str
    unit: str
    source: str
    version: int


class MeasuresOut(Out):
    items: list[MeasureOut]


def measures(language: Language) -> MeasuresOut:
    return MeasuresOut(
        items=[
            MeasureOut(
                name=entry.name,
                unit=entry.unit,
                source=entry.source,
                version=entry.version,
                meaning=text(entry.code("meaning"), language),
                numerator=text(entry.code("numerator"), language),
                denominator=text(entry.code("denominator"), language),
            )
            for entry in MEASURES
        ]
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
