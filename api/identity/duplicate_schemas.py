"""Probable duplicates on the wire: both people side by side, and in words why they look like one."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.schemas import In, Out
from app.core.i18n import Language, text
from app.core.types import Sex, ShortText, mask_nik
from app.identity.rules import Candidate, survivor_of
from app.students.duplicates import Shown
from app.students.models import DuplicateState, Recorded, Student, StudentStatus


class DismissIn(In):
    reason: Annotated[ShortText, Field(min_length=3, max_length=400)]


class ReasonOut(Out):
    code: str
    message: str


class PersonOut(Out):
    """What an officer compares."""

    id: UUID
    name: str
    sex: Sex | None
    birth_place: str | None
    birth_date: date | None
    school_id: UUID | None
    class_group: str | None
    nik_masked: str | None
    nisn: str | None
    recorded: Recorded
    status: StudentStatus


class DuplicateOut(Out):
    id: UUID
    region_code: str
    score: float
    reasons: list[ReasonOut]
    state: DuplicateState
    first: PersonOut
    second: PersonOut
    suggested_survivor_id: UUID
    created_at: datetime
    decided_at: datetime | None
    note: str | None
    version: int


def shown(found: Shown, language: Language) -> DuplicateOut:
    """A pair in the asker's language; who stays if they are one is only suggested."""
    pair, first, second = found
    return DuplicateOut(
        id=pair.id,
        region_code=pair.region_code,
        score=pair.score,
        reasons=[ReasonOut(code=code, message=text(f"students.likeness.{code}", language)) for code in pair.reasons],
        state=pair.state,
        first=_person(first),
        second=_person(second),
        suggested_survivor_id=survivor_of(_candidate(first), _candidate(second)),
        created_at=pair.created_at,
        decided_at=pair.decided_at,
        note=pair.note,
        version=pair.version,
    )


def _person(student: Student) -> PersonOut:
    return PersonOut.model_validate(student.model_dump() | {"nik_masked": mask_nik(student.nik_prefix)})


def _candidate(student: Student) -> Candidate:
    return Candidate(student.id, student.nik_hash is not None, student.recorded is Recorded.HERE)
