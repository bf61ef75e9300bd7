"""Visits through the door: making, clashing, moving."""

from typing import Any

import httpx
import pytest
from sqlmodel import select

from app.core.db import Database
from app.journal.models import JournalLine
from app.regions.models import CalendarDay, DayKind
from tests.conftest import Api
from tests.support.visits import MONDAY, act, body, create, made
from tests.support.world import BALANGAN, World, instant

ID = "01932f4e-0000-7000-8000-0000000000bb"


def test_a_visit_is_made_once_in_draft_with_its_capacity_and_an_empty_ledger(api: Api, world: World) -> None:
    first, again = (create(api, world, id=ID) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    visit = first.json()
    assert (visit["state"], visit["date"], visit["capacity"]) == ("draft", MONDAY, 24)
    assert (visit["expected"], visit["recorded"], visit["not_yet_seen"]) == (0, 0, 0)
    assert instant(visit["starts_at"]) == instant(f"{MONDAY}T08:00:00+08:00")
    assert first.headers["location"] == f"/v1/visits/{ID}"
    other = create(api, world, id=ID, kind="catch_up")
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")


def test_the_day_of_a_visit_is_the_regions_and_not_greenwichs(api: Api, world: World) -> None:
    answer = create(api, world, starts_at=f"{MONDAY}T00:30:00Z", ends_at=f"{MONDAY}T03:00:00Z")
    assert (answer.status_code, answer.json()["date"]) == (201, MONDAY)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"kit_ids": ["kit2"]}, "visits.team_busy"),
        ({"team_id": "team2"}, "visits.kit_busy"),
        ({"team_id": "team2", "kit_ids": ["kit2", "kit1"], "school_id": "halong"}, "visits.kit_busy"),
    ],
)
def test_nobody_and_no_kit_is_at_two_places_at_once_whatever_the_reason(
    api: Api, world: World, facts: dict[str, Any], code: str
) -> None:
    create(api, world)
    if "team_id" in facts:
        facts = {**facts, "team_id": str(world.teams[facts["team_id"]])}
    if "kit_ids" in facts:
        facts = {**facts, "kit_ids": [str(world.kits[kit]) for kit in facts["kit_ids"]]}
    if "school_id" in facts:
        facts = {**facts, "school_id": str(world.schools[facts["school_id"]])}
    times = {"starts_at": f"{MONDAY}T11:59:00+08:00", "ends_at": f"{MONDAY}T13:00:00+08:00"}
    clash = create(api, world, **facts, **times, override_reason="mendesak")
    assert (clash.status_code, clash.json()["code"]) == (409, code)
    after = {"starts_at": f"{MONDAY}T12:00:00+08:00", "ends_at": f"{MONDAY}T13:00:00+08:00"}
    assert create(api, world, **facts, **after).status_code == 201


@pytest.mark.parametrize(
    ("day", "start", "end", "code"),
    [
        ("2026-12-25", "08:00", "10:00", "visits.holiday"),
        ("2026-12-24", "08:00", "10:00", "visits.holiday"),  # joint leave
        (MONDAY, "06:00", "10:00", "visits.outside_lessons"),
        ("2026-12-04", "09:00", "12:00", "visits.outside_lessons"),  # Friday prayer
        ("2026-12-06", "08:00", "10:00", "visits.outside_lessons"),  # Sunday
        ("2026-12-08", "08:00", "10:00", "visits.blackout"),
    ],
)
def test_what_the_calendar_says_can_be_overridden_with_a_reason(
    api: Api, world: World, database: Database, day: str, start: str, end: str, code: str
) -> None:
    with database.write() as session:
        session.add(
            CalendarDay(
                date_from=instant("2026-12-07T00:00:00+08:00").date(),
                date_to=instant("2026-12-12T00:00:00+08:00").date(),
                kind=DayKind.EXAM,
                name="UAS",
                school_id=world.schools["paringin"],
                region_code=BALANGAN,
                source="test",
            )
        )
    times = {"starts_at": f"{day}T{start}:00+08:00", "ends_at": f"{day}T{end}:00+08:00"}
    refused = create(api, world, **times)
    assert (refused.status_code, refused.json()["code"]) == (409, code)
    allowed = create(api, world, **times, override_reason="disetujui kepala sekolah")
    assert (allowed.status_code, allowed.json()["override_reason"]) == (201, "disetujui kepala sekolah")


