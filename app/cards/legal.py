"""From which day a card may be handed over, which legal clocks run, and what its owner does next. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.core.errors import Invalid
from app.students.models import CardState
from app.students.rules import born_by, reached_on

SEVENTEEN = 17
"""The age that the lists are about; from which age a card may be printed is the setting ``card_age``."""
ANY_DAY = date.min
"""The legal day of someone ever married: there is none to wait for (UU 24/2013 art. 63(1))."""


class CardTooEarly(Invalid):
    """A card may not be handed over before the legal day (UU 24/2013 art. 63(1), Perpres 96/2018 art. 15)."""

    code = "cards.too_early"


@dataclass(frozen=True, slots=True)
class Law:
    """The coefficients of a region on a day."""

    card_age: int
    offset_days: int
    """Days after the birthday: 0, or 1 where an office prints from the day after."""


def legal_day(birth: date | None, law: Law, *, ever_married: bool) -> date | None:
    """
    The first day on which a card may be handed over: the birthday at the card age (17) plus the region's offset.

    :data:`ANY_DAY` for someone ever married; ``None`` where no birth date is known, so that no day can be named.
    """
    if ever_married:
        return ANY_DAY
    return None if birth is None else reached_on(birth, law.card_age) + timedelta(days=law.offset_days)


def is_too_early(on: date, legal: date | None) -> bool:
    """Whether a card may not yet be handed over on a day. Without a birth date nobody knows that it may."""
    return legal is None or on < legal


def births_turning(years: int, date_from: date, date_to: date) -> tuple[date, date]:
    """First and last birth date of those who reach ``years`` from ``date_from`` through ``date_to``."""
    return born_by(date_from - timedelta(days=1), years) + timedelta(days=1), born_by(date_to, years)


# --- clocks ----------------------------------------------------------------------------------------------------


class Clock(StrEnum):
    """What the law lets run from a birthday or a wedding."""

    NEARING_22 = "nearing_22"
    """Not recorded, and soon 22: the NIK is deactivated 5 years after 17 (Permendagri 95/2019 art. 96)."""
    PAST_22 = "past_22"
    """Not recorded and 22: the NIK may be deactivated already; recording brings it back."""
    PAST_17 = "past_17"
    """The duty to hold a card has begun (UU 24/2013 art. 63(1)), and it is not in its owner's hands."""
    MARRIED = "married"
    """Ever married and not recorded: the duty holds at any age (UU 24/2013 art. 63(1))."""


def strikes_on(kind: Clock, birth: date | None, card_age: int, years: int, offset_days: int) -> date | None:
    """The day on which a clock strikes; ``None`` where no birth date is known, or the duty asks for no age."""
    if birth is None or kind is Clock.MARRIED:
        return None
    if kind is Clock.PAST_17:
        return reached_on(birth, card_age) + timedelta(days=offset_days)
    return reached_on(birth, card_age + years)


# --- the next step ---------------------------------------------------------------------------------------------


class NextStep(StrEnum):
    """What the owner of a card does next, as the code of the sentence that says it."""

    RECORD = "cards.next_record"
    WAIT = "cards.next_wait"
    ASK = "cards.next_ask"
    BIRTHDAY = "cards.next_birthday"
    FETCH = "cards.next_fetch"
    NONE = "cards.next_none"


def next_step(state: CardState, on: date, legal: date | None) -> NextStep:
    """What the owner of a card in ``state`` does next on a day, when the card may be handed over from ``legal``."""
    match state:
        case CardState.NOT_RECORDED:
            return NextStep.RECORD
        case CardState.IN_PROCESS:
            return NextStep.WAIT
        case CardState.PROBLEM | CardState.UNKNOWN:
            return NextStep.ASK
        case CardState.READY | CardState.PRINTED:
            return NextStep.BIRTHDAY if is_too_early(on, legal) else NextStep.FETCH
        case CardState.HANDED_OVER:
            return NextStep.NONE
