"""Facts about the installation itself."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from app.core.clock import now
from app.core.tables import Table, UtcDateTime


class Installation(Table, table=True):
    """One row: the installation's epoch, renewed by a restore so that old cursors are told."""

    __tablename__ = "installation"

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    epoch: UUID
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class DataKey(Table, table=True):
    """A key id that data in this database depends on. The server does not start without its key file."""

    __tablename__ = "data_keys"

    key_id: str = Field(max_length=16, primary_key=True)
    purpose: str = Field(max_length=16)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class ClientRequest(Table, table=True):
    """A creating request that carried its own id: what was asked, so that asking again is harmless."""

    __tablename__ = "client_requests"

    id: UUID = Field(primary_key=True)
    kind: str = Field(max_length=40)
    account_id: UUID | None = None
    content: str = Field(max_length=64)
    """Keyed digest of the request's content; the content itself may be personal."""
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime, index=True)


class ThrottleCount(Table, table=True):
    """Attempts by one keyed source within one window of time."""

    __tablename__ = "throttle_counts"

    source: str = Field(max_length=64, primary_key=True)
    """Keyed digest of account and address: neither is kept."""
    window: int = Field(primary_key=True)
    count: int = 0
