"""
Taking a list back: exactly what it did, as far as nobody built on it (design rule 8).

A field goes back only where it still holds what the list wrote; a new pupil goes only when no later list names them,
they stayed at the school, and nothing refers to them. What stays is named, with the reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.clock import now
from app.core.crypto import place
from app.core.db import batched, keys_of
from app.core.types import Sex
from app.journal import service as journal
from app.regions.queries import setting, today
from app.schools import queries as schools
from app.students import removal
from app.students import service as students
from app.students.models import Recorded, Student, StudentStatus, Transfer, TransferState
from app.students.queries import holders_of
from app.submissions import queries
from app.submissions.claims import hand_over
from app.submissions.models import RowOutcome, Submission, SubmissionMissing, SubmissionRow, SubmissionState
from app.submissions.rules import RevertExpired
from app.submissions.service import take


class KeptReason(StrEnum):
    """Why something that a list did stays although the list is taken back."""

    LATER_LIST = "later_list"
    FIELD_WORK = "field_work"
    """Recorded by a team."""
    CARD = "card"
    """The registry told something of their card, or it was handed over."""
    ON_ROSTER = "on_roster"
    CHANGED_SINCE = "changed_since"
    MOVED = "moved"
    MERGED = "merged"
    CLAIMED = "claimed"
    """Another school's claim is open."""
    TRANSFER_DECIDED = "transfer_decided"
    NIK_DISCLOSED = "nik_disclosed"
    """Somebody read the NIK in full, and that trail must keep its person."""
    ASKED = "asked"
    """A consent or a request about their data is on file."""
    REFERRED = "referred"
    """Something else refers to them."""


_REFERRING = {
    "recordings": KeptReason.FIELD_WORK,
    "card_events": KeptReason.CARD,
    "handover_items": KeptReason.CARD,
    "roster_entries": KeptReason.ON_ROSTER,
    "students": KeptReason.MERGED,
    "submission_missing": KeptReason.LATER_LIST,
    "nik_disclosures": KeptReason.NIK_DISCLOSED,
    "consents": KeptReason.ASKED,
    "data_requests": KeptReason.ASKED,
}
"""What it means that a table names a pupil, the weightiest first. Tables of higher rooms are known by name alone."""


@dataclass(frozen=True, slots=True)
class Kept:
    student_id: UUID
    reason: KeptReason


def revert(
    session: Session, actor: Actor, submission_id: UUID, reason: str, *, version: int | None = None
) -> tuple[Submission, list[Kept]]:
    """
    Take an applied list back within the days that the region's setting allows (30).

    Raises :class:`StateConflict`, :class:`VersionMismatch`, :class:`RevertExpired`.
    """
    schools.get(session, actor, queries.school_of(session, actor, submission_id), lock=True)
    submission = take(session, actor, submission_id, "revert", version)
    days = int(setting(session, submission.region_code, "submission_revert_days", today(submission.region_code)))
    if submission.applied_at is None or now() > submission.applied_at + timedelta(days=days):
        raise RevertExpired(days=days)
    rows = queries.all_rows(session, submission.id)
    people = _lock(session, rows, queries.missing_of(session, submission.id))
    kept = _give_back(session, actor, submission, rows, people)
    kept += _take_out(session, actor, submission, rows, people)
    kept += _withdraw(session, actor, submission)
    submission.state, submission.reverted_at, submission.reason = SubmissionState.REVERTED, now(), reason
    submission.version += 1
    session.flush()
    journal.write(
        session,
        actor,
        "submissions.reverted",
        "submission",
        submission.id,
        region_code=submission.region_code,
        school_id=submission.school_id,
        data={"kept": len(kept)},
    )
    return submission, sorted(kept, key=lambda one: (one.student_id, one.reason))


def _lock(session: Session, rows: Iterable[SubmissionRow], missing: set[UUID]) -> dict[UUID, Student]:
    """Everyone whom the list touched, locked in the order of ids."""
    touched = {
        row.student_id
        for row in rows
        if row.student_id is not None and row.outcome in (RowOutcome.CREATED, RowOutcome.UPDATED)
    }
    ids = sorted(touched | missing)
    people: dict[UUID, Student] = {}
    for some in batched(ids):
        batch = select(Student).where(col(Student.id).in_(some)).order_by(col(Student.id))
        people |= {student.id: student for student in session.exec(batch.with_for_update())}
    return people


