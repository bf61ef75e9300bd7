"""Files that are not lists, or are worse."""

import io
import resource
import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from app.core.errors import Invalid, Unavailable
from app.submissions import parsing, reader
from app.submissions.parsing import TooComplex, read_file

LISTS = Path(__file__).parents[2] / "data" / "lists"
HEADER = ["No", "Nama", "JK", "NISN", "Tempat Lahir", "Tanggal Lahir", "NIK", "Rombel Saat Ini"]


def refused(content: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        read_file(content, "daftar.xlsx")
    return caught.value.code


def workbook(rows: list[list[object]], *, at: tuple[int, int] = (0, 0)) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(at[0] + number, at[1], row)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bomb_zip.xlsx", "F_UNCOMPRESSED_TOO_LARGE"),
        ("bomb_xml_entities.xlsx", "F_XML_FORBIDDEN"),
    ],
)
def test_a_file_that_cannot_be_a_list_is_refused_within_seconds(name: str, code: str) -> None:
    started = time.monotonic()
    assert refused((LISTS / name).read_bytes()) == code
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "F_EMPTY"),
        (b"\r\n \0", "F_EMPTY"),
        (b"Nama;NISN;NIK\n", "F_EMPTY"),
        (b"%PDF-1.7", "F_UNSUPPORTED_FORMAT"),
        (b"\0\1\2\3" * 30, "F_UNSUPPORTED_FORMAT"),
        (b"<html>", "F_HEADER_NOT_FOUND"),
        (b"\xff" * 100, "F_HEADER_NOT_FOUND"),
        (b"Nama;NISN\nSITI;1\n", "F_HEADER_NOT_FOUND"),
    ],
)
def test_other_content_is_told_for_what_it_is_whatever_its_name(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_a_damaged_workbook_is_unreadable_and_not_our_fault() -> None:
    whole = (LISTS / "clean_1.xlsx").read_bytes()
    assert refused(whole[: len(whole) // 2]) == "F_UNREADABLE"
    assert refused(b"PK\x03\x04" + b"\0" * 200) == "F_UNREADABLE"


def test_two_cells_far_apart_do_not_take_the_server_down() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Nama")
        sheet.write(1_048_575, 16_383, "x")
    assert refused(file.getvalue()) == "submissions.too_many_columns"


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    file = io.BytesIO((LISTS / "clean_1.xlsx").read_bytes())
    with zipfile.ZipFile(file) as book:
        at = max(book.infolist(), key=lambda member: member.file_size)
    raw = bytearray(file.getvalue())
    entry = raw.rindex(at.filename.encode()) - 46
    raw[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    assert refused(bytes(raw)).startswith("F_")


def test_a_list_of_leavers_is_told_apart() -> None:
    assert refused(workbook([["Daftar Peserta Didik Keluar"], HEADER, [1, "A"]])) == "F_LEAVERS_LIST"


def test_a_sheet_without_the_titles_is_no_list() -> None:
    assert refused(workbook([["Nama", "Kelas"], ["A", "X"]])) == "F_HEADER_NOT_FOUND"


def test_too_many_columns_and_too_many_rows_are_refused_by_name() -> None:
    assert refused(workbook([HEADER + [f"k{n}" for n in range(200)], [1, "A"]])) == "submissions.too_many_columns"
    rows: list[list[object]] = [[n, "A"] for n in range(1, 50_002)]
    assert refused(workbook([HEADER, *rows])) == "submissions.too_many_rows"


def test_rows_and_cells_are_numbered_as_in_the_sheet_when_it_begins_elsewhere() -> None:
    raw = read_file(workbook([HEADER, [1, "SITI", "P"]], at=(4, 2)), "x.xlsx").rows[0]
    assert raw.row == 6
    assert raw.values is not None
    assert (raw.values["name"], raw.values["sex"]) == ("SITI", "P")
    assert raw.letters is not None
    assert raw.letters["name"] == "D"


def test_footers_and_repeated_titles_are_rows_but_no_pupils() -> None:
    book = workbook(
        [HEADER, [1, "SITI", "P"], HEADER, ["", "Jumlah : 1"], ["", "", "", "Paringin, 1 Mei"], [2, "BUDI", "L"]]
    )
    assert [raw.values is None for raw in read_file(book, "x.xlsx").rows] == [False, True, True, True, False]


def test_a_busy_machine_is_not_the_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "WALL_SECONDS", 0.001)
    with pytest.raises(Unavailable) as caught:
        read_file(b"No;Nama;NISN;NIK\n1;SITI;1234567890;\n", "daftar.csv")
    assert caught.value.retry_after


def test_a_reader_that_works_too_much_is_the_fault_of_the_file() -> None:
    with pytest.raises(TooComplex):
        parsing.read_with("tests.support.busy_reader", b"x", "daftar.csv")


def test_a_large_file_may_take_more_and_none_more_than_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, bounds: given.append((kind, bounds)))
    for size in (0, 5 << 20, 10 << 20, 20 << 20):
        reader.allow(size)
    of = {kind: [soft for which, (soft, _) in given if which == kind] for kind, _ in given}
    assert of[resource.RLIMIT_CPU] == [7, 8, 9, 9]
    assert [amount >> 20 for amount in of[resource.RLIMIT_DATA]] == [320, 480, 640, 640]
    assert all(soft <= hard for _, (soft, hard) in given)
