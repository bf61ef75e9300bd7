"""Facts about complaints. What people write, and who they are, is sealed."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Index

from app.core.clock import now
from app.core.tables import Changing, JsonColumn, JsonDict, Row, Table, UtcDateTime, text_enum

REPORTER = "reporter"
"""Who took a step, where no role did."""


class Category(StrEnum):
    SERVICE = "service"
    DELAY = "delay"
    DATA = "data"
    STAFF = "staff"
    ILLEGAL_LEVY = "illegal_levy"
    FACILITY = "facility"
    INFORMATION = "information"
    OTHER = "other"


class ComplaintState(StrEnum):
    RECEIVED = "received"
    VERIFIED = "verified"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REJECTED = "rejected"


class ComplaintClass(StrEnum):
    INFORMATION = "information"
    COMPLAINT = "complaint"
    INVESTIGATION = "investigation"


class ReporterVerdict(StrEnum):
    SOLVED = "solved"
    NOT_SOLVED = "not_solved"


class Complaint(Changing, table=True):
    __tablename__ = "complaints"
    __table_args__ = (
        Index("ix_complaints_region_code_state", "region_code", "state", "id"),
        Index("ix_complaints_region_code_received_at", "region_code", "received_at", "id"),
        Index("ix_complaints_region_code_year", "region_code", "year"),
    )

    ticket: str = Field(max_length=24, unique=True)
    """``ADU-6311-2026-000123``: a label, gaps allowed."""
    region_code: str = Field(max_length=5)
    """The regency that answers."""
    place_code: str = Field(max_length=13)
    """The region the reporter named."""
    about_school_id: UUID | None = Field(default=None, foreign_key="schools.id", index=True)
    filed_by: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)
    filed_by_school_id: UUID | None = Field(default=None, foreign_key="schools.id", index=True)
    category: Category = Field(sa_type=text_enum(Category))
    state: ComplaintState = Field(default=ComplaintState.RECEIVED, sa_type=text_enum(ComplaintState))
    complaint_class: ComplaintClass | None = Field(default=None, sa_type=text_enum(ComplaintClass))
    anonymous: bool = False
    secret: bool = False
    received_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    year: int
    """Of receipt, where the complaint belongs: the year of its ticket and of its statistics."""
    verify_by: datetime = Field(sa_type=UtcDateTime)
    """End of the last working day for verification."""
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """End of the last working day of its class, known once verified."""
    verified_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    handled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    working_days: int | None = None
    """From receipt to handling; kept, since a calendar that is mended later must not change what was measured."""
    reopened: int = 0
    verdict: ReporterVerdict | None = Field(default=None, sa_type=text_enum(ReporterVerdict))
    assigned_to: UUID | None = Field(default=None, foreign_key="accounts.id")
    escalated_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When the present clock had run out for so long that it became the head's matter."""
    merged_into: UUID | None = Field(default=None, foreign_key="complaints.id", index=True)
    """The complaint whose fate this one shares: one level only."""
    sealed_key_id: str = Field(max_length=16)
    sealed: bytes
    """Subject, body, name and contact, as JSON."""


class ComplaintNumber(Table, table=True):
    """The last number given to a ticket of one regency in one year. Two at once wait for each other."""

    __tablename__ = "complaint_numbers"

    region_code: str = Field(max_length=5, primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class ComplaintEvent(Row, table=True):
    """A step in a complaint's life."""

    __tablename__ = "complaint_events"
    __table_args__ = (Index("ix_complaint_events_complaint_id_id", "complaint_id", "id"),)

    complaint_id: UUID = Field(foreign_key="complaints.id")
    at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    kind: str = Field(max_length=24)
    by_role: str = Field(max_length=24)
    """A role, or ``reporter``."""
    account_id: UUID | None = None
    data: JsonDict = Field(default_factory=dict, sa_type=JsonColumn)
    sealed_key_id: str | None = Field(default=None, max_length=16)
    sealed: bytes | None = None
    """What was written."""


class ComplaintAttachment(Row, table=True):
    """A picture or a PDF in a case, as it was made fit to be kept; see :mod:`app.documents.scrubbing`."""

    __tablename__ = "complaint_attachments"
    __table_args__ = (UniqueConstraint("complaint_id", "digest"),)

    complaint_id: UUID = Field(foreign_key="complaints.id")
    at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    by_role: str = Field(max_length=24)
    """A role, or ``reporter``."""
    account_id: UUID | None = None
    media_type: str = Field(max_length=24)
    size: int
    """Bytes."""
    digest: str = Field(max_length=64)
    """Keyed, of the file as it came: sent again it is kept once."""
    sealed_key_id: str = Field(max_length=16)
    sealed_name: bytes
    sealed: bytes
    """The file."""
