"""What anybody may ask without an account."""

from datetime import date, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlmodel import col, update

from app.cards import slips
from app.core.db import Database
from app.students.models import CardState, Student
from tests.conftest import Api
from tests.support.visits import act, made
from tests.support.world import BALANGAN, World, add_student

UNKNOWN = "ZZZZ-ZZZZ-ZZZZ-ZZZZ"


def slip_of(database: Database, world: World, **facts: Any) -> tuple[Any, str]:
    """A pupil with a slip, and its code."""
    with database.write() as session:
        student = add_student(session, world, **facts)
        made_, _ = slips.renew(session, world.actors["officer"], student, "https://x")
    return student, made_.code


def asked(api: Api, code: str, **kw: Any) -> Any:
    return api.post("/v1/public/card-status", json={"code": code}, **kw)


@pytest.fixture
def unthrottled(api: Api, application: FastAPI) -> None:
    wide = application.state.settings.model_copy(update={"public_requests_per_minute": 10_000})
    application.state.settings = wide


@pytest.mark.usefixtures("unthrottled")
@pytest.mark.parametrize("state", list(CardState))
def test_a_slip_shows_state_and_next_step_and_nothing_else(
    api: Api, database: Database, world: World, state: CardState
) -> None:
    student, code = slip_of(database, world)
    with database.write() as session:
        session.execute(update(Student).where(col(Student.id) == student).values(card_state=state))
    answer = asked(api, code)
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"card_state", "message", "title", "next_step"}
    assert body["card_state"] == state
    assert body["message"] == f"{body['title']}. {body['next_step']}"
    assert "SITI" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    indonesian = asked(api, code, headers={"accept-language": "id"}).json()
    assert indonesian["title"] != body["title"]


@pytest.mark.usefixtures("unthrottled")
def test_a_code_is_read_however_it_is_typed(api: Api, database: Database, world: World) -> None:
    _, code = slip_of(database, world)
    typed = "-".join(code[n : n + 4] for n in range(0, 16, 4)).lower().replace("0", "o").replace("1", "l")
    assert asked(api, typed).status_code == 200
    assert asked(api, f"  {code} ").status_code == 200


@pytest.mark.usefixtures("unthrottled")
def test_whatever_is_wrong_with_a_code_is_answered_in_the_same_words(
    api: Api, database: Database, world: World
) -> None:
    student, replaced = slip_of(database, world)
    _, hidden = slip_of(database, world, name="BAYU")
    with database.write() as session:
        slips.renew(session, world.actors["officer"], student, "https://x")
        session.execute(update(Student).where(col(Student.name) == "BAYU").values(restricted=True))
    wrong = [UNKNOWN, replaced, hidden, "", "?", "12345", "Ü" * 16, "0" * 64, "' OR 1=1 --", "\x00"]
    answers = [asked(api, code) for code in wrong]
    assert {answer.status_code for answer in answers} == {404}
    bodies = [{**answer.json(), "request_id": ""} for answer in answers]
    assert all(body == bodies[0] for body in bodies)
    assert bodies[0]["code"] == "slips.unknown"
    headers = [sorted(answer.headers.keys()) for answer in answers]
    assert all(names == headers[0] for names in headers)


def test_beyond_the_limit_an_address_waits(api: Api, application: FastAPI) -> None:
    limit = application.state.settings.public_requests_per_minute
    assert limit == 30
    statuses = [asked(api, UNKNOWN).status_code for _ in range(2 * limit + 1)]
    assert 429 in statuses  # a window may end on the way, never two
    refused = api.get("/v1/public/requirements")
    if refused.status_code == 429:
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert refused.json()["code"] == "too_many_requests"


def test_a_question_writes_nothing_but_the_count(api: Api, database: Database, world: World) -> None:
    _, code = slip_of(database, world)
    before = api.get("/v1/journal", by="officer", params={"limit": 500}).json()["items"]
    asked(api, code)
    asked(api, UNKNOWN)
    assert api.get("/v1/journal", by="officer", params={"limit": 500}).json()["items"] == before


# --- visits ----------------------------------------------------------------------------------------------------


def _weekday(after: int) -> date:
    day = date.today() + timedelta(days=after)  # noqa: DTZ011  some day to come, whatever the zone
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))


