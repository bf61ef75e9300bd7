"""`/v1/merges` through the door: whose names a reader gets."""

from uuid import UUID

import pytest

from app.core.db import Database
from app.students.models import Student
from tests.conftest import Api
from tests.support.world import World, add_student

URL = "/v1/merges"


@pytest.fixture
def pair(database: Database, world: World) -> tuple[UUID, UUID]:
    with database.write() as session:
        one, other = (
            add_student(session, world, school, name=name)
            for school, name in (("paringin", "SITI WARDAH"), ("halong", "SITTI WARDAH"))
        )
        unknown = session.get_one(Student, other)
        unknown.nik_hash = unknown.nik_sealed = unknown.nik_key_id = unknown.nik_prefix = None
        return one, other


def _merged(api: Api, pair: tuple[UUID, UUID]) -> str:
    one, other = pair
    body = {"merged_id": str(other), "survivor_id": str(one), "reason": "KK sama"}
    made = api.post(URL, by="officer", json=body)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def test_a_merge_is_told_with_the_name_of_the_person_as_it_is_now(
    api: Api, database: Database, pair: tuple[UUID, UUID]
) -> None:
    id = _merged(api, pair)
    [listed] = api.get(URL, by="officer").json()["items"]
    assert (listed["id"], listed["survivor_name"]) == (id, "SITI WARDAH")
    with database.write() as session:
        session.get_one(Student, pair[0]).name = "SITI WARDAH AMINAH"
    [listed] = api.get(URL, by="officer").json()["items"]
    assert listed["survivor_name"] == "SITI WARDAH AMINAH"


def test_who_does_not_see_the_person_gets_neither_merge_nor_name(api: Api, pair: tuple[UUID, UUID]) -> None:
    id = _merged(api, pair)
    assert api.get(URL, by="neighbour").json()["items"] == []
    assert api.get(f"{URL}/{id}", by="neighbour").status_code == 404
    for by in ("school-paringin", "school-halong", "team1", "viewer"):
        assert api.get(URL, by=by).status_code == 403
    assert api.get(URL, by="officer", params={"region_code": "63.09"}).status_code == 404
