"""Changing schools."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.core.access import Actor, regency_of
from app.core.errors import AlreadyExists, Fault, Invalid, VersionMismatch
from app.core.ids import new_id
from app.core.requests import first_time
from app.journal import service as journal
from app.regions import queries as regions
from app.schools import queries
from app.schools.models import School


def create(
    session: Session,
    actor: Actor,
    facts: Mapping[str, Any],
    *,
    id: UUID | None = None,
    content: Mapping[str, Any] | None = None,
) -> tuple[School, bool]:
    """
    A new school in the actor's region; the flag says whether it is new or was asked for before.

    Raises :class:`Invalid` for a district out of scope or a school without a number, :class:`AlreadyExists` for a
    number that is taken.
    """
    if not first_time(session, actor, id, "school", content or facts):
        return queries.get(session, actor, id or new_id()), False
    _check(session, actor, facts, None)
    school = School(id=id or new_id(), region_code=regency_of(facts["district_code"]), **facts)
    session.add(school)
    session.flush()
    _note(session, actor, "schools.created", school, list(facts))
    return school, True


def change(session: Session, actor: Actor, school_id: UUID, version: int, facts: Mapping[str, Any]) -> School:
    """Change the named facts of a school. Raises :class:`VersionMismatch` when somebody was faster."""
    school = queries.get(session, actor, school_id, lock=True)
    if school.version != version:
        raise VersionMismatch
    changed = {name: value for name, value in facts.items() if getattr(school, name) != value}
    if not changed:
        return school
    _check(session, actor, changed, school)
    for name, value in changed.items():
        setattr(school, name, value)
    school.version += 1
    session.flush()
    _note(session, actor, "schools.changed", school, list(changed))
    return school


def _check(session: Session, actor: Actor, facts: Mapping[str, Any], present: School | None) -> None:
    district = facts.get("district_code")
    if district is not None:
        if not actor.covers(district) or not regions.exists(session, district):
            raise Invalid([Fault("/district_code", "field.out_of_scope")])
        if present is not None and regency_of(district) != present.region_code:
            raise Invalid([Fault("/district_code", "schools.other_regency")])
    npsn = facts.get("npsn", present.npsn if present else None)
    nsm = facts.get("nsm", present.nsm if present else None)
    if npsn is None and nsm is None:
        raise Invalid([Fault("/npsn", "schools.number_needed")])
    for name in ("npsn", "nsm"):
        number = facts.get(name)
        if number is not None and session.exec(select(School.id).where(col(getattr(School, name)) == number)).first():
            raise AlreadyExists([Fault(f"/{name}", "already_exists", {"field": name})], field=name.upper())


def _note(session: Session, actor: Actor, kind: str, school: School, fields: list[str]) -> None:
    journal.write(
        session,
        actor,
        kind,
        "school",
        school.id,
        region_code=school.region_code,
        school_id=school.id,
        data={"fields": fields},
    )
