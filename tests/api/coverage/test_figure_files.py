"""Figures as CSV and XLSX: the same numbers, with the question that they answer."""

import asyncio
import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest

from api import files
from app.core.clock import frozen
from app.core.db import Database
from app.schools.models import School
from tests.api.coverage.test_coverage import fill
from tests.conftest import Api
from tests.support.held_visits import held, places
from tests.support.world import World, instant

COVERAGE = "/v1/coverage?as_of=2026-11-24&cohort=2026&group_by=school"


@pytest.fixture(autouse=True)
def _on_that_day(api: Api) -> Iterator[None]:
    with frozen(instant("2026-11-24T12:00:00+08:00")):
        yield


def rows(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def as_csv(api: Api, url: str, by: str = "officer") -> list[dict[str, str]]:
    return rows(api.get(f"{url}{'&' if '?' in url else '?'}format=csv", by=by))


def test_coverage_as_a_file_has_the_total_last_and_its_question_in_every_line(
    api: Api, database: Database, world: World
) -> None:
    fill(database, world)
    shown = api.get(COVERAGE, by="officer").json()
    found = as_csv(api, COVERAGE)
    assert [line["key"] for line in found] == [*(item["key"] for item in shown["items"]), "total"]
    assert list(found[0])[:3] == ["key", "name", "population"]
    assert not [name for name in found[0] if name.endswith("_url")]
    for line, item in zip(found, [*shown["items"], shown["total"]], strict=True):
        for name in ("listed", "recorded", "percent", "on_time_17"):
            assert line[name] == ("" if item[name] is None else str(item[name]))
        question = {name: line[name] for name in ("measure", "cohort", "as_of", "known_at", "group_by", "region_code")}
        assert question == {
            "measure": "cohort",
            "cohort": "2026",
            "as_of": "2026-11-24",
            "known_at": "",
            "group_by": "school",
            "region_code": "",
        }
        assert line["population_source"] == item["population_source"] == "lists"
    assert found[-1]["name"] == "Total"


def test_a_client_may_ask_for_a_file_by_what_it_accepts(api: Api, database: Database, world: World) -> None:
    fill(database, world)
    asked = {"accept": "text/csv", "accept-language": "id"}
    assert rows(api.get(COVERAGE, by="officer", headers=asked))[-1]["name"] == "Jumlah"
    assert api.get(COVERAGE, by="officer", headers={"accept": "*/*"}).json()["cohort"] == 2026


def test_a_workbook_has_numbers_as_numbers(api: Api, database: Database, world: World) -> None:
    fill(database, world)
    answer = api.get(f"{COVERAGE}&format=xlsx", by="officer")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    header, *lines = list(sheet.iter_rows(values_only=True))
    total = dict(zip(header, lines[-1], strict=True))
    shown = api.get(COVERAGE, by="officer").json()["total"]
    assert (total["listed"], total["percent"]) == (shown["listed"], shown["percent"])
    assert total["as_of"] == "2026-11-24"


def test_no_name_of_a_school_becomes_a_formula(api: Api, database: Database, world: World) -> None:
    fill(database, world)
    with database.write() as session:
        session.get_one(School, world.schools["paringin"]).name = '=HYPERLINK("http://x","y")'
    names = {line["name"] for line in as_csv(api, COVERAGE)}
    assert '\'=HYPERLINK("http://x","y")' in names
    assert not [name for name in names if name.startswith("=")]
    book = openpyxl.load_workbook(io.BytesIO(api.get(f"{COVERAGE}&format=xlsx", by="officer").content))
    assert book.active is not None
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("url", "column"),
    [
        ("/v1/eligibility?as_of=2026-11-24", "becoming_eligible_90d"),
        ("/v1/coverage/years", "change"),
        ("/v1/coverage/timeseries?cohort=2026&interval=month", "recorded_so_far"),
        ("/v1/coverage/funnel?cohort=2026", "students"),
        ("/v1/coverage/durations?cohort=2026", "median_days"),
        ("/v1/coverage/voters?election_date=2027-01-01", "not_recorded"),
        ("/v1/impact", "strongest_assumption"),
    ],
)
def test_every_table_of_figures_comes_as_a_file(
    api: Api, database: Database, world: World, url: str, column: str
) -> None:
    fill(database, world)
    found = as_csv(api, url)
    assert found
    assert all(column in line for line in found)
    shown = api.get(url, by="officer").json()
    expected = len(shown["items"]) + ("total" in shown) if "items" in shown else 1
    assert len(found) == expected


def test_a_period_in_a_file_is_that_of_its_line(api: Api, database: Database, world: World) -> None:
    fill(database, world)
    url = "/v1/coverage/timeseries?cohort=2026&interval=month"
    assert [line["date_from"] for line in as_csv(api, url)] == [
        item["date_from"] for item in api.get(url, by="officer").json()["items"]
    ]


def test_impact_as_a_file_keeps_its_coefficients(api: Api, database: Database, world: World) -> None:
    with database.write() as session:
        places(session, world)
        held(session, world, "paringin", date(2026, 9, 1), 3)
    found = {line["name"]: line for line in as_csv(api, "/v1/impact")}
    kilometres = found["pupil_kilometres"]
    assert (kilometres["low"], kilometres["inputs_pupils"]) == ("43.2", "3")
    assert json.loads(kilometres["inputs_coefficients"])[1]["key"] == "winding_factor"
    assert kilometres["date_from"] == "2026-01-01"


def test_a_file_of_figures_is_refused_like_the_figures(api: Api) -> None:
    assert api.get(f"{COVERAGE}&format=csv").status_code == 401
    assert api.get(f"{COVERAGE}&format=csv&region_code=63.08", by="officer").status_code == 404
    assert api.get(f"{COVERAGE}&format=pdf", by="officer").status_code == 422


def test_an_empty_table_still_has_its_columns(api: Api) -> None:
    [line] = as_csv(api, "/v1/coverage/timeseries?cohort=2026&date_from=2026-02-02&date_to=2026-02-01")
    assert (line["recorded"], line["measure"]) == ("", "cohort")


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    async def read() -> bytes:
        answer = files.table("xlsx", ["note"], [{"note": "x" * 40_000}])
        return b"".join([bytes(part) async for part in answer.body_iterator])  # type: ignore[arg-type]

    sheet = openpyxl.load_workbook(io.BytesIO(asyncio.run(read()))).active
    assert sheet is not None
    note = str(sheet["A2"].value)
    assert (len(note), note[-7:]) == (32_767, "… (CSV)")
