"""Packs and devices on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.deps import etag
from api.recordings.schemas import DeviceId
from api.schemas import In, LocalTime, Out
from app.core.clock import now
from app.core.types import Sex
from app.recordings.models import Reason
from app.recordings.packs import Pack
from app.schools.models import SchoolKind
from app.students.models import Recorded
from app.visits.models import VisitKind, VisitState


class PackVisit(Out):
    id: UUID
    kind: VisitKind
    state: VisitState
    team_id: UUID
    date: date
    starts_at: datetime
    ends_at: datetime
    capacity: int
    version: int


class PackSchool(Out):
    id: UUID
    name: str
    kind: SchoolKind
    npsn: str | None
    address: str | None
    latitude: float | None
    longitude: float | None
    contact_name: str | None
    contact_phone: str | None


class PackPupil(Out):
    student_id: UUID
    name: str
    sex: Sex | None
    birth_date: date | None
    class_group: str | None
    slot_start: LocalTime | None
    slot_end: LocalTime | None
    recorded: Recorded
    outcome: str | None
    walk_in: bool


class PackOut(Out):
    epoch: UUID
    visit: PackVisit
    school: PackSchool
    recording_age: int
    """Whole years; who is younger on the day of the visit is not to be recorded yet."""
    roster: list[PackPupil]
    reasons: list[Reason]
    server_time: datetime


class FieldVisit(Out):
    """A visit to come, and the ETag of its pack: fetch the pack when it differs from the one on the device."""

    visit_id: UUID
    etag: str
    kind: VisitKind
    state: VisitState
    school_id: UUID
    school_name: str
    team_id: UUID
    date: date
    starts_at: datetime
    ends_at: datetime
    expected: int


class FieldVisitsOut(Out):
    items: list[FieldVisit]
    epoch: UUID


class ReconcileIn(In):
    """All that a device has sent and still remembers."""

    device_id: DeviceId
    ids: Annotated[list[UUID], Field(max_length=10_000)]


class ReconcileOut(Out):
    epoch: UUID
    held: list[UUID]
    unknown: list[UUID]
    parked: list[UUID]


class DeviceOut(Out):
    device_id: str
    region_code: str
    sent: int | None
    held: int
    parked: int
    unaccounted: int | None
    last_received_at: datetime | None
    reconciled_at: datetime | None


def shown_pack(pack: Pack) -> PackOut:
    return PackOut(
        epoch=pack.epoch,
        visit=PackVisit.model_validate(pack.visit),
        school=PackSchool.model_validate(pack.school),
        recording_age=pack.recording_age,
        roster=[PackPupil.model_validate(pupil) for pupil in pack.roster()],
        reasons=list(Reason),
        server_time=now(),
    )


def shown_visit(pack: Pack) -> FieldVisit:
    visit = pack.visit
    return FieldVisit(
        visit_id=visit.id,
        etag=etag(pack.etag),
        kind=visit.kind,
        state=visit.state,
        school_id=visit.school_id,
        school_name=pack.school.name,
        team_id=visit.team_id,
        date=visit.date,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        expected=pack.expected(),
    )
