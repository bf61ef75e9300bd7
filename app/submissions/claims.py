"""
Claims: a list names somebody whom another school, or the region, already holds (design rule 3).

Whatever the holder's row says, the claimant's list, its rows and its claims look the same. A claim under another name
and another birth date is opened as well, but put before the office alone, as a data issue and as a claim marked so:
were it missing, the claimant would learn whether what it guessed is right.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, func, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.core.access import Actor
from app.core.bulk import insert_rows
from app.core.crypto import place
from app.core.db import keys_of
from app.core.ids import new_id
from app.journal import service as journal
from app.students import issues
from app.students.models import DataIssueKind, Student, Transfer, TransferState
from app.submissions import queries
from app.submissions.matching import Holder, Line, agrees
from app.submissions.models import Submission, SubmissionRow
from app.submissions.rules import Person


def propose(session: Session, actor: Actor, submission: Submission, lines: Sequence[Line]) -> None:
    """Open a claim for each person held elsewhere; the claimant alone never decides it."""
    pending = pending_of(session, submission.school_id)
    opened: list[dict[str, Any]] = []
    contradicted: list[tuple[UUID, str, DataIssueKind, Mapping[str, Any]]] = []
    for line in lines:
        holder = line.claims
        assert holder is not None  # noqa: S101 - the caller chose these lines
        if line.contradicts:
            detail = {"submission_id": str(submission.id)}
            contradicted.append((holder.id, holder.region_code, DataIssueKind.NIK_CONTRADICTION, detail))
        if holder.id not in pending:
            claim = _claim(session, submission, line, holder)
            opened.append(claim.model_dump())
            pending[holder.id] = claim.id
    insert_rows(session, Transfer, opened)
    # A holder may have moved since the list was matched; the rows just written keep them where they are now.
    point_to_holders(session, col(Transfer.submission_id) == submission.id)
    issues.note_issues(session, actor, contradicted)
    told = {"submission_id": str(submission.id)}
    lines_ = [(claim["id"], submission.region_code, submission.school_id, told) for claim in opened]
    journal.write_many(session, actor, "students.transfer_opened", "transfer", lines_)


def _claim(session: Session, submission: Submission, line: Line, holder: Holder) -> Transfer:
    id = new_id()
    key_id, sent = _seal(session, id, line.person)
    return Transfer(
        id=id,
        region_code=submission.region_code,
        student_id=holder.id,
        from_school_id=holder.school_id,
        from_region_code=holder.region_code,
        to_school_id=submission.school_id,
        contradicts=line.contradicts,
        submission_id=submission.id,
        state=TransferState.OPEN,
        sent_key_id=key_id,
        sent=sent,
    )


def hand_over(session: Session, claims: Sequence[Transfer], heirs: Mapping[UUID, SubmissionRow]) -> None:
    """
    Let claims stand on the rows of other lists and say what those say, when the list that opened them is taken back.

    The caller has locked the claims; ``heirs`` are the rows, by claim.
    """
    holders = queries.holders_behind(session, {claim.student_id for claim in claims})
    for claim in claims:
        row = heirs[claim.id]
        person = queries.restore(session, row).person
        claim.submission_id = row.submission_id
        claim.sent_key_id, claim.sent = _seal(session, claim.id, person)
        claim.contradicts = not agrees(person, holders[claim.student_id])
        claim.version += 1
    session.flush()


def _seal(session: Session, id: UUID, person: Person) -> tuple[str, bytes]:
    return keys_of(session).seal_json(person.as_json(), place("transfers", "sent", id))


def pending_of(session: Session, school_id: UUID) -> dict[UUID, UUID]:
    """Transfers that a school proposed and nobody has decided, by the person whom they are about by now."""
    person: Any = func.coalesce(col(Student.survivor_id), col(Student.id))
    found = session.execute(
        select(person, col(Transfer.id))
        .join(Transfer, col(Transfer.student_id) == col(Student.id))
        .where(col(Transfer.to_school_id) == school_id, col(Transfer.state) == TransferState.OPEN)
    )
    return dict(found.all())


def point_to_holders(session: Session, which: ColumnElement[bool]) -> None:
    """
    Let open claims name who holds their person now.

    Their version stays: to the claimant nothing has changed, and it shall not see that something has.
    """
    session.execute(
        update(Transfer)
        .where(which, col(Transfer.state) == TransferState.OPEN)
        .values(from_school_id=_of_holder("school_id"), from_region_code=_of_holder("region_code")),
        execution_options={"synchronize_session": False},
    )


def _of_holder(name: str) -> ScalarSelect[Any]:
    named, person = aliased(Student), aliased(Student)
    return (
        select(getattr(person, name))
        .join(named, person.id == func.coalesce(named.survivor_id, named.id))  # type: ignore[arg-type]
        .where(named.id == col(Transfer.student_id))  # type: ignore[arg-type]
        .correlate(Transfer)
        .scalar_subquery()
    )
