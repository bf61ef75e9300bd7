"""The serial oracle of the field: what must stand in the end, worked out with a pencil and one recording at a time."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.regions.queries import zone
from app.visits.models import Visit
from tests.support.chaos import Device, Field
from tests.support.world import BALANGAN, World

IGNORED = timedelta(seconds=120)
BEST_FIRST = ("recorded", "already_recorded", "left", "under_age", "failed", "refused", "deferred", "absent")


@dataclass(frozen=True)
class Receipt:
    """When the first sending of a recording came, and how wrong the clock was that was told with it."""

    at: datetime
    skew_seconds: float | None


@dataclass
class Truth:
    """What must stand when all is in."""

    happened: dict[UUID, datetime] = field(default_factory=dict)
    parked: dict[UUID, str] = field(default_factory=dict)
    visit: dict[UUID, UUID | None] = field(default_factory=dict)
    pupil: dict[UUID, UUID] = field(default_factory=dict)
    counting: dict[UUID, UUID] = field(default_factory=dict)
    """The recording that counts, by pupil."""
    attempts: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    """All that were sent as ``recorded``, taken back or not, by pupil."""
    roster: dict[tuple[UUID, UUID], str | None] = field(default_factory=dict)
    """What came of everyone at each visit, walk-ins among them."""

    def ledger(self, visits: Mapping[UUID, Visit]) -> dict[tuple[UUID, date], Counter[str]]:
        days: dict[tuple[UUID, date], Counter[str]] = {(v.school_id, v.date): Counter() for v in visits.values()}
        for (visit_id, _), outcome in self.roster.items():
            visit = visits[visit_id]
            days[visit.school_id, visit.date][outcome or "not_yet_seen"] += 1
        return days


def truth(world: World, known: Field, devices: Sequence[Device], receipts: Mapping[UUID, Receipt]) -> Truth:
    """Reckon from what the devices made and when it arrived."""
    found = Truth(roster=dict.fromkeys(known.expected))
    standing: dict[UUID, list[tuple[datetime, UUID]]] = defaultdict(list)
    for device in devices:
        for item in device.made:
            id = UUID(item["id"])
            at = found.happened[id] = _when(datetime.fromisoformat(item["captured_at"]), receipts[id])
            code, visit, pupil = _place(world, known, device, item, at)
            if code is not None or pupil is None:
                found.parked[id] = str(code)
                continue
            found.visit[id], found.pupil[id] = visit, pupil
            if item["outcome"] == "recorded":
                found.attempts[pupil].add(id)
            if item["id"] in device.voided:
                continue
            if item["outcome"] == "recorded":
                standing[pupil].append((at, id))
            if visit is not None:
                before = found.roster.get((visit, pupil))
                better = min(filter(None, (before, item["outcome"])), key=BEST_FIRST.index)
                found.roster[visit, pupil] = better
    found.counting = {pupil: min(those)[1] for pupil, those in standing.items()}
    return found


def _when(captured: datetime, receipt: Receipt) -> datetime:
    skew = timedelta(seconds=receipt.skew_seconds or 0)
    at = captured + skew if abs(skew) > IGNORED else captured
    return receipt.at if at > receipt.at + IGNORED else at


def _place(
    world: World, known: Field, device: Device, item: dict[str, Any], at: datetime
) -> tuple[str | None, UUID | None, UUID | None]:
    """Why it waits, else its visit and its pupil."""
    team, day = world.teams[device.team], at.astimezone(zone(BALANGAN)).date()
    shown = "student" in item
    pupil = known.guests[item["student"]["nik"]] if shown else UUID(item["student_id"])
    if pupil not in known.pupils:
        return "recordings.student_unknown", None, None
    school = known.pupils[pupil]
    if "visit_id" in item:
        visit = known.visits[UUID(item["visit_id"])]
        if visit.team_id != team or visit.date != day:
            return "recordings.out_of_scope", None, None
        expected = school == visit.school_id or (visit.id, pupil) in known.expected
        return (None, visit.id, pupil) if expected or shown else ("recordings.out_of_scope", None, None)
    fitting = [v.id for v in known.visits.values() if (v.team_id, v.school_id, v.date) == (team, school, day)]
    if not fitting and not shown:
        return "recordings.no_visit", None, None
    return None, fitting[0] if fitting else None, pupil
