"""Facts kept by the journal."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field, Index

from app.core.clock import now
from app.core.tables import JsonColumn, JsonDict, Row, Table, UtcDateTime


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


class Position(Table, table=True):
    """
    Where a committed line stands in the one order that readers follow; without a gap, given by the sealer.

    No foreign key: a line that somebody takes away behind the program's back must leave its position behind.
    """

    __tablename__ = "journal_positions"

    position: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    line_id: UUID = Field(unique=True)
    digest: str = Field(max_length=64)
    """Keyed, of the position and the whole line."""


class Block(Table, table=True):
    """Lines that were sealed together; its hash holds that of the block before it."""

    __tablename__ = "journal_blocks"

    number: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    first_position: int = Field(sa_type=BigInteger)
    last_position: int = Field(sa_type=BigInteger)
    floor: UUID
    """When it was sealed, no line with this id or a smaller one was left, nor could one still come."""
    sealed_at: datetime = Field(sa_type=UtcDateTime)
    hash: str = Field(max_length=64)
    """Keyed: without the keys nobody makes a chain that holds."""


class Head(Table, table=True):
    """How far the sealer is; one row, and whoever seals holds its lock."""

    __tablename__ = "journal_head"

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    position: int = Field(default=0, sa_type=BigInteger)
    block: int = Field(default=0, sa_type=BigInteger)
    block_hash: str = Field(default="", max_length=64)
    floor: UUID = UUID(int=0)
    seal: str = Field(default="", max_length=64)
    """Keyed, of the rest: a tail that somebody cuts off is missed."""


class TailReader(Table, table=True):
    """How far somebody who follows the journal has read."""

    __tablename__ = "journal_readers"

    name: str = Field(max_length=40, primary_key=True)
    position: int = Field(sa_type=BigInteger)
