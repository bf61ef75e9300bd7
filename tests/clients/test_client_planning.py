"""Visits to come, from the command line against the server: days, requests, letters, the calendar."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.clock import frozen
from app.core.db import Database
from sweet17 import Sweet17, Sweet17Error
from tests.support.world import World, add_student

Told = Callable[..., Any]
NOW = datetime(2027, 1, 31, 1, tzinfo=UTC)  # a Sunday
SOON = NOW.date()


@pytest.fixture(autouse=True)
def _that_day() -> Iterator[None]:
    with frozen(NOW):
        yield


@pytest.fixture
def told(sweet17: Any) -> Told:
    """What a command answers a program; the officer's, unless told otherwise."""

    def ask(*words: str, by: str = "officer", code: int = 0) -> Any:
        result = sweet17(by, *words, "--json")
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)

    return ask


@pytest.fixture
def pupil(database: Database, world: World) -> str:
    """Somebody of Paringin who turns 17 on 22 February."""
    with database.write() as session:
        return str(add_student(session, world, "paringin", name="SITI AMINAH", birth=date(2010, 2, 22)))


@pytest.fixture
def visit(officer: Sweet17, world: World, pupil: str) -> str:
    start = NOW + timedelta(days=21)
    made = officer.visits.create(
        kind="recording",
        school_id=str(world.schools["paringin"]),
        team_id=str(world.teams["team1"]),
        kit_ids=[str(world.kits["kit1"])],
        starts_at=start.isoformat(),
        ends_at=(start + timedelta(hours=2)).isoformat(),
        override_reason="a test knows no holidays",
    )
    officer.visits.fill_roster(made["id"])
    officer.visits.propose(made["id"])
    return str(made["id"])


# --- when --------------------------------------------------------------------------------------------------------


def test_the_best_days_of_a_school_are_told_with_their_reasons(sweet17: Any, told: Told, pupil: str) -> None:
    items = told("office", "suggest", "99990001", "--limit", "2")["items"]
    assert [item["eligible"] for item in items] == [1, 1]
    shown = sweet17("officer", "office", "suggest", "99990001", "--limit", "1").stdout
    assert items[0]["reasons"][0]["message"][:20] in shown.replace("\n", " ")
    assert items[0]["starts_at"][:10] in shown
    nowhere = sweet17("officer", "office", "suggest", "12345678")
    assert nowhere.exit_code == 2


def test_whom_no_visit_reaches_in_time_is_named_with_a_school_and_a_remedy(
    sweet17: Any, told: Told, database: Database, world: World
) -> None:
    until = "2027-06-30"
    with database.write() as session:
        pupil = str(add_student(session, world, "paringin", name="SITI AMINAH", birth=date(2010, 1, 31)))
    [item] = told("office", "action-list", "--by", until)["items"]
    assert item["student_id"] == pupil
    shown = sweet17("officer", "office", "action-list", "--by", until).stdout
    assert "SITI AMINAH" in shown
    assert "SMA NEGERI PARINGIN" in shown
    assert sweet17("viewer", "office", "action-list").exit_code == 4


# --- what schools ask --------------------------------------------------------------------------------------------


def test_a_school_asks_for_a_visit_and_reads_why_nobody_comes(sweet17: Any, told: Told) -> None:
    days = ["--from", (SOON + timedelta(days=30)).isoformat(), "--to", (SOON + timedelta(days=40)).isoformat()]
    asked = sweet17("school-paringin", "school", "request-visit", *days, "--note", "before the exams")
    assert asked.exit_code == 0, asked.output
    [request] = told("office", "visit-requests")["items"]
    assert f"withdraw-visit {request['id']}" in asked.stdout
    shown = sweet17("officer", "office", "visit-requests").stdout
    assert "SMA NEGERI PARINGIN" in shown
    assert "before the exams" in shown
    declined = told("office", "decline-visit", request["id"], "--reason", "the team is away")
    assert declined["state"] == "declined"
    [answered] = told("school", "visit-requests", "--state", "declined", by="school-paringin")["items"]
    assert answered["reason"] == "the team is away"
    assert told("school", "visit-requests", by="school-halong")["items"] == []


def test_a_school_withdraws_what_it_asked_and_the_office_may_open_it_again(
    told: Told, officer: Sweet17, sweet17: Any
) -> None:
    days = ["--from", (SOON + timedelta(days=30)).isoformat(), "--to", (SOON + timedelta(days=40)).isoformat()]
    asked = told("school", "request-visit", *days, by="school-paringin")
    assert told("school", "withdraw-visit", asked["id"], by="school-paringin")["state"] == "withdrawn"
    assert told("school", "withdraw-visit", asked["id"], by="school-paringin", code=4)["error"]["status"] == 409
    assert sweet17("officer", "school", "request-visit", *days).exit_code == 2


# --- letters -----------------------------------------------------------------------------------------------------


def test_a_letter_is_issued_once_and_then_fetched_again(sweet17: Any, told: Told, visit: str, tmp_path: Path) -> None:
    first, again, third = (tmp_path / f"{name}.pdf" for name in ("first", "again", "third"))
    words = ("office", "letters", visit)
    assert told(*words, "--kind", "notice", "-o", str(first))["bytes"] == first.stat().st_size
    assert sweet17("officer", *words, "--kind", "notice", "-o", str(again)).exit_code == 0
    assert first.read_bytes() == again.read_bytes()
    assert first.stat().st_mode & 0o077 == 0
    assert len(told(*words)["items"]) == 1
    told(*words, "--kind", "notice", "-o", str(third), "--new")
    assert [one["kind"] for one in told(*words)["items"]] == ["notice", "notice"]
    assert "notice" in sweet17("officer", *words).stdout


