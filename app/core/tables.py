"""Column types and conventions that all tables share."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from app.core.clock import now
from app.core.ids import new_id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Refuses naive times on the way in and always gives UTC on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its offset")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def text_enum(kind: type[StrEnum], *, length: int = 24, name: str | None = None) -> Enum:
    """An enumeration stored by its value, with a CHECK; SQLAlchemy alone would store the member's name."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=length,
        values_callable=lambda members: [member.value for member in members],
        name=name or _snake(kind.__name__),
    )


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


class Table(SQLModel):
    """Base of every table: one naming convention for constraints on both databases."""

    metadata = MetaData(naming_convention=NAMING)


class Row(Table):
    """A row with an identity of its own."""

    id: UUID = Field(default_factory=new_id, primary_key=True)


class Changing(Row):
    """A row that people change: ``version`` is its ETag."""

    version: int = Field(default=1)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


JsonDict = dict[str, Any]
JsonColumn = JSON
