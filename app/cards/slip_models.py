"""Facts about the codes on pupils' slips."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Field, Index

from app.core.clock import now
from app.core.tables import Row, UtcDateTime


class SlipCode(Row, table=True):
    """
    A code on a pupil's slip: whoever holds it may ask for that pupil's card and answer the survey once.

    Found by a keyed digest; kept sealed beside it, so that a slip that was lost can be printed again as it was.
    """

    __tablename__ = "slip_codes"
    __table_args__ = (
        Index(
            "uq_slip_codes_current",
            "student_id",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
        Index("ix_slip_codes_student_id", "student_id"),
    )

    region_code: str = Field(max_length=5)
    student_id: UUID = Field(foreign_key="students.id")
    code_hash: str = Field(max_length=64, unique=True)
    sealed_key_id: str = Field(max_length=16)
    sealed: bytes
    """The code itself."""
    account_id: UUID | None = None
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    replaced_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """Set when a newer code was made: only the newest counts."""
