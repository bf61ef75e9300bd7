"""How requests travel: tokens, what is sent again and when, pages, versions."""

import math
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Protocol, cast
from urllib.parse import quote

import httpx

from sweet17.errors import BAD_ANSWER, NO_NETWORK, Sweet17Error, from_response
from sweet17.ids import new_id

PAGE = 500
LONGEST_WAIT = 30.0
"""Seconds. A server that asks for more patience than this is answered by an error at once."""
_SAFE = frozenset({"GET", "HEAD", "PUT", "DELETE"})


class Record(dict[str, Any]):
    """What the server answered, with the version it carries and the status it came with."""

    etag: str | None = None
    status: int = 200
    date: datetime | None = None
    """The server's clock, where it told it."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Never printed: the representation says nothing."""

    access: str = field(repr=False)
    refresh: str | None = field(default=None, repr=False)


class TokenStore(Protocol):
    """Where tokens outlive the process. ``lock`` keeps two processes from using one refresh token at once."""

    def load(self) -> Tokens | None: ...
    def save(self, tokens: Tokens | None) -> None: ...
    def lock(self) -> AbstractContextManager[object]: ...


class _Memory:
    def __init__(self, tokens: Tokens | None) -> None:
        self._tokens = tokens

    def load(self) -> Tokens | None:
        return self._tokens

    def save(self, tokens: Tokens | None) -> None:
        self._tokens = tokens

    def lock(self) -> AbstractContextManager[object]:
        return nullcontext()


def path_of(*parts: object) -> str:
    """``/v1/…`` with each part as one segment: an id can never name another path."""
    return "/v1/" + "/".join(quote(str(part), safe="") for part in parts)


def versioned(etag: str | int | None) -> dict[str, str]:
    """The header for a change: an ETag as it came, or a bare ``version``."""
    if etag is None:
        return {}
    text = str(etag)
    return {"If-Match": text if text.endswith('"') else f'"{text}"'}


def cleaned(params: Mapping[str, Any] | None) -> dict[str, str]:
    """Query parameters as text; ``None`` is left out."""
    return {key: _text(value) for key, value in (params or {}).items() if value is not None}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