def test_the_exams_of_one_school_do_not_stop_another(api: Api, world: World, database: Database) -> None:
    day = instant(f"{MONDAY}T00:00:00+08:00").date()
    with database.write() as session:
        session.add(
            CalendarDay(
                date_from=day,
                date_to=day,
                kind=DayKind.EXAM,
                name="UAS",
                school_id=world.schools["halong"],
                source="test",
            )
        )
    assert create(api, world).status_code == 201


def test_a_broken_kit_and_a_disbanded_team_do_not_go(api: Api, world: World) -> None:
    match = {"if-match": '"1"'}
    api.patch(f"/v1/kits/{world.kits['kit1']}", by="officer", json={"state": "in_repair"}, headers=match)
    assert create(api, world).json()["code"] == "visits.kit_not_ready"
    api.patch(f"/v1/teams/{world.teams['team1']}", by="officer", json={"active": False}, headers=match)
    kits = [str(world.kits["kit2"])]
    assert create(api, world, kit_ids=kits).json()["code"] == "visits.team_inactive"


@pytest.mark.parametrize(
    ("facts", "pointer"),
    [
        ({"school_id": "01932f4e-0000-7000-8000-000000000001"}, "/school_id"),
        ({"team_id": "01932f4e-0000-7000-8000-000000000001"}, "/team_id"),
        ({"kit_ids": ["01932f4e-0000-7000-8000-000000000001"]}, "/kit_ids/0"),
        ({"kit_ids": []}, "/kit_ids"),
        ({"kit_ids": None}, "/kit_ids"),
        ({"ends_at": f"{MONDAY}T08:00:00+08:00"}, "/ends_at"),
        ({"ends_at": "2026-12-01T12:00:00+08:00"}, "/ends_at"),
        ({"starts_at": f"{MONDAY}T08:00:00"}, "/starts_at"),
        ({"starts_at": "0001-01-01T00:00:00+14:00"}, "/starts_at"),
        ({"ends_at": "9999-12-31T23:59:59-12:00"}, "/ends_at"),
        ({"kind": "party"}, "/kind"),
        ({"override_reason": "x" * 401}, "/override_reason"),
        ({"override_reason": ""}, "/override_reason"),
        ({"state": "confirmed"}, "/state"),
    ],
)
def test_garbage_is_refused_where_it_stands(api: Api, world: World, facts: dict[str, Any], pointer: str) -> None:
    answer = create(api, world, **facts)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


def test_a_neighbours_school_team_and_kit_are_unknown_and_never_mixed(api: Api, world: World) -> None:
    foreign = {
        "/school_id": {"school_id": str(world.schools["amuntai"])},
        "/team_id": {"team_id": str(world.teams["team3"])},
        "/kit_ids/0": {"kit_ids": [str(world.kits["kit3"])]},
    }
    for pointer, facts in foreign.items():
        for by in ("officer", "nation"):
            answer = api.post("/v1/visits", by=by, json=body(world, **facts))
            assert answer.status_code == 422
            if by == "officer" or pointer != "/school_id":
                assert answer.json()["errors"][0]["pointer"] == pointer


def test_each_sees_its_own_visits_and_viewers_none(api: Api, world: World) -> None:
    url = made(api, world)
    assert api.post(f"{url}/propose", by="officer").status_code == 200
    for by in ("officer", "admin", "nation", "school-paringin", "team1"):
        assert api.get(url, by=by).status_code == 200, by
        assert len(api.get("/v1/visits", by=by).json()["items"]) == 1
    for by in ("neighbour", "school-halong", "team2", "team3"):
        assert api.get(url, by=by).status_code == 404, by
        assert api.get("/v1/visits", by=by).json()["items"] == []
    assert api.get(url, by="viewer").status_code == 403
    assert api.get("/v1/visits", by="viewer").status_code == 403
    for by in ("school-paringin", "team1", "viewer"):
        assert api.post("/v1/visits", by=by, json=body(world)).status_code == 403


def test_a_school_sees_a_visit_from_its_proposal_on_and_the_draft_that_it_declined(api: Api, world: World) -> None:
    url = made(api, world)
    for path in (url, f"{url}/roster", f"{url}/letters"):
        assert api.get(path, by="school-paringin").status_code == 404, path
    assert api.get("/v1/visits", by="school-paringin").json()["items"] == []
    assert api.post(f"{url}/confirm", by="school-paringin", json={}).status_code == 404
    api.post(f"{url}/propose", by="officer")
    assert api.get(url, by="school-paringin").json()["state"] == "proposed"
    declined = api.post(f"{url}/decline", by="school-paringin", json={"reason": "Ujian"})
    assert (declined.status_code, declined.json()["state"]) == (200, "draft")
    assert api.get(url, by="school-paringin").json()["reason"] == "Ujian"


