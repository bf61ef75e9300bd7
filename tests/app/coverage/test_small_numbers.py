"""Small numbers are kept from those who may see figures but no persons."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from app.core.clock import frozen
from app.coverage import figures
from app.coverage.over_time import timeseries
from app.coverage.queries import ask
from app.coverage.rules import GroupBy, Interval, Measure
from app.coverage.small import EXACT, Rounding, rounding
from app.regions.service import SettingWish, own_settings_version, replace_settings
from tests.support.world import World, add_student, instant

ON = instant("2026-11-24T12:00:00+08:00")
COUNTS = ("listed", "recorded", "recorded_here", "recorded_elsewhere", "ready", "printed", "handed_over", "on_time_17")


@given(st.integers(2, 100), st.integers(0, 10_000), st.integers(0, 10_000))
def test_two_figures_that_are_told_differ_by_nobody_or_by_many(base: int, one: int, other: int) -> None:
    """So neither the next day, nor a group's complement, nor a neighbouring region tells of fewer."""
    shown = Rounding(base)
    difference = abs(shown.count(one) - shown.count(other))
    assert difference == 0 or difference >= base
    assert 0 <= one - shown.count(one) < base
    assert shown.count(one) not in range(1, base)


def test_exact_is_exact() -> None:
    assert [EXACT.count(number) for number in range(7)] == list(range(7))
    assert (EXACT.told, Rounding(1).told, Rounding(5).told) == (None, None, 5)


def _fill(session: Session, world: World) -> None:
    """Thirteen at one school, born from January on; three at another, four outside."""
    for n, school in enumerate(["paringin"] * 13 + ["halong"] * 3 + [None] * 4):
        add_student(session, world, school, birth=date(2009, 1 + n % 12, 1))


def test_a_viewer_reads_no_small_number_wherever_it_looks(session: Session, world: World) -> None:
    _fill(session, world)
    viewer, officer = world.actors["viewer"], world.actors["officer"]
    with frozen(ON):
        question = ask(viewer, None, None)
        for group_by in (None, *GroupBy):
            found = figures.coverage(session, viewer, question, Measure.COHORT, 2026, group_by)
            assert found.rounded_down_to == (None if group_by is None else 5)
            assert found.total.listed == 20, "a whole regency is told exactly"
            for line in found.items:
                assert all(getattr(line, name) % 5 == 0 for name in COUNTS), line
        district = figures.coverage(session, viewer, ask(viewer, "63.11.07", None), Measure.COHORT, 2026, None)
        assert district.total.listed == 10, "the one of its thirteen that are left is nobody's to subtract"
        by_school = figures.coverage(session, viewer, question, Measure.COHORT, 2026, GroupBy.SCHOOL)
        assert by_school.total.listed == 20
        assert sorted(line.listed for line in by_school.items) == [0, 0, 10]
        exact = figures.coverage(session, officer, ask(officer, None, None), Measure.COHORT, 2026, GroupBy.SCHOOL)
        assert (exact.rounded_down_to, sorted(line.listed for line in exact.items)) == (None, [3, 4, 13])
        inside = ask(viewer, "63.11.07", None)
        series = timeseries(session, viewer, inside, Measure.COHORT, 2026, Interval.DAY, None, None)
        assert all(
            period.recorded % 5 == period.recorded_so_far % 5 == series.listed % 5 == 0 for period in series.items
        )
        for table in (
            figures.eligibility(session, viewer, question, GroupBy.BIRTH_MONTH),
            figures.voters(session, viewer, question, date(2027, 2, 1)),
        ):
            assert all(count % 5 == 0 for one in table.items for count in one.counts.values())


def test_no_day_that_decides_who_belongs_tells_of_one_birthday(session: Session, world: World) -> None:
    """Exact lines of two neighbouring days would leave those born on the one between them."""
    for born, count in ((date(2009, 5, 1), 7), (date(2009, 5, 2), 1)):
        for _ in range(count):
            add_student(session, world, birth=born)
    viewer = world.actors["viewer"]
    with frozen(ON):
        for election in (date(2026, 5, 1), date(2026, 5, 2)):
            found = figures.voters(session, viewer, ask(viewer, None, None), election)
            assert (found.total.counts["listed"], found.rounded_down_to) == (5, 5)
        for day in (date(2025, 5, 1), date(2025, 5, 2)):
            told = figures.eligibility(session, viewer, ask(viewer, None, day), GroupBy.DISTRICT).total.counts
            assert all(count % 5 == 0 for count in told.values())
        assert figures.funnel(session, viewer, ask(viewer, None, None), 2026).total.counts["listed"] == 8


def test_the_line_over_time_ends_at_the_headline(session: Session, world: World) -> None:
    _fill(session, world)
    viewer = world.actors["viewer"]
    with frozen(ON):
        question = ask(viewer, None, None)
        headline = figures.coverage(session, viewer, question, Measure.COHORT, 2026, None).total
        series = timeseries(session, viewer, question, Measure.COHORT, 2026, Interval.MONTH, None, None)
    last = series.items[-1]
    assert (series.listed, last.recorded_so_far, last.percent) == (headline.listed, headline.recorded, headline.percent)
    assert headline.listed == 20
    assert series.rounded_down_to is None


def test_no_other_day_and_no_other_region_makes_the_rounding_smaller(session: Session, world: World) -> None:
    """An entry of the past, or of a district, would otherwise be a way around it."""
    admin, viewer = world.actors["nation"], world.actors["viewer"]
    with frozen(ON):
        assert rounding(session, viewer).base == 5
        for region, entries in (
            ("63.11.02", {date(2026, 1, 1): 1}),
            ("63.11", {date(2026, 1, 1): 1, date(2026, 11, 1): 20}),
        ):
            wishes = [SettingWish("small_number", value, day) for day, value in entries.items()]
            replace_settings(session, admin, region, own_settings_version(session, region), wishes)
        assert rounding(session, viewer).base == 20
        _fill(session, world)
        for region_code, as_of in (("63.11.02", None), (None, date(2026, 2, 1))):
            question = ask(viewer, region_code, as_of)
            found = figures.coverage(session, viewer, question, Measure.COHORT, 2026, GroupBy.SCHOOL)
            assert found.rounded_down_to == 20
