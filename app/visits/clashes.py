"""What stands against going to a school: a team or a kit that is elsewhere, the calendar, the lesson hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from sqlmodel import Session

from app.core.access import Actor
from app.core.errors import Fault, Invalid, NotFound
from app.regions import queries as regions
from app.schools.models import School
from app.visits import queries, rules
from app.visits.models import Kit, KitState, VisitKind
from app.visits.timetable import timetable


@dataclass(frozen=True, slots=True)
class Plan:
    """Who goes with what, when."""

    kind: VisitKind
    team_id: UUID
    kit_ids: Sequence[UUID]
    starts_at: datetime
    ends_at: datetime
    override_reason: str | None

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Self:
        return cls(
            facts["kind"],
            facts["team_id"],
            facts["kit_ids"],
            facts["starts_at"],
            facts["ends_at"],
            facts.get("override_reason"),
        )


@dataclass(frozen=True, slots=True)
class Settled:
    """What follows from a plan that nothing stands against."""

    date: date
    capacity: int


def settle(
    session: Session, actor: Actor, school: School, plan: Plan, *, besides: UUID | None, occupying: bool
) -> Settled:
    """
    Check a plan with its team and kits locked, so that two at once cannot both find them free.

    ``besides`` is the visit itself; one that is not ``occupying`` disturbs nobody yet. Only what the calendar says
    can be overridden by a reason: nobody is at two places at once.
    """
    zone = regions.zone(school.region_code)
    starts, ends = plan.starts_at.astimezone(zone), plan.ends_at.astimezone(zone)
    if ends <= starts:
        raise Invalid([Fault("/ends_at", "visits.ends_before_start")])
    if starts.date() != ends.date():
        raise Invalid([Fault("/ends_at", "visits.one_day")])
    kits = _means(session, actor, school, plan)
    if occupying:
        _refuse_busy(session, plan, besides)
    day = starts.date()
    if plan.override_reason is None:
        table = timetable(session, school, day, day)
        rules.refuse_days(table.against(day))
        rules.refuse_hours(starts, ends, table.hours(day))
    minutes = rules.minutes_between(starts, ends)
    per_day = [kit.capacity_per_day for kit in kits]
    each = regions.setting(session, school.region_code, "minutes_per_recording", day)
    return Settled(day, rules.capacity(minutes, each, per_day))


def _means(session: Session, actor: Actor, school: School, plan: Plan) -> Sequence[Kit]:
    """Lock team and kits, always in this order, and refuse what cannot go."""
    try:
        team = queries.get_team(session, actor, plan.team_id, lock=True)
    except NotFound as failure:
        raise Invalid([Fault("/team_id", "field.unknown_reference")]) from failure
    kits = queries.lock_kits(session, actor, plan.kit_ids)
    found = {kit.id: kit for kit in kits}
    faults = [
        Fault(f"/kit_ids/{number}", "field.unknown_reference")
        for number, id in enumerate(plan.kit_ids)
        if id not in found
    ]
    faults += [
        Fault(f"/kit_ids/{number}", "visits.other_regency")
        for number, id in enumerate(plan.kit_ids)
        if id in found and found[id].region_code != school.region_code
    ]
    if team.region_code != school.region_code:
        faults.append(Fault("/team_id", "visits.other_regency"))
    if not plan.kit_ids and rules.needs_kits(plan.kind):
        faults.append(Fault("/kit_ids", "visits.kits_needed"))
    if faults:
        raise Invalid(faults)
    if not team.active:
        raise rules.TeamInactive
    for kit in kits:
        if kit.state is not KitState.READY:
            raise rules.KitNotReady(kit=kit.code)
    return kits


def _refuse_busy(session: Session, plan: Plan, besides: UUID | None) -> None:
    other = queries.team_busy(session, plan.team_id, plan.starts_at, plan.ends_at, besides)
    if other is not None:
        raise rules.TeamBusy(extra={"visit_id": str(other)})
    other = queries.kit_busy(session, plan.kit_ids, plan.starts_at, plan.ends_at, besides)
    if other is not None:
        raise rules.KitBusy(extra={"visit_id": str(other)})
