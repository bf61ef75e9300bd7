"""Field work: packs to carry, recordings to bring back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sweet17.errors import BAD_ANSWER, Sweet17Error
from sweet17.ids import new_id
from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of


class Recordings(Resource):
    def record(self, **item: Any) -> Record:
        """Send one item. The same ``id`` again gives the first verdict and changes nothing."""
        return self._wire.create(path_of("recordings"), item)

    def send_batch(self, items: Sequence[Mapping[str, Any]], device_time: str | None = None) -> list[dict[str, Any]]:
        """Send up to 1,000 items; one result for each, in their order. An answer that does not fit is an error."""
        body = {"items": list(items), **({"device_time": device_time} if device_time else {})}
        answer = self._wire.post(path_of("recordings", "batch"), body, repeatable=True, timeout=120.0)
        results = answer.get("results")
        if not isinstance(results, list) or len(results) != len(items):
            raise Sweet17Error(answer.status, BAD_ANSWER, "results do not match items")
        for item, result in zip(items, results, strict=True):
            if not isinstance(result, dict) or result.get("id") not in (None, item["id"]):
                raise Sweet17Error(answer.status, BAD_ANSWER, "results do not match items")
        return results

    def list(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("recordings"), filters)

    def get(self, recording_id: str) -> Record:
        return self._wire.get(path_of("recordings", recording_id))

    def void(self, recording_id: str, reason: str, void_id: str | None = None) -> Record:
        """Take a recording back. The void has an id of its own, so this too may come twice."""
        return self._wire.put(path_of("recordings", recording_id, "voids", void_id or new_id()), {"reason": reason})

    def parked(self, *, region_code: str | None = None, **filters: Any) -> Items:
        """What could not be applied and waits for the office, of a region or of all that you see."""
        return self._wire.pages(path_of("recordings", "parked"), {"region_code": region_code, **filters})

    def resolve_parked(
        self, recording_id: str, *, student_id: str | None = None, discard_reason: str | None = None
    ) -> Record:
        body = {"student_id": student_id, "discard_reason": discard_reason}
        return self._wire.post(
            path_of("recordings", "parked", recording_id, "resolve"),
            {key: value for key, value in body.items() if value is not None},
        )

    def field_visits(self) -> Record:
        """The visits to carry, with the etag of each pack and the installation's epoch."""
        return self._wire.get(path_of("field", "visits"))

    def pack(self, visit_id: str, etag: str | None = None) -> Record | None:
        """All a visit needs for a day offline; ``None`` when the one with ``etag`` still holds."""
        headers = {"If-None-Match": etag} if etag else {}
        pack = self._wire.get(path_of("visits", visit_id, "pack"), headers=headers)
        return None if pack.status == 304 else pack

    def reconcile(self, device_id: str, ids: Sequence[str]) -> Record:
        """Which of ``ids`` the registry holds, has parked, or does not know."""
        body = {"device_id": device_id, "ids": list(ids)}
        answer = self._wire.post(path_of("field", "reconcile"), body, repeatable=True)
        if not all(isinstance(answer.get(key), list) for key in ("held", "unknown", "parked")):
            raise Sweet17Error(answer.status, BAD_ANSWER, "no reconciliation")
        return answer

    def devices(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("field", "devices"), filters)
