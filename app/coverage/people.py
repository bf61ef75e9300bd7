"""Who is counted: the people a reader may see in figures, as they were on a day, as they were known at an instant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, Subquery, and_, case, func, or_, select, true, union_all
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.core.access import Actor, Role, within
from app.coverage.past import REACHED, Then, standings
from app.schools.models import School
from app.students.models import (
    Enrolment,
    EnrolmentHistory,
    Recorded,
    Student,
    StudentHistory,
)
from app.students.queries import GONE, is_person
from app.visits.models import Visit

FIGURES = ("residence_code", "sex", "birth_date", "ever_married")
"""Facts that figures are made of."""
_ENROLLED = ("school_id", "class_group", "grade")
_PERIOD = (*_ENROLLED, "date_from", "date_to")
_NOT_OF_THE_DEPARTED = ("residence_code", "birth_place", "nisn")
"""What a school is not told of pupils who have left it since: it may have changed where they are now."""

Condition = Callable[[Any], ColumnElement[bool]]
"""A condition on people's facts, whichever table they are read from."""


@dataclass(frozen=True, slots=True)
class Question:
    """What figures are about. ``region_code`` is ``None`` for the nation."""

    region_code: str | None
    as_of: date
    today: date
    """In the region's zone: only days before it need looking back."""
    known_at: datetime | None = None

    @property
    def past(self) -> bool:
        return self.as_of < self.today

    @property
    def looks_back(self) -> bool:
        """Whether the present rows cannot answer."""
        return self.past or self.known_at is not None

    @property
    def then(self) -> Then:
        return Then(self.as_of if self.past else None, self.known_at)


def people(actor: Actor, question: Question, names: Sequence[str] = FIGURES, *, by_events: bool = False) -> Subquery:
    """
    One row a person: ``id, region_code, school_id, district_code, kind``, the facts in ``names``,
    ``is_recorded, is_here`` (0 or 1), ``recorded_on, card_state, handed_over_on``; looking back, or
    ``by_events`` wherever the steps of a card are asked for, also ``last_code, ready_on, printed_on``.

    Those who died or moved away are not counted. A district is the school's, for people without a school that of
    their residence.
    """
    back = by_events or question.looks_back
    base = _as_they_were(actor, question, names) if back else _as_they_are(names)
    district = func.coalesce(col(School.district_code), func.substr(base.c.residence_code, 1, 8))
    columns = [column for column in base.c if column.key != "region_code"]
    region = func.coalesce(col(School.region_code), base.c.region_code) if question.past else base.c.region_code
    placed = (
        select(
            *columns,
            region.label("region_code"),
            district.label("district_code"),
            col(School.kind).label("kind"),
        )
        .outerjoin(School, col(School.id) == base.c.school_id)
        .subquery("placed")
    )
    return select(placed).where(*in_scope(actor, placed, question)).subquery("people")


def in_scope(actor: Actor, of: Subquery, question: Question) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """What an actor may count of a table with the columns of :func:`people`, and what the question is about."""
    return _visible(actor, of), _in_region(of, question.region_code)


def _visible(actor: Actor, of: Subquery) -> ColumnElement[bool]:
    """Figures are wider than persons: viewers see their region's, teams those of the schools they visit."""
    match actor.role:
        case Role.SCHOOL:
            return of.c.school_id == actor.school_id
        case Role.TEAM:
            return of.c.school_id.in_(select(col(Visit.school_id)).where(col(Visit.team_id) == actor.team_id))
        case Role.ADMIN | Role.OFFICER | Role.VIEWER:
            return within(of.c.region_code, actor.region_code)


def _in_region(of: Subquery, region_code: str | None) -> ColumnElement[bool]:
    """A regency counts its own, a district the pupils of its schools, a village those who live there."""
    level = 0 if region_code is None else region_code.count(".")
    if level < 2:
        return within(of.c.region_code, region_code)
    if level == 2:
        return within(of.c.district_code, region_code)
    return within(of.c.residence_code, region_code)


# --- the present -----------------------------------------------------------------------------------------------


def _as_they_are(names: Sequence[str]) -> Subquery:
    recorded = col(Student.recorded) != Recorded.NO
    return (
        select(
            col(Student.id),
            col(Student.region_code),
            col(Student.school_id),
            *(getattr(Student, name) for name in names),
            case((recorded, 1), else_=0).label("is_recorded"),
            case((col(Student.recorded) == Recorded.HERE, 1), else_=0).label("is_here"),
            col(Student.recorded_on),
            col(Student.card_state),
            col(Student.handed_over_on),
        )
        .where(is_person(), col(Student.status).not_in(GONE))
        .subquery("base")
    )


# --- looking back ----------------------------------------------------------------------------------------------


