"""Bases of the wire: what comes in is exact, what goes out is whole."""

from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Generic, TypeVar

from pydantic import UUID7, AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer

T = TypeVar("T")
Day = Annotated[date, Field(ge=date(1950, 1, 1), le=date(2200, 12, 31))]
"""A day that people live in; beyond it, reckoning with ages would leave the calendar."""
KnownAt = Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC))]
"""What was known at that instant; with its offset."""
LocalTime = Annotated[time, PlainSerializer(lambda value: value.strftime("%H:%M"), return_type=str)]
"""A local time of day, ``HH:MM``."""


def _without_offset(clock: time) -> time:
    if clock.tzinfo is not None:
        raise ValueError("a local time has no offset")
    return clock


Clock = Annotated[time, AfterValidator(_without_offset)]
"""A local time of day as it comes in."""


def _named(value: T | None) -> T:
    if value is None:
        raise ValueError("may be left out, but not be empty")
    return value


Named = AfterValidator(_named)
"""Marks a field of a patch that may be left out but never emptied."""


class In(BaseModel):
    """Something a client sends. What we do not know is refused, so that no wish is dropped unseen."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class CreateIn(In):
    """A creating request; with an id of the client's it may be sent again without harm."""

    id: UUID7 | None = None

    def content(self) -> dict[str, Any]:
        """What identifies a repetition: all that was sent but the id."""
        return self.model_dump(mode="json", exclude={"id"}, exclude_unset=True)


class Out(BaseModel):
    """Something we answer. No defaults: what always comes is never optional for a client."""

    model_config = ConfigDict(from_attributes=True)


class ListOut(Out, Generic[T]):
    items: list[T]
    next_cursor: str | None


class ProblemFault(Out):
    pointer: str
    code: str
    message: str


class Problem(Out):
    """RFC 9457. ``code`` is stable; the words follow ``Accept-Language`` (``id``, ``en``)."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[ProblemFault]
    request_id: str
