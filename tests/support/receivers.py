"""Receivers of webhooks: real servers on a port of their own, that take, refuse, dawdle or are down."""

import base64
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[int, dict[str, Any]], int]
"""What to answer to the n-th request (from 1) with this body: a status."""


class Receiver:
    """Keeps what it took. ``reply`` may be exchanged while it runs; 0 is hanging up without an answer."""

    def __init__(self) -> None:
        self.reply: Reply = lambda _number, _body: 204
        self.requests: list[tuple[str, dict[str, Any], int]] = []
        """Webhook id, body, answered status."""
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        self._lock = threading.Lock()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["content-length"]))
                status = receiver.take(dict(self.headers), raw)
                if status == 0:
                    self.close_connection = True
                    return
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("location", receiver.url + "/elsewhere")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Tests are quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def take(self, headers: dict[str, str], raw: bytes) -> int:
        with self._lock:
            body = json.loads(raw)
            status = self.reply(len(self.requests) + 1, body)
            self.requests.append((headers["webhook-id"], body, status))
            self.headers.append(headers)
            self.bodies.append(raw)
            return status

    @property
    def taken(self) -> list[tuple[str, dict[str, Any]]]:
        return [(id, body) for id, body, status in self.requests if 200 <= status < 300]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


@contextmanager
def receiver() -> Iterator[Receiver]:
    opened = Receiver()
    try:
        yield opened
    finally:
        opened.close()


def is_signed(secret: str, headers: dict[str, str], raw: bytes) -> bool:
    """As a receiver checks, by the words of the standard and apart from our own signing."""
    key = base64.b64decode(secret.split("_", 1)[1])
    told = headers["webhook-id"].encode() + b"." + headers["webhook-timestamp"].encode() + b"." + raw
    wanted = "v1," + base64.b64encode(hmac.new(key, told, sha256).digest()).decode()
    fresh = abs(time.time() - int(headers["webhook-timestamp"])) < 300
    return fresh and any(hmac.compare_digest(wanted, one) for one in headers["webhook-signature"].split(" "))
