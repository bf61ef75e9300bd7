"""What the national system says of recordings and cards, as its lists bring it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of, versioned

_LONG = 300.0
"""Seconds: a regency's list of 50,000 rows takes its time."""


class RegistryImports(Resource):
    def submit(self, rows: Sequence[Mapping[str, Any]], *, dry_run: bool = False) -> Record:
        """Send ``rows`` of ``{nik, status, occurred_at}``; with ``dry_run`` they are only checked."""
        return self._wire.create(
            path_of("registry-imports"), {"rows": list(rows)}, params={"dry_run": dry_run}, timeout=_LONG
        )

    def submit_file(self, name: str, content: bytes, *, dry_run: bool = False) -> Record:
        """Send a workbook as exported. What was applied before is answered as it was (200), and changes nothing."""
        return self._wire.post(
            path_of("registry-imports"),
            files={"file": (name, content)},
            params={"dry_run": dry_run},
            repeatable=True,
            timeout=_LONG,
        )

    def list(self, **filters: Any) -> Items:
        """Newest first. ``region_code``, ``state``."""
        return self._wire.pages(path_of("registry-imports"), filters)

    def get(self, import_id: str) -> Record:
        return self._wire.get(path_of("registry-imports", import_id))

    def rows(self, import_id: str, *, outcome: str | None = None, code: str | None = None) -> Items:
        """Each row with its verdict; ``code`` ``R_UNKNOWN_NIK``: whom only the centre knows."""
        return self._wire.pages(path_of("registry-imports", import_id, "rows"), {"outcome": outcome, "code": code})

    def export_rows(self, import_id: str, format: str = "csv", **filters: Any) -> Iterator[bytes]:
        """The rows as ``csv`` or ``xlsx``, in pieces."""
        return self._wire.stream(path_of("registry-imports", import_id, "rows"), {**filters, "format": format})

    def apply(self, import_id: str, *, etag: str | int | None = None) -> Record:
        """Apply a checked import. 409 ``registry.changed_since_check`` when it would do something else by now."""
        return self._act(import_id, "apply", None, etag)

    def discard(self, import_id: str, *, etag: str | int | None = None) -> Record:
        return self._act(import_id, "discard", None, etag)

    def revert(self, import_id: str, reason: str, *, etag: str | int | None = None) -> Record:
        """Take an applied import back: cards stand where they would without it."""
        return self._act(import_id, "revert", {"reason": reason}, etag)

    def _act(self, import_id: str, action: str, body: Mapping[str, Any] | None, etag: str | int | None) -> Record:
        path = path_of("registry-imports", import_id, action)
        return self._wire.post(path, body, headers=versioned(etag), timeout=_LONG)
