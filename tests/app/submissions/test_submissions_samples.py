"""Every row of the sample lists: its verdict and what is kept of it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.core.types import name_key
from app.submissions.parsing import Listed, read_file
from app.submissions.rules import Judged, Places, judge

LISTS = Path(__file__).parents[2] / "data" / "lists"
PLACES = Places("63.11", {}, {}, frozenset())
FILES = {
    "clean_1": "xlsx",
    "clean_2": "xlsx",
    "dirty_1_nik": "xlsx",
    "dirty_2_dates": "xlsx",
    "dirty_3_layout": "xlsx",
    "dirty_4_names_dups": "xlsx",
    "emis": "xlsx",
    "semicolon": "csv",
    "spreadsheet_xml": "xls",
    "web_service": "json",
    "xls_renamed": "xlsx",
}
SHEETS = [name for name in FILES if name not in ("web_service", "semicolon")]


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((LISTS / f"{name}.expected.json").read_text("utf-8"))
    return found


def listed(name: str) -> Listed:
    file_name = f"{name}.{FILES[name]}"
    return read_file((LISTS / file_name).read_bytes(), file_name)


def verdict(row: Judged) -> str:
    if row.ignored:
        return "ignored"
    if row.rejected:
        return "rejected"
    return "warning" if any(problem.is_warning for problem in row.problems) else "accepted"


@pytest.mark.parametrize("name", FILES)
def test_each_row_of_a_sample_gets_its_verdict_and_keeps_its_values(name: str) -> None:
    wanted = expected(name)
    found = listed(name)
    assert [note.code for note in found.notes] == wanted["file_codes"]
    rows = judge(found.rows, PLACES, date.fromisoformat(wanted["reference_date"]))
    assert [row.row for row in rows] == [row["row"] for row in sorted(wanted["rows"], key=lambda row: row["row"])]
    by_row = {row["row"]: row for row in wanted["rows"]}
    for row in rows:
        _compare(row, by_row[row.row])


def _compare(row: Judged, wanted: dict[str, Any]) -> None:
    codes = {problem.code for problem in row.problems}
    assert verdict(row) == wanted["outcome"], (row.row, codes, wanted)
    errors = {code for code in wanted["codes"] if code.startswith("E_")}
    if errors:
        assert codes & set(wanted.get("codes_any_of", errors)), (row.row, codes)
    else:
        assert {code for code in codes if code[0] in "WX"} == {code for code in wanted["codes"] if code[0] in "WX"}
    if wanted["outcome"] in ("accepted", "warning"):
        _compare_values(row, wanted["expect"])


def _compare_values(row: Judged, wanted: dict[str, Any]) -> None:
    person = row.person
    assert name_key(person.name or "") == name_key(wanted["nama"])
    assert (person.nik, person.nisn, person.sex) == (wanted["nik"], wanted["nisn"], wanted["jk"])
    assert str(person.birth_date) == wanted["tanggal_lahir"]
    assert person.birth_place == wanted["tempat_lahir"]
    assert (person.class_group, person.grade) == (wanted["rombel"], wanted["tingkat"])


@pytest.mark.parametrize("name", SHEETS)
def test_a_fault_names_the_cell_where_it_stands(name: str) -> None:
    columns = expected(name)["format"]["columns"]
    at = {chr(64 + columns["NIK"]), chr(64 + columns.get("Nama", columns.get("Nama Lengkap")))}
    for row in judge(listed(name).rows, PLACES, date(2026, 11, 24)):
        for problem in row.problems:
            if problem.field in ("nik", "name"):
                assert problem.cell is not None
                assert problem.cell[0] in at
                assert problem.cell[1:] == str(row.row)


def test_every_number_in_the_samples_belongs_to_nobody() -> None:
    for name in FILES:
        for row in judge(listed(name).rows, PLACES, date(2026, 11, 24)):
            assert row.person.nik is None or 9001 <= int(row.person.nik[-4:]) <= 9989


def test_only_what_the_registry_needs_leaves_the_reader() -> None:
    kept = {"name", "sex", "nisn", "birth_place", "birth_date", "nik", "class_group", "village", "district"}
    for raw in listed("clean_1").rows:
        assert set(raw.values or {}) == kept
