"""
What visits spared, answerable with a pencil.

Against one stated counterfactual: each pupil whose recording counts and was made at a visit would have gone once, from
the school and back, to the nearest service point that could record on that day. Everything is reckoned three times.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from app.core.numbers import half_up
from app.visits.travel_rules import Spot, travel


@dataclass(frozen=True, slots=True)
class Range:
    """
    A figure as low, likely and high.

    The operations are those of intervals: what is taken away counts high in the low figure. So the order holds
    whatever is entered, and the ends are wider than if all coefficients erred in one direction.
    """

    low: float
    likely: float
    high: float

    @classmethod
    def of(cls, *values: float) -> "Range":
        """Of one value, or of a low, a likely and a high one, in the order that they should have had."""
        likely = values[len(values) // 2]
        return cls(min(values), likely, max(values))

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.likely + other.likely, self.high + other.high)

    def __sub__(self, other: "Range") -> "Range":
        return Range(self.low - other.high, self.likely - other.likely, self.high - other.low)

    def __mul__(self, other: "Range") -> "Range":
        """Of figures that are not negative."""
        return Range(self.low * other.low, self.likely * other.likely, self.high * other.high)

    def __truediv__(self, other: "Range") -> "Range":
        """By figures above 0."""
        return Range(self.low / other.high, self.likely / other.likely, self.high / other.low)

    def rounded(self) -> "Range":
        """To two places, as figures are told."""
        return Range(*(float(half_up(Fraction(each))) for each in (self.low, self.likely, self.high)))

    def between(self, least: float, most: float) -> "Range":
        return Range(*(min(max(value, least), most) for value in (self.low, self.likely, self.high)))


NOTHING = Range(0, 0, 0)

COEFFICIENTS: Mapping[str, tuple[str, ...]] = {
    "winding": ("winding_factor_low", "winding_factor", "winding_factor_high"),
    "kmh": ("travel_kmh_low", "travel_kmh", "travel_kmh_high"),
    "riders": ("pupils_per_motorbike_low", "pupils_per_motorbike", "pupils_per_motorbike_high"),
    "pupil_cost": ("pupil_cost_per_km_low", "pupil_cost_per_km", "pupil_cost_per_km_high"),
    "waiting": ("office_wait_minutes_low", "office_wait_minutes", "office_wait_minutes_high"),
    "slot": ("minutes_per_recording", "minutes_per_recording", "minutes_per_recording_high"),
    "lesson_share": ("lesson_share_low", "lesson_share", "lesson_share_high"),
    "lesson": ("lesson_minutes",),
    "team_cost": ("cost_per_km",),
    "team_day": ("visit_day_cost",),
    "team_people": ("team_people",),
}
"""The settings behind each coefficient: low, likely, high, or the one that is all three."""
KEYS = tuple(dict.fromkeys(key for keys in COEFFICIENTS.values() for key in keys))


class Item(StrEnum):
    """The figures, in the order in which they are told."""

    PEOPLE_SERVED = "people_served"
    VISITS_HELD = "visits_held"
    PUPIL_KILOMETRES = "pupil_kilometres"
    MOTORBIKE_TRIPS = "motorbike_trips"
    MOTORBIKE_KILOMETRES = "motorbike_kilometres"
    TEAM_KILOMETRES = "team_kilometres"
    NET_KILOMETRES = "net_kilometres"
    PUPIL_MINUTES = "pupil_minutes"
    TEAM_MINUTES = "team_minutes"
    NET_MINUTES = "net_minutes"
    LESSON_HOURS = "lesson_hours"
    PUPIL_RUPIAH = "pupil_rupiah"
    TEAM_RUPIAH = "team_rupiah"
    NET_RUPIAH = "net_rupiah"


I = Item  # noqa: E741 - named many times below
UNITS: Mapping[Item, str] = {
    I.PEOPLE_SERVED: "persons",
    I.VISITS_HELD: "visits",
    I.MOTORBIKE_TRIPS: "trips",
    I.LESSON_HOURS: "lesson_hours",
    **dict.fromkeys((I.PUPIL_KILOMETRES, I.MOTORBIKE_KILOMETRES, I.TEAM_KILOMETRES, I.NET_KILOMETRES), "kilometres"),
    **dict.fromkeys((I.PUPIL_MINUTES, I.TEAM_MINUTES, I.NET_MINUTES), "minutes"),
    **dict.fromkeys((I.PUPIL_RUPIAH, I.TEAM_RUPIAH, I.NET_RUPIAH), "rupiah"),
}
_ROAD, _RIDE, _TIME = ("winding",), ("winding", "riders"), ("winding", "kmh")
USES: Mapping[Item, tuple[str, ...]] = {
    I.PEOPLE_SERVED: (),
    I.VISITS_HELD: (),
    I.PUPIL_KILOMETRES: _ROAD,
    I.MOTORBIKE_TRIPS: ("riders",),
    I.MOTORBIKE_KILOMETRES: _RIDE,
    I.TEAM_KILOMETRES: _ROAD,
    I.NET_KILOMETRES: _RIDE,
    I.PUPIL_MINUTES: _TIME,
    I.TEAM_MINUTES: (*_TIME, "team_people"),
    I.NET_MINUTES: (*_TIME, "team_people"),
    I.LESSON_HOURS: (*_TIME, "waiting", "slot", "lesson_share", "lesson"),
    I.PUPIL_RUPIAH: (*_RIDE, "pupil_cost"),
    I.TEAM_RUPIAH: (*_ROAD, "team_cost", "team_day"),
    I.NET_RUPIAH: (*_RIDE, "pupil_cost", "team_cost", "team_day"),
}
"""Which coefficients each figure is made of."""

ASSUMPTIONS: Mapping[Item, str] = {
    I.PEOPLE_SERVED: "recordings",
    I.VISITS_HELD: "visits",
    **dict.fromkeys((I.PUPIL_KILOMETRES, I.PUPIL_MINUTES), "would_have_come"),
    **dict.fromkeys((I.MOTORBIKE_TRIPS, I.MOTORBIKE_KILOMETRES, I.NET_KILOMETRES), "motorbike"),
    **dict.fromkeys((I.TEAM_KILOMETRES, I.TEAM_MINUTES, I.TEAM_RUPIAH), "one_vehicle"),
    I.NET_MINUTES: "would_have_come",
    I.LESSON_HOURS: "in_lessons",
    I.PUPIL_RUPIAH: "price",
    I.NET_RUPIAH: "day_of_a_team",
}
"""What each figure would change most with; the key of the sentence that says so."""


class Assumed:
    """The coefficients of a region on a day."""

    def __init__(self, settings: Mapping[str, float]) -> None:
        self._known = {name: Range.of(*(settings[key] for key in keys)) for name, keys in COEFFICIENTS.items()}

    def __getitem__(self, name: str) -> Range:
        return self._known[name]


@dataclass(frozen=True, slots=True)
class Way:
    """A way, one direction; ``None`` where nothing is known of it."""

    kilometres: Range | None
    minutes: Range | None


UNKNOWN = Way(None, None)


def way(origin: Spot | None, to: Spot | None, entered: int | None, assumed: Assumed) -> Way:
    """The way between two places at three windings and speeds (:func:`app.visits.travel_rules.travel`)."""
    roads, speeds = assumed["winding"], assumed["kmh"]
    found = [
        travel(origin, to, entered, winding, kmh)
        for winding, kmh in ((roads.low, speeds.high), (roads.likely, speeds.likely), (roads.high, speeds.low))
    ]
    kilometres = [one.kilometres for one in found if one.kilometres is not None]
    minutes = [one.minutes for one in found if one.minutes is not None]
    return Way(Range.of(*kilometres) if kilometres else None, Range.of(*minutes) if minutes else None)


@dataclass(frozen=True, slots=True)
class Trip:
    """A team's way to a school on a day, and those who were recorded there."""

    pupils: int
    visits: int
    pupil_way: Way
    team_way: Way
    lesson_day: int
    """Minutes of lessons that a whole day away would cost."""
    team_days: int
    """1 for the first school of a team's day, else 0: its allowance is paid once."""
    assumed: Assumed


