"""Rules of complaints: which step follows which, when one is late, who may know what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.complaints.models import Category, Complaint, ComplaintClass, ComplaintState, ReporterVerdict
from app.core.errors import StateConflict

State = ComplaintState

HANDLED = frozenset({State.RESOLVED, State.CLOSED, State.REJECTED})
OPEN = frozenset(State) - HANDLED
CONFIDENTIAL = frozenset({Category.ILLEGAL_LEVY, Category.STAFF})
"""About levies or staff: a colleague may be meant, so administrators alone see them."""

UNVERIFIED_CLASS = ComplaintClass.COMPLAINT
"""The class of a complaint that was rejected before anybody verified it, once it is taken up again."""


class Action(StrEnum):
    VERIFY = "verify"
    ASSIGN = "assign"
    RESPOND = "respond"
    RESOLVE = "resolve"
    REJECT = "reject"
    REOPEN = "reopen"
    CLOSE = "close"
    REFER = "refer"
    MERGE = "merge"
    UNMERGE = "unmerge"
    REPLY = "reply"
    VERDICT = "verdict"


BY_REPORTER = frozenset({Action.REPLY, Action.VERDICT})

FROM: Mapping[Action, frozenset[State]] = {
    Action.VERIFY: frozenset({State.RECEIVED}),
    Action.ASSIGN: frozenset({State.VERIFIED, State.IN_PROGRESS}),
    Action.RESPOND: frozenset({State.RECEIVED, State.VERIFIED, State.IN_PROGRESS, State.RESOLVED}),
    Action.RESOLVE: frozenset({State.VERIFIED, State.IN_PROGRESS}),
    Action.REJECT: frozenset({State.RECEIVED, State.VERIFIED}),
    Action.REOPEN: HANDLED,
    Action.CLOSE: frozenset({State.RESOLVED}),
    Action.REFER: frozenset({State.VERIFIED, State.IN_PROGRESS}),
    Action.MERGE: OPEN,
    Action.UNMERGE: frozenset(State),
    Action.REPLY: frozenset(State) - {State.CLOSED},
    # Closed too, or an office could close at once and so never be told that nothing was solved.
    Action.VERDICT: frozenset({State.RESOLVED, State.CLOSED}),
}

TO: Mapping[Action, State] = {
    Action.VERIFY: State.VERIFIED,
    Action.ASSIGN: State.IN_PROGRESS,
    Action.REFER: State.IN_PROGRESS,
    Action.REOPEN: State.IN_PROGRESS,
    Action.RESOLVE: State.RESOLVED,
    Action.REJECT: State.REJECTED,
    Action.CLOSE: State.CLOSED,
}
"""Where an action leads, if it moves at all; a verdict by what it says."""

VERDICT_TO: Mapping[ReporterVerdict, State] = {
    ReporterVerdict.SOLVED: State.CLOSED,
    ReporterVerdict.NOT_SOLVED: State.IN_PROGRESS,
}

HAPPENED: Mapping[Action, str] = {
    Action.VERIFY: "verified",
    Action.ASSIGN: "assigned",
    Action.RESPOND: "responded",
    Action.RESOLVE: "resolved",
    Action.REJECT: "rejected",
    Action.REOPEN: "reopened",
    Action.CLOSE: "closed",
    Action.REFER: "referred",
    Action.MERGE: "merged",
    Action.UNMERGE: "unmerged",
    Action.REPLY: "replied",
    Action.VERDICT: "judged",
}
"""The kind of event that an action leaves."""

FILED, CHANGED, FOLLOWED, ESCALATED = "filed", "changed", "followed", "escalated"
"""``followed``: what it is merged into went on by its own reporter's word."""
ATTACHED, EVIDENCE = "attached", "evidence_attached"
"""A file came from whoever complains; or from the office, for the office."""
SHOWN_TO_REPORTER = frozenset({FILED, FOLLOWED, ATTACHED, *HAPPENED.values()}) - {HAPPENED[Action.ASSIGN]}

MOST_FILES = 5
"""In a case, of whoever complains, and as many of the office: neither can use up the other's."""

WHILE_MERGED = frozenset({Action.RESPOND, Action.UNMERGE, *BY_REPORTER})
"""What may still be done with a complaint that follows another: everything else is done to that one."""
MERGED_INTO = frozenset({State.VERIFIED, State.IN_PROGRESS})
"""Where a complaint may stand that others are merged into: accepted, and its answer still to come."""


def allowed(state: State, *, judged: bool, reporter: bool, merged: bool = False) -> list[Action]:
    """What the office, or the reporter, may do now. One verdict is given on one resolution."""
    return [
        action
        for action, states in FROM.items()
        if state in states
        and (action in BY_REPORTER) is reporter
        and not (action is Action.VERDICT and judged)
        and (action in WHILE_MERGED if merged else action is not Action.UNMERGE)
    ]


def moved(
    state: State, action: Action, *, judged: bool, verdict: ReporterVerdict | None = None, merged: bool = False
) -> State:
    """The state after ``action``. Raises :class:`StateConflict` with what is possible instead."""
    possible = allowed(state, judged=judged, reporter=action in BY_REPORTER, merged=merged)
    if action not in possible:
        raise StateConflict(state=state, allowed=possible)
    return VERDICT_TO[verdict] if verdict is not None else TO.get(action, state)


def unfit_to_merge(into: Complaint, other: Complaint) -> str | None:
    """Why ``other`` may never follow ``into``: whoever sees the one, and its answers, must be meant to see both."""
    if into.region_code != other.region_code:
        return "complaints.merge_other_regency"
    if (into.category in CONFIDENTIAL) is not (other.category in CONFIDENTIAL):
        return "complaints.merge_confidential"
    if into.about_school_id is not None and into.about_school_id == other.filed_by_school_id:
        return "complaints.merge_about_reporter"
    return None


# --- time ------------------------------------------------------------------------------------------------------


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last second of a day in a zone; a deadline shown to people names the day itself."""
    return datetime.combine(day, time(23, 59, 59), zone).astimezone(UTC)


def is_overdue(state: State, verify_by: datetime, due_at: datetime | None, at: datetime) -> bool:
    """Whether the clock that runs has run out: that of verification first, then that of the class."""
    return state in OPEN and at > (due_at or verify_by)


class GroupBy(StrEnum):
    """What statistics are parted by."""

    CATEGORY = "category"
    CLASS = "class"
    SCHOOL = "school"
    MONTH = "month"


# --- labels and figures ----------------------------------------------------------------------------------------


def ticket(region_code: str, year: int, number: int) -> str:
    """``ADU-6311-2026-000123``"""
    return f"ADU-{region_code.replace('.', '')}-{year}-{number:06d}"


@dataclass(frozen=True, slots=True)
class Tally:
    """Complaints of a year. ``days`` counts handled ones by working days from receipt to handling."""

    received: int
    handled: int
    confirmed_solved: int
    on_time: int
    days: Mapping[int, int]


def median(counts: Mapping[int, int]) -> float | None:
    """The median of values given as value → how often; ``None`` for none."""
    total = sum(counts.values())
    if total == 0:
        return None
    middle = ((total - 1) // 2, total // 2)
    found, passed = [], 0
    for value in sorted(counts):
        found += [value for place in middle if passed <= place < passed + counts[value]]
        passed += counts[value]
    return sum(found) / 2
