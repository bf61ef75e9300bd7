"""Facts about cards: what the national system says, what was handed over."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column
from sqlmodel import Field, Index

from app.core.clock import now
from app.core.tables import Changing, Row, UtcDateTime, text_enum


class CardEvent(Row, table=True):
    """One step of a card's life. Append-only; the raw national code is kept as it came."""

    __tablename__ = "card_events"
    __table_args__ = (Index("ix_card_events_student_id_occurred_at", "student_id", "occurred_at"),)

    region_code: str = Field(max_length=5, index=True)
    student_id: UUID = Field(foreign_key="students.id")
    status: str = Field(max_length=60)
    occurred_at: datetime = Field(sa_type=UtcDateTime)
    recorded_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    source: str = Field(default="office", max_length=24)
    """``office``, ``import`` or ``handover``."""
    reason: str | None = Field(default=None, max_length=400)
    document: str | None = Field(default=None, max_length=200)
    flags: Any = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """``skipped``, ``backward``, ``before_legal_day``, ``unknown_code``"""
    account_id: UUID | None = None


class Relation(StrEnum):
    SELF = "self"
    PARENT = "parent"
    GUARDIAN = "guardian"
    TEACHER = "teacher"


class Handover(Changing, table=True):
    """Cards given out on one day at one place."""

    __tablename__ = "handovers"

    region_code: str = Field(max_length=5, index=True)
    date: date
    place: str = Field(max_length=200)
    school_id: UUID | None = Field(default=None, foreign_key="schools.id", index=True)
    account_id: UUID | None = None


class HandoverItem(Row, table=True):
    """One card given out, and to whom."""

    __tablename__ = "handover_items"

    handover_id: UUID = Field(foreign_key="handovers.id", index=True)
    student_id: UUID = Field(foreign_key="students.id", index=True)
    sealed_key_id: str = Field(max_length=16)
    sealed: bytes
    """Who received the card: a person's name."""
    relation: Relation = Field(sa_type=text_enum(Relation))
    reason: str | None = Field(default=None, max_length=400)
    card_event_id: UUID = Field(foreign_key="card_events.id")
