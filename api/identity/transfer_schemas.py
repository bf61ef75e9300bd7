"""Transfers on the wire. Of a pupil whom it does not hold, a school sees what it sent itself."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.schemas import In, Out
from app.core.i18n import Language, text
from app.core.types import Sex, ShortText, mask_nik
from app.identity.transfer_queries import SeenTransfer
from app.identity.transfer_rules import HELD_ALREADY, Direction
from app.students.models import TransferState
from app.submissions.rules import Person

Reason = Annotated[ShortText, Field(min_length=3, max_length=400)]


class ConfirmIn(In):
    reason: Reason | None = None


class RejectIn(In):
    """Why not: the claimant reads it, so it should not say more of the pupil than the claimant may know."""

    reason: Reason


class UndoIn(In):
    reason: Reason


class SentOut(Out):
    """What the claimant sent; the school that holds the pupil sees name, birth date and class, to compare."""

    nik_masked: str | None
    nisn: str | None
    name: str | None
    sex: Sex | None
    birth_place: str | None
    birth_date: date | None
    class_group: str | None
    grade: int | None
    residence_code: str | None
    ever_married: bool | None


class TransferOut(Out):
    id: UUID
    student_id: UUID | None
    from_school_id: UUID | None
    from_school_name: str | None
    to_school_id: UUID
    to_school_name: str
    submission_id: UUID | None
    state: TransferState
    direction: Direction
    contradicts: bool | None
    sent: SentOut
    created_at: datetime
    decided_at: datetime | None
    reason: str | None
    version: int


_OWN = ("id", "to_school_id", "submission_id", "state", "created_at", "decided_at", "version")


def shown(found: SeenTransfer, language: Language) -> TransferOut:
    transfer = found.transfer
    return TransferOut(
        **{name: getattr(transfer, name) for name in _OWN},
        student_id=found.student_id,
        from_school_id=found.from_school_id,
        from_school_name=found.from_school_name,
        to_school_name=found.to_school_name,
        direction=found.sides.direction,
        contradicts=found.contradicts,
        sent=_sent(found.sent),
        reason=text(HELD_ALREADY, language) if transfer.reason == HELD_ALREADY else transfer.reason,
    )


def _sent(person: Person) -> SentOut:
    told = {name: getattr(person, name) for name in SentOut.model_fields if name != "nik_masked"}
    return SentOut(**told, nik_masked=mask_nik(person.nik[:4] if person.nik else None))
