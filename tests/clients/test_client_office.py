"""The office's commands against the server: who is who, what the registry says, what persons ask."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app.core.db import Database
from app.core.ids import new_id
from app.students.service import NewStudent, create_many
from app.submissions import service as submissions
from app.submissions.parsing import read_students
from tests.support.world import World, add_student

NIK = "6311075503089126"
STRANGER = "6311074101090008"
_RECORDED = ("SUDAH REKAM", "02-11-2026")
Told = Callable[..., Any]


@pytest.fixture
def told(sweet17: Any) -> Told:
    """What the officer's command answers a program: ``told("merges")``."""

    def ask(*words: str, by: str = "officer", code: int = 0) -> Any:
        result = sweet17(by, *words, "--json")
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)

    return ask


@pytest.fixture
def pairs(database: Database, world: World) -> None:
    """Two pairs of rows that are probably one person each."""
    with database.write() as session:
        pupils = [
            NewStudent(name, birth_date=birth, sex="P", birth_place="Halong")
            for birth in (date(2010, 2, 3), date(2009, 5, 6))
            for name in (f"NUR LATIFAH {birth.year}", f"NOR LATIFAH {birth.year}")
        ]
        create_many(
            session, world.actors["officer"], "63.11", world.schools["halong"], pupils, on=date(2026, 7, 13)
        )  # fmt: skip


# --- one pair after another ------------------------------------------------------------------------------------


def test_pairs_are_decided_one_by_one_with_the_reasons_beside_them(sweet17: Any, told: Told, pairs: None) -> None:
    result = sweet17("officer", "office", "duplicates", "--review", input="1\nsame family card\n0\ntwins\n")
    assert result.exit_code == 0, result.output
    assert "birth date" in result.stdout
    assert "SMA NEGERI HALONG" in result.stdout
    assert "≠" in result.stdout
    assert "Merged 1, two people 1, skipped 0, refused by the server 0." in result.stdout
    [merge] = told("office", "merges")["items"]
    assert merge["reason"] == "same family card"
    assert merge["id"] in result.stdout
    assert told("office", "duplicates")["items"] == []


def test_nothing_is_decided_without_a_key_and_a_reason(sweet17: Any, told: Told, pairs: None) -> None:
    result = sweet17("officer", "office", "duplicates", "--review", input="x\n1\n\n\nq\n")
    assert result.exit_code == 0, result.output
    assert "Choose 1, 2" in result.stderr
    assert "Merged 0, two people 0, skipped 1, refused by the server 0." in result.stdout
    assert len(told("office", "duplicates")["items"]) == 2


def test_a_walk_whose_keyboard_is_gone_ends_in_good_order(sweet17: Any, told: Told, pairs: None) -> None:
    for keys in ("", "1", "1\nsame"):
        assert sweet17("officer", "office", "duplicates", "--review", input=keys).exit_code == 0
    assert len(told("office", "duplicates")["items"]) == 1


def test_a_refused_decision_leaves_the_pair_and_goes_on(sweet17: Any, told: Told, pairs: None) -> None:
    result = sweet17("officer", "office", "duplicates", "--review", "--json", input="0\nx\n2\nthe same card\n")
    assert result.exit_code == 3, result.output
    tally = json.loads(result.stdout)
    assert [len(tally[key]) for key in ("merged", "dismissed", "skipped", "refused")] == [1, 0, 0, 1]
    assert [one["id"] for one in told("office", "duplicates")["items"]] == tally["refused"]


def test_a_walk_over_nothing_says_so(sweet17: Any) -> None:
    assert "Nothing there" in sweet17("officer", "office", "duplicates", "--review", input="").stdout


# --- merges ----------------------------------------------------------------------------------------------------


def test_two_rows_that_nobody_proposed_are_merged_listed_and_parted(
    told: Told, database: Database, world: World
) -> None:
    with database.write() as session:
        pupils = [NewStudent(name, birth_date=date(2010, 2, 3)) for name in ("ANI", "ANIK SURYANI")]
        school, officer = world.schools["halong"], world.actors["officer"]
        made = create_many(session, officer, "63.11", school, pupils, on=date(2026, 7, 13))
        gone, stays = map(str, made)
    merge = told("office", "merge-pair", gone, stays, "--reason", "the family card says so")
    [listed] = told("office", "merges", "--standing")["items"]
    assert (listed["id"], listed["survivor_id"]) == (merge["id"], stays)
    told("office", "undo-merge", merge["id"], "--reason", "cousins")
    assert told("office", "merges", "--standing")["items"] == []
    assert told("office", "merges", "--undone")["items"][0]["undo_reason"] == "cousins"


