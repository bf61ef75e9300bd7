"""Calendars under secret addresses."""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.conftest import Api
from tests.support.visits import MONDAY, act, create, made
from tests.support.world import World

ID = "01932f4e-0000-7000-8000-0000000000dd"


def address(api: Api, by: str, kind: str, target: UUID | None = None) -> str:
    body = {"kind": kind, "target_id": str(target) if target else None}
    answer = api.post("/v1/calendars", by=by, json=body)
    assert answer.status_code == 201, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return urlsplit(answer.json()["url"]).path


def events(api: Api, path: str) -> list[str]:
    answer = api.get(path, by=None)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    return [str(event["summary"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]


def test_a_feed_shows_the_visits_of_whom_it_is_for(api: Api, world: World) -> None:
    url = made(api, world)
    made(api, world, school_id=str(world.schools["halong"]), team_id=str(world.teams["team2"]),
         kit_ids=[str(world.kits["kit2"])])  # fmt: skip
    office, team, school = (
        address(api, "officer", "office"),
        address(api, "officer", "team", world.teams["team1"]),
        address(api, "school-paringin", "school"),
    )
    paringin, halong = "Perekaman KTP-el: SMA NEGERI PARINGIN", "Perekaman KTP-el: SMA NEGERI HALONG"
    assert sorted(events(api, office)) == [halong, paringin]
    assert events(api, team) == [paringin]
    # A draft is the office's own thought until it is proposed.
    assert events(api, school) == []
    act(api, url, "propose")
    assert events(api, school) == [paringin]


def test_an_event_says_when_where_and_how_far_and_names_nobody(api: Api, world: World) -> None:
    url = made(api, world)
    path = address(api, "team1", "team")
    [event] = Calendar.from_ical(api.get(path, by=None).content).walk("VEVENT")
    assert event["dtstart"].dt == datetime(2026, 11, 30, 8, tzinfo=ZoneInfo("Asia/Makassar"))
    assert (str(event["status"]), int(event["sequence"])) == ("TENTATIVE", 1)
    assert str(event["uid"]).startswith(url.rsplit("/", 1)[1])
    assert str(event["location"]) == "SMA NEGERI PARINGIN"
    act(api, url, "propose")
    act(api, url, "confirm", reason="lisan")
    [event] = Calendar.from_ical(api.get(path, by=None).content).walk("VEVENT")
    assert (str(event["status"]), int(event["sequence"])) == ("CONFIRMED", 3)
    act(api, url, "cancel", reason="x")
    [event] = Calendar.from_ical(api.get(path, by=None).content).walk("VEVENT")
    assert str(event["status"]) == "CANCELLED"
    assert MONDAY not in str(event["summary"])


def test_a_revoked_or_guessed_address_answers_nothing(api: Api, world: World) -> None:
    path = address(api, "officer", "office")
    [feed] = api.get("/v1/calendars", by="officer").json()["items"]
    assert "url" not in feed
    assert api.delete(f"/v1/calendars/{feed['id']}", by="school-paringin").status_code == 404
    assert api.delete(f"/v1/calendars/{feed['id']}", by="officer").status_code == 204
    assert api.delete(f"/v1/calendars/{feed['id']}", by="officer").status_code == 409
    assert api.get(path, by=None).status_code == 404
    assert api.get("/v1/calendars/AAAA.ics", by=None).status_code == 404
    assert api.get("/v1/calendars", by="officer").json()["items"] == []


def test_a_secret_is_told_once(api: Api, world: World) -> None:
    body = {"id": ID, "kind": "office"}
    first, again = (api.post("/v1/calendars", by="officer", json=body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json()["id"], again.json()) == (ID, {"id": ID, "url": None})


@pytest.mark.parametrize(
    ("by", "kind", "target", "code"),
    [
        ("school-paringin", "office", None, "visits.feed_target"),
        ("school-paringin", "school", "halong", "field.unknown_reference"),
        ("school-paringin", "team", None, "visits.feed_target"),
        ("officer", "school", None, "visits.feed_target"),
        ("officer", "school", "amuntai", "field.unknown_reference"),
        ("officer", "office", "halong", "visits.feed_target"),
        ("team1", "school", None, "visits.feed_target"),
    ],
)
def test_nobody_makes_a_feed_of_what_they_do_not_see(
    api: Api, world: World, by: str, kind: str, target: str | None, code: str
) -> None:
    body = {"kind": kind, "target_id": str(world.schools[target]) if target else None}
    answer = api.post("/v1/calendars", by=by, json=body)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)
    assert api.post("/v1/calendars", by="viewer", json={"kind": "office"}).status_code == 403


def test_a_stranger_may_not_ask_for_ever(api: Api, world: World) -> None:
    statuses = {api.get("/v1/calendars/AAAA.ics", by=None).status_code for _ in range(40)}
    assert statuses == {404, 429}
    assert create(api, world).status_code == 201
