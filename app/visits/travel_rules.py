"""How far it is, answerable with a pencil."""

from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt

EARTH_KM = 6371.0
"""The mean radius."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on earth, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Travel:
    """A way, one direction. ``minutes`` and ``kilometres`` are ``None`` where nothing is known of them."""

    minutes: int | None
    kilometres: float | None
    """Along the road, as far as it can be estimated from the straight line."""
    estimated: bool
    """Whether the minutes were estimated; entered ones come first."""


def straight_km(one: Spot, other: Spot) -> float:
    """The distance as the crow flies, by the haversine formula."""
    up, across = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    half = sin(up / 2) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(across / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def travel(origin: Spot | None, to: Spot | None, entered: int | None, winding: float, kmh: float) -> Travel:
    """
    The way between two places: ``entered`` minutes where somebody drove it, else an estimate.

    ``winding`` is how much longer the road is than the straight line, ``kmh`` the mean speed on it.
    """
    road = None if origin is None or to is None else straight_km(origin, to) * winding
    kilometres = None if road is None else round(road, 1)
    if entered is not None:
        return Travel(entered, kilometres, estimated=False)
    if road is None:
        return Travel(None, None, estimated=True)
    return Travel(ceil(road / kmh * 60), kilometres, estimated=True)
