"""The ways from the office and the service points to schools."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.core.access import Actor, regency_of
from app.core.paging import Page, PageRequest
from app.regions import queries as regions
from app.regions.models import ServicePoint
from app.schools import queries as schools
from app.schools.models import School
from app.visits.travel_rules import Spot, Travel, travel

COEFFICIENTS = ("winding_factor", "travel_kmh")


def spot(place: School | ServicePoint) -> Spot | None:
    """Where something stands, if both coordinates are known."""
    if place.latitude is None or place.longitude is None:
        return None
    return Spot(place.latitude, place.longitude)


@dataclass(frozen=True, slots=True)
class Way:
    """The way from the office to a school."""

    school_id: UUID
    from_point_id: UUID | None
    minutes: int | None
    kilometres: float | None
    estimated: bool


class Roads:
    """The service points of a regency on a day, and the ways from them to its schools."""

    def __init__(self, points: Sequence[ServicePoint], coefficients: dict[str, Any]) -> None:
        self._points = points
        self._winding = float(coefficients["winding_factor"])
        self._kmh = float(coefficients["travel_kmh"])

    @property
    def office(self) -> ServicePoint | None:
        """Where teams start: the point that belongs to the whole regency, not to one of its districts."""
        return next((point for point in self._points if point.region_code == regency_of(point.region_code)), None)

    def to(self, school: School) -> Travel:
        """The way of a team to ``school``."""
        start = spot(self.office) if self.office else None
        return travel(start, spot(school), school.travel_minutes, self._winding, self._kmh)

    def nearest_recording(self, school: School | None, district_code: str | None) -> tuple[ServicePoint, Travel] | None:
        """
        The point nearest to a school that can record, with the way there.

        For people without a school, or a school without coordinates, it is the one in their district, else the
        office's: with a way of unknown length.
        """
        able = [point for point in self._points if point.can_record]
        here = spot(school) if school else None
        placed = [(point, travel(spot(point), here, None, self._winding, self._kmh)) for point in able]
        known = [(point, way) for point, way in placed if way.minutes is not None]
        if known:
            return min(known, key=lambda each: (each[1].minutes or 0, each[0].name))
        district = school.district_code if school else district_code
        near = [point for point in able if district is not None and point.region_code == district]
        chosen = next(iter(near), None) or next((point for point in able if point is self.office), None)
        chosen = chosen or next(iter(able), None)
        return None if chosen is None else (chosen, Travel(None, None, estimated=True))


def roads(session: Session, region_code: str, on: date) -> Roads:
    """The roads of a regency as they are on a day."""
    points = regions.points_on(session, region_code, on)
    return Roads(points, regions.settings(session, region_code, COEFFICIENTS, on))


def ways(
    session: Session, actor: Actor, request: PageRequest, *, region_code: str | None, school_id: UUID | None
) -> Page[Way]:
    """The ways to schools within scope, by name of the school."""
    if school_id is not None:
        found = Page([schools.get(session, actor, school_id)], None)
    else:
        found = schools.schools(session, actor, request, region_code=region_code)
    known: dict[str, Roads] = {}
    items = []
    for school in found.items:
        if school.region_code not in known:
            known[school.region_code] = roads(session, school.region_code, regions.today(school.region_code))
        way, start = known[school.region_code].to(school), known[school.region_code].office
        items.append(Way(school.id, start.id if start else None, way.minutes, way.kilometres, way.estimated))
    return Page(items, found.next_cursor)
