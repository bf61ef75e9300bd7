"""Cards that do not come on by themselves: of what kind, what the office does next, and from when it is late. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.cards.rules import code_of


class ProblemKind(StrEnum):
    """Why a card stands still. The grounds for each next step stand in docs/kartu.md."""

    DUPLICATE = "duplicate"
    ADJUDICATE = "adjudicate"
    ENROL_FAILURE = "enrol_failure"
    SEARCH_FAILURE = "search_failure"
    REQUEST_VALIDATION = "request_validation"
    STUCK_SENT = "stuck_sent"
    """Sent to the centre and no word since."""
    STUCK_HERE = "stuck_here"
    """Captured or packed, and never sent."""
    UNKNOWN_AT_CENTRE = "unknown_at_centre"
    """Recorded by us, and the centre has no word of it."""
    UNKNOWN_CODE = "unknown_code"
    """A code that nobody here knows."""
    RETURNED = "returned"
    """Came back after it was given out."""
    NOT_RECEIVED = "not_received"
    """The school says that the pupil did not get it."""

    @property
    def advice(self) -> str:
        """The code of the sentence that says what the office does next."""
        return f"cards.do_{self.value}"


KIND_OF_CODE: Mapping[str, ProblemKind] = {
    "DUPLICATE": ProblemKind.DUPLICATE,
    "ADJUDICATE": ProblemKind.ADJUDICATE,
    "ENROLL_FAILURE_AT_CENTRAL": ProblemKind.ENROL_FAILURE,
    "ENROLL_FAILURE_AT_REGIONAL": ProblemKind.ENROL_FAILURE,
    "SEARCH_FAILURE_AT_CENTRAL": ProblemKind.SEARCH_FAILURE,
    "REQUEST_VALIDATION": ProblemKind.REQUEST_VALIDATION,
    "SENT_FOR_ENROLLMENT": ProblemKind.STUCK_SENT,
    "BIO_CAPTURED": ProblemKind.STUCK_HERE,
    "PROCESSING": ProblemKind.STUCK_HERE,
}
"""The steps that stand on the list: those of the last two kinds only once they are old."""
STUCK = frozenset({ProblemKind.STUCK_SENT, ProblemKind.STUCK_HERE})


@dataclass(frozen=True, slots=True)
class Patience:
    """After how many days somebody must act, by a region's settings."""

    stuck: int
    """``card_stuck_days``: sent or captured, and nothing heard."""
    problem: int
    """``card_problem_days``: any other problem."""
    unknown_at_centre: int
    """``unknown_at_centre_days``"""

    def of(self, kind: ProblemKind) -> int:
        if kind in STUCK:
            return self.stuck
        return self.unknown_at_centre if kind is ProblemKind.UNKNOWN_AT_CENTRE else self.problem


def codes_by_kind(raw_codes: Iterable[str]) -> dict[ProblemKind, list[str]]:
    """Raw codes as they are spelled, by the kind of problem that each of them is; the others are left out."""
    found: dict[ProblemKind, list[str]] = {}
    for raw in raw_codes:
        kind = KIND_OF_CODE.get(code_of(raw))
        if kind is not None:
            found.setdefault(kind, []).append(raw)
    return found


def age(since: date, on: date) -> int:
    """Whole days that a card has stood; what other offices' clocks put ahead of today is new."""
    return max((on - since).days, 0)


def is_late(kind: ProblemKind, days: int, patience: Patience) -> bool:
    """Whether somebody should have acted: more days than the setting allows, for a silence as many as it allows."""
    limit = patience.of(kind)
    return days >= limit if kind is ProblemKind.UNKNOWN_AT_CENTRE else days > limit
