"""What single cells say, and what only the whole list shows."""

import string
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.types import Sex
from app.submissions.dates import read_birth_date
from app.submissions.fields import place_key
from app.submissions.layouts import KK_IN_PLACE_OF_NIK
from app.submissions.nik import read_nik
from app.submissions.rules import (
    Cell,
    MissingUnconfirmed,
    Person,
    Places,
    Raw,
    check_missing,
    judge,
    read_class,
    read_name,
    read_nisn,
)

ON = date(2026, 11, 24)
PLACES = Places(
    "63.11",
    {"BATUMANDI": "63.11.04"},
    {("63.11.04", "RIWA"): "63.11.04.2001"},
    frozenset({"63.11", "63.11.04", "63.11.04.2001"}),
)
GOOD = {"name": "SITI", "nik": "6311075503089126", "birth_date": "2008-03-15", "sex": "P", "class_group": "XII IPS 2"}


def codes(*rows: dict[str, Cell]) -> list[set[str]]:
    judged = judge([Raw(n, row) for n, row in enumerate(rows)], PLACES, ON)
    return [{problem.code for problem in row.problems if problem.code[0] != "I"} for row in judged]


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("2008-05-17", date(2008, 5, 17)),
        ("2008-05-17 00:00:00", date(2008, 5, 17)),
        ("17/05/2008", date(2008, 5, 17)),
        ("5-6-2008", date(2008, 6, 5)),
        ("17.5.2008", date(2008, 5, 17)),
        ("17 Mei 2008", date(2008, 5, 17)),
        ("17-Agu-2008", date(2008, 8, 17)),
        ("1 Nopember 2008", date(2008, 11, 1)),
        ("17/05/08", date(2008, 5, 17)),
        (39585, date(2008, 5, 17)),
        ("39585", date(2008, 5, 17)),
    ],
)
def test_a_birth_date_is_read_with_the_day_first(written: Cell, born: date) -> None:
    assert read_birth_date(written, ON)[0] == born


@pytest.mark.parametrize("written", ["2009-02-30", "belum ada", "2030-01-01", "1700-01-01", True, 1e300, "13/13/2008"])
def test_a_day_that_cannot_be_is_unreadable(written: Cell) -> None:
    assert read_birth_date(written, ON) == (None, ("E_BIRTHDATE_UNREADABLE",))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (9111072609109356.0, "E_NIK_PRECISION"),
        (6311072609109350, "E_NIK_PRECISION"),
        ("6,31107E+15", "E_NIK_PRECISION"),
        (float("nan"), "E_NIK_NONDIGIT"),
        (float("inf"), "E_NIK_NONDIGIT"),
        (True, "E_NIK_NONDIGIT"),
        (-5, "E_NIK_NONDIGIT"),
        (10**300, "E_NIK_LENGTH"),
        ("٦٣١١٠٧٢٦٠٩١٠٩٣٥٦", "E_NIK_NONDIGIT"),
        ("6311073113089356", "E_NIK_DATE_INVALID"),
        (None, "W_NIK_EMPTY"),
        ("--", "W_NIK_EMPTY"),
    ],
)
def test_what_is_no_nik_is_told_by_its_reason(cell: Cell, code: str) -> None:
    reading = read_nik(cell, "6311", ON)
    assert (reading.nik, reading.codes) == (None, (code,))


def test_the_century_of_a_nik_makes_an_age_that_can_be() -> None:
    assert read_nik("6311075503089126", "6311", ON).birth_date == date(2008, 3, 15)
    assert read_nik("6311075503889126", "6311", ON).birth_date == date(1988, 3, 15)
    assert read_nik("6311072902089126", "6311", ON).birth_date == date(2008, 2, 29)


def test_a_card_number_in_place_of_the_nik_is_told_by_the_readers_mark() -> None:
    assert read_nik(KK_IN_PLACE_OF_NIK, "6311", ON).codes == ("E_NIK_EQUALS_KK",)


def test_facts_that_are_missing_are_taken_from_the_nik() -> None:
    (row,) = judge([Raw(0, {"name": "SITI", "nik": GOOD["nik"]})], PLACES, ON)
    assert (row.person.birth_date, row.person.sex) == (date(2008, 3, 15), Sex.FEMALE)


