"""Consent, restriction and requests about one's data, through the door."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.core.clock import frozen, now
from app.core.db import Database
from app.core.ids import new_id
from app.regions.queries import today
from tests.conftest import Api
from tests.support.visits import made
from tests.support.world import BALANGAN, World, add_student


@pytest.fixture
def pupil(database: Database, world: World) -> UUID:
    with database.write() as session:
        return add_student(session, world, birth=date(2010, 1, 15))


def _word(state: str, **facts: Any) -> dict[str, Any]:
    return {"state": state, "relation": "parent", "given_by": "IBU SARI", "given_on": "2026-01-05", **facts}


def _ask(api: Api, pupil: UUID, kind: str, by: str = "officer", **facts: Any) -> dict[str, Any]:
    answer = api.post(f"/v1/students/{pupil}/data-requests", by=by, json={"kind": kind, **facts})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _student(api: Api, pupil: UUID) -> dict[str, Any]:
    found: dict[str, Any] = api.get(f"/v1/students/{pupil}", by="officer").json()
    return found


def test_the_latest_word_by_its_day_holds(api: Api, pupil: UUID) -> None:
    url = f"/v1/students/{pupil}/consents"
    assert api.post(url, by="school-paringin", json=_word("given", given_on="2026-02-01")).status_code == 201
    assert api.post(url, by="officer", json=_word("refused", given_on="2026-01-01")).status_code == 201
    assert _student(api, pupil)["consent"] == "given"
    assert [c["state"] for c in api.get(url, by="school-paringin").json()["items"]] == ["given", "refused"]
    assert api.post(url, by="officer", json=_word("withdrawn", given_on="2026-03-01")).status_code == 201
    assert _student(api, pupil)["consent"] == "withdrawn"


def test_a_word_is_noted_once_and_never_for_a_day_to_come(api: Api, pupil: UUID) -> None:
    url, body = f"/v1/students/{pupil}/consents", _word("given", id=str(new_id()))
    assert [api.post(url, by="officer", json=body).status_code for _ in range(2)] == [201, 200]
    assert api.post(url, by="officer", json={**body, "state": "refused"}).json()["code"] == "id_reused"
    ahead = _word("given", given_on=(today(BALANGAN) + timedelta(days=1)).isoformat())
    assert api.post(url, by="officer", json=ahead).json()["errors"][0]["code"] == "students.given_ahead"
    assert api.post(url, by="officer", json=_word("none")).status_code == 422


def test_others_may_not_speak_or_ask_for_a_pupil(api: Api, pupil: UUID) -> None:
    url = f"/v1/students/{pupil}"
    statuses = {
        who: api.post(f"{url}/consents", by=who, json=_word("given")).status_code
        for who in ("school-halong", "neighbour", "team1", "viewer")
    }
    assert statuses == {"school-halong": 404, "neighbour": 404, "team1": 403, "viewer": 403}
    request = _ask(api, pupil, "access", by="school-paringin")
    for who, status in (("school-halong", 404), ("neighbour", 404), ("viewer", 403)):
        assert api.get(f"/v1/data-requests/{request['id']}", by=who).status_code == status
    assert api.get("/v1/data-requests", by="school-halong").json()["items"] == []
    assert len(api.get("/v1/data-requests", by="school-paringin").json()["items"]) == 1
    assert api.get(f"{url}/export", by="school-paringin").status_code == 403
    assert api.post(f"{url}/restriction", by="school-paringin", json={}).status_code == 403


def test_where_consent_is_required_a_child_without_it_leaves_the_roster_and_is_told_of(
    api: Api, database: Database, world: World, pupil: UUID
) -> None:
    items = [{"key": "consent_required", "value": True, "valid_from": "2026-01-01"}]
    assert api.put(f"/v1/settings/{BALANGAN}", by="admin", json={"items": items}).status_code == 200
    visit = made(api, world)
    filled = api.post(f"{visit}/roster/fill", by="officer")
    assert (filled.json()["items"], filled.json()["left_out"]) == ([], 1)
    put = {"items": [{"student_id": str(pupil)}]}
    refused = api.put(f"{visit}/roster", by="officer", json=put, headers={"if-match": filled.headers["etag"]})
    assert refused.json()["errors"][0]["code"] == "visits.no_consent"
    api.post(f"/v1/students/{pupil}/consents", by="officer", json=_word("given"))
    again = api.post(f"{visit}/roster/fill", by="officer").json()
    assert ([line["student_id"] for line in again["items"]], again["left_out"]) == ([str(pupil)], 0)


def test_a_restricted_pupil_leaves_rosters_packs_and_files_but_no_count(api: Api, world: World, pupil: UUID) -> None:
    visit = made(api, world)
    assert len(api.post(f"{visit}/roster/fill", by="officer").json()["items"]) == 1
    body = {"restricted": True, "reason": "atas permintaan"}
    for _ in range(2):
        answer = api.post(f"/v1/students/{pupil}/restriction", by="officer", json=body)
        assert (answer.status_code, answer.json()["restricted"]) == (200, True)
    assert api.get(f"{visit}/roster", by="team1").json()["items"] == []
    assert api.get(f"{visit}/pack", by="team1").json()["roster"] == []
    assert api.get(visit, by="officer").json()["expected"] == 1
    listed = api.get("/v1/students", by="school-paringin").json()["items"]
    assert [(s["id"], s["restricted"]) for s in listed] == [(str(pupil), True)]
    for url in ("/v1/students", "/v1/cards/due?on=2026-12-01&within_days=365"):
        assert str(pupil) in api.get(url, by="officer").text
        assert str(pupil) not in api.get(f"{url}{'&' if '?' in url else '?'}format=csv", by="officer").text
    assert api.get("/v1/eligibility", by="officer").json()["total"]["students"] == 1
    put = {"items": [{"student_id": str(pupil)}]}
    match = {"if-match": api.get(f"{visit}/roster", by="officer").headers["etag"]}
    refused = api.put(f"{visit}/roster", by="officer", json=put, headers=match)
    assert refused.json()["errors"][0]["code"] == "visits.restricted"
    api.post(f"/v1/students/{pupil}/restriction", by="officer", json={"restricted": False, "reason": "sudah selesai"})
    assert len(api.get(f"{visit}/roster", by="team1").json()["items"]) == 1


def test_a_request_is_due_in_72_hours_and_then_overdue(api: Api, pupil: UUID) -> None:
    with frozen(now() - timedelta(hours=73)):
        request = _ask(api, pupil, "correct", body="Nama saya salah")
    assert (request["overdue"], request["body"]) == (False, "Nama saya salah")
    late = api.get("/v1/data-requests?overdue=true&state=open&region_code=63.11", by="officer").json()["items"]
    assert [r["id"] for r in late] == [request["id"]]
    assert api.get("/v1/data-requests?overdue=false", by="officer").json()["items"] == []


def test_an_admin_decides_once_and_refuses_with_a_reason(api: Api, pupil: UUID) -> None:
    url = f"/v1/data-requests/{_ask(api, pupil, 'erase')['id']}/decide"
    assert api.post(url, by="officer", json={"decision": "granted"}).status_code == 403
    assert api.post(url, by="admin", json={"decision": "refused"}).status_code == 422
    body = {"decision": "refused", "note": "wajib disimpan (UU 24/2013)"}
    assert api.post(url, by="admin", json=body, headers={"if-match": '"9"'}).status_code == 412
    assert api.post(url, by="admin", json=body).json()["state"] == "refused"
    assert api.post(url, by="admin", json=body).status_code == 409
    assert _student(api, pupil)["restricted"] is False


@pytest.mark.parametrize(("kind", "restricted", "consent"), [
    ("access", False, "none"), ("correct", False, "none"), ("restrict", True, "none"), ("withdraw", True, "withdrawn"),
])  # fmt: skip
def test_a_granted_request_has_its_effect(api: Api, pupil: UUID, kind: str, restricted: bool, consent: str) -> None:
    request = _ask(api, pupil, kind, relation="guardian", asked_by="PAMAN")
    granted = api.post(f"/v1/data-requests/{request['id']}/decide", by="admin", json={"decision": "granted"})
    assert (granted.status_code, granted.json()["state"]) == (200, "granted")
    student = _student(api, pupil)
    assert (student["restricted"], student["consent"]) == (restricted, consent)
