"""Statements are kept compiled as long as there is room, by what they take."""

from types import SimpleNamespace

from sqlmodel import select

from app.core.db import Database
from app.core.statements import Compiled
from app.visits.models import Team


def _of(characters: int) -> SimpleNamespace:
    return SimpleNamespace(string="x" * characters)


def test_what_was_used_longest_ago_leaves_first() -> None:
    kept = Compiled(100)
    for name in ("a", "b", "c"):
        kept[name] = _of(30)
    assert kept.get("a")
    kept["d"] = _of(30)
    assert [name for name in "abcd" if kept.get(name)] == ["a", "c", "d"]


def test_a_long_one_takes_the_room_of_many_and_one_is_always_kept() -> None:
    kept = Compiled(100)
    for name in ("a", "b", "c"):
        kept[name] = _of(30)
    kept["past"] = _of(90)
    assert (len(kept), bool(kept.get("past"))) == (1, True)
    kept["past"] = _of(20)
    kept["a"] = _of(80)
    assert len(kept) == 2, "what is written again counts once"
    kept["all"] = _of(500)
    assert (len(kept), kept.get("a", "gone")) == (1, "gone")


def test_a_question_asked_again_is_not_compiled_again(database: Database) -> None:
    kept = database.engine.get_execution_options()["compiled_cache"]
    sizes = []
    for limit in (3, 4, 4):
        with database.read() as session:
            session.exec(select(Team).where(Team.name == "Tim").limit(limit)).all()
        sizes.append(len(kept))
    assert sizes[0] > 0
    assert sizes[0] == sizes[1] == sizes[2]
