"""Where people learn and learned: periods that follow the facts, never overlap, and come back as they were."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.clock import frozen, now
from app.core.ids import new_id
from app.students import enrolments
from app.students.models import Enrolment, EnrolmentHistory, StudentStatus
from app.students.rules import Period, Place, moved
from app.students.service import NewStudent, change_many, create_many
from app.submissions import service as submissions
from app.submissions.parsing import read_students
from tests.support.world import World, add_student

A, B = UUID(int=1), UUID(int=2)


def shape(periods: list[Period]) -> list[tuple[Any, ...]]:
    return [(p.place.class_group, p.date_from, p.date_to) for p in periods]


# --- the rule --------------------------------------------------------------------------------------------------


def test_a_class_that_changes_within_the_school_year_corrects_its_period() -> None:
    before = [Period(Place(A, "X 1"), date(2026, 7, 13))]
    assert shape(moved(before, Place(A, "X 2"), date(2027, 6, 30))) == [("X 2", date(2026, 7, 13), None)]


@pytest.mark.parametrize("on", [date(2027, 7, 1), date(2029, 1, 1)])
def test_a_class_that_changes_in_a_later_school_year_ends_its_period_the_day_before(on: date) -> None:
    before = [Period(Place(A, "X 1"), date(2026, 7, 13))]
    assert shape(moved(before, Place(A, "XI 1"), on)) == [
        ("X 1", date(2026, 7, 13), on - timedelta(days=1)),
        ("XI 1", on, None),
    ]


def test_a_period_that_began_on_29_june_ends_with_its_school_year() -> None:
    before = [Period(Place(A, "X 1"), date(2027, 6, 29))]
    assert shape(moved(before, Place(A, "XI 1"), date(2027, 7, 1))) == [
        ("X 1", date(2027, 6, 29), date(2027, 6, 30)),
        ("XI 1", date(2027, 7, 1), None),
    ]


def test_a_grade_that_becomes_known_later_is_no_new_period() -> None:
    before = [Period(Place(A, "X 1"), date(2026, 7, 13))]
    assert moved(before, Place(A, "X 1", 10), date(2028, 1, 1)) == [Period(Place(A, "X 1", 10), date(2026, 7, 13))]


def test_another_school_begins_a_period_and_a_change_of_it_on_the_same_day_corrects_it() -> None:
    before = [Period(Place(A, "X 1"), date(2026, 7, 13))]
    there = moved(before, Place(B, "X 9"), date(2026, 9, 1))
    assert shape(there) == [("X 1", date(2026, 7, 13), date(2026, 8, 31)), ("X 9", date(2026, 9, 1), None)]
    assert shape(moved(there, Place(A, "X 1"), date(2026, 9, 1)))[-1] == ("X 1", date(2026, 9, 1), None)


def test_who_leaves_was_there_on_the_last_day_and_goes_on_when_they_come_back_on_it() -> None:
    before = [Period(Place(A, "XII 1"), date(2026, 7, 13))]
    left = moved(before, None, date(2027, 5, 5))
    assert shape(left) == [("XII 1", date(2026, 7, 13), date(2027, 5, 5))]
    assert moved(left, Place(A, "XII 1"), date(2027, 5, 5)) == before
    assert shape(moved(left, Place(A, "XII 1"), date(2027, 6, 1)))[-1] == ("XII 1", date(2027, 6, 1), None)


def test_who_leaves_before_a_step_told_ahead_never_was_in_the_coming_class() -> None:
    before = [Period(Place(A, "X 1"), date(2026, 7, 13))]
    ahead = moved(before, Place(A, "XI 1"), date(2027, 7, 1))
    assert shape(moved(ahead, None, date(2027, 6, 5))) == [("X 1", date(2026, 7, 13), date(2027, 6, 5))]
    assert shape(moved(ahead, Place(B, "X 7"), date(2027, 6, 5))) == [
        ("X 1", date(2026, 7, 13), date(2027, 6, 4)),
        ("X 7", date(2027, 6, 5), None),
    ]


_PLACES = st.one_of(
    st.none(),
    st.builds(Place, st.sampled_from([A, B]), st.sampled_from([None, "X", "XI"]), st.sampled_from([None, 10])),
)


@given(st.lists(st.tuples(_PLACES, st.dates(date(2025, 6, 1), date(2027, 8, 1))), max_size=12))
def test_whatever_happens_in_whatever_order_periods_are_whole_and_never_overlap(
    told: list[tuple[Place | None, date]],
) -> None:
    periods: list[Period] = []
    for place, on in told:
        periods = moved(periods, place, on)
        assert [p.date_to for p in periods[:-1] if p.date_to is None] == []
        assert all(p.date_to is None or p.date_to >= p.date_from for p in periods)
        pairs = pairwise(periods)
        assert all(one.date_to is not None and one.date_to < other.date_from for one, other in pairs)
        assert (periods[-1].place if periods and periods[-1].date_to is None else None) == place


# --- as it is kept ---------------------------------------------------------------------------------------------


def rows(session: Session, student: UUID) -> list[tuple[Any, ...]]:
    session.flush()
    found = session.exec(
        select(Enrolment).where(Enrolment.student_id == student).order_by(col(Enrolment.date_from))
    ).all()
    return [(e.id, e.school_id, e.class_group, e.grade, e.date_from, e.date_to, e.state.value) for e in found]


def test_a_pupil_begins_with_class_and_grade(session: Session, world: World, actors: dict[str, Actor]) -> None:
    school = world.schools["paringin"]
    wish = NewStudent(name="SITI", class_group="X 1", grade=10)
    (siti,) = create_many(session, actors["officer"], "63.11", school, [wish], on=date(2026, 7, 13))
    assert [row[1:] for row in rows(session, siti)] == [(school, "X 1", 10, date(2026, 7, 13), None, "active")]


def test_a_correction_keeps_the_former_knowledge(session: Session, world: World, actors: dict[str, Actor]) -> None:
    siti = add_student(session, world, class_group="XI 1", since=date(2026, 7, 13))
    change_many(session, actors["officer"], {siti: {"class_group": "XI 2"}}, on=date(2026, 11, 24))
    assert [row[2] for row in rows(session, siti)] == ["XI 2"]
    former = session.exec(select(EnrolmentHistory).where(EnrolmentHistory.student_id == siti)).one()
    assert (former.class_group, former.known_to > former.known_from) == ("XI 1", True)


@pytest.mark.parametrize("status", [StudentStatus.GRADUATED, StudentStatus.MOVED_AWAY, StudentStatus.DECEASED])
def test_who_is_no_pupil_any_more_has_a_period_that_ended(
    session: Session, world: World, actors: dict[str, Actor], status: StudentStatus
) -> None:
    siti = add_student(session, world)
    change_many(session, actors["officer"], {siti: {"status": status}}, on=date(2026, 11, 24))
    assert [row[5:] for row in rows(session, siti)] == [(date(2026, 11, 24), "ended")]
    change_many(session, actors["officer"], {siti: {"class_group": "XII 9"}}, on=date(2026, 12, 1))
    assert [row[5:] for row in rows(session, siti)] == [(date(2026, 11, 24), "ended")]


def test_a_candidate_for_having_left_is_still_enrolled(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    siti = add_student(session, world)
    before = rows(session, siti)
    left = {siti: {"status": StudentStatus.LEFT_CANDIDATE}}
    change_many(session, actors["officer"], left, on=date(2026, 11, 24))
    assert rows(session, siti) == before


def test_a_list_that_names_a_graduate_begins_a_period_again(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    siti = add_student(session, world, name="SITI", class_group="XII 1")
    with frozen(datetime(2026, 7, 1, 1, tzinfo=UTC)):
        graduated = {siti: {"status": StudentStatus.GRADUATED}}
        change_many(session, actors["officer"], graduated, on=date(2026, 7, 1))
    with frozen(datetime(2026, 7, 20, 1, tzinfo=UTC)):
        listed = read_students([{"name": "SITI", "birth_date": "2010-01-15", "class_group": "XII 1"}])
        submissions.submit(session, actors["school-paringin"], world.schools["paringin"], listed)
    assert [row[4:] for row in rows(session, siti)] == [
        (date(2025, 7, 14), date(2026, 7, 1), "ended"),
        (date(2026, 7, 20), None, "active"),
    ]


def test_what_is_undone_leaves_the_periods_that_were(session: Session, world: World, actors: dict[str, Actor]) -> None:
    siti, officer = add_student(session, world, class_group="XI 1"), actors["officer"]
    before, since = rows(session, siti), now()
    moved_to = {"school_id": world.schools["halong"], "class_group": "XI 9"}
    change_many(session, officer, {siti: moved_to}, on=date(2026, 11, 24))
    assert len(rows(session, siti)) == 2
    back = {"school_id": world.schools["paringin"], "class_group": "XI 1"}
    change_many(session, officer, {siti: back}, on=date(2026, 11, 25), undoing=since)
    assert rows(session, siti) == before
    ids = {one.enrolment_id for one in session.exec(select(EnrolmentHistory)) if one.student_id == siti}
    assert len(ids) == 2  # what was believed in the meantime stays known


def test_what_is_undone_in_part_goes_on_from_the_facts(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    siti, officer, since = add_student(session, world, class_group="XI 1"), actors["officer"], now()
    change_many(session, officer, {siti: {"school_id": world.schools["halong"]}}, on=date(2026, 11, 24))
    change_many(session, officer, {siti: {"class_group": "XI 7"}}, on=date(2026, 11, 25))
    back = {"school_id": world.schools["paringin"]}
    change_many(session, officer, {siti: back}, on=date(2026, 11, 26), undoing=since)
    assert [(row[2], row[5]) for row in rows(session, siti)] == [
        ("XI 1", date(2026, 11, 23)),
        ("XI 7", date(2026, 11, 25)),
        ("XI 7", None),
    ]


def test_periods_are_restored_under_their_former_ids_also_when_they_were_retracted(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    siti = add_student(session, world)
    before, since = rows(session, siti), now()
    enrolments.retract(session, [row[0] for row in before], now())
    assert rows(session, siti) == []
    enrolments.retract(session, [new_id()], now())
    enrolments.restore(session, [siti], since, now())
    assert rows(session, siti) == before
