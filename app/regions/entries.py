"""
Changing what is entered for a period and a place: days on which something does not go on, other lesson hours.

An entry holds for the nation, for a region or for one school; who changes it must stand above all of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.core.access import Actor, covers
from app.core.errors import Fault, Invalid, VersionMismatch
from app.core.ids import new_id
from app.core.requests import first_time
from app.core.types import NATION
from app.journal import service as journal
from app.regions import queries
from app.regions.models import CalendarDay, LessonPeriod
from app.regions.queries import Entry
from app.regions.rules import BeyondScope

MAX_DAYS = 366
"""Longest period of one entry: a year, as a slip in its number would make ten."""

_SUBJECTS: dict[type[Any], str] = {CalendarDay: "calendar_day", LessonPeriod: "lesson_period"}
_KINDS: dict[type[Any], str] = {CalendarDay: "calendar", LessonPeriod: "lesson_periods"}


def add(
    session: Session,
    actor: Actor,
    model: type[Entry],
    facts: Mapping[str, Any],
    *,
    school_region: str | None = None,
    id: UUID | None = None,
    content: Mapping[str, Any] | None = None,
) -> tuple[Entry, bool]:
    """
    Enter days or hours; without a region they hold in the actor's whole scope.

    ``school_region`` is the regency of the school that ``facts`` names: a school's entries belong to its region.
    Raises :class:`Invalid` for a place out of scope and for a period that cannot be meant.
    """
    if not first_time(session, actor, id, _SUBJECTS[model], content or facts):
        return queries.get_entry(session, actor, model, id or new_id()), False
    wanted = _wanted(actor, facts, school_region)
    region_code = _placed(actor, facts, school_region, known=queries.exists(session, wanted))
    entry = model(id=id or new_id(), **{**facts, "region_code": region_code})
    session.add(entry)
    session.flush()
    _note(session, actor, "added", entry, sorted(facts))
    return entry, True


@dataclass(frozen=True, slots=True)
class Line:
    """One of many days to be entered, with the regency of the school that it names."""

    facts: Mapping[str, Any]
    school_region: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """Days that may be entered and are not there yet, and what stands against others, by number of the line."""

    new: list[CalendarDay]
    faults: list[tuple[int, Fault]]


def check_days(session: Session, actor: Actor, lines: Sequence[tuple[int, Line]]) -> Checked:
    """
    What of many days would be entered; a line that is there already, by period, kind and place, is left alone.

    Their regions stay locked, so that the same list twice at once is entered once.
    """
    codes = {_wanted(actor, line.facts, line.school_region) for _, line in lines}
    regions = queries.lock(session, codes)
    days, faults = [], []
    for number, line in lines:
        known = _wanted(actor, line.facts, line.school_region) in regions
        try:
            region_code = _placed(actor, line.facts, line.school_region, known=known)
        except Invalid as refusal:
            faults += [(number, fault) for fault in refusal.faults]
            continue
        days.append(CalendarDay(id=new_id(), **{**line.facts, "region_code": region_code}))
    if not days:
        return Checked([], faults)
    first, last = min(day.date_from for day in days), max(day.date_to for day in days)
    there = {_identity(day) for day in queries.days_between(session, actor, first, last)}
    new = {_identity(day): day for day in reversed(days) if _identity(day) not in there}
    return Checked(list(reversed(new.values())), faults)


def enter_days(session: Session, actor: Actor, days: Sequence[CalendarDay]) -> None:
    """Enter days that :func:`check_days` found new."""
    session.add_all(days)
    session.flush()
    noted = [(day.id, day.region_code, day.school_id, _data(day, _DAY_FIELDS)) for day in days]
    journal.write_many(session, actor, f"{_KINDS[CalendarDay]}.added", _SUBJECTS[CalendarDay], noted)


_DAY_FIELDS = ["date_from", "date_to", "kind", "name", "region_code", "school_id", "source"]


def _identity(day: CalendarDay) -> tuple[Any, ...]:
    return day.date_from, day.date_to, day.kind, day.region_code, day.school_id


def change(
    session: Session, actor: Actor, model: type[Entry], entry_id: UUID, version: int | None, facts: Mapping[str, Any]
) -> Entry:
    """Change the named facts. Raises :class:`BeyondScope` for an entry that holds beyond the actor's region."""
    entry = _own(session, actor, model, entry_id, version)
    changed = differing(entry, facts)
    if not changed:
        return entry
    _check({**entry.model_dump(), **changed})
    for name, value in changed.items():
        setattr(entry, name, value)
    entry.version += 1
    session.flush()
    _note(session, actor, "changed", entry, sorted(changed))
    return entry


def remove(session: Session, actor: Actor, model: type[Entry], entry_id: UUID, version: int | None) -> None:
    """Take an entry back. Raises like :func:`change`."""
    entry = _own(session, actor, model, entry_id, version)
    session.delete(entry)
    session.flush()
    _note(session, actor, "removed", entry, [])


def differing(row: Any, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that ``row`` does not have yet."""
    return {name: value for name, value in facts.items() if getattr(row, name) != value}


def _own(session: Session, actor: Actor, model: type[Entry], entry_id: UUID, version: int | None) -> Entry:
    entry = queries.get_entry(session, actor, model, entry_id, lock=True)
    if not actor.covers(entry.region_code or NATION):
        raise BeyondScope
    if version is not None and entry.version != version:
        raise VersionMismatch
    return entry


def _wanted(actor: Actor, facts: Mapping[str, Any], school_region: str | None) -> str:
    """The place an entry is for: the one named, else the school's region, else the actor's whole scope."""
    place: str = facts.get("region_code") or school_region or actor.region_code or NATION
    return place


def _placed(actor: Actor, facts: Mapping[str, Any], school_region: str | None, *, known: bool) -> str | None:
    """Where an entry holds, ``None`` for the nation. Raises :class:`Invalid` like :func:`add`."""
    wanted = _wanted(actor, facts, school_region)
    if not known or not actor.covers(wanted):
        raise Invalid([Fault("/region_code", "field.out_of_scope")])
    if school_region is not None and not covers(None if wanted == NATION else wanted, school_region):
        raise Invalid([Fault("/region_code", "regions.other_region")])
    _check(facts)
    return school_region or (None if wanted == NATION else wanted)


def _check(facts: Mapping[str, Any]) -> None:
    date_from: date = facts["date_from"]
    date_to: date = facts["date_to"]
    if date_to < date_from:
        raise Invalid([Fault("/date_to", "regions.period_backwards")])
    if (date_to - date_from).days >= MAX_DAYS:
        raise Invalid([Fault("/date_to", "regions.period_too_long", {"days": MAX_DAYS})])
    if "lessons_end" in facts and facts["lessons_end"] <= facts["lessons_start"]:
        raise Invalid([Fault("/lessons_end", "regions.hours_backwards")])
    if facts.get("friday_end") is not None and facts["friday_end"] <= facts["lessons_start"]:
        raise Invalid([Fault("/friday_end", "regions.hours_backwards")])


def _note(session: Session, actor: Actor, verb: str, entry: CalendarDay | LessonPeriod, fields: list[str]) -> None:
    journal.write(
        session,
        actor,
        f"{_KINDS[type(entry)]}.{verb}",
        _SUBJECTS[type(entry)],
        entry.id,
        region_code=entry.region_code,
        school_id=entry.school_id,
        data=_data(entry, fields),
    )


def _data(entry: CalendarDay | LessonPeriod, fields: list[str]) -> dict[str, Any]:
    return {"fields": fields} | ({"kind": entry.kind.value} if isinstance(entry, CalendarDay) else {})
