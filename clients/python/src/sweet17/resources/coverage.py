"""Figures: coverage, totals, impact, publications."""

from collections.abc import Iterator
from typing import Any

from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of


class Coverage(Resource):
    def get(self, **filters: Any) -> Record:
        """``measure``: ``cohort`` (members recorded by ``as_of``) or ``in_year``; never mixed."""
        return self._wire.get(path_of("coverage"), filters)

    def export(self, format: str = "csv", **filters: Any) -> Iterator[bytes]:
        """What :meth:`get` answers as ``csv`` or ``xlsx``, in pieces: the total last, the question in each line."""
        return self._wire.stream(path_of("coverage"), {**filters, "format": format})

    def timeseries(self, **filters: Any) -> Record:
        return self._wire.get(path_of("coverage", "timeseries"), filters)

    def funnel(self, **filters: Any) -> Record:
        return self._wire.get(path_of("coverage", "funnel"), filters)

    def voters(self, election_date: str, **filters: Any) -> Record:
        return self._wire.get(path_of("coverage", "voters"), {"election_date": election_date, **filters})

    def durations(self, **filters: Any) -> Record:
        """Days from recording until the card was ready, printed and handed over."""
        return self._wire.get(path_of("coverage", "durations"), filters)

    def years(self, **filters: Any) -> Record:
        """Each year with an entered total, and the present one."""
        return self._wire.get(path_of("coverage", "years"), filters)

    def measures(self) -> Record:
        return self._wire.get(path_of("measures"))

    def cohort_totals(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("cohort-totals"), filters)

    def put_cohort_total(self, region_code: str, year: int, **facts: Any) -> Record:
        return self._wire.put(path_of("cohort-totals", region_code, year), facts)

    def ownership(self, **filters: Any) -> Record:
        return self._wire.get(path_of("ownership"), filters)

    def put_ownership(self, region_code: str, year: int, **facts: Any) -> Record:
        return self._wire.put(path_of("ownership", region_code, year), facts)

    def impact(self, **filters: Any) -> Record:
        """What visits spared, as ``low``, ``likely`` and ``high``, each with its formula, inputs and assumption."""
        return self._wire.get(path_of("impact"), filters)

    def publications(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("publications"), filters)

    def publish(self, **facts: Any) -> Record:
        """``title``, and the question as in :meth:`get`; :meth:`check_publication` asks it again."""
        return self._wire.create(path_of("publications"), facts)

    def publication(self, publication_id: str) -> Record:
        return self._wire.get(path_of("publications", publication_id))

    def check_publication(self, publication_id: str) -> Record:
        return self._wire.get(path_of("publications", publication_id, "check"))

    def innovation_index(self, **filters: Any) -> Record:
        return self._wire.get(path_of("reports", "innovation-index"), filters)
