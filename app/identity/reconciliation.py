"""
Three lists beside each other: whom schools name, whom the registry knows to be recorded, whom teams have seen.

Dapodik's lists differ from reality both ways: graduates still stand on them, pupils are missing, others were recorded
long ago. Where the three disagree, the verdict says what comes next and whose turn it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, false, func, literal, not_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.cards.centre import is_unknown_at_centre
from app.core.access import Actor
from app.core.paging import Page, PageRequest, page
from app.recordings.models import Outcome, Recording
from app.regions.queries import scope, setting, today
from app.schools import queries as schools
from app.students import queries as students
from app.students.models import CardState, Recorded, Student, StudentStatus
from app.submissions.models import RowOutcome, Submission, SubmissionMode, SubmissionRow, SubmissionState


class Registry(StrEnum):
    """What the registry says of a pupil, in no more detail than a school needs."""

    NOT_RECORDED = "not_recorded"
    RECORDED_HERE = "recorded_here"
    RECORDED_ELSEWHERE = "recorded_elsewhere"
    PROBLEM = "problem"


class Verdict(StrEnum):
    """What the three lists say together; the first that fits, so that each pupil is one thing to do at most."""

    GRADUATED_BUT_LISTED = "graduated_but_listed"
    LEFT_BUT_SEEN = "left_but_seen"
    LEFT_UNCONFIRMED = "left_unconfirmed"
    ALREADY_RECORDED_UNCONFIRMED = "already_recorded_unconfirmed"
    LISTED_BUT_LEFT = "listed_but_left"
    PROBLEM_AT_CENTRE = "problem_at_centre"
    RECORDED_HERE_UNKNOWN_AT_CENTRE = "recorded_here_unknown_at_centre"
    RECORDED_NOT_LISTED = "recorded_not_listed"
    SEEN_ABSENT_BUT_RECORDED = "seen_absent_but_recorded"
    NOT_LISTED = "not_listed"
    LISTED_NOT_RECORDED = "listed_not_recorded"
    NO_LIST = "no_list"
    AGREES = "agrees"


class Turn(StrEnum):
    OFFICE = "office"
    SCHOOL = "school"
    NOBODY = "nobody"


_SCHOOLS_TURN = {
    Verdict.GRADUATED_BUT_LISTED,
    Verdict.LEFT_BUT_SEEN,
    Verdict.LEFT_UNCONFIRMED,
    Verdict.LISTED_BUT_LEFT,
    Verdict.RECORDED_NOT_LISTED,
    Verdict.NOT_LISTED,
    Verdict.NO_LIST,
}
_NOBODYS_TURN = {Verdict.AGREES, Verdict.SEEN_ABSENT_BUT_RECORDED}
_MET = (
    Outcome.RECORDED,
    Outcome.FAILED,
    Outcome.REFUSED,
    Outcome.DEFERRED,
    Outcome.UNDER_AGE,
    Outcome.ALREADY_RECORDED,
)
"""Outcomes for which the pupil stood before the team."""
_NAMES = (RowOutcome.CREATED, RowOutcome.UPDATED, RowOutcome.UNCHANGED)


def turn_of(verdict: Verdict) -> Turn:
    """Whose turn it is."""
    if verdict in _NOBODYS_TURN:
        return Turn.NOBODY
    return Turn.SCHOOL if verdict in _SCHOOLS_TURN else Turn.OFFICE


@dataclass(frozen=True, slots=True)
class Line:
    student_id: UUID
    school_id: UUID
    name: str
    class_group: str | None
    listed: bool
    registry: Registry
    seen: Outcome | None
    seen_on: date | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: a school's pupils or a region's, on the day ``as_of``."""

    actor: Actor
    school_id: UUID | None
    region_code: str | None
    as_of: date


def compare(session: Session, actor: Actor, school_id: UUID | None, region_code: str | None) -> Compared:
    """
    The comparison asked for: of one school, of a region, else of all that ``actor`` sees; always as of today.

    Raises :class:`NotFound` for a school or a region out of sight.
    """
    wanted = scope(actor, region_code)
    named = school_id or actor.school_id
    if named is not None and region_code is None:
        wanted = schools.get(session, actor, named).region_code
    elif school_id is not None:
        schools.get(session, actor, school_id)
    return Compared(actor, named, wanted, today(wanted))


