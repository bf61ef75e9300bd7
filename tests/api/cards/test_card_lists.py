"""Due by day, place and polling day; legal clocks; the work list of cards that stand still."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.cards.problem_rules import ProblemKind
from app.core.clock import now
from app.core.db import Database
from app.core.i18n import catalogue
from app.regions.models import Setting
from app.regions.queries import today
from app.students.models import Recorded, Student
from tests.conftest import Api
from tests.support.world import World, add_student

ADULT = date(2009, 1, 15)


def step(api: Api, student_id: UUID, status: str, days_ago: int) -> None:
    at = (now() - timedelta(days=days_ago)).isoformat()
    body = {"status": status, "occurred_at": at, "reason": "SIAK"}
    assert api.post(f"/v1/students/{student_id}/card-events", by="officer", json=body).status_code == 201


def listed(api: Api, query: str = "", by: str = "officer") -> list[dict[str, Any]]:
    answer = api.get(f"/v1/cards/problems{query}", by=by)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_each_kind_of_problem_stands_on_the_list_with_its_age_and_what_to_do(
    api: Api, database: Database, world: World
) -> None:
    steps = {
        "duplicate": ("DUPLICATE_RECORD", 20), "adjudicate": ("ADJUDICATE", 15), "enrol_failure": ("EFAR", 14),
        "search_failure": ("SEARCH FAILURE AT CENTRAL", 13), "request_validation": ("Request Validation", 12),
        "stuck_sent": ("SFE", 8), "stuck_here": ("bio-captured", 9), "unknown_code": ("PACKET_RETRY", 2),
    }  # fmt: skip
    with database.write() as session:
        ids = {kind: add_student(session, world, name=kind, birth=ADULT) for kind in [*steps, "fresh", "ready"]}
        silent = session.get_one(Student, add_student(session, world, name="unknown_at_centre", birth=ADULT))
        silent.recorded, silent.recorded_here_on = Recorded.HERE, today("63.11") - timedelta(days=17)
        waiting = session.get_one(Student, add_student(session, world, name="not yet", birth=ADULT))
        waiting.recorded, waiting.recorded_here_on = Recorded.HERE, today("63.11") - timedelta(days=13)
    for kind, (status, days) in steps.items():
        step(api, ids[kind], status, days)
    step(api, ids["fresh"], "SENT_FOR_ENROLLMENT", 7)
    step(api, ids["ready"], "PRR", 90)
    found = listed(api)
    assert {item["name"]: item["kind"] for item in found} == {kind: kind for kind in [*steps, "unknown_at_centre"]}
    assert [item["age_days"] for item in found] == [20, 17, 15, 14, 13, 12, 9, 8, 2]
    late = {item["kind"] for item in found if item["overdue"]}
    assert late == {"duplicate", "adjudicate", "stuck_sent", "stuck_here", "unknown_at_centre"}
    assert {item["kind"] for item in listed(api, "?overdue=true")} == late
    assert {item["kind"] for item in listed(api, "?overdue=false")} == {*steps, "unknown_at_centre"} - late
    assert [item["kind"] for item in listed(api, "?kind=stuck_sent")] == ["stuck_sent"]
    counts = api.get("/v1/cards/problems?kind=adjudicate", by="officer").json()["counts"]
    assert counts == dict.fromkeys(counts, 1) | {"returned": 0, "not_received": 0}
    assert all(item["next_step"] == catalogue()[item["next_step_code"]]["id"] for item in found)
    english = api.get("/v1/cards/problems", by="officer", headers={"accept-language": "en"}).json()["items"]
    assert english[0]["next_step"].startswith("The biometrics match")
    sheet = api.get("/v1/cards/problems?format=csv", by="officer").text
    assert len(sheet.strip().splitlines()) == 10


def test_the_work_list_turns_pages_over_both_kinds_of_days(api: Api, database: Database, world: World) -> None:
    with database.write() as session:
        for days in (30, 20, 16):
            one = session.get_one(Student, add_student(session, world, name=f"silent {days}", birth=ADULT))
            one.recorded, one.recorded_here_on = Recorded.HERE, today("63.11") - timedelta(days=days)
        heard = {days: add_student(session, world, name=f"heard {days}", birth=ADULT) for days in (25, 18, 3)}
    for days, student in heard.items():
        step(api, student, "DUP", days)
    names: list[str] = []
    cursor = None
    for _ in range(6):
        params = {"limit": 1} | ({"cursor": cursor} if cursor else {})
        body = api.get("/v1/cards/problems", by="officer", params=params).json()
        names += [item["name"] for item in body["items"]]
        cursor = body["next_cursor"]
    assert names == ["silent 30", "heard 25", "silent 20", "heard 18", "silent 16", "heard 3"]
    assert cursor is None


def test_a_region_decides_after_how_many_days_somebody_must_act(api: Api, database: Database, world: World) -> None:
    with database.write() as session:
        student = add_student(session, world, birth=ADULT)
        for key in ("card_stuck_days", "card_problem_days"):
            session.add(Setting(region_code="63.11", key=key, value=3, valid_from=date(2020, 1, 1)))
    step(api, student, "SFE", 3)
    assert listed(api) == []
    step(api, student, "DUP", 4 - 2)
    assert [item["overdue"] for item in listed(api)] == [False]


def test_every_kind_has_its_sentence() -> None:
    assert {kind.advice for kind in ProblemKind} <= catalogue().keys()


def test_a_school_sees_the_problems_of_its_own_pupils_and_the_neighbour_none(
    api: Api, database: Database, world: World
) -> None:
    with database.write() as session:
        student = add_student(session, world, birth=ADULT)
    step(api, student, "DUP", 1)
    seen = {by: len(listed(api, by=by)) for by in ("school-paringin", "school-halong", "neighbour", "nation")}
    assert seen == {"school-paringin": 1, "school-halong": 0, "neighbour": 0, "nation": 1}


# --- due -------------------------------------------------------------------------------------------------------


def test_before_a_polling_day_everyone_who_is_17_by_then_is_due(api: Api, database: Database, world: World) -> None:
    with database.write() as session:
        for name, birth in {"eve": "2010-02-13", "day": "2010-02-14", "after": "2010-02-15"}.items():
            add_student(session, world, name=name, birth=date.fromisoformat(birth))
    found = api.get("/v1/cards/due?on=2027-01-01&election_date=2027-02-14", by="officer").json()
    assert [item["name"] for item in found["items"]] == ["eve", "day"]
    past = api.get("/v1/cards/due?on=2027-01-01&election_date=2026-12-31", by="officer")
    assert (past.status_code, past.json()["errors"][0]["pointer"]) == (422, "/election_date")


def test_the_due_are_counted_by_school_by_day_and_by_the_village_of_those_at_no_school(
    api: Api, database: Database, world: World
) -> None:
    with database.write() as session:
        add_student(session, world, name="A", birth=date(2010, 5, 1))
        add_student(session, world, "halong", name="B", birth=date(2010, 5, 2))
        for name, place in {"C": "63.11.06", "D": "63.11.06", "E": None}.items():
            left = session.get_one(Student, add_student(session, world, None, name=name, birth=date(2010, 5, 2)))
            left.residence_code = place
    url = "/v1/cards/due?on=2027-05-01&within_days=1"
    by = {
        kind: [(g["key"], g["due"]) for g in api.get(f"{url}&group_by={kind}", by="officer").json()["groups"]]
        for kind in ("village", "day")
    }
    assert by["village"] == [("63.11.06", 2), (None, 1)]
    assert by["day"] == [("2027-05-01", 1), ("2027-05-02", 4)]
    schools = api.get(f"{url}&group_by=school", by="officer").json()["groups"]
    assert (schools[0]["key"], schools[0]["due"]) == (None, 3)
    assert {g["key"] for g in schools} == {None, str(world.schools["paringin"]), str(world.schools["halong"])}
    assert all(g["counts"]["not_recorded"] == g["due"] for g in schools)
    outside = api.get(f"{url}&at_school=false", by="officer").json()["items"]
    assert [item["name"] for item in outside] == ["C", "D", "E"]
    assert api.get(f"{url}&card_state=ready", by="officer").json()["items"] == []
    assert api.get(url, by="officer").json()["groups"] is None


# --- clocks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "on", "names"),
    [
        ("nearing_22", "2026-11-24", ["soon", "last"]),
        ("past_22", "2026-11-24", ["older", "today"]),
        ("past_17", "2026-11-24", ["older", "today", "soon", "last", "beyond", "done", "adult"]),
        ("married", "2026-11-24", ["wed"]),
    ],
)
def test_the_clocks_of_the_law(
    api: Api, database: Database, world: World, kind: str, on: str, names: list[str]
) -> None:
    births = {
        "older": "2004-11-23", "today": "2004-11-24", "soon": "2004-11-25", "last": "2005-05-23",
        "beyond": "2005-05-24", "done": "2005-06-01", "adult": "2009-11-24", "young": "2009-11-25", "wed": "2010-01-01",
    }  # fmt: skip
    with database.write() as session:
        for name, birth in births.items():
            one = session.get_one(Student, add_student(session, world, name=name, birth=date.fromisoformat(birth)))
            one.ever_married = name == "wed"
            if name == "done":
                one.recorded = Recorded.ELSEWHERE
    found = api.get(f"/v1/cards/clocks?kind={kind}&on={on}", by="officer").json()["items"]
    assert [item["name"] for item in found] == names
    days = {item["name"]: item["days_left"] for item in found}
    if kind == "nearing_22":
        assert days == {"soon": 1, "last": 180}
    assert api.get("/v1/cards/clocks", by="school-halong").json()["items"] == []
    assert api.get("/v1/cards/clocks", by="viewer").status_code == 403
