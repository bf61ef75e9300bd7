"""What a row of the national system's list says, with a pencil: codes, instants, and which rows enter."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.cards.models import ImportState
from app.cards.registry_rules import MOVES, Judged, Word, content_of, judge, read_moment, read_status
from app.submissions.rules import Cell, Raw

WITA = ZoneInfo("Asia/Makassar")
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""Ten in the morning in Balangan."""
NIK = "6311075501109003"


def local(*parts: int, zone: ZoneInfo = WITA) -> datetime:
    return datetime(*parts, tzinfo=zone)  # type: ignore[arg-type]


# --- status ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("PRINT_READY_RECORD", "PRINT_READY"),
        ("print ready record", "PRINT_READY"),
        ("PRR", "PRINT_READY"),
        ("Sudah Rekam", "BIO_CAPTURED"),
        ("SUDAH CETAK", "CARD_PRINTED"),
        ("data ganda", "DUPLICATE"),
        ("belum wajib", "UNREGISTERED"),
        ("  CARD_ISSUED  ", "CARD_ISSUED"),
    ],
)
def test_a_step_is_known_under_the_names_that_offices_write(written: str, code: str) -> None:
    assert read_status(written) == (code, " ".join(written.split()), None)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("1", "UNREGISTERED"),
        ("2", "UNREGISTERED"),
        ("3", "BIO_CAPTURED"),
        ("4", "CARD_PRINTED"),
        ("5", "PRINT_READY"),
        ("6", "CARD_SHIPPED"),
        ("7", "SENT_FOR_CARD_PRINTING"),
        ("8", "CARD_ISSUED"),
        (8, "CARD_ISSUED"),
    ],
)
def test_villages_number_the_steps(number: Cell, code: str) -> None:
    assert read_status(number) == (code, str(number), None)


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "--", "0", 0, True, False])
def test_no_status_is_none(cell: Cell) -> None:
    assert read_status(cell) == (None, None, "E_STATUS_EMPTY")


@pytest.mark.parametrize("cell", ["9", "42", "3.5", 9, "2026-10-05", "+++"])
def test_a_number_beyond_the_list_is_no_step(cell: Cell) -> None:
    code, _, fault = read_status(cell)
    assert (code, fault) == (None, "E_STATUS_UNREADABLE")


@pytest.mark.parametrize("cell", ["TIDAK DITEMUKAN", "data tidak ada", "NIK belum ditemukan", "BLM ADA", "Not  Found"])
def test_that_the_centre_finds_nobody_is_no_step_of_a_card(cell: str) -> None:
    assert read_status(cell)[::2] == (None, "E_STATUS_NO_STEP")


def test_a_code_that_nobody_published_is_kept_as_it_came_with_a_warning_and_no_longer_than_its_column() -> None:
    assert read_status("Menunggu Verifikasi") == ("Menunggu Verifikasi", "Menunggu Verifikasi", "W_UNKNOWN_STATUS")
    code, written, _ = read_status("X" * 500)
    assert (code, written) == ("X" * 60, "X" * 60)


# --- moment ----------------------------------------------------------------------------------------------------

NOON = local(2026, 10, 5, 12)


@pytest.mark.parametrize(
    ("cell", "at", "day_alone"),
    [
        ("2026-10-05", NOON, True),
        ("05/10/2026", NOON, True),
        ("5 Oktober 2026", NOON, True),
        (46300, NOON, True),
        (46300.0, NOON, True),
        ("2026-10-05 00:00:00", NOON, True),
        ("2026-10-05T00:00", NOON, True),
        ("2026-10-05 08:30", local(2026, 10, 5, 8, 30), False),
        ("2026-10-05T08:30:15.250", local(2026, 10, 5, 8, 30, 15, 250_000), False),
        ("05/10/2026, 8.30", local(2026, 10, 5, 8, 30), False),
        ("5 Oktober 2026 pukul 08.30 WIB", local(2026, 10, 5, 9, 30), False),
        ("2026-10-05 08:30 WITA", local(2026, 10, 5, 8, 30), False),
        ("2026-10-05 08:30 wit", local(2026, 10, 5, 7, 30), False),
        ("2026-10-05T00:00:00Z", local(2026, 10, 5, 8), False),
        ("2026-10-05T00:00:00+08:00", local(2026, 10, 5), False),
        ("2026-10-05T00:00:00-0130", local(2026, 10, 5, 9, 30), False),
        ("'2026-10-05", NOON, True),
        (46300.25, local(2026, 10, 5, 6), False),
        (46300.999999, local(2026, 10, 5, 23, 59, 59), False),
    ],
)
def test_a_moment_is_read_in_the_offices_zone_unless_it_names_its_own(
    cell: Cell, at: datetime, day_alone: bool
) -> None:
    assert read_moment(cell, WITA, NOW) == (at, day_alone, None)


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (None, "E_MOMENT_EMPTY"),
        ("", "E_MOMENT_EMPTY"),
        ("-", "E_MOMENT_EMPTY"),
        (True, "E_MOMENT_UNREADABLE"),
        ("kemarin", "E_MOMENT_UNREADABLE"),
        ("2026-02-30", "E_MOMENT_UNREADABLE"),
        ("2026-10-05 25:00", "E_MOMENT_UNREADABLE"),
        ("2026-10-05 08:61", "E_MOMENT_UNREADABLE"),
        ("2026-10-05T08:30+99:00", "E_MOMENT_UNREADABLE"),
        (float("nan"), "E_MOMENT_UNREADABLE"),
        (0.5, "E_MOMENT_UNREADABLE"),
        ("2008-12-31", "E_MOMENT_TOO_EARLY"),
        ("2027-01-01", "E_MOMENT_AHEAD"),
    ],
)
def test_what_is_no_moment_of_the_electronic_card_says_why(cell: Cell, fault: str) -> None:
    assert read_moment(cell, WITA, NOW) == (None, False, fault)


