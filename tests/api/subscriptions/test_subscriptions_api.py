"""Subscriptions over HTTP, to a real receiver."""

from collections.abc import Iterator

import pytest

from app.core.db import Database
from app.core.settings import Settings
from app.journal import sealing
from app.subscriptions.delivery import deliver_due
from tests.conftest import Api
from tests.support.receivers import Receiver, is_signed, receiver


@pytest.fixture
def there(api: Api, settings: Settings, application: object) -> Iterator[Receiver]:
    """A receiver in the house, with the operator's leave."""
    application.state.settings = settings.model_copy(update={"webhooks_allow_private": True})  # type: ignore[attr-defined]
    with receiver() as opened:
        yield opened


def _subscribe(api: Api, url: str, **more: object) -> dict[str, object]:
    answer = api.post("/v1/subscriptions", by="officer", json={"url": url, "kinds": ["visits.*"], **more})
    assert answer.status_code == 201, answer.text
    made: dict[str, object] = answer.json()
    assert api.get(answer.headers["location"], by="officer").json()["id"] == made["id"]
    return made


def test_from_subscribing_to_a_signed_event(api: Api, database: Database, there: Receiver) -> None:
    made = _subscribe(api, there.url)
    team = api.post("/v1/teams", by="officer", json={"name": "Tim Baru", "region_code": "63.11"}).json()
    sealing.seal_all(database)
    deliver_due(database, allow_private=True)
    [(id, body)] = there.taken
    [event] = [e for e in api.get("/v1/events?limit=500", by="officer").json()["items"] if e["id"] == id]
    assert body == {"type": "visits.team_created", "timestamp": body["timestamp"], "data": body["data"]}
    assert (body["data"]["position"], body["data"]["subject_id"]) == (event["position"], team["id"])
    assert is_signed(str(made["secret"]), there.headers[0], there.bodies[0])


def test_the_secret_is_told_once(api: Api, there: Receiver) -> None:
    body = {"id": "0199a000-0000-7000-8000-000000000017", "url": there.url, "kinds": ["*"]}
    first = api.post("/v1/subscriptions", by="officer", json=body)
    again = api.post("/v1/subscriptions", by="officer", json=body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["secret"].startswith("whsec_")
    assert again.json()["secret"] is None
    assert "whsec_" not in api.get("/v1/subscriptions", by="officer").text
    other = api.post("/v1/subscriptions", by="officer", json={**body, "kinds": ["visits.*"]})
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://example.org/", "subscriptions.url_https"),
        ("https://127.0.0.1/", "subscriptions.url_private"),
        ("https://169.254.169.254/latest", "subscriptions.url_private"),
        ("https://[::ffff:10.0.0.1]/", "subscriptions.url_private"),
        ("https://u:p@example.org/", "subscriptions.url_credentials"),
        ("/terima", "subscriptions.url_https"),
    ],
)
def test_addresses_that_may_not_be_sent_to_are_refused(api: Api, url: str, code: str) -> None:
    answer = api.post("/v1/subscriptions", by="officer", json={"url": url, "kinds": ["*"]})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] in (code, "subscriptions.url")


@pytest.mark.parametrize("kinds", [[], ["visits"], ["*.*"], ["VISITS.*"], ["a.b.c"]])
def test_kinds_that_are_none_are_refused(api: Api, kinds: list[str]) -> None:
    body = {"url": "https://example.org/", "kinds": kinds}
    assert api.post("/v1/subscriptions", by="officer", json=body).status_code == 422


def test_stopping_starting_and_removing(api: Api, database: Database, there: Receiver) -> None:
    url = f"/v1/subscriptions/{_subscribe(api, there.url)['id']}"
    stop = api.patch(url, by="officer", json={"state": "stopped"}, headers={"if-match": '"1"'})
    assert (stop.status_code, stop.json()["state"]) == (200, "stopped")
    api.post("/v1/teams", by="officer", json={"name": "Tim", "region_code": "63.11"})
    sealing.seal_all(database)
    assert deliver_due(database, allow_private=True) is False
    assert api.patch(url, by="officer", json={}, headers={"if-match": '"1"'}).status_code == 412
    api.patch(url, by="officer", json={"state": "active"}, headers={"if-match": stop.headers["etag"]})
    deliver_due(database, allow_private=True)
    assert len(there.taken) == 1, "what happened meanwhile is delivered"
    assert api.delete(url, by="officer").status_code == 204
    assert api.get(url, by="officer").status_code == 404


def test_dead_letters_and_replay(api: Api, database: Database, there: Receiver) -> None:
    made = _subscribe(api, there.url)
    url = f"/v1/subscriptions/{made['id']}"
    assert api.get(f"{url}/dead-letters", by="officer").json()["items"] == []
    api.post("/v1/teams", by="officer", json={"name": "Tim", "region_code": "63.11"})
    sealing.seal_all(database)
    deliver_due(database, allow_private=True)
    position = there.taken[0][1]["data"]["position"]
    ahead = api.post(f"{url}/replay", by="officer", json={"from_position": position + 1000})
    assert ahead.json()["errors"][0]["code"] == "subscriptions.position_ahead"
    assert api.post(f"{url}/replay", by="officer", json={"from_position": position}).status_code == 200
    deliver_due(database, allow_private=True)
    assert [id for id, _ in there.taken] == [there.taken[0][0]] * 2
