"""Steps into a school year through the door."""

import threading
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlmodel import select

from app.core.clock import frozen
from app.core.db import Database
from app.core.ids import new_id
from app.journal.models import JournalLine
from app.students.models import Student
from app.students.service import NewStudent, create_many
from tests.conftest import Api
from tests.support.world import BALANGAN, World

YEAR = {"academic_year": "2026/2027"}
ID = "01932f4e-0000-7000-8000-0000000000bb"


@pytest.fixture
def pupils(database: Database, world: World) -> list[str]:
    """A pupil of each class at Paringin, there since the school year before."""
    rows = [
        NewStudent(name=f"SISWA {grade}", class_group=name, grade=grade)
        for name, grade in (("X IPA 1", 10), ("XI IPA 1", 11), ("XII IPA 1", 12), ("MERDEKA", None))
    ]
    with frozen(datetime(2025, 7, 14, tzinfo=UTC)), database.write() as session:
        made = create_many(
            session, world.actors["officer"], BALANGAN, world.schools["paringin"], rows, on=date(2025, 7, 14)
        )
    return [str(id) for id in made]


def check(api: Api, world: World, by: str = "school-paringin", **body: Any) -> httpx.Response:
    return api.post(f"/v1/schools/{world.schools['paringin']}/rollovers", by=by, json={**YEAR, **body})


def made(api: Api, world: World, **body: Any) -> str:
    answer = check(api, world, **body)
    assert answer.status_code == 201, answer.text
    return f"/v1/rollovers/{answer.json()['id']}"


def act(api: Api, url: str, action: str, by: str = "school-paringin", **json: Any) -> httpx.Response:
    return api.post(f"{url}/{action}", by=by, json=json or None)


def test_a_preview_is_made_looked_at_and_applied(api: Api, world: World, pupils: list[str]) -> None:
    answer = check(api, world)
    shown = answer.json()
    assert (answer.status_code, answer.headers["etag"], shown["state"]) == (201, '"1"', "checked")
    assert shown["counts"] == {"moves_up": 2, "graduates": 1, "stays": 0, "undecided": 1}
    assert (shown["begins_on"], shown["on_behalf"]) == ("2026-07-01", False)
    assert shown["by_class"][1] == {
        "class_before": "X IPA 1", "class_after": "XI IPA 1", "outcome": "moves_up", "pupils": 1,
    }  # fmt: skip
    url = answer.headers["location"]
    assert api.get(url, by="officer").json() == shown
    items = api.get(shown["items_url"], by="school-paringin").json()["items"]
    assert [(item["name"], item["class_after"], item["grade_after"]) for item in items] == [
        ("SISWA None", "MERDEKA", None),
        ("SISWA 10", "XI IPA 1", 11),
        ("SISWA 11", "XII IPA 1", 12),
        ("SISWA 12", "XII IPA 1", 12),
    ]
    applied = act(api, url, "apply").json()
    assert (applied["state"], applied["version"], applied["counts"]) == ("applied", 2, shown["counts"])
    statuses = {p["id"]: p["status"] for p in api.get("/v1/students", by="school-paringin").json()["items"]}
    assert statuses[pupils[2]] == "graduated"


def test_items_are_paged_and_narrowed_to_one_outcome(api: Api, world: World, pupils: list[str]) -> None:
    url = made(api, world) + "/items"
    first = api.get(url, by="officer", params={"limit": 3}).json()
    second = api.get(url, by="officer", params={"limit": 3, "cursor": first["next_cursor"]}).json()
    assert len({item["student_id"] for item in first["items"] + second["items"]}) == 4
    (graduate,) = api.get(url, by="officer", params={"outcome": "graduates"}).json()["items"]
    assert (graduate["student_id"], graduate["status_after"]) == (pupils[2], "graduated")
    assert api.get(url, by="officer", params={"outcome": "flies"}).status_code == 422


