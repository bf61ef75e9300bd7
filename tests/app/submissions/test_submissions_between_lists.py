"""Taking a list back when something happened in between: what stays is named, with the reason that is true."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.clock import frozen
from app.core.errors import AlreadyExists
from app.core.ids import new_id
from app.students.models import DataIssue, Disclosure, Enrolment, Student, StudentStatus, Transfer, TransferState
from app.students.service import change_many
from app.submissions import service
from app.submissions.models import Submission, SubmissionMode
from app.submissions.parsing import read_students
from app.submissions.reverting import Kept, KeptReason, revert
from tests.support.world import World, add_student

SITI = {"nik": "6311075503089126", "name": "SITI", "nisn": "0081234567", "birth_date": "2008-03-15", "sex": "P"}
BUDI = {"nik": "6311071802099783", "name": "BUDI", "nisn": "0091234567", "birth_date": "2009-02-18", "sex": "L"}
OTHER_NIK = "6311075503089127"
FULL = SubmissionMode.FULL


class Office:
    """One school's operator, a list a minute."""

    def __init__(self, session: Session, world: World, actors: dict[str, Actor]) -> None:
        self.session, self.actor, self.school, self.minute = (
            session,
            actors["school-paringin"],
            world.schools["paringin"],
            0,
        )

    def send(self, *rows: dict[str, Any], mode: SubmissionMode = SubmissionMode.PARTIAL, **kw: Any) -> Submission:
        self.minute += 1
        with frozen(datetime(2026, 11, 24, 1, self.minute, tzinfo=UTC)):
            listed = read_students(list(rows))
            return service.submit(self.session, self.actor, self.school, listed, mode=mode, **kw)[0]

    def revert(self, submission: Submission) -> list[Kept]:
        with frozen(datetime(2026, 11, 24, 2, tzinfo=UTC)):
            kept = revert(self.session, self.actor, submission.id, "salah kirim")[1]
        self.session.expire_all()
        return kept

    def named(self, name: str) -> Student:
        return self.session.exec(
            select(Student).where(col(Student.name) == name, col(Student.school_id) == self.school)
        ).one()


@pytest.fixture
def office(session: Session, world: World, actors: dict[str, Actor]) -> Office:
    return Office(session, world, actors)


def test_a_former_nik_that_somebody_else_holds_by_now_is_not_given_back_and_all_else_is(
    office: Office, world: World
) -> None:
    office.send(SITI, BUDI)
    changed = office.send({**SITI, "nik": OTHER_NIK, "class_group": "XII B"}, {**BUDI, "class_group": "XI B"})
    siti = office.named("SITI").id
    add_student(office.session, world, "halong", name="WATI", nik=SITI["nik"])
    assert office.revert(changed) == [Kept(siti, KeptReason.CHANGED_SINCE)]
    assert (office.named("SITI").class_group, office.named("BUDI").class_group) == (None, None)


def test_whom_a_later_full_list_leaves_out_as_well_stays_left_out_until_that_one_is_taken_back(office: Office) -> None:
    office.send(SITI, BUDI)
    budi = office.named("BUDI").id
    older = office.send(SITI, mode=FULL, confirm_missing=1)
    newer = office.send({**SITI, "class_group": "XII B"}, mode=FULL)
    assert office.revert(older) == [Kept(budi, KeptReason.LATER_LIST)]
    assert office.named("BUDI").status is StudentStatus.LEFT_CANDIDATE
    assert office.revert(newer) == []
    assert office.named("BUDI").status is StudentStatus.ACTIVE


def test_a_later_full_list_that_was_taken_back_first_holds_nobody(office: Office) -> None:
    office.send(SITI, BUDI)
    older = office.send(SITI, mode=FULL, confirm_missing=1)
    office.revert(office.send({**SITI, "class_group": "XII B"}, mode=FULL))
    assert office.revert(older) == []
    assert office.named("BUDI").status is StudentStatus.ACTIVE


def test_a_pupil_whom_only_a_taken_back_list_left_out_goes_with_the_list_that_brought_them(office: Office) -> None:
    first = office.send(SITI, BUDI)
    office.revert(office.send(SITI, mode=FULL, confirm_missing=1))
    assert office.revert(first) == []


def test_a_pupil_whom_a_later_full_list_leaves_out_stays_because_of_that_list(office: Office) -> None:
    first = office.send(BUDI)
    budi = office.named("BUDI").id
    office.send(SITI, mode=FULL, confirm_missing=1)
    assert office.revert(first) == [Kept(budi, KeptReason.LATER_LIST)]


