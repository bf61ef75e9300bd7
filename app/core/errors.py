"""
How the registry refuses. A refusal names a stable code; HTTP statuses live in ``api/errors.py`` alone.

Refusal
├── Malformed            what was sent cannot be read
├── Unauthorized         no valid proof of who asks
├── Forbidden            the role may never do this
├── NotFound             unknown, or out of the asker's sight
├── Conflict             not possible in the present state of things
│   └── StateConflict    the moves that are possible are named
├── Gone                 belonged to a former epoch
├── VersionMissing       a change must say which version it changes
├── VersionMismatch      somebody else changed it first
├── TooLarge
├── UnsupportedMedia
├── Invalid              the content breaks a rule, fault by fault
├── TooManyRequests
└── Unavailable          not now; try again
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one field. ``pointer`` is a JSON pointer into what was sent."""

    pointer: str
    code: str
    params: dict[str, Any] = field(default_factory=dict)


class Refusal(Exception):
    """Base of all refusals. Keyword arguments fill the message and must not be personal."""

    code: ClassVar[str]
    words: ClassVar[str | None] = None
    """Which message tells it, where one code has several; the code's own otherwise."""

    def __init__(self, faults: Iterable[Fault] = (), *, extra: dict[str, Any] | None = None, **params: Any) -> None:
        super().__init__(self.code)
        self.faults: Sequence[Fault] = tuple(faults)
        self.params = params
        self.extra = extra or {}
        """Members added to the problem body, e.g. new counts."""


class Malformed(Refusal):
    code = "malformed"


class Unauthorized(Refusal):
    code = "unauthorized"


class Forbidden(Refusal):
    code = "forbidden"


class NotFound(Refusal):
    code = "not_found"


class Conflict(Refusal):
    code = "conflict"


class StateConflict(Conflict):
    code = "state_conflict"

    def __init__(self, *, state: str, allowed: Iterable[str], **params: Any) -> None:
        allowed = sorted(allowed)
        super().__init__(extra={"allowed": allowed, "state": state}, state=state, allowed=", ".join(allowed), **params)


class IdReused(Conflict):
    code = "id_reused"


class AlreadyExists(Conflict):
    code = "already_exists"


class Gone(Refusal):
    code = "cursor_of_former_epoch"


class VersionMissing(Refusal):
    code = "version_missing"


class VersionMismatch(Refusal):
    code = "version_mismatch"


class TooLarge(Refusal):
    code = "too_large"


class UnsupportedMedia(Refusal):
    code = "unsupported_media_type"


class Invalid(Refusal):
    code = "invalid"


class TooManyRequests(Refusal):
    code = "too_many_requests"

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after=retry_after)
        self.retry_after = retry_after


class Unavailable(Refusal):
    code = "unavailable"
    retry_after = 5
