"""
Figures of more than one regency, as sums over a table that is kept beside the people (design section 7).

A line of it is counted by the conditions of :mod:`app.coverage.counting`, by which the people themselves are counted
and listed, and always as a whole: nobody adds one or takes one away, so nothing drifts. What the roll-up cannot tell
is counted from the people: the past, other groupings, days of grace that no line was counted with.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    Uuid,
    and_,
    case,
    delete,
    exists,
    extract,
    func,
    insert,
    literal,
)
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app.core.access import SYSTEM, Actor, Role
from app.core.clock import now
from app.core.db import batched
from app.coverage import queries
from app.coverage.counting import Counting, Subject
from app.coverage.people import Question, in_scope, people
from app.coverage.queries import Group
from app.coverage.rollup_models import NO_DISTRICT, NO_SCHOOL, Tally
from app.coverage.rules import Figure, GroupBy, Measure
from app.journal import sealing
from app.journal.models import JournalLine, Position, TailReader
from app.regions import queries as regions
from app.schools.models import School
from app.students.rules import cohort_of

READER = "coverage"
"""Who reads the journal for the roll-up; its place is what the figures are counted to."""
BUILDING = "coverage.building"
"""There while the whole roll-up is counted anew: the last regency that was, its code read as a number."""
LATE = timedelta(seconds=60)
"""A roll-up that is further behind tells of a worker that stands still, and no figures."""
OFFSETS = (0, 1)
"""Days of grace after the 17th birthday for which lines are counted (``print_offset_days``)."""
GROUPINGS = {None, GroupBy.REGION, GroupBy.DISTRICT, GroupBy.SCHOOL, GroupBy.KIND, GroupBy.ENROLMENT}
Wanted = Callable[[Any], ColumnElement[bool]]
"""Whose people a line is counted of, as a condition on :func:`app.coverage.people.people`."""
_TABLE: Any = Tally.__table__  # type: ignore[attr-defined]
KEY = ("cohort", "region_code", "school_id", "district_code")
COUNTS = tuple(name for name in Tally.model_fields if name not in (*KEY, "next_on"))
LINE = (*KEY, *COUNTS, "next_on")
_PLAIN = {
    name: Figure(name) for name in ("listed", "recorded_here", "recorded_elsewhere", "ready", "printed", "handed_over")
}


# --- answering -------------------------------------------------------------------------------------------------


def coverage(
    session: Session, actor: Actor, question: Question, measure: Measure, cohort: int, group_by: GroupBy | None
) -> tuple[list[Group], int] | None:
    """
    What :func:`app.coverage.queries.coverage` answers, and the journal position up to which it is counted.

    ``None`` where the people themselves are to be counted.
    """
    if not _is_wide(actor, question) or group_by not in GROUPINGS:
        return None
    offset = int(regions.setting(session, question.region_code, "print_offset_days", question.as_of))
    position = counted_to(session)
    if position is None or offset not in OFFSETS:
        return None
    kept = _placed()
    where = [kept.c.cohort == cohort, *in_scope(actor, kept, question)]
    if session.execute(columns(exists().where(*where, kept.c.next_on <= question.as_of))).scalar_one():
        return None
    named = {name: func.coalesce(func.sum(total), 0) for name, total in _figures(kept, measure, offset).items()}
    counting = Counting(session, kept, question, Subject(measure, cohort))
    return queries.grouped(session, kept, counting, named, where, group_by), position


def _is_wide(actor: Actor, question: Question) -> bool:
    """More than a regency, now. Of a regency the people are counted: there a change must be seen at once."""
    sees_region = actor.role in {Role.ADMIN, Role.OFFICER, Role.VIEWER}
    return sees_region and not question.looks_back and "." not in (question.region_code or "")


def is_built(session: Session) -> bool:
    return _reader(session) is not None


def _reader(session: Session) -> TailReader | None:
    """How far the roll-up is counted; ``None`` where it never was, or is being counted anew."""
    found = session.exec(select(TailReader).where(col(TailReader.name).in_((READER, BUILDING)))).all()
    return found[0] if [one.name for one in found] == [READER] else None


def counted_to(session: Session) -> int | None:
    """The position up to which every change is counted; ``None`` while there is no roll-up or it lags behind."""
    reader = _reader(session)
    if reader is None:
        return None
    head, waiting = sealing.pending(session)
    if waiting > LATE.total_seconds():
        return None
    if reader.position < head:
        unread = select(JournalLine.at).join(Position, col(Position.line_id) == col(JournalLine.id))
        since = session.exec(unread.where(col(Position.position) == reader.position + 1)).one_or_none()
        if since is not None and since < now() - LATE:
            return None
    return reader.position


def _placed() -> Subquery:
    """The lines with the columns of :func:`app.coverage.people.people` that tell where somebody belongs."""
    district = func.coalesce(col(School.district_code), func.nullif(_TABLE.c.district_code, NO_DISTRICT))
    return (
        columns(
            *(column for column in _TABLE.c if column.key not in ("school_id", "district_code")),
            case((_TABLE.c.school_id != NO_SCHOOL, _TABLE.c.school_id)).label("school_id"),
            district.label("district_code"),
            col(School.kind).label("kind"),
        )
        .outerjoin(School, col(School.id) == _TABLE.c.school_id)
        .subquery("rollup")
    )


def _figures(kept: Subquery, measure: Measure, offset: int) -> Mapping[str, ColumnElement[int]]:
    """The columns behind the figures of :data:`app.coverage.queries.COVERAGE`."""
    here, elsewhere = kept.c.recorded_here, kept.c.recorded_elsewhere
    if measure is Measure.IN_YEAR:
        here, elsewhere = kept.c.in_year_here, kept.c.in_year_elsewhere
    other = {
        Figure.RECORDED: here + elsewhere,
        Figure.RECORDED_HERE: here,
        Figure.RECORDED_ELSEWHERE: elsewhere,
        Figure.ON_TIME_17: kept.c[f"on_time_{offset}"],
    }
    return {name: other[figure] if figure in other else kept.c[name] for name, figure in queries.COVERAGE.items()}


# --- counting --------------------------------------------------------------------------------------------------


def recount(session: Session, schools: Iterable[UUID], outside: Iterable[str]) -> None:
    """Count these schools anew, and those without a school in these regencies. The caller holds the reader's lock."""
    for some in batched(sorted(set(schools))):
        _replace(session, _TABLE.c.school_id.in_(some), at_schools(some))
    for regencies in batched(sorted(set(outside))):
        kept = and_(_TABLE.c.school_id == NO_SCHOOL, _TABLE.c.region_code.in_(regencies))
        _replace(session, kept, outside_schools(regencies))


