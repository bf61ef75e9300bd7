"""Other lesson hours, many days at once, and what the library proposes."""

from datetime import date
from typing import Any

import httpx
import pytest
from sqlmodel import col, select

from app.core.db import Database
from app.regions.models import CalendarDay
from tests.conftest import Api
from tests.support.visits import create
from tests.support.world import World

RAMADAN = {
    "date_from": "2026-11-30", "date_to": "2026-12-04", "name": "Jam Ramadan", "lessons_start": "08:00",
    "lessons_end": "12:30", "source": "Edaran Disdikbud",
}  # fmt: skip


def enter(api: Api, by: str = "officer", **more: Any) -> httpx.Response:
    return api.post("/v1/lesson-hours", by=by, json={**RAMADAN, **more})


def visit_at(api: Api, world: World, start: str, end: str, **more: Any) -> str | None:
    answer = create(api, world, starts_at=f"2026-11-30T{start}:00+08:00", ends_at=f"2026-11-30T{end}:00+08:00", **more)
    code: str | None = answer.json().get("code")
    return code


def test_a_visit_keeps_to_the_hours_that_hold_on_its_day(api: Api, world: World) -> None:
    assert enter(api).status_code == 201
    assert visit_at(api, world, "07:30", "10:00") == "visits.outside_lessons"
    assert visit_at(api, world, "11:00", "13:00") == "visits.outside_lessons"
    assert visit_at(api, world, "08:00", "12:30") is None


def test_the_hours_nearest_to_the_school_count(api: Api, world: World) -> None:
    enter(api)
    enter(api, region_code="63.11.07", lessons_start="09:00")
    assert visit_at(api, world, "08:00", "10:00") == "visits.outside_lessons"
    enter(api, school_id=str(world.schools["paringin"]), lessons_start="07:00")
    assert visit_at(api, world, "07:00", "10:00") is None
    halong = {"school_id": str(world.schools["halong"]), "team_id": str(world.teams["team2"])}
    kits = [str(world.kits["kit2"])]
    assert visit_at(api, world, "07:00", "10:00", **halong, kit_ids=kits) == "visits.outside_lessons"
    assert visit_at(api, world, "08:00", "10:00", **halong, kit_ids=kits) is None


def test_hours_are_changed_and_taken_back_by_the_office_alone(api: Api, world: World) -> None:
    made = enter(api)
    path = made.headers["location"]
    assert api.patch(path, by="school-paringin", json={"name": "x"}).status_code == 403
    assert api.patch(path, by="neighbour", json={"name": "x"}).status_code == 404
    assert api.patch(path, by="officer", json={"lessons_end": "07:00"}).json()["errors"][0]["code"] == (
        "regions.hours_backwards"
    )
    assert api.patch(path, by="officer", json={"lessons_end": None}).status_code == 422
    changed = api.patch(path, by="officer", json={"friday_end": "10:30"}, headers={"if-match": made.headers["etag"]})
    assert (changed.json()["friday_end"], changed.json()["version"]) == ("10:30", 2)
    assert [each["name"] for each in api.get("/v1/lesson-hours", by="school-paringin").json()["items"]] == [
        "Jam Ramadan"
    ]
    assert api.delete(path, by="officer").status_code == 204
    assert api.get("/v1/lesson-hours", by="officer").json()["items"] == []


@pytest.mark.parametrize("clock", ["25:00", "08:00+07:00", "pagi", None, 8.5])
def test_a_time_that_is_none_is_refused(api: Api, clock: Any) -> None:
    assert enter(api, lessons_start=clock).status_code == 422


# --- many days at once -----------------------------------------------------------------------------------------

EXAM = {"date_from": "2027-03-01", "date_to": "2027-03-06", "kind": "exam", "name": "PTS", "source": "Kaldik"}
HOLIDAY = {
    "date_from": "2027-06-21",
    "date_to": "2027-07-10",
    "kind": "school_holiday",
    "name": "Libur",
    "source": "Kaldik",
}


def bring_in(api: Api, items: list[Any], **more: Any) -> httpx.Response:
    return api.post("/v1/calendar-days/import", by="officer", json={"items": items, **more})


def test_many_days_come_in_at_once_and_again_change_nothing(api: Api) -> None:
    assert bring_in(api, [EXAM, HOLIDAY], dry_run=True).json() == {"added": 2, "known": 0}
    assert _entered(api) == []
    assert bring_in(api, [EXAM, HOLIDAY, EXAM]).json() == {"added": 2, "known": 1}
    assert bring_in(api, [EXAM, HOLIDAY]).json() == {"added": 0, "known": 2}
    assert _entered(api) == ["PTS", "Libur"]


def test_one_wrong_line_keeps_all_out_and_every_fault_is_told(api: Api, world: World) -> None:
    wrong = [
        EXAM,
        {**EXAM, "date_to": "2027-02-01"},
        {**EXAM, "region_code": "63.08"},
        {**EXAM, "school_id": str(world.schools["amuntai"])},
    ]
    answer = bring_in(api, wrong)
    assert answer.status_code == 422
    assert [(each["pointer"], each["code"]) for each in answer.json()["errors"]] == [
        ("/items/1/date_to", "regions.period_backwards"),
        ("/items/2/region_code", "field.out_of_scope"),
        ("/items/3/school_id", "field.unknown_reference"),
    ]
    assert _entered(api) == []
    assert bring_in(api, []).status_code == 422
    assert api.post("/v1/calendar-days/import", by="school-paringin", json={"items": [EXAM]}).status_code == 403


def _entered(api: Api) -> list[str]:
    listed = api.get("/v1/calendar-days?date_from=2027-01-01&limit=500", by="officer").json()["items"]
    return [each["name"] for each in listed if each["source"] == "Kaldik"]


def test_the_library_proposes_what_the_calendar_lacks(api: Api, database: Database) -> None:
    assert api.get("/v1/calendar-days/proposals?year=2027", by="officer").json()["items"] == []
    with database.write() as session:
        new_year = session.exec(select(CalendarDay).where(col(CalendarDay.date_from) == date(2027, 1, 1))).one()
        session.delete(new_year)
    [proposed] = api.get("/v1/calendar-days/proposals?year=2027", by="officer").json()["items"]
    assert (proposed["date_from"], proposed["kind"]) == ("2027-01-01", "national_holiday")
    assert bring_in(api, [proposed]).json()["added"] == 1
    assert api.get("/v1/calendar-days/proposals?year=2027", by="officer").json()["items"] == []
    assert api.get("/v1/calendar-days/proposals?year=3000", by="officer").status_code == 422
