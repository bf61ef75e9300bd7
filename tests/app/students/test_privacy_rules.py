"""Consent, restriction and requests about one's data: who may appear, until when is decided, and what follows."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.core.access import Actor, Permission
from app.core.clock import frozen
from app.core.errors import Invalid, NotFound, StateConflict, VersionMismatch
from app.core.ids import new_id
from app.core.paging import PageRequest
from app.identity import merging
from app.journal.models import JournalLine
from app.regions.models import Setting
from app.students import privacy, privacy_queries, queries
from app.students import service as people
from app.students.models import ConsentState, Student
from app.students.privacy import Decision, NewConsent, NewDataRequest
from app.students.privacy_models import (
    Consent,
    ConsentRelation,
    DataRequest,
    DataRequestKind,
    DataRequestState,
    Restriction,
)
from app.visits import queries as visits
from app.visits import roster
from app.visits.models import RosterEntry, Visit, VisitKind, VisitState
from tests.support.world import World, add_student

DAY = date(2026, 11, 24)
MORNING = datetime(2026, 11, 24, 2, tzinfo=UTC)
ADULT, MINOR = date(2008, 11, 24), date(2008, 11, 25)
"""18 today, and 18 tomorrow."""
NONE, GIVEN, REFUSED, WITHDRAWN = ConsentState


def require(session: Session, value: bool, region: str = "63.11") -> None:
    session.add(Setting(region_code=region, key="consent_required", value=value, valid_from=date(2026, 1, 1)))
    session.flush()


def appears(session: Session, id: UUID, on: date = DAY) -> bool:
    session.flush()
    return session.exec(select(Student.id).where(queries.may_appear(session, on), col(Student.id) == id)).first() == id


def pupil(session: Session, world: World, birth: date | None = MINOR, **facts: Any) -> UUID:
    id = add_student(session, world, birth=birth, nik=facts.pop("nik", None), school=facts.pop("school", "paringin"))
    for name, value in facts.items():
        setattr(session.get_one(Student, id), name, value)
    session.flush()
    return id


# --- who may appear --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("required", "birth", "allowed"),
    [
        (False, MINOR, {NONE, GIVEN}),
        (False, ADULT, {NONE, GIVEN}),
        (False, None, {NONE, GIVEN}),
        (True, MINOR, {GIVEN}),
        (True, ADULT, {NONE, GIVEN}),
        (True, None, {GIVEN}),
    ],
)
def test_who_may_appear_follows_from_word_age_and_what_the_region_asks(
    session: Session, world: World, required: bool, birth: date | None, allowed: set[ConsentState]
) -> None:
    require(session, required)
    for consent in ConsentState:
        free = pupil(session, world, birth, consent=consent)
        held = pupil(session, world, birth, consent=consent, restricted=True)
        assert (appears(session, free), appears(session, held)) == (consent in allowed, False)


def test_the_eighteenth_birthday_needs_no_word_any_more(session: Session, world: World) -> None:
    require(session, True)
    id = pupil(session, world, MINOR)
    assert [appears(session, id, MINOR.replace(year=2026) + timedelta(days=d)) for d in (-1, 0, 1)] == [
        False, True, True,
    ]  # fmt: skip


def test_the_nearest_region_with_a_word_of_its_own_decides(session: Session, world: World) -> None:
    here, there = pupil(session, world), pupil(session, world, school="amuntai")
    require(session, True, "63")
    assert (appears(session, here), appears(session, there)) == (False, False)
    require(session, False, "63.08")
    assert (appears(session, here), appears(session, there)) == (False, True)


def test_what_names_people_by_id_follows_a_merge_and_keeps_what_names_nobody(session: Session, world: World) -> None:
    held = pupil(session, world, restricted=True)
    merged, free = pupil(session, world, survivor_id=held), pupil(session, world)
    row = aliased(Student)
    fit = select(row.id).where(queries.names_nobody_hidden(session, DAY, col(row.id)))
    assert set(session.exec(fit)) & {held, merged, free} == {free}
    nobody = select(row.id).where(queries.names_nobody_hidden(session, DAY, col(row.counting_recording_id)))
    assert {held, merged, free} <= set(session.exec(nobody))


# --- consent ---------------------------------------------------------------------------------------------------


def say(session: Session, actor: Actor, id: UUID, state: ConsentState, on: date = DAY) -> None:
    word = NewConsent(state, ConsentRelation.PARENT, "IBU SARI", on)
    with frozen(MORNING):
        privacy.add_consent(session, actor, id, word, id=None, content={})


def test_the_word_of_the_latest_day_holds_and_of_one_day_the_last_noted(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    id, officer = pupil(session, world), actors["officer"]
    for state, on, holds in (
        (GIVEN, date(2026, 3, 1), GIVEN),
        (REFUSED, date(2026, 2, 1), GIVEN),
        (WITHDRAWN, date(2026, 3, 1), WITHDRAWN),
        (GIVEN, DAY, GIVEN),
    ):
        say(session, officer, id, state, on)
        assert session.get_one(Student, id).consent is holds


def test_who_spoke_is_sealed_and_the_journal_names_no_one(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    id = pupil(session, world)
    say(session, actors["school-paringin"], id, GIVEN)
    row = session.exec(select(Consent)).one()
    assert b"SARI" not in row.sealed
    line = session.exec(select(JournalLine).where(col(JournalLine.kind) == "students.consent_noted")).one()
    assert line.data == {"state": "given", "relation": "parent", "student_id": str(id)}
    with pytest.raises(Invalid):
        say(session, actors["officer"], id, GIVEN, DAY + timedelta(days=1))


def test_a_word_said_of_either_row_is_the_persons_while_the_rows_are_merged(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    officer = actors["officer"]
    kept, other = pupil(session, world), pupil(session, world, birth=None)
    say(session, officer, kept, GIVEN, date(2026, 1, 1))
    say(session, officer, other, REFUSED, date(2026, 2, 1))
    merge = merging.merge(session, officer, kept, other)
    assert session.get_one(Student, kept).consent is REFUSED
    merging.undo(session, officer, merge.id, "dua orang")
    assert (session.get_one(Student, kept).consent, session.get_one(Student, other).consent) == (GIVEN, REFUSED)


# --- restriction -----------------------------------------------------------------------------------------------


def test_restricting_twice_is_one_restriction_and_lifting_keeps_both_reasons(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    id, officer = pupil(session, world), actors["officer"]
    for restricted, reason in ((True, "diminta ibu"), (True, "sekali lagi"), (False, "sudah selesai")):
        privacy.restrict(session, officer, id, restricted=restricted, reason=reason)
    rows = session.exec(select(Restriction).order_by(col(Restriction.id))).all()
    assert [(row.restricted, row.reason) for row in rows] == [(True, "diminta ibu"), (False, "sudah selesai")]
    with pytest.raises(VersionMismatch):
        privacy.restrict(session, officer, id, restricted=True, reason="coba", version=1)
    for stranger in ("neighbour", "school-halong", "team1", "viewer"):
        with pytest.raises(NotFound):
            privacy.restrict(session, actors[stranger], id, restricted=True, reason="coba")


def test_a_restricted_pupil_is_awaited_by_nobody_and_still_counted(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    officer = actors["officer"]
    seen, unseen, free = (pupil(session, world) for _ in range(3))
    visit = Visit(
        region_code="63.11", kind=VisitKind.RECORDING, school_id=world.schools["paringin"],
        team_id=world.teams["team1"], date=date(2026, 12, 1), starts_at=MORNING, ends_at=MORNING + timedelta(hours=3),
        capacity=40, state=VisitState.CONFIRMED,
    )  # fmt: skip
    session.add(visit)
    session.flush()
    for id, outcome in ((seen, "absent"), (unseen, None), (free, None)):
        session.add(RosterEntry(visit_id=visit.id, student_id=id, outcome=outcome))
    for id in (seen, unseen):
        privacy.restrict(session, officer, id, restricted=True, reason="diminta ibu")
    with frozen(MORNING):
        assert {line.student_id for line in visits.roster(session, visit)} == {seen, free}
        tally = visits.tallies(session, [visit.id])[visit.id]
        assert (tally.expected, tally.not_yet_seen, tally.outcomes) == (3, 2, {"absent": 1})
        _, left_out = roster.fill(session, officer, visit.id, None)
    assert left_out == 1
    eligible = select(Student.id).where(queries.is_eligible(DAY, 16))
    assert {seen, unseen, free} <= set(session.exec(eligible))


# --- requests --------------------------------------------------------------------------------------------------


def ask(
    session: Session, actor: Actor, id: UUID, kind: DataRequestKind = DataRequestKind.ACCESS, at: datetime = MORNING
) -> DataRequest:
    wish = NewDataRequest(kind, "tolong", "IBU SARI", ConsentRelation.PARENT)
    with frozen(at):
        request, new = privacy.ask(session, actor, id, wish, id=None, content={})
    assert new
    return request


def overdue(session: Session, request: DataRequest, at: datetime) -> bool:
    with frozen(at):
        return privacy_queries.opened(session, request).overdue


def test_three_times_24_hours_are_counted_by_the_clock_and_not_by_working_days(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    friday = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
    request = ask(session, actors["officer"], pupil(session, world), at=friday)
    assert request.due_at == datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
    assert [overdue(session, request, request.due_at + timedelta(seconds=s)) for s in (-1, 0, 1)] == [
        False, False, True,
    ]  # fmt: skip
    with frozen(request.due_at + timedelta(days=1)):
        privacy.decide(session, actors["admin"], request.id, Decision.REFUSED, "wajib disimpan")
    assert not overdue(session, request, request.due_at + timedelta(days=30))


def test_the_hours_are_the_regions_and_a_later_change_moves_no_promise(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    id = pupil(session, world)
    before = ask(session, actors["officer"], id)
    session.add(Setting(region_code="63.11", key="data_request_hours", value=24, valid_from=date(2026, 1, 1)))
    session.flush()
    after = ask(session, actors["officer"], id)
    assert (before.due_at - MORNING, after.due_at - MORNING) == (timedelta(hours=72), timedelta(hours=24))


def test_the_most_urgent_request_comes_first_and_lists_are_narrowed_by_being_late(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    officer, id = actors["officer"], pupil(session, world)
    late, open_ = ask(session, officer, id, at=MORNING - timedelta(days=4)), ask(session, officer, id)
    done = ask(session, officer, id, at=MORNING - timedelta(days=9))
    privacy.decide(session, actors["admin"], done.id, Decision.GRANTED, None)

    def ids(**wanted: Any) -> list[UUID]:
        with frozen(MORNING):
            page = privacy_queries.requests(session, officer, PageRequest(), privacy_queries.RequestFilter(**wanted))
        return [one.request.id for one in page.items]

    assert ids() == [done.id, late.id, open_.id]
    assert (ids(overdue=True), ids(overdue=False)) == ([late.id], [done.id, open_.id])
    assert ids(state=DataRequestState.OPEN, region_code="63.11") == [late.id, open_.id]


def test_deciding_is_the_administrators_alone_and_asking_also_the_schools(actors: dict[str, Actor]) -> None:
    asked = {name for name, actor in actors.items() if actor.may(Permission.STUDENTS_WRITE)}
    decided = {name for name, actor in actors.items() if actor.may(Permission.DATA_REQUESTS_DECIDE)}
    schools = {"school-paringin", "school-halong", "school-amuntai"}
    assert asked == {"admin", "officer", "neighbour", "nation", *schools}
    assert decided == {"admin", "nation"}


def test_a_request_goes_with_the_person_to_the_office_that_cares_for_them(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    id = pupil(session, world)
    request = ask(session, actors["officer"], id)
    moved = {"school_id": world.schools["amuntai"], "region_code": "63.08"}
    people.change_many(session, actors["nation"], {id: moved}, on=DAY)
    with pytest.raises(NotFound):
        privacy.decide(session, actors["admin"], request.id, Decision.GRANTED, None)
    assert privacy_queries.get_request(session, actors["neighbour"], request.id).id == request.id
    decided, _ = privacy.decide(session, actors["nation"], request.id, Decision.GRANTED, None)
    assert decided.state is DataRequestState.GRANTED


def test_a_decision_is_made_once_on_what_was_read_and_a_refusal_says_why(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    request, admin = ask(session, actors["officer"], pupil(session, world)), actors["admin"]
    with pytest.raises(VersionMismatch):
        privacy.decide(session, admin, request.id, Decision.GRANTED, None, version=9)
    with pytest.raises(Invalid) as refused:
        privacy.decide(session, admin, request.id, Decision.REFUSED, None)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [("/note", "field.reason_needed")]
    with frozen(MORNING):
        privacy.decide(session, admin, request.id, Decision.REFUSED, "wajib disimpan", version=1)
    assert (request.decided_at, request.decided_by, request.version) == (MORNING, admin.account_id, 2)
    for decision in Decision:
        with pytest.raises(StateConflict):
            privacy.decide(session, admin, request.id, decision, "sekali lagi")
    for who in ("neighbour", "school-halong"):
        with pytest.raises(NotFound):
            privacy.decide(session, actors[who], request.id, Decision.GRANTED, None)
    with pytest.raises(NotFound):
        privacy.decide(session, admin, new_id(), Decision.GRANTED, None)


@pytest.mark.parametrize(
    ("kind", "restricted", "consent"),
    [
        (DataRequestKind.ACCESS, False, NONE),
        (DataRequestKind.CORRECT, False, NONE),
        (DataRequestKind.RESTRICT, True, NONE),
        (DataRequestKind.WITHDRAW, True, WITHDRAWN),
        (DataRequestKind.ERASE, True, NONE),
    ],
)
@pytest.mark.parametrize("decision", Decision)
def test_only_what_is_granted_has_its_effect(
    session: Session, world: World, actors: dict[str, Actor], kind: DataRequestKind, restricted: bool,
    consent: ConsentState, decision: Decision,
) -> None:  # fmt: skip
    id = pupil(session, world)
    request = ask(session, actors["officer"], id, kind)
    with frozen(MORNING):
        privacy.decide(session, actors["admin"], request.id, decision, "sesuai aturan")
    person, granted = session.get_one(Student, id), decision is Decision.GRANTED
    assert (person.restricted, person.consent) == ((restricted, consent) if granted else (False, NONE))
    assert appears(session, id) is not (granted and restricted)
    reasons = session.exec(select(Restriction.reason, Restriction.request_id)).all()
    assert reasons == ([("sesuai aturan", request.id)] if granted and restricted else [])
