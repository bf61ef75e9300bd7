"""Rules of visit requests, answerable with a pencil."""

from collections.abc import Mapping
from datetime import date

from app.core.errors import Fault, Invalid, StateConflict
from app.visits.models import RequestState

MAX_DAYS = 366
"""Nobody asks to be visited within more than a year."""

MOVES: Mapping[RequestState, tuple[str, ...]] = {
    RequestState.OPEN: ("schedule", "decline", "withdraw"),
    # While its visit stands, only the visit's end opens it again: who changed their mind asks to cancel the visit.
    RequestState.SCHEDULED: (),
    RequestState.DECLINED: ("reopen",),
    RequestState.WITHDRAWN: ("reopen",),
}
AFTER: Mapping[str, RequestState] = {
    "schedule": RequestState.SCHEDULED,
    "decline": RequestState.DECLINED,
    "withdraw": RequestState.WITHDRAWN,
    "reopen": RequestState.OPEN,
}
KINDS: Mapping[str, str] = {
    "schedule": "visits.request_scheduled",
    "decline": "visits.request_declined",
    "withdraw": "visits.request_withdrawn",
    "reopen": "visits.request_reopened",
}


def refuse_move(state: RequestState, move: str) -> None:
    """Raise :class:`StateConflict` where the table has no such move."""
    if move not in MOVES[state]:
        raise StateConflict(state=state.value, allowed=MOVES[state])


def check_period(date_from: date, date_to: date, today: date) -> None:
    """Raise :class:`Invalid` for a period that ends before it begins, is over, or is too long to be a wish."""
    if date_to < date_from:
        raise Invalid([Fault("/date_to", "regions.period_backwards")])
    if date_to < today:
        raise Invalid([Fault("/date_to", "visits.request_past")])
    if (date_to - date_from).days >= MAX_DAYS:
        raise Invalid([Fault("/date_to", "regions.period_too_long", {"days": MAX_DAYS})])
