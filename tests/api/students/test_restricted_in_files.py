"""A restricted pupil leaves every file that goes out of the house, and no list on the screen and no count."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from app.core.clock import now
from app.core.db import Database
from app.core.ids import new_id
from app.students.models import DataIssue, DataIssueKind, Student
from tests.conftest import Api
from tests.support.world import BALANGAN, World, add_student, invented_nik

BORN = date(2008, 1, 15)
HIDDEN, OPEN = "ZULAIKHA TERTUTUP", "ANISA TERBUKA"


@dataclass
class Traces:
    """Two pupils of Paringin of whom every room tells, and one whom a team could not place."""

    hidden: UUID
    twin: UUID
    """A row that was merged into the hidden pupil's."""
    open: UUID
    submission: str
    registry: str
    rollover: str


def _row(name: str, nik: str) -> dict[str, Any]:
    return {"name": name, "nik": nik, "birth_date": str(BORN), "sex": "P", "class_group": "XI IPA 1"}


def _seen(api: Api, **facts: Any) -> None:
    item = {"id": str(new_id()), "outcome": "recorded", "captured_at": (now() - timedelta(days=2)).isoformat()}
    answer = api.post("/v1/recordings", by="team1", json={**item, "device_id": "kit-1", "offline": False, **facts})
    assert answer.status_code in (201, 202), answer.text


def _added(database: Database, world: World, name: str) -> UUID:
    with database.write() as session:
        return add_student(session, world, name=f"{name} KEDUA", birth=None)


def _ok(answer: Any) -> dict[str, Any]:
    assert answer.status_code in (200, 201), answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture
def traces(api: Api, database: Database, world: World) -> Traces:
    niks = {name: invented_nik(BORN, "P") for name in (HIDDEN, OPEN)}
    school = f"/v1/schools/{world.schools['paringin']}"
    listed = {"students": [_row(name, nik) for name, nik in niks.items()]}
    submission = _ok(api.post(f"{school}/submissions", by="school-paringin", json=listed))
    with database.read() as session:
        ids = {s.name: s.id for s in session.exec(select(Student))}
    words = [{"nik": nik, "status": "PRR", "occurred_at": "2026-10-05"} for nik in niks.values()]
    registry = _ok(api.post("/v1/registry-imports", by="officer", json={"rows": words}))
    for id in ids.values():
        _seen(api, student_id=str(id))
    items = [{"student_id": str(id), "received_by": f"IBU {name}", "relation": "parent"} for name, id in ids.items()]
    given = {"date": "2026-11-01", "place": "Aula", "school_id": str(world.schools["paringin"]), "items": items}
    _ok(api.post("/v1/handovers", by="officer", json=given))
    rollover = _ok(api.post(f"{school}/rollovers", by="school-paringin", json={"academic_year": "2027/2028"}))
    claimed = {"students": [_row(name, nik) for name, nik in niks.items()]}
    _ok(api.post(f"/v1/schools/{world.schools['halong']}/submissions", by="school-halong", json=claimed))
    with database.write() as session:
        twin = add_student(session, world, name=f"{HIDDEN} LAMA", birth=BORN)
        session.get_one(Student, twin).survivor_id = ids[HIDDEN]
        for id in (twin, ids[OPEN]):
            session.add(DataIssue(region_code=BALANGAN, student_id=id, kind=DataIssueKind.NOT_ONLINE))
    aside = {name: str(_added(database, world, name)) for name in (HIDDEN, OPEN)}
    for name, id in aside.items():
        pair = {"merged_id": id, "survivor_id": str(ids[name]), "reason": "orang yang sama"}
        _ok(api.post("/v1/merges", by="officer", json=pair))
    _seen(api, student_id=str(twin))
    _seen(api, student_id=str(ids[HIDDEN]), visit_id=str(new_id()))
    _seen(api, student={"name": HIDDEN, "nik": niks[HIDDEN]}, visit_id=str(new_id()))
    _seen(api, student={"name": OPEN, "nik": niks[OPEN]}, visit_id=str(new_id()))
    return Traces(ids[HIDDEN], twin, ids[OPEN], submission["id"], registry["id"], rollover["id"])


def _restrict(api: Api, pupil: UUID) -> None:
    body = {"restricted": True, "reason": "atas permintaan"}
    assert api.post(f"/v1/students/{pupil}/restriction", by="officer", json=body).status_code == 200


LISTS = {
    "rows of a list": ("/v1/submissions/{submission}/rows", "school-paringin"),
    "rows of an import": ("/v1/registry-imports/{registry}/rows", "officer"),
    "recordings": ("/v1/recordings", "officer"),
    "what waits": ("/v1/recordings/parked", "officer"),
    "handovers": ("/v1/handovers", "school-paringin"),
    "a school year's step": ("/v1/rollovers/{rollover}/items", "school-paringin"),
    "claims": ("/v1/transfers", "school-paringin"),
    "data issues": ("/v1/data-issues", "officer"),
    "merges": ("/v1/merges", "officer"),
    "card events": ("/v1/students/{hidden}/card-events", "officer"),
}


@pytest.mark.parametrize("named", LISTS)
def test_a_restricted_pupil_is_in_the_list_and_not_in_the_file(api: Api, traces: Traces, named: str) -> None:
    url, by = LISTS[named]
    url = url.format(**vars(traces))
    listed = api.get(url, by=by).text
    before = api.get(url, by=by, params={"format": "csv"}).text
    names = (HIDDEN, str(traces.hidden), str(traces.twin))
    telling = [value for value in names if value in listed]
    assert telling
    assert all(value in before for value in telling)
    _restrict(api, traces.hidden)
    assert all(value in api.get(url, by=by).text for value in telling)
    file = api.get(url, by=by, params={"format": "csv"}).text
    assert [value for value in names if value in file] == []
    if named != "card events":
        assert OPEN in file or str(traces.open) in file
    assert api.get(url, by=by, params={"format": "xlsx"}).content[:2] == b"PK"


def test_the_counts_of_lists_and_handovers_keep_a_restricted_pupil(api: Api, traces: Traces) -> None:
    urls = (f"/v1/submissions/{traces.submission}", f"/v1/registry-imports/{traces.registry}", "/v1/eligibility",
            f"/v1/rollovers/{traces.rollover}", "/v1/coverage?group_by=school&cohort=2025")  # fmt: skip
    before = [api.get(url, by="officer").json() for url in urls]
    _restrict(api, traces.hidden)
    assert [api.get(url, by="officer").json() for url in urls] == before


def test_who_refused_leaves_the_files_as_who_is_restricted(api: Api, traces: Traces) -> None:
    word = {"state": "refused", "relation": "parent", "given_by": "IBU", "given_on": "2026-01-05"}
    assert api.post(f"/v1/students/{traces.hidden}/consents", by="officer", json=word).status_code == 201
    for url in ("/v1/recordings", "/v1/handovers"):
        assert str(traces.hidden) not in api.get(url, by="officer", params={"format": "csv"}).text


def test_a_claimants_own_rows_and_claims_do_not_tell_that_somebody_elses_pupil_is_restricted(
    api: Api, database: Database, traces: Traces
) -> None:
    submissions = api.get("/v1/submissions", by="school-halong").json()["items"]
    urls = (f"/v1/submissions/{submissions[0]['id']}/rows", "/v1/transfers")
    before = [api.get(url, by="school-halong", params={"format": "csv"}).text for url in urls]
    assert all(HIDDEN in text for text in before)
    _restrict(api, traces.hidden)
    assert [api.get(url, by="school-halong", params={"format": "csv"}).text for url in urls] == before
