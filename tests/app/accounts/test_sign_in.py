"""Signing in: the throttle, the second factor, who is told what."""

from datetime import timedelta

import pyotp
import pytest
from sqlmodel import Session, col, select

from app.accounts import door, passwords, queries, service
from app.accounts.models import Account, AccountSession
from app.accounts.service import OtpNeeded, SignedIn, WrongCredentials
from app.core.access import Actor
from app.core.clock import frozen, now
from app.core.db import Database
from app.core.errors import Conflict, Invalid, NotFound, TooManyRequests, Unauthorized
from app.core.models import ThrottleCount
from app.core.settings import Settings
from app.journal.models import JournalLine
from tests.support.world import PASSWORD, World

OFFICE, CAFE = "10.0.0.5", "192.0.2.77"


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A real hash takes a fifth of a second on purpose; the throttle needs dozens of attempts."""
    monkeypatch.setattr(
        passwords, "matches", lambda password, hashed: hashed is not None and password in (PASSWORD, hashed)
    )
    monkeypatch.setattr(passwords, "hash_password", lambda password: password)


def come_in(
    database: Database,
    settings: Settings,
    name: str = "officer",
    password: str = PASSWORD,
    *,
    source: str = OFFICE,
    otp: str | None = None,
    service: bool = False,
) -> SignedIn:
    """Both steps of the door, as the route takes them."""
    try:
        account_id = door.prove(database, settings, source, name, password, service_account=service)
        return door.enter(database, settings, account_id, otp)
    except (WrongCredentials, OtpNeeded):
        door.note_failure(database, source, name)
        raise


def fail(database: Database, settings: Settings, times: int, name: str = "officer", source: str = OFFICE) -> None:
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            come_in(database, settings, name, "wrong", source=source)


def test_the_real_hash_fits_its_password_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    hashed = passwords.hash_password("rahasia-besar-17")
    assert hashed.startswith("$argon2id$")
    assert passwords.matches("rahasia-besar-17", hashed)
    assert not passwords.matches("rahasia-besar-18", hashed)
    assert not passwords.matches("rahasia-besar-17", None)


def test_after_ten_failures_even_the_right_password_must_wait(database: Database, settings: Settings) -> None:
    fail(database, settings, 10)
    with pytest.raises(TooManyRequests) as refused:
        come_in(database, settings)
    assert 0 < refused.value.retry_after <= 15 * 60


def test_nine_failures_do_not_keep_anyone_out_and_successes_do_not_count(
    database: Database, settings: Settings
) -> None:
    fail(database, settings, 9)
    for _ in range(12):
        assert come_in(database, settings).refresh_token
    fail(database, settings, 1)
    with pytest.raises(TooManyRequests):
        come_in(database, settings)


def test_a_stranger_elsewhere_cannot_lock_anybody_out(database: Database, settings: Settings) -> None:
    fail(database, settings, 10, source=CAFE)
    assert come_in(database, settings, source=OFFICE).account.username == "officer"
    with pytest.raises(TooManyRequests):
        come_in(database, settings, source=CAFE)
    assert come_in(database, settings, "viewer", source=CAFE).account.username == "viewer"


def test_writing_the_name_otherwise_does_not_escape_the_throttle(database: Database, settings: Settings) -> None:
    for name in ("officer", "OFFICER", " Officer "):
        fail(database, settings, 4 if name == "officer" else 3, name)
    with pytest.raises(TooManyRequests):
        come_in(database, settings, "oFFicer")


def test_an_unknown_name_is_told_and_throttled_like_a_known_one(database: Database, settings: Settings) -> None:
    fail(database, settings, 10, "nobody")
    with pytest.raises(TooManyRequests):
        come_in(database, settings, "nobody")


def test_the_throttle_keeps_neither_name_nor_address(database: Database, settings: Settings) -> None:
    fail(database, settings, 1)
    with database.read() as session:
        kept = session.exec(select(ThrottleCount)).all()
    assert kept
    assert not any("officer" in row.source or OFFICE in row.source for row in kept)


def test_an_ended_account_and_a_service_account_do_not_sign_in_here(database: Database, settings: Settings) -> None:
    with database.write() as session:
        _account(session, "officer").active = False
        _account(session, "viewer").service = True
    for name in ("officer", "viewer"):
        with pytest.raises(WrongCredentials):
            come_in(database, settings, name)
    signed_in = come_in(database, settings, "viewer", service=True)
    assert signed_in.refresh_token is None
    with pytest.raises(WrongCredentials):
        come_in(database, settings, "admin", service=True)


def test_signing_in_is_journalled_under_the_account(database: Database, settings: Settings) -> None:
    come_in(database, settings)
    with database.read() as session:
        line = session.exec(select(JournalLine).where(col(JournalLine.kind) == "accounts.signed_in")).one()
        assert line.subject_id == _account(session, "officer").id


def test_a_proved_second_factor_is_asked_for_and_its_code_holds_half_a_minute(
    database: Database, settings: Settings, actors: dict[str, Actor]
) -> None:
    with database.write() as session:
        secret = service.begin_totp(session, actors["officer"])
    assert come_in(database, settings)  # not proved yet, not asked for
    with database.write() as session, pytest.raises(Invalid):
        service.prove_totp(session, actors["officer"], "000000")
    code = pyotp.TOTP(secret)
    with database.write() as session:
        service.prove_totp(session, actors["officer"], code.at(now() - timedelta(seconds=30)))
    with pytest.raises(OtpNeeded):
        come_in(database, settings)
    with pytest.raises(OtpNeeded):
        come_in(database, settings, otp=code.at(now() - timedelta(minutes=5)))
    assert come_in(database, settings, otp=code.at(now()))
    with pytest.raises(OtpNeeded):
        come_in(database, settings, otp=code.at(now()))  # it counts once
    with database.write() as session, pytest.raises(Conflict):
        service.begin_totp(session, actors["officer"])


def test_the_secret_of_the_second_factor_is_sealed_at_rest(session: Session, actors: dict[str, Actor]) -> None:
    secret = service.begin_totp(session, actors["officer"])
    sealed = _account(session, "officer").totp_secret
    assert sealed is not None
    assert secret.encode() not in sealed


# --- sessions --------------------------------------------------------------------------------------------------


def again(database: Database, token: str | None) -> str:
    assert token is not None
    with database.write() as session:
        gone_on = service.refresh(session, token)
    assert gone_on is not None
    assert gone_on.refresh_token is not None
    return gone_on.refresh_token


def test_a_refresh_token_is_followed_by_another(database: Database, settings: Settings) -> None:
    first = come_in(database, settings).refresh_token
    second = again(database, first)
    third = again(database, second)
    assert len({first, second, third}) == 3


def test_the_former_token_yields_the_same_successor_until_that_is_used(database: Database, settings: Settings) -> None:
    first = come_in(database, settings).refresh_token
    second = again(database, first)
    assert again(database, first) == second  # the answer was lost; nobody is signed out for that
    again(database, second)
    with database.write() as session:
        assert service.refresh(session, str(first)) is None


def test_a_copied_token_ends_the_family_for_the_thief_and_for_the_owner(
    database: Database, settings: Settings, world: World
) -> None:
    first = str(come_in(database, settings).refresh_token)
    newest = again(database, again(database, first))
    with database.write() as session:
        assert service.refresh(session, first) is None
    for token in (first, newest):
        with database.write() as session, pytest.raises(Unauthorized):
            service.refresh(session, token)
    with database.read() as session:
        kinds = [line.kind for line in session.exec(select(JournalLine)).all()]
        assert "accounts.refresh_reused" in kinds
        others = session.get_one(AccountSession, world.actors["viewer"].session_id)
        assert others.ended_at is None


def test_the_former_token_is_honoured_for_a_day_at_most(database: Database, settings: Settings) -> None:
    first = str(come_in(database, settings).refresh_token)
    again(database, first)
    with frozen(now() + timedelta(hours=24, minutes=1)), database.write() as session:
        assert service.refresh(session, first) is None


def test_a_session_ends_after_its_days(database: Database, settings: Settings) -> None:
    token = come_in(database, settings).refresh_token
    later = now() + timedelta(days=settings.session_days, minutes=1)
    with frozen(later), database.write() as session, pytest.raises(Unauthorized):
        service.refresh(session, str(token))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: "",
        lambda token: "a.b.c",
        lambda token: token[:-1],
        lambda token: token + "0",
        lambda token: token.replace(".1.", ".2."),
        lambda token: token.replace(".1.", ".-1."),
        lambda token: token.replace(".1.", f".{10**30}."),
        lambda token: token.replace(".1.", ".1.1."),
        lambda token: token.upper() + "\u00e9",
        lambda token: "\0" + token,
    ],
)
def test_a_forged_refresh_token_is_refused_and_harms_nobody(
    database: Database, settings: Settings, spoil: object
) -> None:
    token = str(come_in(database, settings).refresh_token)
    assert callable(spoil)
    with database.write() as session, pytest.raises(Unauthorized):
        service.refresh(session, spoil(token))
    assert again(database, token)


def test_a_new_password_ends_sessions_and_second_factor(
    database: Database, settings: Settings, actors: dict[str, Actor]
) -> None:
    signed_in = come_in(database, settings)
    with database.write() as session:
        service.reset_password(session, actors["admin"], signed_in.account.id, "another-secret-17")
    with database.read() as session, pytest.raises(Unauthorized):
        queries.actor_of(session, signed_in.account.id, signed_in.session_id)
    with database.write() as session, pytest.raises(Unauthorized):
        service.refresh(session, str(signed_in.refresh_token))


def test_changing_ones_own_password_keeps_this_session_and_ends_the_others(
    database: Database, settings: Settings, actors: dict[str, Actor]
) -> None:
    elsewhere = come_in(database, settings)
    door.replace_password(database, actors["officer"], passwords.hash_password("another-secret-17"))
    with database.read() as session:
        assert actors["officer"].session_id is not None
        assert queries.actor_of(session, elsewhere.account.id, actors["officer"].session_id)
        with pytest.raises(Unauthorized):
            queries.actor_of(session, elsewhere.account.id, elsewhere.session_id)


def test_nobody_ends_the_session_of_somebody_else(session: Session, actors: dict[str, Actor]) -> None:
    assert actors["viewer"].session_id is not None
    with pytest.raises(NotFound):
        service.end_own_session(session, actors["officer"], actors["viewer"].session_id)


def _account(session: Session, name: str) -> Account:
    return session.exec(select(Account).where(col(Account.username) == name)).one()
