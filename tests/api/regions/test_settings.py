"""Coefficients through the door."""

from typing import Any

import pytest

from app.core.clock import now
from app.regions.reference_data import known_settings
from tests.conftest import Api

FIFTEEN = {"key": "recording_age", "value": 15, "valid_from": "2026-01-01"}
URL = "/v1/settings/63.11"


def put(api: Api, *items: dict[str, Any], by: str = "admin", url: str = URL, match: str | None = None) -> Any:
    headers = {} if match is None else {"if-match": match}
    return api.put(url, by=by, json={"items": list(items)}, headers=headers)


def test_a_region_lives_by_the_nations_coefficients_until_it_enters_its_own(api: Api) -> None:
    items = api.get(URL, by="school-halong").json()["items"]
    assert {item["key"] for item in items} == set(known_settings())
    assert {item["region_code"] for item in items} == {"00"}
    assert put(api, FIFTEEN).status_code == 200
    own = [item for item in api.get(URL, by="viewer").json()["items"] if item["region_code"] == "63.11"]
    assert own == [{**FIFTEEN, "region_code": "63.11"}]


def test_what_was_read_may_be_sent_back_and_nothing_inherited_becomes_the_regions_own(api: Api) -> None:
    made = put(api, FIFTEEN)
    back = put(api, *made.json()["items"], match=made.headers["etag"])
    assert back.json() == made.json()
    assert back.headers["etag"] == made.headers["etag"]
    bare = [{k: v for k, v in item.items() if k != "region_code"} for item in made.json()["items"]]
    own = list(put(api, *bare, match=made.headers["etag"]).json()["items"])
    assert sum(item["region_code"] == "63.11" for item in own) == 1


def test_going_back_to_the_nations_value_later_is_a_wish_of_its_own(api: Api) -> None:
    base = known_settings()["recording_age"]["value"]
    nation = api.get("/v1/settings/00", by="nation")
    lines = [*nation.json()["items"], {"key": "recording_age", "value": base, "valid_from": "2027-01-01"}]
    changed = put(api, *lines, by="nation", url="/v1/settings/00", match=nation.headers["etag"])
    assert changed.status_code == 200
    made = put(api, FIFTEEN, {"key": "recording_age", "value": base, "valid_from": "2027-01-01"})
    own = [item["valid_from"] for item in made.json()["items"] if item["region_code"] == "63.11"]
    assert own == ["2026-01-01", "2027-01-01"]


def test_once_a_region_has_its_own_a_change_names_what_it_was_made_against(api: Api) -> None:
    first = put(api, FIFTEEN)
    assert put(api).status_code == 428
    assert put(api, match='"1"').status_code == 412
    emptied = put(api, match=first.headers["etag"])
    assert emptied.status_code == 200
    assert all(item["region_code"] == "00" for item in emptied.json()["items"])
    assert put(api, FIFTEEN).headers["etag"] == first.headers["etag"]


def test_only_an_admin_changes_and_the_nation_only_its_own(api: Api) -> None:
    for name in ("officer", "viewer", "school-halong", "team1"):
        assert put(api, FIFTEEN, by=name).status_code == 403
    assert put(api, FIFTEEN, url="/v1/settings/63.08").status_code == 404
    assert put(api, FIFTEEN, url="/v1/settings/00").json()["code"] == "regions.beyond_scope"


def test_the_nations_first_values_cannot_be_left_out(api: Api) -> None:
    nation = api.get("/v1/settings/00", by="nation")
    answer = put(api, by="nation", url="/v1/settings/00", match=nation.headers["etag"])
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "regions.setting_base_missing")


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({**FIFTEEN, "value": 160}, "regions.setting_bounds"),
        ({**FIFTEEN, "value": 10**30}, "regions.setting_bounds"),
        ({**FIFTEEN, "value": "16"}, "regions.setting_type"),
        ({**FIFTEEN, "value": True}, "regions.setting_type"),
        ({**FIFTEEN, "value": 15.5}, "regions.setting_type"),
        ({**FIFTEEN, "key": "colour"}, "regions.setting_unknown"),
        ({"key": "friday_end", "value": "25:00", "valid_from": "2026-01-01"}, "regions.setting_time"),
        ({"key": "message_text_card_ready", "value": "{nama}", "valid_from": "2026-01-01"}, "regions.wording_unknown"),
        ({"key": "message_text_card_ready", "value": "Siap.", "valid_from": "2026-01-01"}, "regions.wording_missing"),
        ({"key": "saturday_lessons", "value": 1, "valid_from": "2026-01-01"}, "regions.setting_type"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_at_its_place(api: Api, item: dict[str, Any], code: str) -> None:
    answer = put(api, item)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)


@pytest.mark.parametrize(
    "item",
    [{}, {**FIFTEEN, "value": None}, {**FIFTEEN, "value": [1]}, {**FIFTEEN, "valid_from": "0001-01-01"}],
)
def test_garbage_is_no_coefficient(api: Api, item: dict[str, Any]) -> None:
    assert put(api, item).status_code == 422
    assert put(api, FIFTEEN, FIFTEEN).json()["errors"][0]["code"] == "regions.setting_twice"
    assert put(api, *[FIFTEEN] * 501).status_code == 422


def test_figures_follow_the_regions_own_age_from_its_day_on(api: Api) -> None:
    assert now().year >= 2026
    put(api, FIFTEEN)
    assert api.get("/v1/eligibility?as_of=1999-01-01", by="officer").status_code == 200