def _claim(office: Office, world: World, state: TransferState) -> Transfer:
    return Transfer(
        region_code="63.11",
        student_id=office.named("SITI").id,
        from_region_code="63.11",
        to_school_id=world.schools["halong"],
        sent_key_id="x",
        sent=b"",
        state=state,
    )


@pytest.mark.parametrize(
    ("state", "reason"),
    [(TransferState.OPEN, KeptReason.CLAIMED), (TransferState.CONFIRMED, KeptReason.TRANSFER_DECIDED)],
)
def test_a_pupil_whom_another_school_claims_stays_for_that_reason(
    office: Office, world: World, state: TransferState, reason: KeptReason
) -> None:
    first = office.send(SITI)
    siti = office.named("SITI").id
    office.session.add(_claim(office, world, state))
    office.session.flush()
    assert office.revert(first) == [Kept(siti, reason)]


def test_a_pupil_whose_nik_was_read_stays_for_that_reason(office: Office) -> None:
    first = office.send(SITI)
    siti = office.named("SITI").id
    office.session.add(Disclosure(student_id=siti, region_code="63.11", reason="diminta"))
    office.session.flush()
    assert office.revert(first) == [Kept(siti, KeptReason.NIK_DISCLOSED)]


def test_a_pupil_into_whom_another_row_was_merged_stays_for_that_reason(office: Office, world: World) -> None:
    first = office.send(SITI)
    siti = office.named("SITI").id
    other = add_student(office.session, world, "halong", name="SITI W")
    office.session.get_one(Student, other).survivor_id = siti
    office.session.flush()
    assert office.revert(first) == [Kept(siti, KeptReason.MERGED)]


def _many(count: int, group: str, nik: int) -> list[dict[str, Any]]:
    return [
        {
            "nik": f"631107{n % 28 + 1:02}0109{n + nik:04}",
            "nisn": f"{n + 1:010}",
            "name": "SISWA " + chr(65 + n % 26) + chr(65 + n // 26),
            "birth_date": f"2009-01-{n % 28 + 1:02}",
            "sex": "P",
            "class_group": group,
        }
        for n in range(count)
    ]


def test_a_longer_list_asks_the_database_no_more_often(office: Office) -> None:
    """Each of these rows has another class and another NIK, and one that contradicts the sex."""

    def statements(count: int, start: int) -> int:
        office.send(*_many(count, "X A", start))
        seen: list[str] = []
        engine = office.session.get_bind()

        def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        sent = office.send(*_many(count, "XI A", start + 1000))
        office.revert(sent)
        event.remove(engine, "before_cursor_execute", note)
        assert sent.updated == count
        return len(seen)

    few, many = statements(5, 1000), statements(100, 5000)
    assert many <= few + 20


def test_changes_of_many_keep_one_history_and_one_issue_for_each(office: Office, actors: dict[str, Actor]) -> None:
    office.send(SITI, BUDI)
    siti, budi = office.named("SITI").id, office.named("BUDI").id
    with frozen(datetime(2026, 11, 24, 3, tzinfo=UTC)):
        change_many(
            office.session,
            actors["officer"],
            {siti: {"nik": OTHER_NIK, "class_group": "XII C"}, budi: {"school_id": None}},
            on=date(2026, 11, 24),
        )
    office.session.expire_all()
    states = {e.student_id: (e.state.value, e.class_group) for e in office.session.exec(select(Enrolment))}
    assert states == {siti: ("active", "XII C"), budi: ("ended", None)}
    assert [i.kind.value for i in office.session.exec(select(DataIssue))] == ["nik_contradiction"]


def test_two_wishes_for_one_nik_are_refused(office: Office, actors: dict[str, Actor]) -> None:
    office.send(SITI, BUDI)
    wishes: dict[UUID, dict[str, Any]] = {office.named(name).id: {"nik": OTHER_NIK} for name in ("SITI", "BUDI")}
    with pytest.raises(AlreadyExists):
        change_many(office.session, actors["officer"], wishes, on=date(2026, 11, 24))


def test_an_id_is_answered_with_the_same_list_for_good(office: Office) -> None:
    first, asked = office.send(SITI), new_id()
    assert office.send(SITI, id=asked).id == first.id
    office.send({**SITI, "class_group": "XII B"})
    assert office.send(SITI, id=asked).id == first.id
    assert office.named("SITI").class_group == "XII B"
