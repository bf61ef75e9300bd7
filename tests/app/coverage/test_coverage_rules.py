"""Rules of figures."""

import itertools
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.i18n import catalogue
from app.core.numbers import percent
from app.coverage.measures import MEASURES, PARTS
from app.coverage.rules import Interval, TooRecent, check_known_at, periods, rounded


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (515, 2614, "19.70"),
        (638, 2233, "28.57"),
        (194_649_012, 196_394_976, "99.11"),
        (97_481, 99_121, "98.35"),
        (175_087, 172_806, "101.32"),
        (194_649_012, 200_426_767, "97.12"),
        (1_569_178, 198_628_692, "0.79"),
        (174_715_105, 185_249_711, "94.31"),
        (175_859_563, 185_249_711, "94.93"),
        (1, 800, "0.13"),  # 0.125 half up, where binary fractions would say 0.12
        (0, 5, "0.00"),
    ],
)
def test_shares_are_rounded_half_up_to_two_places(part: int, whole: int, share: str) -> None:
    assert percent(part, whole) == Decimal(share)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ((196_394_976, 4_031_791), 200_426_767),  # duty at the end of 2020, and who turns 17 in 2021
        ((194_649_012, 1_745_964), 196_394_976),  # recorded, and left to record
        ((1_745_964, 4_031_791), 5_777_755),  # left, and new: the year's target
        ((185_249_711, 4_381_144), 189_630_855),  # in the country, and abroad
        ((170_194_798, 4_520_307), 174_715_105),  # recorded, and waiting
        ((175_859_563, 9_390_148), 185_249_711),
        ((97_481, 1_640), 99_121),  # Barito Selatan 2020
        ((530_898, 3_030), 533_928),  # Kalimantan Utara
        ((1_085_938, 52_376), 1_138_314),  # Subang 2017; its source says 116,530
    ],
)
def test_the_shares_of_published_parts_make_a_whole(parts: tuple[int, ...], whole: int) -> None:
    """Published head counts, by which rounding is tried at the sizes that it will meet."""
    shares = [percent(part, whole) for part in parts]
    assert abs(sum(share for share in shares if share is not None) - 100) <= Decimal("0.01")


def test_nothing_of_nothing_is_no_share() -> None:
    assert percent(0, 0) is None
    assert percent(3, 0) is None


def test_a_stated_share_is_rounded_as_it_was_written() -> None:
    assert rounded(2.675) == Decimal("2.68")


@given(
    st.sampled_from(Interval),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(min_value=0, max_value=800),
)
def test_periods_cover_every_day_once(interval: Interval, first: date, days: int) -> None:
    last = first + timedelta(days=days)
    found = list(periods(interval, first, last))
    assert (found[0][0], found[-1][1]) == (first, last)
    assert all(start <= end for start, end in found)
    assert all(one[1] + timedelta(days=1) == other[0] for one, other in itertools.pairwise(found))


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    assert [start.weekday() for start, _ in periods(Interval.WEEK, date(2026, 11, 24), date(2026, 12, 20))][1:] == [
        0,
        0,
        0,
    ]
    assert list(periods(Interval.MONTH, date(2026, 1, 31), date(2026, 2, 28))) == [
        (date(2026, 1, 31), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 2, 28)),
    ]


def test_knowledge_settles_after_a_minute() -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    check_known_at(None, at)
    check_known_at(at - timedelta(seconds=60), at)
    with pytest.raises(TooRecent):
        check_known_at(at - timedelta(seconds=59), at)


def test_every_measure_has_its_words() -> None:
    for entry in MEASURES:
        assert {entry.code(part) for part in PARTS} <= catalogue().keys()
