"""What an officer must look into at the registry: opened by whoever notices, closed by who finds out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.bulk import insert_rows
from app.core.clock import now
from app.core.db import among, batched
from app.core.errors import NotFound, StateConflict
from app.core.ids import new_id
from app.journal import service as journal
from app.students import queries
from app.students.models import DataIssue, DataIssueKind


def note_issue(
    session: Session,
    actor: Actor,
    student_id: UUID,
    region_code: str,
    kind: DataIssueKind,
    detail: Mapping[str, Any],
) -> None:
    """Put something about a person on the office's list; an open issue of the same kind is not doubled."""
    note_issues(session, actor, [(student_id, region_code, kind, detail)])


def note_issues(
    session: Session, actor: Actor, found: Sequence[tuple[UUID, str, DataIssueKind, Mapping[str, Any]]]
) -> None:
    """Many at once: ``(student_id, region_code, kind, detail)`` each."""
    if not found:
        return
    people = {student_id for student_id, _, _, _ in found}
    open_ones = select(DataIssue.student_id, DataIssue.kind).where(
        among(session, col(DataIssue.student_id), people), col(DataIssue.resolved_at).is_(None)
    )
    known = {(student_id, DataIssueKind(kind)) for student_id, kind in session.exec(open_ones)}
    opened: list[dict[str, Any]] = []
    for student_id, region_code, kind, detail in found:
        if (student_id, kind) not in known:
            known.add((student_id, kind))
            opened.append(_issue(student_id, region_code, kind, detail))
    insert_rows(session, DataIssue, opened)
    journal.write_many(
        session,
        actor,
        "students.issue_opened",
        "data_issue",
        [(issue["id"], issue["region_code"], None, {"kind": issue["kind"].value}) for issue in opened],
    )


def _issue(student_id: UUID, region_code: str, kind: DataIssueKind, detail: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": new_id(),
        "region_code": region_code,
        "student_id": student_id,
        "kind": kind,
        "created_at": now(),
        "detail": dict(detail),
        "resolved_at": None,
        "resolved_by": None,
        "note": None,
    }


def close_missing_nik(session: Session, actor: Actor, people: Sequence[tuple[UUID, str]]) -> None:
    """A NIK that was missing is there: what asked for it is answered, ``(student_id, region_code)`` each."""
    for batch in batched([student_id for student_id, _ in people]):
        waiting = session.exec(
            select(DataIssue).where(
                col(DataIssue.student_id).in_(batch),
                col(DataIssue.kind) == DataIssueKind.NIK_MISSING,
                col(DataIssue.resolved_at).is_(None),
            )
        ).all()
        for issue in waiting:
            issue.resolved_at, issue.resolved_by = now(), actor.account_id
        session.flush()
        closed = [(issue.id, issue.region_code, None, {"kind": issue.kind.value}) for issue in waiting]
        journal.write_many(session, actor, "students.issue_resolved", "data_issue", closed)


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


def settle(session: Session, actor: Actor, kind: DataIssueKind, student_ids: Iterable[UUID], by: str) -> None:
    """What ``kind`` asks about these people is answered by something that became known; ``by`` names what."""
    for batch in batched(sorted(set(student_ids))):
        waiting = session.exec(
            select(DataIssue)
            .where(
                col(DataIssue.student_id).in_(batch),
                col(DataIssue.kind) == kind,
                col(DataIssue.resolved_at).is_(None),
            )
            .order_by(col(DataIssue.id))
            .with_for_update()
        ).all()
        for issue in waiting:
            issue.resolved_at, issue.resolved_by = now(), actor.account_id
            issue.detail = {**issue.detail, "answered_by": by}
        session.flush()
        _note(session, actor, "students.issue_resolved", waiting, by)


def ask_again(session: Session, actor: Actor, kind: DataIssueKind, student_ids: Iterable[UUID], by: str) -> None:
    """What answered these issues (:func:`settle` by the same ``by``) was taken back: they are open again."""
    for batch in batched(sorted(set(student_ids))):
        answered = session.exec(
            select(DataIssue)
            .where(
                col(DataIssue.student_id).in_(batch),
                col(DataIssue.kind) == kind,
                col(DataIssue.resolved_at).is_not(None),
            )
            .order_by(col(DataIssue.id))
            .with_for_update()
        ).all()
        reopened = [issue for issue in answered if issue.detail.get("answered_by") == by]
        for issue in reopened:
            issue.resolved_at = issue.resolved_by = None
            issue.detail = {name: value for name, value in issue.detail.items() if name != "answered_by"}
        session.flush()
        _note(session, actor, "students.issue_reopened", reopened, by)


def _note(session: Session, actor: Actor, kind: str, found: Sequence[DataIssue], by: str) -> None:
    lines = [(issue.id, issue.region_code, None, {"kind": issue.kind.value, "by": by}) for issue in found]
    journal.write_many(session, actor, kind, "data_issue", lines)
