"""The cheapest remedy for somebody whom no visit reaches in time, answerable with a pencil."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.visits.travel_rules import Travel


class RemedyKind(StrEnum):
    SERVICE_POINT = "service_point"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What the office can do. ``cost`` is rupiah for one person, ``None`` where the way is unknown."""

    kind: RemedyKind
    service_point_id: UUID | None = None
    service_point: str | None = None
    day: date | None = None
    """The earliest day on which nothing stands against an extra visit."""
    minutes: int | None = None
    kilometres: float | None = None
    estimated: bool = True
    cost: int | None = None


def at_point(id: UUID, name: str, way: Travel, cost_per_km: float) -> Remedy:
    """The person goes to a point that can record, there and back."""
    cost = None if way.kilometres is None else round(2 * way.kilometres * cost_per_km)
    return Remedy(RemedyKind.SERVICE_POINT, id, name, None, way.minutes, way.kilometres, way.estimated, cost)


def by_visit(day: date | None, way: Travel, cost_per_km: float, day_cost: float, people: int) -> Remedy:
    """The team comes once more, there and back, for all ``people`` of the school who wait; the cost is shared."""
    road = 0.0 if way.kilometres is None else 2 * way.kilometres * cost_per_km
    cost = None if way.kilometres is None else round((road + day_cost) / max(people, 1))
    return Remedy(RemedyKind.VISIT, None, None, day, way.minutes, way.kilometres, way.estimated, cost)


def cheapest(point: Remedy | None, visit: Remedy | None, turns_17_on: date) -> Remedy:
    """
    The cheaper of what is possible in time; a way of unknown length is the dearer one.

    An extra visit after the birthday is only taken where there is nothing else: then better late than not. With
    nothing at all a visit remains to be arranged, on no known day.
    """
    if point is None:
        return visit or Remedy(RemedyKind.VISIT)
    if visit is None or visit.day is None or visit.day > turns_17_on:
        return point
    if point.cost is None or visit.cost is None:
        return point if visit.cost is None else visit
    return visit if visit.cost < point.cost else point
