"""What waits for the office, of one part of its region, each line with the name of whom it is about."""

from uuid import UUID

import pytest

from app.core.db import Database
from app.students.models import DataIssue, DataIssueKind
from tests.conftest import Api
from tests.support.world import BALANGAN, World, add_student


@pytest.fixture
def issue(database: Database, world: World) -> UUID:
    with database.write() as session:
        student = add_student(session, world, "paringin", name="AISYAH")
        session.add(DataIssue(region_code=BALANGAN, student_id=student, kind=DataIssueKind.NIK_MISSING))
    return student


def test_an_issue_names_its_pupil_and_stands_in_its_district(api: Api, world: World, issue: UUID) -> None:
    own = api.get(f"/v1/schools/{world.schools['paringin']}", by="officer").json()["district_code"]
    other = api.get(f"/v1/schools/{world.schools['halong']}", by="officer").json()["district_code"]
    [line] = api.get("/v1/data-issues", by="officer", params={"region_code": own}).json()["items"]
    assert (line["student_id"], line["student_name"]) == (str(issue), "AISYAH")
    assert api.get("/v1/data-issues", by="officer", params={"region_code": other}).json()["items"] == []
    closed = api.post(f"/v1/data-issues/{line['id']}/resolve", by="officer", json={"note": "sudah dicek"})
    assert closed.json()["student_name"] == "AISYAH"


def test_a_request_names_its_pupil_in_the_list(api: Api, issue: UUID) -> None:
    wish = {"kind": "access", "relation": "parent", "asked_by": "IBU", "body": "Minta salinan"}
    made = api.post(f"/v1/students/{issue}/data-requests", by="officer", json=wish)
    assert made.status_code == 201, made.text
    assert api.get("/v1/data-requests", by="officer").json()["items"][0]["student_name"] == "AISYAH"


@pytest.mark.parametrize("path", ["/v1/transfers", "/v1/recordings/parked", "/v1/data-issues"])
def test_nobody_narrows_a_list_to_a_region_out_of_sight(api: Api, path: str) -> None:
    assert api.get(path, by="officer", params={"region_code": BALANGAN}).status_code == 200
    seen = api.get("/v1/schools", by="officer", params={"region_code": "31"})
    asked = api.get(path, by="officer", params={"region_code": "31"})
    assert (asked.status_code, asked.json().get("items")) == (seen.status_code, seen.json().get("items"))