def test_the_same_id_makes_one_preview(api: Api, world: World, pupils: list[str]) -> None:
    first, again = check(api, world, id=ID), check(api, world, id=ID)
    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    other = check(api, world, id=ID, begins_on="2026-07-13")
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")


def test_a_change_names_its_version_and_only_a_checked_step_can_be_changed(
    api: Api, world: World, pupils: list[str]
) -> None:
    url, by = made(api, world), "school-paringin"
    repeats = {"exceptions": [{"student_id": pupils[0], "outcome": "stays", "class_group": "X IPA 2"}]}
    assert api.patch(url, by=by, json=repeats).status_code == 428
    changed = api.patch(url, by=by, json=repeats, headers={"if-match": '"1"'})
    assert (changed.status_code, changed.headers["etag"], changed.json()["counts"]["stays"]) == (200, '"2"', 1)
    assert api.patch(url, by=by, json=repeats, headers={"if-match": '"1"'}).status_code == 412
    assert api.post(f"{url}/apply", by=by, headers={"if-match": '"1"'}).status_code == 412
    unchanged = api.patch(url, by=by, json={}, headers={"if-match": '"2"'})
    assert (unchanged.status_code, unchanged.headers["etag"]) == (200, '"2"')
    act(api, url, "apply")
    late = api.patch(url, by=by, json=repeats, headers={"if-match": '"3"'})
    assert (late.status_code, late.json()["code"], late.json()["allowed"]) == (409, "state_conflict", ["revert"])


def test_pupils_who_changed_since_are_shown_before_anything_is_done(api: Api, world: World, pupils: list[str]) -> None:
    url = made(api, world)
    version = api.get(f"/v1/students/{pupils[3]}", by="officer").headers["etag"]
    told = {"class_group": "X MERDEKA"}
    api.patch(f"/v1/students/{pupils[3]}", by="school-paringin", json=told, headers={"if-match": version})
    refused = act(api, url, "apply")
    assert (refused.status_code, refused.json()["code"]) == (409, "students.rollover_changed")
    # A class that was corrected this school year is this year's class.
    assert refused.json()["counts"] == api.get(url, by="officer").json()["counts"]
    assert refused.json()["counts"] == {"moves_up": 2, "graduates": 1, "stays": 1, "undecided": 0}
    assert act(api, url, "apply").status_code == 200


def test_a_step_is_taken_back_with_a_reason(api: Api, world: World, pupils: list[str], database: Database) -> None:
    url = made(api, world)
    early = act(api, url, "revert", reason="salah tahun")
    assert (early.status_code, early.json()["allowed"]) == (409, ["apply", "discard"])
    act(api, url, "apply")
    assert api.post(f"{url}/revert", by="officer", json={}).status_code == 422
    version = api.get(f"/v1/students/{pupils[0]}", by="officer").headers["etag"]
    told = {"class_group": "XI IPS 1"}
    api.patch(f"/v1/students/{pupils[0]}", by="school-paringin", json=told, headers={"if-match": version})
    reverted = act(api, url, "revert", by="officer", reason="salah tahun").json()
    assert (reverted["state"], reverted["kept"]) == (
        "reverted", [{"student_id": pupils[0], "reason": "changed_since"}],
    )  # fmt: skip
    with database.read() as session:
        classes = {str(s.id): (s.class_group, s.status.value) for s in session.exec(select(Student))}
        kinds = session.exec(select(JournalLine.kind).where(JournalLine.subject_type == "rollover")).all()
    assert [classes[id] for id in pupils] == [
        ("XI IPS 1", "active"), ("XI IPA 1", "active"), ("XII IPA 1", "active"), ("MERDEKA", "active"),
    ]  # fmt: skip
    assert sorted(kinds) == [f"students.rollover_{what}" for what in ("applied", "checked", "reverted")]


