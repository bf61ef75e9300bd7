"""What a school's calendar says of the days of a period: read once, asked for any of its days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlmodel import Session

from app.regions import queries as regions
from app.regions.models import CalendarDay, DayKind, LessonPeriod
from app.regions.queries import Coefficients, Entry
from app.regions.rules import lineage
from app.schools.models import School
from app.visits.rules import LessonHours

_SETTINGS = ("friday_end", "saturday_lessons")


@dataclass(frozen=True, slots=True)
class Timetable:
    """A school's days and lesson hours within a period."""

    entered: Sequence[CalendarDay]
    periods: Sequence[LessonPeriod]
    """Other lesson hours, the nearest to the school first."""
    usual: tuple[time, time]
    """When lessons begin and end where nothing else was entered."""
    coefficients: Coefficients

    def against(self, day: date) -> list[DayKind]:
        """What was entered against going there on ``day``."""
        return [entry.kind for entry in self.entered if entry.date_from <= day <= entry.date_to]

    def hours(self, day: date) -> LessonHours:
        """The hours that hold on ``day``: those of the nearest period, else the school's usual ones."""
        known = self.coefficients.on(day)
        friday_end, saturday = time.fromisoformat(known["friday_end"]), bool(known["saturday_lessons"])
        for period in self.periods:
            if period.date_from <= day <= period.date_to:
                friday_end = period.friday_end or friday_end
                return LessonHours(period.lessons_start, period.lessons_end, friday_end, saturday=saturday)
        return LessonHours(*self.usual, friday_end, saturday=saturday)


def timetable(session: Session, school: School, date_from: date, date_to: date) -> Timetable:
    """The timetable of ``school`` from ``date_from`` through ``date_to``."""
    return Timetable(
        regions.days_against(session, school.district_code, school.id, date_from, date_to),
        regions.lesson_periods(session, school.district_code, school.id, date_from, date_to),
        (school.lessons_start, school.lessons_end),
        regions.coefficients(session, school.region_code, _SETTINGS, date_to),
    )


def timetables(
    session: Session, region_code: str, schools: Iterable[School], date_from: date, date_to: date
) -> Mapping[UUID, Timetable]:
    """The timetables of schools of one regency, by school: three queries however many they are."""
    days = _by_place(regions.entered_within(session, CalendarDay, region_code, date_from, date_to))
    hours = _by_place(regions.entered_within(session, LessonPeriod, region_code, date_from, date_to))
    known = regions.coefficients(session, region_code, _SETTINGS, date_to)
    return {
        school.id: Timetable(
            _of(days, school),
            regions.nearest_first(_of(hours, school)),
            (school.lessons_start, school.lessons_end),
            known,
        )
        for school in schools
    }


_Place = UUID | str | None
"""A school, a region, or the nation."""


def _by_place(entries: Sequence[Entry]) -> Mapping[_Place, list[Entry]]:
    found: dict[_Place, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.school_id or entry.region_code].append(entry)
    return found


def _of(entries: Mapping[_Place, list[Entry]], school: School) -> list[Entry]:
    """What holds for ``school``: of the nation, of the regions around it, and its own."""
    return [entry for place in (None, *lineage(school.district_code), school.id) for entry in entries.get(place, ())]
