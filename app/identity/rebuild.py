"""
What is kept beside the events, computed anew from them (design rule 10).

A projection that differs from what the events say is a fault of the program or of somebody's hand in the database;
either way the events are right.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select as columns
from sqlalchemy import update
from sqlmodel import Session, col, func, select

from app.cards.service import project_many
from app.core.db import Database
from app.recordings.models import Recording
from app.recordings.service import recount
from app.students.likeness import sound
from app.students.models import Student
from app.students.queries import is_person
from app.visits.models import RosterEntry
from app.visits.rules import rank

PROJECTED = (
    "cycle",
    "cycle_from",
    "counting_recording_id",
    "recorded_here_on",
    "last_card_code",
    "last_card_at",
    "event_card_state",
    "registry_since",
    "recorded",
    "recorded_on",
    "card_state",
    "handed_over_on",
)
_KEPT: tuple[Any, ...] = (Student.id, *(getattr(Student, name) for name in PROJECTED))


SLICE = 500
"""So many people at most are computed in one transaction."""


def slices(database: Database) -> Iterator[Sequence[UUID]]:
    """Everyone, a slice at a time, each in a session of its own. It serves the operator's command, not a reader."""
    last = UUID(int=0)
    while True:
        with database.read() as session:
            people = select(Student.id).where(is_person(), col(Student.id) > last)
            ids = session.exec(people.order_by(col(Student.id)).limit(SLICE)).all()
        if not ids:
            return
        yield ids
        last = ids[-1]


def people(session: Session) -> int:
    """How many there are."""
    return session.exec(select(func.count()).select_from(Student).where(is_person())).one()


def rebuild(session: Session, ids: Sequence[UUID]) -> int:
    """Compute the projections of these people anew; returns how many of people and roster places differed."""
    session.flush()
    before = _kept(session, ids)
    recount(session, ids)
    project_many(session, ids)
    named = [{"id": id, "name_sound": sound(name)} for id, name in session.exec(_names(ids))]
    session.execute(update(Student), named)
    session.expire_all()
    after = _kept(session, ids)
    return sum(before[id] != after[id] for id in before) + _rosters(session, ids)


def _kept(session: Session, ids: Sequence[UUID]) -> dict[UUID, tuple[Any, ...]]:
    rows = session.execute(columns(*_KEPT).where(col(Student.id).in_(ids)))
    return {row[0]: tuple(row[1:]) for row in rows}


def _names(ids: Sequence[UUID]) -> Any:
    return select(Student.id, Student.name).where(col(Student.id).in_(ids))


def _rosters(session: Session, ids: Sequence[UUID]) -> int:
    """Let the best unvoided outcome of each visit stand on the roster; returns how many places changed."""
    members = select(Student.id).where(col(Student.id).in_(ids) | col(Student.survivor_id).in_(ids))
    entries = session.exec(select(RosterEntry).where(col(RosterEntry.student_id).in_(members))).all()
    told = session.exec(
        select(Recording).where(
            col(Recording.student_id).in_(members),
            col(Recording.visit_id).is_not(None),
            col(Recording.voided_by).is_(None),
        )
    ).all()
    person = dict(_persons(session, ids))
    best: dict[tuple[UUID | None, UUID], Recording] = {}
    for recording in sorted(told, key=lambda r: (rank(r.outcome.value), r.id)):
        if recording.student_id is not None:
            best.setdefault((recording.visit_id, person[recording.student_id]), recording)
    changed = 0
    for entry in entries:
        found = best.get((entry.visit_id, person[entry.student_id]))
        outcome = found.outcome.value if found else None
        if entry.outcome != outcome:
            entry.outcome, entry.recording_id = outcome, found.id if found else None
            changed += 1
    session.flush()
    return changed


def _persons(session: Session, ids: Sequence[UUID]) -> Iterator[tuple[UUID, UUID]]:
    statement = select(Student.id, Student.survivor_id).where(
        col(Student.id).in_(ids) | col(Student.survivor_id).in_(ids)
    )
    for id, survivor_id in session.exec(statement):
        yield id, survivor_id or id
