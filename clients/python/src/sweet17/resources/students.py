"""Pupils, who is eligible, transfers, duplicates, data issues."""

from collections.abc import Iterator, Mapping, Sequence
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

    def transfers(self, state: str | None = None) -> Items:
        return self._wire.pages(path_of("transfers"), {"state": state})

    def confirm_transfer(self, transfer_id: str) -> Record:
        return self._wire.post(path_of("transfers", transfer_id, "confirm"), {})

    def reject_transfer(self, transfer_id: str, reason: str) -> Record:
        return self._wire.post(path_of("transfers", transfer_id, "reject"), {"reason": reason})

    def undo_transfer(self, transfer_id: str, reason: str) -> Record:
        """Take back a transfer that was confirmed by mistake."""
        return self._wire.post(path_of("transfers", transfer_id, "undo"), {"reason": reason})

    def duplicates(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("duplicates"), filters)

    def merge(self, duplicate_id: str, **facts: Any) -> Record:
        told = {name: value for name, value in facts.items() if value is not None}
        return self._wire.post(path_of("duplicates", duplicate_id, "merge"), told)

    def dismiss_duplicate(self, duplicate_id: str, **facts: Any) -> Record:
        return self._wire.post(path_of("duplicates", duplicate_id, "dismiss"), facts)

    def undo_merge(self, merge_id: str, **facts: Any) -> Record:
        return self._wire.post(path_of("merges", merge_id, "undo"), facts)

    def data_issues(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("data-issues"), filters)

    def resolve_data_issue(self, issue_id: str, note: str) -> Record:
        return self._wire.post(path_of("data-issues", issue_id, "resolve"), {"note": note})

    def import_registry(self, rows: Sequence[Mapping[str, Any]]) -> Record:
        """What the national system says, ``{nik, status, occurred_at}`` each."""
        return self._wire.post(path_of("registry-imports"), {"rows": list(rows)}, repeatable=True, timeout=300.0)

    def import_registry_file(self, name: str, content: bytes) -> Record:
        """The national system's own export, as a file."""
        return self._wire.post(
            path_of("registry-imports"), files={"file": (name, content)}, repeatable=True, timeout=300.0
        )

    def reconciliation(self, school_id: str) -> Record:
        return self._wire.get(path_of("reconciliation"), {"school_id": school_id})

    def add_consent(self, student_id: str, **facts: Any) -> Record:
        return self._wire.create(path_of("students", student_id, "consents"), facts)

    def request_data(self, student_id: str, kind: str, **facts: Any) -> Record:
        """``access``, ``correct``, ``restrict``, ``withdraw`` or ``erase``."""
        return self._wire.create(path_of("students", student_id, "data-requests"), {"kind": kind, **facts})

    def export_person(self, student_id: str) -> Record:
        return self._wire.get(path_of("students", student_id, "export"))

    def action_list(self, **filters: Any) -> Items:
        """Who turns 17 before the next feasible visit, with the cheapest remedy."""
        return self._wire.pages(path_of("action-list"), filters)