def test_a_discarded_step_is_over_and_another_can_be_made(api: Api, world: World, pupils: list[str]) -> None:
    url = made(api, world)
    assert act(api, url, "discard").json()["state"] == "discarded"
    assert act(api, url, "apply").json()["allowed"] == []
    made(api, world)
    found = api.get(f"/v1/schools/{world.schools['paringin']}/rollovers", by="school-paringin").json()["items"]
    assert [one["state"] for one in found] == ["checked", "discarded"]


def test_a_school_year_is_stepped_into_once(api: Api, world: World, pupils: list[str]) -> None:
    first, second = made(api, world), made(api, world)
    assert act(api, first, "apply").status_code == 200
    again = act(api, second, "apply")
    assert (again.status_code, again.json()["code"]) == (409, "students.rollover_done")
    assert check(api, world).json()["code"] == "students.rollover_done"


def test_two_who_apply_at_once_step_once(api: Api, world: World, pupils: list[str]) -> None:
    urls = [made(api, world), made(api, world)]
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda url=url: answers.append(act(api, url, "apply").status_code)) for url in urls
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 409]


def test_the_office_may_for_its_schools_and_is_marked(api: Api, world: World, pupils: list[str]) -> None:
    assert check(api, world, by="officer").json()["on_behalf"] is True
    assert check(api, world, by="neighbour").status_code == 404


def test_nobody_else_sees_or_moves_a_step(api: Api, world: World, pupils: list[str]) -> None:
    url = made(api, world)
    for by in ("school-halong", "neighbour"):
        assert api.get(url, by=by).status_code == 404
        assert api.get(f"{url}/items", by=by).status_code == 404
        assert act(api, url, "apply", by=by).status_code == 404
    for by in ("team1", "viewer"):
        assert api.get(url, by=by).status_code == 403
        assert check(api, world, by=by).status_code == 403


def test_a_pupil_who_went_elsewhere_has_no_name_for_the_former_school(
    api: Api, world: World, pupils: list[str], database: Database
) -> None:
    url = made(api, world) + "/items"
    with database.write() as session:
        session.get_one(Student, UUID(pupils[0])).school_id = world.schools["halong"]
    names = {item["student_id"]: item["name"] for item in api.get(url, by="school-paringin").json()["items"]}
    assert (names[pupils[0]], names[pupils[1]]) == (None, "SISWA 11")
    assert api.get(url, by="officer").json()["items"][1]["name"] == "SISWA 10"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"academic_year": "2026/2028"}, "/academic_year"),
        ({"academic_year": "9998/9999"}, "/academic_year"),
        ({"academic_year": None}, "/academic_year"),
        ({"begins_on": "2026-06-30"}, "/begins_on"),
        ({"begins_on": "9999-12-31"}, "/begins_on"),
        ({"exceptions": None}, "/exceptions"),
        ({"exceptions": [{"student_id": str(new_id()), "outcome": "stays"}]}, "/exceptions/0/student_id"),
        ({"exceptions": [{"student_id": "x", "outcome": "stays"}]}, "/exceptions/0/student_id"),
        ({"exceptions": [{"student_id": ID, "outcome": "undecided"}]}, "/exceptions/0/outcome"),
        ({"exceptions": [{"student_id": ID, "outcome": "stays", "grade": 10**30}]}, "/exceptions/0/grade"),
        ({"class_names": {"X 99": "XI 99"}}, "/class_names/X 99"),
        ({"class_names": {"X IPA 1": ""}}, "/class_names/X IPA 1"),
        ({"class_names": {"X IPA 1": "X" * 61}}, "/class_names/X IPA 1"),
        ({"class_names": {"X IPA 1": "XI\u0000"}}, "/class_names/X IPA 1"),
        ({"class_names": []}, "/class_names"),
        ({"counts": {}}, "/counts"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    api: Api, world: World, pupils: list[str], body: dict[str, Any], pointer: str
) -> None:
    answer = check(api, world, **body)
    assert (answer.status_code, [fault["pointer"] for fault in answer.json()["errors"]]) == (422, [pointer])
