"""The steps of a complaint, its clocks and its figures, with a pencil."""

from datetime import UTC, date, datetime
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.complaints import rules
from app.complaints.models import ComplaintState, ReporterVerdict
from app.complaints.rules import Action
from app.core.errors import StateConflict
from app.core.numbers import percent

# Written by hand from the contract; rows: where it stands, columns: what is tried, "-" is refused.
# R received, V verified, P in progress, S resolved, C closed, X rejected; where merge leads is the other's state.
TABLE = """
    verify  assign  respond  resolve  reject  reopen  close  refer  merge  reply  solved  not_solved
R   V       -       R        -        X       -       -      -      R      R      -       -
V   -       P       V        S        X       -       -      P      V      V      -       -
P   -       P       P        S        -       -       -      P      P      P      -       -
S   -       -       S        -        -       P       C      -      -      S      C       P
C   -       -       -        -        -       P       -      -      -      -      C       P
X   -       -       -        -        -       P       -      -      -      X      -       -
"""
LETTERS = {
    "R": "received",
    "V": "verified",
    "P": "in_progress",
    "S": "resolved",
    "C": "closed",
    "X": "rejected",
}
_header, *_lines = [line.split() for line in TABLE.strip().splitlines()]
EXPECTED = {
    (LETTERS[line[0]], move): LETTERS.get(cell) for line in _lines for move, cell in zip(_header, line[1:], strict=True)
}


def tried(state: str, move: str, *, judged: bool = False) -> str | None:
    verdict = ReporterVerdict(move) if move in ("solved", "not_solved") else None
    action = Action.VERDICT if verdict else Action(move)
    try:
        return rules.moved(ComplaintState(state), action, judged=judged, verdict=verdict).value
    except StateConflict:
        return None


def test_every_step_from_every_state_leads_where_the_table_says() -> None:
    assert len(EXPECTED) == 72
    assert {(state, move): tried(state, move) for state, move in EXPECTED} == EXPECTED


@given(st.lists(st.sampled_from(_header), max_size=40))
def test_any_history_follows_the_table_and_a_refusal_names_exactly_what_the_table_allows(
    history: list[str],
) -> None:
    state = "received"
    for move in history:
        reporter = move in ("reply", "solved", "not_solved")
        named = {action.value for action in rules.allowed(ComplaintState(state), judged=False, reporter=reporter)}
        columns = ("reply", "solved") if reporter else tuple(_header[:9])
        possible = {
            "verdict" if other == "solved" else other for other in columns if EXPECTED[state, other] is not None
        }
        assert named == possible
        state = EXPECTED[state, move] or state


@pytest.mark.parametrize("state", list(ComplaintState))
def test_what_is_merged_takes_no_step_of_its_own_but_its_reporter_does(state: ComplaintState) -> None:
    office = set(rules.allowed(state, judged=False, reporter=False, merged=True))
    alone = set(rules.allowed(state, judged=False, reporter=False))
    assert office == {Action.UNMERGE} | (alone & {Action.RESPOND})
    assert Action.UNMERGE not in alone
    reporters = [rules.allowed(state, judged=False, reporter=True, merged=merged) for merged in (True, False)]
    assert reporters[0] == reporters[1]


@pytest.mark.parametrize("state", list(ComplaintState))
def test_one_resolution_is_judged_once(state: ComplaintState) -> None:
    assert tried(state, "solved", judged=True) is None
    assert tried(state, "not_solved", judged=True) is None


def test_a_day_ends_in_its_own_zone() -> None:
    assert rules.end_of(date(2026, 11, 24), ZoneInfo("Asia/Makassar")).astimezone(UTC) == datetime(
        2026, 11, 24, 15, 59, 59, tzinfo=UTC
    )


def test_the_clock_of_verification_runs_first_then_that_of_the_class_and_none_once_handled() -> None:
    first, second = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 20, tzinfo=UTC)
    between, after = datetime(2026, 1, 6, tzinfo=UTC), datetime(2026, 1, 21, tzinfo=UTC)
    assert rules.is_overdue(ComplaintState.RECEIVED, first, None, between)
    assert not rules.is_overdue(ComplaintState.RECEIVED, first, None, first)
    assert not rules.is_overdue(ComplaintState.VERIFIED, first, second, between)
    assert rules.is_overdue(ComplaintState.IN_PROGRESS, first, second, after)
    assert not rules.is_overdue(ComplaintState.REJECTED, first, None, after)


def test_a_ticket_names_regency_year_and_number() -> None:
    assert rules.ticket("63.11", 2026, 123) == "ADU-6311-2026-000123"


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 0, None), (0, 3, 0.0), (1, 3, 33.33), (2, 3, 66.67), (1, 800, 0.13), (515, 2614, 19.7), (7, 7, 100.0)],
)
def test_percentages_round_half_up_and_nothing_of_nothing_is_no_figure(
    part: int, whole: int, expected: float | None
) -> None:
    found = percent(part, whole)
    assert (None if found is None else float(found)) == expected


@given(st.lists(st.integers(0, 90), max_size=40))
def test_the_median_of_counts_is_the_median_of_the_values(values: list[int]) -> None:
    counts = {value: values.count(value) for value in values}
    assert rules.median(counts) == (median(values) if values else None)
