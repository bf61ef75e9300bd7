"""The people behind figures, one by one: as they are, or as they were on a day and were known at an instant."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, false, func, not_, or_, select
from sqlmodel import Session, col

from app.core.access import Actor, Role
from app.core.paging import Page, PageRequest, page
from app.core.types import name_key
from app.coverage.counting import Counting, Rows
from app.coverage.people import Question, people
from app.coverage.queries import ask
from app.students import queries as students
from app.students.models import CardState, Recorded, Student, StudentFacts
from app.students.queries import StudentFilter
from app.students.rules import born_by, cohort_births

_SHOWN = tuple(name for name in StudentFacts.model_fields if name not in {"region_code", "school_id", "survivor_id"})


def roll(
    session: Session,
    actor: Actor,
    request: PageRequest,
    wanted: StudentFilter,
    *,
    recording_age: int,
    as_of: date | None = None,
    known_at: datetime | None = None,
    behind: Rows | None = None,
) -> Page[Student]:
    """
    People as of today where no day is given, in :func:`app.students.queries.order_of`; with ``behind`` exactly those
    of a figure. Who is eligible is asked by the ``recording_age`` of that day.

    Looking back, those who had died or moved away are left out, school and class are those of the day, and what is
    handed out are images that no session knows. Raises :class:`NotFound` for a region out of scope,
    :class:`TooRecent`, :class:`NoSuchGroup`, :class:`CohortNeeded`.
    """
    question = ask(actor, wanted.region_code, as_of, known_at)
    if not question.looks_back and behind is None:
        return students.students(session, actor, request, wanted, as_of=question.as_of, recording_age=recording_age)
    of = people(actor, question, _SHOWN)
    statement = (
        select(
            of,
            *([] if question.looks_back else [col(Student.last_card_code).label("last_code")]),
            col(Student.nik_prefix),
            col(Student.consent),
            col(Student.version),
        )
        .join(Student, col(Student.id) == of.c.id)
        .where(*_conditions(actor, wanted, of, question, recording_age))
    )
    if behind is not None:
        statement = statement.where(*Counting(session, of, question, behind.subject).rows(behind))
    if request.exporting:
        statement = statement.where(students.may_appear(session, question.today))
    found = page(session, statement, request, students.order_of(of.c, request, wanted, question.region_code))
    names = [str(column.key) for column in statement.selected_columns]
    return found.map(lambda row: _image(dict(zip(names, row, strict=True))))


def _conditions(
    actor: Actor, wanted: StudentFilter, of: Subquery, question: Question, age: int
) -> list[ColumnElement[bool]]:
    """As those of :func:`app.students.queries.students`, on people as they were."""
    found: list[ColumnElement[bool]] = []
    if actor.role in {Role.TEAM, Role.VIEWER}:
        found.append(false())
    for column, value in (
        (of.c.school_id, wanted.school_id),
        (of.c.card_state, None if wanted.card_state is None else wanted.card_state.value),
        (of.c.status, wanted.status),
        (of.c.class_group, wanted.class_group),
    ):
        if value is not None:
            found.append(column == value)
    if wanted.recorded is not None:
        here = 1 if wanted.recorded is Recorded.HERE else 0
        found.append(and_(of.c.is_recorded == (wanted.recorded is not Recorded.NO), of.c.is_here == here))
    if wanted.eligible is not None:
        old_enough = or_(of.c.birth_date <= born_by(question.as_of, age), of.c.ever_married.is_(True))
        rule = and_(of.c.is_recorded == 0, old_enough)
        found.append(rule if wanted.eligible else not_(func.coalesce(rule, false())))
    if wanted.cohort is not None:
        found.append(of.c.birth_date.between(*cohort_births(wanted.cohort)))
    if wanted.q:
        found.append(or_(of.c.name_key.contains(name_key(wanted.q), autoescape=True), of.c.nisn == wanted.q))
    return found


def _image(row: dict[str, Any]) -> Student:
    facts: dict[str, Any] = {name: row[name] for name in _SHOWN}
    recorded = Recorded.NO
    if row["is_recorded"]:
        recorded = Recorded.HERE if row["is_here"] else Recorded.ELSEWHERE
    id: UUID = row["id"]
    return Student(
        **facts,
        id=id,
        region_code=row["region_code"],
        school_id=row["school_id"],
        nik_prefix=row["nik_prefix"] if row["nik_hash"] else None,
        consent=row["consent"],
        version=row["version"],
        recorded=recorded,
        recorded_on=row["recorded_on"],
        card_state=CardState(row["card_state"]),
        last_card_code=row["last_code"],
        handed_over_on=row["handed_over_on"],
    )
