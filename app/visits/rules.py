"""
Rules of visits, answerable with a pencil: moves, capacity, slots, clashes, and which outcome counts.

                 draft     proposed   confirmed   in_progress  postponed
    propose      proposed
    confirm                confirmed
    decline                draft
    postpone     postponed postponed  postponed   postponed
    reschedule   proposed  proposed   proposed                 proposed
    cancel       cancelled cancelled  cancelled   cancelled    cancelled
    start                             in_progress
    complete                                      completed
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from app.core.errors import Conflict, StateConflict
from app.regions.models import DayKind
from app.visits.models import VisitKind, VisitState

# --- refusals --------------------------------------------------------------------------------------------------


class TeamBusy(Conflict):
    code = "visits.team_busy"


class KitBusy(Conflict):
    code = "visits.kit_busy"


class KitNotReady(Conflict):
    code = "visits.kit_not_ready"


class TeamInactive(Conflict):
    code = "visits.team_inactive"


class Holiday(Conflict):
    code = "visits.holiday"


class Blackout(Conflict):
    code = "visits.blackout"


class OutsideLessons(Conflict):
    code = "visits.outside_lessons"


class NoLessons(OutsideLessons):
    """On a day without any there are no hours to name."""

    words = "visits.no_lessons"


class NothingToRecord(Conflict):
    """A handover visit has no pupils to record: its roster is named by hand."""

    code = "visits.nothing_to_record"


class NothingToCatchUp(Conflict):
    """Nobody of the followed visit is still to be recorded."""

    code = "visits.nothing_to_catch_up"


# --- moves -----------------------------------------------------------------------------------------------------


class Action(StrEnum):
    PROPOSE = "propose"
    CONFIRM = "confirm"
    DECLINE = "decline"
    POSTPONE = "postpone"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    START = "start"
    COMPLETE = "complete"


_S = VisitState
_BEFORE_START = (_S.DRAFT, _S.PROPOSED, _S.CONFIRMED)

MOVES: Mapping[Action, Mapping[VisitState, VisitState]] = {
    Action.PROPOSE: {_S.DRAFT: _S.PROPOSED},
    Action.CONFIRM: {_S.PROPOSED: _S.CONFIRMED},
    Action.DECLINE: {_S.PROPOSED: _S.DRAFT},
    Action.POSTPONE: dict.fromkeys((*_BEFORE_START, _S.IN_PROGRESS), _S.POSTPONED),
    Action.RESCHEDULE: dict.fromkeys((*_BEFORE_START, _S.POSTPONED), _S.PROPOSED),
    Action.CANCEL: dict.fromkeys((*_BEFORE_START, _S.IN_PROGRESS, _S.POSTPONED), _S.CANCELLED),
    Action.START: {_S.CONFIRMED: _S.IN_PROGRESS},
    Action.COMPLETE: {_S.IN_PROGRESS: _S.COMPLETED},
}

JOURNAL_KINDS: Mapping[Action, str] = {
    Action.PROPOSE: "visits.proposed",
    Action.CONFIRM: "visits.confirmed",
    Action.DECLINE: "visits.declined",
    Action.POSTPONE: "visits.postponed",
    Action.RESCHEDULE: "visits.rescheduled",
    Action.CANCEL: "visits.cancelled",
    Action.START: "visits.started",
    Action.COMPLETE: "visits.completed",
}

CLOSED = frozenset({_S.CANCELLED, _S.COMPLETED})
STARTED_BY_RECORDING = frozenset({*_BEFORE_START, _S.POSTPONED})
"""The first recording is a fact: it starts the visit from any of these."""
NOT_OCCUPYING = frozenset({_S.CANCELLED, _S.POSTPONED})
"""Visits in these states hold neither team nor kit."""
TO_COME = frozenset(_BEFORE_START)
RECORDING = frozenset({VisitKind.RECORDING, VisitKind.CATCH_UP})
"""Visits of these kinds record: the others reach nobody who is to be recorded."""
MAX_KITS = 20
"""Kits of one visit."""
YEARS = range(2001, 2101)
"""Years in which a visit may lie: at the ends of the calendar, times cannot be turned into a zone's."""

_TIMES_CHANGEABLE = frozenset({_S.DRAFT, _S.PROPOSED})


def actions(state: VisitState) -> list[str]:
    """What can be done with a visit in ``state``."""
    return [action.value for action, moves in MOVES.items() if state in moves]


def moved(state: VisitState, action: Action) -> VisitState:
    """The state after ``action``. Raises :class:`StateConflict` where the table has no such move."""
    if state not in MOVES[action]:
        raise StateConflict(state=state.value, allowed=actions(state))
    return MOVES[action][state]


def refuse_closed(state: VisitState) -> None:
    """Raise :class:`StateConflict` for a visit that is over or will not be."""
    if state in CLOSED:
        raise StateConflict(state=state.value, allowed=actions(state))


def refuse_unchangeable(state: VisitState, fields: Collection[str]) -> None:
    """
    Raise :class:`StateConflict` when one of ``fields`` may not change in ``state``.

    The headcount may always be mended. Times move by `reschedule` once the school has answered, so that it is asked
    again; team, kits and kind change as long as the visit is not over.
    """
    times = {"starts_at", "ends_at"} & set(fields)
    others = set(fields) - {"headcount"}
    if (times and state not in _TIMES_CHANGEABLE) or (others and state in CLOSED):
        raise StateConflict(state=state.value, allowed=actions(state))


