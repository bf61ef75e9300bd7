"""Which day is best for a visit, answerable with a pencil. The planner asks the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from app.visits.rules import MAX_KITS, capacity, minutes_between_times


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who is to be recorded: from when they may be, and when they turn 17."""

    eligible_on: date
    turns_17_on: date


@dataclass(frozen=True, slots=True)
class KitAt:
    """A kit that is free on a day."""

    id: UUID
    per_day: int


@dataclass(frozen=True, slots=True)
class Served:
    """Whom a day serves, within its capacity: all planned, those of them whose card can be there on the birthday."""

    eligible: int
    planned: int
    in_time: int
    late: int
    """Eligible people who turn 17 before a card could be ready, whatever the capacity."""


@dataclass(frozen=True, slots=True)
class Option:
    """A day on which nothing stands against a visit, with the means for it and whom it serves."""

    date: date
    starts: time
    ends: time
    team_id: UUID
    kit_ids: Sequence[UUID]
    capacity: int
    served: Served


def serve(day: date, waiting: Iterable[Waiting], places: int, lead_days: int) -> Served:
    """
    Whom a visit on ``day`` serves with ``places`` for as many people.

    ``lead_days`` is how long a card takes from the recording: who turns 17 within that time gets it late. Those who
    can still be in time come first.
    """
    able = [person for person in waiting if person.eligible_on <= day]
    ready = day + timedelta(days=lead_days)
    in_time = sum(person.turns_17_on >= ready for person in able)
    return Served(len(able), min(places, len(able)), min(places, in_time), len(able) - in_time)


def departure(leaves: time, minutes: int) -> time:
    """When a team that leaves at ``leaves`` arrives; the last minute of the day where the way is longer than it."""
    total = leaves.hour * 60 + leaves.minute + minutes
    return time(23, 59) if total >= 24 * 60 else time(total // 60, total % 60)


def enough_kits(
    kits: Sequence[KitAt], people: int, starts: time, ends: time, minutes_each: float
) -> tuple[list[UUID], int]:
    """The fewest of the free ``kits`` that see ``people`` between two times, as many as go on one visit at most."""
    minutes = minutes_between_times(starts, ends)
    chosen: list[KitAt] = []
    for kit in sorted(kits, key=lambda kit: (-kit.per_day, kit.id))[:MAX_KITS]:
        if chosen and capacity(minutes, minutes_each, [k.per_day for k in chosen]) >= people:
            break
        chosen.append(kit)
    return [kit.id for kit in chosen], capacity(minutes, minutes_each, [kit.per_day for kit in chosen])


def best(options: Iterable[Option], limit: int) -> list[Option]:
    """
    The best days first: most cards in time for the birthday, then most people recorded, then the earliest.

    Waiting makes more people old enough but lets others turn 17 without a card: the first figure weighs both.
    """
    ordered = sorted(options, key=lambda each: (-each.served.in_time, -each.served.planned, each.date, each.team_id))
    return ordered[:limit]