# --- changed facts ---------------------------------------------------------------------------------------------


def _give_back(
    session: Session,
    actor: Actor,
    submission: Submission,
    rows: Iterable[SubmissionRow],
    people: Mapping[UUID, Student],
) -> list[Kept]:
    """Former values where the list's own still stand; and back to school whom a full list had left out."""
    changes: dict[UUID, dict[str, Any]] = {}
    lost: set[UUID] = set()
    for row in rows:
        if row.outcome is not RowOutcome.UPDATED or row.student_id is None or row.before is None:
            continue
        student = people[row.student_id]
        back, changed = _former(session, row, student)
        if back:
            changes[student.id] = back
        if changed:
            lost.add(student.id)
    lost |= _drop_taken_niks(session, changes)
    kept = [Kept(student_id, KeptReason.CHANGED_SINCE) for student_id in lost]
    returning, staying = _called_back(session, submission, people)
    for student_id in returning:
        changes.setdefault(student_id, {})["status"] = StudentStatus.ACTIVE
    real = {id: back for id, back in changes.items() if back}
    students.change_many(session, actor, real, on=today(submission.region_code), undoing=submission.applied_at or ())
    return kept + [Kept(student_id, KeptReason.LATER_LIST) for student_id in staying]


def _drop_taken_niks(session: Session, changes: Mapping[UUID, dict[str, Any]]) -> set[UUID]:
    """Give no NIK back that somebody else holds by now; returns who goes without."""
    keys = keys_of(session)
    wished = {keys.blind("nik", back["nik"]): id for id, back in changes.items() if back.get("nik")}
    taken = {
        wished[nik_hash] for nik_hash, holder in holders_of(session, wished).items() if holder.id != wished[nik_hash]
    }
    for student_id in taken:
        del changes[student_id]["nik"]
    return taken


def _called_back(
    session: Session, submission: Submission, people: Mapping[UUID, Student]
) -> tuple[list[UUID], list[UUID]]:
    """
    Whom this full list had left out: those who are active again, and those whom a later full list leaves out as well.

    The later list takes over the memory of them, so that taking it back calls them back. This one forgets everybody:
    a list that is taken back has no hold on anyone.
    """
    missing = sorted(queries.missing_of(session, submission.id))
    left = [id for id in missing if people[id].status is StudentStatus.LEFT_CANDIDATE]
    heirs = queries.left_out_later(session, submission, left)
    forgotten = delete(SubmissionMissing).where(col(SubmissionMissing.submission_id) == submission.id)
    session.execute(forgotten, execution_options={"synchronize_session": False})
    known = {heir: queries.missing_of(session, heir) for heir in set(heirs.values())}
    handed = [{"submission_id": heir, "student_id": id} for id, heir in heirs.items() if id not in known[heir]]
    if handed:
        session.execute(insert(SubmissionMissing), handed)
    return [id for id in left if id not in heirs], list(heirs)


def _former(session: Session, row: SubmissionRow, student: Student) -> tuple[dict[str, Any], list[str]]:
    """What goes back, and the names of what was changed since. A NIK is compared by its blind index."""
    keys = keys_of(session)
    assert row.before is not None  # noqa: S101 - the caller chose rows with it
    assert row.before_key_id is not None  # noqa: S101
    replaced = keys.open_json(row.before_key_id, row.before, place("submission_rows", "before", row.id))
    back: dict[str, Any] = {}
    lost: list[str] = []
    for name, written in replaced["after"].items():
        if name == "nik":
            untouched = student.nik_hash == keys.blind("nik", written)
        else:
            present = getattr(student, name)
            untouched = (present.isoformat() if isinstance(present, date) else present) == written
        if untouched:
            back[name] = _typed(name, replaced["before"].get(name))
        else:
            lost.append(name)
    return back, lost


def _typed(name: str, value: Any) -> Any:
    if value is None:
        return None
    match name:
        case "birth_date":
            return date.fromisoformat(value)
        case "sex":
            return Sex(value)
        case "status":
            return StudentStatus(value)
        case _:
            return value


