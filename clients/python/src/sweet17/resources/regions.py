"""Regions, service points, settings."""

from collections.abc import Mapping, Sequence
from typing import Any

from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of


class Regions(Resource):
    def list(self, parent: str | None = None) -> Items:
        return self._wire.pages(path_of("regions"), {"parent": parent})

    def get(self, region_code: str) -> Record:
        """The nation is ``00``."""
        return self._wire.get(path_of("regions", region_code))

    def requirements(self, region_code: str | None = None) -> Record:
        """What to bring and to know before being recorded, without an account."""
        filters = {} if region_code is None else {"region_code": region_code}
        return self._wire.get(path_of("public", "requirements"), filters, public=True)

    def outline(self, region_code: str) -> Record:
        """Its border as GeoJSON."""
        return self._wire.get(path_of("regions", region_code, "outline"))

    def put_outline(self, region_code: str, geojson: Mapping[str, Any]) -> Record:
        return self._wire.put(path_of("regions", region_code, "outline"), geojson)

    def service_points(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("service-points"), filters)

    def service_point(self, point_id: str) -> Record:
        return self._wire.get(path_of("service-points", point_id))

    def create_service_point(self, **facts: Any) -> Record:
        return self._wire.create(path_of("service-points"), facts)

    def change_service_point(self, point_id: str, etag: str | int, **changes: Any) -> Record:
        return self._wire.patch(path_of("service-points", point_id), changes, etag)

    def settings(self, region_code: str) -> Record:
        return self._wire.get(path_of("settings", region_code))

    def put_settings(
        self, region_code: str, items: Sequence[Mapping[str, Any]], etag: str | int | None = None
    ) -> Record:
        """Dated coefficients ``{key, value, valid_from}``."""
        return self._wire.put(path_of("settings", region_code), {"items": list(items)}, etag)
