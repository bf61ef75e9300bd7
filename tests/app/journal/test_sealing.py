"""Every committed line gets exactly one position, in the order of what happened to its subject."""

import random
import threading
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, func, select

from app.core.access import SYSTEM
from app.core.clock import frozen
from app.core.db import Database
from app.core.ids import first_id, new_id, ordered_id, time_of
from app.journal import feed, sealing, service
from app.journal.models import Head, JournalLine, Position
from app.journal.verifying import Flaw, verify
from app.visits.models import Team
from tests.conftest import KINDS, Template
from tests.support.statements import counted


def _write(session: Session, subject: UUID, number: int) -> None:
    service.write(session, SYSTEM, "teams.changed", "team", subject, region_code="63.11", data={"number": number})


def _positions(session: Session) -> list[int]:
    return list(session.exec(select(Position.position).order_by(col(Position.position))))


class Follower(threading.Thread):
    """Follows the feed by positions while others write, as a client does."""

    def __init__(self, database: Database, stop: threading.Event) -> None:
        super().__init__()
        self.database, self.stop, self.seen = database, stop, list[tuple[int, UUID, UUID | None, int]]()

    def run(self) -> None:
        after, ended = None, False
        while not ended:
            ended = self.stop.is_set()
            with self.database.read() as session:
                while (found := feed.events(session, SYSTEM, after, 50)).items:
                    after = found.next_after
                    self.seen += [
                        (e.position, e.line.id, e.line.subject_id, e.line.data.get("number", -1)) for e in found.items
                    ]


class Writer(threading.Thread):
    """Changes a few subjects at a time, each under its lock, dallies, and now and then thinks better of it."""

    def __init__(self, database: Database, subjects: list[UUID], seed: int, rounds: int) -> None:
        super().__init__()
        self.database, self.subjects, self.chance, self.rounds = database, subjects, random.Random(seed), rounds
        self.failures: list[Exception] = []

    def run(self) -> None:
        try:
            for _ in range(self.rounds):
                self._change()
        except Exception as failure:  # noqa: BLE001 - told by the test
            self.failures.append(failure)

    def _change(self) -> None:
        with self.database.write() as session:
            for subject in sorted(self.chance.sample(self.subjects, self.chance.randint(1, 3))):
                team = session.exec(select(Team).where(col(Team.id) == subject).with_for_update()).one()
                team.version += 1
                session.flush()
                _write(session, subject, team.version)
                time.sleep(self.chance.choice([0, 0, 0, 0, self.chance.random() / 50]))
            if self.chance.random() < 0.1:
                session.rollback()


def write_at_once(database: Database, writers: int, rounds: int) -> list[Follower]:
    """Writers that overlap and change the same few subjects, two sealers that race, two readers that follow."""
    with database.write() as session:
        teams = [Team(name=f"tim {n}", region_code="63.11", members=[]) for n in range(6)]
        session.add_all(teams)
        subjects = [team.id for team in teams]
    written, sealed = threading.Event(), threading.Event()

    def seal() -> None:
        while not written.is_set():
            sealing.seal_all(database)

    followers = [Follower(database, sealed) for _ in range(2)]
    hands = [Writer(database, subjects, seed, rounds) for seed in range(writers)]
    sealers = [threading.Thread(target=seal) for _ in range(2)]
    for thread in (*sealers, *followers, *hands):
        thread.start()
    for hand in hands:
        hand.join(240)
    unfinished = [hand for hand in hands if hand.is_alive()]
    written.set()
    for sealer in sealers:
        sealer.join(60)
    sealing.seal_all(database)  # by now nobody else holds the head, whom it would leave the last lines to
    sealed.set()
    for follower in followers:
        follower.join(60)
    assert unfinished == [], "what they wrote later no reader was left to see"
    assert [failure for hand in hands for failure in hand.failures] == []
    return followers


def _check(database: Database, followers: list[Follower]) -> None:
    with database.read() as session:
        lines = session.exec(select(func.count()).select_from(JournalLine)).one()
        assert lines > 30
        assert _positions(session) == list(range(1, lines + 1)), "no gap, nothing twice, nothing left out"
        assert verify(session).findings == []
        everything = list(session.exec(select(Position.line_id).order_by(col(Position.position))))
    for follower in followers:
        assert [id for _, id, _, _ in follower.seen] == everything, "a reader missed or repeated something"
        told = defaultdict[Any, list[int]](list)
        for _, _, subject, number in follower.seen:
            told[subject].append(number)
        assert all(numbers == sorted(numbers) for numbers in told.values()), "a subject's order was not kept"