def _planned(api: Api, world: World, after: int, school: str = "paringin", **facts: Any) -> str:
    day = _weekday(after)
    hours = {"starts_at": f"{day}T08:00:00+08:00", "ends_at": f"{day}T10:30:00+08:00"}
    reason = {"override_reason": "Hari ini disepakati dengan sekolah"}
    return made(api, world, school_id=str(world.schools[school]), **hours, **reason, **facts)


def _told(api: Api, **query: str) -> list[str]:
    answer = api.get("/v1/public/visits", params=query)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


def _confirmed(api: Api, world: World, after: int, **facts: Any) -> str:
    url = _planned(api, world, after, **facts)
    act(api, url, "propose")
    assert act(api, url, "confirm", reason="Disepakati lewat telepon").status_code == 200
    return url


def test_everybody_sees_confirmed_visits_of_the_next_sixty_days_and_no_person(api: Api, world: World) -> None:
    later = _confirmed(
        api, world, 30, school="halong", team_id=str(world.teams["team2"]), kit_ids=[str(world.kits["kit2"])]
    )
    sooner = _confirmed(api, world, 10)
    proposed = _planned(api, world, 20)
    act(api, proposed, "propose")
    _planned(api, world, 24)
    _confirmed(api, world, 70)
    cancelled = _confirmed(api, world, 40)
    act(api, cancelled, "cancel", reason="Alat rusak")
    ids = [url.rsplit("/", 1)[1] for url in (sooner, later)]
    answer = api.get("/v1/public/visits", params={"region_code": BALANGAN})
    assert [item["id"] for item in answer.json()["items"]] == ids
    first = answer.json()["items"][0]
    assert set(first) == {
        "id", "school_id", "school_name", "district_code", "district", "kind", "date", "starts_at", "ends_at",
    }  # fmt: skip
    assert (first["school_name"], first["district_code"]) == ("SMA NEGERI PARINGIN", "63.11.07")
    assert "Petugas" not in answer.text
    assert "team" not in answer.text
    assert _told(api) == ids
    assert _told(api, region_code="63.11.02") == ids[1:]
    assert _told(api, region_code="63.08") == []
    assert _told(api, q="halong") == ids[1:]
    assert _told(api, q="%") == []


def test_a_visit_under_way_is_still_told(api: Api, world: World) -> None:
    url = _confirmed(api, world, 3)
    assert act(api, url, "start").status_code == 200
    assert _told(api) == [url.rsplit("/", 1)[1]]
    act(api, url, "complete")
    assert _told(api) == []


@pytest.mark.parametrize("query", [{"region_code": "63.1"}, {"region_code": "x"}, {"q": "x" * 101}, {"limit": "501"}])
def test_a_question_that_cannot_be_meant_is_refused(api: Api, query: dict[str, str]) -> None:
    assert api.get("/v1/public/visits", params=query).status_code == 422


# --- requirements ----------------------------------------------------------------------------------------------


def test_what_to_bring_follows_the_region_and_its_settings(api: Api) -> None:
    body = api.get("/v1/public/requirements", params={"region_code": BALANGAN}).json()
    assert (body["region_code"], body["recording_age"], body["card_age"], body["print_offset_days"]) == (
        BALANGAN, 16, 17, 0,
    )  # fmt: skip
    assert body["free_of_charge"] is True
    assert body["fee_source"] == "UU 24/2013 pasal 79A"
    codes = [item["code"] for item in body["items"]]
    assert codes[0] == "family_card"
    assert "birth_certificate" not in codes
    assert all(item["text"] and item["source"] for item in body["items"])
    settings = api.get("/v1/settings/63.11", by="admin").json()["items"]
    own = [{"key": "recording_age", "value": 15, "valid_from": "2020-01-01"}]
    assert settings
    assert api.put("/v1/settings/63.11", by="admin", json={"items": own}).status_code == 200
    changed = api.get("/v1/public/requirements", params={"region_code": BALANGAN}).json()
    assert changed["recording_age"] == 15
    assert any("15" in item["text"] for item in changed["items"])


def test_a_neighbouring_city_that_asks_for_more_says_so(api: Api) -> None:
    items = api.get("/v1/public/requirements", params={"region_code": "63.72"}).json()["items"]
    assert [item["code"] for item in items if item["group"] == "bring"] == ["family_card", "birth_certificate"]


def test_an_unknown_region_is_not_found_and_none_is_the_nation(api: Api) -> None:
    assert api.get("/v1/public/requirements", params={"region_code": "63.99"}).status_code == 404
    assert api.get("/v1/public/requirements").json()["region_code"] == "00"
