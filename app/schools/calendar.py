"""The part of the calendar that must know schools: whose days and hours they are, and where it lies."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from app.core.access import Actor
from app.core.db import batched
from app.core.errors import Fault, Invalid, NotFound
from app.regions import entries
from app.regions.queries import Entry
from app.schools import queries
from app.schools.models import School


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

    Raises :class:`Invalid` with the faults of every line. A dry run enters nothing. A handful of statements, however
    many lines there are.
    """
    named = {line["school_id"] for line in wanted if line.get("school_id") is not None}
    homes = _homes(session, actor, named)
    lines: list[tuple[int, entries.Line]] = []
    faults: list[tuple[int, Fault]] = []
    for number, line in enumerate(wanted):
        school_id = line.get("school_id")
        if school_id is not None and school_id not in homes:
            faults.append((number, Fault("/school_id", "field.unknown_reference")))
        else:
            lines.append((number, entries.Line(line, homes[school_id] if school_id else None)))
    checked = entries.check_days(session, actor, lines)
    faults += checked.faults
    if faults:
        ordered = sorted(faults, key=lambda each: each[0])
        raise Invalid([replace(fault, pointer=f"/items/{number}{fault.pointer}") for number, fault in ordered])
    if not dry_run:
        entries.enter_days(session, actor, checked.new)
    return Added(len(checked.new), len(wanted) - len(checked.new))


def _homes(session: Session, actor: Actor, school_ids: Collection[UUID]) -> dict[UUID, str]:
    """The regencies of those of ``school_ids`` that ``actor`` sees."""
    found: dict[UUID, str] = {}
    for some in batched(school_ids):
        schools = session.exec(queries.visible(actor).where(col(School.id).in_(some)))
        found |= {school.id: school.region_code for school in schools}
    return found
