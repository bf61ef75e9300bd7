"""Reading regions, coefficients, days and service points."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, bindparam, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, within
from app.core.clock import day_of, now
from app.core.db import batched
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.core.types import NATION
from app.regions.models import CalendarDay, DayKind, LessonPeriod, Region, ServicePoint, Setting
from app.regions.rules import FIRST_COEFFICIENTS, lineage, time_zone

Entry = TypeVar("Entry", CalendarDay, LessonPeriod)


def visible(actor: Actor) -> SelectOfScalar[Region]:
    """An actor's region, what lies in it, and what it lies in."""
    if actor.region_code is None:
        return select(Region)
    return select(Region).where(
        or_(
            within(col(Region.region_code), actor.region_code),
            col(Region.region_code).in_(lineage(actor.region_code)),
        )
    )


def get(session: Session, actor: Actor, region_code: str) -> Region:
    region = session.exec(visible(actor).where(col(Region.region_code) == region_code)).one_or_none()
    if region is None:
        raise NotFound
    return region


def regions(session: Session, actor: Actor, request: PageRequest, *, parent: str | None = None) -> Page[Region]:
    """By code."""
    statement = visible(actor)
    if parent is not None:
        statement = statement.where(col(Region.parent) == parent)
    return page(session, statement, request, [col(Region.region_code)])


def exists(session: Session, region_code: str) -> bool:
    return session.get(Region, region_code) is not None


def lock(session: Session, region_codes: Collection[str]) -> set[str]:
    """
    Those of ``region_codes`` that there are, locked in order against others who lock them, not against readers.

    Nobody's secret: the refusal of what lies out of scope is the caller's.
    """
    found: set[str] = set()
    for some in batched(sorted(region_codes)):
        known = select(Region.region_code).where(col(Region.region_code).in_(some)).order_by(col(Region.region_code))
        found |= set(session.exec(known.with_for_update(key_share=True)))
    return found


def scope(actor: Actor, region_code: str | None) -> str | None:
    """
    The region a question is about: the one asked for, else the actor's whole scope; ``None`` is the nation.

    Raises :class:`NotFound` for a region outside the actor's.
    """
    if region_code is None:
        return actor.region_code
    wanted = None if region_code == NATION else region_code
    if actor.region_code is not None and (wanted is None or not actor.covers(wanted)):
        raise NotFound
    return wanted


# --- time ------------------------------------------------------------------------------------------------------


def zone(region_code: str | None) -> ZoneInfo:
    return ZoneInfo(time_zone(region_code or NATION))


def today(region_code: str | None) -> date:
    """Today for the people of a region."""
    return day_of(now(), zone(region_code))


# --- coefficients ----------------------------------------------------------------------------------------------


def setting(session: Session, region_code: str | None, key: str, on: date) -> Any:
    """The coefficient ``key`` as it holds in a region on a day: the nearest region's latest."""
    return settings(session, region_code, [key], on)[key]


def settings(session: Session, region_code: str | None, keys: Sequence[str], on: date) -> dict[str, Any]:
    """Several coefficients in one query. Days before the first entry live by it."""
    return coefficients(session, region_code, keys, on).on(on)


@dataclass(frozen=True, slots=True)
class SettingLine:
    id: UUID
    key: str
    value: Any
    valid_from: date
    region_code: str
    """Where it was entered: the region itself, or one that it lies in."""


_SETTINGS = Setting.__table__  # type: ignore[attr-defined]
_LINE = tuple(_SETTINGS.c[name] for name in SettingLine.__dataclass_fields__)


class Coefficients:
    """Some coefficients of a region as they hold on any day up to a last one: read once."""

    def __init__(self, places: Sequence[str], keys: Sequence[str], rows: Sequence[SettingLine]) -> None:
        self._places, self._keys, self._rows = places, keys, rows
        self._known: dict[date, dict[str, Any]] = {}

    def on(self, day: date) -> dict[str, Any]:
        """What holds on ``day``. Days before the first entry live by it."""
        if day not in self._known:
            self._known[day] = {key: entry.value for key, entry in self.entries(day).items()}
        return self._known[day]

    def entries(self, day: date) -> dict[str, SettingLine]:
        """The entries that hold on ``day``: the nearest region's latest. Days before the first live by it."""
        day = max(day, FIRST_COEFFICIENTS)
        chosen: dict[str, tuple[int, SettingLine]] = {}
        for row in self._rows:
            distance = self._places.index(row.region_code)
            if row.valid_from <= day and (row.key not in chosen or distance <= chosen[row.key][0]):
                chosen[row.key] = (distance, row)
        return {key: chosen[key][1] for key in self._keys}