def lines(session: Session, compared: Compared, request: PageRequest, verdict: Verdict | None = None) -> Page[Line]:
    """By school, class, name and id. A file leaves out who may not appear in one; the counts never do."""
    statement, judged = _statement(session, compared)
    if verdict is not None:
        statement = statement.where(judged == verdict.value)
    if request.exporting:
        statement = statement.where(students.may_appear(session, compared.as_of))
    order = [col(Student.school_id), func.coalesce(col(Student.class_group), ""), col(Student.name), col(Student.id)]
    found = page(session, statement, request, order)
    return found.map(_line)


def _line(row: Sequence[Any]) -> Line:
    student_id, school_id, name, class_group, listed, registry, seen, seen_on, verdict = row
    return Line(
        student_id, school_id, name, class_group, bool(listed), Registry(registry), seen, seen_on, Verdict(verdict)
    )


def counts(session: Session, compared: Compared) -> dict[str, int]:
    """Over the whole comparison: who is listed, recorded and seen, and how many there are of each verdict."""
    statement, _ = _statement(session, compared)
    all_of_them = statement.subquery()
    seen = _flag(all_of_them.c.seen.is_not(None))
    recorded = _flag(all_of_them.c.registry != Registry.NOT_RECORDED.value)
    grouped = select(
        all_of_them.c.verdict, func.count(), func.sum(all_of_them.c.listed), func.sum(recorded), func.sum(seen)
    ).group_by(all_of_them.c.verdict)
    found = dict.fromkeys(("listed", "registered_recorded", "seen"), 0) | dict.fromkeys(Verdict, 0)
    for verdict, number, listed, recorded_ones, seen_ones in session.execute(grouped):
        found[Verdict(verdict)] = number
        found["listed"] += int(listed)
        found["registered_recorded"] += int(recorded_ones)
        found["seen"] += int(seen_ones)
    return {str(name): number for name, number in found.items()}


# --- one statement ---------------------------------------------------------------------------------------------


def _statement(session: Session, compared: Compared) -> tuple[Select[Any], ColumnElement[str]]:
    """One row a pupil with all three lists and the verdict: one statement, whatever the number of pupils."""
    base = students.visible(compared.actor).where(
        col(Student.school_id).is_not(None),
        students.in_region(compared.region_code),
        col(Student.status).not_in(students.GONE),
    )
    if compared.school_id is not None:
        base = base.where(col(Student.school_id) == compared.school_id)
    people = base.with_only_columns(col(Student.id))
    seen, lists = _last_seen(people), _lists()
    named = _named(lists, people)
    verdict = _verdict(session, compared, seen, lists, named)
    statement = (
        base.with_only_columns(
            col(Student.id),
            col(Student.school_id),
            col(Student.name),
            col(Student.class_group),
            _flag(named.c.person_id.is_not(None)).label("listed"),
            _registry().label("registry"),
            seen.c.outcome.label("seen"),
            seen.c.corrected_on.label("seen_on"),
            verdict.label("verdict"),
        )
        .outerjoin(seen, seen.c.person_id == col(Student.id))
        .outerjoin(lists, lists.c.school_id == col(Student.school_id))
        .outerjoin(named, and_(named.c.person_id == col(Student.id), named.c.school_id == col(Student.school_id)))
        # Who graduated is the list's matter only as long as it names them.
        .where(or_(col(Student.status) != StudentStatus.GRADUATED, named.c.person_id.is_not(None)))
    )
    return statement, verdict


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _owner(person: Any) -> ColumnElement[Any]:
    return func.coalesce(person.survivor_id, person.id)


def _last_seen(people: Any) -> Subquery:
    """What came of each person the last time that a team was about them, under any of their rows."""
    person = aliased(Student)
    owner = _owner(person)
    order = (col(Recording.corrected_at).desc(), col(Recording.id).desc())
    ranked = (
        select(
            owner.label("person_id"),
            col(Recording.outcome),
            col(Recording.corrected_on),
            col(Recording.corrected_at),
            func.row_number().over(partition_by=owner, order_by=order).label("place"),
        )
        .select_from(Recording)
        .join(person, person.id == col(Recording.student_id))  # type: ignore[arg-type]
        .where(
            owner.in_(people),
            col(Recording.voided_by).is_(None),
            col(Recording.parked).is_(False),
            col(Recording.discard_reason).is_(None),
        )
        .subquery()
    )
    return select(ranked).where(ranked.c.place == 1).subquery("seen")


