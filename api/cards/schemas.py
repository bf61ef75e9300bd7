"""Cards on the wire."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from api.schemas import CreateIn, In, ListOut, Out
from app.cards.handovers import NewHandover, NewReceipt, NewReturn, Word
from app.cards.legal import Clock
from app.cards.models import CardEvent, Relation, ReturnKind
from app.cards.problem_queries import ProblemLine
from app.cards.problem_rules import ProblemKind
from app.cards.rules import Acts, known_code, state_of
from app.cards.service import NewEvent
from app.core.access import Actor, Role
from app.core.i18n import Language, text
from app.core.types import LongText, ShortText
from app.students.models import CardState, Recorded

Reason = Annotated[LongText, Field(max_length=400)]
# The electronic card began in 2009; what claims to be older is a typing error.
PastDay = Annotated[date, Field(ge=date(2009, 1, 1), le=date(2200, 12, 31))]
PastInstant = Annotated[
    AwareDatetime, Field(ge=datetime(2009, 1, 1, tzinfo=UTC), le=datetime(2200, 12, 31, tzinfo=UTC))
]


class CardEventIn(CreateIn):
    status: Annotated[ShortText, Field(max_length=60)]
    """A national code, or ``reopened``."""
    occurred_at: PastInstant
    reason: Reason | None = None
    document: ShortText | None = None

    def wish(self) -> NewEvent:
        return NewEvent(self.status, self.occurred_at, self.reason, self.document)


class CardEventOut(Out):
    id: UUID
    student_id: UUID
    status: str
    """The code as it came."""
    step: str | None
    """The same in one spelling; ``null`` for a code that we do not know."""
    card_state: CardState
    occurred_at: datetime
    recorded_at: datetime
    source: str
    reason: str | None
    document: str | None
    flags: list[str]
    voided_by: UUID | None
    """The void that took it back; it then says nothing of the card any more."""


class CardEventVoidIn(In):
    reason: Annotated[ShortText, Field(max_length=400)]


def shown(actor: Actor, event: CardEvent) -> CardEventOut:
    """An event as ``actor`` may see it: why the centre or the office did something is not a school's to know."""
    theirs = actor.role is Role.SCHOOL
    return CardEventOut(
        id=event.id,
        student_id=event.student_id,
        status=event.status,
        step=known_code(event.status),
        card_state=state_of(event.status),
        occurred_at=event.occurred_at,
        recorded_at=event.recorded_at,
        source=event.source,
        reason=None if theirs else event.reason,
        document=None if theirs else event.document,
        flags=event.flags,
        voided_by=event.voided_by,
    )


class DueOut(Out):
    student_id: UUID
    name: str
    school_id: UUID | None
    class_group: str | None
    residence_code: str | None
    turns_17_on: date
    legal_day: date | None
    """The first day for printing and handing over; ``null`` for someone ever married: any day."""
    card_state: CardState
    card_status_raw: str | None
    recorded: Recorded
    handed_over_on: date | None


class DueGroupOut(Out):
    key: str | None
    name: str | None
    due: int
    counts: dict[CardState, int]


class DueListOut(ListOut[DueOut]):
    counts: dict[CardState, int]
    """Over the whole list, not the page."""
    groups: list[DueGroupOut] | None
    """The whole list as ``group_by`` asked."""


class ClockOut(Out):
    student_id: UUID
    name: str
    school_id: UUID | None
    class_group: str | None
    residence_code: str | None
    birth_date: date | None
    kind: Clock
    strikes_on: date | None
    days_left: int | None
    card_state: CardState
    recorded: Recorded


class ProblemOut(Out):
    student_id: UUID
    name: str
    school_id: UUID | None
    class_group: str | None
    card_state: CardState
    card_status_raw: str
    since: datetime
    acts: Acts
    """Who can move it on."""
    kind: ProblemKind
    age_days: int
    alert_after_days: int
    overdue: bool
    next_step: str
    """What the office does next, in the asker's language."""
    next_step_code: str


class ProblemListOut(ListOut[ProblemOut]):
    counts: dict[ProblemKind, int]
    """Over the whole list, not the page, whatever ``kind`` was asked for."""


def shown_problem(line: ProblemLine, language: Language) -> ProblemOut:
    told = {name: getattr(line, name) for name in ProblemOut.model_fields if hasattr(line, name)}
    return ProblemOut(**told, next_step=text(line.kind.advice, language), next_step_code=line.kind.advice)


class ReceiptIn(In):
    student_id: UUID
    received_by: Annotated[ShortText, Field(max_length=120)]
    relation: Relation
    reason: Reason | None = None


class HandoverIn(CreateIn):
    date: PastDay
    place: ShortText
    school_id: UUID | None = None
    items: Annotated[list[ReceiptIn], Field(min_length=1, max_length=500)]

    def wish(self) -> NewHandover:
        receipts = [NewReceipt(i.student_id, i.received_by, i.relation, i.reason) for i in self.items]
        return NewHandover(self.date, self.place, receipts, self.school_id)


class ReceiptOut(Out):
    student_id: UUID
    received_by: str
    relation: Relation
    reason: str | None
    card_event_id: UUID
    received: bool | None
    """What the school says; ``null`` until it says something."""
    confirmed_by: str | None
    confirmed_relation: Relation | None
    confirmed_at: datetime | None


class WordIn(In):
    student_id: UUID
    received: bool = True
    received_by: Annotated[ShortText, Field(max_length=120)] | None = None
    relation: Relation | None = None


class ConfirmIn(In):
    items: Annotated[list[WordIn], Field(min_length=1, max_length=500)]

    def words(self) -> list[Word]:
        return [Word(i.student_id, i.received, i.received_by, i.relation) for i in self.items]


class ReturnIn(CreateIn):
    student_id: UUID
    date: PastDay
    kind: ReturnKind
    note: Reason | None = None

    def wish(self) -> NewReturn:
        return NewReturn(self.student_id, self.date, self.kind, self.note)


class ReturnOut(Out):
    id: UUID
    student_id: UUID
    date: date
    kind: ReturnKind
    note: str | None
    card_event_id: UUID


class HandoverOut(Out):
    id: UUID
    region_code: str
    date: date
    place: str
    school_id: UUID | None
    items: list[ReceiptOut]
    version: int
