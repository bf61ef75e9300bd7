"""The projection beside a person's facts: recorded or not, how far the card is. Set by rooms that keep events."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, inspect, update
from sqlmodel import Session, col, select

from app.core.bulk import as_table, given_rows, on_postgres
from app.core.db import batched
from app.students.models import CardState, Student
from app.students.rules import Standing, standing

_STUDENTS = Student.__table__  # type: ignore[attr-defined]
_RECORDED = ("counting_recording_id", "recorded_here_on", "recorded", "recorded_on", "card_state")


@cache
def _stand_recorded(*, postgres: bool) -> Any:
    if not postgres:
        own = _STUDENTS.c.id == bindparam("its_id")
        return update(_STUDENTS).where(own).values({name: bindparam(f"its_{name}") for name in _RECORDED})
    rows = as_table(_STUDENTS, ("id", *_RECORDED))
    return update(_STUDENTS).where(_STUDENTS.c.id == rows.c.id).values({name: rows.c[name] for name in _RECORDED})


def stand_recorded(session: Session, standings: Mapping[UUID, tuple[UUID | None, date | None, Standing]]) -> None:
    """
    Set the counting recording, the day it was made, and what follows from both, of people whom the caller has locked.

    One statement for any number of people.
    """
    postgres = on_postgres(session)
    rows = [
        {
            "id": student_id,
            "counting_recording_id": recording_id,
            "recorded_here_on": on,
            "recorded": stands.recorded,
            "recorded_on": stands.recorded_on,
            "card_state": stands.card_state,
        }
        for student_id, (recording_id, on, stands) in sorted(standings.items(), key=itemgetter(0))
    ]
    if not postgres:  # a parameter of an UPDATE may not be named like a column
        rows = [{f"its_{name}": value for name, value in row.items()} for row in rows]
    session.connection().execute(_stand_recorded(postgres=postgres), given_rows(rows, postgres=postgres))
    for held in [each for each in session.identity_map.values() if isinstance(each, Student)]:
        if inspect(held).identity[0] in standings:
            session.expire(held, _RECORDED)


@dataclass(frozen=True, slots=True)
class CardWord:
    """What the card events of the present cycle say of a person."""

    last_code: str | None
    last_at: datetime | None
    event_state: CardState | None
    registry_since: date | None
    handed_over_on: date | None
    cycle: int
    cycle_from: datetime | None


def stand_cards(session: Session, words: Mapping[UUID, CardWord]) -> list[UUID]:
    """
    Set what card events say of people, and what follows from it. The caller has locked the people.

    Returns whose recording cycle became another: what was recorded in a former one no longer counts for them.
    """
    rows: list[dict[str, Any]] = []
    moved: list[UUID] = []
    for some in batched(sorted(words)):
        batch = select(col(Student.id), col(Student.cycle), col(Student.cycle_from), col(Student.recorded_here_on))
        for student_id, cycle, cycle_from, here_on in session.execute(batch.where(col(Student.id).in_(some))):
            word = words[student_id]
            if (cycle, cycle_from) != (word.cycle, word.cycle_from):
                moved.append(student_id)
            stands = standing(here_on if cycle == word.cycle else None, word.event_state, word.registry_since)
            rows.append(_row(student_id, word, stands))
    if rows:
        session.execute(update(Student), rows)
    for some in batched(moved):
        # A central deletion: what came before no longer counts; the person may be recorded again.
        session.execute(
            update(Student)
            .where(col(Student.id).in_(some))
            .values(counting_recording_id=None, recorded_here_on=None)
            .execution_options(synchronize_session=False)
        )
    return moved


def _row(student_id: UUID, word: CardWord, stands: Standing) -> dict[str, Any]:
    return {
        "id": student_id,
        "last_card_code": word.last_code,
        "last_card_at": word.last_at,
        "event_card_state": word.event_state,
        "registry_since": word.registry_since,
        "handed_over_on": word.handed_over_on,
        "cycle": word.cycle,
        "cycle_from": word.cycle_from,
        "recorded": stands.recorded,
        "recorded_on": stands.recorded_on,
        "card_state": stands.card_state,
    }
