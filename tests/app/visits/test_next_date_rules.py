"""Which day a visit is best on, reckoned with a pencil."""

from datetime import date, time
from uuid import UUID

import pytest

from app.visits.next_date_rules import KitAt, Option, Served, Waiting, best, departure, enough_kits, serve
from app.visits.travel_rules import Spot, straight_km, travel

TEAM = UUID(int=1)
DAY = date(2027, 2, 1)


def pupil(eligible_on: date, turns_17_on: date) -> Waiting:
    return Waiting(eligible_on, turns_17_on)


def test_a_day_serves_who_is_old_enough_and_in_time_are_those_whose_card_can_be_ready() -> None:
    people = [
        pupil(date(2026, 2, 20), date(2027, 2, 20)),  # 19 days ahead
        pupil(date(2026, 2, 14), date(2027, 2, 14)),  # 13 days ahead: the card takes 14
        pupil(date(2025, 1, 1), date(2026, 1, 1)),  # 17 long since
        pupil(date(2027, 2, 2), date(2028, 2, 2)),  # 16 only tomorrow
    ]
    assert serve(DAY, people, 10, 14) == Served(eligible=3, planned=3, in_time=1, late=2)
    assert serve(DAY, people, 2, 14) == Served(eligible=3, planned=2, in_time=1, late=2)
    assert serve(DAY, people, 0, 14) == Served(eligible=3, planned=0, in_time=0, late=2)
    assert serve(DAY, [], 5, 14) == Served(0, 0, 0, 0)


def test_who_turns_17_on_the_day_the_card_can_be_ready_is_in_time() -> None:
    assert serve(DAY, [pupil(DAY, date(2027, 2, 15))], 1, 14).in_time == 1
    assert serve(DAY, [pupil(DAY, date(2027, 2, 14))], 1, 14).in_time == 0


def option(day: date, in_time: int, planned: int) -> Option:
    return Option(day, time(8), time(14), TEAM, [], 45, Served(planned, planned, in_time, 0))


def test_the_best_day_has_most_cards_in_time_then_most_people_then_comes_first() -> None:
    late, soon, full, fewer = (
        option(date(2027, 2, 9), 5, 5),
        option(date(2027, 2, 2), 5, 5),
        option(date(2027, 2, 20), 5, 9),
        option(date(2027, 2, 1), 4, 30),
    )
    assert best([late, soon, fewer, full], 3) == [full, soon, late]


def test_the_fewest_kits_that_suffice_are_taken_the_largest_first() -> None:
    kits = [KitAt(UUID(int=n), per_day) for n, per_day in ((1, 20), (2, 45), (3, 45))]
    assert enough_kits(kits, 40, time(7, 30), time(14, 0), 10) == ([UUID(int=2), UUID(int=3)], 78)
    assert enough_kits(kits, 30, time(7, 30), time(14, 0), 10) == ([UUID(int=2)], 39)
    assert enough_kits(kits, 500, time(7, 30), time(14, 0), 10) == ([UUID(int=2), UUID(int=3), UUID(int=1)], 98)
    assert enough_kits(kits, 0, time(7, 30), time(14, 0), 10)[0] == [UUID(int=2)]


@pytest.mark.parametrize(
    ("leaves", "minutes", "arrives"),
    [(time(6, 30), 0, time(6, 30)), (time(6, 30), 120, time(8, 30)), (time(6, 30), 2000, time(23, 59))],
)
def test_a_far_school_is_reached_later(leaves: time, minutes: int, arrives: time) -> None:
    assert departure(leaves, minutes) == arrives


PARINGIN, HALONG = Spot(-2.3394, 115.4584), Spot(-2.3436, 115.7204)


def test_the_straight_line_from_paringin_to_sman_2_halong_is_29_kilometres() -> None:
    assert straight_km(PARINGIN, HALONG) == pytest.approx(29.1, abs=0.1)
    assert straight_km(PARINGIN, PARINGIN) == 0


def test_entered_minutes_come_first_and_estimates_say_so() -> None:
    estimate = travel(PARINGIN, HALONG, None, 1.4, 30)
    assert (estimate.minutes, estimate.estimated) == (82, True)
    assert estimate.kilometres == pytest.approx(40.8, abs=0.1)
    entered = travel(PARINGIN, HALONG, 120, 1.4, 30)
    assert (entered.minutes, entered.estimated, entered.kilometres) == (120, False, estimate.kilometres)
    assert travel(None, HALONG, None, 1.4, 30).minutes is None
    assert travel(None, HALONG, 45, 1.4, 30).minutes == 45
