"""Changing many rows with a number of statements that does not grow with them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import Session

from app.core.tables import Table


def write_alike(session: Session, wished: Iterable[tuple[Table, Mapping[str, Any]]]) -> None:
    """Set values on loaded rows; those of which the same columns change are written by one statement."""
    alike: dict[tuple[str, ...], list[tuple[Table, Mapping[str, Any]]]] = defaultdict(list)
    for row, values in wished:
        changing = sorted(name for name, value in values.items() if getattr(row, name) != value)
        alike[tuple(changing)].append((row, values))
    for fields in sorted(alike):
        for row, values in alike[fields]:
            for name in fields:
                setattr(row, name, values[name])
        session.flush()
