"""Finding a pupil in what was pulled, and what has been noted about each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sweet17.field.outbox import Entry, State

OUTCOMES = (
    "recorded",
    "failed",
    "refused",
    "deferred",
    "absent",
    "under_age",
    "already_recorded",
    "left",
)
REASONS = (
    "fingerprint_unreadable",
    "iris_unreadable",
    "photo_refused",
    "signature_refused",
    "device_failure",
    "no_power",
    "no_signal",
    "nik_not_found",
    "data_mismatch",
    "no_family_card",
    "internship",
    "ill",
    "moved",
    "other",
)
NEED_REASON = frozenset({"failed", "refused", "deferred"})


@dataclass(frozen=True, slots=True)
class Found:
    """A pupil on the roster of a visit."""

    visit_id: str
    pupil: Mapping[str, Any]


def is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def find(
    packs: Mapping[str, Mapping[str, Any]], wanted: str, *, today: str, visit_id: str | None = None
) -> list[Found]:
    """
    Pupils that ``wanted`` may mean: an id, a whole name, or a part of one.

    One pupil on several rosters is taken from today's visit where there is one.
    """
    everyone = [
        Found(visit, pupil)
        for visit, pack in packs.items()
        if visit_id in (None, visit)
        for pupil in pack.get("roster", [])
    ]
    text = wanted.strip().casefold()
    found = [one for one in everyone if str(one.pupil.get("student_id", "")).casefold() == text]
    found = found or [one for one in everyone if str(one.pupil.get("name", "")).casefold() == text]
    if not found and text and not is_id(text):
        found = [one for one in everyone if text in str(one.pupil.get("name", "")).casefold()]
    if len({one.pupil.get("student_id") for one in found}) == 1:
        return [one for one in found if date_of(packs[one.visit_id]) == today] or found
    return found


def today() -> str:
    """The day that this device's clock shows."""
    return datetime.now().astimezone().date().isoformat()


def date_of(pack: Mapping[str, Any]) -> str:
    visit = pack.get("visit") or {}
    return str(visit.get("date") or str(visit.get("starts_at") or "")[:10])


def school_of(pack: Mapping[str, Any]) -> str:
    return str((pack.get("school") or {}).get("name") or "")


def cancelled(pack: Mapping[str, Any]) -> bool:
    """Whether the office had called the visit off when the pack was pulled: what is noted there will wait for it."""
    return (pack.get("visit") or {}).get("state") == "cancelled"


def noted(entries: Sequence[Entry]) -> dict[str, Entry]:
    """The last outcome noted on this device for each pupil; one refused or taken back counts for nothing."""
    return {
        str(entry.item["student_id"]): entry
        for entry in entries
        if entry.item.get("student_id") and entry.state not in (State.REFUSED, State.UNDONE)
    }
