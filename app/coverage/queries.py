"""Figures: one GROUP BY a question, whatever the number of schools."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, case, func, select
from sqlmodel import Session, col

from app.core.access import Actor
from app.core.clock import now
from app.core.db import among
from app.coverage.counting import Counting, Subject
from app.coverage.people import Question, people
from app.coverage.rules import MONTHS, NONE, PLACES, Figure, GroupBy, Measure, check_known_at, month_key
from app.regions import queries as regions
from app.regions.models import Region
from app.schools.models import School

F = Figure
Named = Mapping[str, Figure]
"""Figures by the names under which an answer shows them."""

ELIGIBILITY: Named = {
    "students": F.LISTED,
    "eligible": F.ELIGIBLE,
    "recorded": F.RECORDED,
    "age_unknown": F.AGE_UNKNOWN,
    "becoming_eligible_90d": F.BECOMING_ELIGIBLE_90D,
}
COVERAGE: Named = {
    figure.value: figure
    for figure in (
        F.LISTED,
        F.RECORDED,
        F.RECORDED_HERE,
        F.RECORDED_ELSEWHERE,
        F.READY,
        F.PRINTED,
        F.HANDED_OVER,
        F.ON_TIME_17,
    )
}
FUNNEL: Named = {
    "listed": F.LISTED,
    "eligible": F.OF_AGE,
    "scheduled": F.SCHEDULED,
    "recorded": F.RECORDED,
    "ready": F.REACHED_READY,
    "printed": F.REACHED_PRINTED,
    "handed_over": F.HANDED_OVER,
}
"""Each step counts those who have come at least so far."""
VOTERS: Named = {figure.value: figure for figure in (F.LISTED, F.RECORDED, F.NOT_RECORDED, F.HANDED_OVER)}


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


def count(
    session: Session, actor: Actor, question: Question, subject: Subject, group_by: GroupBy | None, figures: Named
) -> list[Group]:
    """The counts by group, in the order of names (months: of time), those in no group last; without grouping one."""
    of = people(actor, question)
    counting = Counting(session, of, question, subject)
    counts = {name: counting.count(figure) for name, figure in figures.items()}
    return grouped(session, of, counting, counts, counting.members(), group_by)


def grouped(
    session: Session,
    of: Subquery,
    counting: Counting,
    counts: Mapping[str, Any],
    where: Sequence[ColumnElement[bool]],
    group_by: GroupBy | None,
) -> list[Group]:
    """Counts over a table with the columns of :func:`app.coverage.people.people`, in the order of :func:`count`."""
    columns = [column.label(name) for name, column in counts.items()]
    if group_by is None:
        rows: Sequence[Any] = [(None, *session.execute(select(*columns).where(*where)).one())]
    else:
        key = counting.group_key(group_by).label("key")
        statement = select(key, *columns).select_from(of).where(*where).group_by(key.element)
        rows = session.execute(statement).all()
    names = _names(session, group_by, {row[0] for row in rows if row[0] is not None})
    groups = [
        Group(_key(group_by, key), names.get(key), dict(zip(counts, map(int, found), strict=True)))
        for key, *found in rows
    ]
    return sorted(groups, key=lambda group: (group.key == NONE, group.name or "", group.key))


def _names(session: Session, group_by: GroupBy | None, keys: set[Any]) -> Mapping[Any, str]:
    """
    What groups are called: asked afterwards, of the groups that there are.

    Joined to the people, the names of all the country's schools would be read for one regency's.
    """
    if group_by is GroupBy.SCHOOL:
        named: Any = select(School.id, School.name).where(among(session, col(School.id), keys))  # type: ignore[call-overload]
    elif group_by in PLACES:
        named = select(Region.region_code, Region.name).where(among(session, col(Region.region_code), keys))  # type: ignore[call-overload]
    else:
        return {}
    return dict(session.execute(named).all())


def _key(group_by: GroupBy | None, key: Any) -> str:
    if key is None:
        return NONE
    return month_key(key) if group_by in MONTHS else str(key)


def summed(groups: Sequence[Group], figures: Named) -> dict[str, int]:
    """The whole of groups that part it."""
    whole: Counter[str] = Counter()
    for group in groups:
        whole.update(group.counts)
    return {name: whole[name] for name in figures}


def eligibility(session: Session, actor: Actor, question: Question, group_by: GroupBy) -> list[Group]:
    """
    How many are old enough and not recorded on a day (UU 24/2013 art. 63(1)), and how many will be in 90 days.

    Who is neither old enough nor ever married and has no known birth date is of unknown age.
    """
    return count(session, actor, question, Subject(), group_by, ELIGIBILITY)


def coverage(
    session: Session, actor: Actor, question: Question, measure: Measure, cohort: int, group_by: GroupBy | None
) -> list[Group]:
    """What came of a cohort, by group. Card states exclude each other: a printed card is no longer ``ready``."""
    return count(session, actor, question, Subject(measure, cohort), group_by, COVERAGE)


def recorded_by_day(
    session: Session, actor: Actor, question: Question, measure: Measure, cohort: int
) -> tuple[int, dict[date | None, int]]:
    """How many a cohort lists, and how many of it were recorded on which day (``None``: no day is known)."""
    of = people(actor, question)
    counting = Counting(session, of, question, Subject(measure, cohort))
    key = case((counting.recorded, of.c.recorded_on))
    counted = case((counting.recorded, 1), else_=0)
    grouped = select(key, counted, func.count()).where(*counting.members()).group_by(key, counted)
    rows = session.execute(grouped).all()
    return sum(row[2] for row in rows), {row[0]: row[2] for row in rows if row[1]}


def funnel(session: Session, actor: Actor, question: Question, cohort: int) -> dict[str, int]:
    """How far a cohort came. Each step holds those who have come at least so far; ``scheduled`` is on a roster."""
    [whole] = count(session, actor, question, Subject(cohort=cohort), None, FUNNEL)
    return whole.counts


def voters(session: Session, actor: Actor, question: Question, election_date: date) -> dict[str, int]:
    """Of those listed who are 17 on an election day or ever married: how many are recorded, how many hold a card."""
    [whole] = count(session, actor, question, Subject(election_date=election_date), None, VOTERS)
    return whole.counts
