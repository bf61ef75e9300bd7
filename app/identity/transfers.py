"""
Deciding transfers: who holds a pupil lets them go, and the pupil moves; or not; and a wrong move is taken back.

The pupil's row is locked before any transfer, so that two decisions about one person take turns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import delete, update
from sqlmodel import Session, col, or_, select

from app.core.access import Actor
from app.core.clock import now
from app.core.errors import StateConflict, VersionMismatch
from app.identity import transfer_queries as queries
from app.identity import transfer_rules as rules
from app.journal import service as journal
from app.regions.queries import today
from app.schools.models import School
from app.students import issues
from app.students import service as students
from app.students.models import DataIssue, Student, StudentStatus, Transfer, TransferState
from app.submissions.claims import point_to_holders
from app.submissions.models import SubmissionRow
from app.visits.models import RosterEntry, Visit, VisitState

_OVER = (VisitState.COMPLETED, VisitState.CANCELLED)


@dataclass(frozen=True, slots=True)
class _Case:
    """A transfer with the person whom it is about by now, and every row that is that person; all locked."""

    transfer: Transfer
    person: Student
    rows: Sequence[UUID]


def confirm(
    session: Session, actor: Actor, transfer_id: UUID, reason: str | None = None, *, version: int | None = None
) -> Transfer:
    """
    Let the pupil go to the school that claims them.

    Raises :class:`NotYoursToRelease`, :class:`StateConflict` also for somebody who died or is nobody any more,
    :class:`VersionMismatch`.
    """
    case = _take(session, actor, transfer_id, "confirm", version)
    transfer, person = case.transfer, case.person
    _refuse_hindered(transfer, person)
    sent, home = queries.sent_by(session, transfer), session.get_one(School, transfer.to_school_id)
    facts = rules.taken_over(sent, person.model_dump(), home.id, home.region_code)
    former = person.school_id
    transfer.from_school_id, transfer.from_region_code = former, person.region_code
    transfer.before = _standing(person) | {"filled": [name for name in rules.FILLED if name in facts]}
    _decide(session, actor, transfer, TransferState.CONFIRMED, reason)
    students.change_many(session, actor, {person.id: facts}, on=today(home.region_code))
    _name_in_lists(session, transfer.id, person.id)
    _leave_rosters(session, actor, case.rows, former)
    _carry_issues(session, case.rows, person.region_code)
    kinds = sorted(rules.questions(sent, person.name, person.birth_date))
    detail = {"transfer_id": str(transfer.id)}
    issues.note_issues(session, actor, [(person.id, person.region_code, kind, detail) for kind in kinds])
    _note(session, actor, "identity.transfer_confirmed", transfer)
    follow(session, actor, [person.id])
    return transfer


def reject(session: Session, actor: Actor, transfer_id: UUID, reason: str, *, version: int | None = None) -> Transfer:
    """
    Keep the pupil; the claimant reads the reason.

    Raises :class:`NotYoursToRelease`, :class:`StateConflict`, :class:`VersionMismatch`.
    """
    transfer = _take(session, actor, transfer_id, "reject", version).transfer
    _decide(session, actor, transfer, TransferState.REJECTED, reason)
    _note(session, actor, "identity.transfer_rejected", transfer)
    return transfer


def undo(session: Session, actor: Actor, transfer_id: UUID, reason: str, *, version: int | None = None) -> Transfer:
    """
    Take a wrong confirmation back: school, class, status, region and enrolments become what they were.

    For the office of either region. Raises :class:`MovedSince`, :class:`StateConflict`, :class:`VersionMismatch`.
    """
    case = _take(session, actor, transfer_id, "undo", version)
    transfer, person = case.transfer, case.person
    confirmed_at = transfer.decided_at
    assert confirmed_at is not None  # noqa: S101 - it was confirmed
    if _moved_since(session, case):
        raise rules.MovedSince
    back = rules.given_back(transfer.before, queries.sent_by(session, transfer), person.model_dump())
    _decide(session, actor, transfer, TransferState.UNDONE, reason)
    on = today(transfer.from_region_code)
    students.change_many(session, actor, {person.id: back}, on=on, undoing=confirmed_at)
    _name_in_lists(session, transfer.id, None)
    _leave_rosters(session, actor, case.rows, transfer.to_school_id)
    _carry_issues(session, case.rows, person.region_code)
    _note(session, actor, "identity.transfer_undone", transfer)
    follow(session, actor, [person.id])
    return transfer


def follow(session: Session, actor: Actor, student_ids: Iterable[UUID]) -> None:
    """
    Let the open claims on people follow them to where they are now; a claimant who holds them by now claims no more.

    For whoever moves people between schools: transfers, merges, officers. The people's rows are locked.
    """
    for person_id in sorted(set(student_ids)):
        rows = _rows_of(session, person_id)
        point_to_holders(session, col(Transfer.student_id).in_(rows))
        settled = session.exec(
            select(Transfer)
            .where(
                col(Transfer.student_id).in_(rows),
                col(Transfer.state) == TransferState.OPEN,
                col(Transfer.from_school_id) == col(Transfer.to_school_id),
            )
            .order_by(col(Transfer.id))
            .with_for_update()
            .execution_options(populate_existing=True)
        ).all()
        for transfer in settled:
            _decide(session, actor, transfer, TransferState.REJECTED, rules.HELD_ALREADY)
            _note(session, actor, "identity.transfer_rejected", transfer)


# --- taking a case up ------------------------------------------------------------------------------------------


def _take(session: Session, actor: Actor, transfer_id: UUID, move: str, version: int | None) -> _Case:
    """The case, locked, if this actor may make this move now. Who may is asked first: it tells nothing of the state."""
    named = queries.get(session, actor, transfer_id).student_id
    rows = _lock(session, named)
    transfer = queries.get(session, actor, transfer_id, lock=True)
    person = rows[rows[named].survivor_id or named]
    if move != "undo" and not rules.may_release(actor, _present_ends(transfer, person)):
        raise rules.NotYoursToRelease
    if version is not None and transfer.version != version:
        raise VersionMismatch
    if move not in rules.MOVES[transfer.state]:
        raise StateConflict(state=transfer.state.value, allowed=rules.MOVES[transfer.state])
    return _Case(transfer, person, sorted(rows))


def _present_ends(transfer: Transfer, person: Student) -> rules.Ends:
    """Where the pupil really is, whatever the transfer was told last; a decided one stands as it was decided."""
    ends = queries.ends_of(transfer)
    if transfer.state is not TransferState.OPEN:
        return ends
    return replace(ends, from_school_id=person.school_id, from_region_code=person.region_code)


def _lock(session: Session, named: UUID) -> dict[UUID, Student]:
    """Every row of the person behind ``named``, locked in the order of ids."""
    into = session.exec(select(Student.survivor_id).where(col(Student.id) == named)).one()
    ids = _rows_of(session, into or named)
    statement = select(Student).where(col(Student.id).in_(ids)).order_by(col(Student.id))
    locked = session.exec(statement.with_for_update().execution_options(populate_existing=True)).all()
    return {row.id: row for row in locked}


def _rows_of(session: Session, person_id: UUID) -> list[UUID]:
    """A person's own row and all that were merged into it."""
    which = or_(col(Student.id) == person_id, col(Student.survivor_id) == person_id)
    return list(session.exec(select(Student.id).where(which).order_by(col(Student.id))))


