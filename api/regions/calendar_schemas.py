"""Days and lesson hours on the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.regions.schemas import Day, Patch
from api.schemas import Clock, CreateIn, In, LocalTime, Out
from app.core.types import RegionCode, ShortText
from app.regions.models import DayKind

# --- days ------------------------------------------------------------------------------------------------------


class DayLineIn(In):
    """Days on which something does not go on. Without `region_code` they hold in your whole scope."""

    date_from: Day
    date_to: Day
    kind: DayKind
    name: ShortText
    region_code: RegionCode | None = None
    school_id: UUID | None = None
    source: ShortText


class CalendarDayIn(CreateIn, DayLineIn):
    pass


class CalendarDayPatch(Patch):
    needed = frozenset({"date_from", "date_to", "kind", "name", "source"})

    date_from: Day | None = None
    date_to: Day | None = None
    kind: DayKind | None = None
    name: ShortText | None = None
    source: ShortText | None = None


class CalendarDayOut(Out):
    id: UUID
    date_from: date
    date_to: date
    kind: DayKind
    name: str
    region_code: str | None
    school_id: UUID | None
    source: str
    version: int


class DaysImportIn(In):
    items: Annotated[list[DayLineIn], Field(min_length=1, max_length=500)]
    dry_run: bool = False


class DaysImportOut(Out):
    added: int
    known: int


class ProposedDayOut(Out):
    date_from: date
    date_to: date
    kind: DayKind
    name: str
    source: str


class ProposedDaysOut(Out):
    items: list[ProposedDayOut]


# --- hours -----------------------------------------------------------------------------------------------------


class LessonPeriodIn(CreateIn):
    date_from: Day
    date_to: Day
    name: ShortText
    lessons_start: Clock
    lessons_end: Clock
    friday_end: Clock | None = None
    region_code: RegionCode | None = None
    school_id: UUID | None = None
    source: ShortText


class LessonPeriodPatch(Patch):
    needed = frozenset({"date_from", "date_to", "name", "lessons_start", "lessons_end", "source"})

    date_from: Day | None = None
    date_to: Day | None = None
    name: ShortText | None = None
    lessons_start: Clock | None = None
    lessons_end: Clock | None = None
    friday_end: Clock | None = None
    source: ShortText | None = None


class LessonPeriodOut(Out):
    id: UUID
    date_from: date
    date_to: date
    name: str
    lessons_start: LocalTime
    lessons_end: LocalTime
    friday_end: LocalTime | None
    region_code: str | None
    school_id: UUID | None
    source: str
    version: int
