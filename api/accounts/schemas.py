"""Accounts and sessions on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from api.schemas import CreateIn, In, Named, Out
from app.accounts.passwords import MIN_LENGTH
from app.core.access import Role
from app.core.types import Printable, RegionCode, ShortText

Password = Annotated[str, Field(min_length=MIN_LENGTH, max_length=200), Printable]
Username = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[A-Za-z0-9._@-]{2,60}$")]
PersonName = Annotated[ShortText, Field(max_length=120)]


class TokenOut(Out):
    access_token: str
    token_type: str
    expires_in: int
    refresh_token: str | None
    role: Role
    region_code: str | None
    school_id: UUID | None
    team_id: UUID | None


class RefreshIn(In):
    refresh_token: Annotated[str, Field(max_length=200)] | None = None
    keep: bool = False
    """The cookie outlives the browser, as long as the session: for a device that one team carries."""


class AccountIn(CreateIn):
    username: Username
    name: PersonName
    role: Role
    password: Password
    region_code: RegionCode | None = None
    school_id: UUID | None = None
    team_id: UUID | None = None
    service: bool = False


class AccountPatch(In):
    name: Annotated[PersonName | None, Named] = None
    active: Annotated[bool | None, Named] = None


class AccountOut(Out):
    id: UUID
    username: str
    name: str
    role: Role
    region_code: str | None
    school_id: UUID | None
    team_id: UUID | None
    active: bool
    service: bool
    totp_enabled: bool
    last_login_at: datetime | None
    version: int


class PasswordIn(In):
    password: Password


class OwnPasswordIn(In):
    current_password: Annotated[str, Field(max_length=200)]
    new_password: Password


class SessionOut(Out):
    id: UUID
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    current: bool


class TotpIn(In):
    """Without a code: begin. With the first code of the authenticator app: enable."""

    code: Annotated[str, Field(max_length=10)] | None = None


class TotpOut(Out):
    enabled: bool
    secret: str | None
    otpauth_url: str | None
