"""What was known of a person when, where they learned, and what happened: for those who care for them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.cards import queries as cards
from app.cards.models import CardEvent
from app.core.access import Actor
from app.core.db import TRANSACTION_SECONDS
from app.identity.holdings import rows_of_person
from app.journal.models import JournalLine
from app.recordings import queries as recordings
from app.recordings.models import Recording
from app.students import queries as students
from app.students.models import Enrolment, Student, StudentFacts, StudentHistory
from app.students.privacy_queries import ids_of

_HIDDEN = {"name_key", "nik_hash"}
_FIELDS = [name for name in StudentFacts.model_fields if name not in _HIDDEN]
_MASK = "****************"
"""Of a former NIK only that there was one."""


@dataclass(frozen=True, slots=True)
class Version:
    """Facts as they were known from one instant, and what had changed by then; the first differ from nothing."""

    student_id: UUID
    known_from: datetime
    known_to: datetime | None
    by_role: str | None
    changes: list[dict[str, Any]]
    """``{field, from, to}``"""


@dataclass(frozen=True, slots=True)
class PersonHistory:
    student_id: UUID
    merged_ids: list[UUID]
    """Rows that proved to be this person; their versions and events stand among the person's own."""
    cycle: int
    items: list[Version]
    enrolments: Sequence[Enrolment]
    recordings: Sequence[Recording]
    card_events: Sequence[CardEvent]


def history(session: Session, actor: Actor, student_id: UUID) -> PersonHistory:
    """All of it newest first. Raises :class:`NotFound` for a person out of sight."""
    student = students.get(session, actor, student_id)
    ids = ids_of(session, student.id)
    # Which other rows were this person, and what other schools said of them, is the office's to know.
    own = ids if actor.is_office else [student.id]
    former: dict[UUID, list[Any]] = {id: [] for id in own}
    kept = select(StudentHistory).where(col(StudentHistory.student_id).in_(own))
    for row in session.exec(kept.order_by(col(StudentHistory.known_from), col(StudentHistory.known_to))):
        former[row.student_id].append(row)
    writers = _Writers(session, own)
    items = [
        version
        for person in rows_of_person(session, own)
        for version in _versions(person, [*former[person.id], person], writers)
    ]
    periods = select(Enrolment).where(col(Enrolment.student_id).in_(own))
    seen = recordings.visible(actor).where(col(Recording.student_id).in_(ids))
    steps = cards.visible(actor).where(col(CardEvent.student_id).in_(ids))
    return PersonHistory(
        student.id,
        own[1:],
        student.cycle,
        sorted(items, key=lambda item: item.known_from, reverse=True),
        session.exec(periods.order_by(col(Enrolment.date_from).desc(), col(Enrolment.id).desc())).all(),
        session.exec(seen.order_by(col(Recording.corrected_at).desc(), col(Recording.id).desc())).all(),
        session.exec(steps.order_by(col(CardEvent.occurred_at).desc(), col(CardEvent.id).desc())).all(),
    )


class _Writers:
    """Who wrote each version, as the journal tells: its line comes right after the change, in one transaction."""

    def __init__(self, session: Session, ids: Sequence[UUID]) -> None:
        lines = session.exec(
            select(JournalLine)
            .where(col(JournalLine.subject_id).in_(ids), col(JournalLine.subject_type) == "student")
            .order_by(col(JournalLine.at), col(JournalLine.id))
        )
        self._lines: dict[UUID, list[tuple[datetime, str]]] = {id: [] for id in ids}
        for line in lines:
            if line.subject_id is not None:
                self._lines[line.subject_id].append((line.at, line.role))

    def of(self, student_id: UUID, at: datetime) -> str | None:
        lines = self._lines[student_id]
        place = bisect_left(lines, (at, ""))
        if place == len(lines) or lines[place][0] - at > timedelta(seconds=TRANSACTION_SECONDS):
            return None
        return lines[place][1]


def _versions(person: Student, rows: Sequence[Any], writers: _Writers) -> list[Version]:
    found, before = [], None
    for row in rows:
        changes = [
            {"field": name, "from": _plain(getattr(before, name, None)), "to": _plain(getattr(row, name))}
            for name in _FIELDS
            if getattr(before, name, None) != getattr(row, name)
        ]
        if getattr(before, "nik_hash", None) != row.nik_hash:
            nik = [None if there is None else _MASK for there in (getattr(before, "nik_hash", None), row.nik_hash)]
            changes.append({"field": "nik", "from": nik[0], "to": nik[1]})
        known_to = getattr(row, "known_to", None)
        found.append(Version(person.id, row.known_from, known_to, writers.of(person.id, row.known_from), changes))
        before = row
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value
