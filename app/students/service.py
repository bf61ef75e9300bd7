"""Changing what is known of people. Former facts move to the history twin; every change leaves its journal line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import Session, col, select

from app.core.access import Actor, regency_of
from app.core.clock import now
from app.core.crypto import KeyRing, place
from app.core.db import keys_of
from app.core.errors import AlreadyExists, Fault, Forbidden, Invalid, NotFound, StateConflict, VersionMismatch
from app.core.ids import new_id
from app.core.requests import first_time
from app.core.types import Sex, name_key
from app.journal import service as journal
from app.regions import queries as regions
from app.regions.queries import today
from app.schools import queries as schools
from app.students import queries
from app.students.models import (
    DataIssue,
    DataIssueKind,
    Disclosure,
    Enrolment,
    EnrolmentHistory,
    EnrolmentState,
    Student,
    StudentFacts,
    StudentHistory,
)

_FACTS = tuple(StudentFacts.model_fields)
SCHOOL_MAY_CHANGE = {"class_group", "grade", "residence_code", "birth_place", "nisn"}


class NotForSchools(Forbidden):
    code = "students.not_for_schools"


@dataclass(frozen=True, slots=True)
class NewStudent:
    """A person as a list or an officer names them."""

    name: str
    nik: str | None = None
    nisn: str | None = None
    sex: Sex | None = None
    birth_place: str | None = None
    birth_date: date | None = None
    class_group: str | None = None
    grade: int | None = None
    residence_code: str | None = None
    ever_married: bool = False


def create_many(
    session: Session,
    actor: Actor,
    region_code: str,
    school_id: UUID | None,
    rows: Sequence[NewStudent],
    *,
    on: date,
    ids: Sequence[UUID] | None = None,
) -> list[UUID]:
    """
    Take people in, at a school from the day ``on`` or at none. Returns their ids in order.

    Raises :class:`AlreadyExists` when one of the NIKs is held already.
    """
    if not rows:
        return []
    keys, at = keys_of(session), now()
    ids = ids or [new_id() for _ in rows]
    people = [
        _row(keys, student_id, region_code, school_id, row, at) for student_id, row in zip(ids, rows, strict=True)
    ]
    _refuse_taken(session, [p["nik_hash"] for p in people if p["nik_hash"]], set())
    session.execute(insert(Student), people)
    if school_id is not None:
        session.execute(
            insert(Enrolment),
            [_enrolment(p["id"], school_id, p["class_group"], on, at) for p in people],
        )
    without_nik = [(p["id"], region_code) for p in people if p["nik_hash"] is None]
    _open_issues(session, without_nik, DataIssueKind.NIK_MISSING)
    journal.write_many(
        session, actor, "students.created", "student", [(p["id"], region_code, school_id, {}) for p in people]
    )
    return [p["id"] for p in people]


def _row(
    keys: KeyRing, id: UUID, region_code: str, school_id: UUID | None, row: NewStudent, at: datetime
) -> dict[str, Any]:
    student = Student(
        id=id,
        region_code=region_code,
        school_id=school_id,
        name=row.name,
        name_key=name_key(row.name),
        nisn=row.nisn,
        sex=row.sex,
        birth_place=row.birth_place,
        birth_date=row.birth_date,
        class_group=row.class_group,
        grade=row.grade,
        residence_code=row.residence_code,
        ever_married=row.ever_married,
        created_at=at,
        known_from=at,
    )
    return student.model_dump() | _nik_columns(keys, id, row.nik)


def _nik_columns(keys: KeyRing, student_id: UUID, nik: str | None) -> dict[str, Any]:
    if nik is None:
        return {"nik_hash": None, "nik_sealed": None, "nik_key_id": None, "nik_prefix": None}
    key_id, sealed = keys.seal(nik.encode(), place("students", "nik", student_id))
    return {
        "nik_hash": keys.blind("nik", nik),
        "nik_sealed": sealed,
        "nik_key_id": key_id,
        "nik_prefix": nik[:4],
    }


def _enrolment(student_id: UUID, school_id: UUID, class_group: str | None, on: date, at: datetime) -> dict[str, Any]:
    return Enrolment(
        id=new_id(),
        student_id=student_id,
        school_id=school_id,
        class_group=class_group,
        date_from=on,
        state=EnrolmentState.ACTIVE,
        known_from=at,
    ).model_dump()


def _refuse_taken(session: Session, hashes: Sequence[str], own: set[UUID]) -> None:
    for start in range(0, len(hashes), 500):
        taken = select(Student.id).where(col(Student.nik_hash).in_(hashes[start : start + 500]))
        if any(holder not in own for holder in session.exec(taken)):
            raise AlreadyExists([Fault("/nik", "already_exists", {"field": "NIK"})], field="NIK")


def change_many(session: Session, actor: Actor, changes: Mapping[UUID, Mapping[str, Any]], *, on: date) -> None:
    """
    Change named facts of people: any of :class:`NewStudent`'s fields, ``status`` and ``school_id``.

    A class that changes ends nothing, a school that changes ends the enrolment and begins one on ``on``. A NIK that
    appears or changes opens a data issue. The caller has checked that the actor may; rows are locked in id order.
    """
    if not changes:
        return
    ids, at, keys = sorted(changes), now(), keys_of(session)
    locked: dict[UUID, Student] = {}
    for start in range(0, len(ids), 500):
        batch = select(Student).where(col(Student.id).in_(ids[start : start + 500])).order_by(col(Student.id))
        locked |= {student.id: student for student in session.exec(batch.with_for_update())}
    _keep_history(session, list(locked.values()), at)
    for student_id, wished in changes.items():
        student = locked[student_id]
        values = dict(wished)
        if "nik" in values:
            nik = values.pop("nik")
            columns = _nik_columns(keys, student_id, nik)
            if columns["nik_hash"] is not None:
                _refuse_taken(session, [columns["nik_hash"]], {student_id})
            if student.nik_hash is not None and columns["nik_hash"] != student.nik_hash:
                note_issue(session, actor, student_id, student.region_code, DataIssueKind.NIK_CONTRADICTION, {})
            values |= columns
        if "name" in values:
            values["name_key"] = name_key(values["name"])
        _move_enrolment(session, student, values, on, at)
        for field, value in values.items():
            setattr(student, field, value)
        student.version += 1
        student.known_from = at
    session.flush()
    journal.write_many(
        session,
        actor,
        "students.changed",
        "student",
        [(s.id, s.region_code, s.school_id, {"fields": sorted(changes[s.id])}) for s in locked.values()],
    )


def _keep_history(session: Session, students: Sequence[Student], at: datetime) -> None:
    rows = [
        {name: getattr(student, name) for name in _FACTS}
        | {"id": new_id(), "student_id": student.id, "known_from": student.known_from, "known_to": at}
        for student in students
    ]
    if rows:
        session.execute(insert(StudentHistory), rows)


def _move_enrolment(session: Session, student: Student, values: Mapping[str, Any], on: date, at: datetime) -> None:
    new_school = values.get("school_id", student.school_id)
    new_class = values.get("class_group", student.class_group)
    if (new_school, new_class) == (student.school_id, student.class_group):
        return
    current = session.exec(
        select(Enrolment).where(col(Enrolment.student_id) == student.id, col(Enrolment.state) == EnrolmentState.ACTIVE)
    ).first()
    if current is not None:
        former = current.model_dump(exclude={"id", "known_from"})
        session.add(
            EnrolmentHistory(id=new_id(), enrolment_id=current.id, known_from=current.known_from, known_to=at, **former)
        )
        current.known_from = at
        if current.school_id == new_school:
            current.class_group = new_class
            return
        current.state, current.date_to = EnrolmentState.ENDED, on
    if new_school is not None:
        session.execute(insert(Enrolment), [_enrolment(student.id, new_school, new_class, on, at)])


# --- issues ----------------------------------------------------------------------------------------------------


def note_issue(
    session: Session,
    actor: Actor,
    student_id: UUID,
    region_code: str,
    kind: DataIssueKind,
    detail: Mapping[str, Any],
) -> None:
    """Put something about a person on the office's list; an open issue of the same kind is not doubled."""
    open_one = select(DataIssue.id).where(
        col(DataIssue.student_id) == student_id,
        col(DataIssue.kind) == kind,
        col(DataIssue.resolved_at).is_(None),
    )
    if session.exec(open_one).first() is not None:
        return
    issue = DataIssue(region_code=region_code, student_id=student_id, kind=kind, detail=dict(detail))
    session.add(issue)
    session.flush()
    journal.write(
        session,
        actor,
        "students.issue_opened",
        "data_issue",
        issue.id,
        region_code=region_code,
        data={"kind": kind.value},
    )