def recount_regency(session: Session, region_code: str) -> None:
    """Count all of a regency's people anew. The caller holds the reader's lock."""
    _replace(session, _TABLE.c.region_code == region_code, in_regency(region_code))


def at_schools(ids: Sequence[UUID]) -> Wanted:
    return lambda of: of.c.school_id.in_(ids)


def outside_schools(regencies: Sequence[str]) -> Wanted:
    return lambda of: and_(of.c.school_id.is_(None), of.c.region_code.in_(regencies))


def in_regency(region_code: str) -> Wanted:
    return lambda of: of.c.region_code == region_code


def _replace(session: Session, kept: ColumnElement[bool], counted: Wanted) -> None:
    session.execute(delete(_TABLE).where(kept))
    for statement in tallies(session, counted):
        session.execute(insert(_TABLE).from_select(LINE, statement))


def tallies(session: Session, wanted: Wanted) -> list[Select[Any]]:
    """What the lines of some people must be: a statement for each cohort among them."""
    # The capital's day comes last in the country: what counts on it counts in every region.
    today = regions.today(None)
    question = Question(None, today, today)
    of = people(SYSTEM, question)
    years = columns(extract("year", of.c.birth_date)).where(wanted(of), of.c.birth_date.is_not(None)).distinct()
    cohorts = [cohort_of(int(year)) for year in session.execute(years).scalars()]
    return [_tally(session, of, question, cohort, wanted(of)) for cohort in sorted(cohorts)]


def _tally(session: Session, of: Subquery, question: Question, cohort: int, wanted: ColumnElement[bool]) -> Select[Any]:
    by_now, in_year = (Counting(session, of, question, Subject(measure, cohort)) for measure in Measure)
    counts: dict[str, ColumnElement[Any]] = {name: by_now.count(figure) for name, figure in _PLAIN.items()}
    counts["in_year_here"] = in_year.count(Figure.RECORDED_HERE)
    counts["in_year_elsewhere"] = in_year.count(Figure.RECORDED_ELSEWHERE)
    counts |= {f"on_time_{offset}": by_now.count_on_time(offset) for offset in OFFSETS}
    counts["next_on"] = by_now.next_handover()
    school = func.coalesce(of.c.school_id, literal(NO_SCHOOL, Uuid()))
    outside = case((of.c.school_id.is_(None), by_now.group_key(GroupBy.DISTRICT)))
    district = func.coalesce(outside, NO_DISTRICT)
    return (
        columns(
            literal(cohort).label("cohort"),
            of.c.region_code,
            school.label("school_id"),
            district.label("district_code"),
            *(counts[name].label(name) for name in (*COUNTS, "next_on")),
        )
        .where(*by_now.members(), wanted)
        .group_by(of.c.region_code, school, district)
    )
