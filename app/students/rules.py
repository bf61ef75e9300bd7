"""Rules of age and standing, answerable with a pencil."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from app.students.models import CardState, Recorded, StudentStatus

MAJORITY = 18
"""A child is who has not reached this age (UU 35/2014 art. 1): a parent or guardian speaks (UU 27/2022 art. 25)."""


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


def cohort_of(birth_year: int, age: int = 17) -> int:
    """The cohort of those born in a year: the inverse of :func:`cohort_births`."""
    return birth_year + age


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


# --- where somebody learns -------------------------------------------------------------------------------------

ENROLLED = frozenset({StudentStatus.ACTIVE, StudentStatus.LEFT_CANDIDATE})
"""Whose period goes on. A candidate for having left is at school until somebody says otherwise."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody learns."""

    school_id: UUID
    class_group: str | None = None
    grade: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A stay at one place, both days included; open while ``date_to`` is ``None``."""

    place: Place
    date_from: date
    date_to: date | None = None
    id: UUID | None = None
    """``None`` for one that is to begin."""


def moved(periods: Sequence[Period], place: Place | None, on: date) -> list[Period]:
    """
    The periods of one person, in order, once they learn at ``place`` from the day ``on``, or nowhere after it.

    A class that changes within the school year in which its period began corrects that period, in a later school year
    it ends it on the day before; so does a school. A change on a period's first day corrects it: no period is empty,
    and no two overlap. Who comes back on the day on which a period ended goes on in it.
    """
    kept = list(periods)
    if place is None or not (kept and kept[-1].place.school_id == place.school_id):
        kept = _without_coming(kept, on)
    last = kept[-1] if kept else None
    if place is None:
        if last is None or (last.date_to is not None and last.date_to <= on):
            return kept
        return [*kept[:-1], replace(last, date_to=max(on, last.date_from))]
    if last is None or (last.date_to is not None and last.date_to < on):
        return [*kept, Period(place, on)]
    if last.date_from >= on or _corrects(last, place, on):
        return [*kept[:-1], replace(last, place=place, date_to=None)]
    return [*kept[:-1], replace(last, date_to=on - _DAY), Period(place, on)]


def _corrects(last: Period, place: Place, on: date) -> bool:
    if last.place.school_id != place.school_id:
        return False
    learned = last.place.class_group == place.class_group and (last.place.grade in (None, place.grade))
    return learned or academic_year(last.date_from) == academic_year(on)


def _without_coming(periods: list[Period], on: date) -> list[Period]:
    """A step into a coming school year that was told ahead and that a departure overtakes never was."""
    kept = list(periods)
    while len(kept) > 1 and kept[-1].date_from > on and (kept[-2].date_to or on) >= on:
        kept.pop()
    return kept
