"""Counts beside what they are a share of: the lines that dashboards and reports show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from app.core.access import Actor, Role
from app.core.numbers import percent
from app.core.types import NATION
from app.coverage import queries, rollup, totals
from app.coverage.behind import rows_url
from app.coverage.counting import Rows, Subject
from app.coverage.models import CohortFacts
from app.coverage.people import Question
from app.coverage.queries import COVERAGE, ELIGIBILITY, FUNNEL, VOTERS, Group
from app.coverage.rules import NONE, PLACES, Figure, GroupBy, Measure
from app.coverage.small import Rounding, of_whole, rounding
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
    rounded_down_to: int | None
    """Counts are multiples of it, for those who may not see persons; ``None``: they are exact."""
    counted_to: int | None
    """Up to which journal position; ``None`` where the people themselves were counted."""


@dataclass(frozen=True, slots=True)
class _About:
    """What all lines of one table have in common."""

    actor: Actor
    question: Question
    subject: Subject
    rounding: Rounding

    def limit(self, group_by: GroupBy | None) -> Rounding:
        """
        How exactly a line is read, and an answer that has no other lines.

        Only the members of a whole year are told exactly: where a day decides who belongs, the next day's line less
        this one's are those of one birthday.
        """
        if group_by is not None or self.subject.cohort is None:
            return self.rounding
        return of_whole(self.rounding, self.actor, self.question.region_code)

    def counts(self, group: Group, group_by: GroupBy | None) -> dict[str, int]:
        return self.limit(group_by).counts(group.counts)

    def rows_url(self, figure: Figure, group_by: GroupBy | None = None, key: str | None = None) -> str | None:
        group = None if group_by is None else key
        return rows_url(self.actor, self.question, Rows(figure, self.subject, group_by, group))


def coverage(
    session: Session, actor: Actor, question: Question, measure: Measure, cohort: int, group_by: GroupBy | None
) -> Coverage:
    """How far a region's cohort is covered, in all and by group; of more than a regency by the roll-up."""
    kept = rollup.coverage(session, actor, question, measure, cohort, group_by)
    groups, counted_to = kept or (queries.coverage(session, actor, question, measure, cohort, group_by), None)
    entered = entered_totals(session, actor, question, cohort)
    whole = Group(question.region_code or NATION, None, queries.summed(groups, COVERAGE))
    total = entered.get(whole.key)
    items = [] if group_by is None else _with_empty_places(session, groups, group_by, entered)
    about = _About(actor, question, Subject(measure, cohort), rounding(session, actor))
    return Coverage(
        _line(about, whole, total, None),
        [_line(about, group, entered.get(group.key) if group_by in PLACES else None, group_by) for group in items],
        about.limit(group_by).told,
        counted_to,
    )


def entered_totals(session: Session, actor: Actor, question: Question, cohort: int) -> Mapping[str, CohortFacts]:
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


def _line(about: _About, group: Group, entered: CohortFacts | None, group_by: GroupBy | None) -> Line:
    counts = about.counts(group, group_by)
    below = Denominator.of(entered, about.question.as_of)
    is_total, in_year = group_by is None, about.subject.measure is Measure.IN_YEAR
    recorded = entered.recorded_in_year if is_total and in_year and entered is not None else None
    by_hand = recorded is not None
    if recorded is None:
        recorded = counts["recorded"]
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
        rows_url=about.rows_url(Figure.LISTED, group_by, group.key),
        recorded_rows_url=None if by_hand else about.rows_url(Figure.RECORDED, group_by, group.key),
    )


# --- year by year ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    line: Line
    recorded_source: str
    """``registry`` where the number was entered, else ``lists``."""
    change: Decimal | None
    """Percentage points more than in the year before it that is shown."""


@dataclass(frozen=True, slots=True)
class Years:
    items: Sequence[Year]
    rounded_down_to: int | None
    counted_to: int | None
    """Up to which journal position all of them are counted; ``None`` where people were counted for one."""


def years(session: Session, actor: Actor, question: Question, measure: Measure) -> Years:
    """
    A region's coverage in each year that has an entered total, and in the year asked about, the earliest first.

    With ``in_year`` this is the comparison with the years before the service began (515 of 2,614; 638 of 2,233).
    """
    known = totals.years(session, actor, question.region_code or NATION, question.known_at)
    found: list[Year] = []
    answers = {
        year: coverage(session, actor, question, measure, year, None) for year in sorted({*known, question.as_of.year})
    }
    for year, answer in answers.items():
        line = answer.total
        source = "registry" if line.recorded_rows_url is None and line.recorded_here is None else "lists"
        before = found[-1].line.percent if found else None
        change = None if before is None or line.percent is None else line.percent - before
        found.append(Year(year, line, source, change))
    first = next(iter(answers.values()))
    positions = [answer.counted_to for answer in answers.values() if answer.counted_to is not None]
    counted_to = min(positions) if len(positions) == len(answers) else None
    return Years(found, first.rounded_down_to, counted_to)


# --- steps and shares ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counted:
    """Some counts of one group, under the names of the answer, and where their people are listed."""

    key: str
    name: str | None
    counts: Mapping[str, int]
    urls: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Table:
    total: Counted
    items: Sequence[Counted]
    rounded_down_to: int | None


def eligibility(session: Session, actor: Actor, question: Question, group_by: GroupBy) -> Table:
    """How many are old enough and not recorded, in all and by group (:func:`app.coverage.queries.eligibility`)."""
    groups = queries.eligibility(session, actor, question, group_by)
    about = _About(actor, question, Subject(), rounding(session, actor))
    whole = Group(question.region_code or NATION, None, queries.summed(groups, ELIGIBILITY))
    return Table(
        _counted(about, whole, ELIGIBILITY, None),
        [_counted(about, group, ELIGIBILITY, group_by) for group in groups],
        about.rounding.told,
    )


def funnel(session: Session, actor: Actor, question: Question, cohort: int) -> Table:
    """How far a cohort came (:func:`app.coverage.queries.funnel`)."""
    counts = queries.funnel(session, actor, question, cohort)
    about = _About(actor, question, Subject(cohort=cohort), rounding(session, actor))
    return Table(_counted(about, Group(NATION, None, counts), FUNNEL, None), [], about.limit(None).told)


def voters(session: Session, actor: Actor, question: Question, election_date: date) -> Table:
    """Who may vote on a day and can prove it (:func:`app.coverage.queries.voters`)."""
    counts = queries.voters(session, actor, question, election_date)
    about = _About(actor, question, Subject(election_date=election_date), rounding(session, actor))
    return Table(_counted(about, Group(NATION, None, counts), VOTERS, None), [], about.limit(None).told)


def _counted(about: _About, group: Group, figures: queries.Named, group_by: GroupBy | None) -> Counted:
    urls = {name: about.rows_url(figure, group_by, group.key) for name, figure in figures.items()}
    return Counted(group.key, group.name, about.counts(group, group_by), urls)
