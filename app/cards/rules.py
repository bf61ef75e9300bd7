"""The life of a card, answerable with a pencil: which steps there are, what follows what, and from which day."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Protocol, TypeVar

from app.core.errors import Fault, Invalid
from app.students.models import CardState

REOPENED = "reopened"
"""Our own word beside the national codes: the centre deleted the record, a new recording cycle begins."""
AHEAD = timedelta(days=1)
"""How far ahead of our clock an event may lie: other offices' clocks and zones differ."""
_UNKNOWN_RANK = -1


class ReasonNeeded(Invalid):
    """A step that goes back or leaves steps out was entered by hand without saying why."""

    code = "cards.reason_needed"


class Acts(StrEnum):
    """Who can move a card on from a step."""

    OFFICE = "office"
    CENTRE = "centre"
    NOBODY = "nobody"


class Flag(StrEnum):
    """What is remarkable about an event; it is taken all the same."""

    SKIPPED = "skipped"
    BACKWARD = "backward"
    BEFORE_LEGAL_DAY = "before_legal_day"
    UNKNOWN_CODE = "unknown_code"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the national life cycle. Its place in :data:`STEPS` is its rank."""

    code: str
    state: CardState
    acts: Acts
    leads_to: frozenset[str]


def _step(code: str, state: CardState, acts: Acts, *leads_to: str) -> Step:
    return Step(code, state, acts, frozenset(leads_to))


_S, _A = CardState, Acts
_OUTCOMES = (
    "ENROLL_FAILURE_AT_CENTRAL",
    "ENROLL_FAILURE_AT_REGIONAL",
    "SEARCH_FAILURE_AT_CENTRAL",
    "ADJUDICATE",
    "REQUEST_VALIDATION",
    "DUPLICATE",
    "PRINT_READY",
)

STEPS = (
    _step("UNREGISTERED", _S.NOT_RECORDED, _A.OFFICE, "BIO_CAPTURED"),
    _step("BIO_CAPTURED", _S.IN_PROCESS, _A.OFFICE, "PROCESSING"),
    _step("PROCESSING", _S.IN_PROCESS, _A.OFFICE, "SENT_FOR_ENROLLMENT"),
    _step("SENT_FOR_ENROLLMENT", _S.IN_PROCESS, _A.CENTRE, "RECEIVED_AT_CENTRAL"),
    _step("RECEIVED_AT_CENTRAL", _S.IN_PROCESS, _A.CENTRE, *_OUTCOMES),
    _step("ENROLL_FAILURE_AT_CENTRAL", _S.PROBLEM, _A.OFFICE, "BIO_CAPTURED", "UNREGISTERED"),
    _step("ENROLL_FAILURE_AT_REGIONAL", _S.PROBLEM, _A.OFFICE, "BIO_CAPTURED", "UNREGISTERED"),
    _step("SEARCH_FAILURE_AT_CENTRAL", _S.PROBLEM, _A.CENTRE, "SENT_FOR_ENROLLMENT"),
    _step("ADJUDICATE", _S.PROBLEM, _A.OFFICE, "BIO_CAPTURED", "UNREGISTERED"),
    _step("REQUEST_VALIDATION", _S.PROBLEM, _A.CENTRE),
    _step("DUPLICATE", _S.PROBLEM, _A.CENTRE, "UNREGISTERED", "PRINT_READY"),
    _step("PRINT_READY", _S.READY, _A.OFFICE, "SENT_FOR_CARD_PRINTING", "CARD_PRINTED"),
    _step("SENT_FOR_CARD_PRINTING", _S.READY, _A.OFFICE, "CARD_PRINTED"),
    _step("CARD_PRINTED", _S.PRINTED, _A.OFFICE, "CARD_SHIPPED", "CARD_ISSUED"),
    _step("CARD_SHIPPED", _S.PRINTED, _A.OFFICE, "CARD_ISSUED"),
    _step("CARD_ISSUED", _S.HANDED_OVER, _A.NOBODY),
)
"""In the order in which a card passes them; ties in time are decided by it."""

_RANKS = {step.code: rank for rank, step in enumerate(STEPS)}
REOPENED_RANK = len(STEPS)
UNREGISTERED_RANK, ISSUED_RANK = _RANKS["UNREGISTERED"], _RANKS["CARD_ISSUED"]
# Short forms that offices write; the codes themselves come with and without `_RECORD`.
_SHORT = {
    "BC": "BIO_CAPTURED",
    "PRO": "PROCESSING",
    "SFE": "SENT_FOR_ENROLLMENT",
    "EFAC": "ENROLL_FAILURE_AT_CENTRAL",
    "EFAR": "ENROLL_FAILURE_AT_REGIONAL",
    "SEARCH_FAILURE": "SEARCH_FAILURE_AT_CENTRAL",
    "DUP": "DUPLICATE",
    "PRR": "PRINT_READY",
} | dict.fromkeys(("BELUM_REKAM", "BELUM_PEREKAMAN", "BELUM_WAJIB"), "UNREGISTERED")
# Words that lists of offices and villages use for a step.
_SHORT |= dict.fromkeys(("SUDAH_REKAM", "SUDAH_PEREKAMAN", "TELAH_REKAM", "REKAM"), "BIO_CAPTURED")
_SHORT |= dict.fromkeys(("GANDA", "DATA_GANDA", "DUPLIKAT"), "DUPLICATE")
_SHORT |= {"SIAP_CETAK": "PRINT_READY"} | dict.fromkeys(("SUDAH_CETAK", "TERCETAK"), "CARD_PRINTED")
_SHORT |= dict.fromkeys(("SUDAH_DISERAHKAN", "SUDAH_DITERIMA"), "CARD_ISSUED")
_UNREGISTERED, _BIO_CAPTURED, _ISSUED = STEPS[0], STEPS[1], STEPS[-1]
_PRINTED = frozenset({CardState.PRINTED, CardState.HANDED_OVER})
HAND_OVER_FROM = frozenset({CardState.READY, CardState.PRINTED})
"""States from which a card is handed over without a word of explanation."""


@lru_cache(maxsize=1024)
def _spelled(status: str) -> str:
    plain = re.sub(r"[^A-Z0-9]+", "_", status.upper()).strip("_").removesuffix("_RECORD")
    return _SHORT.get(plain, plain)


def code_of(status: str) -> str:
    """A raw code in one spelling: two that mean one step are equal, and so are unknown ones but for their signs."""
    return REOPENED if is_reopening(status) else _spelled(status)


def step_of(status: str) -> Step | None:
    """The step that a raw code names, however it is spelled; ``None`` for a code we do not know."""
    rank = _RANKS.get(_spelled(status))
    return None if rank is None else STEPS[rank]


def is_reopening(status: str) -> bool:
    return status.strip().lower() == REOPENED


def state_of(status: str) -> CardState:
    """What a raw code means for a card. Unknown codes are taken and mean ``unknown``."""
    if is_reopening(status):
        return CardState.NOT_RECORDED
    step = step_of(status)
    return CardState.UNKNOWN if step is None else step.state


def acts_on(status: str) -> Acts:
    """Who must move on a card that stands at ``status``; an unknown code is the office's to find out about."""
    step = step_of(status)
    return Acts.OFFICE if step is None else step.acts