@dataclass(slots=True)
class Sum:
    """One figure while it is summed."""

    value: Range = NOTHING
    unlocated: int = 0
    """Pupils (of team figures: ways of a team) that are not in it, since their way is unknown."""

    def add(self, part: Range | None, missing: int) -> None:
        if part is None:
            self.unlocated += missing
        else:
            self.value += part


@dataclass(slots=True)
class Sums:
    pupils: int = 0
    visits: int = 0
    trips: int = 0
    figures: dict[Item, Sum] = field(default_factory=lambda: {item: Sum() for item in Item})


def reckon(trips: Iterable[Trip]) -> Sums:
    """Every figure of all trips; who was recorded at two of them counts in :attr:`Item.PEOPLE_SERVED` at both."""
    sums = Sums()
    for trip in trips:
        sums.pupils += trip.pupils
        sums.visits += trip.visits
        sums.trips += 1
        for item, (part, missing) in parts_of(trip).items():
            sums.figures[item].add(part, missing)
    return sums


def parts_of(trip: Trip) -> dict[Item, tuple[Range | None, int]]:
    """What one trip adds to each figure, and how much it leaves out of it where that is unknown."""
    assumed, pupils = trip.assumed, trip.pupils
    motorbikes = _times(pupils) / assumed["riders"]
    kilometres = _there_and_back(trip.pupil_way.kilometres, pupils)
    minutes = _there_and_back(trip.pupil_way.minutes, pupils)
    ridden = _there_and_back(trip.pupil_way.kilometres, pupils, motorbikes)
    spent = None if ridden is None else ridden * assumed["pupil_cost"]
    driven = _there_and_back(trip.team_way.kilometres, 1)
    sat = _there_and_back(trip.team_way.minutes, 1, assumed["team_people"])
    paid = None if driven is None else driven * assumed["team_cost"] + assumed["team_day"] * _times(trip.team_days)
    return {
        I.PEOPLE_SERVED: (_times(pupils), 0),
        I.VISITS_HELD: (_times(trip.visits), 0),
        I.MOTORBIKE_TRIPS: (motorbikes, 0),
        I.PUPIL_KILOMETRES: (kilometres, pupils),
        I.MOTORBIKE_KILOMETRES: (ridden, pupils),
        I.TEAM_KILOMETRES: (driven, 1),
        I.NET_KILOMETRES: (_net(ridden, driven), pupils),
        I.PUPIL_MINUTES: (minutes, pupils),
        I.TEAM_MINUTES: (sat, 1),
        I.NET_MINUTES: (_net(minutes, sat), pupils),
        I.LESSON_HOURS: (_lessons(trip), pupils),
        I.PUPIL_RUPIAH: (spent, pupils),
        I.TEAM_RUPIAH: (paid, 1),
        I.NET_RUPIAH: (_net(spent, paid), pupils),
    }


def _times(number: float) -> Range:
    return Range(number, number, number)


def _there_and_back(one_way: Range | None, people: int, by: Range | None = None) -> Range | None:
    """Twice the way, so often as it is gone. Nobody's way is no way, however little is known of it."""
    if people == 0:
        return NOTHING
    return None if one_way is None else one_way * _times(2) * (by or _times(people))


def _net(spared: Range | None, taken: Range | None) -> Range | None:
    """Only where both sides are known: half of a balance would flatter."""
    return None if spared is None or taken is None else spared - taken


def _lessons(trip: Trip) -> Range | None:
    """
    Lesson hours that all of a trip's pupils would have missed, beyond the slot that they missed at school.

    One is away for the way, the queue and the way back, but misses no more than a whole day of lessons.
    """
    if trip.pupils == 0:
        return NOTHING
    if trip.pupil_way.minutes is None:
        return None
    assumed = trip.assumed
    away = trip.pupil_way.minutes * _times(2) + assumed["waiting"]
    missed = (away.between(0, trip.lesson_day) * assumed["lesson_share"] / _times(100) - assumed["slot"]).between(
        0, trip.lesson_day
    )
    return missed / assumed["lesson"] * _times(trip.pupils)
