"""What the holder of a slip learns: the card's state and the next step, and nothing that tells codes apart."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session

from app.cards import legal, queries, slips
from app.cards.legal import NextStep
from app.core.access import Actor
from app.core.clock import frozen
from app.core.db import Database
from app.core.i18n import catalogue
from app.students.models import CardState, Student
from tests.support.statements import counted
from tests.support.world import World, add_student, instant

BIRTHDAY = date(2026, 11, 24)


@pytest.fixture
def pupil(session: Session, world: World) -> UUID:
    return add_student(session, world, birth=date(2009, 11, 24))


@pytest.fixture
def code(session: Session, actors: dict[str, Actor], pupil: UUID) -> str:
    return slips.renew(session, actors["officer"], pupil, "https://x.id")[0].code


@pytest.mark.parametrize(
    ("state", "at", "message"),
    [
        (CardState.NOT_RECORDED, "2026-11-24T10:00:00+08:00", NextStep.RECORD),
        (CardState.IN_PROCESS, "2026-11-24T10:00:00+08:00", NextStep.WAIT),
        (CardState.PROBLEM, "2026-11-24T10:00:00+08:00", NextStep.ASK),
        (CardState.UNKNOWN, "2026-11-24T10:00:00+08:00", NextStep.ASK),
        (CardState.READY, "2026-11-23T23:59:00+08:00", NextStep.BIRTHDAY),
        (CardState.READY, "2026-11-24T00:01:00+08:00", NextStep.FETCH),
        (CardState.PRINTED, "2026-11-23T23:59:00+08:00", NextStep.BIRTHDAY),
        (CardState.PRINTED, "2026-11-24T00:01:00+08:00", NextStep.FETCH),
        (CardState.HANDED_OVER, "2026-11-24T10:00:00+08:00", NextStep.NONE),
    ],
)
def test_a_code_tells_the_state_and_the_next_step(
    session: Session, pupil: UUID, code: str, state: CardState, at: str, message: NextStep
) -> None:
    session.get_one(Student, pupil).card_state = state
    session.flush()
    with frozen(instant(at)):
        assert queries.public_state(session, code) == queries.PublicState(state, message)


def test_without_a_birth_date_nobody_is_told_that_the_birthday_came() -> None:
    assert legal.next_step(CardState.READY, BIRTHDAY, None) is NextStep.BIRTHDAY
    assert legal.next_step(CardState.READY, BIRTHDAY, legal.ANY_DAY) is NextStep.FETCH


def test_every_next_step_has_its_sentence() -> None:
    assert {step.value for step in NextStep} <= catalogue().keys()


def test_codes_that_open_nothing_cost_the_same_statements(
    database: Database, actors: dict[str, Actor], world: World
) -> None:
    with database.write() as session:
        pupil = add_student(session, world)
        old = slips.renew(session, actors["officer"], pupil, "https://x.id")[0].code
        slips.renew(session, actors["officer"], pupil, "https://x.id")
        hidden = add_student(session, world, name="TERBATAS")
        restricted = slips.renew(session, actors["officer"], hidden, "https://x.id")[0].code
        session.get_one(Student, hidden).restricted = True
    asked: dict[str, list[str]] = {}
    codes: dict[str, Any] = {
        "replaced": old, "restricted": restricted, "unknown": "0123456789ABCDEF", "short": "X", "empty": "",
        "long": "A" * 5000, "half a pair": "\ud800" * 16, "dashes": "-" * 16,
    }  # fmt: skip
    for name, code in codes.items():
        with database.read() as session, counted(database.engine) as seen:
            assert queries.public_state(session, code) is None, name
        asked[name] = seen
    assert len({tuple(seen) for seen in asked.values()}) == 1
    assert any("slip_codes" in statement for statement in asked["short"])
