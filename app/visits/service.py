"""Changing visits: making, moving, and noting what came of the pupils."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.clock import now
from app.core.db import insert_into
from app.core.errors import Fault, Invalid, NotFound, VersionMismatch
from app.core.ids import new_id
from app.core.requests import first_time
from app.journal import service as journal
from app.schools import queries as schools
from app.schools.models import School
from app.visits import queries, rules
from app.visits.clashes import Plan, settle
from app.visits.models import RosterEntry, Visit, VisitKit, VisitState
from app.visits.roster import assign_slots
from app.visits.rules import Action

# --- making and changing ---------------------------------------------------------------------------------------


def create(
    session: Session,
    actor: Actor,
    facts: Mapping[str, Any],
    *,
    id: UUID | None = None,
    content: Mapping[str, Any] | None = None,
) -> tuple[Visit, bool]:
    """
    A new visit in draft; the flag says whether it is new or was asked for before.

    Raises :class:`Invalid` for references out of sight or an impossible period, and the refusals of
    :mod:`app.visits.rules` for what stands against it.
    """
    if not first_time(session, actor, id, "visit", content or facts):
        return queries.get(session, actor, id or new_id()), False
    try:
        school = schools.get(session, actor, facts["school_id"])
    except NotFound as failure:
        raise Invalid([Fault("/school_id", "field.unknown_reference")]) from failure
    plan = Plan.of(facts)
    settled = settle(session, actor, school, plan, besides=None, occupying=True)
    visit = Visit(
        id=id or new_id(),
        region_code=school.region_code,
        school_id=school.id,
        kind=plan.kind,
        team_id=plan.team_id,
        starts_at=plan.starts_at.astimezone(UTC),
        ends_at=plan.ends_at.astimezone(UTC),
        override_reason=plan.override_reason,
        date=settled.date,
        capacity=settled.capacity,
    )
    session.add(visit)
    session.flush()
    _set_kits(session, visit, plan.kit_ids)
    _note(session, actor, "visits.created", visit, {"fields": list(facts)})
    return visit, True


def change(session: Session, actor: Actor, visit_id: UUID, version: int, facts: Mapping[str, Any]) -> Visit:
    """
    Change the named facts of a visit; what they touch is checked as for a new one.

    Raises :class:`VersionMismatch` when somebody was faster, :class:`StateConflict` for what may not change any more.
    """
    visit = queries.get(session, actor, visit_id, lock=True)
    if visit.version != version:
        raise VersionMismatch
    present = {**visit.model_dump(), "kit_ids": _kit_ids(session, visit)}
    changed = {name: value for name, value in facts.items() if _plain(present[name]) != _plain(value)}
    if not changed:
        return visit
    rules.refuse_unchangeable(visit.state, changed)
    # A new team leaves its name behind: what it brings home from the day is still judged by it.
    former = {"former_team_id": str(visit.team_id)} if "team_id" in changed else {}
    if "headcount" in changed:
        visit.headcount = changed["headcount"]
    if changed.keys() - {"headcount"}:
        _replan(session, actor, visit, {**present, **changed})
    visit.version += 1
    session.flush()
    _note(session, actor, "visits.changed", visit, {"fields": list(changed), **former})
    return visit


def _replan(session: Session, actor: Actor, visit: Visit, facts: Mapping[str, Any]) -> None:
    plan = Plan.of(facts)
    school = session.get_one(School, visit.school_id)
    occupying = visit.state not in rules.NOT_OCCUPYING
    settled = settle(session, actor, school, plan, besides=visit.id, occupying=occupying)
    visit.kind, visit.team_id, visit.override_reason = plan.kind, plan.team_id, plan.override_reason
    visit.starts_at, visit.ends_at = plan.starts_at.astimezone(UTC), plan.ends_at.astimezone(UTC)
    visit.date, visit.capacity = settled.date, settled.capacity
    _set_kits(session, visit, plan.kit_ids)
    assign_slots(session, visit)


def _kit_ids(session: Session, visit: Visit) -> list[UUID]:
    chosen = select(VisitKit.kit_id).where(col(VisitKit.visit_id) == visit.id)
    return list(session.exec(chosen.order_by(col(VisitKit.kit_id))))


def _set_kits(session: Session, visit: Visit, kit_ids: Sequence[UUID]) -> None:
    session.execute(delete(VisitKit).where(col(VisitKit.visit_id) == visit.id))
    session.add_all(VisitKit(visit_id=visit.id, kit_id=id) for id in set(kit_ids))
    session.flush()


def _plain(value: Any) -> Any:
    """Kits have no order."""
    return set(value) if isinstance(value, list) else value


# --- moving ----------------------------------------------------------------------------------------------------


def move(
    session: Session,
    actor: Actor,
    visit_id: UUID,
    action: Action,
    version: int | None,
    *,
    reason: str | None = None,
    other_dates: Sequence[date] | None = None,
) -> Visit:
    """
    Move a visit by ``action`` (all but `reschedule`, which names times).

    Raises :class:`StateConflict` where the present state has no such move, :class:`VersionMismatch` when somebody
    was faster, and :class:`Invalid` when the office confirms for the school without saying why.
    """
    visit = _locked(session, actor, visit_id, version)
    state = rules.moved(visit.state, action)
    if action is Action.CONFIRM and actor.is_office and reason is None:
        raise Invalid([Fault("/reason", "field.reason_needed")])
    visit.state = state
    if action in _REASONED:
        visit.reason = reason
        visit.other_dates = [day.isoformat() for day in other_dates] if other_dates else None
    _moved(session, actor, visit, action)
    return visit


_REASONED = frozenset({Action.CONFIRM, Action.DECLINE, Action.POSTPONE, Action.CANCEL})


def reschedule(
    session: Session,
    actor: Actor,
    visit_id: UUID,
    version: int | None,
    *,
    starts_at: datetime,
    ends_at: datetime,
    override_reason: str | None = None,
) -> Visit:
    """
    Give a visit other times and propose it again. A reason that overrode the former day does not hold for the new one.

    Raises like :func:`create`, and :class:`StateConflict` where the present state has no such move.
    """
    visit = _locked(session, actor, visit_id, version)
    visit.state = rules.moved(visit.state, Action.RESCHEDULE)
    visit.reason, visit.other_dates = None, None
    times = {"starts_at": starts_at, "ends_at": ends_at, "override_reason": override_reason}
    _replan(session, actor, visit, {**visit.model_dump(), "kit_ids": _kit_ids(session, visit), **times})
    _moved(session, actor, visit, Action.RESCHEDULE)
    return visit


def _locked(session: Session, actor: Actor, visit_id: UUID, version: int | None) -> Visit:
    visit = queries.get(session, actor, visit_id, lock=True)
    if version is not None and visit.version != version:
        raise VersionMismatch
    return visit


def _moved(session: Session, actor: Actor, visit: Visit, action: Action) -> None:
    visit.version += 1
    session.flush()
    _note(session, actor, rules.JOURNAL_KINDS[action], visit, {"state": visit.state.value})


def _note(session: Session, actor: Actor, kind: str, visit: Visit, data: Mapping[str, Any]) -> None:
    journal.write(
        session,
        actor,
        kind,
        "visit",
        visit.id,
        region_code=visit.region_code,
        school_id=visit.school_id,
        data=data,
    )


# --- outcomes --------------------------------------------------------------------------------------------------


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
    refused. A handful of statements, however many there are.
    """
    if not seen:
        return
    best: dict[tuple[UUID, UUID], Seen] = {}
    for each in seen:
        place = (each.visit_id, each.student_id)
        if place not in best or rules.rank(each.outcome) < rules.rank(best[place].outcome):
            best[place] = each
    table = RosterEntry.__table__  # type: ignore[attr-defined]
    statement = insert_into(session, table)
    takes_precedence = queries.rank_of(statement.excluded.outcome) < queries.rank_of(table.c.outcome)
    statement = statement.on_conflict_do_update(
        index_elements=["visit_id", "student_id"],
        set_={"outcome": statement.excluded.outcome, "recording_id": statement.excluded.recording_id},
        where=takes_precedence,
    )
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
    session.execute(statement, rows)
    _start(session, actor, {each.visit_id for each in seen})


def _start(session: Session, actor: Actor, visit_ids: set[UUID]) -> None:
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
            (visit.id, visit.region_code, visit.school_id, {"state": visit.state.value, "by": "recording"})
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
