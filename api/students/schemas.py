"""People on the wire. A NIK goes out masked; in full only by a disclosure with a reason."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.schemas import CreateIn, In, Named, Out
from app.core.types import Nik, Nisn, RegionCode, Sex, ShortText, mask_nik
from app.students.models import CardState, ConsentState, DataIssue, DataIssueKind, Recorded, Student, StudentStatus
from app.students.queries import GONE, WithName
from app.students.rules import reached_on

ClassGroup = Annotated[ShortText, Field(max_length=60)]
BirthPlace = Annotated[ShortText, Field(max_length=100)]
BirthDate = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2100, 12, 31))]
Grade = Annotated[int, Field(ge=1, le=13)]
Reason = Annotated[ShortText, Field(min_length=5, max_length=400)]


class StudentIn(CreateIn):
    school_id: UUID | None = None
    residence_code: RegionCode | None = None
    nik: Nik | None = None
    nisn: Nisn | None = None
    name: ShortText
    sex: Sex | None = None
    birth_place: BirthPlace | None = None
    birth_date: BirthDate | None = None
    class_group: ClassGroup | None = None
    grade: Grade | None = None
    ever_married: bool = False


class StudentPatch(In):
    """Only what is named is changed."""

    residence_code: RegionCode | None = None
    nik: Nik | None = None
    nisn: Nisn | None = None
    name: Annotated[ShortText | None, Named] = None
    sex: Sex | None = None
    birth_place: BirthPlace | None = None
    birth_date: BirthDate | None = None
    class_group: ClassGroup | None = None
    grade: Grade | None = None
    ever_married: Annotated[bool | None, Named] = None
    status: Annotated[StudentStatus | None, Named] = None


class StudentOut(Out):
    id: UUID
    school_id: UUID | None
    region_code: str
    residence_code: str | None
    nik_masked: str | None
    nisn: str | None
    name: str
    sex: Sex | None
    birth_place: str | None
    birth_date: date | None
    class_group: str | None
    grade: int | None
    ever_married: bool
    status: StudentStatus
    restricted: bool
    consent: ConsentState
    eligible: bool
    eligible_on: date | None
    turns_17_on: date | None
    recorded: Recorded
    recorded_on: date | None
    card_state: CardState
    card_status_raw: str | None
    version: int


_AS_KEPT = tuple(name for name in StudentOut.model_fields if name in Student.model_fields)


def shown(student: Student, *, as_of: date, recording_age: int) -> StudentOut:
    """A person as seen on a day: whether eligible then, and from when."""
    birth = student.birth_date
    eligible_on = reached_on(birth, recording_age) if birth else None
    old_enough = student.ever_married or (eligible_on is not None and eligible_on <= as_of)
    # What comes from our own rows is not checked again.
    return StudentOut.model_construct(
        **{name: getattr(student, name) for name in _AS_KEPT},
        nik_masked=mask_nik(student.nik_prefix),
        eligible=old_enough and student.recorded is Recorded.NO and student.status not in GONE,
        eligible_on=eligible_on,
        turns_17_on=reached_on(birth, 17) if birth else None,
        card_status_raw=student.last_card_code,
    )


class LookupIn(In):
    nik: Nik


class LookupOut(Out):
    items: list[StudentOut]


class DisclosureIn(In):
    reason: Reason


class NikOut(Out):
    nik: str | None


class DataIssueOut(Out):
    """`student_name`: null where the person is out of your sight."""

    id: UUID
    student_id: UUID
    student_name: str | None
    region_code: str
    kind: DataIssueKind
    created_at: datetime
    resolved_at: datetime | None
    note: str | None


def shown_issue(found: WithName[DataIssue]) -> DataIssueOut:
    return DataIssueOut.model_validate(found.row.model_dump() | {"student_name": found.name})


class ResolveIn(In):
    note: Reason
