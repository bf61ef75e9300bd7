"""``sweet17 login``, ``logout``, ``whoami``."""

import getpass
import os
import sys
from typing import Annotated
from urllib.parse import urlsplit

import httpx
import typer

from sweet17.cli.screen import Screen, Usage, command
from sweet17.cli.session import SessionFile, connect, folder, owner_of
from sweet17.cli.words import help_word
from sweet17.client import Sweet17
from sweet17.errors import Sweet17Error
from sweet17.field import keys
from sweet17.field.outbox import Outbox
from sweet17.wire import Record

_FACTS = ("role", "region_code", "school_id", "team_id")
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def add_to(app: typer.Typer) -> None:
    command(app, "login", help="login")(login)
    command(app, "logout", help="logout")(logout)
    command(app, "whoami", help="whoami")(whoami)


def login(
    screen: Screen,
    url: Annotated[str, typer.Argument(metavar="URL", help=help_word("url"))],
    username: Annotated[str, typer.Option("--username", "-u", help=help_word("username"))],
) -> None:
    base_url = _address(screen, url)
    password = _password(screen)
    with connect(base_url, screen.language) as registry:
        answer = _sign_in(screen, registry, username, password)
        tokens = registry.wire.store.load()
    if tokens is None:  # pragma: no cover - signing in keeps them or raises
        raise Usage("usage.not_signed_in")
    facts = {"base_url": base_url, "username": username, **{key: answer.get(key) for key in _FACTS}}
    # The key before the session: whoever is signed in can write down what they see.
    sealed = keys.unlock(folder(), owner_of(facts), password)
    SessionFile(folder()).begin(facts, tokens)
    Outbox(folder(), owner_of(facts)).close()  # takes over what an older client left here
    if sealed:
        screen.warn("login.sealed", count=sealed)
    if screen.as_json:
        screen.json(facts)
    else:
        screen.say("login.done", username=username, role=screen.word(f"role.{facts['role']}"), url=base_url)


def _address(screen: Screen, url: str) -> str:
    try:
        parts = urlsplit(url)
        fit = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        httpx.URL(url)
    except (ValueError, httpx.InvalidURL):
        raise Usage("usage.url") from None
    if not fit or parts.username or parts.query or parts.fragment:
        raise Usage("usage.url")
    if parts.scheme == "http" and parts.hostname not in _LOCAL:
        screen.warn("login.plain_http")
    return url.rstrip("/")


def _sign_in(screen: Screen, registry: Sweet17, username: str, password: str) -> Record:
    try:
        return registry.auth.sign_in(username, password)
    except Sweet17Error as error:
        if error.code != "accounts.otp_needed" or not sys.stdin.isatty():
            raise
    return registry.auth.sign_in(username, password, input(screen.word("login.otp")).strip())


def _password(screen: Screen) -> str:
    """``SWEET17_PASSWORD``, else standard input where it is no keyboard, else asked for. Never an argument."""
    given = os.environ.get("SWEET17_PASSWORD")
    if given is None:
        at_keyboard = sys.stdin.isatty()
        given = getpass.getpass(screen.word("login.password")) if at_keyboard else sys.stdin.readline().rstrip("\r\n")
    if not given:
        raise Usage("usage.no_password")
    return given


def logout(
    screen: Screen,
    keep: Annotated[bool, typer.Option("--keep", help=help_word("keep_sealed"))] = False,
    discard: Annotated[bool, typer.Option("--discard", help=help_word("discard"))] = False,
) -> None:
    if keep and discard:
        raise Usage("usage.keep_or_discard")
    registry, facts = screen.registry()
    owner = owner_of(facts)
    waiting = keys.unsent(folder(), owner)
    if waiting and not (keep or discard):
        raise Usage("usage.unsent", count=waiting)
    told = True
    with registry:
        try:
            registry.auth.sign_out()
        except Sweet17Error as error:
            # A session that is over already is as good as one that we ended.
            told = error.status == 401
    SessionFile(folder()).save(None)
    try:
        waiting = keys.lock(folder(), owner, keep=keep, discard=discard)
    except keys.Unsent as late:  # noted by another window since we looked: sealed, not lost
        waiting = keys.lock(folder(), owner, keep=True)
        screen.warn("logout.waiting", count=late.count)
    else:
        if waiting:
            screen.warn("logout.discarded" if discard else "logout.waiting", count=waiting)
    if not told:
        screen.warn("logout.not_told")
    if screen.as_json:
        kept = 0 if discard else waiting
        screen.json({"signed_out": True, "told": told, "queued": kept, "discarded": waiting - kept})
    else:
        screen.say("logout.done")


def whoami(screen: Screen) -> None:
    registry, facts = screen.registry()
    with registry:
        me = registry.auth.me()
    if screen.as_json:
        screen.json({**me, "base_url": facts["base_url"]})
        return
    names = ("username", "name", "role", *_FACTS[1:])
    rows = [(screen.word(f"column.{name}"), me[name]) for name in names if me.get(name) is not None]
    screen.out.print(screen.table(("what", "value"), [*rows, (screen.word("column.server"), facts["base_url"])]))
