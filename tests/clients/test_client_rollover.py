"""A school's step into a school year, and the transfers that are its own to decide, from the command line."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.core.db import Database
from app.students.service import NewStudent, create_many
from app.submissions import service as submissions
from app.submissions.parsing import read_students
from tests.support.world import World

SCHOOL = "school-halong"
Told = Callable[..., Any]


@pytest.fixture
def told(sweet17: Any) -> Told:
    def ask(*words: str, by: str = SCHOOL, code: int = 0) -> Any:
        result = sweet17(by, "school", *words, "--json")
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)

    return ask


@pytest.fixture
def pupils(database: Database, world: World) -> dict[str, str]:
    """By name: one in each grade, and one whose class says nothing of a grade."""
    new = [
        NewStudent("ANI", birth_date=date(2010, 2, 3), class_group="X IPA 1", grade=10),
        NewStudent("BUDI", birth_date=date(2009, 2, 3), class_group="XI IPA 1", grade=11),
        NewStudent("CITRA", birth_date=date(2008, 2, 3), class_group="XII IPA 1", grade=12),
        NewStudent("DEWI", birth_date=date(2009, 7, 3), class_group="KELAS KHUSUS"),
    ]
    with database.write() as session:
        ids = create_many(
            session, world.actors["officer"], "63.11", world.schools["halong"], new, on=date(2025, 7, 14)
        )  # fmt: skip
    return {one.name: str(id) for one, id in zip(new, ids, strict=True)}


def test_a_step_is_checked_looked_at_changed_applied_and_taken_back(
    sweet17: Any, told: Told, pupils: dict[str, str]
) -> None:
    shown = sweet17(SCHOOL, "school", "rollover", "check", "2026/2027", "--stays", pupils["BUDI"])
    assert shown.exit_code == 0, shown.output
    assert "Move up 1, graduate 1, stay 1, undecided 1." in shown.stdout
    assert "DEWI" in shown.stdout
    [step] = told("rollover", "list")["items"]
    assert f"rollover apply {step['id']}" in shown.stdout
    named = told(
        *("rollover", "change", step["id"], "--stays", pupils["BUDI"]),
        *("--moves-up", f"{pupils['DEWI']}=XII KHUSUS", "--class", "X IPA 1=XI MIPA 1"),
    )
    assert named["rollover"]["counts"] == {"moves_up": 2, "graduates": 1, "stays": 1, "undecided": 0}
    _, ani = told("rollover", "show", step["id"], "--pupils", "moves_up")["items"]
    assert (ani["name"], ani["class_after"]) == ("ANI", "XI MIPA 1")
    assert "XI MIPA 1" in sweet17(SCHOOL, "school", "rollover", "show", step["id"]).stdout
    assert told("rollover", "apply", step["id"])["rollover"]["state"] == "applied"
    assert told("rollover", "apply", step["id"], code=4)["error"]["status"] == 409
    shown = sweet17(SCHOOL, "school", "rollover", "list").stdout
    assert "applied" in shown
    assert told("rollover", "revert", step["id"], "--reason", "wrong year")["kept"] == []


def test_who_keeps_a_step_that_is_taken_back_is_named_and_ends_with_3(
    sweet17: Any, told: Told, pupils: dict[str, str], officer: Any
) -> None:
    step = told("rollover", "check", "2026/2027", "--begins-on", "2026-07-13")["rollover"]
    told("rollover", "apply", step["id"])
    budi = officer.students.get(pupils["BUDI"])
    officer.students.change(pupils["BUDI"], budi.etag, class_group="XII IPS 9")
    shown = sweet17(SCHOOL, "school", "rollover", "revert", step["id"], "--reason", "wrong year")
    assert shown.exit_code == 3, shown.output
    assert pupils["BUDI"] in shown.stdout
    assert "changed since" in shown.stdout


def test_a_checked_step_may_be_discarded(told: Told, pupils: dict[str, str]) -> None:
    step = told("rollover", "check", "2026/2027")
    assert {one["name"] for one in step["undecided"]} == {"DEWI"}
    assert told("rollover", "discard", step["rollover"]["id"])["state"] == "discarded"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", "next year"], 4),
        (["check", "2026/2027", "--stays", "nobody"], 4),
        (["check", "2026/2027", "--class", "X IPA 1"], 2),
        (["check", "2026/2027", "--begins-on", "13-07-2026"], 2),
        (["show", "0199a000-0000-7000-8000-000000000001"], 4),
        (["apply", "0199a000-0000-7000-8000-000000000001"], 4),
        (["change", "0199a000-0000-7000-8000-000000000001"], 2),
        (["list", "--school", "0199a000-0000-7000-8000-000000000001"], 4),
        (["revert", "0199a000-0000-7000-8000-000000000001"], 2),
    ],
)
def test_what_cannot_be_ends_with_a_code_and_words(sweet17: Any, words: list[str], code: int) -> None:
    result = sweet17(SCHOOL, "school", "rollover", *words)
    assert result.exit_code == code, result.output
    assert result.stderr


def test_who_has_no_school_must_name_one(sweet17: Any) -> None:
    for words in (["check", "2026/2027"], ["list"]):
        assert sweet17("officer", "school", "rollover", *words).exit_code == 2
    assert sweet17("viewer", "school", "rollover", "show", "0199a000-0000-7000-8000-000000000001").exit_code == 4


def test_the_school_that_holds_a_pupil_lets_them_go(told: Told, database: Database, world: World) -> None:
    nik = "6311075503089126"
    with database.write() as session:
        create_many(
            *(session, world.actors["officer"], "63.11", world.schools["halong"]),
            [NewStudent("SITI", nik=nik, birth_date=date(2008, 3, 15))],
            on=date(2025, 7, 14),
        )
        claim = read_students([{"name": "SITI", "nik": nik, "birth_date": "2008-03-15"}])
        submissions.submit(session, world.actors["school-paringin"], world.schools["paringin"], claim)
    [asked] = told("transfers", "--direction", "outgoing")["items"]
    assert told("transfers", "--direction", "incoming")["items"] == []
    assert told("confirm", asked["id"], by="school-paringin", code=4)["error"]["status"] == 403
    assert told("confirm", asked["id"])["state"] == "confirmed"
    assert told("transfers", "--state", "all")["items"][0]["state"] == "confirmed"
