"""Facts about blank cards in an office."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, Index

from app.core.clock import now
from app.core.tables import Row, Table, UtcDateTime, text_enum


class BlankStock(Table, table=True):
    """One office's store: its version, and the row on which two changes wait for each other."""

    __tablename__ = "blank_stocks"

    region_code: str = Field(max_length=5, primary_key=True, foreign_key="regions.region_code")
    version: int = 1
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class Movement(StrEnum):
    RECEIVED = "received"
    USED = "used"
    """For cards that are not in these lists; those that are count by themselves."""
    SPOILED = "spoiled"
    SENT = "sent"
    """Lent or given back to another office."""
    COUNTED = "counted"
    """What lies there, counted by hand: from here the reckoning begins anew."""


class BlankMovement(Row, table=True):
    """A line of the ledger. Append-only; a mistake is mended by counting."""

    __tablename__ = "blank_movements"
    __table_args__ = (Index("ix_blank_movements_region_code_at", "region_code", "at", "id"),)

    region_code: str = Field(max_length=5, foreign_key="blank_stocks.region_code")
    kind: Movement = Field(sa_type=text_enum(Movement))
    quantity: int
    day: date
    at: datetime = Field(sa_type=UtcDateTime)
    """The end of the day, or on the day itself the moment of entering."""
    note: str | None = Field(default=None, max_length=200)
    account_id: UUID | None = None
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
