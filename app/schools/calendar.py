"""The part of the calendar that must know schools: whose days and hours they are, and where it lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.core.access import Actor
from app.core.errors import Fault, Invalid, NotFound
from app.regions import entries
from app.regions import queries as regions
from app.regions.models import CalendarDay
from app.regions.queries import Entry
from app.schools import queries


def add(
    session: Session,
    actor: Actor,
    model: type[Entry],
    facts: Mapping[str, Any],
    *,
    id: UUID | None = None,
    content: Mapping[str, Any] | None = None,
) -> tuple[Entry, bool]:
    """Enter days or hours for the nation, a region or one school. Raises :class:`Invalid` for a school out of sight."""
    school_id, school_region = facts.get("school_id"), None
    if school_id is not None:
        try:
            school_region = queries.get(session, actor, school_id).region_code
        except NotFound as unseen:
            raise Invalid([Fault("/school_id", "field.unknown_reference")]) from unseen
    return entries.add(session, actor, model, facts, school_region=school_region, id=id, content=content)


@dataclass(frozen=True, slots=True)
class Added:
    """What came of many days."""

    added: int
    known: int


def add_days(session: Session, actor: Actor, wanted: Sequence[Mapping[str, Any]], *, dry_run: bool) -> Added:
    """
    Enter many days, all or none; a line that is there already, by period, kind and place, is left alone.

    Raises :class:`Invalid` with the faults of every line. A dry run enters nothing.
    """
    first, last = min(line["date_from"] for line in wanted), max(line["date_to"] for line in wanted)
    known = {_identity(day) for day in regions.days_between(session, actor, first, last)}
    faults: list[Fault] = []
    added = 0
    with session.begin_nested() as savepoint:
        for number, line in enumerate(wanted):
            try:
                with session.begin_nested() as one:
                    day, _ = add(session, actor, CalendarDay, line)
                    if _identity(day) in known:
                        one.rollback()
                    else:
                        added += 1
                        known.add(_identity(day))
            except Invalid as refusal:
                faults += [replace(fault, pointer=f"/items/{number}{fault.pointer}") for fault in refusal.faults]
        if faults:
            raise Invalid(faults)
        if dry_run:
            savepoint.rollback()
    return Added(added, len(wanted) - added)


def _identity(day: CalendarDay) -> tuple[Any, ...]:
    return day.date_from, day.date_to, day.kind, day.region_code, day.school_id
