"""The projection beside a person's facts: recorded or not, how far the card is. Set by rooms that keep events."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col, select

from app.core.db import batched
from app.students.models import CardState, Student
from app.students.rules import standing


def stand_recorded(session: Session, standings: Mapping[UUID, tuple[UUID | None, date | None]]) -> None:
    """Set the counting recording, and the day it was made, of each person, and what follows from it."""
    rows: list[dict[str, Any]] = []
    for some in batched(sorted(standings)):
        batch = select(col(Student.id), col(Student.event_card_state), col(Student.registry_since))
        for student_id, event_state, since in session.execute(batch.where(col(Student.id).in_(some))):
            recording_id, on = standings[student_id]
            stands = standing(on, event_state, since)
            rows.append(
                {
                    "id": student_id,
                    "counting_recording_id": recording_id,
                    "recorded_here_on": on,
                    "recorded": stands.recorded,
                    "recorded_on": stands.recorded_on,
                    "card_state": stands.card_state,
                }
            )
    if rows:
        session.execute(update(Student), rows)


def stand_card(
    session: Session,
    student_id: UUID,
    *,
    last_code: str | None,
    last_at: datetime | None,
    event_state: CardState | None,
    registry_since: date | None,
    handed_over_on: date | None,
    cycle: int,
    cycle_from: datetime | None,
) -> None:
    """Set what the card events of the present cycle say of a person, and what follows from it."""
    student = session.get_one(Student, student_id, with_for_update=True)
    student.last_card_code, student.last_card_at = last_code, last_at
    student.event_card_state, student.registry_since = event_state, registry_since
    student.handed_over_on = handed_over_on
    if cycle != student.cycle:
        # A central deletion: what came before no longer counts; the person may be recorded again.
        student.counting_recording_id = student.recorded_here_on = None
    student.cycle, student.cycle_from = cycle, cycle_from
    stands = standing(student.recorded_here_on, event_state, registry_since)
    student.recorded, student.recorded_on, student.card_state = (
        stands.recorded,
        stands.recorded_on,
        stands.card_state,
    )
    session.flush()