def coefficients(session: Session, region_code: str | None, keys: Sequence[str], last: date) -> Coefficients:
    """Several coefficients for all days through ``last``, in one query."""
    return coefficients_of(session, [region_code], keys, last)[region_code]


def coefficients_of(
    session: Session, region_codes: Iterable[str | None], keys: Sequence[str], last: date
) -> dict[str | None, Coefficients]:
    """Several coefficients of several regions for all days through ``last``, in one query."""
    lineages = {code: lineage(code) for code in region_codes}
    places = sorted({place for each in lineages.values() for place in each})
    given = {"keys": list(keys), "places": places, "last": max(last, FIRST_COEFFICIENTS)}
    session.flush()
    rows = [SettingLine(*row) for row in session.connection().execute(_entries(), given)]
    return {
        code: Coefficients(places, keys, [row for row in rows if row.region_code in places])
        for code, places in lineages.items()
    }


@cache
def _entries() -> Any:
    """Made once: next to every request asks for a coefficient, and to build the question cost more than the answer."""
    return (
        columns(*_LINE)
        .where(
            _SETTINGS.c.key.in_(bindparam("keys", expanding=True)),
            _SETTINGS.c.region_code.in_(bindparam("places", expanding=True)),
            _SETTINGS.c.valid_from <= bindparam("last"),
        )
        .order_by(_SETTINGS.c.valid_from)
    )


def setting_by_place(session: Session, key: str, on: date) -> dict[str, Any]:
    """The coefficient ``key`` as it holds on a day in each region that has an entry of its own, nation included."""
    rows = session.exec(
        select(Setting)
        .where(col(Setting.key) == key, col(Setting.valid_from) <= max(on, FIRST_COEFFICIENTS))
        .order_by(col(Setting.valid_from))
    )
    return {row.region_code: row.value for row in rows}


@cache
def _setting_lines(*, one: bool) -> Any:
    statement = columns(*_LINE).where(_SETTINGS.c.region_code.in_(bindparam("places", expanding=True)))
    return statement.where(_SETTINGS.c.key == bindparam("key")) if one else statement


def setting_lines(session: Session, region_code: str, *, key: str | None = None) -> list[SettingLine]:
    """All coefficients that a region's people live by, or one of them: its own first."""
    places = lineage(region_code)
    given = {"places": places} if key is None else {"places": places, "key": key}
    lines = [SettingLine(*row) for row in session.execute(_setting_lines(one=key is not None), given)]
    return sorted(lines, key=lambda line: (line.key, places.index(line.region_code), line.valid_from))


# --- days ------------------------------------------------------------------------------------------------------


def visible_entries(actor: Actor, model: type[Entry]) -> SelectOfScalar[Entry]:
    """Days or hours of the nation, of the regions around and within the actor's, and of its own school."""
    statement = select(model)
    if actor.region_code is not None:
        statement = statement.where(
            or_(
                col(model.region_code).is_(None),
                col(model.region_code).in_(lineage(actor.region_code)),
                within(col(model.region_code), actor.region_code),
            )
        )
    if actor.school_id is not None:
        statement = statement.where(or_(col(model.school_id).is_(None), col(model.school_id) == actor.school_id))
    return statement


