"""What leaves the house: whole answers, no tables, no NIK, no page that calls another house."""

import re

import pytest
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, SQLModel

from api.schemas import In, Out
from tests.conftest import Api
from tests.support.walk import heirs, models_in, routes

IN_FULL = ("/nik-disclosures", "/export")
"""
The two places that tell a NIK in full: asked for with a reason, and in the file of all we hold that a person may ask
for. Both leave a disclosure, with its reason, and a journal line.
"""
PAGES = ("/", "/k", "/docs", "/redoc")


def _answers(application: FastAPI) -> dict[str, set[type[BaseModel]]]:
    return {route.name: models_in(route.context.response_model) for route in routes(application)}


def _bodies(application: FastAPI) -> dict[str, set[type[BaseModel]]]:
    return {
        route.name: {
            model for field in route.context.dependant.body_params for model in models_in(field.field_info.annotation)
        }
        for route in routes(application)
    }


def test_no_table_is_ever_an_answer_or_a_body(application: FastAPI) -> None:
    walked = [*_answers(application).items(), *_bodies(application).items()]
    assert sum(len(models) for _, models in walked) > 20
    tables = {
        name: {m.__name__ for m in models if issubclass(m, SQLModel)}
        for name, models in walked
        if any(issubclass(m, SQLModel) for m in models)
    }
    assert tables == {}


def test_no_answer_carries_a_nik_but_the_disclosure_and_the_persons_own_file(application: FastAPI) -> None:
    carrying = {
        (name, model.__name__)
        for name, models in _answers(application).items()
        for model in models
        if "nik" in model.model_fields and not name.endswith(IN_FULL)
    }
    assert carrying == set()


def test_what_is_answered_has_no_defaults() -> None:
    optional = {
        f"{out.__module__}.{out.__name__}.{name}"
        for out in heirs(Out)
        for name, field in out.model_fields.items()
        if not field.is_required()
    }
    assert optional == set()


def test_what_is_sent_is_exact() -> None:
    lax = {f"{kind.__module__}.{kind.__name__}" for kind in heirs(In) if kind.model_config.get("extra") != "forbid"}
    assert lax == TOLERANT


TOLERANT: set[str] = set()
"""Bodies that drop what they do not know; each has its reason in the contract."""


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_another_host(api: Api, page: str) -> None:
    answer = api.get(page)
    if page == "/docs":
        assert answer.status_code == 200
    named = re.findall(r"""(?:src|href|action|url|from|import)\s*[=(:]?\s*["'(]((?:https?:)?//[^"')]+)""", answer.text)
    assert named == []
    policy = answer.headers["content-security-policy"]
    assert "http" not in policy
    assert "*" not in policy


def test_a_commit_that_fails_is_never_answered_201(api: Api) -> None:
    def fail(_session: Session) -> None:
        raise OperationalError("COMMIT", {}, Exception("the disk is full"))

    body = {"npsn": "99990088", "name": "SMA GAGAL", "kind": "SMA", "district_code": "63.11.06"}
    event.listen(Session, "before_commit", fail)
    try:
        answer = api.post("/v1/schools", by="officer", json=body)
    finally:
        event.remove(Session, "before_commit", fail)
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert "SMA GAGAL" not in api.get("/v1/schools", by="officer").text
    assert api.post("/v1/schools", by="officer", json=body).status_code == 201


def test_protective_headers_stand_on_every_answer_also_on_refusals(api: Api) -> None:
    for answer in (api.get("/healthz"), api.get("/v1/me"), api.get("/v1/nowhere"), api.get("/docs")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-request-id"]
