"""Steps into a school year on the wire."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from api.schemas import CreateIn, Day, In, Named, Out
from app.core.types import Printable, ShortText
from app.students.models import StudentStatus
from app.students.rollover import Exceptions, RolloverKept, RolloverKeptReason
from app.students.rollover_models import (
    RolloverOutcome,
    RolloverState,
)
from app.students.rollover_queries import NamedItem, ShownRollover
from app.students.rollover_rules import Choice

ClassName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), Printable]
Grade = Annotated[int, Field(ge=1, le=13)]
AcademicYear = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}/[0-9]{4}$")]
ClassNames = Annotated[dict[ClassName, ClassName], Field(max_length=500)]


class ExceptionIn(In):
    """A pupil who goes another way than the rest of the class."""

    student_id: UUID
    outcome: Literal["stays", "graduates", "moves_up"]
    class_group: ClassName | None = None
    grade: Grade | None = None


class RolloverIn(CreateIn):
    academic_year: AcademicYear
    begins_on: Day | None = None
    exceptions: Annotated[list[ExceptionIn], Field(max_length=5000, default_factory=list)]
    class_names: Annotated[ClassNames, Field(default_factory=dict)]


class RolloverPatch(In):
    """What is named replaces what was named before."""

    exceptions: Annotated[Annotated[list[ExceptionIn], Field(max_length=5000)] | None, Named] = None
    class_names: Annotated[ClassNames | None, Named] = None


class RolloverRevertIn(In):
    reason: Annotated[ShortText, Field(max_length=400)]


class CountsOut(Out):
    moves_up: int
    graduates: int
    stays: int
    undecided: int


class ClassStepOut(Out):
    class_before: str | None
    class_after: str | None
    outcome: RolloverOutcome
    pupils: int


class RolloverOut(Out):
    id: UUID
    school_id: UUID
    region_code: str
    academic_year: str
    begins_on: date
    state: RolloverState
    counts: CountsOut
    by_class: list[ClassStepOut]
    made_by: UUID | None
    on_behalf: bool
    created_at: datetime
    applied_at: datetime | None
    reverted_at: datetime | None
    items_url: str
    version: int


class RolloverKeptOut(Out):
    student_id: UUID
    reason: RolloverKeptReason


class RolloverRevertedOut(RolloverOut):
    kept: list[RolloverKeptOut]


class RolloverItemOut(Out):
    student_id: UUID
    name: str | None
    outcome: RolloverOutcome
    class_before: str | None
    class_after: str | None
    grade_before: int | None
    grade_after: int | None
    status_before: StudentStatus
    status_after: StudentStatus


def exceptions_of(sent: list[ExceptionIn]) -> Exceptions:
    return [(one.student_id, Choice(RolloverOutcome(one.outcome), one.class_group, one.grade)) for one in sent]


_MADE = {"counts", "by_class", "made_by", "items_url"}


def shown(found: ShownRollover) -> RolloverOut:
    rollover = found.rollover
    own = {name: getattr(rollover, name) for name in RolloverOut.model_fields if name not in _MADE}
    return RolloverOut(
        **own,
        counts=CountsOut.model_validate(found.counts),
        by_class=[ClassStepOut.model_validate(line) for line in found.by_class],
        made_by=rollover.account_id,
        items_url=f"/v1/rollovers/{rollover.id}/items",
    )


def shown_reverted(found: ShownRollover, kept: list[RolloverKept]) -> RolloverRevertedOut:
    return RolloverRevertedOut(**shown(found).model_dump(), kept=[RolloverKeptOut.model_validate(one) for one in kept])


def shown_item(found: NamedItem) -> RolloverItemOut:
    own = {name: getattr(found.item, name) for name in RolloverItemOut.model_fields if name != "name"}
    return RolloverItemOut(**own, name=found.name)
