"""Who is who: transfers between schools, probable duplicates, merges, and the three lists beside each other."""

from collections.abc import Iterator
from typing import Any

from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of, versioned

Version = str | int | None
"""What was looked at when deciding: an ETag or a ``version``. Changed since: 412. ``None`` decides on what is there."""


class Transfers(Resource):
    """Pupils whom one school claims while another holds them."""

    def list(self, *, region_code: str | None = None, **filters: Any) -> Items:
        """Newest first. ``state``, ``school_id``, ``direction``: ``incoming`` claims of yours, ``outgoing`` on you."""
        return self._wire.pages(path_of("transfers"), {"region_code": region_code, **filters})

    def get(self, transfer_id: str) -> Record:
        return self._wire.get(path_of("transfers", transfer_id))

    def confirm(self, transfer_id: str, reason: str | None = None, *, etag: Version = None) -> Record:
        """Let the pupil go: for the school that holds them, or its office."""
        return self._act(transfer_id, "confirm", {} if reason is None else {"reason": reason}, etag)

    def reject(self, transfer_id: str, reason: str, *, etag: Version = None) -> Record:
        """Keep the pupil. The claimant reads ``reason``."""
        return self._act(transfer_id, "reject", {"reason": reason}, etag)

    def undo(self, transfer_id: str, reason: str, *, etag: Version = None) -> Record:
        """Take back a transfer that was confirmed by mistake."""
        return self._act(transfer_id, "undo", {"reason": reason}, etag)

    def _act(self, transfer_id: str, action: str, body: dict[str, Any], etag: Version) -> Record:
        return self._wire.post(path_of("transfers", transfer_id, action), body, headers=versioned(etag))


class Duplicates(Resource):
    """Pairs of rows that are probably one person, each with a score and its reasons in words."""

    def list(self, **filters: Any) -> Items:
        """The likeliest first. ``state`` (``open`` when not named), ``region_code``."""
        return self._wire.pages(path_of("duplicates"), filters)

    def get(self, duplicate_id: str) -> Record:
        return self._wire.get(path_of("duplicates", duplicate_id))

    def merge(
        self, duplicate_id: str, *, survivor_id: str | None = None, reason: str | None = None, etag: Version = None
    ) -> Record:
        """They are one person; answers the merge. Without ``survivor_id`` the row with the NIK stays."""
        facts = {"survivor_id": survivor_id, "reason": reason}
        told = {name: value for name, value in facts.items() if value is not None}
        return self._wire.post(path_of("duplicates", duplicate_id, "merge"), told, headers=versioned(etag))

    def dismiss(self, duplicate_id: str, reason: str, *, etag: Version = None) -> Record:
        """They are two people: the pair is never proposed again."""
        body = {"reason": reason}
        return self._wire.post(path_of("duplicates", duplicate_id, "dismiss"), body, headers=versioned(etag))


class Merges(Resource):
    """Rows that were put together, and can be parted again."""

    def list(self, **filters: Any) -> Items:
        """Newest first. ``region_code``, ``undone``."""
        return self._wire.pages(path_of("merges"), filters)

    def get(self, merge_id: str) -> Record:
        return self._wire.get(path_of("merges", merge_id))

    def create(self, merged_id: str, survivor_id: str, reason: str) -> Record:
        """Two rows that you know to be one person, although nothing proposed them."""
        facts = {"merged_id": merged_id, "survivor_id": survivor_id, "reason": reason}
        return self._wire.create(path_of("merges"), facts)

    def undo(self, merge_id: str, reason: str, *, etag: Version = None) -> Record:
        """They were two people after all: each has their own events again."""
        return self._wire.post(path_of("merges", merge_id, "undo"), {"reason": reason}, headers=versioned(etag))


class Reconciliation(Resource):
    """Whom schools name, whom the registry knows to be recorded, whom teams saw: where the three disagree."""

    def compare(self, school_id: str | None = None, **filters: Any) -> Record:
        """``{as_of, counts, items}`` with all pages read. ``region_code``, ``verdict``. Counts are over the whole."""
        return self._wire.whole(path_of("reconciliation"), {"school_id": school_id, **filters})

    def items(self, school_id: str | None = None, **filters: Any) -> Items:
        """The same pupils page by page as they are asked for, for a region of any size."""
        return self._wire.pages(path_of("reconciliation"), {"school_id": school_id, **filters})

    def export(self, school_id: str | None = None, format: str = "csv", **filters: Any) -> Iterator[bytes]:
        """The comparison as ``csv`` or ``xlsx``, in pieces; without the restricted."""
        return self._wire.stream(path_of("reconciliation"), {"school_id": school_id, **filters, "format": format})
