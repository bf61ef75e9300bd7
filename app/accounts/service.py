"""Changing accounts and sessions."""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pyotp
from sqlalchemy import update
from sqlmodel import Session, col

from app.accounts import passwords, queries
from app.accounts.models import Account, AccountSession
from app.core.access import Actor, Role
from app.core.clock import now
from app.core.crypto import KeyRing, place
from app.core.db import keys_of
from app.core.errors import (
    AlreadyExists,
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    NotFound,
    Unauthorized,
    VersionMismatch,
)
from app.core.ids import new_id
from app.core.requests import first_time
from app.journal import service as journal
from app.schools import queries as schools
from app.visits import feeds
from app.visits import queries as visits

FORMER_TOKEN_HOURS = 24


class WrongCredentials(Unauthorized):
    code = "accounts.wrong_credentials"


class OtpNeeded(Unauthorized):
    code = "accounts.otp_needed"


@dataclass(frozen=True, slots=True)
class NewAccount:
    username: str
    name: str
    role: Role
    password: str
    region_code: str | None = None
    school_id: UUID | None = None
    team_id: UUID | None = None
    service: bool = False
    demo: bool = False


def create(
    session: Session,
    actor: Actor,
    wish: NewAccount,
    *,
    id: UUID | None = None,
    content: dict[str, Any] | None = None,
    password_hash: str | None = None,
) -> tuple[Account, bool]:
    """A new account within the actor's region; the flag says whether it is new or was asked for before."""
    if not first_time(session, actor, id, "account", content or {}):
        return queries.get(session, actor, id or new_id()), False
    if queries.by_username(session, wish.username) is not None:
        raise AlreadyExists([Fault("/username", "already_exists", {"field": "username"})], field="username")
    account = Account(
        id=id or new_id(),
        username=wish.username.strip().lower(),
        name=wish.name,
        role=wish.role,
        region_code=_region_for(session, actor, wish),
        school_id=wish.school_id,
        team_id=wish.team_id,
        service=wish.service,
        demo=wish.demo,
        password_hash=password_hash or passwords.hash_password(wish.password),
    )
    session.add(account)
    session.flush()
    _note(session, actor, "accounts.created", account, {"role": account.role.value})
    return account, True


def _region_for(session: Session, actor: Actor, wish: NewAccount) -> str | None:
    """The region an account belongs to: its school's or team's, else the one wished for."""
    if (wish.school_id is not None) != (wish.role is Role.SCHOOL):
        raise Invalid([Fault("/school_id", "accounts.school_role")])
    if (wish.team_id is not None) != (wish.role is Role.TEAM):
        raise Invalid([Fault("/team_id", "accounts.team_role")])
    try:
        if wish.school_id is not None:
            return schools.get(session, actor, wish.school_id).region_code
        if wish.team_id is not None:
            return visits.get_team(session, actor, wish.team_id).region_code
    except NotFound as missing:
        raise Invalid([Fault("/school_id" if wish.school_id else "/team_id", "field.unknown_reference")]) from missing
    if actor.region_code is not None and (wish.region_code is None or not actor.covers(wish.region_code)):
        raise Invalid([Fault("/region_code", "field.out_of_scope")])
    return wish.region_code


def change(
    session: Session, actor: Actor, account_id: UUID, version: int, *, name: str | None, active: bool | None
) -> Account:
    account = queries.get(session, actor, account_id, lock=True)
    if account.version != version:
        raise VersionMismatch
    if active is False and account.id == actor.account_id:
        raise Forbidden
    changed: list[str] = []
    if name is not None and name != account.name:
        account.name, changed = name, [*changed, "name"]
    if active is not None and active != account.active:
        account.active, changed = active, [*changed, "active"]
    if changed:
        account.version += 1
        if account.active is False:
            _end_sessions(session, account.id)
            feeds.revoke_of(session, actor, account.id)
        _note(session, actor, "accounts.changed", account, {"fields": changed})
    return account


def reset_password(session: Session, actor: Actor, account_id: UUID, password: str) -> Account:
    """An administrator sets a new password; second factor, sessions and calendar feeds of the account end."""
    if account_id == actor.account_id:
        raise Forbidden  # a stolen session must not take over: one's own password needs the present one
    account = queries.get(session, actor, account_id, lock=True)
    account.password_hash = passwords.hash_password(password)
    account.totp_secret = account.totp_key_id = None
    account.totp_enabled = False
    account.version += 1
    _end_sessions(session, account.id)
    feeds.revoke_of(session, actor, account.id)
    _note(session, actor, "accounts.password_reset", account, {})
    return account


def change_own_password(session: Session, actor: Actor, password_hash: str) -> None:
    """One's own password, the present one having been proved; all one's other sessions end."""
    account = session.get_one(Account, actor.account_id, with_for_update=True)
    account.password_hash = password_hash
    account.version += 1
    _end_sessions(session, account.id, but=actor.session_id)
    _note(session, actor, "accounts.password_changed", account, {})


# --- sessions --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SignedIn:
    account: Account
    session_id: UUID
    refresh_token: str | None


