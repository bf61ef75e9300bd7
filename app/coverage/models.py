"""What people enter or publish: cohort sizes, ownership of all who must hold a card, figures that were given out."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field, Index

from app.core.clock import now
from app.core.tables import JsonColumn, JsonDict, Row, Table, UtcDateTime, text_enum
from app.coverage.rules import GroupBy, Measure


class TotalFacts(Table):
    region_code: str = Field(max_length=13)
    """A region's code, or ``00`` for the nation."""
    year: int
    source: str = Field(max_length=300)
    dated: date
    """The day for which the source states its figures."""
    entered_by: UUID | None = None
    known_from: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class CohortFacts(TotalFacts):
    population: int
    """How many of the region turn 17 in that year, by the registry."""
    recorded_in_year: int | None = None


class CohortTotal(CohortFacts, table=True):
    __tablename__ = "cohort_totals"

    region_code: str = Field(max_length=13, primary_key=True)
    year: int = Field(primary_key=True)


class CohortTotalHistory(CohortFacts, table=True):
    __tablename__ = "cohort_total_history"
    __table_args__ = (Index("ix_cohort_total_history_region_code_year", "region_code", "year", "known_to"),)

    id: UUID = Field(primary_key=True)
    known_to: datetime = Field(sa_type=UtcDateTime)


class OwnershipFacts(TotalFacts):
    duty_population: int
    """Everyone who must hold a card: 17 and older, or ever married."""
    holders: int | None = None
    percent: float | None = None
    """As the source states it, where it gives no head count."""


class OwnershipTotal(OwnershipFacts, table=True):
    __tablename__ = "ownership_totals"

    region_code: str = Field(max_length=13, primary_key=True)
    year: int = Field(primary_key=True)


class OwnershipTotalHistory(OwnershipFacts, table=True):
    __tablename__ = "ownership_total_history"
    __table_args__ = (Index("ix_ownership_total_history_region_code_year", "region_code", "year", "known_to"),)

    id: UUID = Field(primary_key=True)
    known_to: datetime = Field(sa_type=UtcDateTime)


class Publication(Row, table=True):
    """
    A figure that left the house: the question, the answer as it was given, and the instant of knowledge it stands on.

    It is never changed. What was found out since is said by checking it, not by correcting it.
    """

    __tablename__ = "publications"
    __table_args__ = (Index("ix_publications_region_code", "region_code", "id"),)

    region_code: str = Field(max_length=13)
    """Whose figure it is; ``00`` for the nation."""
    title: str = Field(max_length=200)
    measure: Measure = Field(sa_type=text_enum(Measure))
    cohort: int
    as_of: date
    group_by: GroupBy | None = Field(default=None, sa_type=text_enum(GroupBy))
    known_at: datetime = Field(sa_type=UtcDateTime)
    answer: JsonDict = Field(sa_type=JsonColumn)
    """``{"total": line, "items": [line]}``, exact."""
    coefficients: JsonDict = Field(sa_type=JsonColumn)
    """The settings that the figures hang on, as they held for the day."""
    measure_version: int
    published_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    published_by: UUID | None = None