# --- new pupils ------------------------------------------------------------------------------------------------


def _take_out(
    session: Session,
    actor: Actor,
    submission: Submission,
    rows: Iterable[SubmissionRow],
    people: Mapping[UUID, Student],
) -> list[Kept]:
    created = [row.student_id for row in rows if row.outcome is RowOutcome.CREATED and row.student_id is not None]
    later = queries.named_later(session, submission, created)
    built_on = removal.referred(session, created)
    claims = _claims_on(session, created)
    kept: list[Kept] = []
    going: list[UUID] = []
    for student_id in created:
        student = people[student_id]
        reason = _stays(student, submission, later) or _why(built_on.get(student_id, set()), claims.get(student_id))
        if reason is None:
            going.append(student_id)
        else:
            kept.append(Kept(student_id, reason))
    going.sort()
    removal.remove(session, actor, going, {"submission_id": str(submission.id)}, on=today(submission.region_code))
    for some in batched(going):
        named = update(SubmissionRow).where(col(SubmissionRow.student_id).in_(some)).values(student_id=None)
        session.execute(named, execution_options={"synchronize_session": False})
    return kept


def _why(tables: set[str], claim: TransferState | None) -> KeptReason | None:
    """What it means that these tables build on a pupil; the weightiest comes first."""
    for table, reason in _REFERRING.items():
        if table in tables:
            return reason
    if claim is not None:
        return KeptReason.CLAIMED if claim is TransferState.OPEN else KeptReason.TRANSFER_DECIDED
    return KeptReason.REFERRED if tables - {"transfers"} else None


def _claims_on(session: Session, ids: Sequence[UUID]) -> dict[UUID, TransferState]:
    """Claims of others on these pupils that still stand, the open one before a confirmed one."""
    found: dict[UUID, TransferState] = {}
    standing = (TransferState.CONFIRMED, TransferState.OPEN)
    for some in batched(ids):
        claims = select(Transfer.student_id, Transfer.state).where(col(Transfer.student_id).in_(some))
        rows = session.exec(claims.where(col(Transfer.state).in_(standing))).all()
        found |= {id: TransferState(state) for id, state in sorted(rows, key=lambda row: row[1] == TransferState.OPEN)}
    return found


def _stays(student: Student, submission: Submission, later: set[UUID]) -> KeptReason | None:
    if student.id in later:
        return KeptReason.LATER_LIST
    if student.recorded is Recorded.HERE:
        return KeptReason.FIELD_WORK
    if student.recorded is not Recorded.NO or student.last_card_code is not None:
        return KeptReason.CARD
    if student.survivor_id is not None:
        return KeptReason.MERGED
    if student.school_id != submission.school_id:
        return KeptReason.MOVED
    return None


# --- claims ----------------------------------------------------------------------------------------------------


def _withdraw(session: Session, actor: Actor, submission: Submission) -> list[Kept]:
    """Claims that nobody has decided are taken back with the list, unless another list claims too; others stand."""
    claims = session.exec(
        select(Transfer)
        .where(col(Transfer.submission_id) == submission.id)
        .order_by(col(Transfer.id))
        .with_for_update()
    ).all()
    undecided = [claim.id for claim in claims if claim.state is TransferState.OPEN]
    heirs = queries.claiming_too(session, submission, undecided)
    hand_over(session, [claim for claim in claims if claim.id in heirs], heirs)
    undecided = [id for id in undecided if id not in heirs]
    for some in batched(undecided):
        unlinked = update(SubmissionRow).where(col(SubmissionRow.transfer_id).in_(some)).values(transfer_id=None)
        session.execute(unlinked, execution_options={"synchronize_session": False})
        gone = delete(Transfer).where(col(Transfer.id).in_(some))
        session.execute(gone, execution_options={"synchronize_session": False})
    journal.write_many(
        session,
        actor,
        "students.transfer_withdrawn",
        "transfer",
        [(id, submission.region_code, submission.school_id, {}) for id in undecided],
    )
    decided = [claim for claim in claims if claim.state is TransferState.CONFIRMED]
    return [Kept(claim.student_id, KeptReason.TRANSFER_DECIDED) for claim in decided]
