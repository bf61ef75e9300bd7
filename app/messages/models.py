"""Facts about messages. Neither text nor address is kept: both are made when a message is sent."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, Index, text

from app.core.clock import now
from app.core.tables import Row, UtcDateTime, text_enum


class MessageReason(StrEnum):
    VISIT_CONFIRMED = "visit_confirmed"
    VISIT_CHANGED = "visit_changed"
    VISIT_CANCELLED = "visit_cancelled"
    CARD_READY = "card_ready"
    COMPLAINT_ANSWERED = "complaint_answered"


class MessageState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    """When it was due there was nothing to tell any more, or nobody to tell it to."""
    FAILED = "failed"
    """After the last try."""


class Channel(StrEnum):
    EMAIL = "email"
    WEBHOOK = "webhook"
    FILE = "file"


_WAITING = text("state = 'waiting'")


class Message(Row, table=True):
    """The intention to tell one person one thing, and what came of it."""

    __tablename__ = "messages"
    __table_args__ = (
        Index(
            "uq_messages_waiting",
            "person_id",
            "reason",
            "subject_id",
            "about_on",
            unique=True,
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index("ix_messages_state_next_at", "state", "next_at"),
        Index("ix_messages_region_code_id", "region_code", "id"),
        Index("ix_messages_person_id_subject_id", "person_id", "subject_id", "id"),
    )

    region_code: str = Field(max_length=5)
    reason: MessageReason = Field(sa_type=text_enum(MessageReason, name="message_reason"))
    person_id: UUID
    """A school, for its contact, or a complaint, for its reporter."""
    school_id: UUID | None = Field(default=None, foreign_key="schools.id", index=True)
    subject_type: str = Field(max_length=40)
    subject_id: UUID
    about_on: date
    """The day it is about: a visit's, or that on which it became due."""
    state: MessageState = Field(default=MessageState.WAITING, sa_type=text_enum(MessageState))
    why: str | None = Field(default=None, max_length=40)
    """Why it was withdrawn or failed."""
    channel: Channel | None = Field(default=None, sa_type=text_enum(Channel, name="message_channel"))
    told: str | None = Field(default=None, max_length=64)
    """Keyed digest of what was said: nobody is told the same thing twice."""
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    next_at: datetime = Field(sa_type=UtcDateTime)
    attempts: int = 0
    first_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
