"""Facts about accounts and their sessions."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from app.core.access import Role
from app.core.clock import now
from app.core.tables import Changing, Row, UtcDateTime, text_enum


class Account(Changing, table=True):
    """Someone who may come in. ``region_code`` is ``None`` for the nation."""

    __tablename__ = "accounts"

    username: str = Field(max_length=60, unique=True)
    name: str = Field(max_length=120)
    role: Role = Field(sa_type=text_enum(Role))
    region_code: str | None = Field(default=None, max_length=13)
    school_id: UUID | None = Field(default=None, foreign_key="schools.id", index=True)
    team_id: UUID | None = Field(default=None, foreign_key="teams.id", index=True)
    active: bool = True
    demo: bool = False
    service: bool = False
    """Another system: comes with client credentials, never with a session that refreshes."""
    password_hash: str = Field(max_length=200)
    totp_key_id: str | None = Field(default=None, max_length=16)
    totp_secret: bytes | None = None
    totp_enabled: bool = False
    totp_last_step: int | None = None
    """The half minute of the last code that was taken: a code counts once."""
    last_login_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AccountSession(Row, table=True):
    """One sign-in on one device: a family of refresh tokens, one after the other."""

    __tablename__ = "account_sessions"

    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    last_used_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sequence: int = 1
    """Number of the refresh token in force; its text is derived from this and a key, so none is stored."""
    rotated_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    client: str | None = Field(default=None, max_length=120)
