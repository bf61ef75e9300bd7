"""What came of a school's pupils day by day, over all its visits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, not_, or_, tuple_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.paging import Page, PageRequest, page
from app.visits.models import RosterEntry, Visit, VisitState
from app.visits.queries import Filter, narrowed
from app.visits.tallies import Tally, tallied


@dataclass(frozen=True, slots=True)
class Ledger:
    """
    What came of a school's pupils on one day, over all its visits: one place per person, in the precedence of outcomes.

    Roster with walk-ins = the sum of the outcomes + not yet seen.
    """

    school_id: UUID
    date: date
    visit_ids: list[UUID]
    tally: Tally
    walk_ins: int


def ledgers(session: Session, actor: Actor, request: PageRequest, wanted: Filter) -> Page[Ledger]:
    """By day and school: days on which a school was or will be visited."""
    days = (
        narrowed(actor, wanted)
        .where(_held())
        .with_only_columns(col(Visit.date), col(Visit.school_id))
        .distinct()
        .subquery()
    )
    found = page(session, columns(days.c.date, days.c.school_id), request, [days.c.date, days.c.school_id])
    return Page(_ledgers(session, [(day, school_id) for day, school_id in found.items]), found.next_cursor)


def _held() -> ColumnElement[bool]:
    """Not cancelled, and not put off before anybody was seen: what does not take place has no ledger."""
    seen = select(RosterEntry.student_id).where(
        col(RosterEntry.visit_id) == col(Visit.id), col(RosterEntry.outcome).is_not(None)
    )
    put_off = col(Visit.state) == VisitState.POSTPONED
    return and_(col(Visit.state) != VisitState.CANCELLED, or_(not_(put_off), seen.exists()))


def _ledgers(session: Session, days: Sequence[tuple[date, UUID]]) -> list[Ledger]:
    if not days:
        return []
    held = session.exec(
        select(Visit).where(tuple_(col(Visit.date), col(Visit.school_id)).in_(days), _held()).order_by(col(Visit.id))
    ).all()
    visit_ids: dict[tuple[date, UUID], list[UUID]] = {day: [] for day in days}
    for visit in held:
        visit_ids[visit.date, visit.school_id].append(visit.id)
    counted = tallied(session, [visit.id for visit in held], (col(Visit.date), col(Visit.school_id)))
    empty = (Tally(), 0)
    return [Ledger(day[1], day[0], visit_ids[day], *counted.get(day, empty)) for day in days]
