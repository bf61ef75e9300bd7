"""Whatever is done to the journal behind the program's back is found."""

import random

import pytest
from sqlmodel import Session, select

from app.core.access import SYSTEM
from app.core.db import Database
from app.core.ids import new_id
from app.journal import sealing, service
from app.journal.models import JournalLine
from app.journal.verifying import Flaw, verify
from tests.support.tampering import Tamperer, tamper, write_history


@pytest.fixture
def history(database: Database) -> Database:
    write_history(database, 240, 12)
    return database


def test_two_hundred_random_changes_are_all_found(history: Database) -> None:
    done = tamper(history, 200, 17)
    assert len(done) > 20, "too little of what can be done was done"


def test_an_untouched_journal_has_no_finding(history: Database) -> None:
    with history.read() as session:
        report = verify(session)
    assert (report.findings, report.lines, report.blocks) == ([], 240, 12)


def test_every_way_of_tampering_is_tried_and_named(history: Database) -> None:
    with history.read() as session:
        ways = len(Tamperer(session, random.Random(0)).ways)
    for way in range(ways):
        with history.trial() as session:
            tamperer = Tamperer(session, random.Random(way))
            what = tamperer.ways[way]()
            assert verify(session).findings, what
            session.rollback()


def test_the_finding_names_the_line(history: Database) -> None:
    with history.trial() as session:
        line = session.exec(select(JournalLine).order_by(JournalLine.id).offset(100)).first()  # type: ignore[arg-type]
        assert line is not None
        line.data = {"fields": []}
        session.flush()
        [found] = verify(session).findings
        assert (found.flaw, found.place, found.line_id) == (Flaw.LINE_CHANGED, 101, line.id)
        session.rollback()


def test_a_chain_remade_as_a_whole_does_not_hold_the_mark_noted_before(history: Database) -> None:
    with history.read() as session:
        mark = verify(session).mark
    _more(history)
    with history.read() as session:
        assert verify(session, expect=mark).findings == []
        assert [finding.flaw for finding in verify(session, expect="240:" + "0" * 64).findings] == [Flaw.UNEXPECTED]


def _more(database: Database) -> None:
    with database.write() as session:
        service.write(session, SYSTEM, "visits.changed", "visit", new_id(), region_code="63.11")
    assert sealing.seal_all(database) == 1


def test_an_empty_journal_is_in_order(session: Session) -> None:
    assert verify(session).findings == []
