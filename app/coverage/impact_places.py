"""Where pupils would have gone and where teams came from: places and coefficients of each day, read once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.core.access import regency_of
from app.core.types import NATION
from app.coverage import impact_queries as queries
from app.coverage.impact_rules import COEFFICIENTS, KEYS, UNKNOWN, Assumed, Way, way
from app.regions import queries as regions
from app.regions.models import ServicePoint
from app.regions.queries import SettingLine
from app.regions.reference_data import known_settings
from app.schools.models import School
from app.visits.travel import spot


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A dated setting that a figure is made of."""

    key: str
    value: Any
    valid_from: date
    region_code: str
    source: str | None
    """Where the nation's own value comes from; ``None`` for what a region entered."""
    assumed: bool
    """Whether nobody has measured or decreed it."""


@dataclass(frozen=True, slots=True, eq=False)
class Conditions:
    """What holds in a regency; days on which all of it is the same share one."""

    settings: Mapping[str, SettingLine]
    assumed: Assumed
    points: Sequence[ServicePoint]
    """Those that there were, by name."""

    def ways(self, school: School) -> tuple[Way, Way]:
        """
        The way of a pupil to the nearest point that could record, and that of a team from the office.

        Minutes entered for a school are from the office, for whoever goes. Without coordinates no point is the
        nearest: then the way is unknown, even if that to the office is not.
        """
        found = [(point, self._way(point, school)) for point in self.points]
        # Where no office is entered, minutes to a school may be, all the same.
        to_school = way(None, spot(school), school.travel_minutes, self.assumed)
        office = next((one for point, one in found if _is_office(point)), to_school)
        near = [
            (one.minutes.likely, point.name, one)
            for point, one in found
            if point.can_record and one.minutes is not None and one.kilometres is not None
        ]
        return min(near, key=lambda each: each[:2])[2] if near else UNKNOWN, office

    def _way(self, point: ServicePoint, school: School) -> Way:
        entered = school.travel_minutes if _is_office(point) else None
        return way(spot(point), spot(school), entered, self.assumed)


def _is_office(point: ServicePoint) -> bool:
    """Where teams start belongs to the whole regency, not to one of its districts."""
    return point.region_code == regency_of(point.region_code)


class Places:
    """The conditions of all regencies that were visited, on any day up to a last one."""

    def __init__(self, session: Session, region: str | None, regencies: Iterable[str], last: date) -> None:
        self._points: dict[str | None, list[ServicePoint]] = {}
        for point in queries.points(session, region):
            self._points.setdefault(regency_of(point.region_code), []).append(point)
        self._coefficients = regions.coefficients_of(session, {*regencies} or {region}, KEYS, last)
        self._by_day: dict[tuple[str | None, date], Conditions] = {}
        self._same: dict[tuple[UUID, ...], Conditions] = {}
        self._ways: dict[tuple[UUID, Conditions], tuple[Way, Way]] = {}
        if not regencies:
            self.on(region, last)  # where nobody went, what would hold is told all the same

    def on(self, regency: str | None, day: date) -> Conditions:
        if (regency, day) not in self._by_day:
            settings = self._coefficients[regency].entries(day)
            points = [point for point in self._points.get(regency, []) if _stands(point, day)]
            alike = (*(line.id for line in settings.values()), *(point.id for point in points))
            if alike not in self._same:
                assumed = Assumed({key: row.value for key, row in settings.items()})
                self._same[alike] = Conditions(settings, assumed, points)
            self._by_day[regency, day] = self._same[alike]
        return self._by_day[regency, day]

    def ways(self, school: School, conditions: Conditions) -> tuple[Way, Way]:
        """:meth:`Conditions.ways`, reckoned once for each school while nothing changes."""
        if (school.id, conditions) not in self._ways:
            self._ways[school.id, conditions] = conditions.ways(school)
        return self._ways[school.id, conditions]

    def coefficients(self, names: Sequence[str]) -> list[Coefficient]:
        """Every entry behind some coefficients that held on a day that was asked about."""
        keys = dict.fromkeys(key for name in names for key in COEFFICIENTS[name])
        rows = {row.id: row for key in keys for held in self._same.values() for row in (held.settings[key],)}
        return [_told(row) for row in rows.values()]


def _stands(point: ServicePoint, day: date) -> bool:
    return point.valid_from <= day and (point.valid_to is None or day <= point.valid_to)


def _told(row: SettingLine) -> Coefficient:
    known = _sources().get((row.key, row.region_code, row.valid_from))
    assumed = known is not None and known.startswith("Assumption")
    return Coefficient(row.key, row.value, row.valid_from, row.region_code, known, assumed)


@cache
def _sources() -> dict[tuple[str, str, date], str]:
    return {(key, NATION, entry["valid_from"]): entry["source"] for key, entry in known_settings().items()}
