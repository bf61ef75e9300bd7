"""Transfers as a service: what moves, what stays, what is given back."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.clock import frozen
from app.core.crypto import place
from app.core.db import keys_of
from app.core.errors import NotFound, StateConflict, VersionMismatch
from app.core.ids import new_id
from app.identity import transfer_queries, transfers
from app.identity.transfer_rules import HELD_ALREADY, MovedSince, NotYoursToRelease, given_back, taken_over
from app.students import service as people
from app.students.models import (
    DataIssue,
    Enrolment,
    EnrolmentHistory,
    Student,
    StudentStatus,
    Transfer,
    TransferState,
)
from app.submissions import reverting, service
from app.submissions.models import SubmissionRow
from app.submissions.parsing import read_students
from app.submissions.reverting import KeptReason
from app.submissions.rules import Person
from app.visits.models import RosterEntry, Visit, VisitKind, VisitState
from tests.support.world import World, add_student

NIK = "6311075503089126"
SITI = {"nik": NIK, "name": "SITI WARDAH", "sex": "P", "birth_date": "2008-03-15", "class_group": "XII IPS 2"}
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def claim(session: Session, world: World, by: str = "paringin", **facts: object) -> Transfer:
    actor = world.actors[f"school-{by}"]
    listed = read_students([{**SITI, **facts}])
    submission, _ = service.submit(session, actor, world.schools[by], listed)
    return session.exec(select(Transfer).where(col(Transfer.submission_id) == submission.id)).one()


def siti(session: Session, world: World, school: str | None = "halong", **facts: object) -> UUID:
    told = {"name": "SITI WARDAH", "birth": date(2008, 3, 15), "nik": NIK, "class_group": "XII IPA 1"} | facts
    return add_student(session, world, school, **told)  # type: ignore[arg-type]


def student(session: Session, id: UUID) -> Student:
    session.expire_all()
    return session.get_one(Student, id)


def periods(session: Session, id: UUID) -> list[tuple[UUID, str | None, date, date | None, str]]:
    session.expire_all()
    rows = session.exec(select(Enrolment).where(col(Enrolment.student_id) == id).order_by(col(Enrolment.date_from)))
    return [(row.school_id, row.class_group, row.date_from, row.date_to, row.state.value) for row in rows]


# --- confirming ------------------------------------------------------------------------------------------------


def test_a_confirmed_pupil_is_at_the_new_school_with_what_it_sent_and_nothing_known_is_overwritten(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    id = siti(session, world)
    session.get_one(Student, id).nisn = "0089936641"
    transfer = claim(session, world, name="SITI W.", nisn="0089930000", birth_place="AMUNTAI")
    with frozen(MONDAY):
        transfers.confirm(session, actors["school-halong"], transfer.id)
    pupil = student(session, id)
    assert (pupil.school_id, pupil.class_group, pupil.status) == (
        world.schools["paringin"],
        "XII IPS 2",
        StudentStatus.ACTIVE,
    )
    assert (pupil.name, pupil.nisn, pupil.birth_place) == ("SITI WARDAH", "0089936641", "AMUNTAI")
    assert periods(session, id) == [
        (world.schools["halong"], "XII IPA 1", date(2025, 7, 14), date(2026, 11, 22), "ended"),
        (world.schools["paringin"], "XII IPS 2", date(2026, 11, 23), None, "active"),
    ]
    row = session.exec(select(SubmissionRow).where(col(SubmissionRow.transfer_id) == transfer.id)).one()
    assert row.student_id == id
    issue = session.exec(select(DataIssue).where(col(DataIssue.student_id) == id)).one()
    assert (issue.kind.value, issue.detail) == ("nik_contradiction", {"transfer_id": str(transfer.id)})


def test_a_pupil_who_crosses_the_border_belongs_to_the_new_regency_and_so_do_its_open_questions(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    id = siti(session, world, "amuntai")
    session.add(DataIssue(region_code="63.08", student_id=id, kind="not_online"))
    session.flush()
    transfer = claim(session, world)
    with pytest.raises(NotYoursToRelease):
        transfers.confirm(session, actors["officer"], transfer.id)
    transfers.confirm(session, actors["neighbour"], transfer.id)
    assert student(session, id).region_code == "63.11"
    assert session.exec(select(DataIssue.region_code)).all() == ["63.11"]
    transfers.undo(session, actors["officer"], transfer.id, "salah anak")
    assert student(session, id).region_code == "63.08"
    assert session.exec(select(DataIssue.region_code)).all() == ["63.08"]


def test_a_pupil_without_a_school_is_the_offices_to_release(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    id = siti(session, world, None, class_group=None)
    transfer = claim(session, world)
    with pytest.raises(NotYoursToRelease):
        transfers.confirm(session, actors["school-paringin"], transfer.id)
    transfers.confirm(session, actors["officer"], transfer.id)
    assert student(session, id).school_id == world.schools["paringin"]
    transfers.undo(session, actors["officer"], transfer.id, "salah anak")
    assert (student(session, id).school_id, periods(session, id)) == (None, [])


def test_who_moved_away_is_active_again_and_who_died_is_not_moved(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    id = siti(session, world)
    transfer = claim(session, world)
    session.get_one(Student, id).status = StudentStatus.DECEASED
    session.flush()
    with pytest.raises(StateConflict) as refused:
        transfers.confirm(session, actors["school-halong"], transfer.id)
    assert refused.value.extra == {"state": "deceased", "allowed": ["reject"]}
    session.get_one(Student, id).status = StudentStatus.MOVED_AWAY
    session.flush()
    transfers.confirm(session, actors["school-halong"], transfer.id)
    assert student(session, id).status is StudentStatus.ACTIVE


def test_unseen_places_at_coming_visits_of_the_old_school_go_and_what_was_seen_stays(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    id = siti(session, world)

    def visit(state: VisitState, outcome: str | None) -> UUID:
        made = Visit(
            region_code="63.11",
            kind=VisitKind.RECORDING,
            school_id=world.schools["halong"],
            team_id=world.teams["team1"],
            date=date(2026, 12, 1),
            starts_at=MONDAY,
            ends_at=MONDAY + timedelta(hours=3),
            capacity=40,
            state=state,
        )
        session.add(made)
        session.flush()
        session.add(RosterEntry(visit_id=made.id, student_id=id, outcome=outcome))
        session.flush()
        return made.id

    coming = visit(VisitState.CONFIRMED, None)
    staying = {visit(VisitState.IN_PROGRESS, "absent"), visit(VisitState.COMPLETED, None)}
    transfer = claim(session, world)
    transfers.confirm(session, actors["school-halong"], transfer.id)
    session.expire_all()
    assert set(session.exec(select(RosterEntry.visit_id))) == staying
    assert session.get_one(Visit, coming).version == 2


def test_a_merged_row_leads_to_its_person(session: Session, world: World, actors: dict[str, Actor]) -> None:
    survivor = siti(session, world, nik=None, birth=None)
    merged = siti(session, world)
    people.change_many(session, actors["officer"], {merged: {"survivor_id": survivor}}, on=date(2026, 11, 1))
    transfer = claim(session, world)
    transfers.confirm(session, actors["school-halong"], transfer.id)
    assert student(session, survivor).school_id == world.schools["paringin"]
    [seen] = transfer_queries.seen(session, actors["school-paringin"], [transfer])
    assert seen.student_id == survivor


def test_nobody_is_moved_who_is_nobody_any_more(session: Session, world: World, actors: dict[str, Actor]) -> None:
    id = siti(session, world)
    transfer = claim(session, world)
    session.get_one(Student, id).removed = True
    session.flush()
    with pytest.raises(StateConflict):
        transfers.confirm(session, actors["officer"], transfer.id)
    assert transfers.reject(session, actors["officer"], transfer.id, "tidak ada lagi").state is TransferState.REJECTED


# --- several claims --------------------------------------------------------------------------------------------


def test_other_claims_stay_open_and_are_put_to_the_new_holder(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    id = siti(session, world)
    here, there = claim(session, world), claim(session, world, "amuntai", class_group="X-1")
    transfers.confirm(session, actors["school-halong"], here.id)
    session.refresh(there)
    assert (there.state, there.from_school_id, there.version) == (TransferState.OPEN, world.schools["paringin"], 1)
    with pytest.raises(NotFound):
        transfers.confirm(session, actors["school-halong"], there.id)
    transfers.confirm(session, actors["school-paringin"], there.id)
    assert (student(session, id).school_id, student(session, id).region_code) == (world.schools["amuntai"], "63.08")
    with pytest.raises(MovedSince):
        transfers.undo(session, actors["officer"], here.id, "salah anak")
    transfers.undo(session, actors["officer"], there.id, "salah anak")
    transfers.undo(session, actors["officer"], here.id, "salah anak")
    assert periods(session, id) == [(world.schools["halong"], "XII IPA 1", date(2025, 7, 14), None, "active")]


def test_a_claim_ends_by_itself_when_the_claimant_holds_the_pupil_by_another_way(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    id = siti(session, world)
    transfer = claim(session, world)
    moved = {id: {"school_id": world.schools["paringin"]}}
    people.change_many(session, actors["officer"], moved, on=date(2026, 11, 23))
    transfers.follow(session, actors["officer"], [id])
    session.refresh(transfer)
    assert (transfer.state, transfer.reason) == (TransferState.REJECTED, HELD_ALREADY)


# --- undoing ---------------------------------------------------------------------------------------------------


def test_undoing_gives_back_place_and_periods_and_what_was_believed_meanwhile_stays_known(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    id = siti(session, world)
    session.get_one(Student, id).status = StudentStatus.LEFT_CANDIDATE
    session.flush()
    before = periods(session, id)
    transfer = claim(session, world, birth_place="AMUNTAI")
    with frozen(MONDAY):
        transfers.confirm(session, actors["school-halong"], transfer.id)
    people.change_many(session, actors["officer"], {id: {"class_group": "XII-9"}}, on=date(2026, 11, 23))
    transfers.undo(session, actors["officer"], transfer.id, "salah anak")
    pupil = student(session, id)
    assert (pupil.school_id, pupil.class_group, pupil.grade) == (world.schools["halong"], "XII IPA 1", 11)
    assert (pupil.status, pupil.birth_place) == (StudentStatus.LEFT_CANDIDATE, None)
    assert periods(session, id) == before
    known = session.exec(select(EnrolmentHistory.school_id).where(col(EnrolmentHistory.student_id) == id)).all()
    assert world.schools["paringin"] in known
    row = session.exec(select(SubmissionRow).where(col(SubmissionRow.transfer_id) == transfer.id)).one()
    assert row.student_id is None
    with pytest.raises(StateConflict):
        transfers.undo(session, actors["officer"], transfer.id, "sekali lagi")
    with pytest.raises(StateConflict):
        transfers.confirm(session, actors["officer"], transfer.id)


def test_taking_the_claiming_list_back_leaves_a_confirmed_pupil_where_they_are(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    id = siti(session, world)
    transfer = claim(session, world)
    transfers.confirm(session, actors["school-halong"], transfer.id)
    assert transfer.submission_id is not None
    session.expire_all()
    _, kept = reverting.revert(session, actors["school-paringin"], transfer.submission_id, "salah berkas")
    assert {(one.student_id, one.reason) for one in kept} == {(id, KeptReason.TRANSFER_DECIDED)}
    assert (student(session, id).school_id, student(session, id).removed) == (world.schools["paringin"], False)


@pytest.mark.parametrize("first_goes_first", [True, False])
def test_a_claim_of_two_lists_stands_until_both_are_taken_back(
    session: Session, world: World, actors: dict[str, Actor], first_goes_first: bool
) -> None:
    actor, id = actors["school-paringin"], siti(session, world)
    transfer = claim(session, world)
    first, name = transfer.submission_id, transfer.id
    listed = read_students([SITI, {"name": "ORANG LAIN", "birth_date": "2008-04-01", "sex": "L"}])
    second, _ = service.submit(session, actor, world.schools["paringin"], listed)
    preview, _ = service.submit(session, actor, world.schools["paringin"], read_students([SITI]), dry_run=True)
    assert first is not None
    order = [first, second.id] if first_goes_first else [second.id, first]
    _, kept = reverting.revert(session, actor, order[0], "salah berkas")
    assert [one.student_id for one in kept if one.student_id == id] == []
    session.expire_all()
    [standing] = session.exec(select(Transfer)).all()
    assert (standing.id, standing.state, standing.submission_id) == (name, TransferState.OPEN, order[1])
    reverting.revert(session, actor, order[1], "salah berkas")
    assert session.exec(select(Transfer)).all() == []
    rows = session.exec(select(SubmissionRow).where(col(SubmissionRow.submission_id) == preview.id)).all()
    assert [row.transfer_id for row in rows] == [None]


def test_a_claim_that_a_later_list_names_too_may_be_confirmed_after_the_first_is_taken_back(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    actor, id = actors["school-paringin"], siti(session, world)
    transfer = claim(session, world)
    assert transfer.submission_id is not None
    service.submit(session, actor, world.schools["paringin"], read_students([{**SITI, "class_group": "XII IPS 3"}]))
    reverting.revert(session, actor, transfer.submission_id, "salah berkas")
    session.expire_all()
    transfers.confirm(session, actors["school-halong"], transfer.id)
    pupil = student(session, id)
    assert (pupil.school_id, pupil.class_group) == (world.schools["paringin"], "XII IPS 3")


def test_a_claim_that_goes_over_to_a_list_with_another_name_is_the_offices_alone(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    actor = actors["school-paringin"]
    siti(session, world)
    transfer = claim(session, world)
    assert transfer.submission_id is not None
    other = {**SITI, "name": "BUDI", "birth_date": "2008-05-01"}
    service.submit(session, actor, world.schools["paringin"], read_students([other]))
    reverting.revert(session, actor, transfer.submission_id, "salah berkas")
    session.expire_all()
    assert transfer.contradicts
    with pytest.raises(NotFound):
        transfers.confirm(session, actors["school-halong"], transfer.id)


def test_a_former_version_moves_nothing(session: Session, world: World, actors: dict[str, Actor]) -> None:
    siti(session, world)
    transfer = claim(session, world)
    for act in (transfers.confirm, transfers.reject):
        with pytest.raises(VersionMismatch):
            act(session, actors["officer"], transfer.id, "alasan", version=7)
    assert transfer.state is TransferState.OPEN


def test_a_claim_is_sealed_for_its_own_row(session: Session, world: World) -> None:
    siti(session, world)
    transfer = claim(session, world)
    opened = keys_of(session).open_json(transfer.sent_key_id, transfer.sent, place("transfers", "sent", transfer.id))
    assert opened["name"] == "SITI WARDAH"
    assert b"SITI" not in transfer.sent


# --- rules -----------------------------------------------------------------------------------------------------

KNOWN = {"grade": 11, "nisn": None, "sex": "P", "birth_place": None, "residence_code": "63.11.02"}


def test_a_class_that_nobody_names_is_unknown_and_a_grade_goes_on() -> None:
    school = new_id()
    taken = taken_over(Person(name="X", nik=NIK, nisn="0089936641", residence_code="63.11.07"), KNOWN, school, "63.11")
    assert taken == {
        "school_id": school,
        "region_code": "63.11",
        "class_group": None,
        "grade": 11,
        "status": StudentStatus.ACTIVE,
        "nisn": "0089936641",
    }


@pytest.mark.parametrize("status", [StudentStatus.DECEASED, StudentStatus.GRADUATED, StudentStatus.MOVED_AWAY])
def test_what_the_office_said_of_a_pupil_meanwhile_stays_when_the_move_is_undone(status: StudentStatus) -> None:
    before = {"school_id": None, "region_code": "63.11", "class_group": None, "grade": 11, "status": "active"}
    present = {"status": status, "nisn": "1111111111"}
    back = given_back(before | {"filled": ["nisn"]}, Person(nisn="0089936641"), present)
    assert back == {"school_id": None, "region_code": "63.11", "class_group": None, "grade": 11}