def get_entry(session: Session, actor: Actor, model: type[Entry], entry_id: UUID, *, lock: bool = False) -> Entry:
    """One entry. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    statement = visible_entries(actor, model).where(col(model.id) == entry_id)
    entry = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if entry is None:
        raise NotFound
    return entry


def entries(
    session: Session,
    actor: Actor,
    request: PageRequest,
    model: type[Entry],
    *,
    date_from: date | None = None,
    date_to: date | None = None,
    school_id: UUID | None = None,
    kind: DayKind | None = None,
) -> Page[Entry]:
    """By first day. ``kind`` narrows calendar days."""
    statement = visible_entries(actor, model)
    if date_from is not None:
        statement = statement.where(col(model.date_to) >= date_from)
    if date_to is not None:
        statement = statement.where(col(model.date_from) <= date_to)
    if school_id is not None:
        statement = statement.where(col(model.school_id) == school_id)
    if kind is not None:
        statement = statement.where(col(CalendarDay.kind) == kind)
    return page(session, statement, request, [col(model.date_from), col(model.id)])


def days_between(session: Session, actor: Actor, date_from: date, date_to: date) -> Sequence[CalendarDay]:
    """All entered days that lie within a period in part."""
    touching = (col(CalendarDay.date_from) <= date_to, col(CalendarDay.date_to) >= date_from)
    return session.exec(visible_entries(actor, CalendarDay).where(*touching)).all()


def days_against(
    session: Session, region_code: str, school_id: UUID | None, date_from: date, date_to: date
) -> Sequence[CalendarDay]:
    """Everything entered that stands against going to a school in a period."""
    return _touching(session, CalendarDay, region_code, school_id, date_from, date_to)


def lesson_periods(
    session: Session, region_code: str, school_id: UUID, date_from: date, date_to: date
) -> Sequence[LessonPeriod]:
    """Other lesson hours that hold for a school on some day of a period, the nearest to it first."""
    return nearest_first(_touching(session, LessonPeriod, region_code, school_id, date_from, date_to))


def entered_within(
    session: Session, model: type[Entry], region_code: str, date_from: date, date_to: date
) -> Sequence[Entry]:
    """Days or hours of a region, of what it lies in, of its parts and schools, in a period. For whoever plans."""
    return session.exec(
        select(model)
        .where(
            col(model.date_from) <= date_to,
            col(model.date_to) >= date_from,
            or_(
                col(model.region_code).is_(None),
                col(model.region_code).in_(lineage(region_code)),
                within(col(model.region_code), region_code),
            ),
        )
        .order_by(col(model.date_from), col(model.id))
    ).all()


def nearest_first(periods: Iterable[LessonPeriod]) -> list[LessonPeriod]:
    """A school's hours before its region's; of one place the shortest first: Ramadan lies within a semester."""
    return sorted(
        periods,
        key=lambda entry: (entry.school_id is None, -len(entry.region_code or ""), entry.date_to - entry.date_from),
    )


def _touching(
    session: Session, model: type[Entry], region_code: str, school_id: UUID | None, date_from: date, date_to: date
) -> Sequence[Entry]:
    for_school: ColumnElement[bool] = col(model.school_id).is_(None)
    if school_id is not None:
        for_school = or_(for_school, col(model.school_id) == school_id)
    return session.exec(
        select(model)
        .where(
            col(model.date_from) <= date_to,
            col(model.date_to) >= date_from,
            or_(col(model.region_code).is_(None), col(model.region_code).in_(lineage(region_code))),
            for_school,
        )
        .order_by(col(model.date_from), col(model.id))
    ).all()


def days_off(session: Session, region_code: str, date_from: date, date_to: date) -> frozenset[date]:
    """National holidays and joint leave in a period: the days on which the office's clocks stand still."""
    entered = days_against(session, region_code, None, date_from, date_to)
    return frozenset(
        day.date_from + timedelta(days=n)
        for day in entered
        if day.kind in (DayKind.NATIONAL_HOLIDAY, DayKind.JOINT_LEAVE)
        for n in range((day.date_to - day.date_from).days + 1)
    )


# --- service points --------------------------------------------------------------------------------------------


def visible_points(actor: Actor) -> SelectOfScalar[ServicePoint]:
    return select(ServicePoint).where(within(col(ServicePoint.region_code), actor.region_code))


def get_point(session: Session, actor: Actor, point_id: UUID, *, lock: bool = False) -> ServicePoint:
    statement = visible_points(actor).where(col(ServicePoint.id) == point_id)
    point = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if point is None:
        raise NotFound
    return point


def service_points(
    session: Session, actor: Actor, request: PageRequest, *, region_code: str | None = None
) -> Page[ServicePoint]:
    """By name."""
    statement = visible_points(actor).where(within(col(ServicePoint.region_code), scope(actor, region_code)))
    return page(session, statement, request, [col(ServicePoint.name), col(ServicePoint.id)])


def points_on(session: Session, region_code: str, on: date) -> Sequence[ServicePoint]:
    """The points of a region that exist on a day, by name. Nobody's secret within it: whoever asks has its scope."""
    return session.exec(
        select(ServicePoint)
        .where(
            within(col(ServicePoint.region_code), region_code),
            col(ServicePoint.valid_from) <= on,
            or_(col(ServicePoint.valid_to).is_(None), col(ServicePoint.valid_to) >= on),
        )
        .order_by(col(ServicePoint.name), col(ServicePoint.id))
    ).all()
