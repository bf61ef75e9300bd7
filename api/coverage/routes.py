"""`/v1/eligibility`, `/v1/coverage`, `/v1/measures`, `/v1/cohort-totals`, `/v1/ownership`"""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query

from api.coverage import impact, publications
from api.coverage.schemas import (
    CohortTotalIn,
    CohortTotalOut,
    CoverageOut,
    CoverageTotal,
    DurationOut,
    DurationsOut,
    EligibilityOut,
    FunnelOut,
    MeasuresOut,
    OwnershipIn,
    OwnershipOut,
    PeriodOut,
    StepOut,
    TimeseriesOut,
    VotersOut,
    YearsOut,
    coverage_item,
    eligibility_answer,
    measures,
    position,
    year_out,
)
from api.coverage.sheets import SheetDep
from api.deps import LanguageDep, ListingDep, SessionDep, needs
from api.schemas import Day, KnownAt, ListOut
from app.core.access import Actor, Permission
from app.core.i18n import text
from app.core.numbers import percent
from app.core.types import RegionCode
from app.coverage import figures, over_time, service, totals
from app.coverage.people import Question
from app.coverage.queries import ask
from app.coverage.rules import GroupBy, Interval, Measure

router = APIRouter(prefix="/v1", tags=["figures"])
router.include_router(publications.router)
router.include_router(impact.router)

EligibilityReader = Annotated[Actor, Depends(needs(Permission.ELIGIBILITY_READ))]
CoverageReader = Annotated[Actor, Depends(needs(Permission.COVERAGE_READ))]
TotalsReader = Annotated[Actor, Depends(needs(Permission.TOTALS_READ))]
TotalsWriter = Annotated[Actor, Depends(needs(Permission.TOTALS_WRITE))]
OptionalYear = Annotated[int | None, Query(ge=1950, le=2200)]
PathYear = Annotated[int, Path(ge=1950, le=2200)]


class Asked:
    """The parameters that all figures share."""

    def __init__(
        self,
        region_code: RegionCode | None = None,
        as_of: Day | None = None,
        known_at: KnownAt | None = None,
        cohort: OptionalYear = None,
    ) -> None:
        self._about = (region_code, as_of, known_at)
        self._cohort = cohort

    def question(self, actor: Actor) -> tuple[Question, int]:
        """The question and the cohort it is about: that of the year of its day, unless another is named."""
        question = ask(actor, *self._about)
        return question, question.as_of.year if self._cohort is None else self._cohort


AskedDep = Annotated[Asked, Depends()]


@router.get("/eligibility", response_model=EligibilityOut)
def get_eligibility(
    session: SessionDep,
    sheet: SheetDep,
    actor: EligibilityReader,
    language: LanguageDep,
    region_code: RegionCode | None = None,
    as_of: Day | None = None,
    known_at: KnownAt | None = None,
    group_by: Literal[GroupBy.SCHOOL, GroupBy.DISTRICT, GroupBy.BIRTH_MONTH] = GroupBy.SCHOOL,
) -> Any:
    """How many are old enough to be recorded and are not, by school, district or month of birth."""
    question = ask(actor, region_code, as_of, known_at)
    found = eligibility_answer(figures.eligibility(session, actor, question, group_by), group_by, language)
    return sheet.answer(EligibilityOut(as_of=question.as_of, known_at=known_at, **found))


@router.get("/coverage", response_model=CoverageOut)
def get_coverage(
    session: SessionDep,
    sheet: SheetDep,
    actor: CoverageReader,
    language: LanguageDep,
    asked: AskedDep,
    measure: Measure = Measure.COHORT,
    group_by: GroupBy | None = None,
) -> Any:
    """`cohort`: recorded by `as_of`. `in_year`: recorded within the cohort's year. Card states exclude each other."""
    question, cohort = asked.question(actor)
    found = figures.coverage(session, actor, question, measure, cohort, group_by)
    return sheet.answer(
        CoverageOut(
            measure=measure,
            cohort=cohort,
            as_of=question.as_of,
            known_at=question.known_at,
            counted_to=position(found.counted_to),
            rounded_down_to=found.rounded_down_to,
            total=CoverageTotal.model_validate(found.total),
            items=[coverage_item(line, group_by, language) for line in found.items],
        )
    )


@router.get("/coverage/years", response_model=YearsOut)
def get_years(
    session: SessionDep,
    sheet: SheetDep,
    actor: CoverageReader,
    measure: Measure = Measure.IN_YEAR,
    region_code: RegionCode | None = None,
    as_of: Day | None = None,
    known_at: KnownAt | None = None,
) -> Any:
    """Each year with an entered total, and the present one: the comparison with the years before the service."""
    question = ask(actor, region_code, as_of, known_at)
    found = figures.years(session, actor, question, measure)
    return sheet.answer(
        YearsOut(
            measure=measure,
            as_of=question.as_of,
            known_at=question.known_at,
            counted_to=position(found.counted_to),
            rounded_down_to=found.rounded_down_to,
            items=[year_out(year) for year in found.items],
        )
    )


