"""Two rows that prove to be one person: a pointer, reversible, with every corner."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from app.cards import service as cards
from app.cards.service import NewEvent
from app.core.access import Actor
from app.core.errors import Invalid, NotFound, StateConflict
from app.core.ids import new_id
from app.identity import merging, person_history
from app.identity.rules import SurvivorLacksNik, TwoNiks
from app.recordings import service as recordings
from app.recordings.models import Outcome, Recording
from app.recordings.rules import Item
from app.students import privacy, queries
from app.students import service as people
from app.students.models import CardState, DataIssue, DataIssueKind, Enrolment, Recorded, Student, StudentFacts
from app.visits import queries as visits
from app.visits.models import RosterEntry, Visit
from tests.app.recordings.test_recordings_service import AT, add_visit
from tests.support.world import World, add_student

Make = Callable[..., UUID]


@pytest.fixture
def make(session: Session, world: World) -> Make:
    """A pupil; without a NIK unless one is asked for."""

    def one(school: str | None = "paringin", *, nik: bool = False, **facts: Any) -> UUID:
        id = add_student(session, world, school, **facts)
        if not nik:
            row = session.get_one(Student, id)
            row.nik_hash = row.nik_sealed = row.nik_key_id = row.nik_prefix = None
            session.flush()
        return id

    return one


@pytest.fixture
def officer(world: World) -> Actor:
    return world.actors["officer"]


def join(session: Session, officer: Actor, one: UUID, other: UUID, **wish: Any) -> UUID:
    merge = merging.merge(session, officer, one, other, **wish)
    session.flush()
    return merge.id


def part(session: Session, officer: Actor, merge_id: UUID) -> None:
    merging.undo(session, officer, merge_id, "ternyata kembar")
    session.flush()


def record(
    session: Session, team: Actor, student_id: UUID, visit_id: UUID | None, hours: int = 0, **facts: Any
) -> UUID:
    given = {
        "id": new_id(),
        "outcome": Outcome.RECORDED,
        "captured_at": AT + timedelta(hours=hours),
        "device_id": "kit-1",
        "offline": True,
        "student_id": student_id,
        "visit_id": visit_id,
    } | facts
    item = Item(**given)
    recordings.accept(session, [(team, item)])
    return item.id


def person(session: Session, id: UUID) -> Student:
    return session.get_one(Student, id, populate_existing=True)


def facts(session: Session) -> dict[UUID, Any]:
    """All rows' facts, projection and periods."""
    session.expire_all()
    projected = ("recorded", "recorded_on", "card_state", "counting_recording_id", "cycle", "handed_over_on")
    names = (*StudentFacts.model_fields, *projected)
    people = {s.id: tuple(getattr(s, name) for name in names) for s in session.exec(select(Student))}
    places = session.exec(select(Enrolment).order_by(col(Enrolment.date_from), col(Enrolment.id))).all()
    return people | {e.id: (e.student_id, e.school_id, e.class_group, e.date_from, e.date_to, e.state) for e in places}


def test_the_row_with_the_nik_stays_and_the_other_is_nobody(
    session: Session, actors: dict[str, Actor], make: Make
) -> None:
    poor, rich = make(name="NOR AINI"), make(name="NUR AINI", nik=True)
    join(session, actors["officer"], poor, rich)
    assert person(session, poor).survivor_id == rich
    assert queries.get(session, actors["officer"], poor).id == rich
    assert {s.id for s in session.exec(queries.visible(actors["officer"]))} == {rich}


def test_two_different_niks_are_two_people(session: Session, actors: dict[str, Actor], make: Make) -> None:
    with pytest.raises(TwoNiks):
        join(session, actors["officer"], make(nik=True), make(nik=True))


def test_the_row_without_a_nik_cannot_stay_before_the_one_with_it(
    session: Session, actors: dict[str, Actor], make: Make
) -> None:
    poor, rich = make(), make(nik=True)
    with pytest.raises(SurvivorLacksNik):
        join(session, actors["officer"], poor, rich, survivor_id=poor)


def test_what_the_survivor_lacks_comes_from_the_other_and_goes_back(
    session: Session, world: World, actors: dict[str, Actor], make: Make
) -> None:
    home = make(None, nik=True, class_group=None)
    pupil = make("paringin", class_group="XII IPA 2")
    before = facts(session)
    merge_id = join(session, actors["officer"], home, pupil)
    one = person(session, home)
    assert (one.school_id, one.class_group) == (world.schools["paringin"], "XII IPA 2")
    part(session, actors["officer"], merge_id)
    assert facts(session) == before