def _open_issues(session: Session, people: Sequence[tuple[UUID, str]], kind: DataIssueKind) -> None:
    if people:
        session.execute(
            insert(DataIssue),
            [
                DataIssue(region_code=region, student_id=student_id, kind=kind).model_dump()
                for student_id, region in people
            ],
        )


# --- one person ------------------------------------------------------------------------------------------------


def change(session: Session, actor: Actor, student_id: UUID, version: int, values: Mapping[str, Any]) -> Student:
    """
    Change one person by hand.

    A school may change class, grade, residence and birth place of its own pupils; NIK, names, dates and status are
    the office's. Raises :class:`Forbidden`, :class:`VersionMismatch`, :class:`AlreadyExists`.
    """
    student = queries.get(session, actor, student_id, lock=True)
    if student.version != version:
        raise VersionMismatch
    changed = {name: value for name, value in values.items() if name == "nik" or getattr(student, name) != value}
    if not actor.is_office and set(changed) - SCHOOL_MAY_CHANGE:
        raise NotForSchools(
            [Fault(f"/{name}", "students.not_for_schools") for name in sorted(set(changed) - SCHOOL_MAY_CHANGE)]
        )
    if changed:
        change_many(session, actor, {student_id: changed}, on=today(student.region_code))
    return student


def add(
    session: Session,
    actor: Actor,
    wish: NewStudent,
    *,
    school_id: UUID | None,
    id: UUID | None,
    content: Mapping[str, Any],
) -> tuple[Student, bool]:
    """Take in one person who is on no list, at a school or outside school. The office's own entry."""
    if not first_time(session, actor, id, "student", content):
        return queries.get(session, actor, id or new_id()), False
    try:
        school = schools.get(session, actor, school_id) if school_id else None
    except NotFound as missing:
        raise Invalid([Fault("/school_id", "field.unknown_reference")]) from missing
    region_code = school.region_code if school else _region_of(session, actor, wish)
    created = create_many(
        session, actor, region_code, school_id, [wish], on=today(region_code), ids=[id] if id else None
    )
    return queries.get(session, actor, created[0]), True


