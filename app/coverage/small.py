"""
Small numbers, kept from those who may see figures but no persons.

Hiding single cells is undone by subtraction: of groups from their total, of one day from the next. So every count of
people that a viewer reads is rounded down to a multiple of the region's ``small_number`` (5), and whatever else stands
in the answer is reckoned from the rounded counts. Then any two figures, of whatever days, groups or regions, differ by
0 or by at least that many people. Two things are told as they are: totals that were entered, and the line of a whole
regency or of more, which must read the same to whoever reads it and tells nobody from among its thousands.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.core.access import Actor, Role
from app.regions import queries as regions


@dataclass(frozen=True, slots=True)
class Rounding:
    base: int = 1

    def count(self, number: int) -> int:
        return number - number % self.base

    def counts(self, counts: Mapping[str, int]) -> dict[str, int]:
        return {name: self.count(number) for name, number in counts.items()}

    @property
    def told(self) -> int | None:
        """What an answer says of itself: ``None`` where its figures are exact."""
        return self.base if self.base > 1 else None


EXACT = Rounding()


def of_whole(limit: Rounding, actor: Actor, region_code: str | None) -> Rounding:
    """How exactly the one line of a region is read; ``None`` is the actor's whole scope."""
    place = region_code or actor.region_code
    return EXACT if place is None or place.count(".") <= 1 else limit


def rounding(session: Session, actor: Actor) -> Rounding:
    """
    How exactly an actor reads figures.

    The setting is that of the actor's own region and of today, whatever region and day the question names: nobody
    escapes it by asking about a day on which it was smaller.
    """
    if actor.role is not Role.VIEWER:
        return EXACT
    return Rounding(int(regions.setting(session, actor.region_code, "small_number", regions.today(actor.region_code))))
