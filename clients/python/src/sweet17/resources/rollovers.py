"""The yearly step of a school into a school year: checked, looked at, applied, taken back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of, versioned

_LONG = 300.0


class Rollovers(Resource):
    def check(
        self,
        school_id: str,
        academic_year: str,
        *,
        begins_on: str | None = None,
        exceptions: Sequence[Mapping[str, Any]] = (),
        class_names: Mapping[str, str] | None = None,
    ) -> Record:
        """
        What the step into ``academic_year`` (``2026/2027``) would do; nothing changes before :meth:`apply`.

        ``exceptions`` are ``{student_id, outcome}`` with ``stays``, ``graduates`` or ``moves_up`` (and ``class_group``,
        ``grade``); ``class_names`` gives a class of the old year its name in the new one.
        """
        facts = {
            "academic_year": academic_year,
            "begins_on": begins_on,
            "exceptions": list(exceptions),
            "class_names": dict(class_names or {}),
        }
        return self._wire.create(path_of("schools", school_id, "rollovers"), facts, timeout=_LONG)

    def of_school(self, school_id: str) -> Items:
        """A school's steps, newest first."""
        return self._wire.pages(path_of("schools", school_id, "rollovers"))

    def get(self, rollover_id: str) -> Record:
        return self._wire.get(path_of("rollovers", rollover_id))

    def items(self, rollover_id: str, *, outcome: str | None = None) -> Items:
        """What the step does with each pupil, by class and name."""
        return self._wire.pages(path_of("rollovers", rollover_id, "items"), {"outcome": outcome})

    def change(self, rollover_id: str, etag: str | int, **changes: Any) -> Record:
        """``exceptions`` or ``class_names`` of a checked step; what is named replaces what was named before."""
        return self._wire.patch(path_of("rollovers", rollover_id), changes, etag)

    def apply(self, rollover_id: str, *, etag: str | int | None = None) -> Record:
        """Carry a checked step out. 409 ``students.rollover_changed`` when it would do something else by now."""
        return self._act(rollover_id, "apply", None, etag)

    def discard(self, rollover_id: str, *, etag: str | int | None = None) -> Record:
        return self._act(rollover_id, "discard", None, etag)

    def revert(self, rollover_id: str, reason: str, *, etag: str | int | None = None) -> Record:
        """Take an applied step back; ``kept`` names who keeps it, and why."""
        return self._act(rollover_id, "revert", {"reason": reason}, etag)

    def _act(self, rollover_id: str, action: str, body: Mapping[str, Any] | None, etag: str | int | None) -> Record:
        path = path_of("rollovers", rollover_id, action)
        return self._wire.post(path, body, headers=versioned(etag), timeout=_LONG)
