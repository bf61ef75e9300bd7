"""The public forms as a browser without a script sends them."""

import re
from typing import Any

import pytest
from fastapi import FastAPI
from sqlmodel import select

from app.cards import slips
from app.complaints.models import Complaint
from app.core.db import Database
from app.surveys.models import Element, SurveyAnswer
from tests.conftest import Api
from tests.support.world import BALANGAN, World, add_student

KEPT = re.compile(r'id="kept-(ticket|code)">([^<]+)<')
REPORT = {
    "category": "delay",
    "subject": "KTP belum datang",
    "body": "<b>Tiga</b> bulan.",
    "region_code": BALANGAN,
}
MARKS = {element.value: "4" for element in Element}
ID = "019a0000-0000-7000-8000-00000000000"


@pytest.fixture(autouse=True)
def unthrottled(api: Api, application: FastAPI) -> None:
    wide = application.state.settings.model_copy(update={"public_requests_per_minute": 10_000})
    application.state.settings = wide


def sent(api: Api, path: str, **fields: str) -> Any:
    return api.post(path, data=fields)


def filed(api: Api, **fields: str) -> dict[str, str]:
    answer = sent(api, "/lapor", **{**REPORT, **fields})
    assert answer.status_code == 201, answer.text
    kept = dict(KEPT.findall(answer.text))
    return {"ticket": kept["ticket"], "access_code": kept["code"]}


def office(api: Api, database: Database, step: str, **body: Any) -> None:
    with database.read() as session:
        case = session.exec(select(Complaint)).one().id
    answer = api.post(f"/v1/complaints/{case}/{step}", by="officer", json=body)
    assert answer.status_code == 200, answer.text


def test_a_form_is_answered_with_a_ticket_and_followed_by_it(api: Api, world: World) -> None:
    keys = filed(api)
    answer = sent(api, "/lapor/status", **keys)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert keys["ticket"] in answer.text
    assert "Diterima, belum diperiksa" in answer.text
    assert "<b>Tiga" not in answer.text


def test_a_faulty_form_keeps_what_was_written_and_names_each_field(api: Api, database: Database, world: World) -> None:
    answer = sent(api, "/lapor", **{**REPORT, "category": "", "subject": "  ", "body": '"><script>x</script>'})
    assert answer.status_code == 422
    assert 'href="#category"' in answer.text
    assert 'href="#subject"' in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "<script>x" not in answer.text
    with database.read() as session:
        assert session.exec(select(Complaint)).all() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"region_code": "63"},
        {"region_code": "99.99"},
        {"region_code": "' OR 1=1"},
        {"school_id": "nonsense"},
        {"school_id": f"{ID}9"},
        {"category": "bribe"},
        {"subject": "x" * 201},
        {"body": "a\x00b"},
    ],
)
def test_garbage_is_refused_on_the_page(api: Api, database: Database, world: World, wrong: dict[str, str]) -> None:
    assert sent(api, "/lapor", **{**REPORT, **wrong}).status_code == 422
    with database.read() as session:
        assert session.exec(select(Complaint)).all() == []


def test_a_button_pressed_twice_files_one_complaint(api: Api, database: Database, world: World) -> None:
    assert filed(api, id=f"{ID}1") == filed(api, id=f"{ID}1")
    assert sent(api, "/lapor", **{**REPORT, "id": f"{ID}1", "body": "Lain"}).status_code == 422
    with database.read() as session:
        assert len(session.exec(select(Complaint)).all()) == 1


def test_a_wrong_code_and_an_unknown_ticket_are_answered_alike(api: Api, world: World) -> None:
    keys = filed(api)
    wrong = [
        {"ticket": keys["ticket"], "access_code": "0000"},
        {"ticket": "ADU-6311-2026-999999", "access_code": keys["access_code"]},
        {"ticket": "", "access_code": ""},
    ]
    for path in ("/lapor/status", "/lapor/status/reply", "/lapor/status/verdict"):
        for each in wrong:
            answer = sent(api, path, **each, body="Halo", verdict="solved")
            assert answer.status_code == 404, path
            assert "tidak cocok" in answer.text


