"""The roll-up: what figures of more than one regency are summed from. It is counted, never entered."""

from datetime import date
from uuid import UUID

from sqlmodel import Field, Index

from app.core.tables import Table

NO_SCHOOL = UUID(int=0)
"""Of those without a school, since a key may not be empty."""
NO_DISTRICT = ""
"""Of the pupils of a school, whose district is the school's, and of those whose residence names none."""
_OWN = {"autoincrement": False}


class Tally(Table, table=True):
    """
    How many of a school, or of a district's people without one, reach 17 in a year, and how far they have come.

    Nobody enters it or adds to it: :mod:`app.coverage.rollup` counts a school anew when the journal tells of it.
    """

    __tablename__ = "coverage_rollup"
    __table_args__ = (
        Index("ix_coverage_rollup_region_code", "region_code", "school_id"),
        Index("ix_coverage_rollup_school_id", "school_id", "region_code"),
        Index("ix_coverage_rollup_next_on", "next_on"),
    )

    cohort: int = Field(primary_key=True, sa_column_kwargs=_OWN)
    region_code: str = Field(max_length=5, primary_key=True)
    """The regency that cares for these people, which need not be their school's."""
    school_id: UUID = Field(primary_key=True)
    district_code: str = Field(max_length=8, primary_key=True)
    listed: int
    recorded_here: int
    recorded_elsewhere: int
    in_year_here: int
    """Recorded within the cohort's own year."""
    in_year_elsewhere: int
    ready: int
    printed: int
    handed_over: int
    on_time_0: int
    """Handed over by the 17th birthday."""
    on_time_1: int
    """Handed over by the day after it: the other practice (``print_offset_days``)."""
    next_on: date | None = None
    """The day on which a card already entered as handed over begins to count, and this line is to be counted anew."""
