"""Totals that people entered: read as of now, or as they were known at an instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, within
from app.core.numbers import percent
from app.core.paging import Page, PageRequest, page
from app.core.types import NATION
from app.coverage.models import CohortFacts, CohortTotal, CohortTotalHistory, OwnershipTotal
from app.coverage.rules import rounded
from app.regions.queries import scope


def visible(actor: Actor, table: type[Any]) -> SelectOfScalar[Any]:
    """Totals of one kind for an actor's region and what lies in it."""
    return select(table).where(within(col(table.region_code), actor.region_code))


def _about(actor: Actor, table: type[Any], region_code: str | None) -> SelectOfScalar[Any]:
    """Of a region asked for its own totals alone, else those of the whole scope."""
    statement = visible(actor, table)
    if region_code is None:
        return statement
    return statement.where(col(table.region_code) == (scope(actor, region_code) or NATION))


def cohort_totals(
    session: Session, actor: Actor, request: PageRequest, *, region_code: str | None, year: int | None
) -> Page[CohortTotal]:
    """By year, then region."""
    statement = _about(actor, CohortTotal, region_code)
    if year is not None:
        statement = statement.where(col(CohortTotal.year) == year)
    return page(session, statement, request, [col(CohortTotal.year), col(CohortTotal.region_code)])


def ownership(session: Session, actor: Actor, request: PageRequest, *, region_code: str | None) -> Page[OwnershipTotal]:
    """By year, then region."""
    statement = _about(actor, OwnershipTotal, region_code)
    return page(session, statement, request, [col(OwnershipTotal.year), col(OwnershipTotal.region_code)])


def share(total: OwnershipTotal) -> Decimal | None:
    """Card holders among all who must hold one: from the heads where they were counted, else as stated."""
    if total.holders is not None:
        return percent(total.holders, total.duty_population)
    return None if total.percent is None else rounded(total.percent)


def populations(
    session: Session, actor: Actor, region_code: str | None, year: int, known_at: datetime | None
) -> dict[str, CohortFacts]:
    """The registry's cohort sizes of a region and all that lies in it, by region code (``00`` for the nation)."""
    found = _within(session, actor, CohortTotal, region_code, year, known_at)
    if known_at is not None:
        history = CohortTotalHistory
        found = [
            *found,
            *(row for row in _within(session, actor, history, region_code, year, known_at) if row.known_to > known_at),
        ]
    return {row.region_code: row for row in found}


def years(session: Session, actor: Actor, region_code: str, known_at: datetime | None) -> set[int]:
    """The years for which a region's cohort size was known."""
    found: set[int] = set()
    for table in (CohortTotal,) if known_at is None else (CohortTotal, CohortTotalHistory):
        statement = visible(actor, table).where(col(table.region_code) == region_code)
        if known_at is not None:
            statement = statement.where(col(table.known_from) <= known_at)
        if table is CohortTotalHistory and known_at is not None:
            statement = statement.where(col(CohortTotalHistory.known_to) > known_at)
        found.update(row.year for row in session.exec(statement))
    return found


def _within(
    session: Session,
    actor: Actor,
    table: type[Any],
    region_code: str | None,
    year: int,
    known_at: datetime | None,
) -> Sequence[Any]:
    statement = visible(actor, table).where(within(col(table.region_code), region_code), col(table.year) == year)
    if known_at is not None:
        statement = statement.where(col(table.known_from) <= known_at)
    return session.exec(statement).all()


@dataclass(frozen=True, slots=True)
class Denominator:
    """What a share is a share of, where it comes from and of which day it is."""

    population: int | None
    """The registry's; ``None`` where none is entered and the listed are counted."""
    source: str
    dated: date

    @classmethod
    def of(cls, total: CohortFacts | None, as_of: date) -> "Denominator":
        if total is None:
            return cls(None, "lists", as_of)
        return cls(total.population, "registry", total.dated)

    def share(self, recorded: int, listed: int) -> Decimal | None:
        return percent(recorded, listed if self.population is None else self.population)
