"""
Visits that everybody may know of: when the team comes to which school. No person is named, neither pupil nor staff.

There is no actor here, since what a school has confirmed hangs on its notice board: these are nobody's secret.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select as columns
from sqlmodel import Session, col

from app.core.access import within
from app.core.paging import Page, PageRequest, page
from app.core.types import NATION
from app.regions import queries as regions
from app.regions.models import Region
from app.schools.models import School
from app.visits.models import Visit, VisitKind, VisitState

DAYS_AHEAD = 60
"""Beyond two months too much still moves to be told to everybody."""
_TOLD = (VisitState.CONFIRMED, VisitState.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Announced:
    """A visit as it hangs on a notice board."""

    id: UUID
    school_id: UUID
    school_name: str
    district_code: str
    district: str
    kind: VisitKind
    date: date
    starts_at: datetime
    ends_at: datetime


def announced(
    session: Session, request: PageRequest, *, region_code: str | None = None, q: str | None = None
) -> Page[Announced]:
    """
    Confirmed visits from today through :data:`DAYS_AHEAD` days on, the next one first; those under way included.

    ``region_code``: of schools that lie there. ``q``: of schools or districts whose name holds it.
    """
    scope = None if region_code == NATION else region_code
    first = regions.today(region_code)
    statement: Any = (
        columns(Visit, School, Region)
        .join(School, col(School.id) == col(Visit.school_id))
        .join(Region, col(Region.region_code) == col(School.district_code))
        .where(
            within(col(School.district_code), scope),
            col(Visit.date).between(first, first + timedelta(days=DAYS_AHEAD)),
            col(Visit.state).in_(_TOLD),
        )
    )
    if q and q.strip():
        wanted = q.strip()
        statement = statement.where(
            col(School.name).icontains(wanted, autoescape=True) | col(Region.name).icontains(wanted, autoescape=True)
        )
    found: Page[tuple[Visit, School, Region]]
    found = page(session, statement, request, [col(Visit.date), col(Visit.starts_at), col(Visit.id)])
    return found.map(lambda row: _line(*row))


def _line(visit: Visit, school: School, district: Region) -> Announced:
    return Announced(
        id=visit.id,
        school_id=school.id,
        school_name=school.name,
        district_code=district.region_code,
        district=district.name,
        kind=visit.kind,
        date=visit.date,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
    )
