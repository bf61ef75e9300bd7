"""Taking a list back undoes exactly what it did; and what holds for any lists whatever."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.clock import frozen, now
from app.core.errors import StateConflict
from app.students.models import Enrolment, Recorded, Student, Transfer, TransferState
from app.students.queries import is_person
from app.students.service import change_many
from app.submissions import service
from app.submissions.models import RowOutcome, Submission, SubmissionMode, SubmissionRow, SubmissionState
from app.submissions.parsing import read_students
from app.submissions.reverting import Kept, KeptReason, revert
from app.submissions.rules import RevertExpired
from tests.support.world import World, add_student

FIELDS = ("name", "nisn", "sex", "birth_place", "birth_date", "class_group", "grade", "status", "nik_hash", "school_id")
SITI = {"nik": "6311075503089126", "name": "SITI", "birth_date": "2008-03-15", "sex": "P", "class_group": "XII A"}
BUDI = {"nik": "6311071802099783", "name": "BUDI", "birth_date": "2009-02-18", "sex": "L", "class_group": "XI A"}
SPEC = SubmissionMode.PARTIAL
FULL = SubmissionMode.FULL


class Office:
    """One school's operator at work."""

    def __init__(self, session: Session, world: World, actors: dict[str, Actor]) -> None:
        self.session, self.world, self.actor = session, world, actors["school-paringin"]
        self.school = world.schools["paringin"]

    def send(self, *rows: dict[str, Any], mode: SubmissionMode = SPEC, missing: int | None = None) -> Submission:
        return service.submit(
            self.session, self.actor, self.school, read_students(list(rows)), mode=mode, confirm_missing=missing
        )[0]

    def revert(self, submission: Submission) -> list[Kept]:
        return revert(self.session, self.actor, submission.id, "salah kirim")[1]

    def people(self) -> dict[UUID, tuple[Any, ...]]:
        self.session.expire_all()
        found = self.session.exec(select(Student).where(col(Student.school_id) == self.school, is_person()))
        return {s.id: tuple(getattr(s, name) for name in FIELDS) for s in found}

    def of(self, submission: Submission, outcome: RowOutcome = RowOutcome.CREATED) -> list[UUID | None]:
        rows = select(SubmissionRow.student_id).where(
            col(SubmissionRow.submission_id) == submission.id, col(SubmissionRow.outcome) == outcome
        )
        return list(self.session.exec(rows.order_by(col(SubmissionRow.position))))


@pytest.fixture
def office(session: Session, world: World, actors: dict[str, Actor]) -> Office:
    return Office(session, world, actors)


def test_new_pupils_go_and_changed_ones_are_as_before(office: Office) -> None:
    office.send(SITI)
    before = office.people()
    second = office.send({**SITI, "nik": "6311075503089127", "name": "SITI", "class_group": "XII B"}, BUDI)
    assert (second.created, second.updated) == (1, 1)
    assert office.revert(second) == []
    assert office.people() == before
    assert second.state is SubmissionState.REVERTED
    assert len(office.session.exec(select(Enrolment)).all()) == 1


def test_a_list_is_reverted_once_and_may_then_be_sent_again(office: Office) -> None:
    first = office.send(SITI)
    office.revert(first)
    with pytest.raises(StateConflict):
        office.revert(first)
    again = office.send(SITI)
    assert (again.id != first.id, again.created) == (True, 1)


def test_after_a_revert_the_former_list_is_the_latest_again(office: Office) -> None:
    first = office.send(SITI)
    office.revert(office.send(SITI, BUDI))
    assert office.send(SITI).id == first.id


def test_a_field_that_somebody_changed_since_stays(office: Office, actors: dict[str, Actor]) -> None:
    office.send(SITI)
    (siti,) = office.people()
    second = office.send({**SITI, "class_group": "XII B", "nisn": "0081234567"})
    change_many(office.session, actors["officer"], {siti: {"class_group": "XII C"}}, on=date(2026, 11, 24))
    assert office.revert(second) == [Kept(siti, KeptReason.CHANGED_SINCE)]
    office.session.expire_all()
    student = office.session.get_one(Student, siti)
    assert (student.class_group, student.nisn) == ("XII C", None)


def test_a_pupil_stays_whom_a_later_list_names(office: Office) -> None:
    first = office.send(SITI, BUDI)
    siti, budi = office.of(first)
    office.send({**SITI, "class_group": "XII B"})
    assert siti is not None
    assert office.revert(first) == [Kept(siti, KeptReason.LATER_LIST)]
    assert set(office.people()) == {siti}
    assert budi is not None


