"""One POST to somebody else's server: no redirect is followed, and no address inside our own net is reached."""

import http.client
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.subscriptions.rules import is_public

SECONDS = 10
"""For each step; a whole request may take :data:`WHOLE_SECONDS`."""
WHOLE_SECONDS = 15
_GONE = 410


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a try: a status, or a word for what went wrong. Never a word of what the receiver said."""

    status: int | None = None
    error: str | None = None

    @property
    def taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        return self.status == _GONE

    @property
    def told(self) -> str:
        return self.error or str(self.status)


class _Unreachable(Exception):
    """The message is one of a few words."""


def post(url: str, body: bytes, headers: dict[str, str], *, allow_private: bool) -> Answer:
    """
    Send ``body``; a certificate that does not fit, a redirect, an answer after :data:`WHOLE_SECONDS` are failures.

    The name is resolved here and the connection goes to that very address: a name that resolves to something else a
    moment later leads nowhere.
    """
    parts = urlsplit(url)
    try:
        connection = _connect(parts.hostname or "", parts.port, tls=parts.scheme == "https", private=allow_private)
    except _Unreachable as failure:
        return Answer(error=str(failure))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    # The time-out of a socket begins anew with each byte; a receiver that drips must not hold us for ever.
    alarm = threading.Timer(WHOLE_SECONDS, _hang_up, [connection.sock])
    alarm.start()
    try:
        connection.request("POST", path, body, {"user-agent": "sweet-seventeen", "connection": "close", **headers})
        return Answer(status=connection.getresponse().status)
    except TimeoutError:
        return Answer(error="timeout")
    except (OSError, http.client.HTTPException):
        return Answer(error="broken_off" if alarm.is_alive() else "timeout")
    finally:
        alarm.cancel()
        connection.close()


def _hang_up(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it ended by itself in the same moment


def _connect(host: str, port: int | None, *, tls: bool, private: bool) -> http.client.HTTPConnection:
    port = port or (443 if tls else 80)
    try:
        found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as failure:
        raise _Unreachable("name_unknown") from failure
    addresses = [str(address) for address in found]
    if not private and not all(map(is_public, addresses)):
        raise _Unreachable("address_private")
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    try:
        plain = socket.create_connection((addresses[0], port), SECONDS)
        connection.sock = plain
        if tls:
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except TimeoutError as failure:
        connection.close()
        raise _Unreachable("timeout") from failure
    except ssl.SSLError as failure:
        connection.close()
        raise _Unreachable("certificate") from failure
    except OSError as failure:
        connection.close()
        raise _Unreachable("unreachable") from failure
    return connection
