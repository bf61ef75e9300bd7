"""Facts kept by the journal."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, Index

from app.core.clock import now
from app.core.tables import JsonColumn, JsonDict, Row, UtcDateTime


class JournalLine(Row, table=True):
    """One change, told without a personal value: who, when, what kind, to which subject."""

    __tablename__ = "journal"
    __table_args__ = (
        Index("ix_journal_subject_id_id", "subject_id", "id"),
        Index("ix_journal_region_code_id", "region_code", "id"),
    )

    at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    actor_id: UUID | None = None
    role: str = Field(max_length=24)
    kind: str = Field(max_length=60)
    """``room.verb``"""
    subject_type: str = Field(max_length=40)
    subject_id: UUID | None = None
    school_id: UUID | None = None
    region_code: str | None = Field(default=None, max_length=13)
    request_id: str = Field(default="", max_length=64)
    data: JsonDict = Field(default_factory=dict, sa_type=JsonColumn)
    """Names of fields, states and counts; never a name, number or date of a person."""
