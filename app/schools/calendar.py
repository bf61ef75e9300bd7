"""The part of the calendar that must know schools: whose days they are, and where it lies."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.core.access import Actor
from app.core.errors import Fault, Invalid, NotFound
from app.regions import service as regions
from app.regions.models import CalendarDay
from app.schools import queries


def add_day(
    session: Session,
    actor: Actor,
    facts: Mapping[str, Any],
    *,
    id: UUID | None = None,
    content: Mapping[str, Any] | None = None,
) -> tuple[CalendarDay, bool]:
    """Enter days for the nation, a region or one school. Raises :class:`Invalid` for a school out of sight."""
    school_id, school_region = facts.get("school_id"), None
    if school_id is not None:
        try:
            school_region = queries.get(session, actor, school_id).region_code
        except NotFound as unseen:
            raise Invalid([Fault("/school_id", "field.unknown_reference")]) from unseen
    return regions.add_day(session, actor, facts, school_region=school_region, id=id, content=content)
