"""Changing visits: making, moving, and noting what came of the pupils."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.errors import Fault, Invalid, NotFound, VersionMismatch
from app.core.ids import new_id
from app.core.requests import first_time
from app.journal import service as journal
from app.schools import queries as schools
from app.schools.models import School
from app.visits import queries, requests, roster, rules
from app.visits.clashes import Plan, settle
from app.visits.models import Visit, VisitKind, VisitKit
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
    school = _school(session, actor, facts["school_id"])
    plan, follows_id = Plan.of(facts), facts.get("follows_id")
    _check_followed(session, actor, school, plan, follows_id)
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
        follows_id=follows_id,
    )
    session.add(visit)
    session.flush()
    _set_kits(session, visit, plan.kit_ids)
    _note(session, actor, "visits.created", visit, {"fields": list(facts)})
    if facts.get("request_id") is not None:
        requests.answer_with(session, actor, facts["request_id"], visit)
    return visit, True


def catch_up(
    session: Session,
    actor: Actor,
    visit_id: UUID,
    facts: Mapping[str, Any],
    *,
    id: UUID | None = None,
    content: Mapping[str, Any] | None = None,
) -> tuple[Visit, bool]:
    """
    A visit for those whom another visit did not record, filled with them; team and kits are the former's unless named.

    Raises :class:`NothingToCatchUp` where nobody is left, and like :func:`create`.
    """
    # Two at once must not both find the same pupils free: the school first, as everywhere, then the visit.
    roster.lock_school(session, queries.get(session, actor, visit_id).school_id)
    former = queries.get(session, actor, visit_id, lock=True)
    wanted = {
        "kind": VisitKind.CATCH_UP,
        "school_id": former.school_id,
        "team_id": facts.get("team_id") or former.team_id,
        "kit_ids": facts.get("kit_ids") or _kit_ids(session, former),
        "starts_at": facts["starts_at"],
        "ends_at": facts["ends_at"],
        "override_reason": facts.get("override_reason"),
        "follows_id": former.id,
    }
    visit, new = create(session, actor, wanted, id=id, content={"follows_id": former.id, **(content or facts)})
    if new:
        roster.fill(session, actor, visit.id, None)
        if not queries.has_roster(session, visit.id):
            raise rules.NothingToCatchUp
    return visit, new


def _school(session: Session, actor: Actor, school_id: UUID) -> School:
    try:
        return schools.get(session, actor, school_id)
    except NotFound as failure:
        raise Invalid([Fault("/school_id", "field.unknown_reference")]) from failure


def _check_followed(session: Session, actor: Actor, school: School, plan: Plan, follows_id: UUID | None) -> None:
    if follows_id is None:
        return
    try:
        former = queries.get(session, actor, follows_id)
    except NotFound as unseen:
        raise Invalid([Fault("/follows_id", "field.unknown_reference")]) from unseen
    if former.school_id != school.id:
        raise Invalid([Fault("/follows_id", "visits.follows_other_school")])
    if plan.kind is not VisitKind.CATCH_UP:
        raise Invalid([Fault("/follows_id", "visits.follows_needs_catch_up")])


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
    if visit.follows_id is not None and plan.kind is not VisitKind.CATCH_UP:
        raise Invalid([Fault("/kind", "visits.follows_needs_catch_up")])
    school = session.get_one(School, visit.school_id)
    occupying = visit.state not in rules.NOT_OCCUPYING
    settled = settle(session, actor, school, plan, besides=visit.id, occupying=occupying)
    visit.kind, visit.team_id, visit.override_reason = plan.kind, plan.team_id, plan.override_reason
    visit.starts_at, visit.ends_at = plan.starts_at.astimezone(UTC), plan.ends_at.astimezone(UTC)
    visit.date, visit.capacity = settled.date, settled.capacity
    _set_kits(session, visit, plan.kit_ids)
    roster.assign_slots(session, visit)


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
    if action is Action.CANCEL:
        requests.release(session, actor, visit)
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