def test_a_row_that_comes_twice_is_ignored_and_its_nik_is_not_shared() -> None:
    assert codes(GOOD, GOOD) == [set(), {"X_DUP_ROW_EXACT"}]


def test_a_nik_of_two_pupils_is_the_firsts_and_both_are_told() -> None:
    assert codes(GOOD, {**GOOD, "name": "BUDI"}) == [{"W_NIK_SHARED"}, {"E_NIK_DUPLICATE"}]


def test_a_rejected_row_does_not_take_its_nik_from_the_mended_one() -> None:
    assert codes({**GOOD, "birth_date": "?"}, GOOD) == [{"E_BIRTHDATE_UNREADABLE"}, set()]


def test_the_second_holder_of_a_nisn_is_warned() -> None:
    other = {**GOOD, "nik": "6311075503089127", "nisn": "0081234567"}
    assert codes({**GOOD, "nisn": "0081234567"}, other) == [set(), {"W_NISN_DUPLICATE"}]


def test_a_place_is_found_by_its_name_and_never_by_a_street() -> None:
    assert place_key("Kec. Batu Mandi") == place_key("BATUMANDI")
    rows = [
        {**GOOD, "district": "Kec. Batu Mandi", "village": "Riwa"},
        {**GOOD, "district": "Batu Mandi", "village": "Jl. Mawar 3"},
        {**GOOD, "residence_code": "63.11.04.2001"},
        {**GOOD, "residence_code": "63.08.01"},
        {**GOOD, "residence_code": "63.11"},
    ]
    found = [judge([Raw(0, row)], PLACES, ON)[0].person.residence_code for row in rows]
    assert found == ["63.11.04.2001", "63.11.04", "63.11.04.2001", None, None]


@pytest.mark.parametrize(
    ("text", "grade"),
    [("Kelas XI A", 11), ("10 RPL-1", 10), ("X-1", 10), ("XIII T", 13), ("Khusus", None), ("XYZ", None)],
)
def test_the_grade_is_read_from_the_name_of_the_class(text: str, grade: int | None) -> None:
    assert read_class(text, None)[1] == grade


def test_a_nisn_that_was_a_number_gets_its_zeros_back() -> None:
    assert read_nisn(99913002.0) == ("0099913002", ("I_NISN_PADDED",))
    assert read_nisn("99913002") == (None, ("W_NISN_FORMAT",))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("=cmd|x", "E_NAME_INVALID"),
        ("<b>A</b>", "E_NAME_INVALID"),
        ("12345", "E_NAME_INVALID"),
        ("\u200b", "E_NAME_EMPTY"),
        ("A" * 201, "E_NAME_TOO_LONG"),
        ("\ufdfa" * 150, "E_NAME_TOO_LONG"),
    ],
)
def test_what_is_no_name_is_refused(name: str, code: str) -> None:
    assert read_name(name) == (None, (code,))


def test_a_name_keeps_its_apostrophe_and_loses_its_double_blanks() -> None:
    assert read_name("  NUR'AINI\u00a0 A ")[0] == "NUR'AINI A"


@pytest.mark.parametrize(
    ("missing", "active", "confirmed", "refused"),
    [(0, 0, None, False), (20, 100, None, False), (21, 100, None, True), (21, 100, 21, False), (1, 100, 2, True)],
)
def test_many_missing_pupils_need_their_number(missing: int, active: int, confirmed: int | None, refused: bool) -> None:
    if refused:
        with pytest.raises(MissingUnconfirmed):
            check_missing(missing, active, 20, confirmed)
    else:
        check_missing(missing, active, 20, confirmed)


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=60),
    st.text(string.digits, min_size=14, max_size=18),
)
fields = st.sampled_from(
    [
        "name",
        "nik",
        "kk",
        "nisn",
        "birth_date",
        "sex",
        "class_group",
        "grade",
        "birth_place",
        "residence_code",
        "ever_married",
    ]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(fields, cells), max_size=6))
def test_no_row_of_whatever_content_breaks_the_rules(rows: list[dict[str, Cell]]) -> None:
    judged = judge([Raw(n, row) for n, row in enumerate(rows)], PLACES, ON)
    assert len(judged) == len(rows)
    for row in judged:
        assert row.ignored + row.rejected + row.enters == 1
        assert Person.from_json(row.person.as_json()) == row.person
        if row.enters:
            assert row.person.name
            assert len(row.person.name) <= 200
