"""Clocks and steps of complaints in a database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import holidays
import pytest
from sqlmodel import Session, col, select

from app.complaints import merging, queries, rules, service
from app.complaints.figures import tallies, tally
from app.complaints.models import Category, Complaint, ComplaintClass, ComplaintState, ReporterVerdict
from app.complaints.rules import GroupBy
from app.complaints.service import Report
from app.core.access import Actor, stranger
from app.core.clock import frozen
from app.core.db import Database, keys_of
from app.core.errors import StateConflict
from app.core.numbers import percent
from app.journal.models import JournalLine
from app.regions.models import CalendarDay, DayKind
from tests.support.world import World

WITA = ZoneInfo("Asia/Makassar")
SECRET_WORDS = "Pak Fulan di loket dua"


def a_report(**facts: Any) -> Report:
    given: dict[str, Any] = {
        "category": Category.DELAY,
        "subject": "KTP belum jadi",
        "body": SECRET_WORDS,
        "name": "SITI AMINAH",
        "contact": "0812000",
        "anonymous": False,
        "secret": False,
        "region_code": "63.11.07",
        "school_id": None,
    }
    return Report(**{**given, **facts})


def file(session: Session, actor: Actor | None = None, **facts: Any) -> Complaint:
    complaint, _ = service.file(session, actor or stranger(), a_report(**facts), id=None, content={})
    return complaint


def counted_apart(start: date, days: int) -> date:
    """The last of ``days`` working days after ``start``, by listing weekdays and asking the library itself."""
    off: set[date] = set()
    for category in ("public", "government"):
        off |= set(holidays.country_holidays("ID", years=range(start.year, start.year + 2), categories=(category,)))
    working = [
        day
        for day in (start + timedelta(days=n) for n in range(1, 400))
        if day.strftime("%a") not in ("Sat", "Sun") and day not in off
    ]
    return working[days - 1]


@pytest.mark.parametrize(
    "received",
    [
        datetime(2026, 3, 16, 10, tzinfo=WITA),  # before Nyepi, Lebaran and its joint leave
        datetime(2026, 3, 24, 10, tzinfo=WITA),  # within the joint leave
        datetime(2026, 5, 13, 16, tzinfo=WITA),  # before Ascension and its joint leave
        datetime(2026, 12, 23, 9, tzinfo=WITA),  # over the year's end
        datetime(2026, 6, 6, 9, tzinfo=WITA),  # on a Saturday
        datetime(2026, 11, 24, 23, 30, tzinfo=WITA),  # still the 24th in Balangan
        datetime(2026, 11, 24, 0, 30, tzinfo=WITA),  # already the 24th in Balangan, not in UTC
    ],
)
def test_deadlines_agree_with_an_independent_count(
    session: Session, actors: dict[str, Actor], received: datetime
) -> None:
    day = received.date()
    for complaint_class, days in (("information", 5), ("complaint", 14), ("investigation", 60)):
        with frozen(received):
            complaint = file(session)
        with frozen(received + timedelta(hours=40)):
            service.verify(session, actors["officer"], complaint.id, None, ComplaintClass(complaint_class))
        assert complaint.verify_by.astimezone(WITA).date() == counted_apart(day, 3)
        assert complaint.due_at is not None
        due = complaint.due_at.astimezone(WITA)
        assert (due.date(), due.hour, due.minute) == (counted_apart(day, days), 23, 59)


def test_a_long_closure_entered_by_the_region_moves_the_deadline_behind_it(
    session: Session, actors: dict[str, Actor]
) -> None:
    session.add(
        CalendarDay(
            date_from=date(2026, 7, 1),
            date_to=date(2026, 9, 30),
            kind=DayKind.JOINT_LEAVE,
            name="Penutupan",
            region_code="63.11",
            source="test",
        )
    )
    session.flush()
    with frozen(datetime(2026, 6, 30, 10, tzinfo=WITA)):
        here = file(session)
        there = file(session, region_code="63.08")
    assert here.verify_by.astimezone(WITA).date() == date(2026, 10, 5)
    assert there.verify_by.astimezone(WITA).date() == date(2026, 7, 3)


def test_the_year_of_a_ticket_is_that_of_the_place(session: Session) -> None:
    with frozen(datetime(2026, 12, 31, 16, 30, tzinfo=UTC)):  # half past midnight in Balangan
        here = file(session)
        west = file(session, region_code="61.01")
    assert (here.ticket, west.ticket) == ("ADU-6311-2027-000001", "ADU-6101-2026-000001")


def test_tickets_filed_at_once_have_different_numbers(database: Database) -> None:
    def one(_: int) -> str:
        with database.write() as session:
            return file(session).ticket

    with ThreadPoolExecutor(6) as pool:
        tickets = list(pool.map(one, range(18)))
    assert sorted(tickets) == [f"ADU-6311-{tickets[0][9:13]}-{n:06d}" for n in range(1, 19)]


def steps(session: Session, officer: Actor, complaint: Complaint) -> dict[str, Callable[[], Complaint]]:
    """Every step that there is, by what is tried."""
    assert officer.account_id is not None
    account_id, leader = officer.account_id, file(session)
    service.verify(session, officer, leader.id, None, ComplaintClass.COMPLAINT)
    at = (session, officer, complaint.id, None)
    held = (session, complaint.ticket, queries.access_code(keys_of(session), complaint.id))
    return {
        "verify": lambda: service.verify(*at, ComplaintClass.COMPLAINT),
        "assign": lambda: service.assign(*at, account_id),
        "respond": lambda: service.respond(*at, "x"),
        "resolve": lambda: service.resolve(*at, "x", None),
        "reject": lambda: service.reject(*at, "x"),
        "reopen": lambda: service.reopen(*at, "x"),
        "close": lambda: service.close(*at),
        "refer": lambda: service.refer(*at, "Disdik", "x"),
        "merge": lambda: merging.merge(*at, leader.id),
        "unmerge": lambda: merging.unmerge(*at),
        "reply": lambda: service.reply(*held, "x", id=None, request_id=""),
        "solved": lambda: service.judge(*held, ReporterVerdict.SOLVED, None, request_id=""),
        "not_solved": lambda: service.judge(*held, ReporterVerdict.NOT_SOLVED, None, request_id=""),
    }


def test_any_history_keeps_state_clocks_and_events_in_step(session: Session, actors: dict[str, Actor]) -> None:
    dice = Random(17)
    for _ in range(12):
        complaint, done = file(session), 0
        possible = steps(session, actors["officer"], complaint)
        for _ in range(25):
            version, state = complaint.version, complaint.state
            try:
                possible[dice.choice(list(possible))]()
            except StateConflict:
                assert (complaint.version, complaint.state) == (version, state)
                continue
            done += 1
            assert complaint.version == version + 1
            assert (complaint.handled_at is not None) == (complaint.state in rules.HANDLED)
            assert (complaint.working_days is not None) == (complaint.state in rules.HANDLED)
            if complaint.state not in (ComplaintState.RECEIVED, ComplaintState.REJECTED):
                assert complaint.due_at is not None
                assert complaint.complaint_class is not None
        events = queries.view(session, actors["admin"], complaint).events
        lines = session.exec(select(JournalLine).where(col(JournalLine.subject_id) == complaint.id)).all()
        assert len(events) == len(lines) == done + 1
        assert events[-1].state == complaint.state


def test_taken_up_again_a_complaint_has_its_period_anew_and_a_class(session: Session, actors: dict[str, Actor]) -> None:
    with frozen(datetime(2026, 8, 3, 10, tzinfo=WITA)):
        complaint = file(session)
        service.reject(session, actors["officer"], complaint.id, None, "bukan wewenang")
    reopened = datetime(2026, 10, 5, 10, tzinfo=WITA)
    with frozen(reopened):
        service.reopen(session, actors["officer"], complaint.id, None, "keliru ditolak")
    assert (complaint.complaint_class, complaint.reopened) == (ComplaintClass.COMPLAINT, 1)
    assert complaint.due_at is not None
    assert complaint.due_at.astimezone(WITA).date() == counted_apart(reopened.date(), 14)


def test_nothing_that_was_written_lies_open_in_the_tables(session: Session, actors: dict[str, Actor]) -> None:
    complaint = file(session, category=Category.STAFF)
    service.verify(session, actors["admin"], complaint.id, None, ComplaintClass.INVESTIGATION)
    service.refer(session, actors["admin"], complaint.id, None, "Inspektorat", SECRET_WORDS)
    session.flush()
    for table in ("complaints", "complaint_events", "journal"):
        rows = session.connection().exec_driver_sql(f"SELECT * FROM {table}").all()
        assert rows
        assert not any(word in str(rows) for word in (SECRET_WORDS, "SITI AMINAH", "0812000", "Inspektorat"))


def test_the_journal_names_neither_the_school_nor_the_account_behind_a_secret_report(
    session: Session, actors: dict[str, Actor]
) -> None:
    school = actors["school-paringin"]
    told = file(session, school)
    hidden = [file(session, school, secret=True), file(session, school, anonymous=True)]
    lines = {line.subject_id: line for line in session.exec(select(JournalLine)).all()}
    assert lines[told.id].actor_id == school.account_id
    assert [lines[complaint.id].actor_id for complaint in hidden] == [None, None]
    assert {line.school_id for line in lines.values()} == {None}
    assert (hidden[0].filed_by, hidden[1].filed_by) == (school.account_id, None)


def test_statistics_of_none_are_not_full_marks_and_count_by_the_year_of_receipt(
    session: Session, actors: dict[str, Actor]
) -> None:
    viewer = actors["viewer"]
    empty = tally(session, viewer, year=2026)
    assert (empty.received, percent(empty.handled, empty.received), rules.median(empty.days)) == (
        0,
        None,
        None,
    )
    with frozen(datetime(2026, 2, 2, 10, tzinfo=WITA)):
        quick, slow, stalled = (file(session, category=c) for c in (Category.STAFF, Category.DATA, Category.DATA))
        for complaint in (quick, slow, stalled):
            service.verify(session, actors["admin"], complaint.id, None, ComplaintClass.INFORMATION)
    with frozen(datetime(2026, 2, 4, 10, tzinfo=WITA)):
        service.resolve(session, actors["admin"], quick.id, None, "selesai", None)
        code = queries.access_code(keys_of(session), quick.id)
        service.judge(session, quick.ticket, code, ReporterVerdict.SOLVED, None, request_id="")
    with frozen(datetime(2027, 1, 11, 10, tzinfo=WITA)):
        service.resolve(session, actors["admin"], slow.id, None, "selesai", None)
    figures = tally(session, viewer, year=2026)
    assert (figures.received, figures.handled, figures.confirmed_solved, figures.on_time) == (3, 2, 1, 1)
    assert quick.working_days == 2
    assert figures.days[2] == 1
    assert tally(session, viewer, year=2027).received == 0
    assert tally(session, actors["neighbour"], year=2026).received == 0
    assert tally(session, actors["nation"], year=2026).received == 3


def test_grouped_figures_part_the_whole_and_name_no_school_behind_a_levy(
    session: Session, actors: dict[str, Actor], world: World
) -> None:
    paringin = world.schools["paringin"]
    # Half an hour into March in Balangan (WITA) and in Papua (WIT), still February in Jakarta (WIB).
    for region, at in (
        ("63.11.07", datetime(2026, 2, 28, 16, 30, tzinfo=UTC)),
        ("94.01", datetime(2026, 2, 28, 15, 30, tzinfo=UTC)),
        ("61.01", datetime(2026, 2, 28, 16, 30, tzinfo=UTC)),
        ("61.01", datetime(2025, 12, 31, 17, 30, tzinfo=UTC)),
    ):
        with frozen(at):
            file(session, region_code=region)
    with frozen(datetime(2026, 5, 4, 3, tzinfo=UTC)):
        levy = file(session, category=Category.ILLEGAL_LEVY, school_id=paringin)
        plain = file(session, category=Category.DATA, school_id=paringin)
        service.verify(session, actors["admin"], plain.id, None, ComplaintClass.INFORMATION)
        service.reject(session, actors["admin"], levy.id, None, "tidak benar")

    def parts(by: GroupBy, who: str = "nation") -> dict[str, int]:
        groups = tallies(session, actors[who], by, year=2026)
        whole = tally(session, actors[who], year=2026)
        for figure in ("received", "handled", "confirmed_solved", "on_time"):
            assert sum(getattr(g.tally, figure) for g in groups) == getattr(whole, figure)
        return {group.key: group.tally.received for group in groups}

    assert parts(GroupBy.MONTH) == {"2026-01": 1, "2026-02": 1, "2026-03": 2, "2026-05": 2}
    assert parts(GroupBy.CATEGORY) == {"delay": 4, "illegal_levy": 1, "data": 1}
    assert parts(GroupBy.CLASS) == {"information": 1, "none": 5}
    assert parts(GroupBy.SCHOOL) == {str(paringin): 1, "none": 5}
    assert parts(GroupBy.SCHOOL, "viewer") == {str(paringin): 1, "none": 2}
    assert parts(GroupBy.SCHOOL, "school-halong") == parts(GroupBy.CATEGORY, "team1") == {}
