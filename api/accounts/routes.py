"""`/v1/auth`, `/v1/me`, `/v1/accounts`, `/.well-known/jwks.json`"""

from functools import partial
from typing import Annotated, Any, Literal
from uuid import UUID

import pyotp
from fastapi import APIRouter, Cookie, Depends, Form, Response

from api.accounts.schemas import (
    AccountIn,
    AccountOut,
    AccountPatch,
    OwnPasswordIn,
    PasswordIn,
    RefreshIn,
    SessionOut,
    TokenOut,
    TotpIn,
    TotpOut,
)
from api.deps import (
    DatabaseDep,
    GateDep,
    IfMatch,
    ListingDep,
    SessionDep,
    SettingsDep,
    SourceDep,
    TurnDep,
    answer_created,
    etag,
    needs,
)
from api.schemas import ListOut
from app.accounts import door, queries, service
from app.accounts.gate import Gate
from app.accounts.passwords import hash_password
from app.accounts.service import NewAccount, OtpNeeded, SignedIn, WrongCredentials
from app.core.access import Actor, Permission, Role
from app.core.errors import Fault, Invalid, Unauthorized
from app.core.settings import Settings

router = APIRouter(tags=["accounts"])

Self = Annotated[Actor, Depends(needs(Permission.ACCOUNTS_SELF))]
Manager = Annotated[Actor, Depends(needs(Permission.ACCOUNTS_MANAGE))]
_COOKIE = "sweet17_refresh"
Text = Annotated[str, Form(max_length=200)]


@router.post("/v1/auth/token")
async def sign_in(
    turn: TurnDep,
    database: DatabaseDep,
    gate: GateDep,
    settings: SettingsDep,
    source: SourceDep,
    response: Response,
    username: Text = "",
    password: Text = "",
    otp: Annotated[str | None, Form(max_length=10)] = None,
    client_id: Text = "",
    client_secret: Text = "",
    grant_type: Annotated[Literal["password", "client_credentials"], Form()] = "password",
    scope: Annotated[str, Form(max_length=200)] = "",
    keep: Annotated[bool, Form()] = False,
) -> TokenOut:
    """
    Sign in: OAuth 2 password grant for people, client credentials for other systems.

    With ``keep`` the cookie outlives the browser, as long as the session: for a device that one team carries.
    """
    service_account = grant_type == "client_credentials"
    name, secret = (client_id, client_secret) if service_account else (username, password)
    if not name or not secret:
        raise Invalid([Fault("/username", "field.missing"), Fault("/password", "field.missing")])
    prove = partial(door.prove, database, settings, source, name, secret, service_account=service_account)
    try:
        account_id = await turn.hash(prove)
        signed_in = await turn.write(door.enter, database, settings, account_id, otp)
    except (WrongCredentials, OtpNeeded):
        await turn.write(door.note_failure, database, source, name)
        raise
    return _token(gate, signed_in, response, settings, keep=keep)


@router.post("/v1/auth/refresh")
def refresh(
    session: SessionDep,
    gate: GateDep,
    settings: SettingsDep,
    response: Response,
    body: RefreshIn | None = None,
    cookie: Annotated[str | None, Cookie(alias=_COOKIE, max_length=200)] = None,
) -> Any:
    """Go on with a session; the answer carries the next refresh token."""
    token = (body.refresh_token if body else None) or cookie
    if token is None:
        raise Unauthorized
    signed_in = service.refresh(session, token)
    if signed_in is None:
        # The end of the copied session is committed with this answer; a raised refusal would roll it back.
        session.commit()
        gate.forget()
        raise Unauthorized
    return _token(gate, signed_in, response, settings, keep=body is not None and body.keep)


@router.post("/v1/auth/logout", status_code=204)
def sign_out(session: SessionDep, gate: GateDep, actor: Self, response: Response) -> None:
    service.sign_out(session, actor)
    response.delete_cookie(_COOKIE, path="/v1/auth")
    gate.forget()


@router.get("/v1/me")
def get_me(session: SessionDep, actor: Self, response: Response) -> AccountOut:
    account = queries.own(session, actor)
    response.headers["ETag"] = etag(account.version)
    return AccountOut.model_validate(account)


@router.post("/v1/me/password", status_code=204)
async def change_own_password(
    turn: TurnDep,
    database: DatabaseDep,
    gate: GateDep,
    settings: SettingsDep,
    source: SourceDep,
    actor: Self,
    body: OwnPasswordIn,
) -> None:
    """A new password for the present one; wrong ones count as failed logins do."""
    username = await turn.read(partial(door.own_username, database, actor))
    try:
        await turn.hash(partial(door.prove, database, settings, source, username, body.current_password))
    except WrongCredentials as failure:
        await turn.write(door.note_failure, database, source, username)
        raise Invalid([Fault("/current_password", "accounts.wrong_password")]) from failure
    hashed = await turn.hash(partial(hash_password, body.new_password))
    await turn.write(door.replace_password, database, actor, hashed)
    gate.forget()


