"""
Impact: what visits spared against pupils going to the nearest service point (docs/decisions/0028).

Every figure stands beside all that it is made of, so that a reader can reckon it again and doubt the right thing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from app.core.access import Actor
from app.core.errors import Fault, Invalid
from app.coverage import impact_queries as queries
from app.coverage.impact_places import Coefficient, Places
from app.coverage.impact_queries import Held, Period
from app.coverage.impact_rules import USES, Item, Range, Sum, Trip, reckon
from app.coverage.rules import year_days
from app.coverage.small import Rounding, of_whole, rounding
from app.regions import queries as regions
from app.schools.models import School


class NoVillages(Invalid):
    """Visits go to schools, of which the district is known."""

    code = "coverage.impact_no_villages"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a figure is made of. ``unlocated`` of its pupils (of a team's figure: of its trips) are not in it."""

    pupils: int
    visits: int
    trips: int
    unlocated: int
    coefficients: Sequence[Coefficient]


@dataclass(frozen=True, slots=True)
class Line:
    item: Item
    value: Range
    inputs: Inputs


@dataclass(frozen=True, slots=True)
class Impact:
    date_from: date
    date_to: date
    rounded_down_to: int | None
    """Pupils of each visit are counted in multiples of it, for those who may not see persons."""
    items: Sequence[Line]


def impact(
    session: Session, actor: Actor, region_code: str | None, date_from: date | None, date_to: date | None
) -> Impact:
    """
    What the visits of a period spared; by default of its last day's year, up to today.

    Raises :class:`NotFound` for a region out of scope, :class:`NoVillages` for one that has no schools of its own,
    :class:`Invalid` for a period that ends before it begins.
    """
    region = regions.scope(actor, region_code)
    if region is not None and region.count(".") > 2:
        raise NoVillages([Fault("/region_code", NoVillages.code)])
    last = date_to or regions.today(region)
    first = date_from or year_days(last.year)[0]
    if last < first:
        raise Invalid([Fault("/date_to", "regions.period_backwards")])
    period, shown = Period(region, first, last), of_whole(rounding(session, actor), actor, region)
    found = queries.held(session, actor, period)
    places = Places(session, region, {each.school.region_code for each in found}, last)
    sums = reckon(_trips(found, places, shown))
    # Never more than what was rounded visit by visit: that leaves nothing to be found by subtracting periods.
    people = min(shown.count(queries.served(session, actor, period)), sums.pupils)
    sums.figures[Item.PEOPLE_SERVED] = Sum(Range.of(people))
    return Impact(
        first,
        last,
        shown.told,
        [
            Line(
                item,
                each.value.rounded(),
                Inputs(sums.pupils, sums.visits, sums.trips, each.unlocated, places.coefficients(USES[item])),
            )
            for item, each in sums.figures.items()
        ],
    )


def _trips(found: Sequence[Held], places: Places, shown: Rounding) -> Iterator[Trip]:
    paid: set[tuple[date, UUID]] = set()
    for each in found:
        conditions = places.on(each.school.region_code, each.date)
        pupil_way, team_way = places.ways(each.school, conditions)
        day = (each.date, each.team_id)
        pays = team_way.kilometres is not None and day not in paid
        yield Trip(
            pupils=shown.count(each.pupils),
            visits=each.visits,
            pupil_way=pupil_way,
            team_way=team_way,
            lesson_day=_lesson_minutes(each.school),
            team_days=int(pays),
            assumed=conditions.assumed,
        )
        if pays:
            paid.add(day)


def _lesson_minutes(school: School) -> int:
    """From the first lesson to the last, on a day as usual."""
    start, end = school.lessons_start, school.lessons_end
    return max(0, (end.hour - start.hour) * 60 + end.minute - start.minute)
