"""Cards from the command line against the server: due, standing still, given out with a receipt, blank ones."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.clock import frozen
from app.core.db import Database
from sweet17 import Sweet17
from tests.support.letters import words
from tests.support.world import World, add_student

Told = Callable[..., Any]
NOW = datetime(2027, 2, 1, 1, tzinfo=UTC)
TODAY = "2027-02-01"


@pytest.fixture(autouse=True)
def _that_day() -> Any:
    with frozen(NOW):
        yield


@pytest.fixture
def told(sweet17: Any) -> Told:
    """What a command answers a program; the officer's, unless told otherwise."""

    def ask(*said: str, by: str = "officer", code: int = 0) -> Any:
        result = sweet17(by, *said, "--json")
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)

    return ask


@pytest.fixture
def pupils(database: Database, world: World, officer: Sweet17) -> list[str]:
    """Two of Paringin who are 17 and whose cards are ready."""
    with database.write() as session:
        found = [
            str(add_student(session, world, name=name, birth=date(2010, 2, 1))) for name in ("ANI LESTARI", "BUDI")
        ]
    at = (NOW - timedelta(days=40)).isoformat()
    for student in found:
        officer.cards.add_event(student, status="PRINT_READY_RECORD", occurred_at=at, reason="kabar pusat")
    return found


def receivers(tmp_path: Path, *rows: str) -> str:
    file = tmp_path / "penerima.csv"
    file.write_text("Siswa;Penerima;Hubungan\n" + "\n".join(rows), "utf-8")
    return str(file)


def test_who_is_due_and_what_stands_still_is_told(
    sweet17: Any, told: Told, officer: Sweet17, pupils: list[str]
) -> None:
    answer = told("office", "cards", "due", "--school", "99990001", "--within", "0")
    assert [item["name"] for item in answer["items"]] == ["ANI LESTARI", "BUDI"]
    assert answer["counts"]["ready"] == 2
    assert "ANI LESTARI" in sweet17("officer", "office", "cards", "due").stdout
    at = (NOW - timedelta(days=30)).isoformat()
    officer.cards.add_event(pupils[0], status="DUPLICATE_RECORD", occurred_at=at, reason="kabar pusat")
    [problem] = told("office", "cards", "problems", "--kind", "duplicate")["items"]
    assert (problem["student_id"], problem["card_status_raw"]) == (pupils[0], "DUPLICATE_RECORD")
    shown = sweet17("officer", "office", "cards", "problems").stdout
    assert "DUPLICATE_RECORD" in shown
    assert "duplicate" in shown


def test_cards_are_given_out_with_a_receipt_and_the_school_says_which_arrived(
    sweet17: Any, told: Told, officer: Sweet17, pupils: list[str], tmp_path: Path
) -> None:
    file = receivers(tmp_path, f"{pupils[0]};ANI LESTARI;sendiri", f"{pupils[1]};Siti Rohani;Orang tua")
    paper = tmp_path / "tanda-terima.pdf"
    how = ("--school", "99990001", "--place", "Aula", "--date", TODAY)
    given = sweet17("officer", "office", "cards", "handover", file, *how, "--receipt", str(paper))
    assert given.exit_code == 0, given.output
    assert paper.stat().st_mode & 0o077 == 0
    assert "Siti Rohani orang tua" in words(paper.read_bytes())
    [handover] = told("office", "cards", "handovers")["items"]
    again = tmp_path / "lagi.pdf"
    told("office", "cards", "receipt", handover["id"], "-o", str(again))
    assert again.read_bytes() == paper.read_bytes()
    told("school", "confirm-cards", handover["id"], "--missing", pupils[1], by="school-paringin")
    heard = {item["student_id"]: item["received"] for item in officer.cards.handover(handover["id"])["items"]}
    assert heard == {pupils[0]: True, pupils[1]: False}
    late = sweet17("officer", "office", "cards", "confirm", handover["id"])
    assert "Arrived: 1, not arrived: 0." in late.stdout
    assert "All cards" in sweet17("officer", "office", "cards", "confirm", handover["id"]).stdout
    strange = sweet17("officer", "office", "cards", "confirm", handover["id"], "--missing", pupils[0])
    assert strange.exit_code == 2


def test_a_faulty_line_refuses_all_and_is_named(sweet17: Any, pupils: list[str], tmp_path: Path) -> None:
    how = ("--school", "99990001", "--place", "Aula", "--date", TODAY)
    file = receivers(tmp_path, f"{pupils[0]};ANI;sendiri", f"{pupils[0]};ANI;sendiri")
    twice = sweet17("officer", "office", "cards", "handover", file, *how)
    assert twice.exit_code == 4
    assert "line 3 student_id" in twice.stderr
    other = tmp_path / "lain.csv"
    other.write_text("Nama;Kelas\nANI;XI\n")
    assert sweet17("officer", "office", "cards", "handover", str(other), *how).exit_code == 2
    assert sweet17("officer", "office", "cards", "handover", receivers(tmp_path), *how).exit_code == 2


def test_blank_cards_are_counted_and_the_forecast_told(sweet17: Any, told: Told) -> None:
    found = told("office", "cards", "stock", "--enter", "counted", "--quantity", "500", "--region", "63.11")
    assert (found["on_hand"], found["version"]) == (500, 1)
    told("office", "cards", "stock", "--enter", "spoiled", "--quantity", "20", "--note", "macet")
    shown = sweet17("officer", "office", "cards", "stock").stdout
    assert "480" in shown
    assert "The blanks last" in shown
    assert sweet17("officer", "office", "cards", "stock", "--enter", "used").exit_code == 2
    assert sweet17("school-paringin", "office", "cards", "stock").exit_code == 4