@router.get("/v1/me/sessions")
def list_own_sessions(session: SessionDep, actor: Self) -> ListOut[SessionOut]:
    """Your running sessions, newest first."""
    items = [
        SessionOut.model_validate({**family.model_dump(), "current": family.id == actor.session_id})
        for family in queries.own_sessions(session, actor)
    ]
    return ListOut(items=items, next_cursor=None)


@router.delete("/v1/me/sessions/{session_id}", status_code=204)
def end_own_session(session: SessionDep, gate: GateDep, actor: Self, session_id: UUID) -> None:
    service.end_own_session(session, actor, session_id)
    gate.forget()


@router.post("/v1/me/totp")
def second_factor(session: SessionDep, actor: Self, body: TotpIn) -> TotpOut:
    """Set up a second factor in two steps: begin without a code, enable with the first code."""
    if body.code is None:
        secret = service.begin_totp(session, actor)
        account = queries.own(session, actor)
        url = pyotp.TOTP(secret).provisioning_uri(name=account.username, issuer_name="Sweet Seventeen")
        return TotpOut(enabled=False, secret=secret, otpauth_url=url)
    account = service.prove_totp(session, actor, body.code)
    return TotpOut(enabled=account.totp_enabled, secret=None, otpauth_url=None)


@router.get("/v1/accounts", response_model=ListOut[AccountOut])
def list_accounts(listing: ListingDep, actor: Manager, role: Role | None = None, active: bool | None = None) -> Any:
    """Accounts of your region, by user name."""
    return listing.answer(
        lambda session, request: queries.accounts(session, actor, request, role=role, active=active),
        AccountOut,
    )


@router.post("/v1/accounts", status_code=201)
def create_account(session: SessionDep, actor: Manager, body: AccountIn, response: Response) -> AccountOut:
    wish = NewAccount(**body.model_dump(exclude={"id"}))
    account, new = service.create(session, actor, wish, id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/accounts/{account.id}", version=account.version)
    return AccountOut.model_validate(account)


@router.get("/v1/accounts/{account_id}")
def get_account(session: SessionDep, actor: Manager, account_id: UUID, response: Response) -> AccountOut:
    account = queries.get(session, actor, account_id)
    response.headers["ETag"] = etag(account.version)
    return AccountOut.model_validate(account)


@router.patch("/v1/accounts/{account_id}")
def change_account(
    session: SessionDep,
    gate: GateDep,
    actor: Manager,
    account_id: UUID,
    version: IfMatch,
    body: AccountPatch,
    response: Response,
) -> AccountOut:
    account = service.change(session, actor, account_id, version, name=body.name, active=body.active)
    gate.forget()
    response.headers["ETag"] = etag(account.version)
    return AccountOut.model_validate(account)


@router.post("/v1/accounts/{account_id}/reset-password")
def reset_password(
    session: SessionDep, gate: GateDep, actor: Manager, account_id: UUID, body: PasswordIn
) -> AccountOut:
    account = service.reset_password(session, actor, account_id, body.password)
    gate.forget()
    return AccountOut.model_validate(account)


@router.get("/.well-known/jwks.json")
def get_jwks(gate: GateDep) -> dict[str, list[dict[str, Any]]]:
    """The public keys that verify our access tokens."""
    keys: dict[str, list[dict[str, Any]]] = gate.tokens.jwks()
    return keys


def _token(gate: Gate, signed_in: SignedIn, response: Response, settings: Settings, *, keep: bool) -> TokenOut:
    account = signed_in.account
    if signed_in.refresh_token is not None:
        response.set_cookie(
            _COOKIE,
            signed_in.refresh_token,
            max_age=settings.session_days * 86_400 if keep else None,
            httponly=True,
            samesite="strict",
            secure=settings.public_url.startswith("https"),
            path="/v1/auth",
        )
    return TokenOut(
        access_token=gate.tokens.issue(account.id, signed_in.session_id),
        token_type="bearer",  # noqa: S106
        expires_in=int(gate.tokens.lifetime.total_seconds()),
        refresh_token=signed_in.refresh_token,
        role=account.role,
        region_code=account.region_code,
        school_id=account.school_id,
        team_id=account.team_id,
    )
