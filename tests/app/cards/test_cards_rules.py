"""The life of a card, with a pencil."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cards import rules
from app.cards.legal import ANY_DAY, Law, births_turning, is_too_early, legal_day
from app.cards.rules import (
    STEPS,
    CardStanding,
    Flag,
    Happened,
    acts_on,
    flags,
    plain_code,
    state_of,
    step_of,
)
from app.core.clock import day_of
from app.students.models import CardState
from app.students.rules import reached_on

WITA = ZoneInfo("Asia/Makassar")
LAW = Law(card_age=17, offset_days=0)
DAY_AFTER = Law(card_age=17, offset_days=1)
START = datetime(2026, 7, 1, 1, tzinfo=UTC)

# The table of the contract, in the spelling that offices use.
TABLE = {
    "UNREGISTERED": "not_recorded",
    "reopened": "not_recorded",
    "BIO_CAPTURED": "in_process",
    "PROCESSING": "in_process",
    "SENT_FOR_ENROLLMENT": "in_process",
    "RECEIVED_AT_CENTRAL": "in_process",
    "ENROLL_FAILURE_AT_CENTRAL": "problem",
    "ENROLL_FAILURE_AT_REGIONAL": "problem",
    "SEARCH_FAILURE_AT_CENTRAL": "problem",
    "ADJUDICATE_RECORD": "problem",
    "REQUEST_VALIDATION": "problem",
    "DUPLICATE_RECORD": "problem",
    "PRINT_READY_RECORD": "ready",
    "SENT_FOR_CARD_PRINTING": "ready",
    "CARD_PRINTED": "printed",
    "CARD_SHIPPED": "printed",
    "CARD_ISSUED": "handed_over",
}


def at(hours: float, status: str) -> Happened:
    return Happened(status, START + timedelta(hours=hours))


@pytest.mark.parametrize(("status", "state"), TABLE.items())
def test_each_code_means_what_the_contract_says(status: str, state: str) -> None:
    assert state_of(status) == state


@pytest.mark.parametrize(
    "status",
    ["PRINT_READY", "PRINT_READY_RECORD", "print ready record", " Print-Ready ", "PRR", "prr"],
)
def test_one_step_has_many_spellings(status: str) -> None:
    step = step_of(status)
    assert step is not None
    assert step.code == "PRINT_READY"


@pytest.mark.parametrize("status", ["SENT_FOR_DEDUP", "PACKET_RETRY", "готово", "_RECORD", "?", "0"])
def test_unknown_codes_are_unknown_and_told_nowhere(status: str) -> None:
    assert (state_of(status), step_of(status), plain_code(status)) == (CardState.UNKNOWN, None, "UNKNOWN")
    assert acts_on(status) == "office"


def test_every_step_that_another_leads_to_exists() -> None:
    codes = {step.code for step in STEPS}
    assert len(codes) == len(STEPS) == 16
    assert all(step.leads_to <= codes for step in STEPS)


# --- the standing ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """An event as it is kept: with its day in a region."""

    status: str
    occurred_at: datetime
    occurred_on: date


def standing(events: Iterable[Happened], zone: ZoneInfo) -> CardStanding:
    return rules.standing([Told(e.status, e.occurred_at, day_of(e.occurred_at, zone)) for e in events])


def test_without_events_nothing_is_said() -> None:
    assert standing([], WITA) == CardStanding(1, None, None, None, None, None, None)


def test_at_one_instant_the_later_step_holds() -> None:
    assert standing([at(0, "CARD_PRINTED"), at(0, "PRR"), at(0, "NEVER_HEARD")], WITA).last_code == "CARD_PRINTED"


def test_a_reopening_begins_a_cycle_in_which_only_later_events_count() -> None:
    events = [at(0, "BIO_CAPTURED"), at(5, "DUPLICATE_RECORD"), at(5, "reopened")]
    opened = standing(events, WITA)
    assert (opened.cycle, opened.cycle_from, opened.state) == (2, START + timedelta(hours=5), CardState.NOT_RECORDED)
    assert opened.registry_since is None
    again = standing([*events, at(48, "PRINT_READY")], WITA)
    assert (again.state, again.registry_since) == (CardState.READY, date(2026, 7, 3))


def test_the_registry_knows_a_person_since_the_first_step_beyond_unregistered_in_the_regions_day() -> None:
    late = Happened("BIO_CAPTURED", datetime(2026, 7, 1, 16, 30, tzinfo=UTC))
    says = standing([at(0, "UNREGISTERED"), late, at(99, "PRR")], WITA)
    assert says.registry_since == date(2026, 7, 2)
    assert standing([at(0, "UNREGISTERED")], WITA).registry_since is None


def test_a_card_is_in_hand_since_it_was_first_issued_and_no_longer_when_it_went_back() -> None:
    issued = [at(0, "CARD_PRINTED"), at(24, "CARD_ISSUED"), at(72, "CARD ISSUED")]
    assert standing(issued, WITA).handed_over_on == date(2026, 7, 2)
    assert standing([*issued, at(96, "PRINT_READY")], WITA).handed_over_on is None


MOMENTS = st.integers(0, 6).map(lambda hour: START + timedelta(hours=hour))
CODES = st.sampled_from([*TABLE, "PRINT_READY", "SFE", "NEVER_HEARD", "PACKET_RETRY"])
EVENTS = st.lists(st.builds(Happened, CODES, MOMENTS), max_size=12)


def _oracle(events: list[Happened]) -> tuple[int, str | None]:
    """The rule as it is said: the last by (time, rank, code) among what came after the last reopening."""
    order = list(TABLE)
    rank = {name: index for index, name in enumerate(n for n in order if n != "reopened")}
    rank |= {"PRINT_READY": rank["PRINT_READY_RECORD"], "SFE": rank["SENT_FOR_ENROLLMENT"], "reopened": 99}
    last = max(events, key=lambda e: (e.occurred_at, rank.get(e.status, -1), e.status), default=None)
    return 1 + sum(e.status == "reopened" for e in events), last.status if last else None


@given(EVENTS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(events: list[Happened], random: Random) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)
    says = standing(shuffled, WITA)
    assert says == standing(events, WITA)
    assert (says.cycle, says.last_code) == _oracle(events)
    assert says.state == (state_of(says.last_code) if says.last_code else None)


# --- flags -----------------------------------------------------------------------------------------------------


def seen(before: list[Happened], new: Happened, *, recorded: bool = False, early: bool = False) -> list[str]:
    return [flag.value for flag in flags(before, new, recorded_by_then=recorded, too_early=early)]


def test_a_step_along_the_way_is_nothing_remarkable() -> None:
    way = [
        "UNREGISTERED",
        "BC",
        "PRO",
        "SFE",
        "RECEIVED_AT_CENTRAL",
        "PRR",
        "CARD_PRINTED",
        "CARD_SHIPPED",
        "CARD_ISSUED",
    ]
    events = [at(n, code) for n, code in enumerate(way)]
    assert all(seen(events[:n], event) == [] for n, event in enumerate(events))


@pytest.mark.parametrize(
    ("former", "code", "expected"),
    [
        ("EFAC", "BIO_CAPTURED", []),
        ("ADJUDICATE", "UNREGISTERED", []),
        ("SEARCH FAILURE", "SFE", []),
        ("DUPLICATE", "PRR", []),
        ("SFE", "SENT_FOR_ENROLLMENT", []),
        ("BC", "PRR", ["skipped"]),
        ("PRR", "DUPLICATE", ["backward"]),
        ("CARD_ISSUED", "PRR", ["backward"]),
        ("PRR", "PACKET_RETRY", ["unknown_code"]),
        ("PRR", "reopened", []),
    ],
)
def test_a_step_is_seen_from_the_one_before_it(former: str, code: str, expected: list[str]) -> None:
    assert seen([at(0, former)], at(1, code)) == expected


def test_what_is_told_late_is_seen_from_its_own_place_in_time() -> None:
    assert seen([at(0, "SFE"), at(9, "PRR")], at(3, "RECEIVED_AT_CENTRAL")) == []
    assert seen([at(0, "PRR"), at(5, "reopened")], at(6, "BIO_CAPTURED")) == []


def test_our_recording_stands_for_bio_captured() -> None:
    assert seen([], at(0, "PROCESSING")) == ["skipped"]
    assert seen([], at(0, "PROCESSING"), recorded=True) == []


def test_a_card_printed_before_the_legal_day_is_a_flagged_fact() -> None:
    assert seen([at(0, "PRR")], at(1, "CARD_PRINTED"), early=True) == [Flag.BEFORE_LEGAL_DAY]
    assert seen([at(0, "RECEIVED_AT_CENTRAL")], at(1, "PRR"), early=True) == []


# --- the legal day ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth", "law", "expected"),
    [
        (date(2009, 12, 31), LAW, date(2026, 12, 31)),
        (date(2009, 12, 31), DAY_AFTER, date(2027, 1, 1)),
        (date(2008, 2, 29), LAW, date(2025, 3, 1)),
        (date(2008, 2, 29), DAY_AFTER, date(2025, 3, 2)),
        (date(2012, 2, 29), LAW, date(2029, 3, 1)),
        (date(2012, 2, 29), Law(card_age=16, offset_days=0), date(2028, 2, 29)),
        (date(2011, 2, 28), DAY_AFTER, date(2028, 2, 29)),
    ],
)
def test_the_legal_day_is_the_birthday_plus_the_regions_offset(birth: date, law: Law, expected: date) -> None:
    assert legal_day(birth, law, ever_married=False) == expected
    assert is_too_early(expected - timedelta(days=1), expected)
    assert not is_too_early(expected, expected)


def test_who_ever_married_waits_for_no_day_and_an_unknown_birth_date_names_none() -> None:
    assert legal_day(date(2012, 1, 1), LAW, ever_married=True) == ANY_DAY
    assert legal_day(None, LAW, ever_married=True) == ANY_DAY
    assert legal_day(None, LAW, ever_married=False) is None
    assert is_too_early(date(2026, 1, 1), None)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 366), st.dates(date(1980, 1, 1), date(2085, 1, 1)))
def test_births_that_turn_are_exactly_those_whose_day_lies_in_the_period(on: date, days: int, birth: date) -> None:
    first, last = births_turning(17, on, on + timedelta(days=days))
    assert (first <= birth <= last) == (on <= reached_on(birth, 17) <= on + timedelta(days=days))
