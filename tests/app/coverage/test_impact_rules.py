"""What visits spared, by pencil and by chance."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.i18n import catalogue
from app.coverage.impact_rules import (
    ASSUMPTIONS,
    KEYS,
    UNITS,
    UNKNOWN,
    USES,
    Assumed,
    Item,
    Range,
    Trip,
    Way,
    parts_of,
    reckon,
    way,
)
from app.regions.reference_data import known_settings
from app.visits.travel_rules import Spot, travel

SETTINGS = {key: known_settings()[key]["value"] for key in KEYS}
ASSUMED = Assumed(SETTINGS)
_amounts = st.floats(0, 1e5)
_ranges = st.builds(Range.of, _amounts, _amounts, _amounts)
_ways = st.builds(Way, st.none() | _ranges, st.none() | _ranges)


@st.composite
def _assumed(draw: st.DrawFn) -> Assumed:
    """Whatever a region may enter, in whatever order it has its low, likely and high."""
    known = known_settings()
    return Assumed({key: draw(st.floats(known[key].get("least", 0), known[key].get("most", 100_000))) for key in KEYS})


_trips = st.builds(
    Trip,
    pupils=st.integers(0, 500),
    visits=st.integers(1, 3),
    pupil_way=_ways,
    team_way=_ways,
    lesson_day=st.integers(0, 900),
    team_days=st.integers(0, 1),
    assumed=_assumed(),
)


@given(st.lists(_trips, max_size=5))
def test_low_is_never_above_likely_nor_likely_above_high(trips: list[Trip]) -> None:
    for item, found in reckon(trips).figures.items():
        told = found.value.rounded()
        assert found.value.low <= found.value.likely <= found.value.high, item
        assert told.low <= told.likely <= told.high, item


@given(st.lists(_trips, max_size=5))
def test_who_is_not_in_a_figure_is_counted_beside_it(trips: list[Trip]) -> None:
    sums = reckon(trips)
    unknown = sum(trip.pupils for trip in trips if trip.pupil_way.kilometres is None)
    assert sums.figures[Item.PUPIL_KILOMETRES].unlocated == unknown
    assert sums.figures[Item.TEAM_KILOMETRES].unlocated == sum(trip.team_way.kilometres is None for trip in trips)
    for item in (Item.PEOPLE_SERVED, Item.VISITS_HELD, Item.MOTORBIKE_TRIPS):
        assert sums.figures[item].unlocated == 0


@given(st.lists(_trips, max_size=5))
def test_nothing_is_spared_or_spent_below_zero_and_only_balances_are_negative(trips: list[Trip]) -> None:
    for item, found in reckon(trips).figures.items():
        assert found.value.low >= 0 or item.value.startswith("net_"), item


@given(_trips)
def test_a_balance_is_what_pupils_were_spared_less_what_the_team_spent(trip: Trip) -> None:
    parts = parts_of(trip)
    for net, spared, spent in (
        (Item.NET_KILOMETRES, Item.MOTORBIKE_KILOMETRES, Item.TEAM_KILOMETRES),
        (Item.NET_MINUTES, Item.PUPIL_MINUTES, Item.TEAM_MINUTES),
        (Item.NET_RUPIAH, Item.PUPIL_RUPIAH, Item.TEAM_RUPIAH),
    ):
        left, gained, lost = parts[net][0], parts[spared][0], parts[spent][0]
        if gained is None or lost is None:
            assert left is None
        else:
            assert left is not None
            assert (left.low, left.likely) == (gained.low - lost.high, gained.likely - lost.likely)


def test_the_likely_way_is_the_one_that_visits_are_planned_with() -> None:
    office, school = Spot(-2.3, 115.5), Spot(-2.12, 115.5)
    planned = travel(office, school, None, SETTINGS["winding_factor"], SETTINGS["travel_kmh"])
    found = way(office, school, None, ASSUMED)
    assert found.kilometres is not None
    assert found.minutes is not None
    assert (found.kilometres.likely, found.minutes.likely) == (planned.kilometres, planned.minutes) == (28.0, 57)
    assert (found.kilometres.low, found.kilometres.high) == (26.0, 32.0)
    assert (found.minutes.low, found.minutes.high) == (45, 77)
    assert way(office, school, 40, ASSUMED).minutes == Range(40, 40, 40)
    assert way(office, None, None, ASSUMED) == UNKNOWN


def test_nobody_misses_more_than_a_day_of_lessons() -> None:
    far = Way(Range.of(200.0), Range.of(600))
    trip = Trip(1, 1, far, UNKNOWN, lesson_day=390, team_days=0, assumed=ASSUMED)
    missed, _ = parts_of(trip)[Item.LESSON_HOURS]
    assert missed is not None
    assert missed.high == (390 - 10) / 45
    assert missed.low == (390 * 0.5 - 15) / 45


def test_every_figure_has_a_unit_an_assumption_and_its_coefficients() -> None:
    assert set(UNITS) == set(ASSUMPTIONS) == set(USES) == set(Item)
    assert {f"coverage.impact.assumption.{key}" for key in ASSUMPTIONS.values()} <= catalogue().keys()
    assert set(KEYS) <= set(known_settings())
    assert list(reckon([]).figures) == list(Item)
    assert {found.value for found in reckon([]).figures.values()} == {Range(0, 0, 0)}
