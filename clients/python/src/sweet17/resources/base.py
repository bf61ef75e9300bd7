"""What every resource stands on."""

from collections.abc import Iterator
from typing import Any

from sweet17.wire import Wire

Items = Iterator[dict[str, Any]]


class Resource:
    def __init__(self, wire: Wire) -> None:
        self._wire = wire