def _as_they_were(actor: Actor, question: Question, names: Sequence[str]) -> Subquery:
    persons = _persons(actor, question, names)
    stood = standings(persons, _members(persons, question.known_at), question.then)
    return select(
        stood.c.id,
        stood.c.region_code,
        _of_the_day(stood, question, "school_id").label("school_id"),
        *(_told(actor, stood, question, name).label(name) for name in names),
        case((stood.c.recorded != Recorded.NO.value, 1), else_=0).label("is_recorded"),
        case((stood.c.recorded == Recorded.HERE.value, 1), else_=0).label("is_here"),
        stood.c.recorded_on,
        stood.c.card_state,
        stood.c.handed_over_on,
        stood.c.last_code,
        *(stood.c[name] for name in REACHED),
    ).subquery("base")


def _persons(actor: Actor, question: Question, names: Sequence[str]) -> CTE:
    """Everyone who was a person then and may fall into the question's region."""
    scope = question.region_code if question.region_code is not None else actor.region_code
    regency = None if scope is None else ".".join(scope.split(".")[:2])

    def wanted(facts: Any) -> ColumnElement[bool]:
        return and_(
            facts.survivor_id.is_(None),
            facts.removed.is_(False),
            facts.status.not_in(GONE),
            _near(facts, regency, question),
        )

    persons: CTE = _known(("region_code", "school_id", *names), question.known_at, wanted).cte("persons")
    return persons


def _near(facts: Any, regency: str | None, question: Question) -> ColumnElement[bool]:
    """
    Cared for by the regency, or enrolled there on the day asked for.

    It only narrows what is read, by index; what is counted where is decided on the school of the day.
    """
    if regency is None:
        return true()
    if not question.past:
        return within(facts.region_code, regency)
    id: Any = facts.id if facts is Student else facts.student_id
    there = select(col(School.id)).where(within(col(School.region_code), regency))
    return or_(
        within(facts.region_code, regency),
        *(
            id.in_(select(col(table.student_id)).where(col(table.school_id).in_(there), _on(table, question.as_of)))
            for table in ((Enrolment,) if question.known_at is None else (Enrolment, EnrolmentHistory))
        ),
    )


def _members(persons: CTE, known_at: datetime | None) -> CTE:
    """Every row that is one of these people: ``student_id, person_id``. Events stay with the row that they named."""
    merged = _known(("survivor_id",), known_at, lambda facts: facts.survivor_id.is_not(None)).subquery("merged")
    into = select(merged.c.id, merged.c.survivor_id).join(persons, persons.c.id == merged.c.survivor_id)
    own = select(persons.c.id.label("student_id"), persons.c.id.label("person_id"))
    return union_all(own, into).cte("members")


def _known(names: Sequence[str], known_at: datetime | None, wanted: Condition) -> Any:
    """The facts ``names`` of all ``wanted`` people, as they were known at an instant: one row for each then known."""
    present = select(col(Student.id).label("id"), *(getattr(Student, name) for name in names)).where(wanted(Student))
    if known_at is None:
        return present
    former = select(col(StudentHistory.student_id).label("id"), *(getattr(StudentHistory, name) for name in names))
    return union_all(
        present.where(col(Student.known_from) <= known_at),
        former.where(
            col(StudentHistory.known_from) <= known_at, col(StudentHistory.known_to) > known_at, wanted(StudentHistory)
        ),
    )


def _told(actor: Actor, stood: CTE, question: Question, name: str) -> ColumnElement[Any]:
    """A fact as far as the actor is told of it, in figures as in lists: a count by villages tells where people live."""
    fact = _of_the_day(stood, question, name)
    if actor.role is not Role.SCHOOL or name not in _NOT_OF_THE_DEPARTED:
        return fact
    still_there = select(col(Student.id)).where(col(Student.school_id) == actor.school_id)
    return case((stood.c.id.in_(still_there), fact))


def _of_the_day(persons: CTE, question: Question, name: str) -> ColumnElement[Any]:
    """
    A fact of a person; school, class and grade are those of the enrolment on a past day, where one is known for it.

    On the day of a move two periods may meet; the later one holds.
    """
    latest: ColumnElement[Any] = persons.c[name]
    if not question.past or name not in _ENROLLED:
        return latest
    period = _periods(persons, question)
    then = select(period.c[name]).order_by(period.c.date_from.desc()).limit(1).scalar_subquery()
    if name == "school_id":
        return func.coalesce(then, latest)
    enrolled = select(period.c.school_id).limit(1).scalar_subquery()
    return case((enrolled.is_(None), latest), else_=then)


def _periods(persons: CTE, question: Question) -> Any:
    """The enrolments of a person of ``persons`` on the day asked for, as far as they were known."""

    def arm(table: Any) -> Any:
        columns = (getattr(table, name) for name in _PERIOD)
        return select(*columns).where(table.student_id == persons.c.id, _on(table, question.as_of)).correlate(persons)

    present = aliased(Enrolment)
    if question.known_at is None:
        return arm(present).subquery()
    former = aliased(EnrolmentHistory)
    known_at = question.known_at
    return union_all(
        arm(present).where(present.known_from <= known_at),
        arm(former).where(former.known_from <= known_at, former.known_to > known_at),
    ).subquery()


def _on(table: Any, day: date) -> ColumnElement[bool]:
    return and_(table.date_from <= day, or_(table.date_to.is_(None), table.date_to >= day))
