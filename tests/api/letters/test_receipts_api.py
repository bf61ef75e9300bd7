"""The receipt of a handover: one for ever, on the office's head, for the office alone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.core.clock import now
from app.core.db import Database
from app.core.ids import new_id
from app.letters.models import Letter
from app.regions.queries import today
from app.students.models import Student
from tests.conftest import Api
from tests.support.letters import fetched, words
from tests.support.world import World, add_student

Give = Callable[..., str]


@pytest.fixture
def people(database: Database, world: World) -> dict[str, UUID]:
    with database.write() as session:
        return {
            name: add_student(session, world, name=name, birth=date(2009, 1, 15), class_group="XII 1")
            for name in ("ANI LESTARI", "BUDI SANTOSO")
        }


@pytest.fixture
def give(api: Api, world: World) -> Give:
    """Cards of these people go to a teacher; the address of the handover."""

    def given(people: dict[str, UUID], **facts: Any) -> str:
        for student in people.values():
            body = {"status": "PRR", "occurred_at": (now() - timedelta(days=3)).isoformat(), "reason": "SIAK"}
            assert api.post(f"/v1/students/{student}/card-events", by="officer", json=body).status_code == 201
        items = [{"student_id": str(one), "received_by": "Bu Guru", "relation": "teacher"} for one in people.values()]
        body = {"date": str(today("63.11")), "place": "Aula", "school_id": str(world.schools["paringin"]), **facts}
        answer = api.post("/v1/handovers", by="officer", json={**body, "items": items})
        assert answer.status_code == 201, answer.text
        return f"/v1/handovers/{answer.json()['id']}"

    return given


def ask(api: Api, url: str, by: str = "officer", **more: Any) -> Any:
    return api.post(f"{url}/letters", by=by, json={"kind": "receipt", **more})


def test_a_handover_has_one_receipt_that_names_cards_and_receivers(
    api: Api, database: Database, people: dict[str, UUID], give: Give
) -> None:
    url = give(people)
    assert api.get(f"{url}/letters", by="officer").json()["items"] == []
    answer = ask(api, url)
    assert answer.status_code == 201, answer.text
    letter = answer.json()
    assert answer.headers["location"] == f"/v1/letters/{letter['id']}"
    assert (letter["kind"], letter["visit_id"], letter["handover_id"]) == ("receipt", None, url.rsplit("/", 1)[1])
    said = words(fetched(api, letter))
    assert said.index("ANI LESTARI") < said.index("BUDI SANTOSO")
    assert said.count("Bu Guru guru") == 2
    assert "diserahkan 2 (dua) keping KTP-el" in said
    assert letter["number"] in said
    again = ask(api, url, id=str(new_id()))
    assert (again.status_code, again.json()) == (200, letter)
    assert api.get(f"{url}/letters", by="officer").json()["items"] == [letter]
    with database.read() as session:
        assert session.get_one(Letter, UUID(letter["id"])).sequence == 1


def test_a_receipt_sent_twice_under_one_id_is_one(api: Api, people: dict[str, UUID], give: Give) -> None:
    names, id = list(people), str(new_id())
    url = give({names[0]: people[names[0]]})
    first, second = ask(api, url, id=id), ask(api, url, id=id)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert first.json()["id"] == id
    other = give({names[1]: people[names[1]]}, place="Kantor")
    reused = ask(api, other, id=id)
    assert (reused.status_code, reused.json()["code"]) == (409, "id_reused")


def test_whose_card_was_taken_back_or_may_not_appear_is_not_named(
    api: Api, database: Database, people: dict[str, UUID], give: Give
) -> None:
    url = give(people)
    first, _ = api.get(url, by="officer").json()["items"]
    void = f"/v1/card-events/{first['card_event_id']}/voids/{new_id()}"
    assert api.put(void, by="officer", json={"reason": "salah orang"}).status_code == 201
    with database.write() as session:
        session.get_one(Student, people["BUDI SANTOSO"]).restricted = True
    refused = ask(api, url)
    assert (refused.status_code, refused.json()["code"]) == (409, "letters.no_card")
    with database.write() as session:
        session.get_one(Student, people["BUDI SANTOSO"]).restricted = False
    said = words(fetched(api, ask(api, url).json()))
    assert "ANI LESTARI" not in said
    assert "BUDI SANTOSO" in said
    assert "1 (satu) keping" in said


def test_a_receipt_is_the_offices_alone(api: Api, people: dict[str, UUID], give: Give) -> None:
    url = give(people)
    letter = ask(api, url).json()
    seen = {by: api.get(letter["url"], by=by).status_code for by in ("admin", "school-paringin", "team1", "viewer")}
    assert seen == {"admin": 200, "school-paringin": 404, "team1": 404, "viewer": 403}
    assert api.get(f"{url}/letters", by="school-paringin").json()["items"] == []
    asked = {by: ask(api, url, by).status_code for by in ("neighbour", "school-paringin", "team1", "viewer")}
    assert asked == {"neighbour": 404, "school-paringin": 403, "team1": 403, "viewer": 403}
    assert api.get(f"{url}/letters", by="neighbour").status_code == 404


def test_a_visit_has_no_receipt_and_a_handover_no_other_letter(api: Api, people: dict[str, UUID], give: Give) -> None:
    url = give(people)
    assert api.post(f"{url}/letters", by="officer", json={"kind": "notice"}).status_code == 422
    assert api.post(f"/v1/visits/{new_id()}/letters", by="officer", json={"kind": "receipt"}).status_code == 422


def test_letters_of_visits_and_of_handovers_share_one_row_of_numbers_and_a_head_without_a_code_for_it(
    api: Api, people: dict[str, UUID], give: Give
) -> None:
    head = api.get("/v1/letterheads/63.11", by="admin").json()
    body = {key: value for key, value in head.items() if key not in ("region_code", "default", "version", "logo")}
    body["codes"] = {kind: code for kind, code in head["codes"].items() if kind != "receipt"}
    assert api.put("/v1/letterheads/63.11", by="admin", json=body).status_code == 200
    for number, (name, student) in enumerate(people.items(), start=1):
        assert ask(api, give({name: student})).json()["number"].startswith(f"400.12/{number:03}/")
