"""Moves, capacity, slots, hours and precedence with a pencil."""

from datetime import datetime, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import StateConflict
from app.recordings.models import Outcome
from app.regions.models import DayKind
from app.visits import rules
from app.visits.models import VisitKind, VisitState
from app.visits.rules import Action

HOURS = rules.LessonHours(time(7, 30), time(14), time(11), saturday=False)


def at(clock: str, day: str = "2026-11-30") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}+08:00")


def test_nothing_can_be_done_with_a_visit_that_is_over() -> None:
    for state in rules.CLOSED:
        assert rules.actions(state) == []
        for action in Action:
            with pytest.raises(StateConflict):
                rules.moved(state, action)


def test_a_visit_can_be_cancelled_from_every_state_before_completed() -> None:
    for state in set(VisitState) - rules.CLOSED:
        assert rules.moved(state, Action.CANCEL) is VisitState.CANCELLED


def test_a_refused_move_names_what_can_be_done() -> None:
    with pytest.raises(StateConflict) as refused:
        rules.moved(VisitState.DRAFT, Action.CONFIRM)
    assert refused.value.extra == {
        "state": "draft",
        "allowed": ["cancel", "postpone", "propose", "reschedule"],
    }


def test_capacity_is_what_time_allows_and_at_most_a_days_work_for_each_kit() -> None:
    assert rules.capacity(390, 10, [45, 45]) == 78
    assert rules.capacity(600, 10, [45, 20]) == 65
    assert rules.capacity(9, 10, [45]) == 0
    assert rules.capacity(390, 10, []) == 0


def test_a_class_leaves_its_lessons_for_as_long_as_its_own_pupils_take() -> None:
    found = rules.slots(at("08:00"), at("14:00"), [("XI A", 6), ("XI B", 3), (None, 1)], 2, 10)
    assert found == {
        "XI A": (time(8), time(8, 30)),
        "XI B": (time(8, 30), time(8, 45)),
        None: (time(8, 45), time(8, 50)),
    }


@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=30),
    st.integers(0, 5),
    st.integers(1, 600),
    st.sampled_from([1, 7.5, 10, 15]),
)
def test_slots_follow_each_other_and_never_leave_the_visit(
    numbers: list[int], kits: int, minutes: int, pace: float
) -> None:
    starts = at("07:00")
    ends = starts.replace(hour=7 + minutes // 60, minute=minutes % 60)
    found = list(rules.slots(starts, ends, [(str(n), k) for n, k in enumerate(numbers)], kits, pace).values())
    assert found[0][0] == starts.time()
    assert found[-1][1] <= ends.time()
    if sum(numbers) <= minutes:
        assert all(former[1] == following[0] for former, following in pairwise(found))
    assert all(former[0] <= following[0] for former, following in pairwise(found))
    # A slot of no length could not be sent back.
    assert all(opens < closes for opens, closes in found)


@pytest.mark.parametrize(
    ("day", "start", "end", "fits"),
    [
        ("2026-11-30", "07:30", "14:00", True),
        ("2026-11-30", "07:29", "14:00", False),
        ("2026-11-30", "07:30", "14:01", False),
        ("2026-12-04", "07:30", "11:00", True),  # Friday
        ("2026-12-04", "10:00", "11:01", False),
        ("2026-12-05", "08:00", "09:00", False),  # Saturday
        ("2026-12-06", "08:00", "09:00", False),  # Sunday
    ],
)
def test_a_visit_lies_within_the_days_lessons(day: str, start: str, end: str, fits: bool) -> None:
    if fits:
        rules.refuse_hours(at(start, day), at(end, day), HOURS)
        return
    with pytest.raises(rules.OutsideLessons):
        rules.refuse_hours(at(start, day), at(end, day), HOURS)


def test_saturday_is_a_school_day_where_the_region_says_so_and_sunday_never() -> None:
    six_days = rules.LessonHours(time(7, 30), time(14), time(11), saturday=True)
    assert six_days.on(5) == (time(7, 30), time(14))
    assert six_days.on(6) is None


def test_a_holiday_is_named_before_a_blackout() -> None:
    rules.refuse_days([])
    with pytest.raises(rules.Holiday):
        rules.refuse_days([DayKind.EXAM, DayKind.JOINT_LEAVE])
    with pytest.raises(rules.Blackout):
        rules.refuse_days([DayKind.EXAM])


def test_every_outcome_has_its_place_and_nothing_noted_comes_last() -> None:
    assert set(rules.PRECEDENCE) == {outcome.value for outcome in Outcome}
    assert sorted([None, "absent", "recorded", "left"], key=rules.rank) == ["recorded", "left", "absent", None]


def test_only_visits_that_record_need_a_kit() -> None:
    assert [kind for kind in VisitKind if rules.needs_kits(kind)] == [
        VisitKind.RECORDING,
        VisitKind.CATCH_UP,
    ]
