"""Deadlines against a calendar that was written down here, day by day, from the decree itself."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session

from app.complaints import service, steps
from app.complaints.models import Category, Complaint, ComplaintClass
from app.complaints.service import Report
from app.core.access import Actor, stranger
from app.core.clock import frozen
from app.regions import queries as regions
from app.regions.rules import working_days_between

WITA = ZoneInfo("Asia/Makassar")

# The decree of three ministers 1497, 2 and 5 of 2025; Saturdays and Sundays stand in it too and change nothing.
PUBLIC_2026 = """
    01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 05-14 05-27 05-31 06-01 06-16 08-17 08-25 12-25
"""
JOINT_LEAVE_2026 = "02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24"
JANUARY_2027 = ("2027-01-01", "2027-01-05")
OFF = {f"2026-{day}" for day in (PUBLIC_2026 + JOINT_LEAVE_2026).split()} | set(JANUARY_2027)


def is_worked(day: date) -> bool:
    return day.isoweekday() <= 5 and day.isoformat() not in OFF


def counted(start: date, days: int) -> date:
    """Walk day by day; the day of receipt itself is not counted."""
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_worked(day)
    return day


def received(session: Session, at: datetime) -> Complaint:
    report = Report(Category.DELAY, "KTP", "Belum jadi.", None, None, False, False, "63.11.07", None)
    with frozen(at):
        return service.file(session, stranger(), report, id=None, content={})[0]


@pytest.mark.parametrize(
    ("day", "verify_by", "information", "complaint"),
    [
        # Reckoned with a pencil on a wall calendar, not by `counted`.
        ("2026-03-16", "2026-03-26", "2026-03-30", "2026-04-13"),  # Nyepi, Lebaran, joint leave; Good Friday behind
        ("2026-03-21", "2026-03-27", "2026-03-31", "2026-04-14"),  # on Lebaran itself, a Saturday
        ("2026-05-13", "2026-05-20", "2026-05-22", "2026-06-09"),  # Ascension, sacrifice, Pancasila
        ("2026-12-23", "2026-12-30", "2027-01-04", "2027-01-18"),  # Christmas, New Year, Isra Mikraj
        ("2026-08-14", "2026-08-20", "2026-08-24", "2026-09-07"),  # Independence on a Monday, then Maulid
    ],
)
def test_deadlines_over_the_feasts_are_those_of_the_wall_calendar(
    session: Session, actors: dict[str, Actor], day: str, verify_by: str, information: str, complaint: str
) -> None:
    at = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=WITA)
    for kind, expected in (("information", information), ("complaint", complaint)):
        found = received(session, at)
        with frozen(at + timedelta(hours=5)):
            service.verify(session, actors["officer"], found.id, None, ComplaintClass(kind))
        assert found.due_at is not None
        shown = (found.verify_by.astimezone(WITA), found.due_at.astimezone(WITA))
        assert [moment.date().isoformat() for moment in shown] == [verify_by, expected]
        assert {moment.strftime("%H:%M:%S") for moment in shown} == {"23:59:59"}


def test_the_period_of_every_day_of_the_year_ends_where_walking_the_calendar_ends(session: Session) -> None:
    first = date(2026, 1, 1)
    days = [first + timedelta(days=n) for n in range(365)]
    keys = {"complaint_verify_days": 3, "complaint_days_information": 5, "complaint_days_complaint": 14}
    wrong = {
        (day, key): found
        for day in days
        for key, count in keys.items()
        if (found := steps.deadline(session, "63.11", day, key).astimezone(WITA).date()) != counted(day, count)
    }
    assert wrong == {}


def test_sixty_working_days_from_any_day_until_september_end_where_walking_ends(session: Session) -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(0, 270, 3)]
    found = [steps.deadline(session, "63.11", day, "complaint_days_investigation") for day in days]
    assert [end.astimezone(WITA).date() for end in found] == [counted(day, 60) for day in days]


def test_what_is_measured_counts_the_same_days(session: Session) -> None:
    start = date(2026, 3, 2)
    off = regions.days_off(session, "63.11", start, date(2026, 6, 30))
    for length in range(0, 120, 7):
        end = start + timedelta(days=length)
        walked = sum(is_worked(start + timedelta(days=n)) for n in range(1, length + 1))
        assert working_days_between(start, end, off) == walked
