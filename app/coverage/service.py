"""Entering totals. The former row moves to its history twin, so that past figures can be told again."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.clock import now
from app.core.db import insert_into
from app.core.errors import Fault, Invalid
from app.core.ids import new_id
from app.core.types import NATION
from app.coverage.models import CohortTotal, CohortTotalHistory, OwnershipTotal, OwnershipTotalHistory
from app.journal import service as journal
from app.regions import queries as regions


def put_cohort_total(
    session: Session, actor: Actor, region_code: str, year: int, facts: Mapping[str, Any]
) -> CohortTotal:
    """How many of a region turn 17 in a year, as the registry says. Raises :class:`NotFound` out of scope."""
    total = _put(session, actor, CohortTotal, CohortTotalHistory, "cohort_total", region_code, year, facts)
    assert isinstance(total, CohortTotal)  # noqa: S101
    return total


def put_ownership(
    session: Session, actor: Actor, region_code: str, year: int, facts: Mapping[str, Any]
) -> OwnershipTotal:
    """
    How many of all who must hold a card do. Heads win over a stated share, which is then computed.

    Raises :class:`NotFound` out of scope, :class:`Invalid` without either.
    """
    if facts.get("holders") is None and facts.get("percent") is None:
        raise Invalid([Fault("/holders", "coverage.holders_or_percent")])
    if facts.get("holders") is not None:
        facts = {**facts, "percent": None}
    total = _put(session, actor, OwnershipTotal, OwnershipTotalHistory, "ownership", region_code, year, facts)
    assert isinstance(total, OwnershipTotal)  # noqa: S101
    return total


def _put(
    session: Session,
    actor: Actor,
    table: type[Any],
    history: type[Any],
    kind: str,
    region_code: str,
    year: int,
    facts: Mapping[str, Any],
) -> Any:
    place = regions.scope(actor, region_code) or NATION
    regions.get(session, actor, place)
    wanted = table(region_code=place, year=year, entered_by=actor.account_id, **facts)
    key = (col(table.region_code) == place, col(table.year) == year)
    first = session.execute(
        insert_into(session, table).values(wanted.model_dump()).on_conflict_do_nothing().returning(col(table.year))
    ).first()
    total = session.exec(select(table).where(*key).with_for_update()).one()
    changed = sorted(facts) if first else [name for name in facts if getattr(total, name) != facts[name]]
    if not changed:
        return total
    if not first:
        at = now()
        session.add(history(id=new_id(), known_to=at, **total.model_dump()))
        for name, value in wanted.model_dump().items():
            setattr(total, name, value)
        total.known_from = at
        session.flush()
    journal.write(
        session,
        actor,
        f"coverage.{kind}_entered" if first else f"coverage.{kind}_changed",
        kind,
        None,
        region_code=place,
        data={"year": year, "fields": sorted(changed)},
    )
    return total
