"""Lists that name rows which were merged meanwhile: the same person, again and again."""

from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.identity import merging
from app.students.models import Student, Transfer
from app.students.queries import is_person
from app.submissions.models import RowOutcome, Submission, SubmissionMode
from tests.app.submissions.test_submissions_reverting import Office
from tests.support.world import World, add_student

AINI = {"nik": "6311075503089126", "name": "NUR AINI", "birth_date": "2008-03-15", "class_group": "XII A"}
AINI_AGAIN = {"name": "NOR AINI", "birth_date": "2008-03-15", "class_group": "XII B"}


@pytest.fixture
def office(session: Session, world: World, actors: dict[str, Actor]) -> Office:
    return Office(session, world, actors)


def counts(submission: Submission) -> tuple[int, int, int]:
    return submission.created, submission.updated, submission.unchanged


def merge(office: Office, actors: dict[str, Actor], one: UUID, other: UUID) -> None:
    merging.merge(office.session, actors["officer"], one, other)
    office.session.expire_all()


def test_a_list_with_both_rows_of_one_pupil_makes_no_second_one(office: Office, actors: dict[str, Actor]) -> None:
    rich, poor = office.of(office.send(AINI, AINI_AGAIN))
    assert rich is not None
    assert poor is not None
    merge(office, actors, rich, poor)
    again = office.send(AINI, AINI_AGAIN, {"name": "BUDI"})
    assert counts(again) == (1, 0, 2)
    assert office.of(again, RowOutcome.UNCHANGED) == [rich, rich]


def test_a_list_with_the_merged_name_alone_is_about_the_pupil_and_renames_nobody(
    office: Office, actors: dict[str, Actor]
) -> None:
    rich, poor = office.of(office.send(AINI, AINI_AGAIN))
    assert rich is not None
    assert poor is not None
    merge(office, actors, rich, poor)
    alone = office.send(AINI_AGAIN, mode=SubmissionMode.FULL)
    assert counts(alone) == (0, 1, 0)
    assert alone.missing == 0
    pupil = office.session.get_one(Student, rich, populate_existing=True)
    assert (pupil.name, pupil.class_group) == ("NUR AINI", "XII B")


def test_a_row_whose_person_is_at_another_school_claims_them(
    office: Office, session: Session, world: World, actors: dict[str, Actor]
) -> None:
    elsewhere = add_student(session, world, "halong", name="NUR AINI")
    [poor] = office.of(office.send(AINI_AGAIN))
    assert poor is not None
    merge(office, actors, elsewhere, poor)
    again = office.send(AINI_AGAIN, {"name": "BUDI"})
    assert counts(again) == (2, 0, 0)
    [claim] = session.exec(select(Transfer)).all()
    assert (claim.student_id, claim.to_school_id) == (elsewhere, world.schools["paringin"])
    people = session.exec(select(Student).where(is_person()).order_by(col(Student.name))).all()
    assert [person.name for person in people] == ["BUDI", "NUR AINI"]
