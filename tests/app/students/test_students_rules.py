"""Ages and standing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.students.models import CardState, Recorded
from app.students.rules import academic_year, born_by, cohort_births, reached_on, standing

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("born", "years", "on"),
    [
        (date(2008, 2, 29), 16, date(2024, 2, 29)),
        (date(2008, 2, 29), 17, date(2025, 3, 1)),
        (date(2009, 12, 31), 17, date(2026, 12, 31)),
        (date(2010, 1, 1), 16, date(2026, 1, 1)),
    ],
)
def test_the_day_an_age_is_reached(born: date, years: int, on: date) -> None:
    assert reached_on(born, years) == on


@given(born=DAYS, as_of=DAYS, years=st.integers(15, 17))
def test_born_by_is_the_inverse_of_reached_on(born: date, as_of: date, years: int) -> None:
    assert (born <= born_by(as_of, years)) == (reached_on(born, years) <= as_of)


@given(born=DAYS)
def test_everyone_belongs_to_the_cohort_of_the_year_they_turn_17(born: date) -> None:
    first, last = cohort_births(reached_on(born, 17).year)
    assert first <= born <= last


def test_the_school_year_begins_in_july() -> None:
    assert academic_year(date(2026, 6, 30)) == "2025/2026"
    assert academic_year(date(2026, 6, 30) + timedelta(days=1)) == "2026/2027"


@pytest.mark.parametrize(
    ("here", "events", "since", "recorded", "state"),
    [
        (None, None, None, Recorded.NO, CardState.NOT_RECORDED),
        (date(2026, 8, 1), None, None, Recorded.HERE, CardState.IN_PROCESS),
        (date(2026, 8, 1), CardState.READY, date(2026, 8, 3), Recorded.HERE, CardState.READY),
        (None, CardState.PROBLEM, date(2026, 8, 3), Recorded.ELSEWHERE, CardState.PROBLEM),
        (None, CardState.NOT_RECORDED, None, Recorded.NO, CardState.NOT_RECORDED),
    ],
)
def test_standing_follows_from_recording_and_registry(
    here: date | None, events: CardState | None, since: date | None, recorded: Recorded, state: CardState
) -> None:
    found = standing(here, events, since)
    assert (found.recorded, found.card_state) == (recorded, state)
