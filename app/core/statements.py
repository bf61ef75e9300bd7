"""The statements that an engine keeps compiled, bounded by what they take and not by how many they are."""

import threading
from collections import OrderedDict
from typing import Any


class Compiled:
    """
    A cache as SQLAlchemy asks for one (``compiled_cache``): what was used longest ago leaves first.

    What is kept of a statement takes ten to ninety bytes for each character of its SQL, most for the longest: 740 KB
    for one about a past day. A number that suits the many short ones would let those fill gigabytes.
    """

    def __init__(self, characters: int) -> None:
        """Keep statements of so many characters of SQL in all."""
        self._most, self._held = characters, 0
        self._kept: OrderedDict[Any, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Any, default: Any = None) -> Any:
        with self._lock:
            if key not in self._kept:
                return default
            self._kept.move_to_end(key)
            return self._kept[key]

    def __setitem__(self, key: Any, compiled: Any) -> None:
        with self._lock:
            if key in self._kept:
                self._held -= _weight(self._kept.pop(key))
            self._kept[key] = compiled
            self._held += _weight(compiled)
            while self._held > self._most and len(self._kept) > 1:
                self._held -= _weight(self._kept.popitem(last=False)[1])

    def __len__(self) -> int:
        return len(self._kept)


def _weight(compiled: Any) -> int:
    return len(compiled.string or "")
