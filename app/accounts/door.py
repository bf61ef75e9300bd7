"""
Coming in, in two steps: proving oneself, which hashes and holds no lock, and entering, which writes.

A stranger can be made to wait, an account can never be locked by one: failures count per account and address.
"""

from uuid import UUID

from app.accounts import passwords, queries, service
from app.accounts.service import SignedIn, WrongCredentials
from app.core.access import Actor
from app.core.db import Database
from app.core.requests import attempts, count_attempt, refuse_beyond
from app.core.settings import Settings

WINDOW_SECONDS = 15 * 60


def _throttled(username: str, source: str) -> str:
    return f"login:{username.strip().lower()}:{source}"


def prove(
    database: Database, settings: Settings, source: str, username: str, password: str, *, service_account: bool = False
) -> UUID:
    """
    Whose password this is. Unknown name, wrong password and ended account are told alike, and take as long.

    Raises :class:`WrongCredentials`, and :class:`TooManyRequests` after too many failures in a quarter of an hour.
    """
    with database.read() as session:
        failures = attempts(session, _throttled(username, source), seconds=WINDOW_SECONDS)
        account = queries.by_username(session, username)
    refuse_beyond(failures + 1, settings.login_failures, seconds=WINDOW_SECONDS)
    right = passwords.matches(password, account.password_hash if account else None)
    if account is None or not right or not account.active or account.service != service_account:
        raise WrongCredentials
    return account.id


def note_failure(database: Database, source: str, username: str) -> None:
    """Count a failure. In a transaction of its own, which outlives the refusal; successes do not count."""
    with database.write() as session:
        count_attempt(session, _throttled(username, source), seconds=WINDOW_SECONDS)


def enter(database: Database, settings: Settings, account_id: UUID, otp: str | None) -> SignedIn:
    """
    Open a session for who has proved the password. Raises :class:`OtpNeeded` for a second factor that is missing,
    wrong, or was used before.
    """
    with database.write() as session:
        return service.open_session(session, account_id, otp, days=settings.session_days)


def own_username(database: Database, actor: Actor) -> str:
    with database.read() as session:
        return queries.own(session, actor).username


def replace_password(database: Database, actor: Actor, password_hash: str) -> None:
    with database.write() as session:
        service.change_own_password(session, actor, password_hash)
