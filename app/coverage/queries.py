"""Figures: one GROUP BY a question, whatever the number of schools."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Subquery, and_, case, cast, exists, extract, func, or_, select
from sqlmodel import Session, col

from app.core.access import Actor
from app.core.clock import now
from app.coverage.people import Question, people
from app.coverage.rules import GroupBy, Measure, check_known_at, year_days
from app.regions import queries as regions
from app.regions.models import Region
from app.students.models import CardState
from app.students.rules import born_by, cohort_births
from app.visits.models import RosterEntry, Visit, VisitState

NONE = "none"
"""The key of those who fall in no group: without a school, a residence, a birth date."""
SOON_DAYS = 90


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    name: str | None
    counts: dict[str, int]


def ask(actor: Actor, region_code: str | None, as_of: date | None, known_at: datetime | None = None) -> Question:
    """
    A question about a region of the actor's, as of today where no day is given.

    Raises :class:`NotFound` for a region out of scope, :class:`TooRecent` for knowledge that may still change.
    """
    check_known_at(known_at, now())
    region = regions.scope(actor, region_code)
    today = regions.today(region)
    return Question(region, as_of or today, today, known_at)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _month(day: Any) -> ColumnElement[int]:
    return cast(extract("year", day) * 100 + extract("month", day), Integer)


def _grouping(of: Subquery, group_by: GroupBy, recorded: ColumnElement[bool]) -> ColumnElement[Any]:
    keys: dict[GroupBy, ColumnElement[Any]] = {
        GroupBy.SCHOOL: of.c.school_id,
        GroupBy.REGION: of.c.region_code,
        GroupBy.DISTRICT: case((func.length(of.c.district_code) == 8, of.c.district_code)),
        GroupBy.VILLAGE: case((func.length(of.c.residence_code) == 13, of.c.residence_code)),
        GroupBy.BIRTH_MONTH: _month(of.c.birth_date),
        GroupBy.RECORDED_MONTH: case((recorded, _month(of.c.recorded_on))),
        GroupBy.SEX: of.c.sex,
        GroupBy.KIND: of.c.kind,
    }
    return keys[group_by]


PLACES = {GroupBy.REGION, GroupBy.DISTRICT, GroupBy.VILLAGE}
MONTHS = {GroupBy.BIRTH_MONTH, GroupBy.RECORDED_MONTH}


def _grouped(
    session: Session,
    of: Subquery,
    group_by: GroupBy | None,
    counts: dict[str, ColumnElement[int]],
    *,
    recorded: ColumnElement[bool],
    where: Sequence[ColumnElement[bool]] = (),
) -> list[Group]:
    """The counts by group, in the order of names (months: of time), those in no group last."""
    columns = [column.label(name) for name, column in counts.items()]
    if group_by is None:
        rows: Sequence[Any] = [(None, None, *session.execute(select(*columns).where(*where)).one())]
    else:
        key = _grouping(of, group_by, recorded).label("key")
        name: Any = of.c.school_name if group_by is GroupBy.SCHOOL else None
        statement = select(key, *columns).select_from(of).where(*where)
        if group_by in PLACES:
            statement = statement.outerjoin(Region, col(Region.region_code) == key.element)
            name = col(Region.name)
        if name is None:
            rows = [(row[0], None, *row[1:]) for row in session.execute(statement.group_by(key.element))]
        else:
            named = statement.add_columns(name).group_by(key.element, name)
            rows = [(row[0], row[-1], *row[1:-1]) for row in session.execute(named)]
    groups = [
        Group(_key(group_by, key), name, dict(zip(counts, map(int, figures), strict=True)))
        for key, name, *figures in rows
    ]
    return sorted(groups, key=lambda group: (group.key == NONE, group.name or "", group.key))


def _key(group_by: GroupBy | None, key: Any) -> str:
    if key is None:
        return NONE
    return f"{key // 100:04}-{key % 100:02}" if group_by in MONTHS else str(key)


def summed(groups: Sequence[Group], names: Sequence[str]) -> dict[str, int]:
    """The whole of groups that part it."""
    whole: Counter[str] = Counter()
    for group in groups:
        whole.update(group.counts)
    return {name: whole[name] for name in names}


# --- eligibility -----------------------------------------------------------------------------------------------

ELIGIBILITY = ("students", "eligible", "recorded", "age_unknown", "becoming_eligible_90d")


def eligibility(session: Session, actor: Actor, question: Question, group_by: GroupBy) -> list[Group]:
    """
    How many are old enough and not recorded on a day (UU 24/2013 art. 63(1)), and how many will be in 90 days.

    Who is neither old enough nor ever married and has no known birth date is of unknown age.
    """
    of = people(actor, question)
    age = regions.setting(session, question.region_code, "recording_age", question.as_of)
    soon = born_by(question.as_of + timedelta(days=SOON_DAYS), age)
    latest = born_by(question.as_of, age)
    recorded, missing = of.c.is_recorded == 1, of.c.is_recorded == 0
    born, married = of.c.birth_date, of.c.ever_married
    counts = {
        "students": func.count(),
        "eligible": _count(and_(missing, or_(born <= latest, married.is_(True)))),
        "recorded": _count(recorded),
        "age_unknown": _count(and_(missing, born.is_(None), married.is_(False))),
        "becoming_eligible_90d": _count(and_(missing, married.is_(False), born > latest, born <= soon)),
    }
    return _grouped(session, of, group_by, counts, recorded=recorded)


# --- coverage --------------------------------------------------------------------------------------------------

COVERAGE = (
    "listed",
    "recorded",
    "recorded_here",
    "recorded_elsewhere",
    "ready",
    "printed",
    "handed_over",
    "on_time_17",
)


def _members(of: Subquery, cohort: int) -> ColumnElement[bool]:
    """*Wajib KTP pemula*: those who turn 17 within the year."""
    between: ColumnElement[bool] = of.c.birth_date.between(*cohort_births(cohort))
    return between


def _counted(of: Subquery, measure: Measure, cohort: int) -> ColumnElement[bool]:
    recorded: ColumnElement[bool] = of.c.is_recorded == 1
    if measure is Measure.IN_YEAR:
        return and_(recorded, of.c.recorded_on.between(*year_days(cohort)))
    return recorded


def coverage(
    session: Session, actor: Actor, question: Question, measure: Measure, cohort: int, group_by: GroupBy | None
) -> list[Group]:
    """What came of a cohort, by group. Card states exclude each other: a printed card is no longer ``ready``."""
    of = people(actor, question)
    counted = _counted(of, measure, cohort)
    offset = regions.setting(session, question.region_code, "print_offset_days", question.as_of)
    handed_over = and_(
        of.c.card_state == CardState.HANDED_OVER,
        or_(of.c.handed_over_on.is_(None), of.c.handed_over_on <= question.as_of),
    )
    counts = {
        "listed": func.count(of.c.id),
        "recorded": _count(counted),
        "recorded_here": _count(and_(counted, of.c.is_here == 1)),
        "recorded_elsewhere": _count(and_(counted, of.c.is_here == 0)),
        "ready": _count(of.c.card_state == CardState.READY),
        "printed": _count(of.c.card_state == CardState.PRINTED),
        "handed_over": _count(handed_over),
        "on_time_17": _count(and_(handed_over, _on_time(session, of, cohort, offset))),
    }
    return _grouped(session, of, group_by, counts, recorded=counted, where=[_members(of, cohort)])


def _on_time(session: Session, of: Subquery, cohort: int, offset: int) -> ColumnElement[bool]:
    """
    Handed over by the 17th birthday and the region's ``offset`` in days.

    Everyone's birthday lies in the cohort's year, so month and day decide; 29 February is 1 March in common years.
    """
    given = of.c.handed_over_on
    less = given - offset if session.get_bind().dialect.name == "postgresql" else func.date(given, f"-{offset} days")
    turns = extract("month", of.c.birth_date) * 100 + extract("day", of.c.birth_date)
    if cohort % 4 or (cohort % 100 == 0 and cohort % 400):
        turns = case((turns == 229, 301), else_=turns)
    same_year = and_(extract("year", less) == cohort, extract("month", less) * 100 + extract("day", less) <= turns)
    return or_(extract("year", less) < cohort, same_year)


def recorded_by_day(
    session: Session, actor: Actor, question: Question, measure: Measure, cohort: int
) -> tuple[int, dict[date | None, int]]:
    """How many a cohort lists, and how many of it were recorded on which day (``None``: no day is known)."""
    of = people(actor, question)
    key = case((_counted(of, measure, cohort), of.c.recorded_on))
    counted = case((_counted(of, measure, cohort), 1), else_=0)
    rows = session.execute(select(key, counted, func.count()).where(_members(of, cohort)).group_by(key, counted)).all()
    return sum(row[2] for row in rows), {row[0]: row[2] for row in rows if row[1]}


FUNNEL = ("listed", "eligible", "scheduled", "recorded", "ready", "printed", "handed_over")


def funnel(session: Session, actor: Actor, question: Question, cohort: int) -> dict[str, int]:
    """How far a cohort came. Each step holds those who have come at least so far; ``scheduled`` is on a roster."""
    of = people(actor, question)
    age = regions.setting(session, question.region_code, "recording_age", question.as_of)
    recorded = of.c.is_recorded == 1
    old_enough = or_(recorded, of.c.birth_date <= born_by(question.as_of, age), of.c.ever_married.is_(True))
    rostered = (
        exists()
        .where(
            col(RosterEntry.student_id) == of.c.id,
            col(Visit.id) == col(RosterEntry.visit_id),
            col(Visit.state) != VisitState.CANCELLED,
            col(RosterEntry.added_at) <= (question.known_at or now()),
        )
        .correlate(of)
    )
    done, printed = of.c.card_state == CardState.HANDED_OVER, of.c.card_state == CardState.PRINTED
    counts = {
        "listed": func.count(of.c.id),
        "eligible": _count(old_enough),
        "scheduled": _count(rostered),
        "recorded": _count(recorded),
        "ready": _count(or_(done, printed, of.c.card_state == CardState.READY)),
        "printed": _count(or_(done, printed)),
        "handed_over": _count(done),
    }
    [whole] = _grouped(session, of, None, counts, recorded=recorded, where=[_members(of, cohort)])
    return whole.counts


def voters(session: Session, actor: Actor, question: Question, election_date: date) -> dict[str, int]:
    """Of those listed who are 17 on an election day or ever married: how many are recorded, how many hold a card."""
    of = people(actor, question)
    age = regions.setting(session, question.region_code, "card_age", election_date)
    recorded = of.c.is_recorded == 1
    counts = {
        "listed": func.count(of.c.id),
        "recorded": _count(recorded),
        "handed_over": _count(of.c.card_state == CardState.HANDED_OVER),
    }
    old_enough = or_(of.c.birth_date <= born_by(election_date, age), of.c.ever_married.is_(True))
    [whole] = _grouped(session, of, None, counts, recorded=recorded, where=[old_enough])
    return whole.counts
