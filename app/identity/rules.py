"""Rules of who is who, answerable with a pencil."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.core.errors import Conflict, Invalid


class TwoNiks(Conflict):
    """Two different NIKs are two people until the registry says otherwise: one of them must be corrected first."""

    code = "identity.two_niks"


class SurvivorLacksNik(Invalid):
    """Of two rows the one with the NIK stays: everything else is found by it."""

    code = "identity.survivor_lacks_nik"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of two rows that are one person."""

    id: UUID
    has_nik: bool
    recorded: bool


def survivor_of(one: Candidate, other: Candidate) -> UUID:
    """Which of two rows stays: the one with a NIK, else the recorded one, else the older (ids follow time)."""
    return min((one, other), key=lambda c: (not c.has_nik, not c.recorded, c.id)).id


def roots(members: Iterable[UUID], merges: Mapping[UUID, UUID]) -> dict[UUID, UUID | None]:
    """
    The last survivor of each of ``members``, given who was merged into whom; ``None`` for those who are themselves.

    A row is merged into one other at most, so that the merges that stand form trees.
    """
    found: dict[UUID, UUID | None] = {}
    for id in members:
        last = id
        while last in merges:
            last = merges[last]
        found[id] = None if last == id else last
    return found
