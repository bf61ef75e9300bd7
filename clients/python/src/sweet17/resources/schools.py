"""Schools."""

from typing import Any

from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of


class Schools(Resource):
    def list(self, **filters: Any) -> Items:
        """``region_code``, ``kind``, ``q``, ``active``."""
        return self._wire.pages(path_of("schools"), filters)

    def get(self, school_id: str) -> Record:
        return self._wire.get(path_of("schools", school_id))

    def create(self, **facts: Any) -> Record:
        return self._wire.create(path_of("schools"), facts)

    def change(self, school_id: str, etag: str | int, **changes: Any) -> Record:
        return self._wire.patch(path_of("schools", school_id), changes, etag)

    def export(self, format: str = "csv", **filters: Any) -> Any:
        """The whole list as ``csv`` or ``xlsx``, in pieces."""
        return self._wire.stream(path_of("schools"), {**filters, "format": format})
