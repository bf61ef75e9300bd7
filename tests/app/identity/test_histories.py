"""What holds after any history whatever: sums, undoing, projections, and past days as they were known."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from sqlmodel import Session

from app.core.clock import frozen
from app.coverage import over_time
from app.coverage import queries as figures
from app.coverage.rules import GroupBy, Interval, Measure
from app.identity.rebuild import rebuild
from app.regions.queries import today
from app.students.queries import GONE
from tests.support.histories import Registry, Undo, state
from tests.support.world import World

START = datetime(2026, 6, 29, 1, tzinfo=UTC)
COHORTS = (2025, 2026)
YEARS, ELECTION = (date(2025, 1, 1), date(2027, 12, 31)), date(2027, 2, 14)


def check_sums(registry: Registry) -> None:
    """Everyone stands in exactly one state, and the figures hold everyone."""
    people = registry.people()
    for name in ("status", "recorded", "card_state"):
        assert sum(Counter(getattr(person, name) for person in people).values()) == len(people)
    with frozen(registry.clock):
        question = figures.ask(registry.nation, None, None)
        groups = figures.eligibility(registry.session, registry.nation, question, next(registry.groupings))
        here = [person for person in people if person.status not in GONE]
        assert sum(group.counts["students"] for group in groups) == len(here)
        assert sum(group.counts["recorded"] for group in groups) == sum(person.recorded != "no" for person in here)


def random_history(session: Session, world: World, seed: int, length: int) -> tuple[Registry, Counter[str]]:
    """A history that is undone step by step, the last first; every step is checked."""
    registry, done = Registry(session, world, seed, START), Counter[str]()
    for _ in range(6):
        registry.act("list")
    before, undos = _facts(session), list[tuple[str, Undo]]()
    for _ in range(length):
        name, undo = registry.act()
        if undo is not None:
            done[name] += 1
            undos.append((name, undo))
        check_sums(registry)
    ids = [person.id for person in registry.people()]
    assert rebuild(session, ids) == 0, "the kept projection is what the events say"
    for _, undo in reversed(undos):
        registry.back(undo)
        check_sums(registry)
    assert _facts(session) == before
    assert rebuild(session, ids) == 0
    return registry, done


def _facts(session: Session) -> dict[str, Any]:
    found = state(session)
    for person in found["people"].values():
        # A recording that is entered again after its void is another event that says the same.
        del person["counting_recording_id"]
    return found


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_is_undone_and_the_sums_hold_at_each_step(session: Session, world: World, seed: int) -> None:
    _, done = random_history(session, world, seed, 14)
    assert sum(done.values()) > 5


# --- past days -------------------------------------------------------------------------------------------------


def picture(registry: Registry, day: date | None, known_at: datetime | None) -> Any:
    """All figures and everybody behind them, as of a day, as known at an instant."""
    session, nation = registry.session, registry.nation
    question = figures.ask(nation, None, day, known_at)
    seen: list[Any] = [figures.eligibility(session, nation, question, GroupBy.SCHOOL)]
    for measure, cohort, group_by in product(Measure, COHORTS, (GroupBy.SCHOOL, GroupBy.REGION, GroupBy.SEX)):
        seen.append(figures.coverage(session, nation, question, measure, cohort, group_by))
    for cohort in COHORTS:
        seen.append(figures.funnel(session, nation, question, cohort))
        seen.append(over_time.durations(session, nation, question, cohort))
        for measure in Measure:
            line = over_time.timeseries(session, nation, question, measure, cohort, Interval.MONTH, *YEARS)
            # Where the rows are is part of the question.
            seen.append([(one.date_to, one.recorded, one.recorded_so_far, one.percent) for one in line.items])
    seen.append(figures.voters(session, nation, question, ELECTION))
    return seen


def live(registry: Registry, days: int, acts: int) -> list[tuple[date, datetime, Any]]:
    """Days of work; at the end of each the figures of the day, as anybody would have read them then."""
    told = []
    for _ in range(days):
        for _ in range(acts):
            registry.act()
        registry.clock += timedelta(minutes=2)
        with frozen(registry.clock):
            told.append((today(None), registry.clock, picture(registry, None, None)))
        # The next morning in every zone.
        registry.clock = (registry.clock + timedelta(days=1)).replace(hour=1, minute=0)
    return told


def check_past(registry: Registry, told: list[tuple[date, datetime, Any]]) -> None:
    with frozen(registry.clock + timedelta(minutes=5)):
        for day, known_at, then in told:
            assert picture(registry, day, known_at) == then, (day, known_at)


def test_no_later_correction_changes_a_past_day_as_it_was_known(session: Session, world: World) -> None:
    registry = Registry(session, world, 100, START)
    told = live(registry, 4, 10)
    check_past(registry, told)
    with frozen(registry.clock):
        # Any day as known on any later day, too.
        pairs = [(a[0], b[1]) for a in told for b in told if a[0] <= b[0]]
        known = {pair: picture(registry, *pair) for pair in pairs}
    for _ in range(40):
        registry.act("correct", "transfer", "merge", "void", "status", "list", "reopen")
    check_past(registry, told)
    with frozen(registry.clock + timedelta(minutes=5)):
        for pair, then in known.items():
            assert picture(registry, *pair) == then, pair
