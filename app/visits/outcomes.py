"""Noting what came of pupils at visits, as recordings say."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.bulk import given_rows, insertion, on_postgres
from app.core.clock import now
from app.journal import service as journal
from app.visits import rules
from app.visits.models import RosterEntry, Visit, VisitState
from app.visits.rules import Action
from app.visits.tallies import rank_of


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of one pupil at a visit, by one recording."""

    visit_id: UUID
    student_id: UUID
    outcome: str
    recording_id: UUID
    class_group: str | None = None


def note_outcomes(session: Session, actor: Actor, seen: Sequence[Seen]) -> None:
    """
    Note what recordings say of pupils: walk-ins join the roster, the outcome of highest precedence stays.

    The first recording starts its visit, unless that is over or was cancelled. Facts from the field are never
    refused: a postponed visit that took place after all stands at its former time, even beside another visit that its
    team or kit was given meanwhile. A handful of statements, however many there are.
    """
    note_seen(session, seen)
    start(session, actor, {each.visit_id for each in seen})


def note_seen(session: Session, seen: Sequence[Seen]) -> None:
    """The part of :func:`note_outcomes` that concerns rosters, for visits that need not be started."""
    if not seen:
        return
    best: dict[tuple[UUID, UUID], Seen] = {}
    for each in seen:
        place = (each.visit_id, each.student_id)
        if place not in best or rules.rank(each.outcome) < rules.rank(best[place].outcome):
            best[place] = each
    instant = now()
    rows = [
        {
            "visit_id": each.visit_id,
            "student_id": each.student_id,
            "class_group": each.class_group,
            "walk_in": True,
            "outcome": each.outcome,
            "recording_id": each.recording_id,
            "added_at": instant,
        }
        # In one order for everyone, so that two batches wait for each other instead of deadlocking.
        for _, each in sorted(best.items())
    ]
    postgres = on_postgres(session)
    session.connection().execute(_seeing(tuple(rows[0]), postgres=postgres), given_rows(rows, postgres=postgres))


@cache
def _seeing(names: tuple[str, ...], *, postgres: bool) -> Any:
    table = RosterEntry.__table__  # type: ignore[attr-defined]
    statement = insertion(table, names, postgres=postgres)
    takes_precedence = rank_of(statement.excluded.outcome) < rank_of(table.c.outcome)
    return statement.on_conflict_do_update(
        index_elements=["visit_id", "student_id"],
        set_={"outcome": statement.excluded.outcome, "recording_id": statement.excluded.recording_id},
        where=takes_precedence,
    )


def start(session: Session, actor: Actor, visit_ids: set[UUID]) -> None:
    """Visits whose first recording has come are in progress, unless they are over or were cancelled."""
    if not visit_ids:
        return
    waiting = col(Visit.state).in_(rules.STARTED_BY_RECORDING)
    # Almost always there is none: visits already in progress are read, not locked.
    if not session.exec(select(Visit.id).where(col(Visit.id).in_(visit_ids), waiting)).all():
        return
    started = session.exec(
        select(Visit)
        .where(col(Visit.id).in_(visit_ids), waiting)
        .order_by(col(Visit.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    former = {visit.id: visit.state.value for visit in started}
    for visit in started:
        visit.state = VisitState.IN_PROGRESS
        visit.version += 1
    session.flush()
    journal.write_many(
        session,
        actor,
        rules.JOURNAL_KINDS[Action.START],
        "visit",
        [
            (
                visit.id,
                visit.region_code,
                visit.school_id,
                {"state": visit.state.value, "by": "recording", "from": former[visit.id]},
            )
            for visit in started
        ],
    )


def recompute_outcomes(
    session: Session, visit_id: UUID, student_id: UUID, outcomes: Sequence[tuple[str, UUID]]
) -> None:
    """
    Let the best of ``outcomes`` (with the recordings that say so) stand for a pupil, after one was voided.

    With none left the pupil is not yet seen; a walk-in, whom nobody expected, leaves the roster.
    """
    entry = session.exec(
        select(RosterEntry)
        .where(col(RosterEntry.visit_id) == visit_id, col(RosterEntry.student_id) == student_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if entry is None:
        return
    if outcomes:
        entry.outcome, entry.recording_id = min(outcomes, key=lambda each: rules.rank(each[0]))
    elif entry.walk_in:
        session.delete(entry)
    else:
        entry.outcome, entry.recording_id = None, None
    session.flush()
