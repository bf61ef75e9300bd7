"""Subscriptions on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from api.schemas import CreateIn, In, Named, Out
from app.subscriptions.models import SubscriptionState
from app.subscriptions.queries import DeadLetter, Line

Kind = Annotated[str, StringConstraints(pattern=r"^(\*|[a-z][a-z_]{0,28}\.(\*|[a-z][a-z_]{0,28}))$")]
Kinds = Annotated[list[Kind], Field(min_length=1, max_length=100)]


class SubscriptionIn(CreateIn):
    url: Annotated[str, StringConstraints(max_length=2000, min_length=1)]
    kinds: Kinds
    """The journal's kinds: `visits.confirmed`, `visits.*`, or `*`."""


class SubscriptionPatch(In):
    """Only what is named is changed."""

    kinds: Annotated[Kinds | None, Named] = None
    state: Annotated[SubscriptionState | None, Named] = None


class ReplayIn(In):
    from_position: Annotated[int, Field(ge=1, le=2**62)]


class SubscriptionOut(Out):
    id: UUID
    url: str
    kinds: list[str]
    region_code: str | None
    state: SubscriptionState
    position: int
    """Up to here events were delivered or wait in their own line."""
    waiting: int
    dead: int
    failures: int
    """Tries in a row that failed."""
    failing_since: datetime | None
    last_error: str | None
    """A status, or `timeout`, `unreachable`, `certificate`, `name_unknown`, `address_private`, `broken_off`."""
    last_delivered_at: datetime | None
    created_at: datetime
    version: int


class SubscriptionMadeOut(SubscriptionOut):
    secret: str | None
    """Told this once; `null` in the answer to a repetition."""


class DeadLetterOut(Out):
    position: int
    id: UUID
    kind: str
    subject_type: str
    subject_id: UUID | None
    attempts: int
    first_at: datetime | None
    dead_at: datetime


def shown(line: Line) -> SubscriptionOut:
    facts = line.subscription.model_dump(exclude={"sealed", "sealed_key_id"})
    return SubscriptionOut.model_validate({**facts, "url": line.url, "waiting": line.waiting, "dead": line.dead})


def dead_letter(letter: DeadLetter) -> DeadLetterOut:
    facts = letter.line.model_dump(include={"id", "kind", "subject_type", "subject_id"})
    tries = letter.delivery.model_dump(include={"position", "attempts", "first_at", "dead_at"})
    return DeadLetterOut.model_validate({**facts, **tries})
