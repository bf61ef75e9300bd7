"""Reading the survey: whom a code speaks for, and the figures of a period within the reader's scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, union
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.cards import slips
from app.cards.models import CardEvent
from app.core.access import Actor, Role, within
from app.core.crypto import KeyRing, place
from app.core.db import keys_of
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.recordings.models import Outcome, Recording
from app.regions.queries import scope
from app.schools.models import School
from app.students import queries as students
from app.students.models import CardState, Student
from app.students.privacy_queries import ids_of
from app.surveys.models import Element, OpenCodeKind, Source, SurveyAnswer, SurveyCode, SurveyParticipant
from app.surveys.rules import Index, index_of
from app.visits.models import Visit

# --- codes -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody with a code is asked about."""

    source: Source
    region_code: str
    place_code: str
    school_id: UUID | None
    school_name: str | None
    visit_id: UUID | None
    visited_on: date | None
    code_hash: str
    person: tuple[str, ...] = ()
    """The digests of whoever answers once: the person's own first, then those of rows merged into it."""


def open_code(keys: KeyRing, subject_id: UUID) -> str:
    """The code of a visit or school: 80 bits in the signs of a slip's code, the same at every asking."""
    bits = int(keys.blind("survey_code", subject_id.hex)[:20], 16)
    return "".join(slips.ALPHABET[(bits >> shift) & 31] for shift in range(75, -1, -5))


def code_hash(keys: KeyRing, code: str) -> str:
    return keys.blind("survey", code)


def asked_by(session: Session, code: str) -> Asked:
    """
    What ``code`` asks about: a pupil's own, or that of a visit or school.

    Raises :class:`NotFound` for a code that is none, was replaced, or belongs to somebody restricted: all alike.
    """
    keys, plain = keys_of(session), slips.as_read(code) or ""
    person = slips.student_of(session, plain)
    statement = select(SurveyCode).where(col(SurveyCode.code_hash) == code_hash(keys, plain))
    shared = session.exec(statement).one_or_none()
    if person is not None:
        return _asked_of(session, keys, person, plain)
    if shared is None:
        raise NotFound
    school = session.get_one(School, shared.school_id)
    visit = session.get(Visit, shared.subject_id) if shared.kind is OpenCodeKind.VISIT else None
    return Asked(
        source=Source.OPEN,
        region_code=shared.region_code,
        place_code=school.district_code,
        school_id=school.id,
        school_name=school.name,
        visit_id=visit.id if visit else None,
        visited_on=visit.date if visit else None,
        code_hash=shared.code_hash,
    )


def _asked_of(session: Session, keys: KeyRing, person: Student, plain: str) -> Asked:
    school = session.get(School, person.school_id) if person.school_id else None
    visit = session.exec(
        select(Visit)
        .join(Recording, col(Recording.visit_id) == col(Visit.id))
        .where(col(Recording.student_id) == person.id, col(Recording.counted).is_(True))
        .order_by(col(Recording.corrected_at).desc())
        .limit(1)
    ).first()
    return Asked(
        source=Source.PERSON,
        region_code=person.region_code,
        place_code=school.district_code if school else person.residence_code or person.region_code,
        school_id=school.id if school else None,
        school_name=None,  # whoever holds a slip that was found learns nothing of whose it is
        visit_id=visit.id if visit else None,
        visited_on=visit.date if visit else None,
        code_hash=code_hash(keys, plain),
        person=tuple(keys.blind("survey_participant", id.hex) for id in ids_of(session, person.id)),
    )


def has_answered(session: Session, asked: Asked) -> bool:
    statement = select(SurveyParticipant.person).where(col(SurveyParticipant.person).in_(asked.person))
    return session.exec(statement).first() is not None


