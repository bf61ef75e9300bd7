"""Kenaikan kelas with a pencil: what comes after a class, who graduates, who is asked about."""

from datetime import date

import pytest

from app.core.ids import new_id
from app.schools.models import SchoolKind
from app.students.models import StudentStatus
from app.students.rollover_models import RolloverOutcome
from app.students.rollover_rules import (
    Choice,
    Choices,
    Pupil,
    Step,
    class_above,
    first_day,
    grade_named,
    steps,
    within_year,
    year_of,
)

JULY = date(2027, 7, 1)
LAST_YEAR = date(2026, 7, 13)


def pupil(class_group: str | None, grade: int | None = None, **facts: object) -> Pupil:
    told = {"status": StudentStatus.ACTIVE, "since": LAST_YEAR, **facts}
    return Pupil(new_id(), "SITI", class_group, grade, **told)  # type: ignore[arg-type]


def step(one: Pupil, kind: SchoolKind = SchoolKind.SMA, choice: Choice | None = None, **names: str) -> Step:
    choices = Choices({one.id: choice} if choice else {}, {key.replace("_", " "): name for key, name in names.items()})
    return steps([one], kind, JULY, choices)[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("X IPA 1", "XI IPA 1"),
        ("XI-2", "XII-2"),
        ("Kelas XI-2", "Kelas XII-2"),
        ("KELAS X", "KELAS XI"),
        ("10 IPA 1", "11 IPA 1"),
        ("10IPA1", "11IPA1"),
        ("X1", "XI1"),
        ("x ips 3", "xi ips 3"),
        ("XI AGAMA", "XII AGAMA"),
        ("IX A", "X A"),
        ("VIII", "IX"),
        ("9B", "10B"),
        ("Paket C XI", "Paket C XII"),
        ("XII TKJ 1", "XIII TKJ 1"),
        ("IPA 1", "IPA 1"),
        ("XIPA 1", "XIPA 1"),
        ("100", "100"),
        ("XENON", "XENON"),
        ("", ""),
    ],
)
def test_the_numeral_that_a_class_begins_with_goes_up_in_its_own_writing(before: str, after: str) -> None:
    assert class_above(before) == after


def test_a_name_without_a_numeral_tells_no_grade() -> None:
    assert [grade_named(n) for n in (None, "", "IPA 1", "XIPA", "XIII", "12", "٧")] == [
        None, None, None, None, 13, 12, None,
    ]  # fmt: skip


def test_a_class_at_the_limit_of_its_length_stays_within_it() -> None:
    assert len(class_above("VII " + "A" * 56)) == 60


def test_class_and_grade_go_up_together_also_when_only_one_is_known() -> None:
    assert [
        (s.outcome, s.class_group, s.grade) for s in map(step, (pupil("X 1", 10), pupil("X 1"), pupil("A", 10)))
    ] == [
        (RolloverOutcome.MOVES_UP, "XI 1", 11),
        (RolloverOutcome.MOVES_UP, "XI 1", 11),
        (RolloverOutcome.MOVES_UP, "A", 11),
    ]


def test_who_has_neither_grade_nor_numeral_or_two_that_differ_is_undecided_and_unchanged() -> None:
    for one in (pupil("MERDEKA 2"), pupil(None), pupil("X 1", 11)):
        found = step(one)
        assert (found.outcome, found.changes) == (RolloverOutcome.UNDECIDED, {})


def test_grade_twelve_graduates_and_keeps_its_class() -> None:
    found = step(pupil("XII IPA 1", 12))
    assert (found.outcome, found.changes) == (RolloverOutcome.GRADUATES, {"status": StudentStatus.GRADUATED})


def test_a_class_thirteen_of_a_vocational_school_graduates() -> None:
    assert step(pupil("XIII TKJ 1", 13), SchoolKind.SMK).outcome is RolloverOutcome.GRADUATES


