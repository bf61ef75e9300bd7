"""Figures that left the house can be asked for their proof."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.core.clock import frozen
from app.core.db import Database
from app.core.ids import new_id
from app.coverage.models import Publication
from app.journal.models import JournalLine
from app.recordings.models import Outcome
from app.recordings.rules import Item
from app.recordings.service import accept
from app.regions.service import SettingWish, own_settings_version, replace_settings
from app.students.models import Student
from tests.conftest import Api
from tests.support.world import World, add_student, instant

NOON = instant("2026-11-24T12:00:00+08:00")
BEFORE, LATER = NOON - timedelta(minutes=30), NOON + timedelta(minutes=5)
BODY: dict[str, Any] = {"title": "Cakupan untuk Bupati", "group_by": "school"}


def record(database: Database, world: World, student_id: UUID, at: datetime) -> None:
    item = Item(
        id=new_id(),
        outcome=Outcome.RECORDED,
        captured_at=BEFORE - timedelta(hours=1),
        device_id="kit-1",
        offline=True,
        student_id=student_id,
    )
    with frozen(at), database.write() as session:
        accept(session, [(world.actors["officer"], item)])


@pytest.fixture(autouse=True)
def _noon(api: Api) -> Iterator[None]:
    with frozen(NOON):
        yield


@pytest.fixture
def pupils(database: Database, world: World) -> list[UUID]:
    """Seven at one school and two at another; the first is recorded."""
    with frozen(BEFORE), database.write() as session:
        ids = [
            add_student(session, world, school, birth=date(2009, 5, 5), since=date(2026, 7, 13))
            for school in ["paringin"] * 7 + ["halong"] * 2
        ]
    record(database, world, ids[0], BEFORE)
    return ids


def publish(api: Api, by: str = "officer", **more: Any) -> Any:
    answer = api.post("/v1/publications", by=by, json={**BODY, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def check(api: Api, made: Any, by: str = "officer") -> Any:
    answer = api.get(f"/v1/publications/{made['id']}/check", by=by)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_published_figure_stays_what_was_known_and_tells_what_came_since(
    api: Api, database: Database, world: World, pupils: list[UUID]
) -> None:
    made = publish(api)
    assert (made["total"]["listed"], made["total"]["recorded"], made["total"]["percent"]) == (9, 1, 11.11)
    assert datetime.fromisoformat(made["known_at"]) == NOON - timedelta(seconds=60)
    found = check(api, made)
    assert (found["equal"], found["equal_now"], found["moved"], found["moved_count"]) == (True, True, [], 0)

    # A device comes back: somebody was recorded before, and it was not known.
    record(database, world, pupils[8], NOON + timedelta(minutes=1))
    with frozen(LATER):
        found = check(api, made)
    assert (found["equal"], found["differences"]) == (True, [])
    assert found["equal_now"] is False
    changed = {(d["key"], d["figure"]): (d["published"], d["found"]) for d in found["differences_now"]}
    assert changed["63.11", "recorded"] == (1, 2)
    assert changed[str(world.schools["halong"]), "percent"] == ("0.00", "50.00")
    assert (found["moved"], found["moved_count"]) == (
        [{"student_id": str(pupils[8]), "figure": "recorded", "change": "entered"}],
        1,
    )
    # A day later, when the day is past, the answer is the same.
    with frozen(NOON + timedelta(minutes=10)):
        assert api.get(f"/v1/publications/{made['id']}", by="officer").json() == made


def test_what_was_changed_behind_the_programs_back_shows(
    api: Api, database: Database, world: World, pupils: list[UUID]
) -> None:
    made = publish(api)
    with database.write() as session:
        session.get_one(Student, pupils[1]).birth_date = date(2012, 1, 1)
    found = check(api, made)
    assert found["equal"] is False
    school = str(world.schools["paringin"])
    named = {(d["key"], d["figure"], d["published"], d["found"]) for d in found["differences"]}
    assert {("63.11", "listed", 9, 8), (school, "listed", 7, 6), (school, "percent", "14.29", "16.67")} <= named
    assert {d["key"] for d in found["differences"]} == {"63.11", school}


def test_a_coefficient_that_was_changed_for_that_day_is_named(
    api: Api, database: Database, world: World, pupils: list[UUID]
) -> None:
    made = publish(api)
    with database.write() as session:
        wishes = [SettingWish("print_offset_days", 7, date(2026, 1, 1))]
        replace_settings(session, world.actors["nation"], "63.11", own_settings_version(session, "63.11"), wishes)
    assert check(api, made)["changed_coefficients"] == ["print_offset_days"]


def test_a_viewer_reads_what_was_given_out_and_no_small_groups(api: Api, pupils: list[UUID]) -> None:
    made = publish(api)
    [seen] = api.get("/v1/publications", by="viewer").json()["items"]
    assert (seen["total"], seen["published_by"]) == (made["total"], None)
    assert [(i["listed"], i["recorded"], i["percent"]) for i in seen["items"]] == [(0, 0, None), (5, 0, None)]
    found = check(api, made, by="viewer")
    assert (found["equal"], found["moved"], found["moved_count"]) == (True, [], None)


def test_a_viewer_reads_no_total_of_a_handful(api: Api, pupils: list[UUID]) -> None:
    made = publish(api, region_code="63.11.02", group_by=None)
    assert made["total"]["listed"] == 2
    [seen] = api.get("/v1/publications", by="viewer").json()["items"]
    assert (seen["total"]["listed"], seen["total"]["percent"]) == (0, None)


def test_it_is_published_once_under_one_id_with_its_line(api: Api, database: Database, pupils: list[UUID]) -> None:
    body = {**BODY, "id": str(new_id())}
    first, second = (api.post("/v1/publications", by="officer", json=body) for _ in range(2))
    assert (first.status_code, second.status_code, first.json()) == (201, 200, second.json())
    assert first.headers["location"] == f"/v1/publications/{body['id']}"
    other = api.post("/v1/publications", by="officer", json={**body, "title": "Lain"})
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")
    with database.read() as session:
        kinds = session.exec(select(JournalLine.kind).where(col(JournalLine.kind) == "coverage.published")).all()
        assert len(kinds) == len(session.exec(select(Publication.id)).all()) == 1


def test_who_may_and_what_can_be_published(api: Api, pupils: list[UUID]) -> None:
    for by in ("viewer", "school-paringin", "team1"):
        assert api.post("/v1/publications", by=by, json=BODY).status_code == 403
    for by in ("school-paringin", "team1"):
        assert api.get("/v1/publications", by=by).status_code == 403
    assert api.post("/v1/publications", by="officer", json={**BODY, "region_code": "63.08"}).status_code == 404
    assert api.post("/v1/publications", by="officer", json={**BODY, "region_code": "00"}).status_code == 404
    future = api.post("/v1/publications", by="officer", json={**BODY, "as_of": "2026-11-25"})
    assert (future.status_code, future.json()["errors"][0]["code"]) == (422, "coverage.not_yet")
    made = publish(api)
    assert api.get(f"/v1/publications/{made['id']}/check", by="neighbour").status_code == 404
    assert api.get("/v1/publications", by="neighbour").json()["items"] == []
    assert len(api.get("/v1/publications?region_code=63.11", by="nation").json()["items"]) == 1
    assert api.get("/v1/publications?format=csv", by="officer").status_code == 200
