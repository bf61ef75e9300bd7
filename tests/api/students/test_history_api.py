"""A person's history and whole file, through the door."""

from datetime import date

from app.core.db import Database
from tests.conftest import Api
from tests.support.world import World, add_student, invented_nik


def test_history_tells_what_changed_by_whom_and_no_nik(api: Api, database: Database, world: World) -> None:
    nik = invented_nik(date(2010, 1, 15), "P")
    with database.write() as session:
        student = add_student(session, world, nik=nik)
    url = f"/v1/students/{student}"
    match = {"if-match": api.get(url, by="officer").headers["etag"]}
    other = invented_nik(date(2010, 1, 15), "P")
    changed = {"name": "SITI BARU", "nik": other}
    assert api.patch(url, by="officer", json=changed, headers=match).status_code == 200
    answer = api.get(f"{url}/history", by="school-paringin")
    latest, first = answer.json()["items"]
    assert {"field": "name", "from": "SITI AMINAH", "to": "SITI BARU"} in latest["changes"]
    assert {"field": "nik", "from": "*" * 16, "to": "*" * 16} in latest["changes"]
    assert (latest["by_role"], latest["known_to"], first["known_to"]) == (
        "dukcapil_officer", None, latest["known_from"],
    )  # fmt: skip
    assert nik not in answer.text
    assert other not in answer.text
    assert [e["class_group"] for e in answer.json()["enrolments"]] == ["XI IPA 1"]
    assert [api.get(f"{url}/history", by=who).status_code for who in ("school-halong", "neighbour", "team1")] == [
        404, 404, 403,
    ]  # fmt: skip


def test_the_whole_file_holds_the_nik_and_leaves_a_trail(api: Api, database: Database, world: World) -> None:
    nik = invented_nik(date(2010, 1, 15), "P")
    with database.write() as session:
        student = add_student(session, world, nik=nik)
    word = {"state": "given", "relation": "parent", "given_by": "IBU SARI", "given_on": "2026-01-05"}
    assert api.post(f"/v1/students/{student}/consents", by="officer", json=word).status_code == 201
    answer = api.get(f"/v1/students/{student}/export", by="officer")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.json()["facts"][0]["nik"] == nik
    assert answer.json()["holdings"]["consents"][0]["sealed"] == {"given_by": "IBU SARI"}
    assert {line["kind"] for line in answer.json()["journal"]} >= {"students.exported", "students.consent_noted"}
    trail = api.get(f"/v1/students/{student}/nik-disclosures", by="officer").json()["items"]
    assert [line["account_id"] for line in trail] == [str(world.actors["officer"].account_id)]
    assert api.get(f"/v1/students/{student}/nik-disclosures", by="school-paringin").status_code == 403
    assert api.get(f"/v1/students/{student}/export", by="neighbour").status_code == 404
