"""Changing what regions enter: outlines, coefficients, service points. Days and hours stand in ``entries``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, delete, select

from app.core.access import Actor
from app.core.errors import Fault, Invalid, VersionMismatch, VersionMissing
from app.core.ids import new_id
from app.core.requests import first_time
from app.core.types import NATION
from app.journal import service as journal
from app.regions import queries
from app.regions.entries import differing
from app.regions.models import Region, ServicePoint, Setting
from app.regions.reference_data import known_settings
from app.regions.rules import BeyondScope, outline_fault, setting_fault, settings_version


def _own_region(session: Session, actor: Actor, region_code: str) -> Region:
    """
    A region that ``actor`` may change, locked.

    Raises :class:`NotFound` for one out of sight, :class:`BeyondScope` for one that the actor's own lies in.
    """
    region = queries.get(session, actor, region_code)
    if not actor.covers(region_code):
        raise BeyondScope
    session.refresh(region, with_for_update=True)
    return region


def draw(session: Session, actor: Actor, region_code: str, outline: Mapping[str, Any]) -> Region:
    """Give a region its outline, a GeoJSON Polygon or MultiPolygon."""
    region = _own_region(session, actor, region_code)
    shape = outline["coordinates"]
    fault = outline_fault([shape] if outline["type"] == "Polygon" else shape)
    if fault is not None:
        raise Invalid([Fault("/coordinates", fault)])
    if region.outline != outline:
        region.outline = dict(outline)
        session.flush()
        journal.write(session, actor, "regions.outlined", "region", None, region_code=region_code)
    return region


# --- coefficients ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SettingWish:
    key: str
    value: Any
    valid_from: date
    region_code: str | None = None
    """Where the sender read it: an unchanged line of a region above is an echo, not a wish."""


def own_settings_version(session: Session, region_code: str) -> int:
    """The ETag of a region's own coefficients."""
    return settings_version((row.key, row.valid_from, row.value) for row in _own(session, region_code))


def replace_settings(
    session: Session, actor: Actor, region_code: str, version: int | None, wishes: Sequence[SettingWish]
) -> None:
    """
    Make ``wishes`` a region's own coefficients; what is equal to what it inherits anyway is not kept.

    Raises :class:`VersionMissing` without a version once the region has its own, :class:`VersionMismatch` when they
    changed since, :class:`Invalid` for an unknown coefficient or a value that cannot be meant.
    """
    _own_region(session, actor, region_code)
    present = {(row.key, row.valid_from): row for row in _own(session, region_code)}
    at = settings_version((key, day, row.value) for (key, day), row in present.items())
    if version is None and present:
        raise VersionMissing
    if version is not None and version != at:
        raise VersionMismatch
    _check_settings(region_code, wishes)
    wanted = _own_among(session, region_code, wishes)
    changed = {
        place
        for place in present.keys() | wanted.keys()
        if place not in present or place not in wanted or present[place].value != wanted[place]
    }
    if not changed:
        return
    session.execute(delete(Setting).where(col(Setting.region_code) == region_code))
    for (key, day), value in wanted.items():
        session.add(Setting(id=new_id(), region_code=region_code, key=key, value=value, valid_from=day))
    session.flush()
    keys = sorted({key for key, _ in changed})
    journal.write(session, actor, "settings.replaced", "settings", None, region_code=region_code, data={"keys": keys})


def _own(session: Session, region_code: str) -> Sequence[Setting]:
    return session.exec(select(Setting).where(col(Setting.region_code) == region_code)).all()


def _check_settings(region_code: str, wishes: Sequence[SettingWish]) -> None:
    known, seen, faults = known_settings(), set(), []
    for n, wish in enumerate(wishes):
        if wish.key not in known:
            faults.append(Fault(f"/items/{n}/key", "regions.setting_unknown"))
            continue
        wrong = setting_fault(known[wish.key], wish.value)
        if wrong is not None:
            faults.append(Fault(f"/items/{n}/value", *wrong))
        if (wish.key, wish.valid_from) in seen:
            faults.append(Fault(f"/items/{n}/valid_from", "regions.setting_twice"))
        seen.add((wish.key, wish.valid_from))
    if region_code == NATION:
        # Everybody inherits these: without a first line there would be days on which a coefficient has no value.
        faults += [
            Fault("/items", "regions.setting_base_missing", {"key": key})
            for key, reference in known.items()
            if (key, reference["valid_from"]) not in seen
        ]
    if faults:
        raise Invalid(faults)


def _own_among(session: Session, region_code: str, wishes: Sequence[SettingWish]) -> dict[tuple[str, date], Any]:
    """Of ``wishes``, those that say something else than the regions above."""
    above: dict[tuple[str, date], Any] = {}
    for line in queries.setting_lines(session, region_code):  # nearest first
        if line.region_code != region_code:
            above.setdefault((line.key, line.valid_from), line.value)
    wanted: dict[tuple[str, date], Any] = {}
    for wish in sorted(wishes, key=lambda wish: wish.valid_from):
        place = (wish.key, wish.valid_from)
        inherited = place in above and above[place] == wish.value
        echo = wish.region_code not in (None, region_code)
        # After an earlier line of the region's own, going back to the inherited value is a change.
        if inherited and (echo or all(key != wish.key for key, _ in wanted)):
            continue
        wanted[place] = wish.value
    return wanted


# --- service points --------------------------------------------------------------------------------------------


def add_point(
    session: Session,
    actor: Actor,
    facts: Mapping[str, Any],
    *,
    id: UUID | None = None,
    content: Mapping[str, Any] | None = None,
) -> tuple[ServicePoint, bool]:
    """A new place that serves people; valid from today where no day is given."""
    if not first_time(session, actor, id, "service_point", content or facts):
        return queries.get_point(session, actor, id or new_id()), False
    facts = {**facts, "valid_from": facts.get("valid_from") or queries.today(facts["region_code"])}
    _check_point(session, actor, facts)
    point = ServicePoint(id=id or new_id(), **facts)
    session.add(point)
    session.flush()
    _note_point(session, actor, "regions.service_point_added", point, sorted(facts))
    return point, True


def change_point(
    session: Session, actor: Actor, point_id: UUID, version: int, facts: Mapping[str, Any]
) -> ServicePoint:
    """Change the named facts of a service point. Raises :class:`VersionMismatch` when somebody was faster."""
    point = queries.get_point(session, actor, point_id, lock=True)
    if point.version != version:
        raise VersionMismatch
    changed = differing(point, facts)
    if not changed:
        return point
    _check_point(session, actor, {**point.model_dump(), **changed})
    for name, value in changed.items():
        setattr(point, name, value)
    point.version += 1
    session.flush()
    _note_point(session, actor, "regions.service_point_changed", point, sorted(changed))
    return point


def _check_point(session: Session, actor: Actor, facts: Mapping[str, Any]) -> None:
    if not actor.covers(facts["region_code"]) or not queries.exists(session, facts["region_code"]):
        raise Invalid([Fault("/region_code", "field.out_of_scope")])
    if facts.get("valid_to") is not None and facts["valid_to"] < facts["valid_from"]:
        raise Invalid([Fault("/valid_to", "regions.period_backwards")])


def _note_point(session: Session, actor: Actor, kind: str, point: ServicePoint, fields: list[str]) -> None:
    journal.write(
        session,
        actor,
        kind,
        "service_point",
        point.id,
        region_code=point.region_code,
        data={"fields": fields},
    )
