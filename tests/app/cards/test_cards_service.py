"""Card events and the projection that follows them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from app.cards import handovers, rules, service
from app.cards.handovers import NewHandover, NewReceipt
from app.cards.models import CardEvent, HandoverItem, Relation
from app.cards.service import NewEvent
from app.core.access import Actor
from app.core.clock import frozen, now
from app.core.db import Database
from app.core.errors import Invalid
from app.core.ids import new_id
from app.journal.models import JournalLine
from app.recordings.models import Outcome, Recording, Verdict
from app.recordings.service import recount
from app.students.models import CardState, Recorded, Student
from tests.support.world import World, add_student, instant

START = datetime(2026, 7, 1, 1, tzinfo=UTC)
CODES = [step.code for step in rules.STEPS] + ["reopened", "PACKET_RETRY", "PRINT_READY_RECORD"]
TODAY = instant("2026-11-24T10:00:00+08:00")


def enter(session: Session, officer: Actor, student_id: UUID, *events: NewEvent) -> Student:
    for event in events:
        explained = replace(event, reason="seen in the registry", document="letter 1")
        service.add_event(session, officer, student_id, explained, content={})
    return session.get_one(Student, student_id)


def stands(student: Student) -> dict[str, object]:
    names = "cycle cycle_from last_card_code last_card_at event_card_state registry_since handed_over_on card_state"
    return {name: getattr(student, name) for name in [*names.split(), "recorded"]}


@pytest.mark.parametrize("seed", range(4))
def test_random_histories_in_any_order_stand_where_the_rule_says(
    session: Session, world: World, actors: dict[str, Actor], seed: int
) -> None:
    chance = Random(seed)
    events = [
        NewEvent(chance.choice(CODES), START + timedelta(hours=chance.randrange(12)))
        for _ in range(chance.randrange(1, 9))
    ]
    shuffled = chance.sample(events, len(events))
    first, second = (add_student(session, world) for _ in range(2))
    one = stands(enter(session, actors["officer"], first, *events))
    other = stands(enter(session, actors["officer"], second, *shuffled))
    assert one == other
    expected = rules.standing(session.exec(select(CardEvent).where(col(CardEvent.student_id) == first)).all())
    assert (one["event_card_state"], one["last_card_code"], one["cycle"]) == (
        expected.state,
        expected.last_code,
        expected.cycle,
    )
    service.project(session, [session.get_one(Student, first)])
    assert stands(session.get_one(Student, first)) == one


def test_a_registry_status_beyond_unregistered_means_recorded_elsewhere(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    student = enter(session, actors["officer"], add_student(session, world), NewEvent("UNREGISTERED", START))
    assert (student.recorded, student.card_state) == (Recorded.NO, CardState.NOT_RECORDED)
    student = enter(session, actors["officer"], student.id, NewEvent("PRR", START + timedelta(days=1)))
    assert (student.recorded, student.recorded_on) == (Recorded.ELSEWHERE, date(2026, 7, 2))
    assert student.card_state == CardState.READY


def recorded(session: Session, student_id: UUID, at: datetime) -> UUID:
    """A recording as the field leaves it, counted."""
    recording = Recording(
        id=new_id(),
        content="0" * 64,
        region_code="63.11",
        student_id=student_id,
        outcome=Outcome.RECORDED,
        captured_at=at,
        corrected_at=at,
        corrected_on=at.date(),
        device_id="d",
        offline=False,
        verdict=Verdict.CREATED,
    )
    session.add(recording)
    session.flush()
    recount(session, [student_id])
    session.expire_all()
    return recording.id


def test_a_reopening_lets_a_recorded_pupil_be_recorded_again(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    student_id = add_student(session, world)
    recorded(session, student_id, START)
    student = enter(session, actors["officer"], student_id, NewEvent("DUPLICATE_RECORD", START + timedelta(days=3)))
    assert (student.recorded, student.card_state) == (Recorded.HERE, CardState.PROBLEM)
    student = enter(session, actors["officer"], student_id, NewEvent("reopened", START + timedelta(days=4)))
    assert (student.recorded, student.card_state, student.cycle) == (Recorded.NO, CardState.NOT_RECORDED, 2)
    assert student.counting_recording_id is None


def test_a_recording_made_before_the_reopening_was_known_counts_in_its_cycle(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    student_id = add_student(session, world)
    recorded(session, student_id, START)
    second = recorded(session, student_id, START + timedelta(days=9))
    student = enter(session, actors["officer"], student_id, NewEvent("reopened", START + timedelta(days=4)))
    assert (student.cycle, student.counting_recording_id) == (2, second)
    assert (student.recorded, student.card_state) == (Recorded.HERE, CardState.IN_PROCESS)


def test_events_of_a_merged_row_count_for_the_person_it_proved_to_be(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    survivor, merged = add_student(session, world), add_student(session, world)
    enter(session, actors["officer"], merged, NewEvent("PRR", START + timedelta(days=1)))
    session.get_one(Student, merged).survivor_id = survivor
    session.flush()
    student = enter(session, actors["officer"], survivor, NewEvent("BIO_CAPTURED", START))
    assert student.card_state == CardState.READY


def test_every_event_leaves_a_line_that_tells_nothing_a_client_wrote(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    student_id = add_student(session, world)
    enter(session, actors["officer"], student_id, NewEvent("BUDI BIN ANANG", START))
    line = session.exec(select(JournalLine).where(col(JournalLine.subject_id) == student_id)).one()
    assert (line.kind, line.data["step"], line.data["flags"]) == ("cards.event_added", "UNKNOWN", ["unknown_code"])
    assert "BUDI" not in str(line.data)


def test_a_handover_of_a_past_day_comes_after_what_was_printed_on_it(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    with frozen(TODAY):
        student_id = add_student(session, world, birth=date(2009, 11, 20))
        printed = NewEvent("CARD_PRINTED", instant("2026-11-20T15:00:00+08:00"))
        enter(session, actors["officer"], student_id, printed)
        receipt = NewReceipt(student_id, "Ibu Rahmah", Relation.PARENT)
        handovers.hand_over(session, actors["officer"], NewHandover(date(2026, 11, 20), "SMA", [receipt]), content={})
    student = session.get_one(Student, student_id)
    assert (student.card_state, student.handed_over_on) == (CardState.HANDED_OVER, date(2026, 11, 20))
    item = session.exec(select(HandoverItem)).one()
    assert b"Rahmah" not in item.sealed
    event = session.get_one(CardEvent, item.card_event_id)
    assert (event.source, event.status, event.flags) == ("handover", "CARD_ISSUED", [])


def test_many_cards_are_handed_over_at_once_in_the_order_named(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    people = [add_student(session, world, birth=date(2009, 1, 1)) for _ in range(60)]
    Random(1).shuffle(people)
    items = [NewReceipt(person, f"Penerima {n}", Relation.SELF, "stok lama") for n, person in enumerate(people)]
    wish = NewHandover(now().date() - timedelta(days=2), "SMA", items, world.schools["paringin"])
    line, new = handovers.hand_over(session, actors["officer"], wish, content={})
    assert new
    assert [(item.student_id, item.received_by) for item in line.items] == [
        (item.student_id, item.received_by) for item in items
    ]


def test_a_nation_wide_office_hands_over_for_one_regency_at_a_time(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    people = [add_student(session, world, school, birth=date(2009, 1, 1)) for school in ("paringin", "amuntai")]
    items = [NewReceipt(person, "Sendiri", Relation.SELF, "x") for person in people]
    with pytest.raises(Invalid) as refused:
        handovers.hand_over(session, actors["nation"], NewHandover(date(2026, 7, 1), "x", items), content={})
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [
        ("/items/1/student_id", "cards.other_region")
    ]


def test_events_entered_at_once_stand_where_all_of_them_say(
    database: Database, world: World, actors: dict[str, Actor]
) -> None:
    with database.write() as session:
        student_id = add_student(session, world)
    same = new_id()
    told = [NewEvent(code, START, "SIAK") for code in ("BIO_CAPTURED", "CARD_PRINTED", "SFE", "PRR")]

    def enter_one(number: int) -> bool:
        with database.write() as session:
            event, id = (told[number], None) if number < len(told) else (told[0], same)
            return service.add_event(session, actors["officer"], student_id, event, id=id, content={"n": str(id)})[1]

    with ThreadPoolExecutor(8) as pool:
        new = list(pool.map(enter_one, range(8)))
    assert sum(new) == len(told) + 1
    with database.read() as session:
        student = session.get_one(Student, student_id)
        assert (student.card_state, student.last_card_code) == (CardState.PRINTED, "CARD_PRINTED")
