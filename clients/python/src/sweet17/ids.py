"""Identifiers that this side makes, so that a request may be sent again without harm (UUIDv7, RFC 9562)."""

import secrets
import time
from uuid import UUID


def new_id() -> str:
    """48 bits of milliseconds since 1970, version and variant, 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (
        (milliseconds & 0xFFFF_FFFF_FFFF) << 80
        | 0x7 << 76
        | secrets.randbits(12) << 64
        | 0b10 << 62
        | secrets.randbits(62)
    )
    return str(UUID(int=value))
