"""What the digests of the chain are made of. They are keyed: who has the database alone cannot make one."""

import json
from collections.abc import Iterable

from app.core.crypto import KeyRing
from app.journal.models import Block, Head, JournalLine


def line_digest(keys: KeyRing, position: int, line: JournalLine) -> str:
    """Of a line in its place: every fact of it, so that no edit and no exchange of places goes unseen."""
    facts = [
        position,
        line.id.hex,
        line.at.isoformat(),
        line.actor_id and line.actor_id.hex,
        line.role,
        line.kind,
        line.subject_type,
        line.subject_id and line.subject_id.hex,
        line.school_id and line.school_id.hex,
        line.region_code,
        line.request_id,
        line.data,
    ]
    return keys.blind("journal-line", json.dumps(facts, sort_keys=True, separators=(",", ":")))


def block_hash(keys: KeyRing, previous: str, block: Block, digests: Iterable[str]) -> str:
    """Of a block: the one before it, its own facts, and the digest of every line in it."""
    told = [
        previous,
        str(block.number),
        str(block.first_position),
        str(block.last_position),
        block.floor.hex,
        block.sealed_at.isoformat(),
    ]
    return keys.blind("journal-block", "\n".join([*told, *digests]))


def head_seal(keys: KeyRing, head: Head) -> str:
    return keys.blind("journal-head", f"{head.position}\n{head.block}\n{head.block_hash}\n{head.floor.hex}")
