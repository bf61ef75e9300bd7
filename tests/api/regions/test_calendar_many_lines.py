"""Many days at once, proposals for whole regions, and hours that lie within others."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import Api
from tests.support.statements import counted
from tests.support.visits import create
from tests.support.world import World


def test_many_days_cost_the_same_statements_as_two(api: Api, world: World) -> None:
    def entered(number: int, year: int) -> int:
        days = [str(date(year, 1, 1) + timedelta(days=n)) for n in range(number)]
        items = [
            {"date_from": day, "date_to": day, "kind": "exam", "name": "x", "source": "y", "school_id": school}
            for day in days
            for school in (None, str(world.schools["paringin"]))
        ]
        with counted(api.database.engine) as seen:
            answer = api.post("/v1/calendar-days/import", by="officer", json={"items": items})
        assert answer.json() == {"added": 2 * number, "known": 0}
        return len(seen)

    few = entered(1, 2027)
    # Lines of schools and of regions are each sent together.
    assert entered(40, 2028) <= few + 2


def test_a_day_named_twice_is_entered_once_and_each_fault_names_its_line(api: Api) -> None:
    line = {"date_from": "2027-03-01", "date_to": "2027-03-02", "kind": "exam", "name": "x", "source": "y"}
    answer = api.post("/v1/calendar-days/import", by="officer", json={"items": [line, {**line, "name": "z"}]})
    assert answer.json() == {"added": 1, "known": 1}
    wrong: list[dict[str, Any]] = [
        {**line, "school_id": "01890000-0000-7000-8000-000000000000"},
        line,
        {**line, "date_to": "2027-02-01"},
        {**line, "region_code": "63.08"},
    ]
    faults = api.post("/v1/calendar-days/import", by="officer", json={"items": wrong}).json()["errors"]
    assert [each["pointer"] for each in faults] == ["/items/0/school_id", "/items/2/date_to", "/items/3/region_code"]


def test_a_day_that_one_regency_entered_is_still_proposed_to_the_nation(api: Api) -> None:
    url = "/v1/calendar-days/proposals?year=2029"
    before, mine = (api.get(url, by=by).json()["items"] for by in ("nation", "officer"))
    day = {name: before[0][name] for name in ("date_from", "date_to", "kind", "name", "source")}
    assert api.post("/v1/calendar-days", by="officer", json=day).status_code == 201
    assert api.get(url, by="nation").json()["items"] == before
    assert len(api.get(url, by="officer").json()["items"]) == len(mine) - 1


def test_of_hours_that_overlap_those_of_the_shorter_period_hold(api: Api, world: World) -> None:
    for first, last, opens, closes in (
        ("2027-01-04", "2027-06-30", "07:00", "13:00"),
        ("2027-02-08", "2027-03-08", "08:00", "11:00"),
    ):
        body = {"date_from": first, "date_to": last, "name": "x", "source": "y"}
        hours = {"lessons_start": opens, "lessons_end": closes}
        assert api.post("/v1/lesson-hours", by="officer", json=body | hours).status_code == 201
    for day, status in (("2027-02-16", 409), ("2027-04-13", 201)):
        times = {"starts_at": f"{day}T11:30:00+08:00", "ends_at": f"{day}T12:30:00+08:00"}
        assert create(api, world, **times).status_code == status


@pytest.mark.parametrize(("friday_end", "status"), [("07:00", 422), ("08:00", 422), ("10:30", 201)])
def test_friday_ends_after_it_begins(api: Api, friday_end: str, status: int) -> None:
    body = {"date_from": "2026-11-30", "date_to": "2026-12-31", "name": "x", "source": "y"}
    hours = {"lessons_start": "08:00", "lessons_end": "12:00", "friday_end": friday_end}
    answer = api.post("/v1/lesson-hours", by="officer", json=body | hours)
    assert answer.status_code == status
    if status == 422:
        assert answer.json()["errors"][0]["pointer"] == "/friday_end"
