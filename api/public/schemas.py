"""What anybody may ask and learn, on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.schemas import In, Out
from app.regions.requirements import RequirementGroup
from app.students.models import CardState
from app.visits.models import VisitKind

SlipCodeText = Annotated[str, Field(max_length=64)]
"""However it was typed: what is no code at all is answered like a code that nobody's slip carries."""


class CardStatusIn(In):
    code: SlipCodeText


class CardStatusOut(Out):
    card_state: CardState
    message: str
    """State and next step in two or three sentences."""
    title: str
    """The state alone, for big letters."""
    next_step: str


class AnnouncedOut(Out):
    """A confirmed visit; no person is named."""

    id: UUID
    school_id: UUID
    school_name: str
    district_code: str
    district: str
    kind: VisitKind
    date: date
    starts_at: datetime
    ends_at: datetime


class RequirementOut(Out):
    code: str
    group: RequirementGroup
    text: str
    source: str


class RequirementsOut(Out):
    region_code: str
    recording_age: int
    card_age: int
    print_offset_days: int
    free_of_charge: bool
    fee: str
    fee_source: str
    items: list[RequirementOut]
