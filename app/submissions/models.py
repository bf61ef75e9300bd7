"""Facts about student lists: what a school sent, and the verdict on each of its rows."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column
from sqlmodel import Field, Index

from app.core.clock import now
from app.core.tables import Changing, Row, Table, UtcDateTime, text_enum


class SubmissionState(StrEnum):
    CHECKED = "checked"
    APPLIED = "applied"
    DISCARDED = "discarded"
    REVERTED = "reverted"


class SubmissionMode(StrEnum):
    PARTIAL = "partial"
    FULL = "full"


class RowOutcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    IGNORED = "ignored"


class Submission(Changing, table=True):
    """A list as a school sent it. Counts add up: total = created + updated + unchanged + rejected + ignored."""

    __tablename__ = "submissions"
    __table_args__ = (
        Index("ix_submissions_school_id_id", "school_id", "id"),
        Index("ix_submissions_region_code_id", "region_code", "id"),
    )

    region_code: str = Field(max_length=5)
    school_id: UUID = Field(foreign_key="schools.id")
    state: SubmissionState = Field(sa_type=text_enum(SubmissionState))
    mode: SubmissionMode = Field(sa_type=text_enum(SubmissionMode))
    source_format: str = Field(max_length=24)
    file_name: str | None = Field(default=None, max_length=200)
    academic_year: str = Field(max_length=9)
    content_hash: str = Field(max_length=64)
    """Keyed digest of the normalised rows: the same list again is a no-op."""
    total: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    ignored: int = 0
    warnings: int = 0
    missing: int = 0
    submitted_by: UUID | None = None
    on_behalf: bool = False
    """Sent by the office for the school."""
    submitted_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    applied_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reverted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = Field(default=None, max_length=400)
    notes: Any = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """``[{code, params}]`` about the file as a whole; the words are made when read."""
    problem_rows: Any = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """``[[code, rows]]``: how many rows have each problem, the gravest and most frequent first."""
    headers: Any = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """``[[field, header text]]`` in the order of the sheet; empty where a list had none."""


class SubmissionAlias(Table, table=True):
    """A client's id under which the rows of an applied list came once more: it answers with that list for good."""

    __tablename__ = "submission_aliases"

    id: UUID = Field(primary_key=True)
    submission_id: UUID = Field(foreign_key="submissions.id")


class SubmissionRow(Row, table=True):
    """One row of a list with its verdict. What the row says of a person is sealed."""

    __tablename__ = "submission_rows"
    __table_args__ = (
        Index("ix_submission_rows_submission_id_position", "submission_id", "position", unique=True),
        Index("ix_submission_rows_student_id", "student_id"),
    )

    submission_id: UUID = Field(foreign_key="submissions.id")
    position: int
    """Order within the list."""
    row: int
    """The sheet's own row, the CSV's record, or the JSON index."""
    sheet: str | None = Field(default=None, max_length=120)
    outcome: RowOutcome = Field(sa_type=text_enum(RowOutcome))
    student_id: UUID | None = Field(default=None, foreign_key="students.id")
    transfer_id: UUID | None = Field(default=None, foreign_key="transfers.id")
    problems: Any = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """``[{cell?, field, code}]``; the words are made when read."""
    sealed_key_id: str = Field(max_length=16)
    sealed: bytes
    """The normalised values of this row, as JSON."""
    before_key_id: str | None = Field(default=None, max_length=16)
    before: bytes | None = None
    """The values that applying this row replaced, sealed: what a revert gives back."""


class SubmissionMissing(Table, table=True):
    """A pupil whom a full list left out and who became a candidate for having left; a revert calls them back."""

    __tablename__ = "submission_missing"

    submission_id: UUID = Field(foreign_key="submissions.id", primary_key=True)
    student_id: UUID = Field(foreign_key="students.id", primary_key=True, index=True)
