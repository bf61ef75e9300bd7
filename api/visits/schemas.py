"""Teams, kits, visits and rosters on the wire."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field

from api.schemas import Clock, CreateIn, In, LocalTime, Named, Out
from app.core.access import Actor, Role
from app.core.i18n import Language, text
from app.core.types import LongText, RegionCode, ShortText
from app.visits.models import KitState, VisitKind, VisitState
from app.visits.queries import RosterLine, VisitView
from app.visits.roster import Place
from app.visits.rules import MAX_KITS, YEARS


def _in_reach(instant: datetime) -> datetime:
    if instant.year not in YEARS:
        raise ValueError("out of reach")
    return instant


Instant = Annotated[AwareDatetime, AfterValidator(_in_reach)]
Reason = Annotated[LongText, Field(max_length=400)]
ClassGroup = Annotated[ShortText, Field(max_length=60)]
Regency = Annotated[RegionCode, Field(min_length=5, max_length=5)]
KitIds = Annotated[list[UUID], Field(max_length=MAX_KITS)]
PerDay = Annotated[int, Field(ge=1, le=500)]
Headcount = Annotated[int, Field(ge=0, le=100_000)]

# --- teams and kits --------------------------------------------------------------------------------------------


class Member(In):
    name: Annotated[ShortText, Field(max_length=120)]
    task: Annotated[ShortText, Field(max_length=120)]


Members = Annotated[list[Member], Field(max_length=50)]
Name = Annotated[ShortText, Field(max_length=120)]
Code = Annotated[ShortText, Field(max_length=40)]


class TeamIn(CreateIn):
    name: Name
    region_code: Regency
    members: Members = Field(default_factory=list)
    active: bool = True


class TeamPatch(In):
    """Only what is named is changed. A team stays in its region."""

    name: Annotated[Name | None, Named] = None
    members: Annotated[Members | None, Named] = None
    active: Annotated[bool | None, Named] = None


class MemberOut(Out):
    name: str
    task: str


class TeamOut(Out):
    id: UUID
    name: str
    region_code: str
    members: list[MemberOut]
    active: bool
    version: int


class KitIn(CreateIn):
    code: Code
    region_code: Regency
    state: KitState = KitState.READY
    note: Reason | None = None
    capacity_per_day: PerDay | None = None
    """Left out: the region's setting `kit_capacity_per_day`."""


class KitPatch(In):
    """Only what is named is changed. A kit stays in its region."""

    code: Annotated[Code | None, Named] = None
    state: Annotated[KitState | None, Named] = None
    note: Reason | None = None
    capacity_per_day: Annotated[PerDay | None, Named] = None


class KitOut(Out):
    id: UUID
    code: str
    region_code: str
    state: KitState
    note: str | None
    capacity_per_day: int
    version: int


# --- visits ----------------------------------------------------------------------------------------------------


class VisitIn(CreateIn):
    kind: VisitKind
    school_id: UUID
    team_id: UUID
    kit_ids: KitIds
    starts_at: Instant
    ends_at: Instant
    override_reason: Reason | None = None
    """Why the visit goes on a holiday, on an exam day or outside lessons."""
    follows_id: UUID | None = None
    """The visit whose absentees a catch-up visit sees."""
    request_id: UUID | None = None
    """The school's request that this visit answers."""


class VisitPatch(In):
    """Only what is named is changed."""

    kind: Annotated[VisitKind | None, Named] = None
    team_id: Annotated[UUID | None, Named] = None
    kit_ids: Annotated[KitIds | None, Named] = None
    starts_at: Annotated[Instant | None, Named] = None
    ends_at: Annotated[Instant | None, Named] = None
    override_reason: Reason | None = None
    headcount: Headcount | None = None


class CatchUpIn(CreateIn):
    """Team and kits are those of the former visit unless named."""

    starts_at: Instant
    ends_at: Instant
    team_id: UUID | None = None
    kit_ids: KitIds | None = None
    override_reason: Reason | None = None


class ConfirmIn(In):
    reason: Reason | None = None
    """Needed when the office confirms for the school."""


class DeclineIn(In):
    reason: Reason
    other_dates: Annotated[list[date], Field(max_length=20)] | None = None


class ReasonIn(In):
    reason: Reason


class RescheduleIn(In):
    starts_at: Instant
    ends_at: Instant
    override_reason: Reason | None = None


class VisitOut(Out):
    """A visit. Its roster with walk-ins is the sum of the outcomes and of who was not yet seen."""

    id: UUID
    kind: VisitKind
    region_code: str
    school_id: UUID
    team_id: UUID
    kit_ids: list[UUID]
    date: date
    starts_at: datetime
    ends_at: datetime
    capacity: int
    state: VisitState
    expected: int
    recorded: int
    already_recorded: int
    failed: int
    refused: int
    deferred: int
    absent: int
    under_age: int
    left: int
    not_yet_seen: int
    headcount: int | None
    override_reason: str | None
    reason: str | None
    other_dates: list[str] | None
    follows_id: UUID | None
    version: int


OUTCOMES = (
    "recorded",
    "already_recorded",
    "failed",
    "refused",
    "deferred",
    "absent",
    "under_age",
    "left",
)


def shown(view: VisitView) -> VisitOut:
    tally = view.tally
    return VisitOut.model_validate(
        {
            **view.visit.model_dump(),
            "kit_ids": view.kit_ids,
            "expected": tally.expected,
            **{outcome: tally.outcomes.get(outcome, 0) for outcome in OUTCOMES},
            "not_yet_seen": tally.not_yet_seen,
        }
    )


# --- rosters ---------------------------------------------------------------------------------------------------


class RosterItemIn(In):
    """A pupil to be seen. `name`, `outcome` and `walk_in` are taken so that a read item can be sent back; not used."""

    student_id: UUID
    class_group: ClassGroup | None = None
    slot_start: Clock | None = None
    slot_end: Clock | None = None
    name: ShortText | None = None
    outcome: ShortText | None = None
    walk_in: bool | None = None

    def place(self) -> Place:
        return Place(self.student_id, self.class_group, self.slot_start, self.slot_end)


class RosterIn(In):
    items: Annotated[list[RosterItemIn], Field(max_length=2000)]


class RosterItemOut(Out):
    student_id: UUID
    name: str
    class_group: str | None
    slot_start: LocalTime | None
    slot_end: LocalTime | None
    outcome: str | None
    walk_in: bool


class RosterOut(Out):
    items: list[RosterItemOut]


class FilledOut(RosterOut):
    """A roster as it was filled. `left_out`: eligible pupils who are restricted or without consent."""

    left_out: int


def shown_roster(actor: Actor, lines: list[RosterLine], language: Language) -> RosterOut:
    """
    A roster as ``actor`` may see it.

    Whom a school does not hold stands there as a guest, so that its day still adds up: a school that claims a pupil
    must not read their name and class from the holder's row before the transfer is confirmed, nor one whose pupil
    moved away what became of them.
    """
    hidden = [line for line in lines if actor.role is Role.SCHOOL and line.guest]
    guests = [
        replace(line, name=text("visits.guest", language), class_group=None)
        for line in sorted(hidden, key=lambda line: line.student_id)
    ]
    named = [line for line in lines if line not in hidden]
    return RosterOut(items=[RosterItemOut.model_validate(line) for line in (*named, *guests)])
