"""The one error of this client."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

NO_NETWORK = "no_network"
BAD_ANSWER = "bad_answer"
_GATEWAY = frozenset({502, 503, 504})


class Sweet17Error(Exception):
    """
    A request that did not succeed.

    ``status`` is the HTTP status, 0 when there was no answer; ``code`` is stable and for programs, ``detail`` is for
    people, ``errors`` names faulty fields as ``{pointer, code, message}``; ``extra`` holds whatever else the problem
    said (``allowed``, ``missing``). None of them holds a token.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str = "",
        errors: Sequence[Mapping[str, Any]] = (),
        *,
        extra: Mapping[str, Any] | None = None,
        request_id: str = "",
    ) -> None:
        super().__init__(status, code, detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = [dict(error) for error in errors]
        self.extra = dict(extra or {})
        self.request_id = request_id

    def __str__(self) -> str:
        return f"{self.status} {self.code}: {self.detail}" if self.detail else f"{self.status} {self.code}"

    @property
    def unreachable(self) -> bool:
        """Whether the server never answered itself: no network, or a gateway that found it away."""
        return self.status == 0 or self.status in _GATEWAY

    @property
    def foreign(self) -> bool:
        """Whether the answer was no problem document of a registry: a proxy's page, a hotel's network."""
        return self.code == BAD_ANSWER or self.code.startswith("http_")


_KNOWN = frozenset({"type", "title", "status", "detail", "code", "errors", "request_id"})


def from_response(response: httpx.Response) -> Sweet17Error:
    """The error that ``response`` tells; one that is no problem document (a proxy's page) keeps its status."""
    try:
        body = response.json()
    except ValueError:
        body = None
    if not isinstance(body, dict) or not isinstance(body.get("code"), str):
        return Sweet17Error(response.status_code, f"http_{response.status_code}", response.reason_phrase)
    faults = body.get("errors")
    return Sweet17Error(
        response.status_code,
        body["code"],
        str(body.get("detail") or body.get("title") or ""),
        [fault for fault in faults if isinstance(fault, dict)] if isinstance(faults, list) else [],
        extra={key: value for key, value in body.items() if key not in _KNOWN},
        request_id=str(body.get("request_id") or ""),
    )
