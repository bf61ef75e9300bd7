"""Lists that a school sent, from the command line against the server; and one that comes out of Dapodik."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from sweet17 import Sweet17
from tests.support.dapodik import NPSN, TOKEN, FakeDapodik, pupil
from tests.support.world import World

Told = Callable[..., Any]
SCHOOL = "school-paringin"
BUDI = {"name": "BUDI SANTOSO", "sex": "L", "birth_date": "2010-01-05", "class_group": "XI IPA 1", "grade": 11}
SHORT = {**BUDI, "name": "WATI", "sex": "P", "nik": "631107"}
LIST = """\
Daftar Peserta Didik
SMA NEGERI HALONG
NO;NAMA;JK;NISN;TEMPAT LAHIR;TANGGAL LAHIR;NIK;ROMBEL SAAT INI
1;BUDI SANTOSO;L;;PARINGIN;2010-01-05;;XI IPA 1
2;WATI;P;;PARINGIN;2010-02-05;631107;XI IPA 1
3;TINI;P;;PARINGIN;2010-03-05;63110;XI IPA 1
4;;P;;PARINGIN;2010-04-05;;XI IPA 1
"""


@pytest.fixture
def told(sweet17: Any) -> Told:
    """What a school's command answers a program."""

    def ask(*words: str, code: int = 0) -> Any:
        result = sweet17(SCHOOL, "school", *words, "--json")
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)

    return ask


def listed(tmp_path: Path, *pupils: dict[str, Any]) -> str:
    file = tmp_path / "daftar.json"
    file.write_text(json.dumps(list(pupils)))
    return str(file)


# --- what is told of a list --------------------------------------------------------------------------------------


def test_a_list_is_answered_by_counts_notes_codes_with_cells_and_the_way_on(sweet17: Any, tmp_path: Path) -> None:
    file = tmp_path / "daftar.csv"
    file.write_text(LIST)
    result = sweet17(SCHOOL, "school", "submit", str(file))
    assert result.exit_code == 3, result.output
    assert "HALONG" in result.stderr, "the list names another school"
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["Rejected", "3"] in lines
    [short] = [line for line in lines if line[:1] == ["E_NIK_LENGTH"]]
    assert short[1:3] == ["2", "G5"]
    assert [line[1:3] for line in lines if line[:1] == ["E_NAME_EMPTY"]] == [["1", "B7"]]
    assert "school corrections " in result.stdout
    assert "school revert " in result.stdout


def test_a_good_list_speaks_of_no_corrections(sweet17: Any, tmp_path: Path) -> None:
    result = sweet17(SCHOOL, "school", "submit", listed(tmp_path, BUDI))
    assert result.exit_code == 0, result.output
    assert "corrections" not in result.stdout


def test_lists_and_their_rows_are_found_again_by_problem(sweet17: Any, told: Told, tmp_path: Path) -> None:
    checked = told("submit", listed(tmp_path, BUDI, SHORT, {**BUDI, "name": ""}), "--dry-run", code=3)["submission"]
    [item] = told("submissions", "--state", "checked")["items"]
    assert item["id"] == checked["id"]
    assert told("submissions", "--state", "applied")["items"] == []
    assert [row["name"] for row in told("rows", item["id"], "--code", "E_NIK_LENGTH")["items"]] == ["WATI"]
    assert len(told("rows", item["id"], "--outcome", "rejected")["items"]) == 2
    assert len(told("rows", item["id"])["items"]) == 3
    shown = sweet17(SCHOOL, "school", "rows", item["id"], "--code", "E_NIK_LENGTH").stdout
    assert "WATI" in shown
    assert "BUDI" not in shown
    assert "checked" in sweet17(SCHOOL, "school", "submissions").stdout


# --- mending, applying, taking back ------------------------------------------------------------------------------


def test_the_corrections_file_is_mended_and_sent_back(told: Told, sweet17: Any, tmp_path: Path) -> None:
    sent = told("submit", listed(tmp_path, BUDI, SHORT), code=3)["submission"]
    out = tmp_path / "perbaikan.xlsx"
    assert told("corrections", sent["id"], "-o", str(out))["bytes"] == out.stat().st_size
    assert out.stat().st_mode & 0o077 == 0
    assert sweet17(SCHOOL, "school", "corrections", sent["id"], "-o", str(out)).exit_code == 2
    assert sweet17(SCHOOL, "school", "corrections", sent["id"], "-o", str(out), "--force").exit_code == 0
    book = load_workbook(out)
    [cell] = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "631107"]
    cell.value = "6311074502100001"
    book.save(out)
    mended = told("submit", str(out))["submission"]
    assert (mended["total"], mended["created"], mended["rejected"]) == (1, 1, 0)


