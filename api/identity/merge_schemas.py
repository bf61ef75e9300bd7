"""Merges on the wire: ids and names of facts, never a person's values."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field

from api.schemas import CreateIn, In, Out
from app.core.types import ShortText
from app.students.models import Merge

Reason = Annotated[ShortText, Field(min_length=3, max_length=400)]


class MergeIn(In):
    """Which of the two rows stays; the one with the NIK where nothing is said."""

    survivor_id: UUID | None = None
    reason: Reason | None = None


class PairIn(CreateIn):
    """Two rows that nobody proposed."""

    merged_id: UUID
    survivor_id: UUID
    reason: Reason


class UndoIn(In):
    reason: Reason


class MergeOut(Out):
    id: UUID
    region_code: str
    merged_id: UUID
    survivor_id: UUID
    survivor_name: str | None
    """Told in lists alone; null where the person is out of your sight."""
    duplicate_id: UUID | None
    filled: Annotated[list[str], BeforeValidator(sorted)]
    """Names of the survivor's facts that came from the merged row."""
    reason: str | None
    created_at: datetime
    undone_at: datetime | None
    undo_reason: str | None
    version: int


def shown_merge(merge: Merge, survivor_name: str | None = None) -> MergeOut:
    return MergeOut.model_validate(merge.model_dump() | {"survivor_name": survivor_name})