def test_on_a_day_without_lessons_no_hours_are_named(api: Api, world: World) -> None:
    sunday = {"starts_at": "2026-12-06T08:00:00+08:00", "ends_at": "2026-12-06T10:00:00+08:00"}
    refused = api.post("/v1/visits", by="officer", json=body(world, **sunday))
    assert refused.json()["code"] == "visits.outside_lessons"
    assert "no lessons" in refused.json()["detail"]
    assert "–" not in refused.json()["detail"]


def test_a_list_is_filtered_and_paged_by_start(api: Api, world: World) -> None:
    for day in ("2026-12-01", "2026-12-02", "2026-12-03"):
        made(api, world, starts_at=f"{day}T08:00:00+08:00", ends_at=f"{day}T09:00:00+08:00")

    def days(**query: Any) -> list[str]:
        answer = api.get("/v1/visits", by="officer", params=query)
        assert answer.status_code == 200, answer.text
        return [visit["date"] for visit in answer.json()["items"]]

    assert days() == ["2026-12-01", "2026-12-02", "2026-12-03"]
    assert days(date_from="2026-12-02", date_to="2026-12-02") == ["2026-12-02"]
    assert days(school_id=str(world.schools["halong"])) == []
    assert days(team_id=str(world.teams["team1"]), state="draft", kind="recording") == days()
    assert days(state="completed") == []
    assert days(region_code="63.11.07") == days()
    assert days(region_code="63.11.02") == []
    first = api.get("/v1/visits?limit=2", by="officer").json()
    assert days(limit=2, cursor=first["next_cursor"]) == ["2026-12-03"]
    assert api.get("/v1/visits?region_code=63.08", by="officer").status_code == 404
    assert api.get("/v1/visits?date_from=kemarin", by="officer").status_code == 422
    assert api.get("/v1/visits?format=csv", by="officer").text.count("recording,") == 3


def test_a_visit_goes_from_proposal_to_completion(api: Api, world: World, database: Database) -> None:
    url = made(api, world)
    assert act(api, url, "propose").json()["state"] == "proposed"
    assert act(api, url, "confirm", by="school-paringin").json()["state"] == "confirmed"
    assert act(api, url, "start").json()["state"] == "in_progress"
    done = act(api, url, "complete")
    assert (done.json()["state"], done.headers["etag"]) == ("completed", '"5"')
    late = act(api, url, "cancel", reason="terlambat")
    assert (late.status_code, late.json()["code"], late.json()["allowed"]) == (409, "state_conflict", [])
    with database.read() as session:
        kinds = session.exec(select(JournalLine.kind).where(JournalLine.subject_type == "visit")).all()
    assert sorted(kinds) == sorted(
        f"visits.{kind}" for kind in ("created", "proposed", "confirmed", "started", "completed")
    )


def test_the_office_confirms_for_a_school_only_with_a_reason(api: Api, world: World) -> None:
    url = made(api, world)
    act(api, url, "propose")
    refused = act(api, url, "confirm")
    assert (refused.status_code, refused.json()["errors"][0]) == (
        422,
        {"pointer": "/reason", "code": "field.reason_needed", "message": "Give the reason."},
    )
    confirmed = act(api, url, "confirm", reason="lewat telepon")
    assert (confirmed.json()["state"], confirmed.json()["reason"]) == ("confirmed", "lewat telepon")


def test_a_school_declines_with_other_dates_and_the_visit_is_a_draft_again(api: Api, world: World) -> None:
    url = made(api, world)
    act(api, url, "propose")
    assert act(api, url, "decline", by="school-paringin").status_code == 422
    answer = act(api, url, "decline", by="school-paringin", reason="ujian", other_dates=["2026-12-02"])
    assert (answer.json()["state"], answer.json()["other_dates"]) == ("draft", ["2026-12-02"])
    moved = act(
        api,
        url,
        "reschedule",
        starts_at="2026-12-02T08:00:00+08:00",
        ends_at="2026-12-02T09:00:00+08:00",
    ).json()
    assert (moved["state"], moved["date"], moved["capacity"]) == ("proposed", "2026-12-02", 6)
    assert (moved["reason"], moved["other_dates"]) == (None, None)


