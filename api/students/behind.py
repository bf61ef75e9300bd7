"""The words with which a figure's own people are asked for."""

from typing import Annotated

from fastapi import Depends, Query

from api.schemas import Day
from app.coverage.counting import Rows, Subject
from app.coverage.rules import Figure, GroupBy, Measure

Year = Annotated[int | None, Query(ge=1950, le=2200)]


class Behind:
    """Part of the address in every `rows_url`; none of it is needed for a plain list."""

    def __init__(
        self,
        figure: Figure | None = None,
        measure: Measure = Measure.COHORT,
        cohort: Year = None,
        election_date: Day | None = None,
        group_by: GroupBy | None = None,
        group: Annotated[str | None, Query(max_length=40)] = None,
        recorded_from: Day | None = None,
        recorded_to: Day | None = None,
    ) -> None:
        self.cohort = cohort
        self._asked = (figure, election_date, group_by, group, recorded_from, recorded_to)
        self._measure = measure

    def rows(self) -> Rows | None:
        """`None` where no figure is meant and the list is a plain one."""
        figure, election_date, group_by, group, recorded_from, recorded_to = self._asked
        if not any(self._asked) and self._measure is Measure.COHORT:
            return None
        subject = Subject(self._measure, self.cohort, election_date)
        return Rows(figure or Figure.LISTED, subject, group_by, group, recorded_from, recorded_to)


BehindDep = Annotated[Behind, Depends()]
