"""Entered totals through the door, with the golden figures of their sources."""

from typing import Any

import pytest

from tests.conftest import Api

SOURCE = {"source": "Dukcapil Balangan", "dated": "2023-12-31"}


def put_cohort(api: Api, year: int, population: int, recorded: int | None = None, **more: Any) -> Any:
    body = {"population": population, "recorded_in_year": recorded, **SOURCE, **more}
    return api.put(f"/v1/cohort-totals/63.11/{year}", by="officer", json=body)


@pytest.mark.parametrize(
    ("year", "population", "recorded", "percent"),
    [(2022, 2614, 515, 19.70), (2023, 2233, 638, 28.57), (2024, 0, 0, None)],
)
def test_coverage_in_year_is_what_the_seed_reports(
    api: Api, year: int, population: int, recorded: int, percent: float | None
) -> None:
    assert put_cohort(api, year, population, recorded).status_code == 200
    answer = api.get(f"/v1/coverage?region_code=63.11&measure=in_year&cohort={year}", by="viewer").json()
    total = answer["total"]
    assert total["percent"] == percent
    assert (total["population"], total["population_source"], total["population_date"]) == (
        population,
        "registry",
        "2023-12-31",
    )
    assert (total["recorded"], total["recorded_here"], total["recorded_elsewhere"]) == (recorded, None, None)


@pytest.mark.parametrize(
    ("duty", "holders", "percent"),
    [
        (196_394_976, 194_649_012, 99.11),
        (99_121, 97_481, 98.35),
        (172_806, 175_087, 101.32),
        (0, 0, None),
    ],
)
def test_ownership_is_what_the_sources_report_even_above_a_hundred(
    api: Api, duty: int, holders: int, percent: float | None
) -> None:
    url = "/v1/ownership/00/2020"
    put = api.put(url, by="nation", json={"duty_population": duty, "holders": holders, **SOURCE})
    assert (put.status_code, put.json()["percent"]) == (200, percent)
    [item] = api.get("/v1/ownership?region_code=00", by="nation").json()["items"]
    assert (item["year"], item["duty_population"], item["holders"], item["percent"]) == (
        2020,
        duty,
        holders,
        percent,
    )


def test_a_stated_share_stands_where_no_heads_were_counted_and_heads_win(api: Api) -> None:
    url = "/v1/ownership/63.11/2021"
    stated = api.put(url, by="officer", json={"duty_population": 91_117, "percent": 96, **SOURCE})
    assert (stated.json()["holders"], stated.json()["percent"]) == (None, 96.0)
    both = {"duty_population": 100, "holders": 50, "percent": 96, **SOURCE}
    assert api.put(url, by="officer", json=both).json()["percent"] == 50.0
    neither = api.put(url, by="officer", json={"duty_population": 100, **SOURCE})
    assert (neither.status_code, neither.json()["errors"][0]["pointer"]) == (422, "/holders")


def test_a_changed_total_replaces_the_former_and_the_same_again_changes_nothing(api: Api) -> None:
    first, again = put_cohort(api, 2026, 2500), put_cohort(api, 2026, 2500)
    assert first.json() == again.json()
    changed = put_cohort(api, 2026, 2600)
    assert changed.json()["known_from"] > first.json()["known_from"]
    [item] = api.get("/v1/cohort-totals?year=2026", by="school-paringin").json()["items"]
    assert item == changed.json()


def test_totals_of_another_region_do_not_exist_and_only_offices_enter_them(api: Api) -> None:
    body = {"population": 1, **SOURCE}
    for code in ("63.08", "00", "63", "63.11.99"):
        assert api.put(f"/v1/cohort-totals/{code}/2026", by="officer", json=body).status_code == 404
        assert api.get(f"/v1/cohort-totals?region_code={code}", by="neighbour").status_code in (200, 404)
    for name in ("viewer", "school-paringin", "team1"):
        assert api.put("/v1/cohort-totals/63.11/2026", by=name, json=body).status_code == 403
    assert api.get("/v1/ownership?region_code=63.11", by="neighbour").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"population": -1},
        {"population": 10**20},
        {"population": None},
        {"recorded_in_year": 10**12},
        {"source": ""},
        {"source": "a\x00b"},
        {"dated": "2026-02-30"},
        {"dated": None},
        {"more": 1},
    ],
)
def test_a_total_that_cannot_be_is_refused(api: Api, change: dict[str, Any]) -> None:
    body = {"population": 1, **SOURCE, **change}
    assert api.put("/v1/cohort-totals/63.11/2026", by="officer", json=body).status_code == 422


@pytest.mark.parametrize("year", ["0", "99999999999999999999", "x", "-5"])
def test_a_year_that_cannot_be_is_refused(api: Api, year: str) -> None:
    assert api.put(f"/v1/cohort-totals/63.11/{year}", by="officer", json={"population": 1, **SOURCE}).status_code == 422
