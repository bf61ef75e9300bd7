"""Who is counted: the people a reader may see in figures, as they were on a day, as they were known at an instant."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, or_, select, union_all
from sqlmodel import col

from app.cards.models import CardEvent
from app.core.access import Actor, Role, within
from app.recordings.models import Recording
from app.regions.queries import zone
from app.schools.models import School
from app.students.models import (
    CardState,
    Enrolment,
    EnrolmentHistory,
    EnrolmentState,
    Recorded,
    Student,
    StudentHistory,
)
from app.students.queries import GONE
from app.visits.models import Visit

_FACTS = ("school_id", "residence_code", "sex", "birth_date", "ever_married", "status", "survivor_id")
_ENROLMENT = ("student_id", "school_id", "date_from", "date_to", "state")


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


def people(actor: Actor, question: Question) -> Subquery:
    """
    One row a person: ``id, region_code, school_id, school_name, district_code, kind, residence_code, sex, birth_date,
    ever_married, is_recorded, is_here`` (0 or 1), ``recorded_on, card_state, handed_over_on``.

    Those who died or moved away are not counted. A district is the school's, for people without a school that of
    their residence.
    """
    base = _as_they_were(question)
    district = func.coalesce(col(School.district_code), func.substr(base.c.residence_code, 1, 8))
    statement = select(
        *base.c, col(School.name).label("school_name"), district.label("district_code"), col(School.kind)
    ).outerjoin(School, col(School.id) == base.c.school_id)
    return statement.where(_visible(actor, base), _in_region(base, question.region_code)).subquery("people")


def _visible(actor: Actor, base: Subquery) -> ColumnElement[bool]:
    """Figures are wider than persons: viewers see their region's, teams those of the schools they visit."""
    match actor.role:
        case Role.SCHOOL:
            return base.c.school_id == actor.school_id
        case Role.TEAM:
            return base.c.school_id.in_(select(col(Visit.school_id)).where(col(Visit.team_id) == actor.team_id))
        case Role.ADMIN | Role.OFFICER | Role.VIEWER:
            return within(base.c.region_code, actor.region_code)


def _in_region(base: Subquery, region_code: str | None) -> ColumnElement[bool]:
    """A regency counts its own, a district the pupils of its schools, a village those who live there."""
    level = 0 if region_code is None else region_code.count(".")
    if level < 2:
        return within(base.c.region_code, region_code)
    if level == 2:
        return or_(
            within(col(School.district_code), region_code),
            and_(base.c.school_id.is_(None), within(base.c.residence_code, region_code)),
        )
    return within(base.c.residence_code, region_code)


def _as_they_were(question: Question) -> Subquery:
    facts: Any = Student if question.known_at is None else _known(question.known_at).c
    recorded = _recorded(question)
    is_here = and_(recorded, col(Student.recorded) == Recorded.HERE)
    statement = select(
        col(Student.id),
        col(Student.region_code),
        _school_of_the_day(facts, question).label("school_id"),
        *(getattr(facts, name) for name in ("residence_code", "sex", "birth_date", "ever_married")),
        case((recorded, 1), else_=0).label("is_recorded"),
        case((is_here, 1), else_=0).label("is_here"),
        col(Student.recorded_on),
        _card_state(question).label("card_state"),
        col(Student.handed_over_on),
    ).where(facts.survivor_id.is_(None), facts.status.not_in(GONE))
    if question.known_at is not None:
        statement = statement.where(facts.student_id == col(Student.id))
    return statement.subquery("base")


def _known(known_at: datetime) -> Subquery:
    """The facts of all people as they were known at an instant: one row for each then known."""
    return _twins(Student, StudentHistory, Student.id, StudentHistory.student_id, _FACTS, known_at)


def _twins(table: Any, history: Any, id: Any, history_id: Any, names: tuple[str, ...], known_at: datetime) -> Subquery:
    present = select(id.label("student_id"), *(getattr(table, name) for name in names)).where(
        table.known_from <= known_at
    )
    former = select(history_id.label("student_id"), *(getattr(history, name) for name in names)).where(
        history.known_from <= known_at, history.known_to > known_at
    )
    return union_all(present, former).subquery()


def _school_of_the_day(facts: Any, question: Question) -> ColumnElement[Any]:
    """The school that a person was enrolled at on a past day; where none is known for it, the present one."""
    school_id: ColumnElement[Any] = facts.school_id
    if not question.past:
        return school_id
    enrolment: Any = Enrolment
    if question.known_at is not None:
        names = _ENROLMENT[1:]
        owner, former = Enrolment.student_id, EnrolmentHistory.student_id
        enrolment = _twins(Enrolment, EnrolmentHistory, owner, former, names, question.known_at).c
    then = (
        select(enrolment.school_id)
        .where(
            enrolment.student_id == col(Student.id),
            enrolment.date_from <= question.as_of,
            or_(enrolment.date_to.is_(None), enrolment.date_to >= question.as_of),
            enrolment.state.in_([EnrolmentState.ACTIVE, EnrolmentState.ENDED]),
        )
        # On the day of a move two periods may meet; the later one holds.
        .order_by(enrolment.date_from.desc())
        .limit(1)
        .correlate(Student)
        .scalar_subquery()
    )
    return func.coalesce(then, school_id)


def _recorded(question: Question) -> ColumnElement[bool]:
    recorded: ColumnElement[bool] = col(Student.recorded) != Recorded.NO
    if question.past:
        # Known to be recorded but not since when: counted rather than hidden.
        on = col(Student.recorded_on)
        recorded = and_(recorded, or_(on.is_(None), on <= question.as_of))
    if question.known_at is not None:
        received = exists().where(
            col(Recording.id) == col(Student.counting_recording_id),
            col(Recording.received_at) <= question.known_at,
        )
        told = exists().where(
            col(CardEvent.student_id) == col(Student.id),
            col(CardEvent.recorded_at) <= question.known_at,
            col(CardEvent.status) != "UNREGISTERED",
        )
        recorded = and_(recorded, or_(received, told))
    return recorded


def _card_state(question: Question) -> ColumnElement[Any]:
    """
    The state of the card; looking back, the present state for those whose last event had happened by then, and
    ``unknown`` for those whose card moved since.
    """
    state: ColumnElement[Any] = Student.__table__.c.card_state  # type: ignore[attr-defined]
    limits = []
    if question.past:
        limits.append(datetime.combine(question.as_of + timedelta(days=1), time(), zone(question.region_code)))
    if question.known_at is not None:
        limits.append(question.known_at)
    if not limits:
        return state
    last = col(Student.last_card_at)
    return case((or_(last.is_(None), last < min(limits)), state), else_=CardState.UNKNOWN)