def test_a_document_is_attached_to_a_case_that_one_holds_the_code_of(api: Api, world: World) -> None:
    filed = dict(KEPT.findall(api.post("/lapor", data=REPORT).text))
    keys = {"ticket": filed["ticket"], "access_code": filed["code"]}
    paper = {"file": ("bukti.pdf", b"%PDF-1.7 bukti %%EOF")}
    answer = api.post("/lapor/status/file", data=keys, files=paper)
    assert (answer.status_code, "Berkas dilampirkan" in answer.text) == (200, True)
    refused = api.post("/lapor/status/file", data=keys, files={"file": ("x.pdf", b"MZ not a document")})
    assert (refused.status_code, 'role="alert"' in refused.text) == (422, True)
    assert filed["ticket"] in refused.text, "the case is still shown"
    nothing = api.post("/lapor/status/file", data=keys, files={"file": ("", b"", "application/octet-stream")})
    assert (nothing.status_code, filed["ticket"] in nothing.text) == (422, True)
    wrong = api.post("/lapor/status/file", data=keys | {"access_code": "AAAA-AAAA-AAAA-AAAA"}, files=paper)
    assert (wrong.status_code, "bukti" in wrong.text) == (404, False)


def test_the_reporter_has_the_last_word(api: Api, database: Database, world: World) -> None:
    keys = filed(api)
    early = sent(api, "/lapor/status/verdict", **keys, verdict="solved")
    assert early.status_code == 422
    office(api, database, "verify", **{"class": "complaint"})
    office(api, database, "resolve", resolution="Kartu dikirim.", evidence="BA-17")
    case = sent(api, "/lapor/status", **keys)
    assert "Kartu dikirim." in case.text
    assert "BA-17" not in case.text
    assert "Sedang ditangani" in sent(api, "/lapor/status/verdict", **keys, verdict="not_solved").text
    replied = sent(api, "/lapor/status/reply", **keys, body="Belum <i>ada</i>.", id=f"{ID}2")
    assert "Belum &lt;i&gt;ada&lt;/i&gt;." in replied.text
    assert sent(api, "/lapor/status/reply", **keys, body="  ").status_code == 422
    office(api, database, "resolve", resolution="Diantar.")
    assert "Ditutup" in sent(api, "/lapor/status/verdict", **keys, verdict="solved").text


def test_a_survey_is_answered_once_and_says_so_kindly(api: Api, database: Database, world: World) -> None:
    with database.write() as session:
        code = slips.renew(session, world.actors["officer"], add_student(session, world), "https://x")[0].code
    assert sent(api, "/s", code=code).text.count('type="radio"') == 36
    missing = sent(api, "/s/answer", **{**MARKS, "cost": ""}, code=code)
    assert (missing.status_code, 'href="#cost"' in missing.text) == (422, True)
    assert sent(api, "/s/answer", **{**MARKS, "cost": "5"}, code=code).status_code == 422
    assert sent(api, "/s/answer", **MARKS, code=code, comment="Cepat.", age_group="17-25").status_code == 201
    again = sent(api, "/s/answer", **MARKS, code=code)
    assert (again.status_code, "Sudah dijawab" in again.text) == (409, True)
    assert sent(api, "/s", code=code).status_code == 409
    with database.read() as session:
        assert len(session.exec(select(SurveyAnswer)).all()) == 1


@pytest.mark.parametrize("code", ["", "ZZZZ-ZZZZ-ZZZZ-ZZZZ", "' OR 1=1", "\x00"])
def test_an_unknown_survey_code_is_404(api: Api, world: World, code: str) -> None:
    assert sent(api, "/s", code=code).status_code == 404
    assert sent(api, "/s/answer", **MARKS, code=code).status_code == 404


def test_too_many_forms_are_told_to_wait(api: Api, application: FastAPI, world: World) -> None:
    narrow = application.state.settings.model_copy(update={"public_requests_per_minute": 1})
    application.state.settings = narrow
    answers = [sent(api, "/lapor/status", ticket="x", access_code="y") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [404, 429]
    assert answers[1].headers["retry-after"]
    assert "<form" not in answers[1].text


@pytest.mark.parametrize("path", ["/lapor", "/lapor/status", "/s"])
def test_every_page_speaks_both_languages(api: Api, world: World, path: str) -> None:
    indonesian, english = api.get(path), api.get(f"{path}?lang=en")
    assert 'lang="id"' in indonesian.text
    assert 'lang="en"' in english.text
    assert indonesian.text != english.text
    assert "$" not in english.text
