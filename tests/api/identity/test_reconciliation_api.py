"""The school's list, the registry and the visits beside each other, through the door."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from app.core.clock import now
from app.core.db import Database
from app.core.ids import new_id
from app.regions.queries import today
from app.students.models import Student, StudentStatus
from tests.conftest import Api
from tests.support.world import World, add_student, invented_nik

URL = "/v1/reconciliation"
BORN = date(2009, 1, 15)
NAMES = ("ANI", "BUDI", "CICI", "DEDI", "EKA", "FAJAR", "GITA", "HADI")


@pytest.fixture
def niks(api: Api, world: World) -> dict[str, str]:
    """Eight pupils whom a list of Paringin names."""
    made = {name: invented_nik(BORN, "P") for name in NAMES}
    send_list(api, world, made)
    return made


def send_list(api: Api, world: World, niks: dict[str, str], **params: Any) -> None:
    students = [
        {"name": name, "nik": nik, "birth_date": str(BORN), "sex": "P", "class_group": "XI 1"}
        for name, nik in niks.items()
    ]
    url = f"/v1/schools/{world.schools['paringin']}/submissions"
    answer = api.post(url, by="officer", json={"students": students}, params=params)
    assert answer.status_code == 201, answer.text


def ids(database: Database) -> dict[str, UUID]:
    with database.read() as session:
        return {s.name: s.id for s in session.exec(select(Student))}


def centre(api: Api, nik: str, status: str, at: str = "2026-10-05") -> None:
    rows = [{"nik": nik, "status": status, "occurred_at": at}]
    assert api.post("/v1/registry-imports", by="officer", json={"rows": rows}).status_code == 201


def seen(api: Api, student_id: UUID, outcome: str, days_ago: float) -> str:
    item = {
        "id": str(new_id()), "student_id": str(student_id), "outcome": outcome, "device_id": "kit-1",
        "offline": False, "captured_at": (now() - timedelta(days=days_ago)).isoformat(),
    }  # fmt: skip
    if outcome in ("failed", "refused", "deferred"):
        item["reason"] = "other"
    answer = api.post("/v1/recordings", by="officer", json=item)
    assert answer.status_code == 201, answer.text
    return item["id"]  # type: ignore[return-value]


def compared(api: Api, by: str = "officer", **params: Any) -> dict[str, Any]:
    answer = api.get(URL, by=by, params={"limit": 500, **params})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_each_disagreement_says_what_comes_next(
    api: Api, database: Database, world: World, niks: dict[str, str]
) -> None:
    people = ids(database)
    with database.write() as session:
        add_student(session, world, name="TITIPAN", birth=BORN)
        tardy = add_student(session, world, name="SUSULAN", birth=BORN, nik=invented_nik(BORN, "P"))
    centre(api, niks["BUDI"], "PRR")
    seen(api, people["BUDI"], "absent", 3)
    seen(api, people["CICI"], "recorded", 20)
    seen(api, people["DEDI"], "already_recorded", 3)
    centre(api, niks["EKA"], "DUPLICATE")
    seen(api, people["FAJAR"], "left", 3)
    seen(api, people["GITA"], "recorded", 2)
    seen(api, people["HADI"], "absent", 9)
    voided = seen(api, people["HADI"], "recorded", 4)
    assert api.put(f"/v1/recordings/{voided}/voids/{new_id()}", by="officer", json={"reason": "x"}).status_code == 201
    seen(api, tardy, "recorded", 1)
    answer = compared(api, school_id=str(world.schools["paringin"]))
    found = {item["name"]: item for item in answer["items"]}
    assert {name: item["verdict"] for name, item in found.items()} == {
        "ANI": "listed_not_recorded",
        "BUDI": "seen_absent_but_recorded",
        "CICI": "recorded_here_unknown_at_centre",
        "DEDI": "already_recorded_unconfirmed",
        "EKA": "problem_at_centre",
        "FAJAR": "listed_but_left",
        "GITA": "agrees",
        "HADI": "listed_not_recorded",
        "TITIPAN": "not_listed",
        "SUSULAN": "recorded_not_listed",
    }
    assert (found["HADI"]["seen"], found["HADI"]["seen_on"]) == ("absent", str(today("63.11") - timedelta(days=9)))
    assert [found[n]["registry"] for n in ("ANI", "BUDI", "CICI", "EKA")] == [
        "not_recorded", "recorded_elsewhere", "recorded_here", "problem",
    ]  # fmt: skip
    assert [found[n]["turn"] for n in ("ANI", "BUDI", "FAJAR")] == ["office", "nobody", "school"]
    assert (found["TITIPAN"]["listed"], found["ANI"]["listed"]) == (False, True)
    assert found["EKA"]["message"].startswith("The recording has a problem at the centre")
    assert answer["as_of"] == str(today("63.11"))
    counts = answer["counts"]
    assert (counts["listed"], counts["registered_recorded"], counts["seen"]) == (8, 5, 7)
    assert counts["listed_not_recorded"] == 2
    assert sum(n for name, n in counts.items() if name not in ("listed", "registered_recorded", "seen")) == 10


def test_who_is_met_after_the_list_left_them_out_has_not_left(
    api: Api, database: Database, world: World, niks: dict[str, str]
) -> None:
    people = ids(database)
    seen(api, people["ANI"], "failed", 2)
    stay = {name: nik for name, nik in niks.items() if name not in ("ANI", "BUDI")}
    send_list(api, world, stay, mode="full", confirm_missing=2)
    by_name = {i["name"]: i["verdict"] for i in compared(api)["items"]}
    assert (by_name["ANI"], by_name["BUDI"], by_name["CICI"]) == (
        "left_unconfirmed",
        "left_unconfirmed",
        "listed_not_recorded",
    )
    seen(api, people["BUDI"], "refused", 0)
    assert {i["name"]: i["verdict"] for i in compared(api, verdict="left_but_seen")["items"]} == {
        "BUDI": "left_but_seen"
    }


def test_who_graduated_matters_only_while_a_list_names_them(
    api: Api, database: Database, world: World, niks: dict[str, str]
) -> None:
    with database.write() as session:
        add_student(session, world, name="ALUMNI", birth=BORN)
        for student in session.exec(select(Student).where(col(Student.name).in_(["ALUMNI", "ANI"]))):
            student.status = StudentStatus.GRADUATED
    found = {item["name"]: item["verdict"] for item in compared(api)["items"]}
    assert found["ANI"] == "graduated_but_listed"
    assert "ALUMNI" not in found


def test_a_school_without_a_list_is_asked_for_one(api: Api, database: Database, world: World) -> None:
    with database.write() as session:
        add_student(session, world, "halong", name="TUA", birth=BORN)
        add_student(session, world, "halong", name="MUDA", birth=date(2013, 1, 1))
    found = {item["name"]: item["verdict"] for item in compared(api)["items"]}
    assert found == {"TUA": "no_list", "MUDA": "agrees"}


def test_a_school_compares_its_own_pupils_and_nobody_elses(
    api: Api, database: Database, world: World, niks: dict[str, str]
) -> None:
    with database.write() as session:
        add_student(session, world, "halong", name="LAIN")
        add_student(session, world, "amuntai", name="SEBELAH")
    assert sorted(item["name"] for item in compared(api, by="school-paringin")["items"]) == sorted(NAMES)
    assert "LAIN" in {item["name"] for item in compared(api)["items"]}
    assert "SEBELAH" not in str(compared(api))
    assert api.get(URL, by="officer", params={"school_id": str(world.schools["amuntai"])}).status_code == 404
    assert api.get(URL, by="officer", params={"region_code": "63.08"}).status_code == 404
    assert [item["name"] for item in compared(api, region_code="63.11.02")["items"]] == ["LAIN"]
    halong = {"school_id": str(world.schools["halong"])}
    assert api.get(URL, by="school-paringin", params=halong).status_code == 404
    for who in ("team1", "viewer"):
        assert api.get(URL, by=who).status_code == 403


def test_pages_hold_every_pupil_once_and_counts_are_over_the_whole(
    api: Api, world: World, niks: dict[str, str]
) -> None:
    names: list[str] = []
    params: dict[str, Any] = {"limit": 3}
    while True:
        answer = api.get(URL, by="officer", params=params).json()
        names += [item["name"] for item in answer["items"]]
        assert answer["counts"]["listed_not_recorded"] == 8
        if answer["next_cursor"] is None:
            break
        params["cursor"] = answer["next_cursor"]
    assert names == sorted(NAMES)


def test_a_restricted_pupil_is_counted_but_in_no_file(api: Api, database: Database, niks: dict[str, str]) -> None:
    with database.write() as session:
        session.exec(select(Student).where(col(Student.name) == "ANI")).one().restricted = True
    assert compared(api)["counts"]["listed"] == 8
    file = api.get(URL, by="officer", params={"format": "csv"}).text
    assert "BUDI" in file
    assert "ANI" not in file


def test_a_merged_row_speaks_for_its_person(api: Api, database: Database, world: World, niks: dict[str, str]) -> None:
    people = ids(database)
    seen(api, people["BUDI"], "absent", 3)
    with database.write() as session:
        session.get_one(Student, people["BUDI"]).survivor_id = people["ANI"]
    found = {item["name"]: item for item in compared(api)["items"]}
    assert "BUDI" not in found
    assert (found["ANI"]["seen"], found["ANI"]["listed"]) == ("absent", True)


def test_the_number_of_statements_does_not_grow_with_the_pupils(
    api: Api, database: Database, world: World, niks: dict[str, str], application: Any
) -> None:
    counted: list[str] = []
    engine = application.state.database.engine

    def count(*args: Any) -> None:
        counted.append(args[2])

    event.listen(engine, "before_cursor_execute", count)
    try:
        compared(api)
        few = len(counted)
        with database.write() as session:
            for number in range(60):
                add_student(session, world, name=f"SISWA {number}", birth=BORN)
        counted.clear()
        compared(api)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    assert len(counted) == few
