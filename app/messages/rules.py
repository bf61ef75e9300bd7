"""Rules of telling people, answerable with a pencil."""

import re
from datetime import datetime, time, timedelta

from app.core.types import MAIL_PATTERN

_PHONE = re.compile(r"^\+?[\d\s().-]{8,24}$")
_MAIL = re.compile(MAIL_PATTERN)
STALE = timedelta(days=3)
"""What happened longer ago is no news any more: after a long stop nobody is flooded with it."""


def after_quiet(local: datetime, quiet_from: time, quiet_to: time) -> datetime:
    """``local``, or the end of the quiet hours in which it lies. They may go over midnight; equal ends are none."""
    clock = local.time().replace(tzinfo=None)
    if quiet_from <= quiet_to:
        quiet, ends = quiet_from <= clock < quiet_to, local
    else:
        quiet = clock >= quiet_from or clock < quiet_to
        ends = local + timedelta(days=1) if clock >= quiet_from else local
    if not quiet:
        return local
    return ends.replace(hour=quiet_to.hour, minute=quiet_to.minute, second=0, microsecond=0)


def mail_address(contact: str) -> str | None:
    """The contact as an address for mail, if it is one: alone, so that nothing can be added to a header."""
    return contact.strip() if _MAIL.fullmatch(contact.strip()) else None


def phone_number(contact: str) -> str | None:
    """
    The contact as an international number without signs, as gateways take it; Indonesian ones may begin with 0.

    ``None`` for what is no number.
    """
    if not _PHONE.fullmatch(contact.strip()):
        return None
    digits = re.sub(r"\D", "", contact)
    if contact.strip().startswith("+"):
        return digits
    return "62" + digits[1:] if digits.startswith("0") else digits
