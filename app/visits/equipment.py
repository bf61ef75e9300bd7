"""Changing teams and kits."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.errors import AlreadyExists, Fault, Invalid, VersionMismatch
from app.core.ids import new_id
from app.core.requests import first_time
from app.journal import service as journal
from app.regions import queries as regions
from app.visits import queries
from app.visits.models import Kit, Team

CAPACITY = "kit_capacity_per_day"


def create_team(
    session: Session,
    actor: Actor,
    facts: Mapping[str, Any],
    *,
    id: UUID | None = None,
    content: Mapping[str, Any] | None = None,
) -> tuple[Team, bool]:
    """A new team; the flag says whether it is new or was asked for before. Raises :class:`Invalid` for a region."""
    if not first_time(session, actor, id, "team", content or facts):
        return queries.get_team(session, actor, id or new_id()), False
    _check_region(session, actor, facts["region_code"])
    team = Team(id=id or new_id(), **facts)
    session.add(team)
    session.flush()
    _note(session, actor, "visits.team_created", team, list(facts))
    return team, True


def change_team(session: Session, actor: Actor, team_id: UUID, version: int, facts: Mapping[str, Any]) -> Team:
    """Change the named facts of a team. Raises :class:`VersionMismatch` when somebody was faster."""
    team = queries.get_team(session, actor, team_id, lock=True)
    _change(session, actor, "visits.team_changed", team, version, facts)
    return team


def create_kit(
    session: Session,
    actor: Actor,
    facts: Mapping[str, Any],
    *,
    id: UUID | None = None,
    content: Mapping[str, Any] | None = None,
) -> tuple[Kit, bool]:
    """
    A new kit; the flag says whether it is new or was asked for before. Its capacity is the region's unless named.

    Raises :class:`Invalid` for a region out of scope, :class:`AlreadyExists` for a code that the region uses.
    """
    if not first_time(session, actor, id, "kit", content or facts):
        return queries.get_kit(session, actor, id or new_id()), False
    region_code = facts["region_code"]
    _check_region(session, actor, region_code)
    _check_code(session, region_code, facts["code"])
    per_day = facts.get("capacity_per_day")
    if per_day is None:
        per_day = regions.setting(session, region_code, CAPACITY, regions.today(region_code))
    kit = Kit(**{**facts, "id": id or new_id(), "capacity_per_day": per_day})
    session.add(kit)
    session.flush()
    _note(session, actor, "visits.kit_created", kit, list(facts))
    return kit, True


def change_kit(session: Session, actor: Actor, kit_id: UUID, version: int, facts: Mapping[str, Any]) -> Kit:
    """
    Change the named facts of a kit; visits that it is on already keep it, since the office must choose another.

    Raises :class:`VersionMismatch` when somebody was faster, :class:`AlreadyExists` for a code that is taken.
    """
    kit = queries.get_kit(session, actor, kit_id, lock=True)
    if facts.get("code", kit.code) != kit.code:
        _check_code(session, kit.region_code, facts["code"])
    _change(session, actor, "visits.kit_changed", kit, version, facts)
    return kit


def _check_region(session: Session, actor: Actor, region_code: str) -> None:
    if not actor.covers(region_code) or not regions.exists(session, region_code):
        raise Invalid([Fault("/region_code", "field.out_of_scope")])


def _check_code(session: Session, region_code: str, code: str) -> None:
    taken = select(Kit.id).where(col(Kit.region_code) == region_code, col(Kit.code) == code)
    if session.exec(taken).first():
        raise AlreadyExists([Fault("/code", "already_exists", {"field": "code"})], field="code")


def _change(
    session: Session, actor: Actor, kind: str, thing: Team | Kit, version: int, facts: Mapping[str, Any]
) -> None:
    if thing.version != version:
        raise VersionMismatch
    changed = {name: value for name, value in facts.items() if getattr(thing, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(thing, name, value)
    thing.version += 1
    session.flush()
    _note(session, actor, kind, thing, list(changed))


def _note(session: Session, actor: Actor, kind: str, thing: Team | Kit, fields: list[str]) -> None:
    subject = "team" if isinstance(thing, Team) else "kit"
    journal.write(session, actor, kind, subject, thing.id, region_code=thing.region_code, data={"fields": fields})
