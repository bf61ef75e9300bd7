"""Rules of age and standing, answerable with a pencil."""

from dataclasses import dataclass
from datetime import date

from app.students.models import CardState, Recorded


def reached_on(birth: date, years: int) -> date:
    """
    The day on which someone born on ``birth`` reaches an age of ``years``.

    Born on 29 February it is 1 March in common years, for 16, 17 and everything else: no rule of law was found, and
    a day later never claims an age too early.
    """
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)


def born_by(as_of: date, years: int) -> date:
    """The latest birth date of those who have reached ``years`` by ``as_of``: the inverse of :func:`reached_on`."""
    try:
        return as_of.replace(year=as_of.year - years)
    except ValueError:
        return date(as_of.year - years, 2, 28)


def cohort_births(year: int, age: int = 17) -> tuple[date, date]:
    """First and last birth date of the cohort (*wajib KTP pemula*) that reaches ``age`` within ``year``."""
    return date(year - age, 1, 1), date(year - age, 12, 31)


def academic_year(day: date) -> str:
    """The Indonesian school year of a day, from July to June: ``2026/2027``."""
    first = day.year if day.month >= 7 else day.year - 1
    return f"{first}/{first + 1}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the events say of a person: the projection that is kept beside the facts."""

    recorded: Recorded
    recorded_on: date | None
    card_state: CardState


def standing(recorded_here_on: date | None, event_state: CardState | None, registry_since: date | None) -> Standing:
    """
    Whether, since when and how far: a counting recording of ours, else the registry's word.

    A counting recording acts as BIO_CAPTURED: without a later card event the card is in process.
    """
    if recorded_here_on is not None:
        state = CardState.IN_PROCESS if event_state in (None, CardState.NOT_RECORDED) else event_state
        assert state is not None  # noqa: S101
        return Standing(Recorded.HERE, recorded_here_on, state)
    if registry_since is not None:
        return Standing(Recorded.ELSEWHERE, registry_since, event_state or CardState.UNKNOWN)
    return Standing(Recorded.NO, None, CardState.NOT_RECORDED)
