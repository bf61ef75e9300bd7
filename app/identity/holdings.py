"""
What the rooms hold of a person, room by room: the one list behind the file that a person may ask for, and erasing.

A test walks the schema and fails for a table that refers to students and does not stand here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, or_
from sqlmodel import Session, col, select

from app.cards.models import CardEvent, CardEventVoid, CardReturn, HandoverItem, RegistryImportRow
from app.cards.slip_models import SlipCode
from app.core.crypto import place
from app.core.db import batched, keys_of
from app.recordings.models import Recording, RecordingVoid
from app.students.models import (
    DataIssue,
    Disclosure,
    Duplicate,
    Enrolment,
    EnrolmentHistory,
    Merge,
    Student,
    StudentHistory,
    Transfer,
)
from app.students.privacy_models import (
    Consent,
    DataRequest,
    Restriction,
)
from app.students.rollover_models import RolloverItem
from app.submissions.models import Submission, SubmissionMissing, SubmissionRow
from app.visits.models import RosterEntry


@dataclass(frozen=True, slots=True)
class Seal:
    """A sealed column and the column with its key's id."""

    column: str
    key_id: str

    def open(self, session: Session, row: Any) -> Any:
        """What is sealed in a row; ``None`` where nothing is."""
        key_id, sealed = getattr(row, self.key_id), getattr(row, self.column)
        if key_id is None or sealed is None:
            return None
        return keys_of(session).open_json(key_id, sealed, place(row.__tablename__, self.column, row.id))

    def close(self, session: Session, row: Any, content: Any) -> None:
        key_id, sealed = keys_of(session).seal_json(content, place(row.__tablename__, self.column, row.id))
        setattr(row, self.key_id, key_id)
        setattr(row, self.column, sealed)


SEALED = Seal("sealed", "sealed_key_id")


@dataclass(frozen=True, slots=True)
class Holding:
    """Rows of one table about a person. ``texts`` are columns in which people write freely."""

    name: str
    model: Any
    columns: tuple[str, ...] = ("student_id",)
    seals: tuple[Seal, ...] = ()
    texts: tuple[str, ...] = ()

    def rows(self, session: Session, ids: Sequence[UUID]) -> Iterator[Any]:
        """Every row that names one of ``ids``, in the order of the key."""
        key = list(self.model.__table__.primary_key.columns)
        for some in batched(ids):
            named = or_(*(getattr(self.model, column).in_(some) for column in self.columns))
            yield from session.exec(select(self.model).where(named).order_by(*key))


HOLDINGS = (
    Holding("former_facts", StudentHistory),
    Holding("enrolments", Enrolment),
    Holding("former_enrolments", EnrolmentHistory),
    Holding("list_rows", SubmissionRow, seals=(SEALED, Seal("before", "before_key_id"))),
    Holding("missed_by_lists", SubmissionMissing),
    Holding("rollover_items", RolloverItem),
    Holding("roster_entries", RosterEntry),
    Holding("recordings", Recording, seals=(SEALED,), texts=("discard_reason",)),
    Holding("card_events", CardEvent, texts=("reason", "document")),
    Holding("registry_rows", RegistryImportRow, seals=(SEALED,)),
    Holding(
        "handovers",
        HandoverItem,
        seals=(SEALED, Seal("confirmed_sealed", "confirmed_sealed_key_id")),
        texts=("reason",),
    ),
    Holding("card_returns", CardReturn, texts=("note",)),
    Holding("slip_codes", SlipCode, seals=(SEALED,)),
    Holding("transfers", Transfer, seals=(Seal("sent", "sent_key_id"),), texts=("reason",)),
    Holding("duplicates", Duplicate, ("first_id", "second_id"), texts=("note",)),
    Holding("merges", Merge, ("merged_id", "survivor_id"), texts=("reason", "undo_reason")),
    Holding("data_issues", DataIssue, texts=("note",)),
    Holding("consents", Consent, seals=(SEALED,), texts=("document",)),
    Holding("requests", DataRequest, seals=(SEALED,), texts=("note",)),
    Holding("restrictions", Restriction, texts=("reason",)),
    Holding("disclosures", Disclosure, texts=("reason",)),
)
"""Everything that refers to a person but the person's own rows."""

VOIDS: tuple[tuple[str, Any, str, str], ...] = (
    ("recording_voids", RecordingVoid, "recording_id", "recordings"),
    ("card_event_voids", CardEventVoid, "card_event_id", "card_events"),
)
"""What was taken back, by the events that it names: name, table, column, and the holding whose rows it names."""


def voids_of(session: Session, model: Any, column: str, event_ids: Sequence[UUID]) -> Iterator[Any]:
    for some in batched(event_ids):
        yield from session.exec(select(model).where(getattr(model, column).in_(some)).order_by(model.id))


def rows_of_person(session: Session, ids: Sequence[UUID]) -> list[Student]:
    """The person's own row and those merged into it, locked or not by the caller."""
    found: list[Student] = []
    for some in batched(ids):
        found += session.exec(select(Student).where(col(Student.id).in_(some)).order_by(col(Student.id)))
    return found


def nik_of(session: Session, student: Student) -> str | None:
    if student.nik_sealed is None or student.nik_key_id is None:
        return None
    where = place("students", "nik", student.id)
    return keys_of(session).open(student.nik_key_id, student.nik_sealed, where).decode()


def linked_list_rows(session: Session, transfer_ids: Sequence[UUID]) -> list[SubmissionRow]:
    """Rows that know a person only through the claim that they became."""
    found: list[SubmissionRow] = []
    for some in batched(transfer_ids):
        statement = select(SubmissionRow).where(
            col(SubmissionRow.transfer_id).in_(some), col(SubmissionRow.student_id).is_(None)
        )
        found += session.exec(statement.order_by(col(SubmissionRow.id)))
    return found


def schools_of(session: Session, ids: Sequence[UUID]) -> set[UUID]:
    """Every school at which these rows are or were thought to be."""
    periods: tuple[Any, ...] = (Enrolment, EnrolmentHistory)
    found: set[UUID] = set()
    for some in batched(ids):
        for table in periods:
            found.update(session.exec(select(table.school_id).where(col(table.student_id).in_(some))))
    return found


def nameless_list_rows(session: Session, school_ids: Iterable[UUID | None]) -> Iterator[SubmissionRow]:
    """
    Rows of lists that name nobody by id, and may tell of anybody: what schools were refused or only previewed.

    Of other schools those that claimed somebody held elsewhere: a claim that is taken back leaves its row without it.
    """
    claimed = cast(col(SubmissionRow.problems), Text).contains('"W_DUP_OTHER_SCHOOL"', autoescape=True)
    statement = (
        select(SubmissionRow)
        .join(Submission, col(Submission.id) == col(SubmissionRow.submission_id))
        .where(
            or_(col(Submission.school_id).in_({id for id in school_ids if id is not None}), claimed),
            col(SubmissionRow.student_id).is_(None),
            col(SubmissionRow.transfer_id).is_(None),
        )
    )
    yield from session.exec(statement)


def nameless_recordings(session: Session, region_code: str) -> Iterator[Recording]:
    """What waits in a region and names its pupil only within what is sealed."""
    yield from session.exec(
        select(Recording).where(
            col(Recording.region_code) == region_code,
            col(Recording.student_id).is_(None),
            col(Recording.sealed).is_not(None),
        )
    )
