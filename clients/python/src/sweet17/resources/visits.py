"""Visits and their rosters, teams and kits."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of


class Visits(Resource):
    def list(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("visits"), filters)

    def announced(self, **filters: Any) -> Items:
        """Confirmed visits of the next 60 days, without a person and without an account: ``region_code``, ``q``."""
        return self._wire.pages(path_of("public", "visits"), filters)

    def get(self, visit_id: str) -> Record:
        return self._wire.get(path_of("visits", visit_id))

    def create(self, **facts: Any) -> Record:
        return self._wire.create(path_of("visits"), facts)

    def change(self, visit_id: str, etag: str | int, **changes: Any) -> Record:
        return self._wire.patch(path_of("visits", visit_id), changes, etag)

    def catch_up(self, visit_id: str, starts_at: str, ends_at: str, **facts: Any) -> Record:
        """A further visit for whom this one did not serve. ``team_id``, ``kit_ids``, ``override_reason``."""
        times = {"starts_at": starts_at, "ends_at": ends_at}
        return self._wire.create(path_of("visits", visit_id, "catch-up"), {**times, **facts})

    # --- from draft to completed; each raises 409 `state_conflict` where it is not allowed ------------------

    def propose(self, visit_id: str) -> Record:
        return self._act(visit_id, "propose", {})

    def confirm(self, visit_id: str, reason: str | None = None) -> Record:
        """``reason`` is needed when the office confirms for the school."""
        return self._act(visit_id, "confirm", {"reason": reason} if reason else {})

    def decline(self, visit_id: str, reason: str, other_dates: Sequence[str] = ()) -> Record:
        body: dict[str, Any] = {"reason": reason}
        return self._act(visit_id, "decline", {**body, "other_dates": list(other_dates)} if other_dates else body)

    def postpone(self, visit_id: str, reason: str) -> Record:
        return self._act(visit_id, "postpone", {"reason": reason})

    def reschedule(self, visit_id: str, starts_at: str, ends_at: str) -> Record:
        return self._act(visit_id, "reschedule", {"starts_at": starts_at, "ends_at": ends_at})

    def cancel(self, visit_id: str, reason: str) -> Record:
        return self._act(visit_id, "cancel", {"reason": reason})

    def start(self, visit_id: str) -> Record:
        return self._act(visit_id, "start", {})

    def complete(self, visit_id: str) -> Record:
        return self._act(visit_id, "complete", {})

    def _act(self, visit_id: str, action: str, body: Mapping[str, Any]) -> Record:
        return self._wire.post(path_of("visits", visit_id, action), body)

    # --- roster, codes -----------------------------------------------------------------------------

    def roster(self, visit_id: str) -> Record:
        return self._wire.get(path_of("visits", visit_id, "roster"))

    def put_roster(self, visit_id: str, items: Sequence[Mapping[str, Any]], etag: str | int | None = None) -> Record:
        return self._wire.put(path_of("visits", visit_id, "roster"), {"items": list(items)}, etag)

    def fill_roster(self, visit_id: str) -> Record:
        return self._wire.post(path_of("visits", visit_id, "roster", "fill"), {})

    def roster_xlsx(self, visit_id: str) -> Iterator[bytes]:
        return self._wire.stream(path_of("visits", visit_id, "roster.xlsx"))

    def send_roster_results(self, visit_id: str, name: str, content: bytes) -> Record:
        """The filled workbook, where a day was kept on paper or in a spreadsheet."""
        return self._wire.post(path_of("visits", visit_id, "roster-results"), files={"file": (name, content)})

    def survey_code(self, visit_id: str) -> Record:
        return self._wire.post(path_of("visits", visit_id, "survey-codes"), {})

    # --- teams and kits -------------------------------------------------------------------------------------

    def teams(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("teams"), filters)

    def team(self, team_id: str) -> Record:
        return self._wire.get(path_of("teams", team_id))

    def create_team(self, **facts: Any) -> Record:
        return self._wire.create(path_of("teams"), facts)

    def change_team(self, team_id: str, etag: str | int, **changes: Any) -> Record:
        return self._wire.patch(path_of("teams", team_id), changes, etag)

    def kits(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("kits"), filters)

    def kit(self, kit_id: str) -> Record:
        return self._wire.get(path_of("kits", kit_id))

    def create_kit(self, **facts: Any) -> Record:
        return self._wire.create(path_of("kits"), facts)

    def change_kit(self, kit_id: str, etag: str | int, **changes: Any) -> Record:
        return self._wire.patch(path_of("kits", kit_id), changes, etag)
