"""
Where people learn and learned: enrolments as periods that follow the facts, and the taking back of periods.

What a period is said to be after a change is the rule :func:`app.students.rules.moved`; here it is written down, with
the former knowledge in the history twin.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.core.bulk import insert_rows
from app.core.db import batched
from app.core.ids import new_id
from app.students.models import Enrolment, EnrolmentFacts, EnrolmentHistory, EnrolmentState, Student
from app.students.rows import write_alike
from app.students.rules import ENROLLED, Period, Place, moved

_FOLLOWED = ("school_id", "class_group", "grade", "status")
"""The facts of a person that tell where they learn."""


def begin(session: Session, places: Mapping[UUID, Place], on: date, at: datetime) -> None:
    """A first period for each of these people, from the day ``on``."""
    insert_rows(session, Enrolment, [_row(id, Period(place, on), at) for id, place in places.items()])


def follow(
    session: Session,
    changes: Iterable[tuple[Student, Mapping[str, Any]]],
    on: date,
    at: datetime,
    *,
    undoing: Sequence[datetime] = (),
) -> None:
    """
    Let the periods of people follow their facts, of which these are about to change.

    ``undoing`` are the instants of the changes that are taken back, the latest first: whose periods before one of them
    agree with the facts that come back gets exactly those, as if it had never been; everybody else's go on from ``on``.
    """
    places: dict[UUID, Place | None] = {}
    for student, values in changes:
        present = {name: getattr(student, name) for name in _FOLLOWED}
        place = _place(**(present | {name: values[name] for name in _FOLLOWED if name in values}))
        if place != _place(**present):
            places[student.id] = place
    rows = _present(session, places)
    wished: dict[UUID, list[Period]] = {}
    for instant in undoing:
        left = {id: own for id, own in rows.items() if id not in wished}
        before = _before(session, left, instant) if left else {}
        wished |= {id: former for id, former in before.items() if _agree(former, places[id])}
    for id, place in places.items():
        if id not in wished:
            wished[id] = moved([_period(row) for row in rows[id]], place, on)
    _become(session, rows, wished, at)


def restore(session: Session, student_ids: Iterable[UUID], since: datetime, at: datetime) -> None:
    """
    Give these people the periods back that were known of them just before ``since``, under their former ids.

    The caller has made sure that nothing was built on what came after.
    """
    rows = _present(session, student_ids)
    _become(session, rows, _before(session, rows, since), at)


def retract(session: Session, enrolment_ids: Iterable[UUID], at: datetime) -> None:
    """Delete periods that never were. That they were believed in until ``at`` stays known in the history twin."""
    going = sorted(enrolment_ids)
    for some in batched(going):
        rows = session.exec(select(Enrolment).where(col(Enrolment.id).in_(some))).all()
        insert_rows(session, EnrolmentHistory, [_former(row, at) for row in rows])
        session.execute(delete(Enrolment).where(col(Enrolment.id).in_(some)))


# --- reading ---------------------------------------------------------------------------------------------------


def _present(session: Session, student_ids: Iterable[UUID]) -> dict[UUID, list[Enrolment]]:
    """Each person's rows, the earliest first. Not a reader's: it serves changes, whose owners are locked."""
    found: dict[UUID, list[Enrolment]] = {id: [] for id in student_ids}
    for some in batched(found):
        statement = select(Enrolment).where(col(Enrolment.student_id).in_(some))
        for row in session.exec(statement.order_by(col(Enrolment.date_from), col(Enrolment.id))):
            found[row.student_id].append(row)
    # An open period is the last, whatever its days: it is the one that goes on.
    return {id: sorted(rows, key=lambda row: row.state is EnrolmentState.ACTIVE) for id, rows in found.items()}


def _before(session: Session, present: Mapping[UUID, Sequence[Enrolment]], since: datetime) -> dict[UUID, list[Period]]:
    """The periods of each person as they were known just before ``since``."""
    known: dict[UUID, dict[UUID, Period]] = defaultdict(dict)
    for some in batched(present):
        former = select(EnrolmentHistory).where(
            col(EnrolmentHistory.student_id).in_(some), col(EnrolmentHistory.known_to) >= since
        )
        for row in session.exec(former.order_by(col(EnrolmentHistory.known_to), col(EnrolmentHistory.id))):
            # Two changes may share an instant: what ended with it was known before it.
            if row.known_from < since or row.known_to == since:
                known[row.student_id].setdefault(row.enrolment_id, _period(row))
    for id, rows in present.items():
        for enrolment in rows:
            if enrolment.known_from < since:
                known[id].setdefault(enrolment.id, _period(enrolment))
    return {id: sorted(known[id].values(), key=lambda one: (one.date_to is None, one.date_from)) for id in present}


def _place(school_id: UUID | None, class_group: str | None, grade: int | None, status: Any) -> Place | None:
    return Place(school_id, class_group, grade) if school_id is not None and status in ENROLLED else None


def _period(row: Enrolment | EnrolmentHistory) -> Period:
    id = row.id if isinstance(row, Enrolment) else row.enrolment_id
    end = None if row.state is EnrolmentState.ACTIVE else (row.date_to or row.date_from)
    return Period(Place(row.school_id, row.class_group, row.grade), row.date_from, end, id)


def _agree(periods: Sequence[Period], place: Place | None) -> bool:
    """Whether the periods say what the facts say. A grade that a period does not know contradicts nothing."""
    last = periods[-1] if periods and periods[-1].date_to is None else None
    if last is None or place is None:
        return last is None and place is None
    same_class = (last.place.school_id, last.place.class_group) == (place.school_id, place.class_group)
    return same_class and last.place.grade in (None, place.grade)


# --- writing ---------------------------------------------------------------------------------------------------


def _become(
    session: Session,
    present: Mapping[UUID, Sequence[Enrolment]],
    wished: Mapping[UUID, Sequence[Period]],
    at: datetime,
) -> None:
    """Write the difference between the periods there are and those there should be."""
    rows = {row.id: row for some in present.values() for row in some}
    kept = {period.id for periods in wished.values() for period in periods}
    changed: list[tuple[Enrolment, dict[str, Any]]] = []
    begun: list[dict[str, Any]] = []
    for student_id, periods in wished.items():
        for period in periods:
            row = rows.get(period.id) if period.id is not None else None
            if row is None:
                begun.append(_row(student_id, period, at))
            elif _period(row) != period:
                changed.append((row, _values(period) | {"known_from": at}))
    retract(session, [id for id in rows if id not in kept], at)
    insert_rows(session, EnrolmentHistory, [_former(row, at) for row, _ in changed])
    write_alike(session, changed)
    insert_rows(session, Enrolment, begun)


def _values(period: Period) -> dict[str, Any]:
    return {
        "school_id": period.place.school_id,
        "class_group": period.place.class_group,
        "grade": period.place.grade,
        "date_from": period.date_from,
        "date_to": period.date_to,
        "state": EnrolmentState.ACTIVE if period.date_to is None else EnrolmentState.ENDED,
    }


def _row(student_id: UUID, period: Period, at: datetime) -> dict[str, Any]:
    return _values(period) | {"id": period.id or new_id(), "student_id": student_id, "known_from": at}


def _former(enrolment: Enrolment, at: datetime) -> dict[str, Any]:
    facts = {name: getattr(enrolment, name) for name in EnrolmentFacts.model_fields}
    return facts | {
        "id": new_id(),
        "enrolment_id": enrolment.id,
        "known_from": enrolment.known_from,
        "known_to": at,
    }
