"""Which recording counts, kept on the recordings and on the pupils whenever an event may have changed it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy import select as columns
from sqlmodel import Session

from app.core.bulk import among_given, given_ids, on_postgres
from app.recordings.models import Outcome, Recording
from app.recordings.placing import Person, lock_people, members
from app.recordings.rules import Candidate, counting, cycle_at
from app.students.rules import standing
from app.students.standing import stand_recorded

_RECORDINGS = Recording.__table__  # type: ignore[attr-defined]


@cache
def _recorded(*, postgres: bool, counted: bool) -> Any:
    """Every unvoided ``recorded`` under any of the ids."""
    names = ("id", "student_id", "corrected_at", "corrected_on", "cycle", "counted")
    found = columns(*(_RECORDINGS.c[name] for name in names)).where(
        # Told, and not found within the statement: what merged rows there might be is guessed ten times too high, and
        # a plan for so many reads the whole table.
        among_given(_RECORDINGS.c.student_id, postgres=postgres),
        _RECORDINGS.c.outcome == Outcome.RECORDED,
        _RECORDINGS.c.voided_by.is_(None),
    )
    return found.where(_RECORDINGS.c.counted) if counted else found


def candidates(session: Session, people: Mapping[UUID, Person], *, counted: bool = False) -> list[Candidate]:
    """
    Every unvoided ``recorded`` of people whose rows are locked, under any of their ids.

    With ``counted`` only those that count, one for each cycle: nothing else can count beside what is new, and somebody
    recorded a hundred times is no dearer than anybody else.
    """
    if not people:
        return []
    owner = members(session, people)
    statement = _recorded(postgres=on_postgres(session), counted=counted)
    found = []
    rows = session.connection().execute(statement, given_ids(owner))
    for id, student_id, corrected_at, corrected_on, cycle, counts in rows:
        person = people[owner[student_id]]
        at = cycle_at(corrected_at, person.cycle, person.cycle_from, cycle)
        found.append(Candidate(id, person.id, corrected_at, corrected_on, at, cycle, counts))
    return found


def settle(session: Session, people: Mapping[UUID, Person], found: Sequence[Candidate]) -> None:
    """Bring recordings and pupils in line with which of ``found`` count. ``people`` are by their own ids."""
    first = counting(found)
    right = {(c.person_id, c.cycle): c.id for c in first.values()}
    changed = [
        {"its_id": c.id, "its_cycle": c.cycle, "counts": right[c.person_id, c.cycle] == c.id}
        for c in sorted(found, key=lambda c: c.id)
        if (right[c.person_id, c.cycle] == c.id, c.cycle) != (c.counted, c.stored_cycle)
    ]
    if changed:
        table = Recording.__table__  # type: ignore[attr-defined]
        session.connection().execute(
            update(table)
            .where(table.c.id == bindparam("its_id"))
            .values(cycle=bindparam("its_cycle"), counted=bindparam("counts")),
            changed,
        )
    standings = {}
    for person in people.values():
        best = first.get((person.id, person.cycle))
        if person.counting_recording_id != (best.id if best else None):
            on = best.corrected_on if best else None
            stands = standing(on, person.event_card_state, person.registry_since)
            standings[person.id] = (best.id if best else None, on, stands)
    if standings:
        stand_recorded(session, standings)


def recount(session: Session, student_ids: Iterable[UUID]) -> None:
    """
    Count anew for these people: after a void, a merge or its undoing, a reopened card, or to rebuild.

    Voided recordings are not counted; the caller has set their ``counted`` to false.
    """
    people = {person.id: person for person in lock_people(session, student_ids).values()}
    # Standing is told in any case: the caller may have moved it aside.
    unsure = {id: replace(person, counting_recording_id=_UNSURE) for id, person in people.items()}
    settle(session, unsure, candidates(session, people))


_UNSURE = UUID(int=0)
"""No recording's id."""