@pytest.mark.parametrize("action", ["propose", "postpone", "reschedule", "cancel", "start", "complete"])
def test_a_school_only_answers(api: Api, world: World, action: str) -> None:
    url = made(api, world)
    assert act(api, url, action, by="school-paringin", reason="x").status_code == 403
    assert act(api, url, action, by="team1", reason="x").status_code == 403
    assert act(api, url, "confirm", by="team1").status_code == 403
    assert act(api, url, "confirm", by="school-halong").status_code == 404
    assert act(api, url, "confirm", by="neighbour", reason="x").status_code == 404


def test_a_postponed_visit_frees_its_team_and_comes_back_only_to_a_free_time(api: Api, world: World) -> None:
    url = made(api, world)
    assert act(api, url, "postpone").status_code == 422
    assert act(api, url, "postpone", reason="banjir").json()["state"] == "postponed"
    second = made(api, world)
    times = {"starts_at": f"{MONDAY}T08:00:00+08:00", "ends_at": f"{MONDAY}T09:00:00+08:00"}
    assert act(api, url, "reschedule", **times).json()["code"] == "visits.team_busy"
    assert api.get(url, by="officer").json()["state"] == "postponed"
    act(api, second, "cancel", reason="salah")
    assert act(api, url, "reschedule", **times).json()["state"] == "proposed"


def test_a_reason_that_overrode_one_day_does_not_hold_for_the_next(api: Api, world: World) -> None:
    sunday = {"starts_at": "2026-12-06T08:00:00+08:00", "ends_at": "2026-12-06T09:00:00+08:00"}
    url = made(api, world, **sunday, override_reason="bakti sosial")
    again = {key: value.replace("-06T", "-13T") for key, value in sunday.items()}
    assert act(api, url, "reschedule", **again).json()["code"] == "visits.outside_lessons"
    moved = act(api, url, "reschedule", **again, override_reason="ditunda sepekan")
    assert moved.json()["override_reason"] == "ditunda sepekan"


def test_an_action_on_a_version_that_is_gone_is_refused(api: Api, world: World) -> None:
    url = made(api, world)
    first, second = (api.post(f"{url}/propose", by="officer", headers={"if-match": '"1"'}) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 412)
    assert act(api, url, "propose").json()["code"] == "state_conflict"


def test_a_patch_checks_what_it_touches_and_leaves_itself_aside(api: Api, world: World) -> None:
    url = made(api, world)
    other = made(api, world, starts_at="2026-12-01T08:00:00+08:00", ends_at="2026-12-01T12:00:00+08:00")

    def patch(target: str, version: int, **facts: Any) -> httpx.Response:
        return api.patch(target, by="officer", json=facts, headers={"if-match": f'"{version}"'})

    assert api.patch(url, by="officer", json={"headcount": 3}).status_code == 428
    longer = patch(url, 1, ends_at=f"{MONDAY}T14:00:00+08:00")
    assert (longer.status_code, longer.json()["capacity"]) == (200, 36)
    both = patch(url, 2, kit_ids=[str(world.kits["kit1"]), str(world.kits["kit2"])])
    assert (both.status_code, both.json()["capacity"]) == (200, 72)
    assert len(both.json()["kit_ids"]) == 2
    clash = patch(other, 1, starts_at=f"{MONDAY}T08:00:00+08:00", ends_at=f"{MONDAY}T09:00:00+08:00")
    assert clash.json()["code"] == "visits.team_busy"
    assert patch(other, 1, headcount=10**12).status_code == 422
    assert patch(other, 1, team_id=None).status_code == 422
    assert patch(other, 1, headcount=12).json()["headcount"] == 12
    assert patch(other, 2, headcount=12).json()["version"] == 2


def test_times_change_by_reschedule_once_the_school_has_agreed(api: Api, world: World) -> None:
    url = made(api, world)
    act(api, url, "propose")
    act(api, url, "confirm", by="school-paringin")
    late = api.patch(url, by="officer", json={"ends_at": f"{MONDAY}T11:00:00+08:00"}, headers={"if-match": '"3"'})
    assert (late.status_code, late.json()["code"]) == (409, "state_conflict")
    assert "reschedule" in late.json()["allowed"]
    swap = api.patch(url, by="officer", json={"kit_ids": [str(world.kits["kit2"])]}, headers={"if-match": '"3"'})
    assert (swap.status_code, swap.json()["state"]) == (200, "confirmed")
