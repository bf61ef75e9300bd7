"""A day begins at midnight in the region's own zone; who is born on 29 February reaches an age on 1 March."""

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session

from app.cards import due_queries as cards
from app.core.access import Actor, Role
from app.core.clock import frozen
from app.core.paging import PageRequest
from app.coverage import queries as figures
from app.coverage.rules import GroupBy, Measure
from app.regions.queries import today
from app.schools.models import School, SchoolKind
from app.students.models import Student
from app.students.service import NewStudent, create_many
from tests.support.world import World

ZONES = {"31.71": "Asia/Jakarta", "63.11": "Asia/Makassar", "91.71": "Asia/Jayapura"}
# birth, first day of recording age (16), 17th birthday, cohort
TABLE = [
    (date(2008, 2, 29), date(2024, 2, 29), date(2025, 3, 1), 2025),
    (date(2010, 2, 28), date(2026, 2, 28), date(2027, 2, 28), 2027),
    (date(2010, 3, 1), date(2026, 3, 1), date(2027, 3, 1), 2027),
    (date(2009, 12, 31), date(2025, 12, 31), date(2026, 12, 31), 2026),
    (date(2010, 1, 1), date(2026, 1, 1), date(2027, 1, 1), 2027),
    (date(2012, 2, 29), date(2028, 2, 29), date(2029, 3, 1), 2029),
]


def pupil(session: Session, officer: Actor, birth: date) -> UUID:
    region = officer.region_code or ""
    school = School(
        region_code=region,
        district_code=f"{region}.01",
        npsn=f"9999{region.replace('.', '')}",
        name="SMA UJI",
        kind=SchoolKind.SMA,
        public=True,
        lessons_start=time(7),
        lessons_end=time(14),
    )
    session.add(school)
    session.flush()
    wish = [NewStudent(name="SITI", birth_date=birth)]
    return create_many(session, officer, region, school.id, wish, on=date(2023, 7, 17))[0]


def eligible(session: Session, officer: Actor) -> int:
    question = figures.ask(officer, None, None)
    return sum(g.counts["eligible"] for g in figures.eligibility(session, officer, question, GroupBy.SCHOOL))


def due(session: Session, officer: Actor) -> list[date]:
    day = today(officer.region_code)
    wanted = cards.Wanted(on=day, until=day)
    return [line.turns_17_on for line in cards.due(session, officer, PageRequest(), wanted).items]


def listed(session: Session, officer: Actor, cohort: int) -> int:
    question = figures.ask(officer, None, None)
    groups = figures.coverage(session, officer, question, Measure.COHORT, cohort, GroupBy.SCHOOL)
    return sum(group.counts["listed"] for group in groups)


@pytest.mark.parametrize("region", ZONES)
@pytest.mark.parametrize(("birth", "sixteen", "seventeen", "cohort"), TABLE)
def test_eligibility_cohort_and_due_day_turn_at_local_midnight(
    session: Session, world: World, region: str, birth: date, sixteen: date, seventeen: date, cohort: int
) -> None:
    officer = Actor(world.actors["officer"].account_id, Role.OFFICER, region)
    id = pupil(session, officer, birth)
    zone, second = ZoneInfo(ZONES[region]), timedelta(seconds=1)
    midnight = datetime.combine(sixteen, time(), zone)
    for instant, expected in ((midnight - second, 0), (midnight, 1)):
        with frozen(instant):
            assert eligible(session, officer) == expected, instant
    birthday = datetime.combine(seventeen, time(), zone)
    after = datetime.combine(seventeen + timedelta(days=1), time(), zone)
    for instant, days in ((birthday - second, []), (birthday, [seventeen]), (after - second, [seventeen]), (after, [])):
        with frozen(instant):
            assert due(session, officer) == days, instant
    with frozen(birthday):
        assert [listed(session, officer, year) for year in (cohort - 1, cohort, cohort + 1)] == [0, 1, 0]
    assert session.get_one(Student, id).birth_date == birth