# --- figures ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which answers: both days included; the region of the reader where none is named."""

    date_from: date
    date_to: date
    region_code: str | None = None
    school_id: UUID | None = None
    visit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The survey of a period. ``population``: distinct people who were recorded or got their card in it."""

    respondents: int
    open: int
    population: int
    index: Index


def visible(actor: Actor) -> SelectOfScalar[SurveyAnswer]:
    """An office's region, what was said about a school to that school, about a team's visits to that team."""
    return select(SurveyAnswer).where(_sight(actor))


def _sight(actor: Actor) -> ColumnElement[bool]:
    match actor.role:
        case Role.ADMIN | Role.OFFICER | Role.VIEWER:
            return within(col(SurveyAnswer.region_code), actor.region_code)
        case Role.SCHOOL:
            return col(SurveyAnswer.school_id) == actor.school_id
        case Role.TEAM:
            return col(SurveyAnswer.visit_id).in_(select(Visit.id).where(col(Visit.team_id) == actor.team_id))


def _wanted(actor: Actor, wanted: Wanted) -> ColumnElement[bool]:
    conditions = [
        _sight(actor),
        within(col(SurveyAnswer.place_code), scope(actor, wanted.region_code)),
        col(SurveyAnswer.answered_on).between(wanted.date_from, wanted.date_to),
    ]
    if wanted.school_id is not None:
        conditions.append(col(SurveyAnswer.school_id) == wanted.school_id)
    if wanted.visit_id is not None:
        conditions.append(col(SurveyAnswer.visit_id) == wanted.visit_id)
    return and_(*conditions)


def satisfaction(session: Session, actor: Actor, wanted: Wanted) -> Satisfaction:
    marks = [func.coalesce(func.sum(getattr(SurveyAnswer, element.value)), 0) for element in Element]
    is_open = case((col(SurveyAnswer.source) == Source.OPEN, 1), else_=0)
    respondents, opened, *totals = session.execute(
        select(func.count(), func.coalesce(func.sum(is_open), 0), *marks)
        .select_from(SurveyAnswer)
        .where(_wanted(actor, wanted))
    ).one()
    by_element: Mapping[Element, int] = dict(zip(Element, map(int, totals), strict=True))
    return Satisfaction(
        respondents=respondents,
        open=int(opened),
        population=_served(session, actor, wanted),
        index=index_of(by_element, respondents),
    )


def _served(session: Session, actor: Actor, wanted: Wanted) -> int:
    """Distinct people, whatever rows named them, who were recorded or got their card in the period."""
    named = aliased(Student)
    person: Any = func.coalesce(named.survivor_id, named.id)
    recorded = (
        select(person.label("person"))
        .join(Recording, col(Recording.student_id) == named.id)
        .where(
            col(Recording.counted).is_(True),
            col(Recording.outcome) == Outcome.RECORDED,
            col(Recording.corrected_on).between(wanted.date_from, wanted.date_to),
            _work_of(actor, wanted),
        )
    )
    served = [recorded]
    if wanted.visit_id is None and actor.role is not Role.TEAM:
        school_id = actor.school_id if actor.role is Role.SCHOOL else wanted.school_id
        handed = (
            select(person.label("person"))
            .join(CardEvent, col(CardEvent.student_id) == named.id)
            .where(
                col(CardEvent.state) == CardState.HANDED_OVER,
                col(CardEvent.voided_by).is_(None),
                col(CardEvent.occurred_on).between(wanted.date_from, wanted.date_to),
                within(col(CardEvent.region_code), actor.region_code),
            )
        )
        if school_id is not None:
            handed = handed.where(named.school_id == school_id)
        served.append(handed)
    people = union(*served).subquery()
    statement = select(func.count()).select_from(people).join(Student, col(Student.id) == people.c.person)
    return int(session.execute(statement.where(students.in_region(scope(actor, wanted.region_code)))).scalar_one())


def _work_of(actor: Actor, wanted: Wanted) -> ColumnElement[bool]:
    """The recordings of the period that count as service in the reader's sight, by where they were made."""
    conditions = [within(col(Recording.region_code), actor.region_code)]
    if actor.role is Role.SCHOOL:
        conditions.append(col(Recording.school_id) == actor.school_id)
    if actor.role is Role.TEAM:
        conditions.append(col(Recording.team_id) == actor.team_id)
    if wanted.school_id is not None:
        conditions.append(col(Recording.school_id) == wanted.school_id)
    if wanted.visit_id is not None:
        conditions.append(col(Recording.visit_id) == wanted.visit_id)
    return and_(*conditions)


# --- what was said -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody added in their own words, as it was screened."""

    id: UUID
    answered_on: date
    school_id: UUID | None
    visit_id: UUID | None
    source: Source
    comment: str
    hidden: int


def comments(session: Session, actor: Actor, request: PageRequest, wanted: Wanted) -> Page[Comment]:
    """Latest first. For the office: a school would know its pupils by their words."""
    keys = keys_of(session)
    statement = visible(actor).where(_wanted(actor, wanted), col(SurveyAnswer.sealed).is_not(None))
    order = [col(SurveyAnswer.answered_on), col(SurveyAnswer.id)]
    found = page(session, statement, request, order, descending=True)
    return found.map(lambda answer: _comment(keys, answer))


def _comment(keys: KeyRing, answer: SurveyAnswer) -> Comment:
    assert answer.sealed is not None  # noqa: S101
    assert answer.sealed_key_id is not None  # noqa: S101
    words = keys.open_json(answer.sealed_key_id, answer.sealed, place("survey_answers", "sealed", answer.id))
    return Comment(
        id=answer.id,
        answered_on=answer.answered_on,
        school_id=answer.school_id,
        visit_id=answer.visit_id,
        source=answer.source,
        comment=words,
        hidden=answer.hidden,
    )


def forms(session: Session, actor: Actor, request: PageRequest, wanted: Wanted) -> Page[SurveyAnswer]:
    """The filled forms themselves, latest first: the raw figures that the report encloses."""
    order = [col(SurveyAnswer.answered_on), col(SurveyAnswer.id)]
    return page(session, visible(actor).where(_wanted(actor, wanted)), request, order, descending=True)


def names_at(session: Session, school_id: UUID | None) -> Sequence[str]:
    """The names that a comment about a school might hold."""
    if school_id is None:
        return []
    return session.exec(select(Student.name).where(col(Student.school_id) == school_id, students.is_person())).all()


def respondents_by(session: Session, actor: Actor, wanted: Wanted, column: Any) -> dict[str | None, int]:
    """How many forms there are by what ``column`` says of those who filled them."""
    rows = session.execute(select(column, func.count()).where(_wanted(actor, wanted)).group_by(column)).all()
    return {key if key is None else str(key): int(count) for key, count in rows}
