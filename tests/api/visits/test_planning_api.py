"""Suggested days, ways, catch-up visits, ledgers and the action list through the door."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session

from app.core.clock import frozen
from app.core.db import Database
from app.core.ids import new_id
from app.regions.models import CalendarDay, DayKind, LessonPeriod, ServicePoint
from app.schools.models import School
from app.students.models import Student
from app.visits.outcomes import Seen, note_outcomes
from tests.conftest import Api
from tests.support.statements import counted
from tests.support.visits import MONDAY, act, body, create, made
from tests.support.world import BALANGAN, World, add_student

ZONE = ZoneInfo("Asia/Makassar")
NOW = datetime(2027, 1, 31, 9, tzinfo=ZONE)  # a Sunday
FIRST = date(2027, 2, 1)


def suggested(api: Api, world: World, **params: Any) -> list[dict[str, Any]]:
    with frozen(NOW):
        answer = api.get(f"/v1/schools/{world.schools['paringin']}/suggested-dates", by="officer", params=params)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


@pytest.fixture
def pupils(database: Database, world: World) -> None:
    """One 17 long since, one who turns 17 in three weeks, one who is 16 only on 10 February."""
    with database.write() as session:
        for name, birth in (("TUA", date(2009, 1, 1)), ("SEGERA", date(2010, 2, 22)), ("MUDA", date(2011, 2, 10))):
            add_student(session, world, name=name, birth=birth)


@pytest.mark.usefixtures("pupils")
def test_a_suggested_day_breaks_no_rule_and_says_why(api: Api, world: World) -> None:
    first = suggested(api, world, date_to="2027-02-08")[0]
    # On the 8th the card would come too late for the one of the 22nd; the first day serves as many as any later one.
    assert (first["date"], first["eligible"], first["in_time"], first["late"]) == ("2027-02-01", 2, 1, 1)
    assert first["starts_at"] == "2027-02-01T07:30:00+08:00"
    assert (first["travel_minutes"], first["travel_estimated"]) == (30, False)
    assert [reason["code"] for reason in first["reasons"]] == [
        "visits.reason_lessons", "visits.reason_free", "visits.reason_serves", "visits.reason_in_time",
        "visits.reason_late", "visits.reason_travel",
    ]  # fmt: skip
    with frozen(NOW):
        visit = {**body(world), "starts_at": first["starts_at"], "ends_at": first["ends_at"]}
        visit |= {"team_id": first["team_id"], "kit_ids": first["kit_ids"]}
        answer = api.post("/v1/visits", by="officer", json=visit)
    assert (answer.status_code, answer.json()["capacity"]) == (201, first["capacity"])
    # The school has a visit on that day now: it is not suggested again.
    assert all(each["date"] != first["date"] for each in suggested(api, world, limit=20))


@pytest.mark.usefixtures("pupils")
def test_waiting_for_more_pupils_wins_only_while_nobody_loses_the_birthday(api: Api, world: World) -> None:
    best = suggested(api, world)[0]
    # From 10 February three are old enough, but the card of the 22nd would be late: it needs 14 days.
    assert date.fromisoformat(best["date"]) >= date(2027, 2, 10)
    assert (best["eligible"], best["in_time"]) == (3, 1)


@pytest.mark.usefixtures("pupils")
def test_closed_days_and_days_without_team_or_kit_are_not_suggested(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        session.add(
            CalendarDay(
                date_from=FIRST,
                date_to=date(2027, 2, 2),
                kind=DayKind.EXAM,
                name="Ujian",
                region_code=BALANGAN,
                source="x",
            )
        )
    for team, kit in (("team1", "kit1"), ("team2", "kit2")):
        times = {"starts_at": "2027-02-03T08:00:00+08:00", "ends_at": "2027-02-03T09:00:00+08:00"}
        facts = {"school_id": str(world.schools["halong"]), "team_id": str(world.teams[team])}
        create(api, world, kit_ids=[str(world.kits[kit])], **facts, **times)
    days = {each["date"] for each in suggested(api, world, date_to="2027-02-07", limit=20)}
    # The 5th is joint leave before Imlek.
    assert days == {"2027-02-04"}


@pytest.mark.usefixtures("pupils")
def test_other_lesson_hours_and_a_long_way_shorten_the_day(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        session.add(
            LessonPeriod(
                date_from=FIRST, date_to=FIRST, name="Ramadan", lessons_start=time(8), lessons_end=time(12), source="x"
            )
        )
        session.get_one(School, world.schools["paringin"]).travel_minutes = 120
    first = suggested(api, world, date_to="2027-02-01")[0]
    assert (first["starts_at"][11:16], first["ends_at"][11:16]) == ("08:30", "12:00")


def test_dates_are_the_offices_to_suggest(api: Api, world: World) -> None:
    path = f"/v1/schools/{world.schools['paringin']}/suggested-dates"
    assert api.get(path, by="neighbour").status_code == 404
    assert api.get(path, by="school-paringin").status_code == 403
    assert api.get(path, by="officer", params={"date_to": "2020-01-01"}).json()["items"] == []


# --- ways ------------------------------------------------------------------------------------------------------


def test_ways_are_entered_or_estimated_from_the_office(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        _office(session)
        halong = session.get_one(School, world.schools["halong"])
        halong.travel_minutes, halong.latitude, halong.longitude = None, -2.3436, 115.7204
    items = {each["school_id"]: each for each in api.get("/v1/travel", by="officer").json()["items"]}
    estimated, entered = items[str(world.schools["halong"])], items[str(world.schools["paringin"])]
    assert (estimated["minutes"], estimated["estimated"], estimated["kilometres"]) == (82, True, 40.8)
    assert (entered["minutes"], entered["estimated"]) == (30, False)
    one = api.get(f"/v1/travel?school_id={world.schools['halong']}", by="school-halong").json()["items"]
    assert one == [estimated]
    assert api.get(f"/v1/travel?school_id={world.schools['halong']}", by="school-paringin").status_code == 404


def _office(session: Session, *, can_record: bool = True, region: str = BALANGAN) -> ServicePoint:
    point = ServicePoint(
        name="Kantor Dukcapil",
        region_code=region,
        latitude=-2.3394,
        longitude=115.4584,
        can_record=can_record,
        online=True,
        valid_from=date(2020, 1, 1),
    )
    session.add(point)
    session.flush()
    return point


# --- catching up -----------------------------------------------------------------------------------------------

LATER = {"starts_at": "2026-12-02T08:00:00+08:00", "ends_at": "2026-12-02T10:00:00+08:00"}


def test_a_catch_up_visit_is_for_those_whom_the_former_one_missed(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        ids = {name: add_student(session, world, name=name) for name in ("ANI", "BUDI", "CICI", "DEDI", "EKO")}
    url = made(api, world)
    api.post(f"{url}/roster/fill", by="officer")
    came_later = None
    with database.write() as session:
        for name, outcome in (("ANI", "absent"), ("BUDI", "refused"), ("CICI", "failed"), ("DEDI", "recorded")):
            seen = Seen(_id(url), ids[name], outcome, new_id())
            note_outcomes(session, world.actors["team1"], [seen])
            if outcome == "recorded":
                session.get_one(Student, ids[name]).recorded = "here"
        came_later = add_student(session, world, name="FAJAR")
    answer = api.post(f"{url}/catch-up", by="officer", json=LATER)
    assert answer.status_code == 201, answer.text
    visit = answer.json()
    assert (visit["kind"], visit["follows_id"], visit["state"]) == ("catch_up", url.rsplit("/", 1)[1], "draft")
    assert visit["kit_ids"] == [str(world.kits["kit1"])]
    roster = api.get(f"/v1/visits/{visit['id']}/roster", by="officer").json()["items"]
    assert [line["name"] for line in roster] == ["ANI", "CICI", "EKO"]
    assert str(came_later) not in {line["student_id"] for line in roster}


def test_there_is_no_catch_up_visit_for_nobody(api: Api, world: World) -> None:
    url = made(api, world)
    answer = api.post(f"{url}/catch-up", by="officer", json=LATER)
    assert (answer.status_code, answer.json()["code"]) == (409, "visits.nothing_to_catch_up")
    assert len(api.get("/v1/visits", by="officer").json()["items"]) == 1
    assert api.post(f"{url}/catch-up", by="neighbour", json=LATER).status_code == 404
    assert api.post(f"{url}/catch-up", by="school-paringin", json=LATER).status_code == 403


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"kind": "recording"}, "visits.follows_needs_catch_up"),
        ({"kind": "catch_up", "school_id": "halong"}, "visits.follows_other_school"),
        ({"kind": "catch_up", "follows_id": str(new_id())}, "field.unknown_reference"),
    ],
)
def test_a_visit_follows_only_another_of_its_school(api: Api, world: World, facts: dict[str, Any], code: str) -> None:
    former = made(api, world).rsplit("/", 1)[1]
    if "school_id" in facts:
        facts = {**facts, "school_id": str(world.schools[facts["school_id"]])}
    answer = create(api, world, **{"follows_id": former, **LATER, **facts})
    assert [each["code"] for each in answer.json()["errors"]] == [code]


# --- the ledger ------------------------------------------------------------------------------------------------


def test_a_schools_day_has_one_place_per_person_over_all_its_visits(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        ids = [add_student(session, world, name=name) for name in ("ANI", "BUDI")]
        walk_in = add_student(session, world, "halong", name="TAMU")
    morning = made(api, world, ends_at=f"{MONDAY}T10:00:00+08:00")
    noon = made(api, world, starts_at=f"{MONDAY}T10:00:00+08:00")
    cancelled = made(api, world, starts_at=f"{MONDAY}T12:00:00+08:00", ends_at=f"{MONDAY}T13:00:00+08:00")
    for url in (morning, noon, cancelled):
        api.put(
            f"{url}/roster",
            by="officer",
            json={"items": [{"student_id": str(id)} for id in ids]},
            headers={"if-match": api.get(url, by="officer").headers["etag"]},
        )
    act(api, cancelled, "cancel", reason="x")
    with database.write() as session:
        team = world.actors["team1"]
        note_outcomes(session, team, [Seen(_id(morning), ids[0], "absent", new_id())])
        note_outcomes(session, team, [Seen(_id(noon), ids[0], "recorded", new_id())])
        note_outcomes(session, team, [Seen(_id(noon), walk_in, "recorded", new_id())])
    [day] = api.get("/v1/ledgers", by="officer").json()["items"]
    assert (day["date"], len(day["visit_ids"])) == (MONDAY, 2)
    assert (day["expected"], day["walk_ins"], day["recorded"], day["absent"], day["not_yet_seen"]) == (2, 1, 2, 0, 1)
    assert api.get("/v1/ledgers", by="school-halong").json()["items"] == []
    assert api.get("/v1/ledgers", by="neighbour").json()["items"] == []
    assert api.get(f"/v1/ledgers?date_from={MONDAY}&date_to={MONDAY}", by="school-paringin").json()["items"] == [day]


def _id(url: str) -> UUID:
    return UUID(url.rsplit("/", 1)[1])


# --- the action list -------------------------------------------------------------------------------------------


def actions(api: Api, by: str = "officer", until: str | None = None, **params: Any) -> list[dict[str, Any]]:
    params |= {"by": until} if until else {}
    with frozen(NOW):
        answer = api.get("/v1/action-list", by=by, params=params)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


@pytest.mark.usefixtures("pupils")
def test_who_turns_17_before_the_next_feasible_visit_is_named_with_the_cheapest_remedy(
    api: Api, world: World, database: Database
) -> None:
    with database.write() as session:
        point = _office(session)
        session.add(
            CalendarDay(
                date_from=FIRST, date_to=date(2027, 3, 10), kind=DayKind.SCHOOL_HOLIDAY, name="Libur", source="x",
                region_code=BALANGAN,
            )
        )  # fmt: skip
        add_student(session, world, None, name="LEPAS", birth=date(2010, 2, 5))
        add_student(session, world, name="BELUM", birth=date(2010, 3, 20))
        point_id = str(point.id)
    found = actions(api)
    assert [each["name"] for each in found] == ["TUA", "LEPAS", "SEGERA"]
    assert found[2]["next_visit_on"] == "2027-03-16"  # the first school day after Idul Fitri
    assert (found[2]["planned"], found[2]["turns_17_on"]) == (False, "2027-02-22")
    # Until 10 March nobody can be visited: only the point can help in time.
    assert (found[2]["remedy"]["kind"], found[2]["remedy"]["service_point_id"]) == ("service_point", point_id)
    assert found[1]["school_id"] is None
    assert [each["name"] for each in actions(api, until="2027-02-10")] == ["TUA", "LEPAS"]


@pytest.mark.usefixtures("pupils")
def test_a_planned_visit_takes_off_the_list_whom_it_reaches(api: Api, world: World) -> None:
    times = {"starts_at": "2027-02-22T08:00:00+08:00", "ends_at": "2027-02-22T12:00:00+08:00"}
    with frozen(NOW):
        first = made(api, world, **times)
    # Who turns 17 on the day of the visit is reached by it.
    assert [each["name"] for each in actions(api)] == ["TUA"]
    with frozen(NOW):
        made(api, world, starts_at="2027-02-23T08:00:00+08:00", ends_at="2027-02-23T12:00:00+08:00")
    act(api, first, "cancel", reason="x")
    found = actions(api)
    assert [(each["name"], each["planned"]) for each in found] == [("TUA", True), ("SEGERA", True)]
    # An extra visit before it is possible: the remedy names its day.
    assert found[1]["remedy"] == {
        "kind": "visit", "service_point_id": None, "service_point": None, "date": "2027-02-01", "minutes": 30,
        "kilometres": None, "estimated": False, "cost": None,
    }  # fmt: skip


@pytest.mark.usefixtures("pupils")
def test_the_list_is_the_askers_own(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        add_student(session, world, "halong", name="HALONG", birth=date(2009, 5, 1))
        add_student(session, world, "amuntai", name="TETANGGA", birth=date(2009, 5, 1))
    assert [each["name"] for each in actions(api)] == ["TUA", "HALONG"]
    assert [each["name"] for each in actions(api, "school-halong")] == ["HALONG"]
    assert [each["name"] for each in actions(api, "neighbour")] == ["TETANGGA"]
    assert {each["name"] for each in actions(api, "nation")} == {"TUA", "HALONG", "TETANGGA"}
    assert [each["name"] for each in actions(api, region_code="63.11.02")] == ["HALONG"]
    for who in ("team1", "viewer"):
        assert api.get("/v1/action-list", by=who).status_code == 403
    assert api.get("/v1/action-list?region_code=63.08", by="officer").status_code == 404


def test_the_list_costs_the_same_statements_for_one_and_for_forty(api: Api, world: World, database: Database) -> None:

    with database.write() as session:
        add_student(session, world, name="SATU", birth=date(2009, 5, 1))
    with counted(api.database.engine) as one:
        actions(api)
    with database.write() as session:
        for number in range(40):
            add_student(session, world, name=f"SISWA {number:02}", birth=date(2009, 5, 1) + timedelta(days=number))
    with counted(api.database.engine) as many:
        assert len(actions(api)) == 41
    assert len(many) <= len(one)
