"""Due, ready, legal-day and action lists over two years of the demonstration, against a reckoning with a pencil."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from app.accounts.models import Account
from app.core.access import Actor, Role
from app.core.crypto import load_keys
from app.core.db import Database
from app.regions.queries import today
from app.students.models import Student
from tests.support.demo import Demo
from tests.support.two_years import REGENCY, birthday, two_years_from, walk

pytestmark = pytest.mark.xdist_group("demo")
SAMPLED = 8
"""Days of the two years; tests/prove walks each of them."""


def walked(demonstration: Demo, *, whole: bool) -> int:
    """The demonstration as its officer sees it, with pupils of the odd birthdays beside its own."""
    database = Database(demonstration.settings, load_keys(demonstration.settings.keys_dir))
    first = today(REGENCY)
    with Session(database.engine, info={"keys": database.keys}, autoflush=True) as session:
        account = session.exec(select(Account).where(Account.username == "officer")).one()
        officer = Actor(account.id, Role.OFFICER, REGENCY)
        _odd_birthdays(session, first)
        days = list(two_years_from(first))
        if not whole:
            leap = [day for day in days if (day.month, day.day) in ((2, 28), (3, 1))]
            days = sorted({*days[:: len(days) // SAMPLED], *leap, days[-1]})
        compared = walk(session, officer, days)
    database.dispose()
    return compared


def _odd_birthdays(session: Session, first: date) -> None:
    """Some pupils of the demonstration are born anew, in this session alone: around leap days, today, at the ends."""
    year = next(y for y in range(first.year - 17, first.year - 10) if y % 4 == 0)
    births = [date(year, 2, 28), date(year, 2, 29), date(year, 3, 1), date(year - 4, 2, 29)]
    births += [first.replace(day=1, year=first.year - age) for age in (16, 17, 21, 22)]
    people = session.exec(select(Student).where(col(Student.survivor_id).is_(None)).order_by(col(Student.id)).limit(24))
    for number, student in enumerate(people):
        student.birth_date = births[number % len(births)]
        student.ever_married = number % 5 == 4
        student.restricted = number % 11 == 10
    session.flush()


def test_on_sampled_days_every_list_is_what_a_pencil_finds(demonstration: Demo) -> None:
    assert walked(demonstration, whole=False) > 10_000


def test_the_pencil_knows_a_birthday_where_there_is_none() -> None:
    assert birthday(date(2008, 2, 29), 17) == date(2025, 3, 1)
    assert birthday(date(2008, 2, 29), 20) == date(2028, 2, 29)
    assert birthday(date(2009, 3, 1), 17) - birthday(date(2009, 2, 28), 17) == timedelta(days=1)