def test_the_card_begins_on_the_first_day_of_2009_as_the_office_counts_days() -> None:
    assert read_moment("2009-01-01", WITA, NOW)[2] is None
    assert read_moment("2008-12-31T16:00:00Z", WITA, NOW)[2] is None
    assert read_moment("2008-12-31T15:59:59Z", WITA, NOW)[2] == "E_MOMENT_TOO_EARLY"


@pytest.mark.parametrize(("ahead", "fault"), [(timedelta(0), None), (timedelta(days=2), "E_MOMENT_AHEAD")])
def test_nothing_of_a_day_to_come_has_happened(ahead: timedelta, fault: str | None) -> None:
    assert read_moment((NOW + ahead).isoformat(), WITA, NOW)[2] == fault


# --- rows ------------------------------------------------------------------------------------------------------


def raw(number: int = 1, **cells: Any) -> Raw:
    whole = {"nik": NIK, "status": "PRR", "occurred_at": "2026-10-05"} | cells
    return Raw(number, whole, {"nik": "B", "status": "C", "occurred_at": "D"})


def judged(*rows: Raw) -> list[Judged]:
    return judge(rows, "63.11", WITA, NOW)


def told(row: Judged) -> list[tuple[str, str, str | None]]:
    return [(problem.code, problem.field, problem.cell) for problem in row.problems]


def test_a_row_says_who_what_and_when() -> None:
    [row] = judged(raw())
    assert row.word == Word(NIK, "PRINT_READY", "PRR", NOON, day_alone=True)
    assert (row.enters, row.ignored, told(row), row.nik_cell) == (True, False, [], "B1")


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        ({"nik": ""}, [("E_NIK_EMPTY", "nik", "B4")]),
        ({"nik": "631107550110900"}, [("E_NIK_LENGTH", "nik", "B4")]),
        ({"nik": "99" + NIK[2:]}, [("E_NIK_PROVINCE_UNKNOWN", "nik", "B4")]),
        ({"status": "TIDAK DITEMUKAN"}, [("E_STATUS_NO_STEP", "status", "C4")]),
        ({"occurred_at": "kemarin"}, [("E_MOMENT_UNREADABLE", "occurred_at", "D4")]),
        (
            {"nik": "-", "status": "-", "occurred_at": "2027-05-01"},
            [
                ("E_NIK_EMPTY", "nik", "B4"),
                ("E_STATUS_EMPTY", "status", "C4"),
                ("E_MOMENT_AHEAD", "occurred_at", "D4"),
            ],
        ),
    ],
)
def test_a_row_that_cannot_enter_names_every_fault_and_its_cell(
    cells: dict[str, Any], faults: list[tuple[str, str, str]]
) -> None:
    bad, good = judged(raw(4, **cells), raw(5))
    assert (told(bad), bad.enters, bad.ignored) == (faults, False, False)
    assert good.enters


def test_a_warning_stops_nothing_and_a_neighbours_nik_is_no_fault_of_a_row() -> None:
    odd, neighbour = judged(raw(status="Menunggu"), raw(nik="6308075501109003"))
    assert (told(odd), odd.enters) == ([("W_UNKNOWN_STATUS", "status", "C1")], True)
    assert (told(neighbour), neighbour.enters) == ([], True)


@pytest.mark.parametrize("row", [Raw(9, None), Raw(9, {"nik": "", "status": " - ", "occurred_at": None})])
def test_a_footer_and_an_empty_row_are_passed_over(row: Raw) -> None:
    [found] = judged(row)
    assert (told(found), found.ignored, found.enters) == ([("X_NO_DATA", "", None)], True, False)


def test_the_same_step_said_twice_enters_once_however_it_is_spelled() -> None:
    rows = judged(
        raw(1), raw(2, status="print_ready_record"), raw(3, status="CARD_PRINTED"), raw(4, nik="x"), raw(5, nik="x")
    )
    assert [row.ignored for row in rows] == [False, True, False, False, False]
    assert told(rows[1]) == [("X_DUP_ROW_EXACT", "", None)]


# --- what is kept ----------------------------------------------------------------------------------------------


def test_a_word_comes_back_as_it_was_kept() -> None:
    for row in judged(raw(), raw(status="", occurred_at="")):
        assert Word.from_json(row.word.as_json()) == row.word


def test_two_layouts_of_one_content_are_the_same_list_and_another_word_makes_another() -> None:
    plain = judged(raw(1), raw(2, nik="x"))
    laid_out = judged(Raw(1, None), raw(7, status="PRINT_READY_RECORD", occurred_at="05/10/2026"), raw(9, nik="x"))
    assert content_of(plain) == content_of(laid_out)
    for other in (raw(1, occurred_at="2026-10-06"), raw(1, status="DUP"), raw(1, nik="6311075501109004")):
        assert content_of(judged(other, raw(2, nik="x"))) != content_of(plain)


def test_an_import_is_applied_once_and_taken_back_once() -> None:
    assert {state: MOVES[state] for state in ImportState} == {
        ImportState.CHECKED: ("apply", "discard"),
        ImportState.APPLIED: ("revert",),
        ImportState.DISCARDED: (),
        ImportState.REVERTED: (),
    }
