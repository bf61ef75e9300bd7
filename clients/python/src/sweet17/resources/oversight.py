"""The journal, the event feed, subscriptions."""

from collections.abc import Sequence
from typing import Any

from sweet17.ids import new_id
from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, items_of, path_of


class Oversight(Resource):
    def journal(self, **filters: Any) -> Items:
        """Every line in scope. Read to its present end; :meth:`events` follows on."""
        return self._log(path_of("journal"), filters)

    def events(self, after: str | None = None, limit: int = 500) -> Record:
        """One page ``{items, next_after, epoch}``. After a restore ``after`` is refused: 410."""
        return self._wire.get(path_of("events"), {"after": after, "limit": limit})

    def _log(self, path: str, filters: dict[str, Any]) -> Items:
        wanted = {"limit": 500, **filters}
        while True:
            page = self._wire.get(path, wanted)
            items = items_of(page)
            yield from items
            after = page.get("next_after")
            if not items or after is None or after == wanted.get("after"):
                return
            wanted["after"] = after

    def subscriptions(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("subscriptions"), filters)

    def subscribe(self, url: str, kinds: Sequence[str]) -> Record:
        """``secret`` comes once. A repetition would come without it, so this is not sent again by itself."""
        return self._wire.post(
            path_of("subscriptions"), {"id": new_id(), "url": url, "kinds": list(kinds)}, repeatable=False
        )

    def subscription(self, subscription_id: str) -> Record:
        return self._wire.get(path_of("subscriptions", subscription_id))

    def change_subscription(self, subscription_id: str, etag: str | int, **changes: Any) -> Record:
        """Change ``kinds``, or ``state`` to ``stopped`` and back to ``active``: what came between is then delivered."""
        return self._wire.patch(path_of("subscriptions", subscription_id), changes, etag)

    def unsubscribe(self, subscription_id: str) -> None:
        self._wire.delete(path_of("subscriptions", subscription_id))

    def dead_letters(self, subscription_id: str, **filters: Any) -> Items:
        """Events that the receiver never took, the oldest first."""
        return self._wire.pages(path_of("subscriptions", subscription_id, "dead-letters"), filters)

    def replay(self, subscription_id: str, from_position: int) -> Record:
        """Deliver again from a position on; the receiver knows repeated events by their ids."""
        return self._wire.post(
            path_of("subscriptions", subscription_id, "replay"), {"from_position": from_position}, repeatable=True
        )

    def messages(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("messages"), filters)

    def health(self) -> Record:
        return self._wire.get("/healthz", public=True)