def _region_of(session: Session, actor: Actor, wish: NewStudent) -> str:
    code = wish.residence_code
    if code is None or code.count(".") < 2 or not regions.exists(session, code):
        raise Invalid([Fault("/residence_code", "students.residence_needed")])
    if not actor.covers(code):
        raise Invalid([Fault("/residence_code", "field.out_of_scope")])
    return regency_of(code)


def disclose_nik(session: Session, actor: Actor, student_id: UUID, reason: str) -> str | None:
    """The NIK in full, for a reason that the journal keeps (UU 27/2022: access leaves a trail)."""
    student = queries.get(session, actor, student_id)
    journal.write(
        session,
        actor,
        "students.nik_disclosed",
        "student",
        student.id,
        region_code=student.region_code,
        school_id=student.school_id,
        data={"reason_length": len(reason)},
    )
    session.add(
        Disclosure(student_id=student.id, region_code=student.region_code, account_id=actor.account_id, reason=reason)
    )
    if student.nik_sealed is None or student.nik_key_id is None:
        return None
    return keys_of(session).open(student.nik_key_id, student.nik_sealed, place("students", "nik", student.id)).decode()


def resolve_issue(session: Session, actor: Actor, issue_id: UUID, note: str) -> DataIssue:
    """Close a data issue with what the officer found."""
    issue = session.exec(
        queries.visible_issues(actor).where(col(DataIssue.id) == issue_id).with_for_update()
    ).one_or_none()
    if issue is None:
        raise NotFound
    if issue.resolved_at is not None:
        raise StateConflict(state="resolved", allowed=[])
    issue.resolved_at, issue.resolved_by, issue.note = now(), actor.account_id, note
    session.flush()
    journal.write(
        session,
        actor,
        "students.issue_resolved",
        "data_issue",
        issue.id,
        region_code=issue.region_code,
        data={},
    )
    return issue
