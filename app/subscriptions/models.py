"""Facts about subscriptions and what is still to be delivered again."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, Index

from app.core.tables import Changing, Table, UtcDateTime, text_enum


class SubscriptionState(StrEnum):
    ACTIVE = "active"
    STOPPED = "stopped"
    """By its office, or because the receiver said that it is gone (410)."""


class Subscription(Changing, table=True):
    __tablename__ = "subscriptions"

    region_code: str | None = Field(default=None, max_length=13, index=True)
    """Whose events it is told; ``None``: the nation's."""
    kinds: Any = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Kinds of the journal: ``visits.confirmed``, ``visits.*`` or ``*``."""
    state: SubscriptionState = Field(default=SubscriptionState.ACTIVE, sa_type=text_enum(SubscriptionState))
    created_by: UUID | None = None
    sealed_key_id: str = Field(max_length=16)
    sealed: bytes
    """Address and secret, as JSON: an address often holds a password of its own."""
    position: int = Field(sa_type=BigInteger)
    """Up to here everything was delivered, is among the deliveries below, or does not concern it."""
    failures: int = 0
    """Tries in a row that failed."""
    failing_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_error: str | None = Field(default=None, max_length=40)
    last_delivered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """Somebody is delivering until then at the latest."""


class Delivery(Table, table=True):
    """An event that could not be delivered yet, or waits behind another about its subject, or never could be."""

    __tablename__ = "subscription_deliveries"
    __table_args__ = (Index("ix_subscription_deliveries_next_at", "next_at"),)

    subscription_id: UUID = Field(foreign_key="subscriptions.id", primary_key=True)
    position: int = Field(primary_key=True, sa_type=BigInteger)
    subject_id: UUID
    attempts: int = 0
    first_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """``None``: behind another about its subject, or dead."""
    dead_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """After the last try."""
