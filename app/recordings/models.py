"""Facts from the field: what was recorded, and what was taken back."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column
from sqlmodel import Field, Index

from app.core.clock import now
from app.core.tables import Table, UtcDateTime, text_enum


class Outcome(StrEnum):
    RECORDED = "recorded"
    FAILED = "failed"
    REFUSED = "refused"
    DEFERRED = "deferred"
    ABSENT = "absent"
    UNDER_AGE = "under_age"
    ALREADY_RECORDED = "already_recorded"
    LEFT = "left"


class Reason(StrEnum):
    FINGERPRINT_UNREADABLE = "fingerprint_unreadable"
    IRIS_UNREADABLE = "iris_unreadable"
    PHOTO_REFUSED = "photo_refused"
    SIGNATURE_REFUSED = "signature_refused"
    DEVICE_FAILURE = "device_failure"
    NO_POWER = "no_power"
    NO_SIGNAL = "no_signal"
    NIK_NOT_FOUND = "nik_not_found"
    DATA_MISMATCH = "data_mismatch"
    NO_FAMILY_CARD = "no_family_card"
    INTERNSHIP = "internship"
    ILL = "ill"
    MOVED = "moved"
    OTHER = "other"


class Verdict(StrEnum):
    """What held at receipt. It never changes; ``counted`` may."""

    CREATED = "created"
    DUPLICATE = "duplicate"
    PARKED = "parked"


class Recording(Table, table=True):
    """One outcome for one pupil, under the id that the device gave it. Append-only but for its standing."""

    __tablename__ = "recordings"
    __table_args__ = (
        Index("ix_recordings_student_id_cycle", "student_id", "cycle", "corrected_at", "id"),
        Index("ix_recordings_visit_id_id", "visit_id", "id"),
        Index("ix_recordings_region_code_id", "region_code", "id"),
        Index("ix_recordings_device_id_id", "device_id", "id"),
        Index("ix_recordings_school_id_id", "school_id", "id"),
    )

    id: UUID = Field(primary_key=True)
    content: str = Field(max_length=64)
    """Keyed digest of the item as sent: the same id with other content is a conflict."""
    region_code: str = Field(max_length=5)
    student_id: UUID | None = Field(default=None, foreign_key="students.id")
    school_id: UUID | None = Field(default=None, foreign_key="schools.id")
    visit_id: UUID | None = Field(default=None, foreign_key="visits.id")
    team_id: UUID | None = Field(default=None, foreign_key="teams.id")
    outcome: Outcome = Field(sa_type=text_enum(Outcome))
    reason: Reason | None = Field(default=None, sa_type=text_enum(Reason))
    disability_exception: bool = False
    ikd_activated: bool = False
    captured_at: datetime = Field(sa_type=UtcDateTime)
    corrected_at: datetime = Field(sa_type=UtcDateTime)
    corrected_on: date
    """The day of it in the region's zone."""
    received_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    skew_seconds: float | None = None
    device_id: str = Field(max_length=80)
    offline: bool
    account_id: UUID | None = None
    cycle: int = 1
    counted: bool = False
    early: bool = False
    """Recorded before the recording age: accepted and flagged, the biometrics were really taken."""
    verdict: Verdict = Field(sa_type=text_enum(Verdict))
    parked: bool = Field(default=False, index=True)
    """Still waiting for the office."""
    parked_code: str | None = Field(default=None, max_length=60)
    discard_reason: str | None = Field(default=None, max_length=400)
    resolved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    resolved_by: UUID | None = None
    voided_by: UUID | None = None
    sealed_key_id: str | None = Field(default=None, max_length=16)
    sealed: bytes | None = None
    """The note, the walk-in's particulars and ids we could not place, as JSON."""


class RecordingVoid(Table, table=True):
    """A recording taken back, and why."""

    __tablename__ = "recording_voids"

    id: UUID = Field(primary_key=True)
    recording_id: UUID = Field(foreign_key="recordings.id", index=True)
    reason: str = Field(max_length=400)
    account_id: UUID | None = None
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class FieldDevice(Table, table=True):
    """What a device of a team said last that it had sent, for the office to see what never arrived."""

    __tablename__ = "field_devices"

    region_code: str = Field(max_length=5, primary_key=True)
    device_id: str = Field(max_length=80, primary_key=True)
    sender_id: UUID = Field(primary_key=True)
    """The team, or the account of an office: a device's name is only what a sender calls it."""
    sent: int
    unknown_ids: Any = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Ids that it had sent and we did not hold then; some may have come since."""
    reconciled_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