def test_a_letter_never_takes_the_place_of_a_file_and_a_refusal_leaves_none(
    sweet17: Any, visit: str, tmp_path: Path
) -> None:
    file = tmp_path / "surat.pdf"
    file.write_text("mine")
    words = ("office", "letters", visit, "--kind", "notice", "-o", str(file))
    assert sweet17("officer", *words).exit_code == 2
    assert file.read_text() == "mine"
    assert sweet17("officer", *words, "--force").exit_code == 0
    assert file.read_bytes().startswith(b"%PDF")
    other = tmp_path / "lain.pdf"
    assert sweet17("officer", "office", "letters", visit, "--kind", "report", "-o", str(other)).exit_code == 4
    assert sweet17("officer", "office", "letters", visit, "--kind", "report").exit_code == 2
    assert sorted(one.name for one in tmp_path.glob("*.pdf")) == ["surat.pdf"]


# --- the calendar ------------------------------------------------------------------------------------------------


def calendar(tmp_path: Path, text: str, encoding: str = "utf-8") -> str:
    file = tmp_path / "kalender.csv"
    file.write_bytes(text.encode(encoding))
    return str(file)


def test_a_calendar_is_checked_entered_and_known_the_second_time(
    sweet17: Any, told: Told, officer: Sweet17, tmp_path: Path
) -> None:
    file = calendar(
        tmp_path,
        "Mulai;Selesai;Jenis;Nama;Sumber\r\n08/03/2027;20-03-2027;Ujian;Ujian \u2013 tengah;SMAN 1\r\n;;;;\r\n"
        "2027-03-25;;libur sekolah;Rapor;SMAN 1\r\n",
        "cp1252",
    )
    assert told("office", "calendar-import", file, "--dry-run") == {"added": 2, "known": 0}
    assert list(officer.calendars.days(kind="exam")) == []
    assert "2 days entered" in sweet17("officer", "office", "calendar-import", file).stdout
    [exam] = officer.calendars.days(kind="exam")
    assert (exam["date_from"], exam["date_to"]) == ("2027-03-08", "2027-03-20")
    assert exam["name"] == "Ujian \u2013 tengah"
    assert told("office", "calendar-import", file) == {"added": 0, "known": 2}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mulai;nama\n2027-01-01;x\n", "kind, source"),
        ("", "date_from"),
        ("date_from,kind,name,source\n", "not one day"),
        ("date_from,kind,name,source\n2027-01-05,exam,x,y\n31/02/2027,exam,x,y\n", 'Line 3: no date: "31/02/2027"'),
        ('date_from,kind,name,source\n"2027', "no date"),
    ],
)
def test_a_table_that_is_no_calendar_is_told_where(sweet17: Any, tmp_path: Path, text: str, said: str) -> None:
    result = sweet17("officer", "office", "calendar-import", calendar(tmp_path, text))
    assert result.exit_code == 2, result.output
    assert said in result.stderr.replace("\n", " ")


def test_what_the_server_refuses_is_told_by_the_line_of_the_file(sweet17: Any, tmp_path: Path) -> None:
    text = "date_from,date_to,kind,name,source\n2027-01-05,,exam,x,y\n\n2027-01-05,2027-01-06,pesta,x,y\n"
    result = sweet17("officer", "office", "calendar-import", calendar(tmp_path, text))
    assert result.exit_code == 4, result.output
    assert "line 4 kind" in result.stderr


# --- the same from Python ----------------------------------------------------------------------------------------


def test_a_further_visit_serves_whom_the_first_one_did_not(officer: Sweet17, visit: str, world: World) -> None:
    start = NOW + timedelta(days=35)
    times = (start.isoformat(), (start + timedelta(hours=2)).isoformat())
    with pytest.raises(Sweet17Error) as early:
        officer.visits.catch_up(visit, *times, override_reason="a test knows no holidays")
    assert early.value.status == 409
    assert [way["school_id"] for way in officer.planning.travel(school_id=str(world.schools["paringin"]))] == [
        str(world.schools["paringin"])
    ]
    [day] = officer.planning.ledgers()
    assert (day["visit_ids"], day["expected"], day["not_yet_seen"]) == ([visit], 1, 1)


def test_lesson_hours_proposed_days_and_feeds(officer: Sweet17, world: World) -> None:
    hours = {"lessons_start": "08:00", "lessons_end": "11:30"}
    made = officer.calendars.create_lesson_hours(
        date_from="2027-02-08", date_to="2027-03-09", name="Ramadan", source="Dinas", **hours
    )
    period = officer.calendars.change_lesson_hours(made["id"], made.etag or "", lessons_end="11:00")
    assert period["lessons_end"][:5] == "11:00"
    officer.calendars.delete_lesson_hours(made["id"])
    assert list(officer.calendars.lesson_hours()) == []
    proposed = officer.calendars.proposed_days(SOON.year + 2)
    assert {day["kind"] for day in proposed} <= {"national_holiday", "joint_leave"}
    feed = officer.calendars.create_feed("school", str(world.schools["paringin"]))
    token = feed["url"].rpartition("/")[2].removesuffix(".ics")
    assert officer.calendars.read_feed(token).startswith(b"BEGIN:VCALENDAR")
    assert [one["id"] for one in officer.calendars.feeds()] == [feed["id"]]
    officer.calendars.revoke_feed(feed["id"])
    with pytest.raises(Sweet17Error):
        officer.calendars.read_feed(token)


def test_a_slips_code_is_renewed_and_the_letterhead_changed(officer: Sweet17, pupil: str) -> None:
    first, second = (officer.letters.renew_slip_code(pupil)["code"] for _ in range(2))
    assert first != second
    head = officer.letters.letterhead("63.11")
    assert head["default"]
