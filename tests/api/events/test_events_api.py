"""The feed over HTTP."""

from uuid import uuid4

import pytest

from app.core.db import Database
from app.core.models import Installation
from app.journal import sealing
from tests.conftest import Api


def _team(api: Api, name: str, by: str = "officer", region: str = "63.11") -> str:
    answer = api.post("/v1/teams", by=by, json={"name": name, "region_code": region})
    assert answer.status_code == 201
    return str(answer.json()["id"])


def test_a_reader_follows_without_gap_or_repetition(api: Api, database: Database) -> None:
    sealing.seal_all(database)
    after = api.get("/v1/events", by="officer").json()["next_after"]
    made = [_team(api, f"Tim {n}") for n in range(5)]
    assert api.get("/v1/events", params={"after": after}, by="officer").json()["items"] == [], "not sealed yet"
    sealing.seal_all(database)
    seen, positions = [], []
    while items := (page := api.get("/v1/events", params={"after": after, "limit": 2}, by="officer").json())["items"]:
        seen += [(item["kind"], item["subject_id"]) for item in items]
        positions += [item["position"] for item in items]
        after = page["next_after"]
    assert seen == [("visits.team_created", id) for id in made]
    assert positions == list(range(positions[0], positions[0] + 5))


def test_another_region_sees_nothing_of_it_and_goes_forward_all_the_same(api: Api, database: Database) -> None:
    id = _team(api, "Tim Rahasia")
    sealing.seal_all(database)
    first = api.get("/v1/events", by="neighbour")
    assert id not in first.text
    _team(api, "Tim Sebelah", by="neighbour", region="63.08")
    sealing.seal_all(database)
    after = api.get("/v1/events", params={"after": first.json()["next_after"]}, by="neighbour").json()
    assert [item["region_code"] for item in after["items"]] == ["63.08"]
    assert id in api.get("/v1/events", params={"limit": 500}, by="nation").text


def test_a_place_of_a_former_epoch_is_gone(api: Api, database: Database) -> None:
    after = api.get("/v1/events", by="officer").json()["next_after"]
    with database.write() as session:
        session.get_one(Installation, 1).epoch = uuid4()
    answer = api.get("/v1/events", params={"after": after}, by="officer")
    assert (answer.status_code, answer.json()["code"]) == (410, "cursor_of_former_epoch")


@pytest.mark.parametrize("after", ["x", "0", "d1234.AAAA", "..", "é"])
def test_a_place_that_is_not_ours_is_refused(api: Api, after: str) -> None:
    answer = api.get("/v1/events", params={"after": after}, by="officer")
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_cursor")


def test_readiness_tells_how_far_the_sealer_is(api: Api, database: Database) -> None:
    sealing.seal_all(database)
    before = api.get("/readyz").json()
    assert before["seal_lag_seconds"] == 0
    _team(api, "Tim")
    sealing.seal_all(database)
    assert api.get("/readyz").json()["sealed_to"] == before["sealed_to"] + 1