def _refuse_hindered(transfer: Transfer, person: Student) -> None:
    hindrance = None
    if person.removed:
        hindrance = "removed"
    elif person.status is StudentStatus.DECEASED:
        hindrance = person.status.value
    elif person.school_id == transfer.to_school_id:
        hindrance = "held_already"
    if hindrance is not None:
        raise StateConflict(state=hindrance, allowed=["reject"])


def _moved_since(session: Session, case: _Case) -> bool:
    transfer, person = case.transfer, case.person
    if person.removed or str(person.id) != transfer.before["student_id"]:
        return True
    if person.school_id != transfer.to_school_id:
        return True
    later = select(Transfer.id).where(
        col(Transfer.student_id).in_(case.rows),
        col(Transfer.id) != transfer.id,
        col(Transfer.state) == TransferState.CONFIRMED,
        col(Transfer.decided_at) >= transfer.decided_at,
    )
    return session.exec(later).first() is not None


# --- what follows ----------------------------------------------------------------------------------------------


def _standing(person: Student) -> dict[str, Any]:
    """Where a person stands, to be given back: nothing that tells who they are."""
    return {
        "student_id": str(person.id),
        "school_id": str(person.school_id) if person.school_id else None,
        "region_code": person.region_code,
        "class_group": person.class_group,
        "grade": person.grade,
        "status": person.status.value,
    }


