"""Visits made and moved through the door, for tests."""

from typing import Any

import httpx

from tests.conftest import Api
from tests.support.world import World

MONDAY = "2026-11-30"


def body(world: World, **facts: Any) -> dict[str, Any]:
    return {
        "kind": "recording",
        "school_id": str(world.schools["paringin"]),
        "team_id": str(world.teams["team1"]),
        "kit_ids": [str(world.kits["kit1"])],
        "starts_at": f"{MONDAY}T08:00:00+08:00",
        "ends_at": f"{MONDAY}T12:00:00+08:00",
        **facts,
    }


def create(api: Api, world: World, **facts: Any) -> httpx.Response:
    return api.post("/v1/visits", by="officer", json=body(world, **facts))


def made(api: Api, world: World, **facts: Any) -> str:
    answer = create(api, world, **facts)
    assert answer.status_code == 201, answer.text
    return f"/v1/visits/{answer.json()['id']}"


def act(api: Api, url: str, action: str, by: str = "officer", **json: Any) -> httpx.Response:
    return api.post(f"{url}/{action}", by=by, json=json or None)
