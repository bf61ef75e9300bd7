"""What holds for every request: its id, its size, its kind, and the headers that protect a browser."""

import logging
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import broken, problem
from app.core.errors import Refusal, TooLarge, UnsupportedMedia
from app.core.ids import new_id

log = logging.getLogger("sweet17.access")

_REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")
_KINDS = ("application/json", "multipart/form-data", "application/x-www-form-urlencoded")
_PAGE_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    b"connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    b"base-uri 'none'; frame-ancestors 'none'"
)
# Swagger UI's own page starts with an inline script and style; everything it loads is still ours.
_DOCS_POLICY = _PAGE_POLICY.replace(b"script-src 'self'", b"script-src 'self' 'unsafe-inline'").replace(
    b"style-src 'self'", b"style-src 'self' 'unsafe-inline'"
)


_NO_DEVICES = b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"


class Envelope:
    """Outermost layer. Writes one access line per request: method, path template, status, time; no query, no body."""

    def __init__(self, app: ASGIApp, max_body_bytes: int) -> None:
        self.app = app
        self.max_body_bytes = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        given = request.headers.get("x-request-id", "")
        scope["request_id"] = given if _REQUEST_ID.match(given) else new_id().hex
        started, answered = time.perf_counter(), _Answered()
        tagged = _tagging(send, scope, answered)
        refusal = self._refusal(request)
        try:
            if refusal is not None:
                await problem(request, refusal)(scope, receive, tagged)
            else:
                await self.app(scope, _limited(receive, scope, self.max_body_bytes), tagged)
        except Exception as failure:  # noqa: BLE001 - beyond this the server would log its message, which may be personal
            answer = broken(request, failure)
            if not answered.status:
                await answer(scope, receive, tagged)
        route = getattr(scope.get("route"), "path", "-")
        log.info(
            "%s %s %s %.1fms %s",
            scope["method"],
            route,
            answered.status,
            (time.perf_counter() - started) * 1000,
            scope["request_id"],
        )

    def _refusal(self, request: Request) -> Refusal | None:
        length = request.headers.get("content-length", "0")
        if length.isdigit() and int(length) > self.max_body_bytes:
            return _too_large(self.max_body_bytes)
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        has_body = length not in ("", "0") or "transfer-encoding" in request.headers
        if has_body and kind not in _KINDS and request.method in ("POST", "PUT", "PATCH"):
            return UnsupportedMedia(expected="application/json")
        return None


class _Answered:
    status = 0


def _tagging(send: Send, scope: Scope, answered: _Answered) -> Callable[[Message], Awaitable[None]]:
    async def tagged(message: Message) -> None:
        if message["type"] == "http.response.start":
            answered.status = message["status"]
            policy = _DOCS_POLICY if scope["path"] in ("/docs", "/redoc") else _PAGE_POLICY
            headers: list[Any] = list(message.get("headers", []))
            headers += [
                (b"x-request-id", scope["request_id"].encode()),
                (b"x-content-type-options", b"nosniff"),
                (b"referrer-policy", b"no-referrer"),
                (b"permissions-policy", _NO_DEVICES),
                (b"cross-origin-opener-policy", b"same-origin"),
                (b"content-security-policy", policy),
            ]
            if scope["path"].startswith("/v1") and not any(name == b"cache-control" for name, _ in headers):
                headers.append((b"cache-control", b"no-store"))
            message["headers"] = headers
        await send(message)

    return tagged


def _limited(receive: Receive, scope: Scope, limit: int) -> Receive:
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            scope["too_large"] = True  # the framework takes what is raised here for bad JSON
            raise _too_large(limit)
        return message

    return limited


def _too_large(limit: int) -> TooLarge:
    return TooLarge(limit_mib=limit // (1024 * 1024))
