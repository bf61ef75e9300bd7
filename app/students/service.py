"""Changing what is known of people. Former facts move to the history twin; every change leaves its journal line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.core.access import Actor, regency_of
from app.core.bulk import insert_rows
from app.core.clock import now
from app.core.crypto import KeyRing, place
from app.core.db import among, batched, keys_of
from app.core.errors import AlreadyExists, Fault, Forbidden, Invalid, NotFound, VersionMismatch
from app.core.ids import new_id
from app.core.requests import first_time
from app.core.types import Sex, name_key
from app.journal import service as journal
from app.regions import queries as regions
from app.regions.queries import today
from app.schools import queries as schools
from app.students import duplicates, enrolments, issues, queries
from app.students.likeness import sound
from app.students.models import (
    DataIssueKind,
    Disclosure,
    Student,
    StudentFacts,
    StudentHistory,
)
from app.students.rows import write_alike
from app.students.rules import Place

_FACTS = tuple(StudentFacts.model_fields)
_BLANK = {name: field.default for name, field in Student.model_fields.items() if field.default_factory is None}
"""A person of whom nothing is said. Thousands come at once: building a model for each would take most of the time."""
_BATCH = 500
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
    _refuse_taken(session, [(p["nik_hash"], p["id"]) for p in people if p["nik_hash"]])
    insert_rows(session, Student, people)
    if school_id is not None:
        places = {p["id"]: Place(school_id, p["class_group"], p["grade"]) for p in people}
        enrolments.begin(session, places, on, at)
    kind = DataIssueKind.NIK_MISSING
    issues.note_issues(session, actor, [(p["id"], region_code, kind, {}) for p in people if p["nik_hash"] is None])
    journal.write_many(
        session, actor, "students.created", "student", [(p["id"], region_code, school_id, {}) for p in people]
    )
    duplicates.propose(session, actor, [p["id"] for p in people])
    return [p["id"] for p in people]


def _row(
    keys: KeyRing, id: UUID, region_code: str, school_id: UUID | None, row: NewStudent, at: datetime
) -> dict[str, Any]:
    told = {
        "id": id,
        "region_code": region_code,
        "school_id": school_id,
        "name": row.name,
        "name_key": name_key(row.name),
        "name_sound": sound(row.name),
        "nisn": row.nisn,
        "sex": row.sex,
        "birth_place": row.birth_place,
        "birth_date": row.birth_date,
        "class_group": row.class_group,
        "grade": row.grade,
        "residence_code": row.residence_code,
        "ever_married": row.ever_married,
        "created_at": at,
        "known_from": at,
    }
    return _BLANK | told | _nik_columns(keys, id, row.nik)


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


def _refuse_taken(session: Session, wished: Sequence[tuple[str, UUID]]) -> None:
    """Each NIK, by its blind index, with whom it is to name; nobody else may hold it or wish for it."""
    owners = dict(wished)
    taken = len(owners) < len(wished)
    if owners and not taken:
        held = select(Student.nik_hash, Student.id).where(among(session, col(Student.nik_hash), owners))
        taken = any(nik is not None and owners[nik] != holder for nik, holder in session.exec(held))
    if taken:
        raise AlreadyExists([Fault("/nik", "already_exists", {"field": "NIK"})], field="NIK")


def change_many(
    session: Session,
    actor: Actor,
    changes: Mapping[UUID, Mapping[str, Any]],
    *,
    on: date,
    undoing: datetime | Sequence[datetime] = (),
) -> None:
    """
    Change named facts of people: any of :class:`NewStudent`'s fields, ``status`` and ``school_id``.

    Enrolments follow as of ``on``, by the rule :func:`app.students.rules.moved`; where the change takes others back,
    ``undoing`` are their instants, the latest first, and enrolments become what they were before one of them. A NIK
    that appears or changes opens a data issue. The caller has checked that the actor may; rows are locked in id order.
    """
    if not changes:
        return
    at, locked = now(), _lock(session, changes)
    written = [(locked[id], _columns(keys_of(session), id, wished)) for id, wished in changes.items()]
    _refuse_taken(session, [(values["nik_hash"], s.id) for s, values in written if values.get("nik_hash")])
    asked = [(s, values["nik_hash"]) for s, values in written if "nik_hash" in values and not values.get("removed")]
    _ask_about_niks(session, actor, asked)
    _keep_history(session, list(locked.values()), at)
    instants = [undoing] if isinstance(undoing, datetime) else undoing
    enrolments.follow(session, written, on, at, undoing=instants)
    write_alike(session, [(s, {**values, "version": s.version + 1, "known_from": at}) for s, values in written])
    journal.write_many(
        session,
        actor,
        "students.changed",
        "student",
        [(s.id, s.region_code, s.school_id, {"fields": sorted(changes[s.id])}) for s in locked.values()],
    )
    duplicates.propose(session, actor, [id for id, values in changes.items() if duplicates.WEIGHED & values.keys()])


def _lock(session: Session, ids: Iterable[UUID]) -> dict[UUID, Student]:
    locked: dict[UUID, Student] = {}
    for batch in batched(sorted(ids)):
        statement = select(Student).where(col(Student.id).in_(batch)).order_by(col(Student.id))
        locked |= {student.id: student for student in session.exec(statement.with_for_update())}
    return locked


def _columns(keys: KeyRing, student_id: UUID, wished: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as they are kept: a NIK sealed, a name with the keys by which it is found."""
    values = dict(wished)
    if "nik" in values:
        values |= _nik_columns(keys, student_id, values.pop("nik"))
    if "name" in values:
        values["name_key"], values["name_sound"] = name_key(values["name"]), sound(values["name"])
    return values


def _ask_about_niks(session: Session, actor: Actor, wished: Sequence[tuple[Student, str | None]]) -> None:
    """A NIK that changes or goes is a question for the registry; one that appears answers the question for it."""
    kinds = [
        (s, DataIssueKind.NIK_MISSING if new is None else DataIssueKind.NIK_CONTRADICTION)
        for s, new in wished
        if s.nik_hash is not None and new != s.nik_hash
    ]
    issues.note_issues(session, actor, [(s.id, s.region_code, kind, {}) for s, kind in kinds])
    appeared = [(s.id, s.region_code) for s, new in wished if s.nik_hash is None and new is not None]
    issues.close_missing_nik(session, actor, appeared)


def _keep_history(session: Session, students: Sequence[Student], at: datetime) -> None:
    rows = [
        {name: getattr(student, name) for name in _FACTS}
        | {"id": new_id(), "student_id": student.id, "known_from": student.known_from, "known_to": at}
        for student in students
    ]
    insert_rows(session, StudentHistory, rows)


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
    _check_residence(session, actor, changed.get("residence_code"))
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
    _check_residence(session, actor, wish.residence_code)
    if school is None and wish.residence_code is None:
        raise Invalid([Fault("/residence_code", "students.residence_needed")])
    region_code = school.region_code if school else regency_of(wish.residence_code or "")
    created = create_many(
        session, actor, region_code, school_id, [wish], on=today(region_code), ids=[id] if id else None
    )
    return queries.get(session, actor, created[0]), True


def _check_residence(session: Session, actor: Actor, code: str | None) -> None:
    """A residence is a known district or village of the actor's region: what is not falls out of every figure."""
    if code is None:
        return
    if code.count(".") < 2 or not regions.exists(session, code):
        raise Invalid([Fault("/residence_code", "students.residence_needed")])
    if not actor.covers(code):
        raise Invalid([Fault("/residence_code", "field.out_of_scope")])


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
