"""Who was to be seen at visits and what came of them: one place per person (design rule 16)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, literal, not_, or_
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.students.models import Student, StudentStatus
from app.students.rollover_models import Rollover, RolloverItem, RolloverOutcome, RolloverState
from app.visits.models import RosterEntry, Visit
from app.visits.rules import NOT_SEEN, PRECEDENCE


@dataclass(frozen=True, slots=True)
class Tally:
    """Who was to be seen at a visit, and what came of them: each person counts in one place."""

    expected: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    not_yet_seen: int = 0


def is_awaited(person: Any) -> ColumnElement[bool]:
    """
    SQL on places, visits and their people (``person`` is an alias): a place that stands.

    Where they were seen, everybody stays. Whom the step into a school year has graduated since the place was given is
    not at the school on the day of the visit; they stay in the target and are called by where they live (design rules
    2 and 16). It is reckoned, not carried out, so that taking the step back gives the places back.
    """
    graduated = (
        select(RolloverItem.id)
        .join(Rollover, col(Rollover.id) == col(RolloverItem.rollover_id))
        .where(
            col(RolloverItem.student_id).in_([person.id, col(RosterEntry.student_id)]),
            col(RolloverItem.outcome) == RolloverOutcome.GRADUATES,
            col(Rollover.state) == RolloverState.APPLIED,
            col(Rollover.begins_on) <= col(Visit.date),
            col(Rollover.applied_at) > col(RosterEntry.added_at),
            col(Rollover.applied_at) < col(Visit.ends_at),
        )
    )
    return or_(
        col(RosterEntry.outcome).is_not(None),
        person.status != StudentStatus.GRADUATED,
        not_(graduated.exists()),
    )


def tallies(session: Session, visit_ids: Collection[UUID]) -> dict[UUID, Tally]:
    """Tallies by visit. Merged people count once, with the outcome that takes precedence."""
    counted = tallied(session, visit_ids, (col(Visit.id),))
    return {visit_id: tally for (visit_id,), (tally, _) in counted.items()}


def tallied(
    session: Session, visit_ids: Collection[UUID], by: Sequence[Any]
) -> dict[tuple[Any, ...], tuple[Tally, int]]:
    """Tally and walk-ins of each group of visits, grouped by columns of the visit: a person has one place in each."""
    entry, person = RosterEntry, aliased(Student)
    people = (
        columns(
            *by,
            col(person.id).label("person"),
            func.min(rank_of(col(entry.outcome))).label("rank"),
            func.min(case((col(entry.walk_in), 1), else_=0)).label("walk_in"),
        )
        .select_from(entry)
        .join(Visit, col(Visit.id) == col(entry.visit_id))
        .join(Student, col(Student.id) == col(entry.student_id))
        .join(person, col(person.id) == func.coalesce(col(Student.survivor_id), col(Student.id)))
        .where(col(entry.visit_id).in_(visit_ids), is_awaited(person))
        .group_by(*by, col(person.id))
        .subquery()
    )
    groups = [people.c[column.key] for column in by]
    rows = session.execute(
        columns(*groups, people.c.rank, people.c.walk_in, func.count()).group_by(
            *groups, people.c.rank, people.c.walk_in
        )
    ).all()
    found: dict[tuple[Any, ...], tuple[Tally, int]] = {}
    for *group, place, walk_in, number in rows:
        before, walked = found.get(tuple(group), (Tally(), 0))
        outcomes = dict(before.outcomes)
        if place != NOT_SEEN:
            outcomes[PRECEDENCE[place]] = outcomes.get(PRECEDENCE[place], 0) + number
        tally = Tally(
            before.expected + (0 if walk_in else number),
            outcomes,
            before.not_yet_seen + (number if place == NOT_SEEN else 0),
        )
        found[tuple(group)] = tally, walked + (number if walk_in else 0)
    return found


def rank_of(outcome: Any) -> Any:
    """SQL for :func:`app.visits.rules.rank`."""
    ranks = {name: literal(place) for place, name in enumerate(PRECEDENCE)}
    return case(ranks, value=outcome, else_=literal(NOT_SEEN))
