"""A school's step into a school year: looked at, carried out, and taken back as if it had never been."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.clock import frozen
from app.core.errors import StateConflict
from app.core.ids import new_id
from app.coverage.people import Question, people
from app.journal.models import JournalLine
from app.regions.models import CalendarDay, DayKind
from app.students import rollover as service
from app.students import rollover_queries as queries
from app.students.models import (
    Enrolment,
    Student,
    StudentStatus,
)
from app.students.rollover import RolloverKept, RolloverKeptReason
from app.students.rollover_models import (
    Rollover,
    RolloverOutcome,
)
from app.students.rollover_rules import (
    Choice,
    RolloverDone,
    RolloverInvalid,
    RolloverRevertExpired,
    RolloverTooEarly,
)
from app.students.service import NewStudent, change_many, create_many
from tests.support.world import BALANGAN, World

UP, STAYS, GRADUATES = RolloverOutcome.MOVES_UP, RolloverOutcome.STAYS, RolloverOutcome.GRADUATES
FACTS = ("school_id", "class_group", "grade", "status", "name", "nik_hash")


class School:
    """Paringin's operator, who may let time pass."""

    def __init__(self, session: Session, world: World, actors: dict[str, Actor]) -> None:
        self.session, self.actor, self.id = session, actors["school-paringin"], world.schools["paringin"]
        self.pupils: list[UUID] = []

    def intake(self, on: date, *classes: tuple[str | None, int | None]) -> list[UUID]:
        with frozen(noon(on)):
            rows = [NewStudent(name=f"SISWA {n:04}", class_group=c, grade=g) for n, (c, g) in enumerate(classes)]
            return create_many(self.session, self.actor, BALANGAN, self.id, rows, on=on)

    def check(self, year: str = "2027/2028", *, on: date = date(2027, 6, 28), **kw: Any) -> Rollover:
        with frozen(noon(on)):
            return service.check(self.session, self.actor, self.id, year, **kw)[0]

    def apply(self, rollover: Rollover, *, on: date = date(2027, 7, 1)) -> Any:
        with frozen(noon(on, 5)):
            return service.apply(self.session, self.actor, rollover.id)[1]

    def step(self, year: str, on: date) -> Rollover:
        rollover = self.check(year, on=on)
        assert self.apply(rollover, on=on) is None
        return rollover

    def revert(self, rollover: Rollover, *, on: date = date(2027, 7, 20)) -> list[RolloverKept]:
        with frozen(noon(on, 9)):
            return service.revert(self.session, self.actor, rollover.id, "salah tahun")[1]

    def change(self, student: UUID, on: date = date(2027, 7, 10), **facts: Any) -> None:
        with frozen(noon(on, 7)):
            change_many(self.session, self.actor, {student: facts}, on=on)

    def counts(self, rollover: Rollover) -> dict[str, int]:
        return queries.shown(self.session, [rollover])[0].counts

    def state(self) -> tuple[Any, Any]:
        """Facts and enrolments of everybody, without versions and times."""
        self.session.expire_all()
        facts = {s.id: [getattr(s, name) for name in FACTS] for s in self.session.exec(select(Student))}
        enrolled = {
            (e.id, e.student_id, e.school_id, e.class_group, e.grade, e.date_from, e.date_to, e.state)
            for e in self.session.exec(select(Enrolment))
        }
        return facts, enrolled

    def history(self, student: UUID) -> list[tuple[Any, ...]]:
        periods = select(Enrolment).where(Enrolment.student_id == student).order_by(col(Enrolment.date_from))
        return [(e.class_group, e.grade, e.date_from, e.date_to) for e in self.session.exec(periods)]


def noon(day: date, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, 4, minute, tzinfo=UTC)


LAST_YEAR = date(2026, 7, 13)
CLASSES = (("X IPA 1", 10), ("XI IPA 1", 11), ("XII IPA 1", 12), ("MERDEKA", None))


