"""Facts of what people say and ask about their data."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, Index

from app.core.clock import now
from app.core.tables import Changing, Row, UtcDateTime, text_enum
from app.students.models import (
    ConsentState,
)


class ConsentRelation(StrEnum):
    SELF = "self"
    PARENT = "parent"
    GUARDIAN = "guardian"


class Consent(Row, table=True):
    """One word on a pupil's data; the latest holds. Pupils are minors: as a rule a parent speaks (UU 27/2022)."""

    __tablename__ = "consents"

    region_code: str = Field(max_length=5)
    student_id: UUID = Field(foreign_key="students.id", index=True)
    state: ConsentState = Field(sa_type=text_enum(ConsentState))
    relation: ConsentRelation = Field(sa_type=text_enum(ConsentRelation))
    given_on: date
    document: str | None = Field(default=None, max_length=200)
    """Number of the signed form."""
    sealed_key_id: str = Field(max_length=16)
    sealed: bytes
    """Who spoke: a person's name."""
    account_id: UUID | None = None
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class DataRequestKind(StrEnum):
    ACCESS = "access"
    CORRECT = "correct"
    RESTRICT = "restrict"
    WITHDRAW = "withdraw"
    ERASE = "erase"


class DataRequestState(StrEnum):
    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"


class DataRequest(Changing, table=True):
    """A person asks what becomes of their data; an admin decides within 72 hours (UU 27/2022)."""

    __tablename__ = "data_requests"
    __table_args__ = (Index("ix_data_requests_region_code_state", "region_code", "state"),)

    region_code: str = Field(max_length=5)
    student_id: UUID = Field(foreign_key="students.id", index=True)
    kind: DataRequestKind = Field(sa_type=text_enum(DataRequestKind))
    state: DataRequestState = Field(default=DataRequestState.OPEN, sa_type=text_enum(DataRequestState))
    due_at: datetime = Field(sa_type=UtcDateTime)
    sealed_key_id: str = Field(max_length=16)
    sealed: bytes
    """What was asked, in the asker's words."""
    account_id: UUID | None = None
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_by: UUID | None = None
    note: str | None = Field(default=None, max_length=400)


class Restriction(Row, table=True):
    """A pupil restricted, or let go again, and why (UU 27/2022 art. 11: a person may ask that processing pause)."""

    __tablename__ = "restrictions"

    region_code: str = Field(max_length=5)
    student_id: UUID = Field(foreign_key="students.id", index=True)
    restricted: bool
    reason: str = Field(max_length=400)
    request_id: UUID | None = Field(default=None, foreign_key="data_requests.id")
    """The request that was granted by it; none for the office's own decision."""
    account_id: UUID | None = None
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
