"""The survey through the door: anybody's answers, the office's codes, everybody's figures."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from app.core.clock import frozen
from app.core.db import Database
from app.core.settings import Settings
from app.journal.models import JournalLine
from app.surveys.models import Element, SurveyAnswer, SurveyParticipant
from tests.conftest import Api
from tests.support.letters import words
from tests.support.visits import made
from tests.support.world import World, add_student, instant

ID = "01932f4e-0000-7000-8000-0000000005a1"
PUBLIC = "/v1/public/surveys"
GOOD = {element.value: 3 for element in Element}


@pytest.fixture
def pupil(database: Database, world: World) -> UUID:
    with database.write() as session:
        return add_student(session, world)


def slip(api: Api, pupil: UUID) -> str:
    code: str = api.post(f"/v1/students/{pupil}/slip-codes", by="officer").json()["code"]
    return code


def open_code(api: Api, world: World) -> tuple[str, str]:
    url = made(api, world)
    answer = api.post(f"{url}/survey-codes", by="officer")
    assert answer.status_code == 201
    return url.rpartition("/")[2], answer.json()["code"]


def send(api: Api, code: str, **facts: Any) -> Any:
    return api.post(PUBLIC, json={"code": code, "answers": GOOD, **facts})


def ikm(api: Api, by: str = "officer", **asked: Any) -> dict[str, Any]:
    answer = api.get("/v1/surveys/ikm", by=by, params=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_slip_shows_the_nine_questions_and_answers_once(api: Api, pupil: UUID) -> None:
    code = slip(api, pupil)
    form = api.get(f"{PUBLIC}/{code.lower()}").json()
    assert (form["source"], form["answered"], form["school_name"]) == ("person", False, None)
    assert [question["name"] for question in form["questions"]] == [element.value for element in Element]
    assert [choice["mark"] for choice in form["questions"][0]["choices"]] == [1, 2, 3, 4]
    assert send(api, code).status_code == 201
    assert api.get(f"{PUBLIC}/{code}").json()["answered"] is True
    again = send(api, code)
    assert (again.status_code, again.json()["code"]) == (409, "surveys.answered")


def test_a_form_sent_again_under_its_id_is_the_same_form(api: Api, pupil: UUID) -> None:
    code = slip(api, pupil)
    first, again = (send(api, code, id=ID) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() == {"source": "person", "received": True}
    other = send(api, code, id=ID, age_group="17")
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")
    assert ikm(api)["respondents"] == 1


def test_a_new_slip_gives_no_second_voice(api: Api, pupil: UUID) -> None:
    first = slip(api, pupil)
    assert send(api, first).status_code == 201
    second = slip(api, pupil)
    assert api.get(f"{PUBLIC}/{first}").status_code == 404
    assert send(api, second).status_code == 409


def test_many_may_answer_under_the_code_of_a_visit_and_they_are_marked_as_open(
    api: Api, world: World, pupil: UUID
) -> None:
    visit_id, code = open_code(api, world)
    assert api.post(f"/v1/visits/{visit_id}/survey-codes", by="officer").json()["code"] == code
    form = api.get(f"{PUBLIC}/{code}").json()
    assert (form["source"], form["school_name"]) == ("open", "SMA NEGERI PARINGIN")
    for _ in range(3):
        assert send(api, code).status_code == 201
    assert send(api, slip(api, pupil)).status_code == 201
    found = ikm(api)
    assert (found["respondents"], found["open_share"]) == (4, 75.0)
    assert (found["ikm"], found["grade"], found["service_quality"]) == (75.0, "C", "Less good")
    assert [line["mean"] for line in found["elements"]] == [3.0] * 9
    assert ikm(api, visit_id=visit_id)["respondents"] == 3


def test_an_open_code_takes_no_more_than_people_can_give(api: Api, world: World, database: Database) -> None:
    coefficients = {"items": [{"key": "survey_open_per_hour", "value": 2, "valid_from": "2026-01-01"}]}
    assert api.put("/v1/settings/63.11", by="admin", json=coefficients).status_code == 200
    _, code = open_code(api, world)
    with frozen(instant("2026-11-24T09:10:00+08:00")):
        assert [send(api, code).status_code for _ in range(3)] == [201, 201, 429]
    assert ikm(api)["respondents"] == 2


@pytest.mark.parametrize(
    "faulty",
    [
        {"answers": {**GOOD, "time": 0}},
        {"answers": {**GOOD, "time": 5}},
        {"answers": {**GOOD, "time": "3"}},
        {"answers": {key: mark for key, mark in GOOD.items() if key != "cost"}},
        {"answers": {**GOOD, "parking": 3}},
        {"age_group": "<script>alert(1)</script>"},
        {"sex": "X"},
        {"comment": "x" * 4001},
    ],
)
def test_a_form_that_is_not_whole_is_refused_and_the_code_stays_good(
    api: Api, pupil: UUID, faulty: dict[str, Any]
) -> None:
    code = slip(api, pupil)
    assert send(api, code, **faulty).status_code == 422
    assert send(api, code).status_code == 201


def test_an_unknown_code_is_no_code_whatever_is_wrong_with_it(api: Api, pupil: UUID) -> None:
    right = slip(api, pupil)
    wrong = ("A" if right[0] != "A" else "B") + right[1:]
    bodies = set()
    for code in (wrong, "x", "0" * 16, "ü" * 16):
        answers = [api.get(f"{PUBLIC}/{code}"), send(api, code)]
        assert [answer.status_code for answer in answers] == [404, 404]
        bodies |= {answer.json()["code"] for answer in answers}
    assert bodies == {"not_found"}


def test_nothing_leads_from_an_answer_to_whoever_gave_it(api: Api, database: Database, pupil: UUID) -> None:
    send(api, slip(api, pupil), comment="SITI AMINAH 081234567890 menunggu lama", sex="P", age_group="17")
    with database.read() as session:
        kept = session.exec(select(SurveyAnswer)).one()
        participant = session.exec(select(SurveyParticipant)).one()
        line = session.exec(select(JournalLine).where(JournalLine.kind == "surveys.answered")).one()
    assert kept.id.version == 4
    assert str(pupil) not in f"{kept.model_dump()}{line.model_dump()}{participant.model_dump()}"
    assert set(SurveyParticipant.__table__.columns.keys()) == {"person"}  # type: ignore[attr-defined]
    (said,) = api.get("/v1/surveys/comments", by="officer").json()["items"]
    assert (said["comment"], said["hidden"]) == ("[…] […] menunggu lama", 2)


def test_everybody_reads_the_figures_of_their_own(api: Api, world: World, pupil: UUID) -> None:
    send(api, slip(api, pupil))
    assert {by: ikm(api, by)["respondents"] for by in ("viewer", "school-paringin", "admin", "nation")} == {
        "viewer": 1,
        "school-paringin": 1,
        "admin": 1,
        "nation": 1,
    }
    assert {by: ikm(api, by)["respondents"] for by in ("neighbour", "school-halong", "team1")} == {
        "neighbour": 0,
        "school-halong": 0,
        "team1": 0,
    }
    assert ikm(api, region_code="63.11.02")["respondents"] == 0
    assert ikm(api, school_id=str(world.schools["halong"]))["ikm"] is None
    for by in ("viewer", "school-paringin", "team1"):
        assert api.get("/v1/surveys/comments", by=by).status_code == 403
        assert api.get("/v1/surveys/forms", by=by).status_code == 403


def test_a_team_reads_what_was_said_of_its_visits(api: Api, world: World) -> None:
    _, code = open_code(api, world)
    send(api, code)
    assert ikm(api, "team1")["respondents"] == 1
    assert ikm(api, "team2")["respondents"] == 0


def test_the_population_is_the_people_served_in_the_period_each_once(
    api: Api, world: World, database: Database
) -> None:
    with database.write() as session:
        pupils = [add_student(session, world, name=f"ANAK {n}", birth=date(2009, 1, 1 + n)) for n in range(3)]
    when = instant("2026-11-20T09:00:00+08:00")
    with frozen(when + timedelta(hours=1)):
        for n, pupil in enumerate(pupils):
            body = {
                "id": f"01932f4e-0000-7000-8000-00000000060{n}",
                "student_id": str(pupil),
                "outcome": "recorded" if n < 2 else "absent",
                "captured_at": when.isoformat(),
                "device_id": "kit-1",
                "offline": False,
            }
            assert api.post("/v1/recordings", by="officer", json=body).status_code in (201, 202)
        api.post(
            f"/v1/students/{pupils[0]}/card-events",
            by="officer",
            json={"status": "CARD_ISSUED", "occurred_at": "2026-11-20T12:00:00+08:00", "reason": "percobaan"},
        )
        found = ikm(api, date_from="2026-11-01", date_to="2026-11-30")
        assert (found["population"], found["required_sample"]) == (2, 2)
        assert ikm(api, date_from="2026-10-01", date_to="2026-10-31")["population"] == 0
        assert ikm(api, "school-paringin", date_from="2026-11-01", date_to="2026-11-30")["population"] == 2
        assert ikm(api, "school-halong", date_from="2026-11-01", date_to="2026-11-30")["population"] == 0


def test_a_period_that_ends_before_it_begins_is_refused(api: Api) -> None:
    answer = api.get("/v1/surveys/ikm", by="officer", params={"date_from": "2026-02-02", "date_to": "2026-02-01"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/date_to")


def test_only_the_office_gives_out_codes_and_only_for_what_it_sees(api: Api, world: World, settings: Settings) -> None:
    url = made(api, world)
    for by in ("school-paringin", "team1", "viewer"):
        assert api.post(f"{url}/survey-codes", by=by).status_code == 403
    assert api.post(f"{url}/survey-codes", by="neighbour").status_code == 404
    school = f"/v1/schools/{world.schools['paringin']}/survey-codes"
    assert api.post(school, by="neighbour").status_code == 404
    given = api.post(school, by="officer")
    assert given.json()["url"] == f"{settings.public_url.rstrip('/')}/s#{given.json()['code']}"


def test_the_report_stands_under_the_offices_head_and_tells_the_index(api: Api, world: World, pupil: UUID) -> None:
    _, code = open_code(api, world)
    for mark in (3, 4):
        api.post(PUBLIC, json={"code": code, "answers": dict.fromkeys(GOOD, mark), "sex": "P", "age_group": "17"})
    answer = api.get("/v1/reports/survey", by="officer")
    assert answer.headers["content-type"] == "application/pdf"
    said = words(answer.content)
    for wanted in ("LAPORAN HASIL SURVEI KEPUASAN MASYARAKAT", "87,50", "B (Baik)", "Perilaku pelaksana", "Perempuan"):
        assert wanted in said
    assert api.get("/v1/reports/survey", by="neighbour", params={"region_code": "63.11"}).status_code == 404
    assert api.get("/v1/reports/survey", by="nation").json()["errors"][0]["pointer"] == "/region_code"
    assert api.get("/v1/reports/survey", by="viewer").status_code == 403


def test_the_workbook_holds_every_form_so_that_the_index_can_be_reckoned_again(api: Api, world: World) -> None:
    _, code = open_code(api, world)
    for mark in (1, 2, 4):
        api.post(PUBLIC, json={"code": code, "answers": dict.fromkeys(GOOD, mark), "age_group": "+17"})
    answer = api.get("/v1/reports/survey", by="officer", params={"format": "xlsx"})
    book = load_workbook(BytesIO(answer.content))
    summary = {row[0]: row[1] for row in book["IKM"].iter_rows(values_only=True)}
    forms = list(book["Jawaban"].iter_rows(min_row=2, values_only=True))
    assert summary["Nilai IKM"] == pytest.approx(58.33)
    assert len(forms) == summary["Responden"] == 3
    assert sum(sum(form[4:]) for form in forms) / 27 * 25 == pytest.approx(58.33, abs=0.005)
    assert {form[3] for form in forms} == {"'+17"}


def test_the_report_of_a_period_without_answers_says_so(api: Api) -> None:
    said = words(api.get("/v1/reports/survey", by="officer").content)
    assert "Belum ada jawaban" in said
