"""Identifiers: UUIDv7, ordered by time, made by the server or by the client that names its own record."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    return uuid7()