def _decide(session: Session, actor: Actor, transfer: Transfer, state: TransferState, reason: str | None) -> None:
    transfer.state, transfer.reason = state, reason
    transfer.decided_at, transfer.decided_by = now(), actor.account_id
    transfer.version += 1
    session.flush()


def _name_in_lists(session: Session, transfer_id: UUID, student_id: UUID | None) -> None:
    """The rows that claimed name the pupil from now on, so that later lists and reverts know them; or nobody again."""
    named = update(SubmissionRow).where(col(SubmissionRow.transfer_id) == transfer_id).values(student_id=student_id)
    session.execute(named, execution_options={"synchronize_session": False})


def _leave_rosters(session: Session, actor: Actor, rows: Sequence[UUID], school_id: UUID | None) -> None:
    """A pupil who is no longer at a school is not awaited at its coming visits; where they were seen they stay."""
    coming = select(Visit.id).where(col(Visit.school_id) == school_id, col(Visit.state).not_in(_OVER))
    left = session.execute(
        delete(RosterEntry)
        .where(
            col(RosterEntry.student_id).in_(rows),
            col(RosterEntry.outcome).is_(None),
            col(RosterEntry.visit_id).in_(coming),
        )
        .returning(col(RosterEntry.visit_id)),
        execution_options={"synchronize_session": False},
    )
    gone = list(left.scalars())
    if not gone:
        return
    touched = select(Visit).where(col(Visit.id).in_(set(gone))).order_by(col(Visit.id)).with_for_update()
    visits = session.exec(touched.execution_options(populate_existing=True)).all()
    for visit in visits:
        visit.version += 1
    session.flush()
    lines: list[tuple[UUID | None, str | None, UUID | None, Mapping[str, object]]] = [
        (visit.id, visit.region_code, visit.school_id, {"added": 0, "removed": gone.count(visit.id)})
        for visit in visits
    ]
    journal.write_many(session, actor, "visits.roster_changed", "visit", lines)


def _carry_issues(session: Session, rows: Sequence[UUID], region_code: str) -> None:
    """What is to be looked into goes with the pupil: the office of the region they left cannot see them any more."""
    session.execute(
        update(DataIssue)
        .where(
            col(DataIssue.student_id).in_(rows),
            col(DataIssue.resolved_at).is_(None),
            col(DataIssue.region_code) != region_code,
        )
        .values(region_code=region_code),
        execution_options={"synchronize_session": False},
    )


def _note(session: Session, actor: Actor, kind: str, transfer: Transfer) -> None:
    """A line for either region. Until the pupil has moved, the claimant's may not tell who holds them."""
    both = {
        "from_school_id": str(transfer.from_school_id) if transfer.from_school_id else None,
        "to_school_id": str(transfer.to_school_id),
    }
    lines: list[tuple[UUID | None, str | None, UUID | None, Mapping[str, object]]] = [
        (transfer.id, transfer.from_region_code, transfer.from_school_id, both)
    ]
    if transfer.region_code != transfer.from_region_code:
        known = both if transfer.state is not TransferState.REJECTED else {"to_school_id": both["to_school_id"]}
        lines.append((transfer.id, transfer.region_code, transfer.to_school_id, known))
    journal.write_many(session, actor, kind, "transfer", lines)