def test_a_pupil_stays_who_was_recorded(office: Office) -> None:
    first = office.send(SITI, BUDI)
    siti = office.of(first)[0]
    assert siti is not None
    office.session.get_one(Student, siti).recorded = Recorded.HERE
    office.session.flush()
    assert office.revert(first) == [Kept(siti, KeptReason.FIELD_WORK)]


def test_a_pupil_stays_whom_another_table_names_and_all_others_go(office: Office) -> None:
    many = [{"name": f"SISWA {chr(65 + n)}", "birth_date": "2009-01-01"} for n in range(9)]
    first = office.send(*many)
    chosen = office.of(first)[4]
    assert chosen is not None
    office.session.add(
        Transfer(
            region_code="63.11",
            student_id=chosen,
            from_region_code="63.11",
            to_school_id=office.world.schools["halong"],
            sent_key_id="x",
            sent=b"",
        )
    )
    office.session.flush()
    assert office.revert(first) == [Kept(chosen, KeptReason.CLAIMED)]
    assert set(office.people()) == {chosen}


def test_those_whom_a_full_list_left_out_are_active_again(office: Office) -> None:
    office.send(SITI, BUDI)
    before = office.people()
    second = office.send(SITI, mode=FULL, missing=1)
    assert office.people() != before
    assert office.revert(second) == []
    assert office.people() == before


def test_undecided_claims_go_and_decided_ones_stay(office: Office, world: World) -> None:
    siti = add_student(office.session, world, "halong", name="SITI", nik=SITI["nik"])
    budi = add_student(office.session, world, "halong", name="BUDI", nik=BUDI["nik"])
    first = office.send(SITI, BUDI)
    confirmed = office.session.exec(select(Transfer).where(col(Transfer.student_id) == budi)).one()
    confirmed.state = TransferState.CONFIRMED
    office.session.flush()
    assert office.revert(first) == [Kept(budi, KeptReason.TRANSFER_DECIDED)]
    assert office.session.exec(select(Transfer).where(col(Transfer.student_id) == siti)).all() == []


def test_after_thirty_days_a_list_stands(office: Office) -> None:
    first = office.send(SITI)
    with frozen(now() + timedelta(days=31)), pytest.raises(RevertExpired):
        office.revert(first)


def _some_rows(dice: random.Random) -> list[dict[str, Any]]:
    people = [
        {"name": f"SISWA {letter}", "birth_date": f"2009-0{n + 1}-11", "sex": "L", "nisn": f"009991234{n}"}
        | ({"nik": f"6311071{1:01}0{n + 1}099{n}01"} if n % 3 else {})
        for n, letter in enumerate("ABCDEFGH")
    ]
    chosen = [dict(dice.choice(people)) for _ in range(dice.randrange(9))]
    for row in chosen:
        row["class_group"] = dice.choice(["X-1", "XI B", "Khusus", ""])
        if dice.random() < 0.2:
            row.pop("nisn")
        if dice.random() < 0.2:
            row["name"] = dice.choice(["", "=1+1", row["name"].lower()])
        if dice.random() < 0.1:
            row["nik"] = dice.choice(["123", "", "6311071101099101"])
    return chosen


@pytest.mark.parametrize("seed", range(5))
def test_counts_add_up_twice_is_once_and_reverting_restores_whatever_the_lists(office: Office, seed: int) -> None:
    dice = random.Random(seed)
    for step in range(4):
        with frozen(datetime(2026, 11, 24, 1, step, tzinfo=UTC)):
            before, rows = office.people(), _some_rows(dice)
            mode = dice.choice([SPEC, FULL])
            preview, _ = service.submit(
                office.session, office.actor, office.school, read_students(rows), mode=mode, dry_run=True
            )
            assert office.people() == before
            confirmed = preview.missing if mode is FULL else None
            sent = office.send(*rows, mode=mode, missing=confirmed)
            counts = (sent.created, sent.updated, sent.unchanged, sent.rejected, sent.ignored)
            assert sent.total == sum(counts) == len(rows)
            assert office.send(*rows, mode=mode).id == sent.id
            assert len(office.people()) == len(before) + sent.created
            if dice.random() < 0.6:
                assert office.revert(sent) == []
                assert office.people() == before
