"""Days that the library knows and the calendar does not: after a decree, or a correction of an estimated date."""

from datetime import date

from sqlmodel import Session

from app.core.access import Actor, covers
from app.regions.models import CalendarDay, DayKind
from app.regions.queries import days_between
from app.regions.reference_data import library_days

_NATIONAL = (DayKind.NATIONAL_HOLIDAY, DayKind.JOINT_LEAVE)


def proposed(session: Session, actor: Actor, year: int) -> list[CalendarDay]:
    """Of the library's days of ``year``, those on which the actor's calendar has nothing of the kind; not entered."""
    entered = [
        day
        for day in days_between(session, actor, date(year, 1, 1), date(year, 12, 31))
        if day.kind in _NATIONAL and day.school_id is None and _holds_for(actor, day)
    ]
    return [
        day
        for day in library_days(year)
        if not any(known.kind is day.kind and known.date_from <= day.date_from <= known.date_to for known in entered)
    ]


def _holds_for(actor: Actor, day: CalendarDay) -> bool:
    """Whether ``day`` holds in the whole of the actor's region: what one part of it entered does not."""
    if actor.region_code is None or day.region_code is None:
        return day.region_code is None
    return covers(day.region_code, actor.region_code)
