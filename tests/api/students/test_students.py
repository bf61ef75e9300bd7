"""People through the door."""

from datetime import date

from sqlmodel import select

from app.core.db import Database
from app.students.models import StudentHistory
from tests.conftest import Api
from tests.support.world import World, add_student, invented_nik


def test_without_a_token_nobody_is_seen(api: Api) -> None:
    assert api.get("/v1/students").status_code == 401


def test_a_team_and_a_viewer_may_never_list_people(api: Api) -> None:
    assert {api.get("/v1/students", by=who).status_code for who in ("team1", "viewer")} == {403}


def test_a_school_sees_its_own_pupils_and_another_schools_pupil_does_not_exist(
    api: Api, database: Database, world: World
) -> None:
    with database.write() as session:
        own, other = add_student(session, world, "halong"), add_student(session, world, "paringin")
    assert [s["id"] for s in api.get("/v1/students", by="school-halong").json()["items"]] == [str(own)]
    assert api.get(f"/v1/students/{other}", by="school-halong").status_code == 404
    assert api.get(f"/v1/students/{other}", by="neighbour").status_code == 404


def test_eligibility_follows_the_day_that_is_asked_about(api: Api, database: Database, world: World) -> None:
    with database.write() as session:
        add_student(session, world, birth=date(2010, 5, 20))
        add_student(session, world, birth=None, name="TANPA TANGGAL")
    url = "/v1/students?eligible={}&as_of={}"
    assert api.get(url.format("true", "2026-05-19"), by="officer").json()["items"] == []
    found = api.get(url.format("true", "2026-05-20"), by="officer").json()["items"]
    assert [(s["eligible"], s["eligible_on"], s["turns_17_on"]) for s in found] == [(True, "2026-05-20", "2027-05-20")]
    assert len(api.get(url.format("false", "2026-05-20"), by="officer").json()["items"]) == 1


def test_a_nik_is_masked_and_read_in_full_only_for_a_reason(api: Api, database: Database, world: World) -> None:
    nik = invented_nik(date(2010, 1, 15), "P")
    with database.write() as session:
        student = add_student(session, world, nik=nik)
    shown = api.get(f"/v1/students/{student}", by="officer")
    assert nik not in shown.text
    assert shown.json()["nik_masked"] == "6311************"
    url = f"/v1/students/{student}/nik-disclosures"
    assert api.post(url, by="school-paringin", json={"reason": "ingin tahu saja"}).status_code == 403
    assert api.post(url, by="officer", json={}).status_code == 422
    assert api.post(url, by="officer", json={"reason": "cek ke pusat"}).json() == {"nik": nik}


def test_a_person_outside_school_is_taken_in_by_residence_once(api: Api) -> None:
    body = {"id": "01932f4e-0000-7000-8000-0000000000aa", "name": "Anak Luar", "residence_code": "63.11.02"}
    first, again = (api.post("/v1/students", by="officer", json=body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"] == body["id"]
    assert api.post("/v1/students", by="officer", json={"name": "X", "residence_code": "63.08.07"}).status_code == 422


def test_a_nik_is_one_person_in_the_installation(api: Api, database: Database, world: World) -> None:
    nik = invented_nik(date(2010, 1, 15), "P")
    with database.write() as session:
        add_student(session, world, nik=nik)
    answer = api.post("/v1/students", by="officer", json={"name": "LAIN", "nik": nik, "residence_code": "63.11.02"})
    assert (answer.status_code, answer.json()["code"]) == (409, "already_exists")
    assert nik not in answer.text


def test_a_school_changes_the_class_but_not_the_name_and_the_former_facts_are_kept(
    api: Api, database: Database, world: World
) -> None:
    with database.write() as session:
        student = add_student(session, world)
    url = f"/v1/students/{student}"
    match = {"if-match": api.get(url, by="school-paringin").headers["etag"]}
    refused = api.patch(url, by="school-paringin", json={"name": "LAIN"}, headers=match)
    assert (refused.status_code, refused.json()["code"]) == (403, "students.not_for_schools")
    changed = api.patch(url, by="school-paringin", json={"class_group": "XII IPA 1"}, headers=match)
    assert (changed.status_code, changed.json()["class_group"], changed.json()["version"]) == (200, "XII IPA 1", 2)
    with database.read() as session:
        former = session.exec(select(StudentHistory)).one()
    assert (former.student_id, former.class_group) == (student, "XI IPA 1")


def test_looking_up_a_nik_shows_only_the_visible(api: Api, database: Database, world: World) -> None:
    nik = invented_nik(date(2010, 1, 15), "P")
    with database.write() as session:
        student = add_student(session, world, nik=nik)
    look = {"json": {"nik": nik}}
    assert [s["id"] for s in api.post("/v1/students/lookup", by="officer", **look).json()["items"]] == [str(student)]
    assert api.post("/v1/students/lookup", by="school-halong", **look).json()["items"] == []


def test_a_day_outside_the_calendar_is_refused(api: Api) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        assert api.get(f"/v1/students?eligible=true&as_of={day}", by="officer").status_code == 422
    assert api.get("/v1/journal?date_to=9999-12-31", by="officer").status_code == 422


def test_a_missing_nik_is_asked_for_until_it_appears_and_a_changed_one_is_questioned(
    api: Api, database: Database, world: World
) -> None:
    body = {"name": "Tanpa NIK", "residence_code": "63.11.02"}
    student = api.post("/v1/students", by="officer", json=body).json()["id"]

    def open_kinds() -> list[str]:
        return [issue["kind"] for issue in api.get("/v1/data-issues", by="officer").json()["items"]]

    def set_nik(nik: str | None) -> None:
        url = f"/v1/students/{student}"
        match = {"if-match": api.get(url, by="officer").headers["etag"]}
        assert api.patch(url, by="officer", json={"nik": nik}, headers=match).status_code == 200

    assert open_kinds() == ["nik_missing"]
    set_nik(invented_nik(date(2010, 1, 15), "P"))
    assert open_kinds() == []
    set_nik(invented_nik(date(2010, 1, 16), "P"))
    assert open_kinds() == ["nik_contradiction"]
    set_nik(None)
    assert sorted(open_kinds()) == ["nik_contradiction", "nik_missing"]