def test_grade_twelve_of_a_four_year_programme_goes_up_by_the_schools_word() -> None:
    by_class = step(pupil("XII TKJ 1", 12), SchoolKind.SMK, XII_TKJ_1="XIII TKJ 1")
    one = pupil("XII TKJ 1", 12)
    by_pupil = step(one, SchoolKind.SMK, Choice(RolloverOutcome.MOVES_UP))
    for found in (by_class, by_pupil):
        assert (found.outcome, found.class_group, found.grade) == (RolloverOutcome.MOVES_UP, "XIII TKJ 1", 13)


def test_the_lower_grades_of_a_special_school_go_up_too() -> None:
    found = step(pupil("IX A", 9), SchoolKind.SMALB)
    assert (found.outcome, found.class_group, found.grade) == (RolloverOutcome.MOVES_UP, "X A", 10)


def test_a_candidate_for_having_left_goes_up_as_such_but_nobody_says_that_they_graduated() -> None:
    left = StudentStatus.LEFT_CANDIDATE
    up, last = step(pupil("X 1", 10, status=left)), step(pupil("XII 1", 12, status=left))
    assert (up.outcome, up.status) == (RolloverOutcome.MOVES_UP, left)
    assert (last.outcome, last.status) == (RolloverOutcome.UNDECIDED, left)


@pytest.mark.parametrize("since", [date(2027, 7, 1), date(2027, 7, 19)])
def test_whose_class_began_in_the_new_year_does_not_skip_one(since: date) -> None:
    assert step(pupil("X 1", 10, since=since)).outcome is RolloverOutcome.STAYS


def test_whose_class_began_on_the_last_day_of_june_goes_up() -> None:
    assert step(pupil("X 1", 10, since=date(2027, 6, 30))).outcome is RolloverOutcome.MOVES_UP


def test_a_class_that_is_given_a_name_takes_it() -> None:
    assert step(pupil("X  ipa 1", 10), X_IPA_1="XI IPA 2").class_group == "XI IPA 2"
    found = step(pupil("MERDEKA 2"), MERDEKA_2="XI MERDEKA 2")
    assert (found.outcome, found.grade) == (RolloverOutcome.MOVES_UP, 11)


def test_who_repeats_stays_with_another_class_if_one_is_named() -> None:
    one = pupil("X 1", 10)
    assert step(one, choice=Choice(RolloverOutcome.STAYS)).changes == {}
    assert step(one, choice=Choice(RolloverOutcome.STAYS, "X 2")).changes == {"class_group": "X 2"}


@pytest.mark.parametrize(
    ("holidays", "begins"),
    [
        ([], date(2027, 7, 1)),
        ([(date(2027, 6, 21), date(2027, 7, 10))], date(2027, 7, 12)),
        ([(date(2027, 6, 21), date(2027, 7, 4)), (date(2027, 7, 5), date(2027, 7, 13))], date(2027, 7, 14)),
        ([(date(2027, 6, 1), date(2027, 6, 30))], date(2027, 7, 1)),
        ([(date(2027, 6, 1), date(2027, 12, 31))], date(2027, 7, 1)),
    ],
)
def test_new_classes_begin_after_the_holiday_over_the_first_of_july(
    holidays: list[tuple[date, date]], begins: date
) -> None:
    assert first_day(2027, holidays) == begins


@pytest.mark.parametrize("text", ["2027/2029", "2027-2028", "2027", "", "٢٠٢٧/٢٠٢٨", "2027/2028/2029"])
def test_what_is_no_school_year_is_none(text: str) -> None:
    assert year_of(text) is None


def test_a_school_year_runs_from_july_to_june() -> None:
    assert year_of("2027/2028") == 2027
    edges = (date(2027, 6, 30), date(2027, 7, 1), date(2028, 6, 30), date(2028, 7, 1))
    assert [within_year(day, "2027/2028") for day in edges] == [False, True, True, False]
