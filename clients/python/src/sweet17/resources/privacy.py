"""What persons say and ask about their data (UU 27/2022): consent, restriction, requests, what is held of them."""

from typing import Any

from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of, versioned


class Privacy(Resource):
    def consents(self, student_id: str) -> Items:
        """The first is the latest word, which holds."""
        return self._wire.pages(path_of("students", student_id, "consents"))

    def add_consent(
        self,
        student_id: str,
        *,
        state: str,
        relation: str,
        given_by: str,
        given_on: str,
        document: str | None = None,
    ) -> Record:
        """``given``, ``refused`` or ``withdrawn``, by ``self``, ``parent`` or ``guardian`` on the day ``given_on``."""
        facts = {
            "state": state,
            "relation": relation,
            "given_by": given_by,
            "given_on": given_on,
            "document": document,
        }
        return self._wire.create(path_of("students", student_id, "consents"), facts)

    def restrict(
        self, student_id: str, reason: str, *, restricted: bool = True, etag: str | int | None = None
    ) -> Record:
        """Keep a pupil out of rosters, packs and files, or lift that; they are counted in any case."""
        body = {"restricted": restricted, "reason": reason}
        return self._wire.post(path_of("students", student_id, "restriction"), body, headers=versioned(etag))

    def ask(self, student_id: str, kind: str, **facts: Any) -> Record:
        """``access``, ``correct``, ``restrict``, ``withdraw`` or ``erase``; ``body``, ``asked_by``, ``relation``."""
        return self._wire.create(path_of("students", student_id, "data-requests"), {"kind": kind, **facts})

    def requests(self, **filters: Any) -> Items:
        """The most urgent first. ``state``, ``overdue``, ``region_code``."""
        return self._wire.pages(path_of("data-requests"), filters)

    def request(self, request_id: str) -> Record:
        return self._wire.get(path_of("data-requests", request_id))

    def decide(
        self, request_id: str, decision: str, note: str | None = None, *, etag: str | int | None = None
    ) -> Record:
        """``granted``, with what follows from it (``erase`` erases), or ``refused`` with why."""
        body = {"decision": decision} if note is None else {"decision": decision, "note": note}
        return self._wire.post(path_of("data-requests", request_id, "decide"), body, headers=versioned(etag))

    def export(self, student_id: str) -> Record:
        """All that is held of a person, NIK in full, to be handed to them. That it was read is kept."""
        return self._wire.get(path_of("students", student_id, "export"))

    def disclosures(self, student_id: str) -> Items:
        """Who read the NIK in full or the whole file, and why; newest first."""
        return self._wire.pages(path_of("students", student_id, "nik-disclosures"))