def known_code(status: str) -> str | None:
    """The one spelling of a raw code that we know, else ``None``."""
    if is_reopening(status):
        return REOPENED
    step = step_of(status)
    return None if step is None else step.code


def plain_code(status: str) -> str:
    """A raw code as it may be told anywhere: what we do not know may hold anything."""
    return known_code(status) or "UNKNOWN"


# --- what the events say ---------------------------------------------------------------------------------------


class Event(Protocol):
    @property
    def status(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...


E = TypeVar("E", bound=Event)


class DatedEvent(Event, Protocol):
    @property
    def occurred_on(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as the rules see it."""

    status: str
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class CardStanding:
    """What all events of a person say together, in whatever order they became known."""

    cycle: int
    cycle_from: datetime | None
    last_code: str | None
    last_at: datetime | None
    state: CardState | None
    """``None``: nothing was heard in any cycle."""
    registry_since: date | None
    """The day of the first event of the cycle beyond UNREGISTERED."""
    handed_over_on: date | None
    """The day since which the card is in its owner's hands."""


def rank_of(status: str) -> int:
    """Where a raw code stands in the life cycle. A reopening ends its instant: what was deleted came before it."""
    return REOPENED_RANK if is_reopening(status) else _RANKS.get(_spelled(status), _UNKNOWN_RANK)


def moment(event: Event) -> tuple[datetime, int, str]:
    """Where an event stands among others."""
    return event.occurred_at, rank_of(event.status), event.status


def standing(events: Iterable[DatedEvent]) -> CardStanding:
    """The standing after ``events``: only those of the present cycle count, the last of them says the state."""
    ordered = sorted(events, key=moment)
    cycle = 1 + sum(is_reopening(event.status) for event in ordered)
    present = _since_reopening(ordered)
    start = ordered[-len(present) - 1] if cycle > 1 else None
    last = present[-1] if present else start
    beyond = [event for event in present if step_of(event.status) is not _UNREGISTERED]
    issued_since: DatedEvent | None = None
    for event in present:
        issued_since = (issued_since or event) if step_of(event.status) is _ISSUED else None
    return CardStanding(
        cycle=cycle,
        cycle_from=start.occurred_at if start else None,
        last_code=last.status if last else None,
        last_at=last.occurred_at if last else None,
        state=state_of(last.status) if last else None,
        registry_since=beyond[0].occurred_on if beyond else None,
        handed_over_on=issued_since.occurred_on if issued_since else None,
    )


def _since_reopening(ordered: Sequence[E]) -> Sequence[E]:
    for index in range(len(ordered) - 1, -1, -1):
        if is_reopening(ordered[index].status):
            return ordered[index + 1 :]
    return ordered


def flags(before: Iterable[Event], new: Event, *, recorded_by_then: bool, too_early: bool) -> list[Flag]:
    """What is remarkable about ``new``, seen from the step before it in its cycle; see :func:`remarks`."""
    earlier = [event for event in before if moment(event) < moment(new)]
    *_, (_, former) = formers([*earlier, new])
    return remarks(former, new, recorded_by_then=recorded_by_then, too_early=too_early)


def formers(events: Iterable[E]) -> Iterator[tuple[E, Step]]:
    """Events in their order, each with the step known before it in its cycle; nothing heard is UNREGISTERED."""
    former = _UNREGISTERED
    for event in sorted(events, key=moment):
        yield event, former
        former = _UNREGISTERED if is_reopening(event.status) else step_of(event.status) or former


def remarks(former: Step, new: Event, *, recorded_by_then: bool, too_early: bool) -> list[Flag]:
    """
    What is remarkable about ``new`` after the step ``former``.

    A recording of ours (``recorded_by_then``) counts as BIO_CAPTURED. ``too_early``: the event lies before the legal
    day, or nobody knows that it does not; that concerns printed cards alone.
    """
    if is_reopening(new.status):
        return []
    step = step_of(new.status)
    if step is None:
        return [Flag.UNKNOWN_CODE]
    found: list[Flag] = []
    if former is _UNREGISTERED and recorded_by_then:
        former = _BIO_CAPTURED
    if step is not former and step.code not in former.leads_to:
        found.append(Flag.SKIPPED if _RANKS[step.code] > _RANKS[former.code] else Flag.BACKWARD)
    if too_early and step.state in _PRINTED:
        found.append(Flag.BEFORE_LEGAL_DAY)
    return found


def check_by_hand(
    status: str,
    found: Sequence[Flag],
    *,
    occurred_at: datetime,
    now: datetime,
    reason: str | None,
    document: str | None,
) -> None:
    """
    Whether an officer may enter this. Raises :class:`Invalid` for an event that lies ahead and for a reopening
    without reason and document, :class:`ReasonNeeded` for a step back or over others without a reason.
    """
    faults: list[Fault] = []
    if occurred_at > now + AHEAD:
        faults.append(Fault("/occurred_at", "cards.ahead"))
    if is_reopening(status):
        if reason is None:
            faults.append(Fault("/reason", "field.reason_needed"))
        if document is None:
            faults.append(Fault("/document", "cards.document_needed"))
    if faults:
        raise Invalid(faults)
    if reason is None and {Flag.SKIPPED, Flag.BACKWARD} & set(found):
        raise ReasonNeeded([Fault("/reason", "field.reason_needed")])
