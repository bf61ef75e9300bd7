"""Student lists as schools send them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of

_LONG = 300.0
"""Seconds: 50,000 rows over a school's line take their time."""


class Submissions(Resource):
    def submit_file(
        self,
        school_id: str,
        name: str,
        content: bytes,
        *,
        mode: str = "partial",
        dry_run: bool = False,
        confirm_missing: int | None = None,
    ) -> Record:
        """Send a list as it was exported (Dapodik, EMIS, CSV). The same rows again change nothing."""
        return self._wire.read(
            self._wire.send(
                "POST",
                path_of("schools", school_id, "submissions"),
                params={"mode": mode, "dry_run": dry_run, "confirm_missing": confirm_missing},
                files={"file": (name, content)},
                repeatable=True,
                timeout=_LONG,
            )
        )

    def submit(
        self,
        school_id: str,
        students: Sequence[Mapping[str, Any]] | None = None,
        *,
        rows: Sequence[Mapping[str, Any]] | None = None,
        mode: str = "partial",
        dry_run: bool = False,
        confirm_missing: int | None = None,
    ) -> Record:
        """Send ``students`` in our fields, or ``rows`` as the Dapodik web service gives them."""
        return self._wire.post(
            path_of("schools", school_id, "submissions"),
            {"rows": list(rows)} if rows is not None else {"students": list(students or ())},
            params={"mode": mode, "dry_run": dry_run, "confirm_missing": confirm_missing},
            repeatable=True,
            timeout=_LONG,
        )

    def list(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("submissions"), filters)

    def of_school(self, school_id: str, **filters: Any) -> Items:
        return self._wire.pages(path_of("schools", school_id, "submissions"), filters)

    def get(self, submission_id: str) -> Record:
        return self._wire.get(path_of("submissions", submission_id))

    def rows(
        self,
        submission_id: str,
        *,
        outcome: str | None = None,
        code: str | None = None,
        severity: str | None = None,
    ) -> Items:
        """Rows in the order of the list; ``severity`` (error, warning, info): those with a problem as grave."""
        asked = {"outcome": outcome, "code": code, "severity": severity}
        return self._wire.pages(path_of("submissions", submission_id, "rows"), asked)

    def apply(self, submission_id: str, confirm_missing: int | None = None) -> Record:
        body = {} if confirm_missing is None else {"confirm_missing": confirm_missing}
        return self._wire.post(path_of("submissions", submission_id, "apply"), body, timeout=_LONG)

    def discard(self, submission_id: str) -> Record:
        return self._wire.post(path_of("submissions", submission_id, "discard"))

    def revert(self, submission_id: str, reason: str) -> Record:
        """Undo what the list did; ``kept`` names what stays and why."""
        return self._wire.post(path_of("submissions", submission_id, "revert"), {"reason": reason}, timeout=_LONG)

    def corrections(self, submission_id: str) -> Iterator[bytes]:
        """The rejected rows as a workbook that says what to mend."""
        return self._wire.stream(path_of("submissions", submission_id, "corrections.xlsx"))
