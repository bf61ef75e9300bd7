"""Facts of a school's step into a new school year."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column
from sqlmodel import Field, Index

from app.core.tables import Changing, Row, UtcDateTime, text_enum
from app.students.models import (
    StudentStatus,
)


class RolloverState(StrEnum):
    CHECKED = "checked"
    APPLIED = "applied"
    DISCARDED = "discarded"
    REVERTED = "reverted"


class Rollover(Changing, table=True):
    """A school's step into a school year (*kenaikan kelas*): reviewed before it is applied, and reversible."""

    __tablename__ = "rollovers"
    __table_args__ = (Index("ix_rollovers_school_id_id", "school_id", "id"),)

    region_code: str = Field(max_length=5)
    school_id: UUID = Field(foreign_key="schools.id")
    academic_year: str = Field(max_length=9)
    """The year that begins: ``2026/2027``."""
    begins_on: date
    """The first day of the new classes."""
    state: RolloverState = Field(default=RolloverState.CHECKED, sa_type=text_enum(RolloverState))
    choices: Any = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """The school's own word, by which the step is checked anew: pupils who go another way, and names of classes."""
    account_id: UUID | None = None
    on_behalf: bool = False
    """Made by the office for the school."""
    applied_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reverted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = Field(default=None, max_length=400)


class RolloverOutcome(StrEnum):
    MOVES_UP = "moves_up"
    GRADUATES = "graduates"
    STAYS = "stays"
    """Repeats the class by the school's word, or came into it in the new year."""
    UNDECIDED = "undecided"
    """Neither grade nor class tells what comes next; nothing is changed."""


class RolloverItem(Row, table=True):
    """What the step does with one pupil: class, grade and status before and after."""

    __tablename__ = "rollover_items"
    __table_args__ = (Index("ix_rollover_items_rollover_id", "rollover_id", "id"),)

    rollover_id: UUID = Field(foreign_key="rollovers.id")
    student_id: UUID = Field(foreign_key="students.id", index=True)
    outcome: RolloverOutcome = Field(sa_type=text_enum(RolloverOutcome))
    class_before: str | None = Field(default=None, max_length=60)
    class_after: str | None = Field(default=None, max_length=60)
    grade_before: int | None = None
    grade_after: int | None = None
    status_before: StudentStatus = Field(sa_type=text_enum(StudentStatus, name="status_before"))
    status_after: StudentStatus = Field(sa_type=text_enum(StudentStatus, name="status_after"))
