"""How complaints fared, in numbers: for whoever may see figures, also where no case may be seen."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, case, cast, false, func, literal, null, true
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from app.complaints.models import Complaint, ComplaintState, ReporterVerdict
from app.complaints.queries import deadline, filed_by
from app.complaints.rules import CONFIDENTIAL, HANDLED, GroupBy, Tally
from app.core.access import Actor, Role, within
from app.core.clock import day_of, now
from app.core.db import among
from app.regions.queries import scope, zone
from app.regions.rules import ZONES
from app.schools.models import School

NONE = "none"
"""The key of those in no group: not verified yet, about no school, or about one that the figure does not name."""


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    name: str | None
    """A school's; the other keys are words of this program."""
    tally: Tally


def this_year(region_code: str | None) -> int:
    return day_of(now(), zone(region_code)).year


def tally(session: Session, actor: Actor, *, region_code: str | None = None, year: int | None = None) -> Tally:
    """
    How the complaints received in a year fared: all of a region, whatever they are about; for a school what it filed.

    A count tells nothing of a case, so it leaves out none: figures must not differ by who asks.
    """
    rows = _counted(session, actor, null(), region_code=region_code, year=year)
    return _summed([row[1:] for row in rows])


def tallies(
    session: Session, actor: Actor, group_by: GroupBy, *, region_code: str | None = None, year: int | None = None
) -> list[Group]:
    """The same figures by group, in the order of names or keys, those in no group last; together they are the whole."""
    wanted = this_year(scope(actor, region_code)) if year is None else year
    key = _key(group_by, wanted)
    parts = defaultdict[str, list[Sequence[Any]]](list)
    for row in _counted(session, actor, key, region_code=region_code, year=wanted):
        parts[NONE if row[0] is None else str(row[0])].append(row[1:])
    names = _school_names(session, parts) if group_by is GroupBy.SCHOOL else {}
    groups = [Group(key, names.get(key), _summed(rows)) for key, rows in parts.items()]
    return sorted(groups, key=lambda group: (group.key == NONE, group.name or "", group.key))


def _counted(
    session: Session, actor: Actor, key: ColumnElement[Any], *, region_code: str | None, year: int | None
) -> Sequence[Any]:
    """Rows ``(key, handled, working days, how many, confirmed, on time)``."""
    wanted = scope(actor, region_code)
    if actor.role is Role.SCHOOL:
        share: ColumnElement[bool] = filed_by(actor)
    elif actor.role is Role.TEAM:
        share = false()  # a team's share of figures is its visits, and none of them is a complaint
    else:
        share = true()
    handled = col(Complaint.state).in_(HANDLED)
    solved = and_(col(Complaint.state) == ComplaintState.CLOSED, col(Complaint.verdict) == ReporterVerdict.SOLVED)
    inner = (
        select_columns(
            key.label("key"),
            handled.label("handled"),
            col(Complaint.working_days).label("days"),
            case((solved, 1), else_=0).label("solved"),
            case((col(Complaint.handled_at) <= deadline(), 1), else_=0).label("on_time"),
        )
        .where(
            share,
            within(col(Complaint.place_code), wanted),
            col(Complaint.year) == (this_year(wanted) if year is None else year),
        )
        .subquery()
        .c
    )
    grouped = (inner.key, inner.handled, inner.days)
    return session.execute(
        select_columns(*grouped, func.count(), func.sum(inner.solved), func.sum(inner.on_time)).group_by(*grouped)
    ).all()


def _summed(rows: Sequence[Sequence[Any]]) -> Tally:
    done = [row for row in rows if row[0]]
    days = defaultdict[int, int](int)
    for row in done:
        if row[1] is not None:
            days[int(row[1])] += int(row[2])
    return Tally(
        received=sum(int(row[2]) for row in rows),
        handled=sum(int(row[2]) for row in done),
        confirmed_solved=sum(int(row[3]) for row in done),
        on_time=sum(int(row[4]) for row in done),
        days=dict(days),
    )


def _key(group_by: GroupBy, year: int) -> ColumnElement[Any]:
    match group_by:
        case GroupBy.CATEGORY:
            return cast(col(Complaint.category), String)
        case GroupBy.CLASS:
            return cast(col(Complaint.complaint_class), String)
        case GroupBy.SCHOOL:
            # One levy reported about one school is no mere count: who may read figures need not learn whom it is about.
            return case((col(Complaint.category).not_in(CONFIDENTIAL), col(Complaint.about_school_id)))
        case GroupBy.MONTH:
            return _month(year)


def _month(year: int) -> ColumnElement[Any]:
    """The month of receipt by the clock of the place, as the year is."""
    province = func.substr(col(Complaint.region_code), 1, 2)
    by_zone = [(province.in_(provinces), _month_in(zone(min(provinces)), year)) for provinces in ZONES]
    return case(*by_zone, else_=_month_in(zone(None), year))


def _month_in(where: Any, year: int) -> ColumnElement[Any]:
    ends = [(month, datetime.combine(date(year, month + 1, 1), time(), where)) for month in range(1, 12)]
    return case(
        *((col(Complaint.received_at) < end, literal(f"{year:04}-{month:02}")) for month, end in ends),
        else_=literal(f"{year:04}-12"),
    )


def _school_names(session: Session, keys: Any) -> dict[str, str]:
    wanted = [UUID(key) for key in keys if key != NONE]
    rows = session.exec(select(School.id, School.name).where(among(session, col(School.id), wanted))).all()
    return {str(id): name for id, name in rows}
