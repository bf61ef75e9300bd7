"""Facts about teams, kits, visits and who is to be seen at them."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Column
from sqlmodel import Field, Index

from app.core.clock import now
from app.core.tables import Changing, Row, Table, UtcDateTime, text_enum


class Team(Changing, table=True):
    __tablename__ = "teams"

    name: str = Field(max_length=120)
    region_code: str = Field(max_length=5, index=True)
    members: Any = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """``[{name, task}]``"""
    active: bool = True


class KitState(StrEnum):
    READY = "ready"
    BROKEN = "broken"
    IN_REPAIR = "in_repair"


class Kit(Changing, table=True):
    """A set of recording equipment: laptop, camera, fingerprint and iris readers, signature pad."""

    __tablename__ = "kits"
    __table_args__ = (Index("uq_kits_region_code_code", "region_code", "code", unique=True),)

    code: str = Field(max_length=40)
    region_code: str = Field(max_length=5)
    state: KitState = Field(default=KitState.READY, sa_type=text_enum(KitState))
    note: str | None = Field(default=None, max_length=400)
    capacity_per_day: int = 45


class VisitKind(StrEnum):
    RECORDING = "recording"
    CATCH_UP = "catch_up"
    OUTREACH = "outreach"
    HANDOVER = "handover"


class VisitState(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Visit(Changing, table=True):
    __tablename__ = "visits"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="period"),
        Index("ix_visits_team_id_starts_at", "team_id", "starts_at"),
        Index("ix_visits_school_id_starts_at", "school_id", "starts_at"),
        Index("ix_visits_region_code_date", "region_code", "date"),
    )

    region_code: str = Field(max_length=5)
    kind: VisitKind = Field(sa_type=text_enum(VisitKind))
    school_id: UUID = Field(foreign_key="schools.id")
    team_id: UUID = Field(foreign_key="teams.id")
    date: date
    """The day in the region's zone."""
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    capacity: int
    state: VisitState = Field(default=VisitState.DRAFT, sa_type=text_enum(VisitState))
    headcount: int | None = None
    override_reason: str | None = Field(default=None, max_length=400)
    reason: str | None = Field(default=None, max_length=400)
    """Why it was last declined, postponed, cancelled or confirmed for the school."""
    other_dates: Any = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    follows_id: UUID | None = Field(default=None, foreign_key="visits.id", index=True)
    """The visit whose absentees this one sees."""


class VisitKit(Table, table=True):
    __tablename__ = "visit_kits"

    visit_id: UUID = Field(foreign_key="visits.id", primary_key=True)
    kit_id: UUID = Field(foreign_key="kits.id", primary_key=True, index=True)


class RosterEntry(Table, table=True):
    """A pupil who is to be seen at a visit, and what came of it. A walk-in is added when recorded."""

    __tablename__ = "roster_entries"
    __table_args__ = (Index("ix_roster_entries_student_id", "student_id"),)

    visit_id: UUID = Field(foreign_key="visits.id", primary_key=True)
    student_id: UUID = Field(foreign_key="students.id", primary_key=True)
    class_group: str | None = Field(default=None, max_length=60)
    slot_start: time | None = None
    slot_end: time | None = None
    walk_in: bool = False
    outcome: str | None = Field(default=None, max_length=24)
    """The outcome of highest precedence; ``None`` is not yet seen."""
    recording_id: UUID | None = None
    added_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class RequestState(StrEnum):
    OPEN = "open"
    SCHEDULED = "scheduled"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class VisitRequest(Changing, table=True):
    """A school asks to be visited within a period (*surat permohonan*)."""

    __tablename__ = "visit_requests"
    __table_args__ = (
        CheckConstraint("date_to >= date_from", name="period"),
        Index("ix_visit_requests_school_id_date_from", "school_id", "date_from"),
        Index("ix_visit_requests_region_code_date_from", "region_code", "date_from"),
    )

    region_code: str = Field(max_length=5)
    school_id: UUID = Field(foreign_key="schools.id")
    date_from: date
    date_to: date
    note: str | None = Field(default=None, max_length=400)
    state: RequestState = Field(default=RequestState.OPEN, sa_type=text_enum(RequestState))
    visit_id: UUID | None = Field(default=None, foreign_key="visits.id", index=True)
    """The visit that answers it."""
    reason: str | None = Field(default=None, max_length=400)
    """Why it was declined or withdrawn."""
    requested_by: UUID | None = None
    on_behalf: bool = False
    """Entered by the office for the school, e.g. from a letter on paper."""


class FeedKind(StrEnum):
    TEAM = "team"
    SCHOOL = "school"
    OFFICE = "office"


class CalendarFeed(Row, table=True):
    """A secret address under which a calendar program reads visits. Kept as a digest: it is told once."""

    __tablename__ = "calendar_feeds"

    kind: FeedKind = Field(sa_type=text_enum(FeedKind))
    region_code: str | None = Field(default=None, max_length=13)
    """Whose visits an office's feed shows; ``None``: the nation's."""
    school_id: UUID | None = Field(default=None, foreign_key="schools.id")
    team_id: UUID | None = Field(default=None, foreign_key="teams.id")
    token_hash: str = Field(max_length=64, unique=True)
    created_by: UUID | None = Field(default=None, index=True)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
