"""Facts about cards: what the national system says, what was handed over."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column
from sqlmodel import Field, Index

from app.core.clock import now
from app.core.tables import Changing, Row, Table, UtcDateTime, text_enum
from app.students.models import CardState


class CardEvent(Row, table=True):
    """One step of a card's life. Append-only; the raw national code is kept as it came."""

    __tablename__ = "card_events"
    __table_args__ = (Index("ix_card_events_student_id_occurred_at", "student_id", "occurred_at"),)

    region_code: str = Field(max_length=5, index=True)
    student_id: UUID = Field(foreign_key="students.id")
    status: str = Field(max_length=60)
    rank: int
    """Place of the code in the life cycle; those of one instant happened in its order."""
    state: CardState = Field(sa_type=text_enum(CardState))
    """What the code means."""
    occurred_at: datetime = Field(sa_type=UtcDateTime)
    occurred_on: date
    """The day of it in the region's zone."""
    recorded_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    source: str = Field(default="office", max_length=24)
    """``office``, ``import``, ``handover`` or ``return``."""
    reason: str | None = Field(default=None, max_length=400)
    document: str | None = Field(default=None, max_length=200)
    flags: Any = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """``skipped``, ``backward``, ``before_legal_day``, ``unknown_code``"""
    account_id: UUID | None = None
    import_id: UUID | None = Field(default=None, foreign_key="registry_imports.id", index=True)
    voided_by: UUID | None = None


class CardEventVoid(Table, table=True):
    """A card event taken back, and why."""

    __tablename__ = "card_event_voids"

    id: UUID = Field(primary_key=True)
    card_event_id: UUID = Field(foreign_key="card_events.id", index=True)
    reason: str = Field(max_length=400)
    account_id: UUID | None = None
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class ImportState(StrEnum):
    CHECKED = "checked"
    APPLIED = "applied"
    DISCARDED = "discarded"
    REVERTED = "reverted"


class ImportOutcome(StrEnum):
    CREATED = "created"
    """A card event that was not known."""
    UNCHANGED = "unchanged"
    """Known already."""
    REJECTED = "rejected"
    """Cannot be read, or names nobody we know."""
    IGNORED = "ignored"
    """No row of data: a title, a footer."""


class RegistryImport(Changing, table=True):
    """What the national system says of many people. Counts add up as those of a list do."""

    __tablename__ = "registry_imports"
    __table_args__ = (Index("ix_registry_imports_region_code_id", "region_code", "id"),)

    region_code: str = Field(max_length=5)
    """The office that sent it, ``00`` for the nation."""
    state: ImportState = Field(sa_type=text_enum(ImportState))
    source_format: str = Field(max_length=24)
    file_name: str | None = Field(default=None, max_length=200)
    content_hash: str = Field(max_length=64)
    total: int = 0
    created: int = 0
    unchanged: int = 0
    rejected: int = 0
    ignored: int = 0
    warnings: int = 0
    submitted_by: UUID | None = None
    submitted_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    applied_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reverted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = Field(default=None, max_length=400)


class RegistryImportRow(Row, table=True):
    """One row of an import with its verdict; what it says of a person is sealed."""

    __tablename__ = "registry_import_rows"
    __table_args__ = (Index("ix_registry_import_rows_import_id_position", "import_id", "position", unique=True),)

    import_id: UUID = Field(foreign_key="registry_imports.id")
    position: int
    row: int
    """The sheet's own row, the CSV's record, or the JSON index."""
    sheet: str | None = Field(default=None, max_length=120)
    outcome: ImportOutcome = Field(sa_type=text_enum(ImportOutcome))
    student_id: UUID | None = Field(default=None, foreign_key="students.id", index=True)
    card_event_id: UUID | None = Field(default=None, foreign_key="card_events.id")
    problems: Any = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """``[{cell?, field, code}]``; the words are made when read."""
    sealed_key_id: str = Field(max_length=16)
    sealed: bytes


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
    received: bool | None = None
    """What the school says: whether the card reached the pupil; ``None`` until it says something."""
    confirmed_sealed_key_id: str | None = Field(default=None, max_length=16)
    confirmed_sealed: bytes | None = None
    """Who really received it, by the school's word."""
    confirmed_relation: Relation | None = Field(default=None, sa_type=text_enum(Relation, name="confirmed_relation"))
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    confirmed_by: UUID | None = None


class ReturnKind(StrEnum):
    """Why a card came back, which says what becomes of it."""

    NOT_COLLECTED = "not_collected"
    """Nobody fetched it: it lies in the office again."""
    FOUND = "found"
    """Lost and handed in."""
    DAMAGED = "damaged"
    """To be printed again."""
    WRONG_DATA = "wrong_data"
    """To be mended and printed again."""


class CardReturn(Row, table=True):
    """A card that came back to the office."""

    __tablename__ = "card_returns"

    region_code: str = Field(max_length=5, index=True)
    student_id: UUID = Field(foreign_key="students.id", index=True)
    date: date
    kind: ReturnKind = Field(sa_type=text_enum(ReturnKind))
    note: str | None = Field(default=None, max_length=400)
    card_event_id: UUID = Field(foreign_key="card_events.id")
    account_id: UUID | None = None
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
