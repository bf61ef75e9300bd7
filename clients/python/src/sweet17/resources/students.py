"""Pupils, who is eligible, data issues."""

from collections.abc import Iterator
from typing import Any

from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of


class Students(Resource):
    def list(self, **filters: Any) -> Items:
        """``school_id``, ``eligible``, ``as_of``, ``cohort``, ``recorded``, ``card_state``, ``q`` and more."""
        return self._wire.pages(path_of("students"), filters)

    def export(self, format: str = "csv", **filters: Any) -> Iterator[bytes]:
        """The whole list as ``csv`` or ``xlsx``, in pieces."""
        return self._wire.stream(path_of("students"), {**filters, "format": format})

    def get(self, student_id: str) -> Record:
        return self._wire.get(path_of("students", student_id))

    def create(self, **facts: Any) -> Record:
        return self._wire.create(path_of("students"), facts)

    def change(self, student_id: str, etag: str | int, **changes: Any) -> Record:
        return self._wire.patch(path_of("students", student_id), changes, etag)

    def history(self, student_id: str) -> Record:
        """What was known of a pupil and when, their periods at schools, recordings and card events."""
        return self._wire.get(path_of("students", student_id, "history"))

    def disclose_nik(self, student_id: str, reason: str) -> str:
        """The whole NIK. Each reading is journalled with its reason."""
        answer = self._wire.post(path_of("students", student_id, "nik-disclosures"), {"reason": reason})
        return str(answer["nik"])

    def lookup(self, nik: str) -> Record:
        return self._wire.post(path_of("students", "lookup"), {"nik": nik}, repeatable=True)

    def eligibility(self, **filters: Any) -> Record:
        """How many per school (district, birth month) are old enough and not recorded."""
        return self._wire.get(path_of("eligibility"), filters)

    def data_issues(self, *, region_code: str | None = None, **filters: Any) -> Items:
        """What is open, oldest first, of a region or of all that you see. ``kind``."""
        return self._wire.pages(path_of("data-issues"), {"region_code": region_code, **filters})

    def resolve_data_issue(self, issue_id: str, note: str) -> Record:
        return self._wire.post(path_of("data-issues", issue_id, "resolve"), {"note": note})
