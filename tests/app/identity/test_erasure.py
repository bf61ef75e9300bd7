"""Erasing a person: what identifies goes from every table, figures stay."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, select

from app.core.access import Actor
from app.core.clock import now
from app.core.crypto import Unsealable, place
from app.core.db import Database
from app.core.ids import new_id
from app.identity.erasure import ERASED
from app.identity.holdings import HOLDINGS
from app.students.models import Student
from app.tables import metadata
from tests.conftest import Api
from tests.support.visits import made
from tests.support.world import World, add_student, invented_nik

BIRTH = date(2010, 1, 15)
NAME, NISN, PLACE = "ZUBAIDAH QURROTU", "0099887766", "TABALONGSARI"


def test_every_table_that_refers_to_people_is_a_holding() -> None:
    referring = {
        (table.name, key.parent.name)
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "students" and table.name != "students"
    }
    known = {(holding.model.__tablename__, column) for holding in HOLDINGS for column in holding.columns}
    assert referring - known == set()
    sealed = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary) and table.name in {name for name, _ in referring}
    }
    assert sealed == {(h.model.__tablename__, seal.column) for h in HOLDINGS for seal in h.seals}


def _everything(database: Database) -> str:
    """Every value of every table as text, what is sealed opened."""
    told: list[str] = []
    with database.read() as session:
        for table in metadata.sorted_tables:
            if table.name == "regions":
                continue
            for row in session.execute(select(table)).mappings():
                told += [str(value) for value in row.values()]
                for name, value in row.items():
                    if isinstance(value, bytes):
                        told.append(_opened(database, table.name, name, row))
    return "\n".join(told)


def _opened(database: Database, table: str, column: str, row: Any) -> str:
    where = {"nik_sealed": "nik"}.get(column, column)
    for key_id in (row.get("sealed_key_id"), row.get(f"{column}_key_id"), row.get("nik_key_id")):
        try:
            return database.keys.open(key_id, row[column], place(table, where, row["id"])).decode()
        except Unsealable:
            continue
    raise AssertionError(f"{table}.{column} does not open")


def _figures(api: Api) -> list[Any]:
    found = []
    known_at = (now() - timedelta(seconds=61)).isoformat()
    for days in range(0, 200, 10):
        day = date(2026, 11, 20) - timedelta(days=days)
        url = f"/v1/coverage?group_by=school&cohort=2027&as_of={day}"
        found += [api.get(url, by="officer").json()["items"]]
        answer = api.get(url, by="officer", params={
            "group_by": "school", "cohort": 2027, "as_of": day.isoformat(), "known_at": known_at,
        })  # fmt: skip
        assert answer.status_code == 200, answer.text
        found += [answer.json()["items"]]
    return found


def _live(api: Api, world: World, student: UUID, nik: str) -> None:
    """Lists, a visit, a recording with a note, consents and texts that name the person."""
    row = {"nik": nik, "nisn": NISN, "name": NAME, "birth_place": PLACE, "birth_date": "2010-01-15", "sex": "P"}
    school = f"/v1/schools/{world.schools['paringin']}/submissions"
    for sent in ([row], [row | {"name": f"{NAME} HASANAH"}], [row | {"nik": nik[:15], "class_group": "X"}]):
        answer = api.post(school, by="school-paringin", json={"students": sent})
        assert answer.status_code == 201, answer.text
    other = f"/v1/schools/{world.schools['halong']}/submissions"
    assert api.post(other, by="school-halong", json={"students": [row]}).status_code == 201
    for name, dry_run in (("halong", True), ("amuntai", False)):
        # A preview, and a claim that was taken back with its list: neither names the pupil by id any more.
        url = f"/v1/schools/{world.schools[name]}/submissions"
        claiming = {"students": [row | {"class_group": "XI 9"}]}
        sent = api.post(url, by=f"school-{name}", json=claiming, params={"dry_run": dry_run})
        assert sent.status_code in (200, 201), sent.text
        if not dry_run:
            url = f"/v1/submissions/{sent.json()['id']}/revert"
            assert api.post(url, by=f"school-{name}", json={"reason": "salah berkas"}).status_code == 200
    visit = made(api, world)
    item = {
        "id": str(new_id()), "student_id": str(student), "visit_id": visit.split("/")[-1], "outcome": "recorded",
        "captured_at": now().isoformat(), "device_id": "kit-1", "offline": False, "note": f"{NAME} lahir di {PLACE}",
    }  # fmt: skip
    assert api.post("/v1/recordings", by="team1", json=item).status_code in (201, 202)
    walk_in = {**item, "id": str(new_id()), "student": {"name": NAME, "nik": nik}, "outcome": "absent"}
    del walk_in["student_id"]
    assert api.post("/v1/recordings", by="team1", json=walk_in).status_code in (201, 202)
    word = {"state": "given", "relation": "self", "given_by": NAME, "given_on": "2026-01-05", "document": f"F-{NISN}"}
    assert api.post(f"/v1/students/{student}/consents", by="officer", json=word).status_code == 201
    told = {"reason": f"cek {NAME.lower()} nik {nik}"}
    assert api.post(f"/v1/students/{student}/nik-disclosures", by="officer", json=told).status_code == 200


def test_nothing_that_identifies_is_left_and_the_figures_are_the_same(
    api: Api, database: Database, world: World, actors: dict[str, Actor]
) -> None:
    nik = invented_nik(BIRTH, "P")
    with database.write() as session:
        student = add_student(session, world, name=NAME, birth=BIRTH, nik=nik)
        merged = add_student(session, world, name=f"{NAME} LAMA", birth=BIRTH, nik=invented_nik(BIRTH, "P"))
        session.get_one(Student, merged).survivor_id = student
        session.get_one(Student, student).birth_place = PLACE
    _live(api, world, student, nik)
    before, figures = _everything(database).upper(), _figures(api)
    assert all(text in before for text in (NAME, nik, NISN, PLACE))
    asked = api.post(
        f"/v1/students/{student}/data-requests", by="officer", json={"kind": "erase", "body": f"Hapus data {NAME}"}
    ).json()
    url = f"/v1/data-requests/{asked['id']}/decide"
    answer = api.post(url, by="admin", json={"decision": "granted", "note": f"dikabulkan untuk {NAME}"})
    assert answer.status_code == 200, answer.text
    left = _everything(database).upper()
    assert {text for text in (NAME, nik, nik[:15], NISN, PLACE) if text in left} == set()
    assert json.dumps(_figures(api)) == json.dumps(figures)
    shown = api.get(f"/v1/students/{student}", by="officer").json()
    assert (shown["name"], shown["nik_masked"], shown["restricted"]) == (ERASED, None, True)
    for readable in (f"/v1/students/{student}/export", f"/v1/students/{student}/history", "/v1/recordings",
                     "/v1/recordings/parked", f"/v1/students/{student}/consents", "/v1/data-requests"):  # fmt: skip
        assert api.get(readable, by="officer").status_code == 200, readable
    taken = {"name": "ORANG BARU", "nik": nik, "residence_code": "63.11.02"}
    assert api.post("/v1/students", by="officer", json=taken).status_code == 201
