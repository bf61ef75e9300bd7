"""What persons say and ask about their data, and their history, on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from api.schemas import CreateIn, Day, In, Out
from api.students.schemas import Reason
from app.core.types import LongText, ShortText
from app.students.models import (
    CardState,
    ConsentState,
    EnrolmentState,
)
from app.students.privacy import Decision, NewConsent, NewDataRequest
from app.students.privacy_models import (
    Consent,
    ConsentRelation,
    DataRequestKind,
    DataRequestState,
)
from app.students.privacy_queries import OpenedConsent, OpenedRequest


class ConsentIn(CreateIn):
    state: Literal[ConsentState.GIVEN, ConsentState.REFUSED, ConsentState.WITHDRAWN]
    relation: ConsentRelation
    given_by: ShortText
    given_on: Day
    document: ShortText | None = None

    def word(self) -> NewConsent:
        return NewConsent(**self.model_dump(exclude={"id"}))


class ConsentOut(Out):
    id: UUID
    student_id: UUID
    state: ConsentState
    relation: ConsentRelation
    given_by: str | None
    given_on: date
    document: str | None
    created_at: datetime


def shown_consent(found: OpenedConsent) -> ConsentOut:
    facts: Consent = found.consent
    return ConsentOut.model_validate(facts.model_dump(exclude={"sealed"}) | {"given_by": found.given_by})


class RestrictionIn(In):
    restricted: bool
    reason: Reason


class DataRequestIn(CreateIn):
    kind: DataRequestKind
    body: LongText | None = None
    asked_by: ShortText | None = None
    relation: ConsentRelation = ConsentRelation.SELF

    def wish(self) -> NewDataRequest:
        return NewDataRequest(**self.model_dump(exclude={"id"}))


class DecisionIn(In):
    decision: Decision
    note: Reason | None = None


class DataRequestOut(Out):
    """`student_name`: told in lists alone, null where the person is out of your sight."""

    id: UUID
    student_id: UUID
    student_name: str | None
    region_code: str
    kind: DataRequestKind
    state: DataRequestState
    body: str | None
    asked_by: str | None
    relation: ConsentRelation
    created_at: datetime
    due_at: datetime
    overdue: bool
    decided_at: datetime | None
    note: str | None
    version: int


def shown_request(found: OpenedRequest) -> DataRequestOut:
    told = {name: getattr(found, name) for name in ("body", "asked_by", "relation", "overdue", "student_name")}
    return DataRequestOut.model_validate(found.request.model_dump(exclude={"sealed"}) | told)


class DisclosureOut(Out):
    id: UUID
    student_id: UUID
    account_id: UUID | None
    reason: str
    at: datetime


class ExportOut(Out):
    """Everything held of a person; each section holds rows as they are kept, what was sealed in the open."""

    student_id: UUID
    made_at: datetime
    facts: list[dict[str, Any]]
    holdings: dict[str, list[dict[str, Any]]]
    journal: list[dict[str, Any]]


class ChangeOut(Out):
    field: str
    before: Annotated[Any, Field(alias="from")]
    to: Any


class VersionOut(Out):
    student_id: UUID
    known_from: datetime
    known_to: datetime | None
    by_role: str | None
    changes: list[ChangeOut]


class EnrolmentOut(Out):
    id: UUID
    student_id: UUID
    school_id: UUID
    class_group: str | None
    grade: int | None
    date_from: date
    date_to: date | None
    state: EnrolmentState


class PastRecordingOut(Out):
    id: UUID
    student_id: UUID
    outcome: str
    corrected_on: date
    cycle: int
    counted: bool
    voided_by: UUID | None


class PastCardEventOut(Out):
    id: UUID
    student_id: UUID
    status: str
    state: CardState
    occurred_at: datetime
    voided_by: UUID | None


class HistoryOut(Out):
    student_id: UUID
    merged_ids: list[UUID]
    cycle: int
    items: list[VersionOut]
    enrolments: list[EnrolmentOut]
    recordings: list[PastRecordingOut]
    card_events: list[PastCardEventOut]
