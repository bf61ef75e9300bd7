"""Which day serves most, who waits for one, what the days came to; and visits that schools ask for."""

from typing import Any

from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, items_of, path_of, versioned


class Planning(Resource):
    def suggested_dates(
        self, school_id: str, *, date_from: str | None = None, date_to: str | None = None, limit: int = 3
    ) -> list[dict[str, Any]]:
        """The days that serve the most coming birthdays and break no rule, the best first, with their reasons."""
        wanted = {"date_from": date_from, "date_to": date_to, "limit": limit}
        return items_of(self._wire.get(path_of("schools", school_id, "suggested-dates"), wanted))

    def travel(self, **filters: Any) -> Items:
        """How far schools are from the office. ``region_code``, ``school_id``."""
        return self._wire.pages(path_of("travel"), filters)

    def ledgers(self, **filters: Any) -> Items:
        """What came of whom, per school and day. ``date_from``, ``date_to``, ``school_id``, ``region_code``."""
        return self._wire.pages(path_of("ledgers"), filters)

    def action_list(self, **filters: Any) -> Items:
        """Who turns 17 ``by`` a day and before the next feasible visit, with the cheapest remedy."""
        return self._wire.pages(path_of("action-list"), filters)


class VisitRequests(Resource):
    def create(self, school_id: str, date_from: str, date_to: str, note: str | None = None) -> Record:
        """Ask that a team comes between two days."""
        facts = {"date_from": date_from, "date_to": date_to, "note": note}
        return self._wire.create(path_of("schools", school_id, "visit-requests"), facts)

    def list(self, **filters: Any) -> Items:
        """``state``, ``school_id``, ``region_code``. A visit made with ``request_id`` answers one."""
        return self._wire.pages(path_of("visit-requests"), filters)

    def get(self, request_id: str) -> Record:
        return self._wire.get(path_of("visit-requests", request_id))

    def decline(self, request_id: str, reason: str, *, etag: str | int | None = None) -> Record:
        return self._act(request_id, "decline", {"reason": reason}, etag)

    def withdraw(self, request_id: str, *, etag: str | int | None = None) -> Record:
        return self._act(request_id, "withdraw", None, etag)

    def reopen(self, request_id: str, *, etag: str | int | None = None) -> Record:
        """Take a refusal or a withdrawal back."""
        return self._act(request_id, "reopen", None, etag)

    def _act(self, request_id: str, action: str, body: dict[str, str] | None, etag: str | int | None) -> Record:
        return self._wire.post(path_of("visit-requests", request_id, action), body, headers=versioned(etag))