# --- capacity and slots ----------------------------------------------------------------------------------------


def needs_kits(kind: VisitKind) -> bool:
    return kind in RECORDING


def minutes_between(starts: datetime, ends: datetime) -> int:
    return int((ends - starts).total_seconds() // 60)


def minutes_between_times(starts: time, ends: time) -> int:
    """Minutes from one time of a day to a later one; none where it is not later."""
    return max(0, (ends.hour - starts.hour) * 60 + ends.minute - starts.minute)


def capacity(minutes: int, minutes_per_recording: float, kits: Iterable[int]) -> int:
    """Pupils that can be recorded: each kit does what the time allows, at most its capacity per day."""
    by_time = int(minutes // max(minutes_per_recording, 1))
    return sum(min(by_time, per_day) for per_day in kits)


def slots(
    starts: datetime,
    ends: datetime,
    classes: Sequence[tuple[str | None, int]],
    kits: int,
    minutes_per_recording: float,
) -> dict[str | None, tuple[time, time]]:
    """
    When each class comes, one after the other, so that a class leaves its lessons for its own slot alone.

    ``classes`` are names with numbers of pupils, none empty. A slot is as long as its pupils take with all kits at
    work; where more pupils are named than fit, all slots shrink in proportion. Less than a minute has no slots. Times
    are those of ``starts``'s zone.
    """
    pupils = sum(number for _, number in classes)
    minutes = minutes_between(starts, ends)
    needed = -int(-pupils * max(minutes_per_recording, 1) // kits) if kits else minutes
    span = min(minutes, needed)
    found: dict[str | None, tuple[time, time]] = {}
    if span < 1:
        return found
    before = 0
    for name, number in classes:
        opens = starts + timedelta(minutes=span * before // pupils)
        # Where there are more classes than minutes, some share a minute: nobody comes for none.
        last = max(span * (before + number) // pupils, span * before // pupils + 1)
        closes = starts + timedelta(minutes=last)
        found[name] = (_clock(opens), _clock(closes))
        before += number
    return found


def is_slot(start: time | None, end: time | None) -> bool:
    """Whether a slot is whole: both ends in order, or none named."""
    return (start is None and end is None) or (start is not None and end is not None and start < end)


def is_within(start: time | None, end: time | None, starts: datetime, ends: datetime) -> bool:
    """Whether a slot lies within its visit, whose times are those of the place."""
    return start is None or end is None or (_clock(starts) <= start and end <= ends.time())


def class_order(class_group: str | None) -> tuple[bool, str]:
    """Sorts classes by name, pupils without a class last, alike on both databases."""
    return class_group is None, class_group or ""


def _clock(instant: datetime) -> time:
    return instant.time().replace(second=0, microsecond=0)


# --- clashes with days and hours -------------------------------------------------------------------------------

_HOLIDAYS = frozenset({DayKind.NATIONAL_HOLIDAY, DayKind.JOINT_LEAVE})


def refuse_days(kinds: Collection[DayKind]) -> None:
    """Raise :class:`Holiday` or :class:`Blackout` when anything entered stands against the day."""
    if any(kind in _HOLIDAYS for kind in kinds):
        raise Holiday
    if kinds:
        raise Blackout


@dataclass(frozen=True, slots=True)
class LessonHours:
    """A school's lessons, local time; ``friday_end`` and ``saturday`` are settings of the region."""

    start: time
    end: time
    friday_end: time
    saturday: bool

    def on(self, weekday: int) -> tuple[time, time] | None:
        """Lessons on a day of the week (Monday is 0), ``None`` for a day without."""
        if weekday == 6 or (weekday == 5 and not self.saturday):
            return None
        # A school that begins after the Friday prayer is not touched by it.
        if weekday == 4 and self.start < self.friday_end:
            return self.start, min(self.end, self.friday_end)
        return self.start, self.end


def refuse_hours(starts: datetime, ends: datetime, hours: LessonHours) -> None:
    """Raise :class:`OutsideLessons`, or :class:`NoLessons`, unless a visit (local times) lies within lessons."""
    lessons = hours.on(starts.weekday())
    if lessons is None:
        raise NoLessons
    if starts.time() < lessons[0] or ends.time() > lessons[1]:
        raise OutsideLessons(start=f"{lessons[0]:%H:%M}", end=f"{lessons[1]:%H:%M}")


# --- outcomes --------------------------------------------------------------------------------------------------

PRECEDENCE = (
    "recorded",
    "already_recorded",
    "left",
    "under_age",
    "failed",
    "refused",
    "deferred",
    "absent",
)
"""One place per person: the first of these that was noted counts; nothing noted is *not yet seen*."""

COMES_AGAIN = ("failed", "deferred", "absent")
"""Outcomes after which a catch-up visit expects the pupil, besides those not yet seen. Who refused is not chased."""

NOT_SEEN = len(PRECEDENCE)


def rank(outcome: str | None) -> int:
    """The place of an outcome in the precedence; the lowest counts."""
    return NOT_SEEN if outcome is None else PRECEDENCE.index(outcome)