def test_both_recorded_count_once_and_the_office_is_told(
    session: Session, world: World, actors: dict[str, Actor], make: Make
) -> None:
    one, other, visit = make(), make(), add_visit(session, world)
    late, early = record(session, actors["team1"], one, visit, 2), record(session, actors["team1"], other, visit, 1)
    before = facts(session)
    merge_id = join(session, actors["officer"], one, other)
    stays = session.exec(select(Student).where(queries.is_person())).one()
    assert stays.counting_recording_id == early
    session.expire_all()
    assert {r.id: r.counted for r in session.exec(select(Recording))} == {late: False, early: True}
    issue = session.exec(select(DataIssue).where(col(DataIssue.kind) == DataIssueKind.RECORDED_TWICE)).one()
    assert (issue.student_id, issue.resolved_at) == (stays.id, None)
    part(session, actors["officer"], merge_id)
    assert facts(session) == before
    assert session.get_one(DataIssue, issue.id, populate_existing=True).resolved_at is not None
    assert {r.id: r.counted for r in session.exec(select(Recording))} == {late: True, early: True}


def test_both_on_one_roster_are_one_person_to_be_seen(
    session: Session, world: World, actors: dict[str, Actor], make: Make
) -> None:
    one, other, visit = make(), make(nik=True), add_visit(session, world)
    session.add_all([RosterEntry(visit_id=visit, student_id=id) for id in (one, other)])
    session.flush()
    assert visits.tallies(session, [visit])[visit].expected == 2
    join(session, actors["officer"], one, other)
    assert visits.tallies(session, [visit])[visit].expected == 1
    assert [line.student_id for line in visits.roster(session, session.get_one(Visit, visit))] == [other]


def test_a_recording_made_offline_for_the_merged_row_is_the_survivors(
    session: Session, world: World, actors: dict[str, Actor], make: Make
) -> None:
    one, other, visit = make(), make(nik=True), add_visit(session, world)
    merge_id = join(session, actors["officer"], one, other)
    recording = record(session, actors["team1"], one, visit)
    assert person(session, other).counting_recording_id == recording
    assert session.get_one(Recording, recording).student_id == one, "events stay with the id they named"
    part(session, actors["officer"], merge_id)
    assert person(session, one).recorded is Recorded.HERE
    assert person(session, other).recorded is Recorded.NO


def test_card_events_of_both_make_one_card(session: Session, actors: dict[str, Actor], make: Make) -> None:
    one, other = make(), make(nik=True)
    for id, status in ((one, "BIO_CAPTURED"), (other, "PRINT_READY")):
        cards.add_event(session, actors["officer"], id, NewEvent(status, AT, reason="dari pusat"), content={})
    before = facts(session)
    merge_id = join(session, actors["officer"], one, other)
    assert person(session, other).card_state is CardState.READY
    part(session, actors["officer"], merge_id)
    assert facts(session) == before


def test_chains_are_flat_and_come_apart_in_whatever_order(
    session: Session, actors: dict[str, Actor], make: Make
) -> None:
    officer = actors["officer"]
    a, b, c, d = (make(name=f"ADI {n}", nik=n == 3) for n in range(4))
    before = facts(session)
    first = join(session, officer, a, b, survivor_id=b)
    second = join(session, officer, b, c, survivor_id=c)
    third = join(session, officer, c, d)
    assert {person(session, id).survivor_id for id in (a, b, c)} == {d}
    part(session, officer, second)
    assert [person(session, id).survivor_id for id in (a, b, c, d)] == [b, None, d, None]
    part(session, officer, third)
    assert [person(session, id).survivor_id for id in (a, b, c, d)] == [b, None, None, None]
    part(session, officer, first)
    assert facts(session) == before


def test_undoing_twice_is_refused_and_the_neighbour_sees_nothing(
    session: Session, actors: dict[str, Actor], make: Make
) -> None:
    merge_id = join(session, actors["officer"], make(), make(nik=True))
    with pytest.raises(NotFound):
        merging.undo(session, actors["neighbour"], merge_id, "coba-coba")
    part(session, actors["officer"], merge_id)
    with pytest.raises(StateConflict):
        merging.undo(session, actors["officer"], merge_id, "sekali lagi")


def test_people_out_of_sight_cannot_be_merged(session: Session, actors: dict[str, Actor], make: Make) -> None:
    with pytest.raises(Invalid):
        join(session, actors["officer"], make(), make("amuntai"))
    one = make()
    with pytest.raises(Invalid):
        join(session, actors["officer"], one, one)


def test_a_merged_row_is_merged_no_further(session: Session, actors: dict[str, Actor], make: Make) -> None:
    one, other, third = make(), make(nik=True), make()
    join(session, actors["officer"], one, other)
    with pytest.raises(Invalid):
        join(session, actors["officer"], one, third)