class Wire:
    """
    One connection pool and one session.

    A request goes out again after a network error or a 5xx (not 501) only if a second arrival does no harm: reading,
    PUT, DELETE, and creating under an id of ours. Whatever never reached the server (no connection, 429, 503 with
    Retry-After) goes out again in any case.
    """

    def __init__(
        self,
        base_url: str,
        *,
        store: TokenStore | None = None,
        token: str | None = None,
        refresh_token: str | None = None,
        transport: httpx.BaseTransport | None = None,
        timeout: float = 30.0,
        retries: int = 3,
        language: str = "id",
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        memory = _Memory(Tokens(token, refresh_token) if token else None)
        self.store: TokenStore = store if store is not None else memory
        self._tokens = self.store.load()
        self._retries = retries
        self._sleep = sleep or time.sleep
        self._http = httpx.Client(
            base_url=base_url.rstrip("/"),
            transport=transport,
            timeout=httpx.Timeout(timeout, connect=min(timeout, 10.0)),
            headers={"Accept-Language": language, "User-Agent": "sweet17-client/0.1"},
        )

    def close(self) -> None:
        self._http.close()

    # --- tokens ---------------------------------------------------------------------------------------------

    @property
    def signed_in(self) -> bool:
        return self._tokens is not None

    def adopt(self, tokens: Tokens | None) -> None:
        """Use ``tokens`` from now on. They are kept before they are used, or a crash would lose the session."""
        self.store.save(tokens)
        self._tokens = tokens

    def refresh(self) -> bool:
        """Go on with the session; ``False`` when it is over. Another process may have done it meanwhile."""
        used = self._tokens
        with self.store.lock():
            kept = self.store.load()
            if kept is not None and (used is None or kept.access != used.access):
                self._tokens = kept
                return True
            if used is None or used.refresh is None:
                return False
            response = self._attempts(
                "POST", "/v1/auth/refresh", {"json": {"refresh_token": used.refresh}}, repeatable=True
            )
            if response.status_code == httpx.codes.UNAUTHORIZED:
                return False
            if response.is_error:
                raise from_response(response)
            self.adopt(tokens_in(self.read(response), used.refresh))
            return True

    # --- one request ----------------------------------------------------------------------------------------

    def send(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        data: Mapping[str, str] | None = None,
        files: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        repeatable: bool | None = None,
        timeout: float | None = None,
        public: bool = False,
    ) -> httpx.Response:
        """The answer, whatever its status below 400 (and 304); raises :class:`Sweet17Error` for the rest."""
        request: dict[str, Any] = {"params": cleaned(params), "headers": dict(headers or {})}
        request |= {
            key: value for key, value in (("json", json), ("data", data), ("files", files)) if value is not None
        }
        if timeout is not None:
            request["timeout"] = timeout
        again = method in _SAFE if repeatable is None else repeatable
        response = self._attempts(method, path, request, repeatable=again, public=public)
        # The first 401 may only mean that fifteen minutes are over.
        if response.status_code == httpx.codes.UNAUTHORIZED and not public and self.refresh():
            response = self._attempts(method, path, request, repeatable=again)
        if response.is_error:
            raise from_response(response)
        if response.is_redirect and response.status_code != httpx.codes.NOT_MODIFIED:
            raise Sweet17Error(response.status_code, BAD_ANSWER, "unexpected redirect")
        return response

    def _attempts(
        self, method: str, path: str, request: Mapping[str, Any], *, repeatable: bool, public: bool = False
    ) -> httpx.Response:
        headers = dict(request.get("headers", {}))
        if self._tokens is not None and not public and path != "/v1/auth/refresh":
            headers["Authorization"] = f"Bearer {self._tokens.access}"
        for attempt in range(self._retries + 1):
            last = attempt == self._retries
            try:
                response = self._http.request(method, path, **{**request, "headers": headers})
            except (httpx.TransportError, httpx.DecodingError, httpx.TooManyRedirects) as failure:
                never_arrived = isinstance(failure, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
                if last or not (repeatable or never_arrived) or isinstance(failure, httpx.UnsupportedProtocol):
                    raise Sweet17Error(0, NO_NETWORK, type(failure).__name__) from failure
                self._sleep(_backoff(attempt))
                continue
            wait = _wait(response, attempt, repeatable=repeatable)
            if last or wait is None:
                return response
            self._sleep(wait)
        raise AssertionError("unreachable")  # pragma: no cover

    # --- what comes back ------------------------------------------------------------------------------------

    def read(self, response: httpx.Response) -> Record:
        """The object in ``response``. A page of a hotel's network with status 200 is no answer of ours."""
        if response.status_code in (httpx.codes.NO_CONTENT, httpx.codes.NOT_MODIFIED):
            record = Record()
        else:
            try:
                body = response.json()
            except ValueError as failure:
                raise Sweet17Error(response.status_code, BAD_ANSWER, "not JSON") from failure
            if not isinstance(body, dict):
                raise Sweet17Error(response.status_code, BAD_ANSWER, "not an object")
            record = Record(body)
        record.etag = response.headers.get("etag")
        record.status = response.status_code
        record.date = _date_of(response)
        return record

    def get(self, path: str, params: Mapping[str, Any] | None = None, **request: Any) -> Record:
        return self.read(self.send("GET", path, params=params, **request))

    def post(self, path: str, body: Any = None, **request: Any) -> Record:
        return self.read(self.send("POST", path, json=body, **request))

    def put(self, path: str, body: Any, etag: str | int | None = None) -> Record:
        return self.read(self.send("PUT", path, json=body, headers=versioned(etag)))

    def patch(self, path: str, body: Any, etag: str | int, params: Mapping[str, Any] | None = None) -> Record:
        return self.read(self.send("PATCH", path, params=params, json=body, headers=versioned(etag)))

    def delete(self, path: str) -> None:
        self.send("DELETE", path)

    def create(self, path: str, facts: Mapping[str, Any], **request: Any) -> Record:
        """POST something new under an id made here, so that it may be sent again."""
        body = {"id": new_id(), **{key: value for key, value in facts.items() if value is not None}}
        return self.post(path, body, repeatable=True, **request)

    def pages(self, path: str, params: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """Every item of a list, page by page as they are asked for."""
        for page in self._pages(path, params):
            yield from items_of(page)

    def whole(self, path: str, params: Mapping[str, Any] | None = None) -> Record:
        """The first page of a list that says more than its items, with the items of all pages."""
        pages = self._pages(path, params)
        first = next(pages)
        first["items"] = [*items_of(first), *(item for page in pages for item in items_of(page))]
        first.pop("next_cursor", None)
        return first

    def _pages(self, path: str, params: Mapping[str, Any] | None) -> Iterator[Record]:
        wanted = {"limit": PAGE, **(params or {})}
        seen: set[str] = set()
        while True:
            page = self.get(path, wanted)
            cursor = page.get("next_cursor")
            yield page
            if not isinstance(cursor, str) or cursor in seen:
                return
            seen.add(cursor)
            wanted["cursor"] = cursor

    def stream(self, path: str, params: Mapping[str, Any] | None = None) -> Iterator[bytes]:
        """A file in pieces, for lists of any length. Not sent again once it has begun."""
        if self._tokens is not None:
            self.get("/v1/me")  # a token that ran out is noticed here, before the file begins
        headers = {"Authorization": f"Bearer {self._tokens.access}"} if self._tokens else {}
        try:
            with self._http.stream("GET", path, params=cleaned(params), headers=headers) as response:
                if response.is_error:
                    response.read()
                    raise from_response(response)
                yield from response.iter_bytes()
        except httpx.TransportError as failure:
            raise Sweet17Error(0, NO_NETWORK, type(failure).__name__) from failure


def tokens_in(answer: Record, former: str | None = None) -> Tokens:
    """Take the tokens out of ``answer``, so that nobody prints them by accident."""
    access, refresh = answer.pop("access_token", None), answer.pop("refresh_token", None)
    if not isinstance(access, str):
        raise Sweet17Error(answer.status, BAD_ANSWER, "no token")
    return Tokens(access, refresh if isinstance(refresh, str) else former)


def items_of(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    items = page.get("items")
    if not isinstance(items, list):
        raise Sweet17Error(200, BAD_ANSWER, "no items")
    return cast("list[dict[str, Any]]", items)


def _wait(response: httpx.Response, attempt: int, *, repeatable: bool) -> float | None:
    """Seconds to wait before another attempt; ``None`` when this answer stands."""
    status = response.status_code
    asked = _retry_after(response)
    if status == httpx.codes.TOO_MANY_REQUESTS or (status == httpx.codes.SERVICE_UNAVAILABLE and asked is not None):
        return asked if asked is not None and asked <= LONGEST_WAIT else None
    if status < 500 or status == httpx.codes.NOT_IMPLEMENTED or not repeatable:
        return None
    return _backoff(attempt)


def _date_of(response: httpx.Response) -> datetime | None:
    try:
        at = parsedate_to_datetime(response.headers.get("date", ""))
    except (TypeError, ValueError):
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def _retry_after(response: httpx.Response) -> float | None:
    try:
        seconds = float(response.headers.get("retry-after", ""))
    except ValueError:
        return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _backoff(attempt: int) -> float:
    """Half a second, doubled each time, spread so that a school's devices do not come back together."""
    return float(0.5 * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311
