"""What holds for every request, tried with what a careless or hostile client sends."""

import logging
from collections.abc import AsyncIterator, Iterator

import pytest

from app.core.db import Database
from app.core.exports import harmless
from app.schools import queries as schools
from tests.conftest import Api
from tests.support.world import World, add_student


def test_an_etag_that_only_looks_like_a_number_is_no_match(api: Api, world: World) -> None:
    url = f"/v1/schools/{world.schools['paringin']}"
    headers = {"if-match": b'"\xb2"'}
    assert api.patch(url, by="officer", json={"name": "X"}, headers=headers).status_code == 412


@pytest.mark.parametrize("field", ["name", "ever_married", "status"])
def test_a_fact_that_everybody_has_cannot_be_emptied(api: Api, database: Database, world: World, field: str) -> None:
    with database.write() as session:
        student = add_student(session, world)
    answer = api.patch(f"/v1/students/{student}", by="officer", json={field: None}, headers={"if-match": '"1"'})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{field}")


@pytest.mark.parametrize("code", ["99.99.99.9999", "63.11", "00"])
def test_a_residence_must_be_a_known_district_or_village(api: Api, database: Database, world: World, code: str) -> None:
    with database.write() as session:
        student = add_student(session, world)
    body = {"residence_code": code}
    answer = api.patch(f"/v1/students/{student}", by="school-paringin", json=body, headers={"if-match": '"1"'})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/residence_code")


@pytest.mark.parametrize("format", ["json", "csv", "xlsx"])
def test_an_export_that_is_refused_is_refused_before_it_begins(api: Api, format: str) -> None:
    assert api.get(f"/v1/students?region_code=99.99&format={format}", by="officer").status_code == 404


def test_a_body_without_a_length_is_measured_and_its_kind_checked(api: Api) -> None:
    def chunks(size: int) -> Iterator[bytes]:
        yield b"["
        for _ in range(size):
            yield b" " * 65536

    async def stream(size: int) -> AsyncIterator[bytes]:
        for chunk in chunks(size):
            yield chunk

    json = {"content-type": "application/json"}
    large = api.post("/v1/recordings", by="officer", content=stream(21 * 16), headers=json)
    assert (large.status_code, large.json()["code"]) == (413, "too_large")
    odd = {"content-type": "text/plain", "transfer-encoding": "chunked"}
    assert api.post("/v1/recordings", by="officer", content=stream(1), headers=odd).status_code == 415


def test_what_nobody_foresaw_is_found_by_its_request_id_and_tells_no_value(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError("6311071501109001 SITI AMINAH")

    monkeypatch.setattr(schools, "get", fails)
    with caplog.at_level(logging.INFO, "sweet17"):
        answer = api.get("/v1/schools/01932f4e-0000-7000-8000-000000000001", by="officer")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert answer.json()["request_id"] in answer.headers["x-request-id"]
    assert sum(answer.json()["request_id"] in record.getMessage() for record in caplog.records) == 2
    assert "SITI" not in answer.text + caplog.text


@pytest.mark.parametrize("text", ["=1+1", "--1", "＝1+1", "\u200b=1+1", "+62", "@x", "\t=1", " =1"])
def test_a_formula_is_disarmed_however_it_is_dressed(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12.5", "12", "SITI", "2026-11-24", ""])
def test_an_honest_cell_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