@pytest.fixture
def school(session: Session, world: World, actors: dict[str, Actor]) -> School:
    opened = School(session, world, actors)
    opened.pupils = opened.intake(LAST_YEAR, *CLASSES)
    return opened


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(*args: Any) -> None:
        seen.append(args[2])

    event.listen(session.get_bind(), "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(session.get_bind(), "before_cursor_execute", note)


# --- looking ---------------------------------------------------------------------------------------------------


def test_a_preview_says_what_would_become_of_each_class_and_changes_nothing(school: School) -> None:
    before = school.state()
    rollover = school.check()
    (shown,) = queries.shown(school.session, [rollover])
    assert shown.counts == {"moves_up": 2, "graduates": 1, "stays": 0, "undecided": 1}
    assert [(line.class_before, line.class_after, line.outcome.value) for line in shown.by_class] == [
        ("MERDEKA", "MERDEKA", "undecided"),
        ("X IPA 1", "XI IPA 1", "moves_up"),
        ("XI IPA 1", "XII IPA 1", "moves_up"),
        ("XII IPA 1", "XII IPA 1", "graduates"),
    ]
    assert school.state() == before


def test_new_classes_begin_on_the_first_of_july_unless_the_calendar_tells_another_day(school: School) -> None:
    assert school.check().begins_on == date(2027, 7, 1)
    days: dict[str, Any] = {
        "date_from": date(2027, 6, 21),
        "date_to": date(2027, 7, 10),
        "source": "uji",
        "name": "Libur",
    }
    school.session.add(CalendarDay(kind=DayKind.SCHOOL_HOLIDAY, region_code=BALANGAN, **days))
    school.session.flush()
    assert school.check().begins_on == date(2027, 7, 12)


@pytest.mark.parametrize("day", [date(2027, 6, 29), date(2027, 6, 30), date(2028, 7, 1)])
def test_new_classes_cannot_begin_outside_their_school_year(school: School, day: date) -> None:
    with pytest.raises(RolloverInvalid) as refused:
        school.check(begins_on=day)
    assert [fault.pointer for fault in refused.value.faults] == ["/begins_on"]


def test_an_exception_names_a_pupil_of_this_school_once_and_a_grade_there_is(school: School, world: World) -> None:
    first, last = school.pupils[0], school.pupils[2]
    wrong = [(new_id(), Choice(STAYS)), (first, Choice(STAYS)), (first, Choice(UP)), (last, Choice(UP))]
    with pytest.raises(RolloverInvalid) as refused:
        school.check(exceptions=wrong, class_names={"X/9": "XI/9"})
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [
        ("/class_names/X~19", "field.unknown_reference"),
        ("/exceptions/0/student_id", "field.unknown_reference"),
        ("/exceptions/2/student_id", "students.named_twice"),
        ("/exceptions/3/outcome", "students.no_higher_grade"),
    ]


def test_exceptions_and_names_given_anew_leave_the_others_as_they_were(school: School) -> None:
    x, _, xii, undecided = school.pupils
    rollover = school.check(class_names={"merdeka": "XI MERDEKA"})
    assert school.counts(rollover)["undecided"] == 0
    repeats = [(x, Choice(STAYS)), (xii, Choice(STAYS))]
    service.change(school.session, school.actor, rollover.id, 1, exceptions=repeats)
    assert school.counts(rollover) == {"moves_up": 2, "graduates": 0, "stays": 2, "undecided": 0}
    service.change(school.session, school.actor, rollover.id, 2, class_names={})
    assert school.counts(rollover) == {"moves_up": 1, "graduates": 0, "stays": 2, "undecided": 1}
    service.change(school.session, school.actor, rollover.id, 3, exceptions=[(undecided, Choice(GRADUATES))])
    assert school.counts(rollover) == {"moves_up": 2, "graduates": 2, "stays": 0, "undecided": 0}


# --- carrying out ----------------------------------------------------------------------------------------------


def test_applying_moves_facts_and_periods(school: School) -> None:
    rollover = school.check()
    assert school.apply(rollover) is None
    facts, _ = school.state()
    assert [facts[id][1:4] for id in school.pupils] == [
        ["XI IPA 1", 11, StudentStatus.ACTIVE],
        ["XII IPA 1", 12, StudentStatus.ACTIVE],
        ["XII IPA 1", 12, StudentStatus.GRADUATED],
        ["MERDEKA", None, StudentStatus.ACTIVE],
    ]
    assert school.history(school.pupils[2]) == [("XII IPA 1", 12, LAST_YEAR, date(2027, 7, 1))]
    assert school.history(school.pupils[3]) == [("MERDEKA", None, LAST_YEAR, None)]


def test_the_history_of_a_pupil_over_three_years_reads_x_xi_xii_and_ended(school: School) -> None:
    siti = school.pupils[0]
    for year in (2027, 2028, 2029):
        school.step(f"{year}/{year + 1}", date(year, 7, 2))
    assert school.history(siti) == [
        ("X IPA 1", 10, LAST_YEAR, date(2027, 6, 30)),
        ("XI IPA 1", 11, date(2027, 7, 1), date(2028, 6, 30)),
        ("XII IPA 1", 12, date(2028, 7, 1), date(2029, 7, 1)),
    ]
    assert school.state()[0][siti][:4] == [school.id, "XII IPA 1", 12, StudentStatus.GRADUATED]


def test_a_figure_of_a_past_day_counts_by_the_school_of_that_day(
    school: School, world: World, actors: dict[str, Actor]
) -> None:
    school.step("2027/2028", date(2027, 7, 1))
    school.change(school.pupils[0], on=date(2027, 8, 1), school_id=world.schools["halong"])

    def counted(as_of: date) -> Counter[UUID]:
        found = people(actors["officer"], Question(BALANGAN, as_of, date(2027, 8, 10)))
        return Counter(school_id for (school_id,) in school.session.execute(select(found.c.school_id)))

    halong = world.schools["halong"]
    assert counted(date(2027, 7, 31)) == {school.id: 4}
    assert counted(date(2027, 8, 1)) == {school.id: 3, halong: 1}


def test_a_pupil_who_joined_left_or_changed_class_since_the_preview_makes_it_look_again(school: School) -> None:
    rollover = school.check()
    school.intake(date(2027, 6, 29), ("X IPA 2", 10))
    refused = school.apply(rollover)
    assert refused.extra["counts"] == {"moves_up": 3, "graduates": 1, "stays": 0, "undecided": 1}
    school.change(school.pupils[0], on=date(2027, 6, 30), class_group="X IPA 9")
    assert school.apply(rollover) is not None
    school.change(school.pupils[1], on=date(2027, 6, 30), status=StudentStatus.MOVED_AWAY)
    assert school.apply(rollover) is not None
    assert (rollover.state.value, rollover.version) == ("checked", 4)
    assert school.apply(rollover) is None


def test_who_joins_in_the_new_year_does_not_skip_a_class(school: School) -> None:
    (new,) = school.intake(date(2027, 7, 12), ("X IPA 1", 10))
    school.step("2027/2028", date(2027, 7, 20))
    assert school.history(new) == [("X IPA 1", 10, date(2027, 7, 12), None)]


def test_a_step_is_applied_at_most_sixty_days_ahead(school: School) -> None:
    rollover = school.check(on=date(2027, 4, 1))
    with pytest.raises(RolloverTooEarly):
        school.apply(rollover, on=date(2027, 5, 1))
    assert school.apply(rollover, on=date(2027, 5, 2)) is None
    assert school.history(school.pupils[0])[-1] == ("XI IPA 1", 11, date(2027, 7, 1), None)


def test_a_school_steps_into_a_year_once(school: School) -> None:
    first, second = school.check(), school.check()
    school.apply(first)
    with pytest.raises(RolloverDone):
        school.apply(second)
    with pytest.raises(RolloverDone):
        school.check()
    with pytest.raises(StateConflict):
        school.apply(first)


def test_the_step_and_each_pupil_leave_their_lines(school: School) -> None:
    rollover = school.check()
    school.apply(rollover)
    school.revert(rollover)
    kinds = Counter(line.kind for line in school.session.exec(select(JournalLine)))
    assert kinds["students.rollover_checked"] == kinds["students.rollover_applied"] == 1
    assert (kinds["students.rollover_reverted"], kinds["students.changed"]) == (1, 6)


# --- taking back -----------------------------------------------------------------------------------------------


def test_what_is_taken_back_leaves_everybody_as_before(school: School) -> None:
    before = school.state()
    rollover = school.check(exceptions=[(school.pupils[0], Choice(STAYS, "X IPA 2"))])
    school.apply(rollover)
    assert school.state() != before
    assert school.revert(rollover) == []
    assert school.state() == before
    school.step("2027/2028", date(2027, 7, 21))


def test_who_was_changed_since_keeps_the_step_and_is_named(school: School, world: World) -> None:
    extra = school.intake(LAST_YEAR, ("X 7", 10), ("XII 7", 12), ("X 8", 10))
    x, xi, xii, _ = school.pupils
    rollover = school.check()
    school.apply(rollover)
    school.change(x, class_group="XI IPA 2")
    school.change(xi, school_id=world.schools["halong"])
    school.change(xii, status=StudentStatus.ACTIVE)
    school.change(extra[0], class_group="XI 8")
    school.change(extra[0], on=date(2027, 7, 11), class_group="XI 7")
    school.change(extra[2], residence_code="63.11.07")
    kept = {one.student_id: one.reason for one in school.revert(rollover)}
    since = RolloverKeptReason.CHANGED_SINCE
    assert kept == {x: since, xi: RolloverKeptReason.MOVED, xii: since, extra[0]: since}
    facts, _ = school.state()
    assert [facts[id][1] for id in (x, extra[0], extra[2])] == ["XI IPA 2", "XI 7", "X 8"]
    assert facts[extra[1]][3] is StudentStatus.ACTIVE
    assert school.history(extra[2]) == [("X 8", 10, LAST_YEAR, None)]


def test_a_step_can_be_taken_back_for_sixty_days_and_once(school: School) -> None:
    rollover = school.check()
    school.apply(rollover)
    with pytest.raises(RolloverRevertExpired):
        school.revert(rollover, on=date(2027, 8, 31))
    school.revert(rollover, on=date(2027, 8, 30))
    with pytest.raises(StateConflict):
        school.revert(rollover)


# --- a whole school --------------------------------------------------------------------------------------------


def _pupils(number: int) -> list[tuple[str | None, int | None]]:
    kinds = [("X IPA 1", 10), ("XI-2", None), ("XII IPS 3", 12), ("XII 4", None), ("MERDEKA", 10), (None, None)]
    return [kinds[n % len(kinds)] for n in range(number)]


def _round(school: School, number: int) -> list[int]:
    """Step and come back with so many pupils; how many statements each took."""
    school.intake(LAST_YEAR, *_pupils(number))
    before, used = school.state(), []
    with statements(school.session) as seen:
        rollover = school.check()
        used.append(len(seen))
        assert school.apply(rollover) is None
        used.append(len(seen))
    assert school.state()[0] != before[0]
    with statements(school.session) as seen:
        assert school.revert(rollover) == []
        used.append(len(seen))
    assert school.state() == before
    return used


def test_a_school_of_five_hundred_takes_no_more_statements_than_one_of_fifty(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    small, large = School(session, world, actors), School(session, world, actors)
    large.actor, large.id = actors["school-halong"], world.schools["halong"]
    used = _round(small, 50)
    assert max(used) < 40
    assert _round(large, 500) == used
