"""Signing in with a throttle: a stranger can be made to wait, an account can never be locked by one."""

from app.accounts import service
from app.accounts.service import SignedIn
from app.core.db import Database
from app.core.errors import Unauthorized
from app.core.requests import attempts, count_attempt, refuse_beyond
from app.core.settings import Settings

WINDOW_SECONDS = 15 * 60


def sign_in(
    database: Database,
    settings: Settings,
    source: str,
    username: str,
    password: str,
    otp: str | None,
    *,
    service_account: bool,
) -> SignedIn:
    """
    Sign in. Failures count per account and address and outlive the refusal; successes do not count.

    Raises :class:`TooManyRequests` after too many failures within a quarter of an hour.
    """
    throttled = f"login:{username.strip().lower()}:{source}"
    with database.read() as session:
        failures = attempts(session, throttled, seconds=WINDOW_SECONDS)
    refuse_beyond(failures + 1, settings.login_failures, seconds=WINDOW_SECONDS)
    try:
        with database.write() as session:
            return service.sign_in(
                session, username, password, otp, days=settings.session_days, service=service_account
            )
    except Unauthorized:
        with database.write() as session:
            count_attempt(session, throttled, seconds=WINDOW_SECONDS)
        raise