@router.get("/coverage/timeseries", response_model=TimeseriesOut)
def get_timeseries(
    session: SessionDep,
    sheet: SheetDep,
    actor: CoverageReader,
    asked: AskedDep,
    measure: Measure = Measure.COHORT,
    interval: Interval = Interval.MONTH,
    date_from: Day | None = None,
    date_to: Day | None = None,
) -> Any:
    """How a cohort was recorded by day, week (from Monday) or month; by default over its year."""
    question, cohort = asked.question(actor)
    found = over_time.timeseries(session, actor, question, measure, cohort, interval, date_from, date_to)
    return sheet.answer(
        TimeseriesOut(
            measure=measure,
            cohort=cohort,
            interval=interval,
            as_of=question.as_of,
            known_at=question.known_at,
            date_from=found.date_from,
            date_to=found.date_to,
            population=found.population,
            population_source=found.population_source,
            population_date=found.population_date,
            listed=found.listed,
            rounded_down_to=found.rounded_down_to,
            items=[PeriodOut.model_validate(period) for period in found.items],
        )
    )


@router.get("/coverage/funnel", response_model=FunnelOut)
def get_funnel(
    session: SessionDep, sheet: SheetDep, actor: CoverageReader, language: LanguageDep, asked: AskedDep
) -> Any:
    """How far a cohort came, from the list to the card in hand; each step holds all who came at least so far."""
    question, cohort = asked.question(actor)
    found = figures.funnel(session, actor, question, cohort)
    return sheet.answer(
        FunnelOut(
            cohort=cohort,
            as_of=question.as_of,
            known_at=question.known_at,
            rounded_down_to=found.rounded_down_to,
            items=[
                StepOut(
                    key=key, name=text(f"coverage.step.{key}", language), students=count, rows_url=found.total.urls[key]
                )
                for key, count in found.total.counts.items()
            ],
        )
    )


@router.get("/coverage/durations", response_model=DurationsOut)
def get_durations(
    session: SessionDep, sheet: SheetDep, actor: CoverageReader, language: LanguageDep, asked: AskedDep
) -> Any:
    """Days from our recording until the card was ready, printed and handed over, of a cohort's members."""
    question, cohort = asked.question(actor)
    found, rounded = over_time.durations(session, actor, question, cohort)
    return sheet.answer(
        DurationsOut(
            cohort=cohort,
            as_of=question.as_of,
            known_at=question.known_at,
            rounded_down_to=rounded,
            items=[DurationOut(**asdict(step), name=text(f"coverage.step.{step.key}", language)) for step in found],
        )
    )


@router.get("/coverage/voters", response_model=VotersOut)
def get_voters(
    session: SessionDep,
    sheet: SheetDep,
    actor: CoverageReader,
    election_date: Day,
    region_code: RegionCode | None = None,
    known_at: KnownAt | None = None,
) -> Any:
    """Of those listed who are 17 on an election day or ever married: how many can prove it with a card."""
    question = ask(actor, region_code, None, known_at)
    found = figures.voters(session, actor, question, election_date)
    counts, urls = found.total.counts, found.total.urls
    return sheet.answer(
        VotersOut(
            election_date=election_date,
            as_of=question.as_of,
            known_at=question.known_at,
            rounded_down_to=found.rounded_down_to,
            percent=percent(counts["recorded"], counts["listed"]),
            rows_url=urls["listed"],
            recorded_rows_url=urls["recorded"],
            not_recorded_rows_url=urls["not_recorded"],
            **counts,
        )
    )


@router.get("/measures")
def list_measures(_actor: CoverageReader, language: LanguageDep) -> MeasuresOut:
    """What each figure means, of what it is a share, and where its definition comes from."""
    return measures(language)


@router.get("/cohort-totals", response_model=ListOut[CohortTotalOut])
def list_cohort_totals(
    listing: ListingDep,
    actor: TotalsReader,
    region_code: RegionCode | None = None,
    year: OptionalYear = None,
) -> Any:
    """Entered cohort sizes by year and region; of one region where `region_code` is given."""
    return listing.answer(
        lambda session, request: totals.cohort_totals(session, actor, request, region_code=region_code, year=year),
        CohortTotalOut,
    )


@router.put("/cohort-totals/{region_code}/{year}")
def put_cohort_total(
    session: SessionDep, actor: TotalsWriter, region_code: RegionCode, year: PathYear, body: CohortTotalIn
) -> CohortTotalOut:
    """How many of a region turn 17 in a year, as the registry says."""
    total = service.put_cohort_total(session, actor, region_code, year, body.model_dump())
    return CohortTotalOut.model_validate(total)


@router.get("/ownership", response_model=ListOut[OwnershipOut])
def list_ownership(listing: ListingDep, actor: TotalsReader, region_code: RegionCode | None = None) -> Any:
    """Card ownership of all who must hold one, by year and region; of one region where `region_code` is given."""
    return listing.answer(
        lambda session, request: totals.ownership(session, actor, request, region_code=region_code),
        OwnershipOut,
        OwnershipOut.show,
    )


@router.put("/ownership/{region_code}/{year}")
def put_ownership(
    session: SessionDep, actor: TotalsWriter, region_code: RegionCode, year: PathYear, body: OwnershipIn
) -> OwnershipOut:
    """Give `holders`, or `percent` where the source states no head count; holders win."""
    return OwnershipOut.show(service.put_ownership(session, actor, region_code, year, body.model_dump()))
