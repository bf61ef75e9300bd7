"""`/v1/calendar-days`, `/v1/lesson-hours`"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from api.deps import IfMatchOptional, ListingDep, SessionDep, answer_created, etag, needs
from api.regions.calendar_schemas import (
    CalendarDayIn,
    CalendarDayOut,
    CalendarDayPatch,
    DaysImportIn,
    DaysImportOut,
    LessonPeriodIn,
    LessonPeriodOut,
    LessonPeriodPatch,
    ProposedDayOut,
    ProposedDaysOut,
)
from api.schemas import Day, ListOut
from app.core.access import Actor, Permission
from app.regions import entries, proposals, queries
from app.regions.models import CalendarDay, DayKind, LessonPeriod
from app.schools import calendar

router = APIRouter()

Reader = Annotated[Actor, Depends(needs(Permission.CALENDAR_READ))]
Writer = Annotated[Actor, Depends(needs(Permission.CALENDAR_WRITE))]
Year = Annotated[int, Query(ge=2000, le=2100)]


@router.get("/calendar-days", response_model=ListOut[CalendarDayOut])
def list_calendar_days(
    listing: ListingDep,
    actor: Reader,
    date_from: Day | None = None,
    date_to: Day | None = None,
    kind: DayKind | None = None,
    school_id: UUID | None = None,
) -> Any:
    """Days on which something does not go on, by first day."""
    return listing.answer(
        lambda session, request: queries.entries(
            session, actor, request, CalendarDay, date_from=date_from, date_to=date_to, kind=kind, school_id=school_id
        ),
        CalendarDayOut,
    )


@router.get("/calendar-days/proposals")
def list_proposed_days(session: SessionDep, actor: Reader, year: Year) -> ProposedDaysOut:
    """National holidays and joint leave of a year as the library knows them and the calendar does not have them yet."""
    found = proposals.proposed(session, actor, year)
    return ProposedDaysOut(items=[ProposedDayOut.model_validate(day) for day in found])


@router.post("/calendar-days/import")
def import_calendar_days(session: SessionDep, actor: Writer, body: DaysImportIn) -> DaysImportOut:
    """Enter many days at once, all or none; those that are there already are left alone. `dry_run` changes nothing."""
    wanted = [item.model_dump() for item in body.items]
    return DaysImportOut.model_validate(calendar.add_days(session, actor, wanted, dry_run=body.dry_run))


@router.post("/calendar-days", status_code=201)
def create_calendar_day(session: SessionDep, actor: Writer, body: CalendarDayIn, response: Response) -> CalendarDayOut:
    """Without `region_code` the days hold in your whole scope; a school's days belong to its region."""
    facts = body.model_dump(exclude={"id"})
    day, new = calendar.add(session, actor, CalendarDay, facts, id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/calendar-days/{day.id}", version=day.version)
    return CalendarDayOut.model_validate(day)


@router.patch("/calendar-days/{day_id}")
def change_calendar_day(
    session: SessionDep,
    actor: Writer,
    day_id: UUID,
    version: IfMatchOptional,
    body: CalendarDayPatch,
    response: Response,
) -> CalendarDayOut:
    day = entries.change(session, actor, CalendarDay, day_id, version, body.model_dump(exclude_unset=True))
    response.headers["ETag"] = etag(day.version)
    return CalendarDayOut.model_validate(day)


@router.delete("/calendar-days/{day_id}", status_code=204)
def remove_calendar_day(session: SessionDep, actor: Writer, day_id: UUID, version: IfMatchOptional) -> None:
    entries.remove(session, actor, CalendarDay, day_id, version)


@router.get("/lesson-hours", response_model=ListOut[LessonPeriodOut])
def list_lesson_hours(
    listing: ListingDep,
    actor: Reader,
    date_from: Day | None = None,
    date_to: Day | None = None,
    school_id: UUID | None = None,
) -> Any:
    """Other lesson hours for a while, as in Ramadan, by first day. A school's usual hours stand with the school."""
    return listing.answer(
        lambda session, request: queries.entries(
            session, actor, request, LessonPeriod, date_from=date_from, date_to=date_to, school_id=school_id
        ),
        LessonPeriodOut,
    )


@router.post("/lesson-hours", status_code=201)
def create_lesson_hours(
    session: SessionDep, actor: Writer, body: LessonPeriodIn, response: Response
) -> LessonPeriodOut:
    """Without `region_code` they hold in your whole scope; the nearest to a school counts."""
    facts = body.model_dump(exclude={"id"})
    period, new = calendar.add(session, actor, LessonPeriod, facts, id=body.id, content=body.content())
    answer_created(response, new=new, location=f"/v1/lesson-hours/{period.id}", version=period.version)
    return LessonPeriodOut.model_validate(period)


@router.patch("/lesson-hours/{period_id}")
def change_lesson_hours(
    session: SessionDep,
    actor: Writer,
    period_id: UUID,
    version: IfMatchOptional,
    body: LessonPeriodPatch,
    response: Response,
) -> LessonPeriodOut:
    period = entries.change(session, actor, LessonPeriod, period_id, version, body.model_dump(exclude_unset=True))
    response.headers["ETag"] = etag(period.version)
    return LessonPeriodOut.model_validate(period)


@router.delete("/lesson-hours/{period_id}", status_code=204)
def remove_lesson_hours(session: SessionDep, actor: Writer, period_id: UUID, version: IfMatchOptional) -> None:
    entries.remove(session, actor, LessonPeriod, period_id, version)
