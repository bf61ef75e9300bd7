"""No pupil slips: the list of who is not reached counts on no visit that will not see them."""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app.core.clock import frozen
from app.core.db import Database
from app.core.ids import new_id
from app.schools.models import School
from app.students.models import ConsentState, Student, StudentStatus
from app.visits.outcomes import Seen, note_outcomes
from tests.conftest import Api
from tests.support.statements import counted
from tests.support.visits import act, made
from tests.support.world import BALANGAN, World, add_student

ZONE = ZoneInfo("Asia/Makassar")
NOW = datetime(2027, 1, 31, 9, tzinfo=ZONE)
FIRST = {"starts_at": "2027-02-01T08:00:00+08:00", "ends_at": "2027-02-01T12:00:00+08:00"}


def names(api: Api) -> list[str]:
    answer = api.get("/v1/action-list", by="officer")
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["items"]]


def only_the_first_of_february(api: Api) -> None:
    """Exams on all other days: no visit but the one planned is possible."""
    days = {"date_from": "2027-02-02", "date_to": "2027-06-30", "kind": "exam", "name": "Ujian", "source": "x"}
    assert api.post("/v1/calendar-days", by="officer", json=days).status_code == 201


def test_a_catch_up_visit_reaches_those_of_its_roster_alone(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        absent = add_student(session, world, name="ABSEN", birth=date(2010, 1, 1))
    with frozen(datetime(2027, 1, 25, 8, tzinfo=ZONE)):
        url = made(api, world, starts_at="2027-01-25T08:00:00+08:00", ends_at="2027-01-25T10:00:00+08:00")
        api.post(f"{url}/roster/fill", by="officer")
        for action in ("propose", "confirm", "start"):
            act(api, url, action, **({"reason": "surat"} if action == "confirm" else {}))
        with database.write() as session:
            seen = Seen(UUID(url.rsplit("/", 1)[1]), absent, "absent", new_id())
            note_outcomes(session, world.actors["team1"], [seen])
        act(api, url, "complete")
    with database.write() as session:
        add_student(session, world, name="LAIN", birth=date(2010, 2, 10))
        add_student(session, world, name="ULANG TAHUN", birth=date(2010, 2, 1))
    with frozen(NOW):
        only_the_first_of_february(api)
        again = api.post(f"{url}/catch-up", by="officer", json=FIRST)
        assert again.status_code == 201
        assert names(api) == ["ABSEN", "ULANG TAHUN", "LAIN"]  # the first is 17 already


def test_a_visit_reaches_no_more_than_it_has_places_for(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        for number in range(10):
            add_student(session, world, name=f"S{number}", birth=date(2010, 2, 10))
    with frozen(NOW):
        only_the_first_of_february(api)
        url = made(api, world, **{**FIRST, "ends_at": "2027-02-01T08:10:00+08:00"})
        assert len(names(api)) == 10  # one place for ten is promised to nobody before the roster names them
        [named] = api.post(f"{url}/roster/fill", by="officer").json()["items"]
        assert names(api) == sorted({f"S{number}" for number in range(10)} - {named["name"]})


def test_a_visit_reaches_nobody_more_once_its_hour_is_over(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        add_student(session, world, name="ANI", birth=date(2010, 2, 10))
    with frozen(NOW):
        made(api, world, **FIRST)
        only_the_first_of_february(api)
        assert names(api) == []
    with frozen(datetime(2027, 2, 1, 20, tzinfo=ZONE)):
        assert names(api) == ["ANI"]


@pytest.mark.parametrize("kind", ["outreach", "handover"])
def test_a_visit_that_records_nobody_reaches_nobody(api: Api, world: World, database: Database, kind: str) -> None:
    with database.write() as session:
        add_student(session, world, name="ANI", birth=date(2010, 2, 10))
    with frozen(NOW):
        made(api, world, kind=kind, **FIRST)
        only_the_first_of_february(api)
        assert names(api) == ["ANI"]


def test_no_visit_to_lessons_reaches_graduates_and_those_who_may_not_appear(
    api: Api, world: World, database: Database
) -> None:
    with database.write() as session:
        gone = add_student(session, world, name="LULUS", birth=date(2010, 4, 1))
        unwilling = add_student(session, world, name="MENOLAK", birth=date(2010, 4, 1))
        add_student(session, world, name="MASIH", birth=date(2010, 4, 1))
        session.get_one(Student, gone).status = StudentStatus.GRADUATED
        session.get_one(Student, unwilling).consent = ConsentState.REFUSED
    with frozen(NOW):
        listed = api.get("/v1/action-list", by="officer").json()["items"]
        filled = api.post(f"{made(api, world, **FIRST)}/roster/fill", by="officer").json()["items"]
    assert {each["name"] for each in listed} == {"LULUS", "MENOLAK"}
    assert {each["next_visit_on"] for each in listed} == {None}
    assert [each["name"] for each in filled] == ["MASIH"]


def test_the_list_costs_the_same_statements_for_two_and_for_twenty_schools(
    api: Api, world: World, database: Database
) -> None:
    def statements() -> int:
        with counted(api.database.engine) as seen, frozen(NOW):
            names(api)
        return len(seen)

    with database.write() as session:
        for school in ("paringin", "halong"):
            add_student(session, world, school, birth=date(2009, 1, 1))
    few = statements()
    with database.write() as session:
        for number in range(20):
            school = School(
                region_code=BALANGAN, district_code=f"{BALANGAN}.02", npsn=f"9998{number:04}", name=f"SMA {number}",
                kind="SMA", public=True, lessons_start=time(7, 30), lessons_end=time(14),
            )  # fmt: skip
            session.add(school)
            session.flush()
            pupil = session.get_one(Student, add_student(session, world, birth=date(2009, 1, 1)))
            pupil.school_id = school.id
    assert statements() <= few


def test_the_lists_file_has_a_column_for_each_fact_of_the_remedy(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        add_student(session, world, name="ANI", birth=date(2009, 2, 10))
    with frozen(NOW):
        told = api.get("/v1/action-list?format=csv", by="officer").text.lstrip("\ufeff").splitlines()
        [item] = api.get("/v1/action-list", by="officer").json()["items"]
    row = dict(zip(told[0].split(","), told[1].split(","), strict=True))
    assert {"remedy_kind", "remedy_service_point", "remedy_date", "remedy_minutes", "remedy_cost"} <= row.keys()
    assert (row["remedy_kind"], row["remedy_date"]) == (item["remedy"]["kind"], item["remedy"]["date"])
    assert row["remedy_service_point"] == ""
