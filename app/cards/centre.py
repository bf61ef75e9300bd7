"""What the office must look into, because of what the centre says of people or does not say."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, not_
from sqlmodel import Session, col, select

from app.core.access import Actor, within
from app.core.db import batched
from app.regions.queries import setting, today
from app.students import issues
from app.students.models import DataIssue, DataIssueKind, Recorded, Student
from app.students.queries import GONE, is_person

_CONFIRMED, _UNKNOWN = DataIssueKind.ALREADY_RECORDED_UNCONFIRMED, DataIssueKind.RECORDED_UNKNOWN_AT_CENTRE
_BY = "registry"


def answer_unconfirmed(session: Session, actor: Actor, student_ids: Iterable[UUID]) -> None:
    """
    Close what asks whether people are recorded already, where the centre says so; ask again where it was taken back.

    To be called after each change of card events; asking again concerns only what this function closed.
    """
    confirmed: list[UUID] = []
    unconfirmed: list[UUID] = []
    for some in batched(sorted(set(student_ids))):
        asked = select(DataIssue.student_id).where(
            col(DataIssue.student_id).in_(some), col(DataIssue.kind) == _CONFIRMED
        )
        facts = select(col(Student.id), col(Student.registry_since), col(Student.recorded))
        for student_id, since, recorded in session.execute(facts.where(col(Student.id).in_(asked))):
            if since is not None:
                confirmed.append(student_id)
            elif recorded is Recorded.NO:
                unconfirmed.append(student_id)
    issues.settle(session, actor, _CONFIRMED, confirmed, _BY)
    issues.ask_again(session, actor, _CONFIRMED, unconfirmed, _BY)


def is_unknown_at_centre(session: Session, region_code: str | None) -> ColumnElement[bool]:
    """
    Recorded by us for the days of the setting ``unknown_at_centre_days``, and still no word of the centre beyond
    UNREGISTERED: captured is not sent.
    """
    on = today(region_code)
    days = int(setting(session, region_code, "unknown_at_centre_days", on))
    return and_(
        col(Student.recorded) == Recorded.HERE,
        col(Student.registry_since).is_(None),
        col(Student.recorded_here_on) <= on - timedelta(days=days),
    )


def note_unknown_at_centre(session: Session, actor: Actor, region_code: str) -> None:
    """Put a regency's recorded people whom the centre does not know on the office's list, and take those known off."""
    unknown = and_(is_unknown_at_centre(session, region_code), col(Student.status).not_in(GONE), is_person())
    found = session.exec(
        select(Student.id, Student.region_code)
        .where(within(col(Student.region_code), region_code), unknown)
        .order_by(col(Student.id))
    ).all()
    issues.note_issues(session, actor, [(student_id, region, _UNKNOWN, {}) for student_id, region in found])
    answered = session.exec(
        select(DataIssue.student_id)
        .join(Student, col(Student.id) == col(DataIssue.student_id))
        .where(
            within(col(Student.region_code), region_code),
            col(DataIssue.kind) == _UNKNOWN,
            col(DataIssue.resolved_at).is_(None),
            not_(and_(col(Student.recorded) == Recorded.HERE, col(Student.registry_since).is_(None))),
        )
    ).all()
    issues.settle(session, actor, _UNKNOWN, answered, _BY)
