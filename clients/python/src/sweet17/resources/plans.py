"""Plans: who goes where and when."""

from typing import Any

from sweet17.resources.base import Resource
from sweet17.wire import Record, path_of


class Plans(Resource):
    def create(self, **facts: Any) -> Record:
        """Begins a search (202); ask :meth:`get` how far it is."""
        return self._wire.create(path_of("plans"), facts)

    def get(self, plan_id: str) -> Record:
        return self._wire.get(path_of("plans", plan_id))

    def accept(self, plan_id: str) -> Record:
        return self._wire.post(path_of("plans", plan_id, "accept"), {})

    def cancel(self, plan_id: str) -> Record:
        return self._wire.post(path_of("plans", plan_id, "cancel"), {})
