"""What a transfer may become, who sees what of it, and what a confirmed one changes (design rules 3 and 20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.core.access import Actor
from app.core.errors import Conflict, Forbidden
from app.core.types import name_key
from app.students.models import DataIssueKind, StudentStatus, TransferState
from app.submissions.rules import Person

MOVES: dict[TransferState, frozenset[str]] = {
    TransferState.OPEN: frozenset({"confirm", "reject"}),
    TransferState.CONFIRMED: frozenset({"undo"}),
    TransferState.REJECTED: frozenset(),
    TransferState.UNDONE: frozenset(),
}
HELD_ALREADY = "identity.held_already"
"""The reason of a claim that ended by itself: the claimant holds the pupil by now."""
COMPARED = ("name", "birth_date", "class_group")
"""What the releasing school may see of what the claimant sent: enough to tell whether it is the same pupil."""
FILLED = ("nisn", "sex", "birth_place", "residence_code")
"""What the claimant's word fills where nothing is known. Name, birth date and NIK are never its to say."""
STAYING = frozenset({StudentStatus.ACTIVE, StudentStatus.LEFT_CANDIDATE})
"""What a school's lists make of a pupil; anything else was said by the office or the school year since."""


class NotYoursToRelease(Forbidden):
    """A claim is decided by who holds the pupil, never by who claims them."""

    code = "identity.not_yours_to_release"


class MovedSince(Conflict):
    """Something moved the pupil after the transfer; that comes first."""

    code = "identity.moved_since"


class Direction(StrEnum):
    """A transfer as seen from one's own school or region."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    WITHIN = "within"
    """Both schools lie in one's region."""


@dataclass(frozen=True, slots=True)
class Sides:
    """On which sides of a transfer somebody stands; who stands on neither does not see it."""

    claims: bool
    holds: bool

    @property
    def direction(self) -> Direction:
        if self.claims and self.holds:
            return Direction.WITHIN
        return Direction.INCOMING if self.claims else Direction.OUTGOING


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a transfer comes from and where it goes."""

    to_school_id: UUID
    to_region_code: str
    from_school_id: UUID | None
    from_region_code: str
    contradicts: bool


def sides(actor: Actor, ends: Ends) -> Sides:
    """A claim under another name is nothing to the school that holds the pupil: it names somebody else's."""
    if actor.is_office:
        return Sides(actor.covers(ends.to_region_code), actor.covers(ends.from_region_code))
    claims = actor.school_id == ends.to_school_id
    return Sides(claims, not claims and actor.school_id == ends.from_school_id and not ends.contradicts)


def may_release(actor: Actor, ends: Ends) -> bool:
    """Whether this actor decides: the school that holds the pupil, or an office whose region they are in."""
    return sides(actor, ends).holds


def names_pupil(seen: Sides, state: TransferState) -> bool:
    """Whether pupil and former school are named: to the claimant only while the pupil has become its own."""
    return seen.holds or state is TransferState.CONFIRMED


def sent_to(actor: Actor, seen: Sides, sent: Person) -> Person:
    """What was sent, as far as this side may see it."""
    if actor.is_office or seen.claims:
        return sent
    return Person(**{name: getattr(sent, name) for name in COMPARED})


# --- the move --------------------------------------------------------------------------------------------------


def taken_over(sent: Person, present: Mapping[str, Any], school_id: UUID, region_code: str) -> dict[str, Any]:
    """
    The facts of a pupil who moves, given the ``present`` ones.

    A class that the claimant does not name is unknown, since the former school's means nothing here; a grade goes on.
    """
    facts: dict[str, Any] = {
        "school_id": school_id,
        "region_code": region_code,
        "class_group": sent.class_group,
        "grade": sent.grade if sent.grade is not None else present["grade"],
        "status": StudentStatus.ACTIVE,
    }
    filled = {name: getattr(sent, name) for name in FILLED if present[name] is None}
    return facts | {name: value for name, value in filled.items() if value is not None}


def given_back(before: Mapping[str, Any], sent: Person, present: Mapping[str, Any]) -> dict[str, Any]:
    """
    The facts of a pupil whose transfer is undone: where they stood, and empty again what the claimant had filled.

    What somebody else said in the meantime stays: a death, a graduation, a mended NISN.
    """
    school_id = before["school_id"]
    facts: dict[str, Any] = {
        "school_id": UUID(school_id) if school_id else None,
        "region_code": before["region_code"],
        "class_group": before["class_group"],
        "grade": before["grade"],
    }
    if present["status"] in STAYING:
        facts["status"] = StudentStatus(before["status"])
    return facts | {name: None for name in before["filled"] if present[name] == getattr(sent, name)}


def questions(sent: Person, name: str, birth_date: date | None) -> set[DataIssueKind]:
    """What an officer must look into when the claimant's word differs from what is kept."""
    found = set()
    if sent.name is not None and name_key(sent.name) != name_key(name):
        found.add(DataIssueKind.NIK_CONTRADICTION)
    if sent.birth_date is not None and birth_date is not None and sent.birth_date != birth_date:
        found.add(DataIssueKind.BIRTH_DATE_MISMATCH)
    return found
