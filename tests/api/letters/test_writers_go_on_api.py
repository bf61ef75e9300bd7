"""A letter is set between two short transactions: nobody waits, no number is lost, nothing goes out half."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from app.core.db import Database
from app.core.ids import new_id
from app.documents.rendering import NotFinished
from app.letters import desk, service
from app.letters.models import Letter, LetterKind
from app.students.models import Student
from tests.conftest import Api
from tests.support.letters import ask, fetched, issued, pages, proposed, words
from tests.support.world import World, add_student

KINDS = ["notice", "assignment", "roster", "slips", "consent"]


@pytest.fixture
def pupil(database: Database, world: World) -> UUID:
    with database.write() as session:
        return add_student(session, world, name="ADI SAPUTRA")


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any], int], list[str]]:
    """Do something while a letter is being set, as often as told; returns what was set."""
    render = service.render

    def arrange(work: Callable[[], Any], times: int) -> list[str]:
        seen: list[str] = []

        def slowly(template: str, data: Mapping[str, Any], at: datetime) -> bytes:
            seen.append(data["number"])
            if len(seen) <= times:
                with monkeypatch.context() as patched:
                    patched.setattr(service, "render", render)
                    work()
            return render(template, data, at)

        monkeypatch.setattr(service, "render", slowly)
        return seen

    return arrange


@pytest.mark.parametrize("kind", KINDS)
def test_somebody_else_writes_while_a_letter_is_set(
    api: Api, world: World, database: Database, pupil: UUID, meanwhile: Any, kind: str
) -> None:
    url = proposed(api, world)

    def write() -> None:
        with database.write() as session:
            add_student(session, world, "halong", name="LAIN")

    seen = meanwhile(write, 1)
    assert issued(api, url, kind)["sequence"] == 1
    assert len(seen) == 1


def test_a_letter_whose_number_went_to_another_one_gets_the_next(
    api: Api, world: World, database: Database, pupil: UUID, meanwhile: Any
) -> None:
    url = proposed(api, world)
    visit = UUID(url.rpartition("/")[2])

    def overtake() -> None:
        with database.write() as session:
            service.issue(session, world.actors["officer"], visit, LetterKind.NOTICE, "https://contoh.id")

    seen = meanwhile(overtake, 2)
    letter = issued(api, url, "roster")
    assert (letter["sequence"], len(seen)) == (3, 3)
    assert letter["number"] in words(fetched(api, letter))
    with database.read() as session:
        assert sorted(each.sequence for each in session.exec(select(Letter))) == [1, 2, 3]


def test_a_letter_that_is_overtaken_again_and_again_goes_out_all_the_same(
    api: Api, world: World, database: Database, pupil: UUID, meanwhile: Any
) -> None:
    url = proposed(api, world)
    visit = UUID(url.rpartition("/")[2])

    def overtake() -> None:
        with database.write() as session:
            service.issue(session, world.actors["officer"], visit, LetterKind.NOTICE, "https://contoh.id")

    seen = meanwhile(overtake, desk.ROUNDS)
    assert issued(api, url, "roster")["sequence"] == desk.ROUNDS + 1
    assert len(seen) == desk.ROUNDS + 1


def test_a_letter_says_what_holds_when_it_goes_out(
    api: Api, world: World, database: Database, pupil: UUID, meanwhile: Any
) -> None:
    with database.write() as session:
        add_student(session, world, name="TETAP")
    url = proposed(api, world)

    def restrict() -> None:
        with database.write() as session:
            session.get_one(Student, pupil).restricted = True

    meanwhile(restrict, 1)
    said = " ".join(pages(fetched(api, issued(api, url, "roster"))))
    assert "TETAP" in said
    assert "ADI SAPUTRA" not in said


def test_a_letter_that_could_not_be_set_leaves_no_gap_and_can_be_asked_for_again(
    api: Api, world: World, database: Database, pupil: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, id = proposed(api, world), str(new_id())

    def fail(*_: Any) -> bytes:
        raise NotFinished

    with monkeypatch.context() as patched:
        patched.setattr(service, "render", fail)
        assert ask(api, url, "slips", id=id).status_code == 503
    assert api.get(f"{url}/letters", by="officer").json()["items"] == []
    answer = ask(api, url, "slips", id=id)
    assert (answer.status_code, answer.json()["sequence"]) == (201, 1)
    assert ask(api, url, "slips", id=id).status_code == 200
