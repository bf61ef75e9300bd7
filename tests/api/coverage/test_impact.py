"""Impact through the door."""

from datetime import date
from typing import Any

from app.core.db import Database
from app.coverage.impact_rules import Item
from tests.conftest import Api
from tests.support.held_visits import held, places
from tests.support.world import World

ASKED = "/v1/impact?date_from=2026-09-01&date_to=2026-09-30"


def fill(database: Database, world: World) -> None:
    with database.write() as session:
        places(session, world)
        held(session, world, "paringin", date(2026, 9, 1), 3)
        held(session, world, "tebing", date(2026, 9, 2), 1, team="team2")


def items(api: Api, by: str = "officer", **kw: Any) -> dict[str, Any]:
    answer = api.get(ASKED, by=by, **kw)
    assert answer.status_code == 200, answer.text
    return {item["name"]: item for item in answer.json()["items"]}


def test_impact_needs_a_token(api: Api) -> None:
    assert api.get(ASKED).status_code == 401


def test_each_figure_carries_its_formula_inputs_and_strongest_assumption(
    api: Api, database: Database, world: World
) -> None:
    fill(database, world)
    found = items(api)
    assert list(found) == [item.value for item in Item]
    kilometres = found["pupil_kilometres"]
    assert (kilometres["low"], kilometres["likely"], kilometres["high"]) == (43.2, 46.8, 53.4)
    assert (kilometres["unit"], kilometres["label"]) == ("kilometres", "Kilometres that pupils were spared")
    assert kilometres["formula"].startswith("Pupils × 2 × the way")
    assert "once would have done" in kilometres["strongest_assumption"]
    inputs = kilometres["inputs"]
    assert {name: inputs[name] for name in ("pupils", "visits", "trips", "unlocated")} == {
        "pupils": 4,
        "visits": 2,
        "trips": 2,
        "unlocated": 1,
    }
    assert inputs["coefficients"][1] == {
        "key": "winding_factor",
        "value": 1.4,
        "valid_from": "2000-01-01",
        "region_code": "00",
        "source": "Assumption: roads among hills are 1.3 to 1.6 times as long as the straight line",
        "assumed": True,
    }
    for item in found.values():
        assert item["low"] <= item["likely"] <= item["high"]


def test_impact_speaks_the_language_that_is_asked_for(api: Api, database: Database, world: World) -> None:
    fill(database, world)
    found = items(api, headers={"accept-language": "id"})
    assert found["lesson_hours"]["label"] == "Jam pelajaran yang tidak hilang"
    assert "tempat layanan terdekat" in found["pupil_kilometres"]["formula"]
    whole = api.get(ASKED, by="officer", headers={"accept-language": "id"}).json()
    assert whole["counterfactual"].startswith("Tanpa kunjungan, setiap siswa pergi satu kali")


def test_each_role_reads_the_impact_of_what_it_may_see(api: Api, database: Database, world: World) -> None:
    fill(database, world)
    served = {by: items(api, by)["people_served"]["likely"] for by in ("officer", "school-paringin", "team2")}
    assert served == {"officer": 4, "school-paringin": 3, "team2": 1}
    assert items(api, "viewer") == items(api, "officer"), "the headline reads the same to the regent"
    viewer = api.get(f"{ASKED}&region_code=63.11.07", by="viewer").json()
    assert viewer["rounded_down_to"] == 5
    assert viewer["items"][0]["likely"] == 0, "three are fewer than five"
    assert api.get(f"{ASKED}&region_code=63.08", by="officer").status_code == 404


def test_a_question_that_makes_no_sense_is_refused_where_it_is_wrong(api: Api) -> None:
    backwards = api.get("/v1/impact?date_from=2026-09-02&date_to=2026-09-01", by="officer")
    assert (backwards.status_code, backwards.json()["errors"][0]["pointer"]) == (422, "/date_to")
    village = api.get(f"{ASKED}&region_code=63.11.02.2001", by="officer")
    assert (village.status_code, village.json()["errors"][0]["code"]) == (422, "coverage.impact_no_villages")


def test_every_figure_of_impact_is_a_measure(api: Api) -> None:
    told = {item["name"]: item for item in api.get("/v1/measures", by="viewer").json()["items"]}
    assert {item.value for item in Item} <= told.keys()
    assert (told["net_rupiah"]["path"], told["net_rupiah"]["unit"]) == ("/v1/impact", "rupiah")
    assert told["net_rupiah"]["denominator"] == "None: this is a sum."
