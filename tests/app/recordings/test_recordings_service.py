"""Recordings: stored once, counted once, parked instead of lost."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import event, func, update
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.db import Database
from app.core.errors import IdReused, Invalid, NotFound, StateConflict
from app.core.ids import new_id
from app.journal.models import JournalLine
from app.recordings import queries, service
from app.recordings.counting import recount
from app.recordings.models import Outcome, Recording, Verdict
from app.recordings.rules import Item, Result, Status, WalkIn
from app.students.models import CardState, DataIssue, Recorded, Student
from app.visits.models import RosterEntry, Visit, VisitKind, VisitState
from tests.support.statements import counted
from tests.support.world import World, add_student, invented_nik

DAY = date(2026, 10, 13)
AT = datetime(2026, 10, 13, 1, 0, tzinfo=UTC)
"""Nine in the morning in Balangan."""


def add_visit(session: Session, world: World, school: str = "paringin", team: str = "team1", **facts: object) -> UUID:
    given: dict[str, object] = {
        "region_code": "63.08" if school == "amuntai" else "63.11",
        "kind": VisitKind.RECORDING,
        "school_id": world.schools[school],
        "team_id": world.teams[team],
        "date": DAY,
        "starts_at": AT - timedelta(hours=1),
        "ends_at": AT + timedelta(hours=4),
        "capacity": 40,
        "state": VisitState.CONFIRMED,
    }
    visit = Visit(**(given | facts))
    session.add(visit)
    session.flush()
    return visit.id


def item(student_id: UUID | None = None, visit_id: UUID | None = None, **facts: object) -> Item:
    given: dict[str, object] = {
        "id": new_id(),
        "outcome": Outcome.RECORDED,
        "captured_at": AT,
        "device_id": "kit-1",
        "offline": True,
        "student_id": student_id,
        "visit_id": visit_id,
    }
    return Item(**(given | facts))  # type: ignore[arg-type]


def send(session: Session, actor: Actor, *items: Item, device_time: datetime | None = None) -> list[Result]:
    return service.accept(session, [(actor, each) for each in items], device_time=device_time)


def student(session: Session, id: UUID) -> Student:
    return session.get_one(Student, id, populate_existing=True)


def stored(session: Session, id: UUID) -> Recording:
    return session.get_one(Recording, id, populate_existing=True)


def test_a_recording_makes_the_pupil_recorded_starts_the_visit_and_takes_the_place_on_the_roster(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    pupil, visit = add_student(session, world), add_visit(session, world)
    mine = item(pupil, visit)
    assert [r.status for r in send(session, actors["team1"], mine)] == [Status.CREATED]
    person = student(session, pupil)
    assert (person.recorded, person.recorded_on, person.card_state) == (Recorded.HERE, DAY, CardState.IN_PROCESS)
    assert person.counting_recording_id == mine.id
    assert session.get_one(Visit, visit, populate_existing=True).state is VisitState.IN_PROGRESS
    assert session.get_one(RosterEntry, (visit, pupil)).outcome == "recorded"
    assert session.exec(select(JournalLine).where(col(JournalLine.subject_id) == mine.id)).one().kind == (
        "recordings.created"
    )


def test_sending_again_in_any_order_and_company_changes_nothing(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    visit = add_visit(session, world)
    batch = [item(add_student(session, world, name=f"SISWA {n}"), visit) for n in range(20)]
    batch.append(item(new_id(), visit))
    first = {r.id: r for r in send(session, actors["team1"], *batch)}
    lines = session.exec(select(func.count()).select_from(JournalLine)).one()
    rows = {r.id: r.model_dump() for r in session.exec(select(Recording))}
    random.Random(17).shuffle(batch)
    again = send(session, actors["team1"], *batch, *batch[:3])
    for result in again:
        assert result.first == stored(session, result.id).verdict
        parked = first[result.id].status is Status.PARKED
        assert result.status is (Status.PARKED if parked else Status.REPLAYED)
    assert session.exec(select(func.count()).select_from(JournalLine)).one() == lines
    session.expire_all()
    assert {r.id: r.model_dump() for r in session.exec(select(Recording))} == rows


def test_the_same_id_with_other_content_is_a_conflict_and_overwrites_nothing(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    pupil, visit = add_student(session, world), add_visit(session, world)
    mine = item(pupil, visit)
    other = replace(mine, outcome=Outcome.ABSENT)
    assert [r.status for r in send(session, actors["team1"], mine, other, mine)] == [
        Status.CREATED,
        Status.CONFLICT,
        Status.REPLAYED,
    ]
    assert [r.status for r in send(session, actors["team1"], other)] == [Status.CONFLICT]
    assert stored(session, mine.id).outcome is Outcome.RECORDED
    with pytest.raises(IdReused):
        service.accept_one(session, actors["team1"], other)


def test_the_second_is_a_duplicate_but_the_earlier_capture_counts(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    pupil, visit = add_student(session, world), add_visit(session, world)
    late, early = item(pupil, visit), item(pupil, visit, captured_at=AT - timedelta(minutes=5))
    assert [r.status for r in send(session, actors["team1"], late)] == [Status.CREATED]
    assert [r.status for r in send(session, actors["team1"], early)] == [Status.DUPLICATE]
    assert (stored(session, late.id).counted, stored(session, late.id).verdict) == (False, Verdict.CREATED)
    assert stored(session, early.id).counted
    assert student(session, pupil).counting_recording_id == early.id


def test_two_of_one_pupil_in_one_batch_count_once(session: Session, world: World, actors: dict[str, Actor]) -> None:
    pupil, visit = add_student(session, world), add_visit(session, world)
    batch = [item(pupil, visit, captured_at=AT + timedelta(minutes=n)) for n in (2, 1, 3)]
    assert [r.status for r in send(session, actors["team1"], *batch)] == [
        Status.CREATED,
        Status.DUPLICATE,
        Status.DUPLICATE,
    ]
    assert [stored(session, each.id).counted for each in batch] == [False, True, False]


def test_a_failed_attempt_after_a_recording_is_no_duplicate_and_takes_nothing_away(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    pupil, visit = add_student(session, world), add_visit(session, world)
    send(session, actors["team1"], item(pupil, visit))
    assert send(session, actors["team1"], item(pupil, visit, outcome=Outcome.ABSENT))[0].status is Status.CREATED
    assert student(session, pupil).recorded is Recorded.HERE
    assert session.get_one(RosterEntry, (visit, pupil)).outcome == "recorded"


def test_without_a_visit_the_teams_visit_of_that_day_at_the_pupils_school_is_taken(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    pupil, visit = add_student(session, world), add_visit(session, world)
    mine = item(pupil)
    assert send(session, actors["team1"], mine)[0].status is Status.CREATED
    assert stored(session, mine.id).visit_id == visit
    tomorrow = item(pupil, captured_at=AT + timedelta(days=1))
    assert send(session, actors["team1"], tomorrow)[0].code == "recordings.no_visit"


def test_what_cannot_be_applied_is_parked_placed_nowhere_and_counted_nowhere(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    pupil = add_student(session, world)
    guest = add_student(session, world, "halong", name="TAMU")
    foreigner = add_student(session, world, "amuntai", name="JAUH")
    mine, theirs = add_visit(session, world), add_visit(session, world, team="team2")
    gone = add_visit(session, world, state=VisitState.CANCELLED)
    foreign = add_visit(session, world, "amuntai", "team3")
    expected = {
        "recordings.visit_unknown": [item(pupil, new_id()), item(pupil, foreign)],
        "recordings.visit_cancelled": [item(pupil, gone)],
        "recordings.out_of_scope": [
            item(pupil, theirs),
            item(pupil, mine, captured_at=AT + timedelta(days=1)),
            item(guest, mine),
        ],
        "recordings.student_unknown": [
            item(new_id(), mine),
            item(foreigner, mine),
            item(None, mine, student=WalkIn("SIAPA", nik="6311070101109999")),
        ],
        "recordings.team_unknown": [item(pupil, mine, team_id=world.teams["team2"])],
        "recordings.no_visit": [item(guest)],
    }
    for code, items in expected.items():
        assert [(r.status, r.code) for r in send(session, actors["team1"], *items)] == [(Status.PARKED, code)] * len(
            items
        )
        for each in items:
            row = stored(session, each.id)
            assert (row.student_id, row.visit_id, row.counted, row.parked) == (None, None, False, True)
            assert queries.opened(session, row).details.get("visit_id") == (
                str(each.visit_id) if each.visit_id else None
            )
    assert student(session, pupil).recorded is Recorded.NO


def test_a_guest_on_the_roster_is_expected(session: Session, world: World, actors: dict[str, Actor]) -> None:
    guest, visit = add_student(session, world, "halong"), add_visit(session, world)
    session.add(RosterEntry(visit_id=visit, student_id=guest))
    assert send(session, actors["team1"], item(guest, visit))[0].status is Status.CREATED


def test_a_walk_in_is_found_by_nik_anywhere_in_the_region_and_else_by_name_at_the_school(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    birth = date(2010, 1, 15)
    nik = invented_nik(birth, "P")
    by_nik = add_student(session, world, "halong", name="TAMU", nik=nik)
    by_name = add_student(session, world, name="NUR'AINI", nik=None, birth=birth)
    session.execute(update(Student).where(col(Student.id) == by_name).values(nik_hash=None))
    visit = add_visit(session, world)
    one = item(None, visit, student=WalkIn("Lain", nik=nik))
    two = item(None, visit, student=WalkIn("Nur Aini".replace(" ", "'"), birth_date=birth, class_group="X"))
    free = item(None, None, student=WalkIn("Lain", nik=nik), outcome=Outcome.ABSENT)
    assert [r.status for r in send(session, actors["team1"], one, two, free)] == [Status.CREATED] * 3
    assert [stored(session, each.id).student_id for each in (one, two)] == [by_nik, by_name]
    assert session.get_one(RosterEntry, (visit, by_nik)).walk_in
    assert stored(session, free.id).visit_id is None


def test_only_a_nik_that_found_the_pupil_stands_for_a_visit(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    birth = date(2010, 1, 15)
    pupil = add_student(session, world, name="SITI AMINAH", birth=birth)
    nik = invented_nik(birth, "P")
    session.execute(update(Student).where(col(Student.id) == pupil).values(nik_hash=None))
    add_student(session, world, "halong", name="TAMU", nik=nik)
    school = world.schools["paringin"]
    for text in (None, "x", "6311075501109999"):
        by_name = item(None, student=WalkIn("Siti Aminah", nik=text, birth_date=birth, school_id=school))
        assert send(session, actors["team1"], by_name)[0].code == "recordings.no_visit"
    assert student(session, pupil).recorded is Recorded.NO
    by_nik = item(None, student=WalkIn("Siti Aminah", nik=nik, birth_date=birth, school_id=school))
    assert send(session, actors["team1"], by_nik)[0].status is Status.CREATED


def test_of_two_namesakes_nobody_is_chosen(session: Session, world: World, actors: dict[str, Actor]) -> None:
    for _ in range(2):
        add_student(session, world, name="BUDI", birth=date(2010, 5, 5), sex="L")
    walk_in = WalkIn("Budi", birth_date=date(2010, 5, 5))
    result = send(session, actors["team1"], item(None, add_visit(session, world), student=walk_in))[0]
    assert result.code == "recordings.student_unknown"


def test_a_recording_under_a_merged_row_counts_for_the_survivor(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    old, survivor = (add_student(session, world, name=name) for name in ("SITI A", "SITI AMINAH"))
    visit = add_visit(session, world)
    session.execute(update(Student).where(col(Student.id) == old).values(survivor_id=survivor))
    first, second = item(old, visit), item(survivor, visit)
    assert [r.status for r in send(session, actors["team1"], first, second)] == [Status.CREATED, Status.DUPLICATE]
    assert stored(session, first.id).student_id == old
    assert student(session, survivor).counting_recording_id == first.id


def test_the_clock_of_the_device_is_corrected_and_the_skew_kept(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    pupil, visit = add_student(session, world), add_visit(session, world)
    dead = datetime(1970, 1, 1, tzinfo=UTC)
    from app.core.clock import frozen  # noqa: PLC0415 - only here

    with frozen(AT + timedelta(hours=2)):
        mine = item(pupil, visit, captured_at=dead)
        assert send(session, actors["team1"], mine, device_time=dead + timedelta(hours=2))[0].status is Status.CREATED
    row = stored(session, mine.id)
    assert (row.captured_at, row.corrected_at) == (dead, AT)
    assert row.skew_seconds == (AT - dead).total_seconds()


def test_a_recording_from_the_future_is_taken_as_made_when_it_came(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    pupil, visit = add_student(session, world), add_visit(session, world)
    future, came = datetime(2199, 1, 1, tzinfo=UTC), AT + timedelta(hours=2)
    from app.core.clock import frozen  # noqa: PLC0415 - only here

    with frozen(came):
        mine = item(pupil, visit, captured_at=future)
        assert send(session, actors["team1"], mine, device_time=came)[0].status is Status.CREATED
    row = stored(session, mine.id)
    assert (row.captured_at, row.corrected_at, row.received_at, row.skew_seconds) == (future, came, came, 0)
    assert student(session, pupil).recorded_on == DAY


def test_too_young_is_accepted_and_flagged(session: Session, world: World, actors: dict[str, Actor]) -> None:
    visit = add_visit(session, world)
    young, old = (
        item(add_student(session, world, name=str(d), birth=d), visit) for d in (date(2010, 10, 14), date(2010, 10, 13))
    )
    send(session, actors["team1"], young, old)
    assert (stored(session, young.id).early, stored(session, old.id).early) == (True, False)
    assert stored(session, young.id).counted


def test_already_recorded_opens_one_issue_and_counts_nothing(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    pupil, visit = add_student(session, world), add_visit(session, world)
    send(session, actors["team1"], *[item(pupil, visit, outcome=Outcome.ALREADY_RECORDED) for _ in range(2)])
    assert len(session.exec(select(DataIssue).where(col(DataIssue.student_id) == pupil)).all()) == 1
    assert student(session, pupil).recorded is Recorded.NO


def test_a_void_gives_the_next_one_its_place_and_the_last_one_frees_the_pupil(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    team = actors["team1"]
    pupil, visit = add_student(session, world), add_visit(session, world)
    one, two = item(pupil, visit), item(pupil, visit, captured_at=AT + timedelta(minutes=1))
    send(session, team, one, two)
    first_void = new_id()
    assert service.void(session, team, one.id, first_void, "salah orang")[1]
    assert not service.void(session, team, one.id, first_void, "salah orang")[1]
    assert student(session, pupil).counting_recording_id == two.id
    assert session.get_one(RosterEntry, (visit, pupil), populate_existing=True).recording_id == two.id
    with pytest.raises(IdReused):
        service.void(session, team, one.id, first_void, "lain")
    with pytest.raises(IdReused):
        service.void(session, team, two.id, first_void, "salah orang")
    with pytest.raises(StateConflict):
        service.void(session, team, one.id, new_id(), "lagi")
    service.void(session, team, two.id, new_id(), "salah orang")
    assert student(session, pupil).recorded is Recorded.NO
    assert session.get(RosterEntry, (visit, pupil)) is None, "a walk-in who was not recorded after all"


def test_from_a_ready_card_on_only_the_office_takes_a_recording_back(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    pupil, visit = add_student(session, world), add_visit(session, world)
    mine = item(pupil, visit)
    send(session, actors["team1"], mine)
    session.execute(update(Student).where(col(Student.id) == pupil).values(card_state=CardState.READY))
    with pytest.raises(StateConflict):
        service.void(session, actors["team1"], mine.id, new_id(), "x")
    with pytest.raises(NotFound):
        service.void(session, actors["team2"], mine.id, new_id(), "x")
    assert service.void(session, actors["officer"], mine.id, new_id(), "x")[1]


def test_the_office_applies_what_waits_or_discards_it(session: Session, world: World, actors: dict[str, Actor]) -> None:
    officer = actors["officer"]
    pupil, foreigner = add_student(session, world), add_student(session, world, "amuntai")
    visit = add_visit(session, world)
    unknown = item(None, visit, student=WalkIn("SIAPA"))
    early, dropped = item(pupil, None), item(new_id(), visit)
    send(session, actors["team2"], early)
    send(session, actors["team1"], unknown, dropped)
    for wrong in (None, new_id(), foreigner):
        with pytest.raises(Invalid), session.begin_nested():
            service.resolve(session, officer, unknown.id, student_id=wrong)
    session.expire_all()
    applied = service.resolve(session, officer, unknown.id, student_id=pupil)
    assert (applied.counted, applied.verdict, applied.visit_id) == (True, Verdict.PARKED, visit)
    assert session.get_one(RosterEntry, (visit, pupil)).outcome == "recorded"
    assert not service.resolve(session, officer, early.id).counted, "same time, larger id"
    assert service.resolve(session, officer, dropped.id, discard_reason="uji coba").student_id is None
    for id in (unknown.id, dropped.id):
        with pytest.raises(StateConflict):
            service.resolve(session, officer, id, student_id=pupil)
    assert send(session, actors["team1"], unknown)[0] == Result(unknown.id, Status.REPLAYED, None, Verdict.PARKED)


def test_a_central_deletion_starts_a_cycle_in_which_the_pupil_is_recorded_anew(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    pupil, visit = add_student(session, world), add_visit(session, world)
    former = item(pupil, visit)
    send(session, actors["team1"], former)
    session.execute(
        update(Student)
        .where(col(Student.id) == pupil)
        .values(cycle=2, cycle_from=AT + timedelta(minutes=10), counting_recording_id=None, recorded=Recorded.NO)
    )
    anew = item(pupil, visit, captured_at=AT + timedelta(minutes=20))
    late = item(pupil, visit, captured_at=AT + timedelta(minutes=5))
    assert [r.status for r in send(session, actors["team1"], anew, late)] == [Status.CREATED, Status.DUPLICATE]
    assert [stored(session, each.id).counted for each in (former, anew, late)] == [True, True, False]
    assert [stored(session, each.id).cycle for each in (former, anew, late)] == [1, 2, 1]
    assert student(session, pupil).counting_recording_id == anew.id


@pytest.mark.parametrize("seed", range(5))
def test_after_any_history_the_counting_recording_is_the_earliest_that_stands(
    session: Session, world: World, actors: dict[str, Actor], seed: int
) -> None:
    dice = random.Random(seed)
    pupil, visit = add_student(session, world), add_visit(session, world)
    standing: dict[UUID, datetime] = {}
    for _ in range(dice.randint(3, 14)):
        if standing and dice.random() < 0.35:
            victim = dice.choice(sorted(standing))
            service.void(session, actors["officer"], victim, new_id(), "uji")
            del standing[victim]
        else:
            batch = [
                item(pupil, visit, captured_at=AT + timedelta(minutes=dice.randint(0, 5)))
                for _ in range(dice.randint(1, 3))
            ]
            send(session, actors["team1"], *batch)
            standing |= {each.id: each.captured_at for each in batch}
        oracle = min(((at, id) for id, at in standing.items()), default=(None, None))[1]
        assert student(session, pupil).counting_recording_id == oracle
        counted = session.exec(select(Recording.id).where(col(Recording.counted).is_(True))).all()
        assert counted == ([oracle] if oracle else [])
    before = student(session, pupil).model_dump()
    recount(session, [pupil])
    assert student(session, pupil).model_dump() == before


def test_fifty_at_once_with_one_id_make_one_recording(
    database: Database, world: World, actors: dict[str, Actor]
) -> None:
    with database.write() as session:
        pupil, visit = add_student(session, world), add_visit(session, world)
    mine = item(pupil, visit)

    def once(_: int) -> Status:
        with database.write() as session:
            return send(session, actors["team1"], mine)[0].status

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(once, range(50)))
    assert sorted(answers) == [Status.CREATED, *[Status.REPLAYED] * 49]
    with database.read() as session:
        assert session.exec(select(func.count()).select_from(Recording)).one() == 1


def test_shuffled_batches_with_the_same_pupils_at_once_neither_deadlock_nor_count_twice(
    database: Database, world: World, actors: dict[str, Actor]
) -> None:
    with database.write() as session:
        visit = add_visit(session, world)
        pupils = [add_student(session, world, name=f"SISWA {n}") for n in range(15)]
    shared = [item(pupil, visit) for pupil in pupils]

    def batch(seed: int) -> list[Result]:
        own = [item(pupil, visit, captured_at=AT + timedelta(minutes=seed)) for pupil in pupils]
        mixed = [*shared, *own]
        random.Random(seed).shuffle(mixed)
        with database.write() as session:
            return send(session, actors["team1"], *mixed)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(batch, range(1, 9)))
    fresh = [r for results in answers for r in results if r.id in {s.id for s in shared} and r.first is None]
    assert len(fresh) == 15
    with database.read() as session:
        counted = session.exec(select(Recording.id).where(col(Recording.counted).is_(True))).all()
        assert set(counted) == {each.id for each in shared}


def test_many_devices_may_begin_one_visit_at_the_same_moment(
    database: Database, world: World, actors: dict[str, Actor]
) -> None:
    with database.write() as session:
        visits = [add_visit(session, world) for _ in range(3)]
        pupils = [[add_student(session, world, name=f"S {n} {m}") for m in range(5)] for n in range(8)]

    def begin(own: list[UUID]) -> list[Status]:
        with database.write() as session:
            batch = [item(pupil, visit) for pupil, visit in zip(own, visits + visits, strict=False)]
            return [r.status for r in send(session, actors["team1"], *batch)]

    with ThreadPoolExecutor(8) as pool:
        assert {status for answers in pool.map(begin, pupils) for status in answers} == {Status.CREATED}
    with database.read() as session:
        started = session.exec(select(JournalLine).where(col(JournalLine.subject_type) == "visit")).all()
        assert len(started) == len(visits)


def test_a_batch_takes_as_many_statements_for_two_hundred_as_for_two(
    database: Database, world: World, actors: dict[str, Actor]
) -> None:
    seen: list[str] = []
    event.listen(database._writing, "before_cursor_execute", lambda *args: seen.append(args[2]))

    def statements(size: int) -> int:
        with database.write() as session:
            pupils = [add_student(session, world, name=f"S{n}") for n in range(size)]
            visit = add_visit(session, world)
            session.flush()
            seen.clear()
            send(session, actors["team1"], *[item(pupil, visit) for pupil in pupils])
            return len(seen)

    assert statements(200) == statements(2) <= 20


def test_a_commit_takes_ten_statements_whoever_sent_what_is_in_it(
    database: Database, world: World, actors: dict[str, Actor]
) -> None:
    def statements(size: int) -> int:
        with database.write() as session:
            pupils = [add_student(session, world, name=f"S{n}") for n in range(size)]
            visit = add_visit(session, world, state=VisitState.IN_PROGRESS)
            session.flush()
            sent = [(replace(actors["team1"], request_id=f"request-{pupil}"), item(pupil, visit)) for pupil in pupils]
            with counted(database._writing) as seen:
                answers = service.accept_each(session, sent)
            lines = select(JournalLine.request_id).where(JournalLine.kind == "recordings.created")
            told = set(session.exec(lines.where(col(JournalLine.subject_id).in_([each.id for _, each in sent]))))
            assert told == {actor.request_id for actor, _ in sent}
            assert len(answers) == size
            return len(seen)

    assert statements(30) == statements(1) == 10


def test_any_number_of_ids_may_be_looked_up_at_once(session: Session) -> None:
    assert queries.known(session, [new_id() for _ in range(70_000)]) == {}
