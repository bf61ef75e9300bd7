"""Whatever the order in which the national system's words arrive, cards end where a table says."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from sqlmodel import col, select

from app.cards import registry
from app.cards.registry_files import read_rows
from app.core.access import Actor
from app.core.db import Database
from app.students.models import Student
from tests.support.world import World, add_student, invented_nik

ORDERS, PUPILS, EVENTS = 50, 25, 125
"""In tests/prove 5,000 events in 1,000 orders."""
# Written out again from the contract, in the order of its table: (code, state).
ORACLE = [
    ("UNREGISTERED", "not_recorded"), ("BIO_CAPTURED", "in_process"), ("PROCESSING", "in_process"),
    ("SENT_FOR_ENROLLMENT", "in_process"), ("RECEIVED_AT_CENTRAL", "in_process"),
    ("ENROLL_FAILURE_AT_CENTRAL", "problem"), ("ENROLL_FAILURE_AT_REGIONAL", "problem"),
    ("SEARCH_FAILURE_AT_CENTRAL", "problem"), ("ADJUDICATE_RECORD", "problem"), ("REQUEST_VALIDATION", "problem"),
    ("DUPLICATE_RECORD", "problem"), ("PRINT_READY_RECORD", "ready"), ("SENT_FOR_CARD_PRINTING", "ready"),
    ("CARD_PRINTED", "printed"), ("CARD_SHIPPED", "printed"), ("CARD_ISSUED", "handed_over"),
]  # fmt: skip
BEGIN = datetime(2026, 3, 2, 4, tzinfo=UTC)

Said = tuple[str, int, datetime]


def _said(random: Random, niks: list[str], events: int) -> list[Said]:
    """Words of few days, so that many share an instant: NIK, place in the table, when."""
    return [
        (random.choice(niks), random.randrange(len(ORACLE)), BEGIN + timedelta(days=random.randrange(6)))
        for _ in range(events)
    ]


def _expected(said: list[Said]) -> dict[str, tuple[str, str]]:
    last: dict[str, tuple[datetime, int]] = {}
    for nik, place, at in said:
        last[nik] = max(last.get(nik, (at, place)), (at, place))
    return {nik: ORACLE[place] for nik, (_, place) in last.items()}


def end_the_same(
    database: Database, world: World, officer: Actor, *, seed: int, orders: int, pupils: int, events: int
) -> int:
    """Import one set of words in many orders, each in pieces, and compare the end with the table."""
    random = Random(seed)
    niks = [invented_nik(date(2009, 1, 1) + timedelta(days=n)) for n in range(pupils)]
    with database.write() as session:
        ids = {add_student(session, world, birth=None, nik=nik): nik for nik in niks}
    said = _said(random, niks, events)
    expected, compared = _expected(said), 0
    for _ in range(orders):
        random.shuffle(said)
        cut = random.randrange(len(said) + 1)
        with database.write() as session:
            for piece in (said[:cut], said[cut:]):
                rows = [
                    {"nik": nik, "status": ORACLE[place][0], "occurred_at": at.isoformat()} for nik, place, at in piece
                ]
                registry.submit(session, officer, read_rows(rows))
            compared += _compare(session, ids, expected)
            session.rollback()
    return compared


def _compare(session: object, ids: dict[UUID, str], expected: dict[str, tuple[str, str]]) -> int:
    found = session.exec(select(Student).where(col(Student.id).in_(ids)))  # type: ignore[attr-defined]
    compared = 0
    for student in found:
        if ids[student.id] in expected:
            raw, state = expected[ids[student.id]]
            assert (student.last_card_code, student.card_state.value) == (raw, state)
            compared += 1
    return compared


def test_many_orders_end_in_the_same_state(database: Database, world: World, actors: dict[str, Actor]) -> None:
    compared = end_the_same(database, world, actors["officer"], seed=17, orders=ORDERS, pupils=PUPILS, events=EVENTS)
    assert compared > ORDERS * PUPILS * 0.9