def test_the_day_of_birth_may_come_from_either(session: Session, actors: dict[str, Actor], make: Make) -> None:
    rich = make(birth=None, nik=False)
    poor = make(birth=date(2010, 2, 28))
    merge_id = join(session, actors["officer"], rich, poor, survivor_id=rich)
    assert person(session, rich).birth_date == date(2010, 2, 28)
    part(session, actors["officer"], merge_id)
    assert person(session, rich).birth_date is None


def test_a_school_reads_nothing_of_the_row_that_another_school_sent(
    session: Session, world: World, actors: dict[str, Actor], make: Make
) -> None:
    rich, poor = make("paringin", nik=True), make("halong", name="NAMA DI HALONG")
    join(session, actors["officer"], rich, poor)
    told = person_history.history(session, actors["school-paringin"], rich)
    assert (told.merged_ids, {version.student_id for version in told.items}) == ([], {rich})
    assert {period.school_id for period in told.enrolments} == {world.schools["paringin"]}
    whole = person_history.history(session, actors["officer"], rich)
    assert (whole.merged_ids, {version.student_id for version in whole.items}) == ([poor], {rich, poor})


# --- facts that were taken over --------------------------------------------------------------------------------


def restrict(session: Session, officer: Actor, id: UUID, *, restricted: bool) -> None:
    privacy.restrict(session, officer, id, restricted=restricted, reason="permintaan orang tua")
    session.flush()


def test_a_restriction_of_another_merged_row_outlives_an_undo(session: Session, officer: Actor, make: Make) -> None:
    a, b, c = make(nik=True), make(), make()
    for id in (b, c):
        restrict(session, officer, id, restricted=True)
    first = join(session, officer, a, b)
    second = join(session, officer, a, c)
    part(session, officer, first)
    assert session.get_one(Student, a).restricted, "c is still the same person and asked for it"
    part(session, officer, second)
    assert not session.get_one(Student, a).restricted


def test_a_restriction_said_again_after_a_merge_survives_its_undo(session: Session, officer: Actor, make: Make) -> None:
    a, b = make(nik=True), make()
    restrict(session, officer, b, restricted=True)
    merge = join(session, officer, a, b)
    restrict(session, officer, a, restricted=False)
    restrict(session, officer, a, restricted=True)
    part(session, officer, merge)
    assert session.get_one(Student, a).restricted


def test_undone_from_its_far_end_a_chain_leaves_nobody_with_anothers_facts(
    session: Session, officer: Actor, make: Make
) -> None:
    a, b, c = (make(None, region="63.11") for _ in range(3))
    empty = {"birth_place": None, "nisn": None, "sex": None}
    for id in (a, b):
        people.change_many(session, officer, {id: empty}, on=date(2026, 7, 1))
    people.change_many(session, officer, {c: {"birth_place": "AWAYAN", "nisn": "0099000001"}}, on=date(2026, 7, 1))
    before = facts(session)
    first = join(session, officer, c, b, survivor_id=b)
    second = join(session, officer, b, a, survivor_id=a)
    assert session.get_one(Student, a).birth_place == "AWAYAN"
    part(session, officer, first)
    assert session.get_one(Student, a).birth_place is None, "c is somebody else: a does not know a birth place"
    part(session, officer, second)
    assert facts(session) == before


@pytest.mark.parametrize("seed", range(5))
def test_merges_of_anybody_undone_in_any_order_leave_everyone_as_they_were(
    session: Session, world: World, officer: Actor, make: Make, seed: int
) -> None:
    chance = Random(seed)
    ids = [make(chance.choice([None, "paringin", "halong"]), nik=n == 0, region="63.11") for n in range(6)]
    for id in ids:
        wish = {
            "birth_place": chance.choice([None, "AWAYAN", "JUAI"]),
            "nisn": chance.choice([None, f"00990000{chance.randrange(10, 99)}"]),
            "sex": chance.choice([None, "L", "P"]),
            "restricted": chance.random() < 0.3,
        }
        people.change_many(session, officer, {id: wish}, on=date(2026, 7, 1))
    before, done = facts(session), list[UUID]()
    for _ in range(5):
        standing = [id for id in ids if session.get_one(Student, id, populate_existing=True).survivor_id is None]
        if len(standing) > 1:
            done.append(join(session, officer, *chance.sample(standing, 2)))
    chance.shuffle(done)
    for merge_id in done:
        part(session, officer, merge_id)
        for id in ids:
            row = session.get_one(Student, id, populate_existing=True)
            behind = session.exec(select(Student).where(col(Student.survivor_id) == id)).all()
            assert row.restricted or not any(other.restricted for other in behind)
    assert facts(session) == before
