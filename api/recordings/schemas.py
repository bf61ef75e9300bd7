"""Recordings on the wire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import UUID7, AfterValidator, AwareDatetime, Field, ValidationError
from pydantic_core import to_json

from api.schemas import In, Out
from app.core.access import Actor
from app.core.errors import Fault
from app.core.i18n import Language, catalogue, text
from app.core.types import LongText, Sex, ShortText, mask_nik
from app.recordings.models import Outcome, Reason, Verdict
from app.recordings.queries import Opened, Told
from app.recordings.rules import Item, Result, Status, WalkIn, faults

MAX_BATCH = 1000


def _of_our_time(instant: datetime) -> datetime:
    # A dead clock starts in 1970; beyond these years nothing can be moved between zones.
    if not 1970 <= instant.year <= 2200:
        raise ValueError("not a time of recording")
    return instant


Instant = Annotated[AwareDatetime, AfterValidator(_of_our_time)]
DeviceId = Annotated[ShortText, Field(max_length=80)]


class WalkInIn(In):
    """A pupil whom the device had no id for."""

    nik: Annotated[ShortText, Field(max_length=32)] | None = None
    """As shown; one that cannot be a NIK is nobody's, and the recording waits for the office instead of being lost."""
    name: ShortText
    sex: Sex | None = None
    birth_date: date | None = None
    school_id: UUID | None = None
    class_group: Annotated[ShortText, Field(max_length=60)] | None = None


class RecordingIn(In):
    id: UUID7
    student_id: UUID | None = None
    student: WalkInIn | None = None
    visit_id: UUID | None = None
    team_id: UUID | None = None
    outcome: Outcome
    reason: Reason | None = None
    disability_exception: bool = False
    ikd_activated: bool = False
    captured_at: Instant
    device_id: DeviceId
    offline: bool
    note: Annotated[LongText, Field(max_length=1000)] | None = None

    def item(self) -> Item:
        student = None if self.student is None else WalkIn(**self.student.model_dump())
        return Item(**{**dict(self), "student": student})


class BatchIn(In):
    """Items are read one by one, so that a broken one harms no other."""

    items: Annotated[list[Any], Field(max_length=MAX_BATCH)]
    device_time: Instant | None = None
    """What the device's clock shows as it sends."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What cannot be taken as an item, and its first fault."""

    id: UUID | None
    fault: Fault


def read(raw: Any) -> Item | Unreadable:
    """One element of a batch."""
    try:
        item = RecordingIn.model_validate(raw).item()
    except ValidationError as failure:
        return Unreadable(_id_of(raw), _first_fault(failure))
    found = faults(item)
    return Unreadable(item.id, found[0]) if found else item


def _id_of(raw: Any) -> UUID | None:
    try:
        return UUID(raw["id"])
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def _first_fault(failure: ValidationError) -> Fault:
    first = failure.errors(include_url=False, include_input=False)[0]
    code = f"field.{first['type']}"
    limits = {k: v for k, v in first.get("ctx", {}).items() if isinstance(v, int | float | str)}
    pointer = "".join(f"/{part}" for part in first["loc"]) or "/"
    return Fault(pointer, code if code in catalogue() else "field.invalid", limits)


class ResultOut(Out):
    id: UUID | None
    status: Status
    code: str | None
    message: str | None
    pointer: str | None
    """Which field of an invalid item is at fault."""
    first: Verdict | None
    """The verdict of the first sending, for an id that came before."""


class BatchOut(Out):
    results: list[ResultOut]
    server_time: datetime


def told(items: Sequence[Item | Unreadable], results: Sequence[Result], language: Language) -> list[ResultOut]:
    """Results in the order of the items that were sent."""
    answers = iter(results)
    return [
        _unreadable(item, language) if isinstance(item, Unreadable) else _result(next(answers), language)
        for item in items
    ]


def _unreadable(item: Unreadable, language: Language) -> ResultOut:
    return ResultOut(
        id=item.id,
        status=Status.INVALID,
        code=item.fault.code,
        message=text(item.fault.code, language, **item.fault.params),
        pointer=item.fault.pointer,
        first=None,
    )


def _result(result: Result, language: Language) -> ResultOut:
    return ResultOut(
        id=result.id,
        status=result.status,
        code=result.code,
        message=None if result.code is None else text(result.code, language),
        pointer=None,
        first=result.first,
    )


class RecordingOut(Out):
    id: UUID
    region_code: str
    student_id: UUID | None
    school_id: UUID | None
    visit_id: UUID | None
    team_id: UUID | None
    outcome: Outcome
    reason: Reason | None
    disability_exception: bool | None
    ikd_activated: bool
    captured_at: datetime
    corrected_at: datetime
    received_at: datetime
    skew_seconds: float | None
    device_id: str
    offline: bool
    note: str | None
    cycle: int
    counted: bool
    early: bool
    verdict: Verdict
    parked: bool
    parked_code: str | None
    discard_reason: str | None
    resolved_at: datetime | None
    voided_by: UUID | None


class RecordedOut(RecordingOut):
    first: Verdict | None
    """The verdict of the first sending, when this was a repetition."""


class WaitingStudent(Out):
    """A walk-in whom nobody was found for."""

    name: str
    nik_masked: str | None
    sex: Sex | None
    birth_date: date | None
    school_id: UUID | None
    class_group: str | None


class ParkedOut(RecordingOut):
    student: WaitingStudent | None


class VoidIn(In):
    reason: Annotated[ShortText, Field(max_length=400)]


class ResolveIn(In):
    """The pupil it is about, or why it is discarded; neither applies it to the pupil that it names itself."""

    student_id: UUID | None = None
    discard_reason: Annotated[LongText, Field(max_length=400)] | None = None


def shown(actor: Actor, found: Opened) -> RecordingOut:
    """A recording as ``actor`` may see it: health marks and notes stay with the office and the team that made them."""
    return RecordingOut(**_facts_of(actor, found))


def shown_to_sender(actor: Actor, told: Told, first: Verdict | None) -> bytes:
    """A :class:`RecordedOut` as JSON. What comes from our own rows is not checked again: this is the hottest answer."""
    return to_json(_facts(actor, told.facts, told.details) | {"first": first})


def shown_waiting(actor: Actor, found: Opened) -> ParkedOut:
    student = found.details.get("student")
    return ParkedOut(
        **_facts_of(actor, found),
        student=student and WaitingStudent(**student, nik_masked=mask_nik(student["nik"] and student["nik"][:4])),
    )


_FACTS = tuple(RecordingOut.model_fields)


def _facts_of(actor: Actor, found: Opened) -> dict[str, Any]:
    return _facts(actor, {name: getattr(found.recording, name, None) for name in _FACTS}, found.details)


def _facts(actor: Actor, row: Mapping[str, Any], details: Mapping[str, Any]) -> dict[str, Any]:
    facts = {name: row.get(name) for name in _FACTS}
    # What waits is placed nowhere; the ids that it came with are sealed beside it.
    for name in ("student_id", "visit_id", "team_id"):
        facts[name] = facts[name] or details.get(name)
    facts["note"] = details.get("note")
    if actor.school_id is not None:
        facts["note"] = facts["disability_exception"] = None
    return facts