def test_a_checked_list_is_applied_with_the_number_that_it_told_and_taken_back(
    told: Told, sweet17: Any, tmp_path: Path
) -> None:
    told("submit", listed(tmp_path, BUDI, {**BUDI, "name": "ANI", "birth_date": "2010-05-01"}))
    shown = sweet17(SCHOOL, "school", "submit", listed(tmp_path, BUDI), "--mode", "full", "--dry-run").stdout
    [checked] = told("submissions", "--state", "checked")["items"]
    assert f"school apply {checked['id']} --confirm-missing 1" in shown
    assert told("apply", checked["id"], "--confirm-missing", "1")["submission"]["state"] == "applied"
    reverted = told("revert", checked["id"], "--reason", "last year's list")
    assert (reverted["state"], reverted["kept"]) == ("reverted", [])
    assert told("revert", checked["id"], "--reason", "again", code=4)["error"]["status"] == 409


def test_a_checked_list_is_discarded(sweet17: Any, told: Told, tmp_path: Path) -> None:
    id = told("submit", listed(tmp_path, BUDI), "--dry-run")["submission"]["id"]
    assert f"Discarded ({id})." in sweet17(SCHOOL, "school", "discard", id).stdout
    assert told("discard", id, code=4)["error"]["status"] == 409


def test_a_corrections_file_that_does_not_come_leaves_nothing(told: Told, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*.xlsx"))
    out = str(tmp_path / "x.xlsx")
    assert told("corrections", "0199a000-0000-7000-8000-0000000000a1", "-o", out, code=4)["error"]["status"] == 404
    assert sorted(tmp_path.rglob("*.xlsx*")) == before


def test_what_others_built_upon_stays_and_is_named(
    sweet17: Any, told: Told, officer: Sweet17, world: World, tmp_path: Path
) -> None:
    told("submit", listed(tmp_path, BUDI))
    sent = told("submit", listed(tmp_path, {**BUDI, "birth_place": "PARINGIN"}))["submission"]
    assert sent["updated"] == 1
    [budi] = officer.students.list(school_id=str(world.schools["paringin"]))
    student = officer.students.get(budi["id"])
    officer.students.change(budi["id"], student.etag or "", birth_place="HALONG")
    result = sweet17(SCHOOL, "school", "revert", sent["id"], "--reason", "wrong list")
    assert result.exit_code == 3, result.output
    assert budi["id"] in result.stdout
    assert "changed since" in result.stdout


# --- out of Dapodik ----------------------------------------------------------------------------------------------


def test_pupils_go_from_dapodik_to_the_registry_and_a_second_time_change_nothing(
    told: Told, fake: FakeDapodik, dapodik_url: str, officer: Sweet17, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SWEET17_DAPODIK_TOKEN", TOKEN)
    fake.npsn = "99990001"
    fake.pupils = [pupil(n, nik=None, tanggal_lahir=f"2010-01-{n:02}") for n in range(1, 4)]
    words = ("submit", "--from-dapodik", dapodik_url, "--npsn", "99990001", "--mode", "full")
    assert told(*words, "--dry-run")["submission"]["created"] == 3
    sent = told(*words)["submission"]
    assert (sent["state"], sent["created"], sent["rejected"]) == ("applied", 3, 0)
    assert told(*words)["submission"]["id"] == sent["id"]
    found = list(officer.students.list(school_id=str(world.schools["paringin"])))
    assert sorted(one["name"] for one in found) == ["SISWA 1", "SISWA 2", "SISWA 3"]
    assert {one["class_group"] for one in found} == {"XI IPA 1"}


def test_an_account_of_another_school_is_stopped_before_dapodik_is_asked(
    sweet17: Any, fake: FakeDapodik, dapodik_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SWEET17_DAPODIK_TOKEN", TOKEN)
    result = sweet17("school-halong", "school", "submit", "--from-dapodik", dapodik_url, "--npsn", NPSN)
    assert result.exit_code == 2
    assert "99990002" in result.stderr
    assert fake.asked == []
