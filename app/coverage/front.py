"""The few figures of the first page: how far this installation's cohort has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlmodel import Session, col, select

from app.accounts import queries as accounts
from app.core.access import SYSTEM
from app.core.numbers import percent
from app.core.types import NATION
from app.coverage import queries, rollup
from app.coverage.people import Question
from app.coverage.rules import Measure
from app.coverage.small import Rounding
from app.regions import queries as regions
from app.regions.models import Region
from app.schools.models import School


@dataclass(frozen=True, slots=True)
class Counts:
    listed: int
    recorded: int
    handed_over: int
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Front:
    region_code: str | None
    """The one regency that this installation serves; ``None`` where it serves several."""
    region: str
    year: int
    counts: Counts | None
    """``None`` while those of several regencies are being counted anew."""
    demo: bool


def figures(session: Session) -> Front:
    """
    Aggregates of everyone in this installation who turns 17 this year.

    The public reads them as roughly as a viewer does (:mod:`app.coverage.small`), or the page would undo the rounding.
    """
    region_code, name = region(session)
    today = regions.today(region_code)
    year, shown = today.year, Rounding(int(regions.setting(session, region_code, "small_number", today)))
    question = Question(None, today, today)
    asked = (session, SYSTEM, question, Measure.COHORT, year, None)
    # Of several regencies everybody would be counted for each visitor while there is no roll-up: then nobody is.
    kept = rollup.coverage(*asked) if region_code is None else (queries.coverage(*asked), None)
    counts = None if kept is None else _counts(kept[0][0].counts, shown)
    return Front(region_code, name, year, counts, accounts.any_demo(session))


def _counts(whole: Mapping[str, int], shown: Rounding) -> Counts:
    listed, recorded, handed_over = (shown.count(whole[name]) for name in ("listed", "recorded", "handed_over"))
    return Counts(listed, recorded, handed_over, percent(recorded, listed))


def region(session: Session) -> tuple[str | None, str]:
    """The one regency whose schools this installation has, and its name; the nation where there are several or none."""
    codes = session.exec(select(School.region_code).distinct().limit(2)).all()
    region_code = codes[0] if len(codes) == 1 else None
    name = session.exec(select(Region.name).where(col(Region.region_code) == (region_code or NATION))).first()
    return region_code, name or "Indonesia"


def regencies(session: Session) -> list[tuple[str, str]]:
    """Code and name of every regency whose schools this installation has, by name."""
    statement = select(Region.region_code, Region.name).where(
        col(Region.region_code).in_(select(School.region_code).distinct())
    )
    return [(code, name) for code, name in session.exec(statement.order_by(col(Region.name)))]


def schools_of(session: Session, region_code: str) -> list[tuple[UUID, str]]:
    """The active schools of a regency, by name: that a school exists is public."""
    statement = select(School.id, School.name).where(
        col(School.region_code) == region_code, col(School.active).is_(True)
    )
    return [(id, name) for id, name in session.exec(statement.order_by(col(School.name), col(School.id)))]
