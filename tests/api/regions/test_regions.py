"""Regions, their outlines and service points through the door."""

from typing import Any

import pytest

from tests.conftest import Api

SQUARE = [[115.4, -2.4], [115.5, -2.4], [115.5, -2.3], [115.4, -2.3], [115.4, -2.4]]
OUTLINE: dict[str, Any] = {"type": "Polygon", "coordinates": [SQUARE]}
POINT = {
    "name": "Kecamatan Halong",
    "region_code": "63.11.02",
    "can_record": True,
    "online": True,
    "latitude": -2.26,
    "longitude": 115.65,
    "opening_hours": "08:00-15:00",
    "valid_from": "2026-01-01",
}


def test_a_region_knows_its_level_its_parent_and_its_time(api: Api) -> None:
    assert api.get("/v1/regions/63.11", by="viewer").json() == {
        "region_code": "63.11",
        "name": "Kabupaten Balangan",
        "level": "regency",
        "parent": "63",
        "time_zone": "Asia/Makassar",
    }
    nation = api.get("/v1/regions/00", by="viewer").json()
    assert (nation["level"], nation["parent"]) == ("nation", None)
    assert api.get("/v1/regions/63.08", by="officer").status_code == 404
    assert api.get("/v1/regions/63.08", by="nation").status_code == 200
    assert api.get("/v1/regions/nowhere", by="nation").status_code == 422


def test_the_districts_of_a_regency_are_listed_by_code(api: Api) -> None:
    codes = [r["region_code"] for r in api.get("/v1/regions?parent=63.11", by="officer").json()["items"]]
    assert len(codes) == 8
    assert codes == sorted(codes)
    assert api.get("/v1/regions?parent=63.08", by="officer").json()["items"] == []


def test_an_outline_is_kept_as_it_was_drawn(api: Api) -> None:
    url = "/v1/regions/63.11/outline"
    assert api.get(url, by="officer").json()["outline"] is None
    assert api.put(url, by="officer", json=OUTLINE).json()["outline"] == OUTLINE
    many = {"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}
    assert api.put(url, by="officer", json=many).status_code == 200
    assert api.get(url, by="viewer").json()["outline"] == many


def test_only_an_office_draws_and_only_within_its_region(api: Api) -> None:
    assert api.put("/v1/regions/63.11/outline", by="school-halong", json=OUTLINE).status_code == 403
    assert api.put("/v1/regions/63.08/outline", by="officer", json=OUTLINE).status_code == 404
    above = api.put("/v1/regions/63/outline", by="officer", json=OUTLINE)
    assert (above.status_code, above.json()["code"]) == (403, "regions.beyond_scope")
    assert api.put("/v1/regions/63/outline", by="nation", json=OUTLINE).status_code == 200


@pytest.mark.parametrize(
    "outline",
    [
        None,
        [],
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [SQUARE[:4]]},
        {"type": "Polygon", "coordinates": [[[200.0, 0.0], [1, 1], [2, 2], [200.0, 0.0]]]},
        {"type": "Polygon", "coordinates": [[["x", 0.0], [1, 1], [2, 2], ["x", 0.0]]]},
        {"type": "Polygon", "coordinates": [[[0.0, 0.0]] * 20_001]},
        {"type": "MultiPolygon", "coordinates": [[SQUARE, [[0.0, 0.0]] * 15_000]] * 2},
        {"type": "MultiPolygon", "coordinates": [SQUARE]},
        {**OUTLINE, "extra": 1},
    ],
)
def test_an_outline_that_is_none_is_refused(api: Api, outline: Any) -> None:
    assert api.put("/v1/regions/63.11/outline", by="officer", json=outline).status_code == 422


def test_a_service_point_is_added_once_and_changed_against_its_version(api: Api) -> None:
    body = {**POINT, "id": "01932f4e-0000-7000-8000-00000000a001"}
    first, again = (api.post("/v1/service-points", by="officer", json=body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    url = first.headers["location"]
    assert api.patch(url, by="officer", json={"online": False}).status_code == 428
    changed = api.patch(url, by="officer", json={"online": False}, headers={"if-match": first.headers["etag"]})
    assert (changed.json()["online"], changed.json()["version"]) == (False, 2)
    late = api.patch(url, by="officer", json={"online": True}, headers={"if-match": first.headers["etag"]})
    assert late.status_code == 412
    assert [p["name"] for p in api.get("/v1/service-points", by="school-halong").json()["items"]] == [
        "Kecamatan Halong"
    ]
    assert api.get("/v1/service-points?region_code=63.11.03", by="officer").json()["items"] == []
    assert api.get(url, by="neighbour").status_code == 404
    assert api.get("/v1/service-points?region_code=63.08", by="officer").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"region_code": "63.08.07"},
        {"region_code": "63.11.99"},
        {"region_code": "63"},
        {"latitude": 91},
        {"name": None},
        {"name": "a\x00b"},
        {"valid_to": "2025-01-01"},
        {"valid_from": "0001-01-01"},
        {"can_record": "perhaps"},
        {"unknown": 1},
    ],
)
def test_a_service_point_that_cannot_be_is_refused_when_made_and_when_changed(api: Api, change: dict[str, Any]) -> None:
    assert api.post("/v1/service-points", by="officer", json={**POINT, **change}).status_code == 422
    made = api.post("/v1/service-points", by="officer", json=POINT)
    answer = api.patch(made.headers["location"], by="officer", json=change, headers={"if-match": made.headers["etag"]})
    assert answer.status_code == 422


def test_only_an_office_writes_service_points(api: Api) -> None:
    for name in ("viewer", "school-paringin", "team1"):
        assert api.post("/v1/service-points", by=name, json=POINT).status_code == 403
