"""Days on which something does not go on, other lesson hours, and calendars that telephones subscribe to."""

from collections.abc import Mapping, Sequence
from typing import Any

from sweet17.ids import new_id
from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, items_of, path_of


class Calendars(Resource):
    # --- days ------------------------------------------------------------------------------------------------

    def days(self, **filters: Any) -> Items:
        """By first day. ``date_from``, ``date_to``, ``kind``, ``school_id``."""
        return self._wire.pages(path_of("calendar-days"), filters)

    def create_day(self, **facts: Any) -> Record:
        return self._wire.create(path_of("calendar-days"), facts)

    def change_day(self, day_id: str, etag: str | int, **changes: Any) -> Record:
        return self._wire.patch(path_of("calendar-days", day_id), changes, etag)

    def delete_day(self, day_id: str) -> None:
        self._wire.delete(path_of("calendar-days", day_id))

    def proposed_days(self, year: int) -> list[dict[str, Any]]:
        """National holidays and joint leave of a year that the calendar does not have yet."""
        return items_of(self._wire.get(path_of("calendar-days", "proposals"), {"year": year}))

    def import_days(self, items: Sequence[Mapping[str, Any]], *, dry_run: bool = False) -> Record:
        """Many days at once, all or none; those that are there already are left alone: ``{added, known}``."""
        body = {"items": list(items), "dry_run": dry_run}
        return self._wire.post(path_of("calendar-days", "import"), body, repeatable=True)

    # --- lesson hours ----------------------------------------------------------------------------------------

    def lesson_hours(self, **filters: Any) -> Items:
        """Other lesson hours for a while, as in Ramadan. ``date_from``, ``date_to``, ``school_id``."""
        return self._wire.pages(path_of("lesson-hours"), filters)

    def create_lesson_hours(self, **facts: Any) -> Record:
        return self._wire.create(path_of("lesson-hours"), facts)

    def change_lesson_hours(self, period_id: str, etag: str | int, **changes: Any) -> Record:
        return self._wire.patch(path_of("lesson-hours", period_id), changes, etag)

    def delete_lesson_hours(self, period_id: str) -> None:
        self._wire.delete(path_of("lesson-hours", period_id))

    # --- feeds -----------------------------------------------------------------------------------------------

    def feeds(self) -> Items:
        return self._wire.pages(path_of("calendars"))

    def create_feed(self, kind: str, target_id: str | None = None) -> Record:
        """
        A calendar of a ``team``, a ``school`` or the ``office``. ``url`` comes once, and whoever has it reads on.

        A repetition would come without it, so this is not sent again by itself.
        """
        facts = {"id": new_id(), "kind": kind, **({"target_id": target_id} if target_id else {})}
        return self._wire.post(path_of("calendars"), facts, repeatable=False)

    def revoke_feed(self, feed_id: str) -> None:
        self._wire.delete(path_of("calendars", feed_id))

    def read_feed(self, token: str) -> bytes:
        """The calendar as a telephone gets it: iCalendar, without an account."""
        return self._wire.send("GET", path_of("calendars", f"{token}.ics"), public=True).content