# --- what the registry says ------------------------------------------------------------------------------------


@pytest.fixture
def siti(database: Database, world: World) -> str:
    """A pupil of Paringin with a NIK."""
    with database.write() as session:
        claim = {"name": "SITI AMINAH", "nik": NIK, "birth_date": "2008-03-15", "sex": "P", "class_group": "X IPA 1"}
        actor = world.actors["school-paringin"]
        submissions.submit(session, actor, world.schools["paringin"], read_students([{**claim, "grade": 10}]))
    return NIK


@pytest.fixture
def centre(tmp_path: Path) -> str:
    """A list of the registry: the pupil, and somebody whom no school names."""
    book = Workbook()
    for row in (("NIK", "STATUS", "TANGGAL"), (NIK, "PRINT_READY_RECORD", "02-11-2026"), (STRANGER, *_RECORDED)):
        book.active.append(row)
    book.save(tmp_path / "pusat.xlsx")
    return str(tmp_path / "pusat.xlsx")


def test_a_list_of_the_registry_is_checked_applied_and_taken_back(
    sweet17: Any, told: Told, siti: str, centre: str
) -> None:
    shown = sweet17("officer", "office", "import", centre, "--dry-run")
    assert shown.exit_code == 3, shown.output
    assert "Nobody on your region's lists has this NIK" in shown.stdout.replace("\n", " ")
    [checked] = told("office", "imports", "--state", "checked")["items"]
    assert f"import-apply {checked['id']}" in shown.stdout
    applied = told("office", "import-apply", checked["id"], code=3)
    assert (applied["import"]["state"], applied["import"]["created"]) == ("applied", 1)
    assert [row["row"] for row in applied["problems"]] == [3]
    [row] = told("office", "import-rows", checked["id"], "--code", "R_UNKNOWN_NIK")["items"]
    assert row["nik_masked"].startswith("6311")
    assert STRANGER not in json.dumps(row)
    [pupil] = told("school", "cards", "--within", "366", by="school-paringin")["items"] or [{"card_state": "ready"}]
    assert pupil["card_state"] == "ready"
    assert told("office", "import-revert", checked["id"], "--reason", "wrong file")["state"] == "reverted"
    assert told("office", "import-revert", checked["id"], "--reason", "again", code=4)["error"]["status"] == 409


def test_a_checked_list_may_be_discarded_and_rows_may_come_as_json(
    sweet17: Any, told: Told, siti: str, tmp_path: Path
) -> None:
    file = tmp_path / "pusat.json"
    file.write_text(json.dumps([{"nik": NIK, "status": "SUDAH REKAM", "occurred_at": "2026-11-02"}]))
    checked = told("office", "import", str(file), "--dry-run")
    assert told("office", "import-discard", checked["import"]["id"])["state"] == "discarded"
    assert told("office", "import", str(file))["import"]["created"] == 1
    again = told("office", "import", str(file))
    assert (again["import"]["created"], again["known"]) == (1, True)
    assert "was applied before" in sweet17("officer", "office", "import", str(file), "--dry-run").stdout


def test_the_three_lists_of_a_school_are_compared_by_its_npsn(
    sweet17: Any, told: Told, siti: str, world: World
) -> None:
    compared = told("office", "reconcile", "99990001")
    assert compared["school_id"] == str(world.schools["paringin"])
    assert [item["verdict"] for item in compared["items"]] == ["listed_not_recorded"]
    assert compared["counts"]["listed"] == 1
    assert told("school", "reconcile", by="school-paringin")["items"] == compared["items"]
    shown = sweet17("officer", "office", "reconcile", "99990001").stdout
    assert "listed, not recorded" in shown
    assert told("office", "reconcile", "99990001", "--verdict", "agrees")["items"] == []
    assert sweet17("officer", "office", "reconcile", "12345678").exit_code == 2
    assert sweet17("officer", "office", "reconcile").exit_code == 2


# --- what persons ask ------------------------------------------------------------------------------------------


