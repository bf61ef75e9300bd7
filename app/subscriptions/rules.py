"""Rules of webhooks, answerable with a pencil: signatures, tries, kinds, addresses."""

import base64
import hmac
import ipaddress
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

FIRST_DELAYS = (5, 15, 60, 300)
"""Seconds to the second, third, ... try; from then on every :data:`LATER_DELAY`."""
LATER_DELAY = 900
LAST_TRY = timedelta(hours=24)
"""So long after the first try an event is tried no more."""
BROKEN = 3
"""After so many failures in a row the receiver is taken to be down: nothing new is tried until it answers again."""
SECRET_PREFIX = "whsec_"  # noqa: S105 - a prefix
_EMBEDDED = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
"""IPv6 addresses that lead to some IPv4 address, perhaps a private one."""


def sign(secret: str, id: str, timestamp: int, body: bytes) -> str:
    """The ``webhook-signature`` of Standard Webhooks, version 1, symmetric."""
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    told = hmac.new(key, f"{id}.{timestamp}.".encode() + body, sha256).digest()
    return f"v1,{base64.b64encode(told).decode()}"


def next_try(attempts: int, first_at: datetime, now: datetime) -> datetime | None:
    """When to try again after ``attempts`` tries; ``None`` after the last."""
    seconds = FIRST_DELAYS[attempts - 1] if attempts <= len(FIRST_DELAYS) else LATER_DELAY
    again = now + timedelta(seconds=seconds)
    return again if again <= first_at + LAST_TRY else None


def concerns(kinds: Iterable[str], kind: str) -> bool:
    room = kind.split(".", 1)[0]
    return any(wanted in ("*", kind, f"{room}.*") for wanted in kinds)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public net, whatever dress it comes in."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in net for net in _EMBEDDED):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def address_fault(url: str, *, allow_private: bool) -> str | None:
    """What is wrong with a receiver's address as it is written, as a code; what it resolves to is judged at sending."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "subscriptions.url"
    host = parts.hostname
    if not host or parts.fragment or not url.isascii() or any(char <= " " for char in url) or port == 0:
        return "subscriptions.url"
    if parts.username is not None or parts.password is not None:
        return "subscriptions.url_credentials"
    if parts.scheme != "https" and not (allow_private and parts.scheme == "http"):
        return "subscriptions.url_https"
    return None if allow_private or _looks_public(host) else "subscriptions.url_private"


def _looks_public(host: str) -> bool:
    try:
        return is_public(host)
    except ValueError:
        name = host.rstrip(".")
        return "." in name and not name.endswith((".local", ".localhost", ".internal"))
