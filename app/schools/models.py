"""Facts about schools."""

from datetime import time
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Index

from app.core.tables import Changing, text_enum


class SchoolKind(StrEnum):
    """Kinds of upper-secondary institution; PKBM (Paket C) and PPS (pesantren) stand outside Dapodik."""

    SMA = "SMA"
    SMK = "SMK"
    MA = "MA"
    MAK = "MAK"
    SMALB = "SMALB"
    PKBM = "PKBM"
    PPS = "PPS"


class School(Changing, table=True):
    __tablename__ = "schools"
    __table_args__ = (
        CheckConstraint("npsn IS NOT NULL OR nsm IS NOT NULL", name="one_number"),
        Index("ix_schools_region_code_name", "region_code", "name"),
    )

    region_code: str = Field(max_length=5)
    """The regency: the tenant."""
    district_code: str = Field(max_length=8, foreign_key="regions.region_code", index=True)
    npsn: str | None = Field(default=None, max_length=8, unique=True)
    nsm: str | None = Field(default=None, max_length=12, unique=True)
    name: str = Field(max_length=200)
    kind: SchoolKind = Field(sa_type=text_enum(SchoolKind))
    public: bool
    address: str | None = Field(default=None, max_length=300)
    latitude: float | None = None
    longitude: float | None = None
    travel_minutes: int | None = None
    """One way from the office, as entered; estimates are computed, not kept."""
    lessons_start: time
    lessons_end: time
    contact_name: str | None = Field(default=None, max_length=120)
    contact_phone: str | None = Field(default=None, max_length=40)
    contact_email: str | None = Field(default=None, max_length=120)
    active: bool = True
    invented: bool = False
    """Made up for a demonstration."""