def _writers(template: Template) -> int:
    """SQLite gives its lock to no one in turn: the service queues its writers, sixteen of these might wait too long."""
    return 16 if template.kind == "postgresql" else 4


def test_sixteen_overlapping_writers_two_sealers_two_readers(database: Database, template: Template) -> None:
    rounds = 12 if template.kind == "postgresql" else 6
    _check(database, write_at_once(database, _writers(template), rounds))


@pytest.mark.prove
def test_sixteen_writers_for_long(database: Database, template: Template) -> None:
    _check(database, write_at_once(database, _writers(template), 150))


def a_line_committed_late(database: Database) -> None:
    early, late = new_id(), new_id()
    with database.write() as slow:
        _write(slow, early, 1)
        slow.flush()
        with database.write() as quick:
            _write(quick, late, 1)
        sealing.seal_all(database)
        with database.read() as session:
            last = sealing.pending(session)[0]
    sealing.seal_all(database)
    with database.read() as session:
        [after] = feed.following(session, SYSTEM, last, 10)[0]
        assert after.line.subject_id == early
        assert verify(session).findings == []


if "postgresql" in KINDS:  # SQLite has one writer: there transactions do not overlap

    @pytest.mark.parametrize("template", ["postgresql"], indirect=True)
    def test_a_line_committed_late_is_not_missed(database: Database) -> None:
        a_line_committed_late(database)


def test_what_a_wrong_clock_put_below_the_floor_is_swept_up_and_told(database: Database) -> None:
    sealing.seal_all(database)
    hours = datetime.now(UTC) - timedelta(hours=3)
    with database.write() as session:
        _write(session, new_id(), 1)
    sealing.seal_all(database)
    lost = UUID(int=first_id(hours).int | 0x7 << 76 | 0b10 << 62)
    with database.write() as session:
        session.add(JournalLine(id=lost, role="x", kind="a.b", subject_type="c", region_code="63.11"))
    assert sealing.seal_all(database) == 0
    assert sealing.sweep(database) is True
    assert sealing.seal_all(database) == 1
    assert sealing.sweep(database) is False
    with database.read() as session:
        [finding] = verify(session).findings
        assert (finding.flaw, finding.line_id) == (Flaw.LINE_ADDED, lost)


def test_nothing_new_writes_nothing(database: Database) -> None:
    sealing.seal_all(database)
    with counted(database.engine) as seen:
        assert sealing.seal_all(database) == 0
    assert [statement for statement in seen if not statement.startswith(("SELECT", "BEGIN"))] == []


def test_a_backlog_is_sealed_in_blocks_whose_cost_does_not_grow(database: Database) -> None:
    sealing.seal_all(database)
    with database.write() as session:
        for _ in range(5):
            changes = [(new_id(), "63.11", None, {}) for _ in range(500)]
            service.write_many(session, SYSTEM, "students.changed", "student", changes)
    with frozen(datetime.now(UTC) + timedelta(minutes=1)), counted(database.engine) as seen:
        assert sealing.seal_all(database) == 2500
    with database.read() as session:
        head = session.get_one(Head, 1)
        newest = session.exec(select(JournalLine.id).order_by(col(JournalLine.id).desc()).limit(1)).one()
        assert head.floor >= newest, "the next look begins where this one ended"
        assert verify(session).findings == []
    looks = [statement for statement in seen if "LIMIT" in statement]
    assert len(looks) < 12, "one look to see and one to seal for each block"


def test_the_lag_is_that_of_the_oldest_line_that_waits(database: Database) -> None:
    sealing.seal_all(database)
    with database.read() as session:
        assert sealing.pending(session)[1] == 0.0
    with database.write() as session:
        _write(session, new_id(), 1)
    with frozen(datetime.now(UTC) + timedelta(seconds=90)), database.read() as session:
        assert 80 < sealing.pending(session)[1] < 100


def test_ordered_ids_go_forward_and_tell_their_time() -> None:
    ids = [ordered_id() for _ in range(10_000)]
    assert ids == sorted(set(ids))
    assert {id.version for id in ids} == {7}
    assert abs((time_of(ids[0]) - datetime.now(UTC)).total_seconds()) < 5
