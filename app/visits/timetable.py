"""What a school's calendar says of the days of a period: read once, asked for any of its days."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from sqlmodel import Session

from app.regions import queries as regions
from app.regions.models import CalendarDay, DayKind, LessonPeriod
from app.schools.models import School
from app.visits.rules import LessonHours

_SETTINGS = ("friday_end", "saturday_lessons")


@dataclass(frozen=True, slots=True)
class Timetable:
    """A school's days and lesson hours within a period."""

    entered: Sequence[CalendarDay]
    periods: Sequence[LessonPeriod]
    """Other lesson hours, the nearest to the school first."""
    usual: LessonHours

    def against(self, day: date) -> list[DayKind]:
        """What was entered against going there on ``day``."""
        return [entry.kind for entry in self.entered if entry.date_from <= day <= entry.date_to]

    def hours(self, day: date) -> LessonHours:
        """The hours that hold on ``day``: those of the nearest period, else the school's usual ones."""
        for period in self.periods:
            if period.date_from <= day <= period.date_to:
                friday_end = period.friday_end or self.usual.friday_end
                return replace(self.usual, start=period.lessons_start, end=period.lessons_end, friday_end=friday_end)
        return self.usual


def timetable(session: Session, school: School, date_from: date, date_to: date) -> Timetable:
    """The timetable of ``school`` from ``date_from`` through ``date_to``, by the coefficients of its first day."""
    known = regions.settings(session, school.region_code, _SETTINGS, date_from)
    return Timetable(
        regions.days_against(session, school.district_code, school.id, date_from, date_to),
        regions.lesson_periods(session, school.district_code, school.id, date_from, date_to),
        LessonHours(
            school.lessons_start,
            school.lessons_end,
            time.fromisoformat(known["friday_end"]),
            saturday=bool(known["saturday_lessons"]),
        ),
    )