def test_a_request_about_data_is_noted_read_and_decided(
    sweet17: Any, told: Told, database: Database, world: World
) -> None:
    with database.write() as session:
        pupil = str(add_student(session, world, "halong", name="ANI"))
    asked = told("office", "ask", pupil, "access", "--body", "all of it", "--by", "IBU ANI", "--relation", "parent")
    assert "IBU ANI" in sweet17("officer", "office", "requests").stdout
    shown = sweet17("officer", "office", "request", asked["id"]).stdout
    assert "all of it" in shown
    assert "parent" in shown
    assert told("office", "requests", "--overdue")["items"] == []
    assert told("office", "decide", asked["id"], "granted", code=4)["error"]["status"] == 403
    assert told("office", "decide", asked["id"], "granted", by="admin")["state"] == "granted"
    assert told("office", "requests")["items"] == []
    assert len(told("office", "requests", "--state", "all")["items"]) == 1


def test_an_erasure_is_asked_for_twice(sweet17: Any, told: Told, database: Database, world: World) -> None:
    with database.write() as session:
        pupil = str(add_student(session, world, "halong", name="ANI"))
    asked = told("office", "ask", pupil, "erase")
    for answer in ("", "no\n", "y\n"):
        result = sweet17("admin", "office", "decide", asked["id"], "granted", input=answer)
        assert result.exit_code == 2, result.output
    assert len(told("office", "requests")["items"]) == 1
    assert sweet17("admin", "office", "decide", asked["id"], "granted", input="yes\n").exit_code == 0


def test_consent_is_noted_and_a_pupil_restricted(sweet17: Any, told: Told, database: Database, world: World) -> None:
    with database.write() as session:
        pupil = str(add_student(session, world, "halong", name="ANI"))
    assert "Nothing there" in sweet17("officer", "office", "consents", pupil).stdout
    words = ("--by", "IBU ANI", "--on", "2026-08-01", "--relation", "parent", "--document", "surat 7")
    assert told("office", "consent", pupil, "given", *words)["state"] == "given"
    shown = sweet17("school-halong", "office", "consents", pupil).stdout
    assert "IBU ANI" in shown
    assert "parent" in shown
    assert told("office", "restrict", pupil, "--reason", "the family asks")["restricted"] is True
    assert told("office", "restrict", pupil, "--reason", "settled", "--lift")["restricted"] is False


# --- where it goes wrong ---------------------------------------------------------------------------------------

NOBODY = str(new_id())
SINGLE = [
    ("confirm", NOBODY),
    ("reject", NOBODY, "--reason", "not ours"),
    ("undo-transfer", NOBODY, "--reason", "wrong"),
    ("merge", NOBODY),
    ("dismiss", NOBODY, "--reason", "twins"),
    ("merge-pair", NOBODY, str(new_id()), "--reason", "one person"),
    ("undo-merge", NOBODY, "--reason", "twins"),
    ("resolve", NOBODY, "--note", "asked"),
    ("import-rows", NOBODY),
    ("import-apply", NOBODY),
    ("import-discard", NOBODY),
    ("import-revert", NOBODY, "--reason", "wrong"),
    ("reconcile", NOBODY),
    ("request", NOBODY),
    ("ask", NOBODY, "access"),
    ("decide", NOBODY, "refused", "--note", "a duty to keep"),
    ("consents", NOBODY),
    ("consent", NOBODY, "given", "--by", "X", "--on", "2026-08-01"),
    ("restrict", NOBODY, "--reason", "asked"),
]
LISTS = [("transfers",), ("duplicates",), ("merges",), ("imports",), ("issues",), ("requests",)]


@pytest.mark.parametrize("words", SINGLE, ids=[words[0] for words in SINGLE])
def test_an_unknown_id_ends_with_4_and_words(sweet17: Any, words: tuple[str, ...]) -> None:
    result = sweet17("admin", "office", *words, "--json")
    assert result.exit_code == 4, result.output
    assert json.loads(result.stdout)["error"]["status"] in (404, 422)
    garbled = sweet17("admin", "office", *[word.replace(NOBODY, "../x") for word in words])
    assert garbled.exit_code == 4, garbled.output
    assert len(garbled.stderr) > 20


@pytest.mark.parametrize("words", LISTS, ids=[words[0] for words in LISTS])
def test_an_empty_list_ends_with_0_and_another_role_with_4(sweet17: Any, words: tuple[str, ...]) -> None:
    empty = sweet17("neighbour", "office", *words)
    assert (empty.exit_code, empty.stdout.strip()) == (0, "Nothing there.")
    refused = sweet17("viewer", "office", *words)
    assert refused.exit_code == 4
    assert "[forbidden]" in refused.stderr
