"""Facts about where and when: regions, dated coefficients, days, places that can record."""

from datetime import date, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, Index

from app.core.tables import Changing, Row, Table, text_enum


class RegionLevel(StrEnum):
    NATION = "nation"
    PROVINCE = "province"
    REGENCY = "regency"
    DISTRICT = "district"
    VILLAGE = "village"


class Region(Table, table=True):
    """A place by its Kemendagri code: ``63``, ``63.11``, ``63.11.06``, ``63.11.06.2001``."""

    __tablename__ = "regions"

    region_code: str = Field(max_length=13, primary_key=True)
    name: str = Field(max_length=120)
    level: RegionLevel = Field(sa_type=text_enum(RegionLevel))
    parent: str | None = Field(default=None, max_length=13, foreign_key="regions.region_code", index=True)
    time_zone: str = Field(max_length=40)
    outline: Any = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))


class Setting(Row, table=True):
    """A coefficient as it holds in a region from a day on; law and practice change, code does not."""

    __tablename__ = "settings"
    __table_args__ = (UniqueConstraint("region_code", "key", "valid_from"),)

    region_code: str = Field(max_length=13)
    """A region's code, or ``00`` for the nation."""
    key: str = Field(max_length=60)
    value: Any = Field(sa_column=Column(JSON, nullable=False))
    valid_from: date


class DayKind(StrEnum):
    NATIONAL_HOLIDAY = "national_holiday"
    JOINT_LEAVE = "joint_leave"
    SCHOOL_HOLIDAY = "school_holiday"
    EXAM = "exam"
    OTHER = "other"


class CalendarDay(Changing, table=True):
    """Days on which something does not go on: for the nation, a region or one school."""

    __tablename__ = "calendar_days"
    __table_args__ = (
        CheckConstraint("date_to >= date_from", name="period"),
        Index("ix_calendar_days_date_from_date_to", "date_from", "date_to"),
    )

    date_from: date
    date_to: date
    kind: DayKind = Field(sa_type=text_enum(DayKind))
    name: str = Field(max_length=200)
    region_code: str | None = Field(default=None, max_length=13)
    """``None``: the whole nation."""
    school_id: UUID | None = Field(default=None, foreign_key="schools.id", index=True)
    source: str = Field(max_length=200)


class LessonPeriod(Changing, table=True):
    """Other lesson hours for a while, as in Ramadan: for the nation, a region or one school. Times are local."""

    __tablename__ = "lesson_periods"
    __table_args__ = (
        CheckConstraint("date_to >= date_from", name="period"),
        CheckConstraint("lessons_end > lessons_start", name="hours"),
        Index("ix_lesson_periods_date_from_date_to", "date_from", "date_to"),
    )

    date_from: date
    date_to: date
    name: str = Field(max_length=200)
    lessons_start: time
    lessons_end: time
    friday_end: time | None = None
    """``None``: as otherwise in the region."""
    region_code: str | None = Field(default=None, max_length=13)
    """``None``: the whole nation."""
    school_id: UUID | None = Field(default=None, foreign_key="schools.id", index=True)
    source: str = Field(max_length=200)


class ServicePoint(Changing, table=True):
    """An office or kecamatan where people come; ``can_record`` says whether it has working equipment."""

    __tablename__ = "service_points"

    name: str = Field(max_length=200)
    region_code: str = Field(max_length=13, index=True)
    latitude: float | None = None
    longitude: float | None = None
    can_record: bool
    online: bool
    opening_hours: str | None = Field(default=None, max_length=200)
    valid_from: date
    valid_to: date | None = None
