"""Letters of a visit, the letterhead above them, the codes on pupils' slips."""

from collections.abc import Iterator
from typing import Any

from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of


class Letters(Resource):
    def of_visit(self, visit_id: str) -> Items:
        """A visit's letters, in the order of issue."""
        return self._wire.pages(path_of("visits", visit_id, "letters"))

    def issue(self, visit_id: str, kind: str) -> Record:
        """``notice``, ``assignment``, ``roster``, ``slips``, ``consent`` or ``report``: numbered and kept for ever."""
        return self._wire.create(path_of("visits", visit_id, "letters"), {"kind": kind})

    def get(self, letter_id: str) -> Record:
        return self._wire.get(path_of("letters", letter_id))

    def pdf(self, letter_id: str) -> Iterator[bytes]:
        """The PDF as it was issued: the same bytes for ever."""
        return self._wire.stream(path_of("letters", f"{letter_id}.pdf"))

    def letterhead(self, region_code: str) -> Record:
        """A regency's letterhead, its own or the default."""
        return self._wire.get(path_of("letterheads", region_code))

    def put_letterhead(self, region_code: str, etag: str | int | None = None, **facts: Any) -> Record:
        """For letters from now on; ``etag`` is needed once one was set."""
        return self._wire.put(path_of("letterheads", region_code), facts, etag)

    def renew_slip_code(self, student_id: str) -> Record:
        """A new code for a pupil's slip; slips printed before it are void."""
        return self._wire.create(path_of("students", student_id, "slip-codes"), {})
