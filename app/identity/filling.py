"""
What a survivor takes over from a row that was merged into it, and what it gives back.

A merge remembers each fact that it filled and since when. Whether the survivor still has it from there is told by the
survivor's own history: a fact that was changed since is the survivor's own, even if it was changed back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.core.db import batched
from app.students.models import Merge, Student, StudentHistory

FILLED = ("school_id", "class_group", "grade", "residence_code", "nisn", "sex", "birth_place", "birth_date")
"""Facts that a survivor takes over where its own are empty."""
RESTRICTED = "restricted"
"""A wish to stay off rosters and exports holds for the person, under whichever row it was said."""

Facts = dict[str, Any]


def facts_of(row: Student) -> Facts:
    """The facts that may be taken over."""
    return {name: getattr(row, name) for name in (*FILLED, RESTRICTED)}


def taken_over(survivor: Facts, merged: Facts) -> Facts:
    """What a survivor with these facts takes over from a row with those."""
    names = [name for name in FILLED if survivor[name] is None and merged[name] is not None]
    if survivor["school_id"] is not None and merged["school_id"] != survivor["school_id"]:
        # A class without its school says nothing.
        names = [name for name in names if name not in ("class_group", "grade")]
    if merged[RESTRICTED] and not survivor[RESTRICTED]:
        names.append(RESTRICTED)
    return {name: merged[name] for name in names}


def told(facts: Iterable[str], since: datetime) -> dict[str, str]:
    """How a merge remembers what it filled."""
    return {name: since.isoformat() for name in facts}


@dataclass(frozen=True, slots=True)
class Parted:
    """What holds once a merge is undone."""

    facts: dict[UUID, Facts]
    """Everybody's facts."""
    filled: dict[UUID, dict[str, datetime | None]]
    """What each merge that stands then fills, since when; ``None``: since the change that is about to be written."""
    since: dict[UUID, datetime]
    """Since when rows had what they now lose: their periods become what they were before it."""


def without(session: Session, rows: Mapping[UUID, Student], standing: Sequence[Merge], undone: Merge) -> Parted:
    """
    What holds of ``rows`` once ``undone`` is no merge any more.

    All that came by merges and still stands is laid aside, from the last merge to the first, and filled again by those
    that stand: so a fact leaves everyone up the chain whom it had come to, and a restriction stays as long as one row
    of the person asks for it.
    """
    now_there = {id: facts_of(row) for id, row in rows.items()}
    facts = {id: dict(own) for id, own in now_there.items()}
    ordered = sorted(standing, key=lambda merge: (merge.created_at, merge.id))
    former = _former(session, {merge.survivor_id for merge in ordered})
    aside: dict[tuple[UUID, str], datetime] = {}
    for merge in reversed(ordered):
        for name, since in merge.filled.items():
            given_at = datetime.fromisoformat(since)
            if _stands(former.get(merge.survivor_id, ()), name, given_at, now_there[merge.survivor_id][name]):
                facts[merge.survivor_id][name] = False if name == RESTRICTED else None
                aside[merge.survivor_id, name] = given_at
    filled: dict[UUID, dict[str, datetime | None]] = {}
    for merge in ordered:
        if merge.id == undone.id:
            continue
        survivor = merge.survivor_id
        again = taken_over(facts[survivor], facts[merge.merged_id])
        mine = {name: value for name, value in again.items() if (survivor, name) in aside}
        facts[survivor] |= mine
        filled[merge.id] = {
            name: aside[survivor, name] if value == now_there[survivor][name] else None for name, value in mine.items()
        }
    lost = [(id, since) for (id, name), since in aside.items() if facts[id][name] != now_there[id][name]]
    # The earliest is written last and stays.
    return Parted(facts, filled, dict(sorted(lost, key=lambda each: each[1], reverse=True)))


def _former(session: Session, ids: Iterable[UUID]) -> dict[UUID, list[StudentHistory]]:
    found: dict[UUID, list[StudentHistory]] = {}
    for some in batched(sorted(ids)):
        for row in session.exec(select(StudentHistory).where(col(StudentHistory.student_id).in_(some))):
            found.setdefault(row.student_id, []).append(row)
    return found


def _stands(former: Iterable[StudentHistory], name: str, since: datetime, value: Any) -> bool:
    """Whether nobody said anything else of the fact since it was given."""
    return all(getattr(row, name) == value for row in former if row.known_from >= since)
