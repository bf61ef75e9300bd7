"""A headline equals the number of its rows: for every figure, grouping, role and scope, after any history."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from random import Random

import pytest
from sqlmodel import Session, col, select

from app.core.clock import frozen
from app.core.db import Database
from app.coverage.counting import CohortNeeded, NoSuchGroup, Rows, Subject
from app.coverage.queries import ask, count
from app.coverage.rules import Figure, GroupBy, Measure, month_of
from app.students.models import Enrolment, Student
from tests.support.behind import Asked, check, figures_of, listed
from tests.support.histories import Registry
from tests.support.world import World

START = datetime(2026, 6, 29, 1, tzinfo=UTC)
READERS = ("officer", "nation", "neighbour", "school-paringin", "school-halong")
SUBJECTS = (
    Subject(),
    Subject(cohort=2026),
    Subject(cohort=2025),
    Subject(Measure.IN_YEAR, 2026),
    Subject(election_date=date(2027, 2, 28)),
)
GROUPINGS: tuple[GroupBy | None, ...] = (None, *GroupBy)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """Histories take longer than a request may; nothing of them is kept."""
    with Session(database.engine, info={"keys": database.keys}) as session:
        yield session


def lived(session: Session, world: World, seed: int, acts: int) -> Registry:
    """A registry with a past of some weeks, some of its people out of school and known by village."""
    registry = Registry(session, world, seed, START)
    for _ in range(6):
        registry.act("list")
    for n in range(acts):
        registry.act()
        if n % 3 == 0:
            registry.clock += timedelta(days=1)
    codes = cycle(("63.11.02", "63.11.02.2001", None, "63.11.07.1001"))
    for person, code in zip(session.exec(select(Student).order_by(col(Student.id))), codes, strict=False):
        person.residence_code = code
    session.flush()
    return registry


def questions(registry: Registry, reader: str) -> list[Asked]:
    actor, day = registry.world.actors[reader], registry.clock.date()
    now, past = registry.clock - timedelta(minutes=5), day - timedelta(days=4)
    regions = [None, "63.11.02", "63.11.07.1001"] if reader == "officer" else [None]
    times = [(None, None), (day + timedelta(days=40), None), (past, None), (past, now), (None, now)]
    return [Asked(actor, region, as_of, known_at) for region in regions for as_of, known_at in times]


def test_a_headline_is_the_number_of_its_rows(session: Session, world: World) -> None:
    """A sample; every combination, over many histories, is tried in ``tests/prove``."""
    registry, chance, compared = lived(session, world, 1, 14), Random(1), 0
    groupings = cycle(GROUPINGS)
    with frozen(registry.clock):
        for reader in READERS:
            for asked in chance.sample(questions(registry, reader), 2 if reader == "officer" else 1):
                subject = chance.choice(SUBJECTS)
                figures = chance.sample(figures_of(subject), 4)
                compared += check(session, asked, subject, next(groupings), figures)
    assert compared > 20


def test_a_school_is_not_told_by_a_count_where_those_live_who_left_it(session: Session, world: World) -> None:
    registry = lived(session, world, 1, 8)
    past, school = registry.clock.date(), world.schools["paringin"]
    left = select(Student).join(Enrolment, col(Enrolment.student_id) == col(Student.id))
    left = left.where(Enrolment.school_id == school, col(Enrolment.date_to) > past, col(Student.school_id) != school)
    registry.clock += timedelta(days=5)
    while (gone := session.exec(left).first()) is None:
        registry.act("transfer")
    for person in session.exec(select(Student)):
        person.residence_code = "63.11.07.1001" if person.id == gone.id else None
    session.flush()
    with frozen(registry.clock):
        for reader, villages in (("school-paringin", {"none"}), ("officer", {"none", "63.11.07.1001"})):
            asked = Asked(world.actors[reader], as_of=past)
            question = ask(asked.actor, None, past, None)
            groups = count(session, asked.actor, question, Subject(), GroupBy.VILLAGE, {"listed": Figure.LISTED})
            assert {group.key for group in groups} == villages
            check(session, asked, Subject(), GroupBy.VILLAGE, [Figure.LISTED])


def test_who_sees_no_persons_sees_none_behind_a_figure(session: Session, world: World) -> None:
    registry = lived(session, world, 7, 5)
    with frozen(registry.clock):
        for reader in ("viewer", "team1"):
            assert listed(session, Asked(world.actors[reader]), Rows(Figure.LISTED, Subject())) == []


def test_a_figure_of_a_cohort_needs_one_and_a_group_a_key_that_can_be(session: Session, world: World) -> None:
    asked = Asked(world.actors["officer"])
    for behind in (Rows(Figure.ON_TIME_17, Subject()), Rows(Figure.RECORDED, Subject(Measure.IN_YEAR))):
        with pytest.raises(CohortNeeded):
            listed(session, asked, behind)
    for group_by, key in ((GroupBy.SCHOOL, "x"), (GroupBy.BIRTH_MONTH, "2026-1"), (GroupBy.RECORDED_MONTH, "١-٢")):
        with pytest.raises(NoSuchGroup):
            listed(session, asked, Rows(Figure.LISTED, Subject(), group_by, key))
    for group_by in (GroupBy.SEX, GroupBy.KIND, GroupBy.DISTRICT, GroupBy.ENROLMENT):
        assert listed(session, asked, Rows(Figure.LISTED, Subject(), group_by, "' OR 1=1")) == []


@pytest.mark.parametrize("key", ["", "2026", "2026-1", "2026-011", "abcd-ef", "2026-11-01"])
def test_a_month_is_written_in_one_way(key: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (also int's own, whose words are Python's)
        month_of(key)
