"""Carrying out what was planned for a list, and keeping each row with its verdict."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.bulk import insert_rows
from app.core.crypto import place
from app.core.db import batched, keys_of
from app.core.ids import new_id
from app.regions.queries import today
from app.students import issues
from app.students import service as students
from app.students.models import DataIssueKind, Student, StudentStatus
from app.students.service import NewStudent
from app.submissions import claims
from app.submissions.matching import Line, Plan
from app.submissions.models import RowOutcome, Submission, SubmissionMissing, SubmissionRow
from app.submissions.rules import Person

_ISSUES = {
    "W_NIK_DATE_MISMATCH": (DataIssueKind.BIRTH_DATE_MISMATCH, {"nik", "birth_date"}),
    "W_NIK_GENDER_MISMATCH": (DataIssueKind.SEX_MISMATCH, {"nik", "sex"}),
}
"""What an officer must look into, and which facts must have come or changed for it to be asked again."""


def carry_out(session: Session, actor: Actor, submission: Submission, planned: Plan) -> None:
    """Do what was planned: new pupils, changes, claims, and whom a full list leaves out."""
    on = today(submission.region_code)
    created = [line for line in planned.lines if line.outcome is RowOutcome.CREATED and line.claims is None]
    updated = [line for line in planned.lines if line.outcome is RowOutcome.UPDATED]
    ids = students.create_many(
        session,
        actor,
        submission.region_code,
        submission.school_id,
        [_newcomer(line.person) for line in created],
        on=on,
    )
    for line, student_id in zip(created, ids, strict=True):
        line.student_id = student_id
    _remember_niks(session, [line for line in updated if "nik" in line.changes])
    changes = {line.student_id: _typed(line.changes) for line in updated if line.student_id is not None}
    left: dict[UUID, Mapping[str, Any]] = {id: {"status": StudentStatus.LEFT_CANDIDATE} for id in planned.missing}
    students.change_many(session, actor, changes | left, on=on)
    if planned.missing:
        session.execute(
            insert(SubmissionMissing),
            [{"submission_id": submission.id, "student_id": student_id} for student_id in planned.missing],
        )
    _open_issues(session, actor, submission, created + updated)
    claims.propose(session, actor, submission, [line for line in planned.lines if line.claims is not None])


def _newcomer(person: Person) -> NewStudent:
    assert person.name is not None  # noqa: S101 - a row without a name never enters
    return NewStudent(
        name=person.name,
        nik=person.nik,
        nisn=person.nisn,
        sex=person.sex,
        birth_place=person.birth_place,
        birth_date=person.birth_date,
        class_group=person.class_group,
        grade=person.grade,
        residence_code=person.residence_code,
        ever_married=bool(person.ever_married),
    )


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    status = values.get("status")
    return {**values, "status": StudentStatus(status)} if status else dict(values)


def _remember_niks(session: Session, lines: Sequence[Line]) -> None:
    """Note the NIK that a change replaces, so that a revert can give it back."""
    by_id = {line.student_id: line for line in lines}
    keys, ids = keys_of(session), [line.student_id for line in lines]
    for some in batched(ids):
        for student in session.exec(select(Student).where(col(Student.id).in_(some))):
            former = None
            if student.nik_sealed is not None and student.nik_key_id is not None:
                former = keys.open(
                    student.nik_key_id, student.nik_sealed, place("students", "nik", student.id)
                ).decode()
            by_id[student.id].before["nik"] = former


def _open_issues(session: Session, actor: Actor, submission: Submission, lines: Sequence[Line]) -> None:
    detail = {"submission_id": str(submission.id)}
    found: list[tuple[UUID, str, DataIssueKind, Mapping[str, Any]]] = []
    for line in lines:
        for problem in line.problems:
            kind, fields = _ISSUES.get(problem.code, (None, set()))
            touched = line.outcome is RowOutcome.CREATED or fields & set(line.changes)
            if kind is not None and touched and line.student_id is not None:
                found.append((line.student_id, submission.region_code, kind, detail))
    issues.note_issues(session, actor, found)


# --- rows ------------------------------------------------------------------------------------------------------


def store_new(session: Session, submission: Submission, planned: Plan, sheet: str | None) -> None:
    """Keep each row with its verdict. What it says of a person is sealed; a rejected one also as it was written."""
    keys = keys_of(session)
    pending = claims.pending_of(session, submission.school_id)
    rows: list[dict[str, Any]] = []
    for position, line in enumerate(planned.lines):
        id, judged = new_id(), line.judged
        content: dict[str, Any] = {"values": line.person.as_json()}
        if judged.rejected:
            content["raw"] = {name: cell for name, cell in judged.raw.items() if name != "kk"}
        key_id, sealed = keys.seal_json(content, place("submission_rows", "sealed", id))
        rows.append(
            _verdict(session, id, line, pending)
            | {
                "submission_id": submission.id,
                "position": position,
                "row": judged.row,
                "sheet": judged.sheet or sheet,
                "sealed_key_id": key_id,
                "sealed": sealed,
            }
        )
    insert_rows(session, SubmissionRow, rows)


def store_again(session: Session, stored: Sequence[SubmissionRow], planned: Plan) -> None:
    """Bring the verdicts of kept rows up to date."""
    if stored:
        pending = claims.pending_of(session, session.get_one(Submission, stored[0].submission_id).school_id)
        pairs = zip(stored, planned.lines, strict=True)
        session.execute(update(SubmissionRow), [_verdict(session, row.id, line, pending) for row, line in pairs])


def _verdict(session: Session, id: UUID, line: Line, pending: Mapping[UUID, UUID]) -> dict[str, Any]:
    key_id, before = None, None
    if line.before or line.changes:
        replaced = {"before": _plain(line.before), "after": _plain(line.changes)}
        key_id, before = keys_of(session).seal_json(replaced, place("submission_rows", "before", id))
    return {
        "id": id,
        "outcome": line.outcome,
        "student_id": line.student_id,
        "transfer_id": pending.get(line.claims.id) if line.claims is not None else None,
        "problems": [{"code": p.code, "field": p.field} | ({"cell": p.cell} if p.cell else {}) for p in line.problems],
        "before_key_id": key_id,
        "before": before,
    }


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def has_claim(row: SubmissionRow) -> bool:
    return any(problem["code"] == "W_DUP_OTHER_SCHOOL" for problem in row.problems)
