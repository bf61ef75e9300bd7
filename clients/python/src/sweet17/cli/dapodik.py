"""``sweet17 school submit --from-dapodik``: from the school's own Dapodik, without a file in between."""

import getpass
import os
import sys

from rich.status import Status
from rich.text import Text

from sweet17.cli.screen import REFUSED, UNREACHABLE, USAGE, Screen, Usage
from sweet17.client import Sweet17
from sweet17.dapodik import KEPT, Dapodik, DapodikError, Row, is_npsn

TOKEN = "SWEET17_DAPODIK_TOKEN"  # noqa: S105 - the name of the variable
_TYPED_WRONG = frozenset({"address", "in_the_clear", "npsn", "token_unfit"})


def npsn_of(registry: Sweet17, school_id: str, given: str | None) -> str:
    """
    The NPSN to ask Dapodik for: that of the school the list is for. ``given`` must be the same.

    Asked before Dapodik is, so that a list of another school is not even read.
    """
    if given is not None and not is_npsn(given):
        raise DapodikError("npsn")
    ours = registry.schools.get(school_id).get("npsn")
    if not ours:
        raise Usage("usage.no_npsn")
    if given is not None and given != ours:
        raise Usage("usage.other_npsn", given=given, npsn=ours)
    return str(ours)


def rows_from(screen: Screen, status: Status, url: str, npsn: str, token: str) -> list[Row]:
    """Every pupil of the school's Dapodik, with what may leave the school; raises :class:`DapodikError`."""
    with Dapodik(url, npsn, token) as dapodik:
        status.update(screen.word("dapodik.asking"))
        name = dapodik.school_name()
        rows = dapodik.pupils(lambda count: status.update(screen.word("dapodik.reading", count=count)))
    told = screen.word("dapodik.read", count=len(rows), name=name, npsn=npsn, keys=", ".join(KEPT))
    screen.err.print(Text(told))
    return rows


def token_from(screen: Screen) -> str:
    """``SWEET17_DAPODIK_TOKEN``, else standard input where it is no keyboard, else asked for. Never an argument."""
    given = os.environ.get(TOKEN)
    if given is None:
        at_keyboard = sys.stdin.isatty()
        given = getpass.getpass(screen.word("dapodik.token")) if at_keyboard else sys.stdin.readline()
    if not given.strip():
        raise Usage("usage.no_dapodik_token")
    return given.strip()


def failed(screen: Screen, error: DapodikError) -> int:
    """Tell ``error`` in words and give its exit code: 2 typed wrong, 4 Dapodik said no, 5 nobody answered."""
    key = f"dapodik.{error.code}"
    if screen.as_json:
        screen.json({"error": {"code": key, "detail": screen.word(key, **error.params), **error.params}})
    screen.warn(key, **error.params)
    if error.code in _TYPED_WRONG:
        return USAGE
    return UNREACHABLE if error.unreachable else REFUSED
