"""A suggested day can be made as it was suggested."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from app.core.clock import frozen
from app.core.db import Database
from app.core.ids import new_id
from app.regions.models import Setting
from app.schools.models import School
from app.visits.models import Kit
from tests.conftest import Api
from tests.support.visits import create, made
from tests.support.world import BALANGAN, World, add_student

NOW = datetime(2027, 1, 31, 9, tzinfo=ZoneInfo("Asia/Makassar"))


def suggested(api: Api, world: World, **params: Any) -> list[dict[str, Any]]:
    with frozen(NOW):
        answer = api.get(
            f"/v1/schools/{world.schools['paringin']}/suggested-dates", by="officer", params={"limit": 20, **params}
        )
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def taken(api: Api, world: World, each: dict[str, Any]) -> httpx.Response:
    with frozen(NOW):
        return create(api, world, **{name: each[name] for name in ("starts_at", "ends_at", "team_id", "kit_ids")})


def test_it_holds_after_a_coefficient_changes_on_the_way(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        add_student(session, world, birth=date(2009, 1, 1))
        for key, value, since in (
            ("friday_end", "09:30", date(2027, 2, 15)),
            ("saturday_lessons", True, date(2027, 1, 8)),
            ("saturday_lessons", False, date(2027, 2, 15)),
        ):
            session.add(Setting(id=new_id(), region_code=BALANGAN, key=key, value=value, valid_from=since))
    days = {each["date"]: each for each in suggested(api, world, date_to="2027-02-20")}
    # Saturdays before and after the change, and the Friday after it.
    assert ("2027-02-13" in days, "2027-02-20" in days) == (True, False)
    assert days["2027-02-19"]["ends_at"] == "2027-02-19T09:30:00+08:00"
    assert {taken(api, world, days[day]).status_code for day in ("2027-02-13", "2027-02-19")} == {201}


def test_it_names_no_more_kits_than_go_on_one_visit(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        for number in range(30):
            session.add(Kit(code=f"X{number}", region_code=BALANGAN, capacity_per_day=1))
            add_student(session, world, name=f"S {number}", birth=date(2009, 1, 1))
        for kit in ("kit1", "kit2"):
            session.get_one(Kit, world.kits[kit]).capacity_per_day = 1
    each = suggested(api, world)[0]
    assert len(each["kit_ids"]) == 20
    assert taken(api, world, each).status_code == 201


@pytest.mark.parametrize("first", ["2100-12-28", "2101-01-03", "2200-12-30"])
def test_it_lies_in_years_in_which_a_visit_may_lie(api: Api, world: World, first: str) -> None:
    assert all(each["date"] <= "2100-12-31" for each in suggested(api, world, date_from=first))


def test_it_counts_nobody_who_waits_for_another_visit(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        for number in range(3):
            add_student(session, world, name=f"S {number}", birth=date(2009, 1, 1))
    with frozen(NOW):
        url = made(api, world, starts_at="2027-02-01T08:00:00+08:00", ends_at="2027-02-01T12:00:00+08:00")
        assert len(api.post(f"{url}/roster/fill", by="officer").json()["items"]) == 3
    best = suggested(api, world)[0]
    assert (best["eligible"], best["planned"]) == (0, 0)


def test_a_school_that_is_closed_has_none(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        add_student(session, world, birth=date(2009, 1, 1))
        session.get_one(School, world.schools["paringin"]).active = False
    assert suggested(api, world) == []