def open_session(session: Session, account_id: UUID, otp: str | None, *, days: int) -> SignedIn:
    """A session for an account whose password was proved. Raises :class:`OtpNeeded`, :class:`WrongCredentials`."""
    account = session.get_one(Account, account_id, with_for_update=True)
    if not account.active:
        raise WrongCredentials
    if account.totp_enabled:
        step = _otp_step(session, account, otp)
        if step is None or step <= (account.totp_last_step or 0):
            raise OtpNeeded
        account.totp_last_step = step
    at = now()
    opened = AccountSession(account_id=account.id, expires_at=at + timedelta(days=days), created_at=at, last_used_at=at)
    account.last_login_at = at
    session.add(opened)
    session.flush()
    _note(session, _self(account, opened.id), "accounts.signed_in", account, {})
    token = None if account.service else refresh_token(keys_of(session), opened)
    return SignedIn(account, opened.id, token)


def refresh(session: Session, token: str) -> SignedIn | None:
    """
    Go on with a session under the next refresh token.

    The former token is honoured until its successor is first used, at most a day, and yields the same successor
    again: networks lose answers. An older one was copied: the session ends and ``None`` is returned, so that the
    end is committed before the refusal is told.
    """
    session_id, sequence = _parse(keys_of(session), token)
    family = session.get(AccountSession, session_id, with_for_update=True)
    at = now()
    if family is None or family.ended_at is not None or family.expires_at <= at:
        raise Unauthorized
    account = session.get_one(Account, family.account_id)
    if not account.active:
        raise Unauthorized
    if sequence == family.sequence:
        family.sequence += 1
        family.rotated_at = at
    elif sequence != family.sequence - 1 or at - family.rotated_at > timedelta(hours=FORMER_TOKEN_HOURS):
        family.ended_at = at
        _note(session, _self(account, family.id), "accounts.refresh_reused", account, {})
        return None
    family.last_used_at = at
    _note(session, _self(account, family.id), "accounts.refreshed", account, {})
    return SignedIn(account, family.id, refresh_token(keys_of(session), family))


def sign_out(session: Session, actor: Actor) -> None:
    end_own_session(session, actor, actor.session_id or new_id())


def end_own_session(session: Session, actor: Actor, session_id: UUID) -> None:
    family = session.get(AccountSession, session_id)
    if family is None or family.account_id != actor.account_id:
        raise NotFound
    family.ended_at = family.ended_at or now()
    _note(session, actor, "accounts.signed_out", session.get_one(Account, family.account_id), {})


def refresh_token(keys: KeyRing, family: AccountSession) -> str:
    """The refresh token in force: derived, so that the database holds none that could be stolen."""
    return f"{family.id.hex}.{family.sequence}.{_seal(keys, family.id, family.sequence)}"


def _seal(keys: KeyRing, session_id: UUID, sequence: int) -> str:
    return keys.blind("refresh", f"{session_id.hex}:{sequence}")


def _parse(keys: KeyRing, token: str) -> tuple[UUID, int]:
    try:
        session_text, sequence_text, seal = token.split(".")
        session_id, sequence = UUID(session_text), int(sequence_text[:9])
    except ValueError as failure:
        raise Unauthorized from failure
    if not hmac.compare_digest(seal.encode(), _seal(keys, session_id, sequence).encode()):
        raise Unauthorized
    return session_id, sequence


def _end_sessions(session: Session, account_id: UUID, *, but: UUID | None = None) -> None:
    statement = update(AccountSession).where(
        col(AccountSession.account_id) == account_id, col(AccountSession.ended_at).is_(None)
    )
    if but is not None:
        statement = statement.where(col(AccountSession.id) != but)
    session.execute(statement.values(ended_at=now()))


# --- second factor ---------------------------------------------------------------------------------------------


def begin_totp(session: Session, actor: Actor) -> str:
    """Make a secret for an authenticator app; it counts once a first code has proved it. Returns the secret."""
    account = session.get_one(Account, actor.account_id)
    if account.totp_enabled:
        raise Conflict  # a stolen session must not take the second factor off; an administrator's reset does
    secret = pyotp.random_base32()
    account.totp_key_id, account.totp_secret = keys_of(session).seal(
        secret.encode(), place("accounts", "totp_secret", account.id)
    )
    account.totp_enabled = False
    _note(session, actor, "accounts.totp_begun", account, {})
    return secret


def prove_totp(session: Session, actor: Actor, code: str) -> Account:
    account = session.get_one(Account, actor.account_id)
    step = _otp_step(session, account, code)
    if step is None:
        raise Invalid([Fault("/code", "accounts.otp_wrong")])
    account.totp_last_step = step
    account.totp_enabled = True
    account.version += 1
    _note(session, actor, "accounts.totp_enabled", account, {})
    return account


def _otp_step(session: Session, account: Account, otp: str | None) -> int | None:
    """The half minute whose code ``otp`` is: this one, or its neighbours for clocks that differ."""
    if not otp or account.totp_secret is None or account.totp_key_id is None:
        return None
    secret = keys_of(session).open(
        account.totp_key_id, account.totp_secret, place("accounts", "totp_secret", account.id)
    )
    generator = pyotp.TOTP(secret.decode())
    present = int(now().timestamp()) // generator.interval
    fitting = (step for step in (present - 1, present, present + 1) if _same(generator.generate_otp(step), otp))
    return next(fitting, None)


def _same(code: str, given: str) -> bool:
    return hmac.compare_digest(code.encode(), given.encode("utf-8", "replace"))


def _self(account: Account, session_id: UUID) -> Actor:
    return Actor(account.id, account.role, account.region_code, account.school_id, account.team_id, session_id)


def _note(session: Session, actor: Actor, kind: str, account: Account, data: dict[str, Any]) -> None:
    journal.write(
        session,
        actor,
        kind,
        "account",
        account.id,
        region_code=account.region_code,
        school_id=account.school_id,
        data=data,
    )
