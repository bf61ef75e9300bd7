"""Complaints that follow another, and those that become the head's matter."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from app.complaints import escalation, merging, queries, service
from app.complaints.figures import tally
from app.complaints.models import Category, Complaint, ComplaintClass, ComplaintState, ReporterVerdict
from app.core.access import Actor
from app.core.clock import frozen
from app.core.db import Database, keys_of
from app.core.errors import Conflict, Invalid, NotFound, Refusal, StateConflict, VersionMismatch
from app.journal.models import JournalLine
from tests.app.complaints.test_complaints_service import WITA, file
from tests.support.world import World

State = ComplaintState


def verified(session: Session, actor: Actor, **facts: object) -> Complaint:
    return service.verify(session, actor, file(session, **facts).id, None, ComplaintClass.COMPLAINT)


def judge(session: Session, complaint: Complaint, verdict: ReporterVerdict) -> None:
    code = queries.access_code(keys_of(session), complaint.id)
    service.judge(session, complaint.ticket, code, verdict, None, request_id="")


def told(session: Session, complaint: Complaint) -> list[tuple[str, str | None]]:
    """What the reporter of a complaint reads."""
    seen = queries.reporter_view(session, service.stranger(), complaint)
    return [(event.kind, event.text) for event in seen.events]


def test_what_is_merged_follows_and_its_reporter_reads_the_answers_but_not_what_went_before(
    session: Session, actors: dict[str, Actor]
) -> None:
    officer = actors["officer"]
    into = verified(session, officer)
    service.respond(session, officer, into.id, None, "Bu Siti, berkas Ibu sudah kami terima.")
    same = file(session)
    merging.merge(session, officer, same.id, None, into.id)
    assert (same.state, same.complaint_class, same.merged_into) == (State.VERIFIED, ComplaintClass.COMPLAINT, into.id)
    service.assign(session, officer, into.id, None, officer.account_id or into.id)
    service.respond(session, officer, into.id, None, "Mesin cetak diperbaiki.")
    service.resolve(session, officer, into.id, None, "Kartu dicetak.", "BA-1")
    assert (same.state, same.assigned_to) == (State.RESOLVED, officer.account_id)
    assert (same.handled_at is not None, same.working_days is not None) == (True, True)
    assert told(session, same) == [
        ("filed", None), ("merged", None), ("responded", "Mesin cetak diperbaiki."), ("resolved", "Kartu dicetak."),
    ]  # fmt: skip
    view = queries.view(session, officer, into)
    assert [other.ticket for other in view.merged] == [same.ticket]
    kinds = session.exec(select(JournalLine.kind).where(col(JournalLine.subject_id) == same.id)).all()
    assert sorted(kinds) == sorted(f"complaints.{event.kind}" for event in queries.view(session, officer, same).events)
    figures = tally(session, officer, year=same.year)
    assert (figures.received, figures.handled) == (2, 2)


def test_each_reporter_has_a_word_of_their_own(session: Session, actors: dict[str, Actor]) -> None:
    officer = actors["officer"]
    into = verified(session, officer)
    content, unhappy, silent = (file(session) for _ in range(3))
    for same in (content, unhappy, silent):
        merging.merge(session, officer, same.id, None, into.id)
    service.resolve(session, officer, into.id, None, "selesai", None)
    judge(session, content, ReporterVerdict.SOLVED)
    judge(session, unhappy, ReporterVerdict.NOT_SOLVED)
    assert (content.state, unhappy.state, silent.state) == (State.CLOSED, State.IN_PROGRESS, State.RESOLVED)
    assert (unhappy.merged_into, into.state) == (None, State.RESOLVED)
    judge(session, into, ReporterVerdict.NOT_SOLVED)
    assert (content.state, unhappy.state, silent.state) == (State.CLOSED, State.IN_PROGRESS, State.IN_PROGRESS)
    assert (silent.reopened, content.verdict, silent.verdict) == (1, ReporterVerdict.SOLVED, None)
    assert told(session, silent)[-1] == ("followed", None)
    service.resolve(session, officer, into.id, None, "kini selesai", None)
    assert (content.state, unhappy.state, silent.state) == (State.CLOSED, State.IN_PROGRESS, State.RESOLVED)


def test_merging_is_one_level_of_a_kind_and_only_into_what_is_still_to_be_answered(
    session: Session, actors: dict[str, Actor], world: World
) -> None:
    admin = actors["nation"]
    school = actors["school-paringin"]
    into, other = verified(session, admin), verified(session, admin)
    about = verified(session, admin, school_id=world.schools["paringin"])
    same, levy = file(session), file(session, category=Category.ILLEGAL_LEVY)
    elsewhere = file(session, region_code="63.08")
    from_school = file(session, school)
    answered = service.resolve(session, admin, verified(session, admin).id, None, "x", None)
    rejected = service.reject(session, admin, file(session).id, None, "x")

    def refused(complaint: Complaint, target: Complaint, *, by: Actor = admin) -> str:
        with pytest.raises(Refusal) as refusal, session.begin_nested():
            merging.merge(session, by, complaint.id, None, target.id)
        return refusal.value.faults[0].code if refusal.value.faults else refusal.value.code

    assert refused(same, same) == "complaints.merge_itself"
    assert refused(same, file(session)) == "complaints.merge_target"
    assert refused(same, answered) == "complaints.merge_target"
    assert refused(rejected, into) == "state_conflict"
    assert refused(levy, into) == refused(same, verified(session, admin, category=Category.STAFF))
    assert refused(levy, into) == "complaints.merge_confidential"
    assert refused(elsewhere, into) == "complaints.merge_other_regency"
    assert refused(from_school, about) == "complaints.merge_about_reporter"
    assert refused(same, levy, by=actors["officer"]) == "field.unknown_reference"
    assert refused(levy, into, by=actors["officer"]) == "not_found"
    merging.merge(session, admin, same.id, None, into.id)
    assert refused(same, other) == "state_conflict"
    assert refused(into, other) == refused(other, same) == "complaints.merge_one_level"
    with pytest.raises(StateConflict) as refusal:
        service.resolve(session, admin, same.id, None, "x", None)
    assert refusal.value.extra["allowed"] == ["respond", "unmerge"]
    with pytest.raises(VersionMismatch):
        merging.merge(session, admin, other.id, other.version + 1, into.id)
    with pytest.raises(NotFound):
        merging.unmerge(session, actors["neighbour"], same.id, None)
    merging.unmerge(session, admin, same.id, None)
    with pytest.raises(StateConflict):
        merging.unmerge(session, admin, same.id, None)
    service.resolve(session, admin, into.id, None, "x", None)
    assert same.state is State.VERIFIED


@pytest.mark.parametrize("which", ["leader", "follower"])
def test_a_correction_may_not_make_a_pair_unfit(session: Session, actors: dict[str, Actor], which: str) -> None:
    admin = actors["admin"]
    into, same = verified(session, admin), file(session)
    merging.merge(session, admin, same.id, None, into.id)
    one = into if which == "leader" else same
    with pytest.raises(Invalid) as refusal:
        service.change(session, admin, one.id, one.version, {"category": Category.STAFF})
    assert [fault.code for fault in refusal.value.faults] == ["complaints.merge_confidential"]


def test_two_merged_into_each_other_at_once_make_one_pair(database: Database, actors: dict[str, Actor]) -> None:
    with database.write() as session:
        ids = [verified(session, actors["officer"]).id for _ in range(2)]

    def one(n: int) -> bool:
        try:
            with database.write() as session:
                merging.merge(session, actors["officer"], ids[n], None, ids[1 - n])
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, (0, 1))) == [False, True]


def test_what_is_late_for_too_long_is_escalated_once_for_each_clock(
    database: Database, actors: dict[str, Actor]
) -> None:
    monday = datetime(2026, 8, 3, 10, tzinfo=WITA)
    with frozen(monday), database.write() as session:
        late, led, follower = file(session), verified(session, actors["officer"]), file(session)
        merging.merge(session, actors["officer"], follower.id, None, led.id)

    def marked(at: datetime) -> list[str]:
        with frozen(at):
            assert escalation.escalate_due(database) is False
        with database.read() as session:
            found = session.exec(select(Complaint).where(col(Complaint.escalated_at).is_not(None))).all()
            return sorted(complaint.ticket for complaint in found)

    # Three days to verify it end on Thursday the 6th, three more working days later it is Tuesday the 11th.
    assert marked(datetime(2026, 8, 11, 23, 50, tzinfo=WITA)) == []
    assert marked(datetime(2026, 8, 12, 0, 1, tzinfo=WITA)) == [late.ticket]
    assert marked(datetime(2026, 8, 12, 0, 6, tzinfo=WITA)) == [late.ticket]
    with database.write() as session, frozen(datetime(2026, 8, 12, 9, tzinfo=WITA)):
        service.verify(session, actors["officer"], late.id, None, ComplaintClass.COMPLAINT)
    assert marked(datetime(2026, 8, 12, 10, tzinfo=WITA)) == []
    everything = marked(datetime(2026, 12, 1, tzinfo=UTC))
    assert everything == sorted([late.ticket, led.ticket]), "what follows is its leader's matter"
    with database.read() as session:
        lines = session.exec(select(JournalLine).where(col(JournalLine.kind) == "complaints.escalated")).all()
        assert sorted(str(line.subject_id) for line in lines) == sorted(map(str, [late.id, late.id, led.id]))
        seen = queries.reporter_view(session, service.stranger(), session.get_one(Complaint, late.id))
        assert "escalated" not in {event.kind for event in seen.events}


def test_two_loops_at_once_escalate_once(database: Database) -> None:
    with frozen(datetime.now(UTC) - timedelta(days=90)), database.write() as session:
        for _ in range(5):
            file(session)
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: escalation.escalate_due(database), range(3)))
    with database.read() as session:
        lines = session.exec(select(JournalLine).where(col(JournalLine.kind) == "complaints.escalated")).all()
        assert len(lines) == 5