def _lists() -> Subquery:
    """Each school that has lists applied, with the instant of its latest full one."""
    full = case((col(Submission.mode) == SubmissionMode.FULL, col(Submission.applied_at)))
    return (
        select(col(Submission.school_id), func.max(full).label("full_at"))
        .where(col(Submission.state) == SubmissionState.APPLIED)
        .group_by(col(Submission.school_id))
        .subquery("lists")
    )


def _named(lists: Subquery, people: Any) -> Subquery:
    """Whom a school's lists name since its latest full one, or whom any of them names where there is none."""
    person = aliased(Student)
    owner = _owner(person)
    return (
        select(owner.label("person_id"), col(Submission.school_id))
        .select_from(SubmissionRow)
        .join(Submission, col(Submission.id) == col(SubmissionRow.submission_id))
        .join(person, person.id == col(SubmissionRow.student_id))  # type: ignore[arg-type]
        .join(lists, lists.c.school_id == col(Submission.school_id))
        .where(
            owner.in_(people),
            col(Submission.state) == SubmissionState.APPLIED,
            col(SubmissionRow.outcome).in_(_NAMES),
            or_(lists.c.full_at.is_(None), col(Submission.applied_at) >= lists.c.full_at),
        )
        .distinct()
        .subquery("named")
    )


def _registry() -> ColumnElement[str]:
    return case(
        (col(Student.card_state) == CardState.PROBLEM, Registry.PROBLEM.value),
        (col(Student.recorded) == Recorded.HERE, Registry.RECORDED_HERE.value),
        (col(Student.recorded) == Recorded.ELSEWHERE, Registry.RECORDED_ELSEWHERE.value),
        else_=literal(Registry.NOT_RECORDED.value),
    )


def _verdict(
    session: Session, compared: Compared, seen: Subquery, lists: Subquery, named: Subquery
) -> ColumnElement[str]:
    age = int(setting(session, compared.region_code, "recording_age", compared.as_of))
    listed, has_list = named.c.person_id.is_not(None), lists.c.school_id.is_not(None)
    unlisted = and_(has_list, not_(listed))
    not_recorded = col(Student.recorded) == Recorded.NO
    old_enough = func.coalesce(students.old_enough(compared.as_of, age), false())
    left = col(Student.status) == StudentStatus.LEFT_CANDIDATE
    seen_since = and_(seen.c.outcome.in_(_MET), seen.c.corrected_at > lists.c.full_at)
    elsewhere = col(Student.recorded) == Recorded.ELSEWHERE
    first_that_fits = {
        Verdict.GRADUATED_BUT_LISTED: and_(col(Student.status) == StudentStatus.GRADUATED, listed),
        Verdict.LEFT_BUT_SEEN: and_(left, seen_since),
        Verdict.LEFT_UNCONFIRMED: and_(left, not_(listed)),
        Verdict.ALREADY_RECORDED_UNCONFIRMED: and_(seen.c.outcome == Outcome.ALREADY_RECORDED, not_recorded),
        Verdict.LISTED_BUT_LEFT: and_(seen.c.outcome == Outcome.LEFT, listed),
        Verdict.PROBLEM_AT_CENTRE: col(Student.card_state) == CardState.PROBLEM,
        Verdict.RECORDED_HERE_UNKNOWN_AT_CENTRE: is_unknown_at_centre(session, compared.region_code),
        Verdict.RECORDED_NOT_LISTED: and_(not_(not_recorded), unlisted),
        Verdict.SEEN_ABSENT_BUT_RECORDED: and_(seen.c.outcome == Outcome.ABSENT, elsewhere),
        Verdict.NOT_LISTED: and_(not_recorded, unlisted),
        Verdict.LISTED_NOT_RECORDED: and_(not_recorded, listed, old_enough),
        Verdict.NO_LIST: and_(not_recorded, not_(has_list), old_enough),
    }
    return case(
        *((condition, verdict.value) for verdict, condition in first_that_fits.items()),
        else_=literal(Verdict.AGREES.value),
    )
