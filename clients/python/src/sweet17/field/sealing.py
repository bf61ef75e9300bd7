"""
What lies on the device is sealed: AES-256-GCM, bound to its table, owner and row.

The key of an account stands open in a file of its owner while that account is signed in, and wrapped by the password
of the account (scrypt) in the database, so that what could not be sent before signing out is opened again by the same
person only.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

KEY_BYTES = 32
_NONCE_BYTES = 12
_SALT_BYTES = 16
_SCRYPT = {"n": 2**15, "r": 8, "p": 1}
"""32 MiB and about a tenth of a second for each guess at a password."""


class Unreadable(Exception):
    """Sealed under another key, moved to another row, or damaged."""


@dataclass(frozen=True, slots=True)
class Seal:
    """One key. ``place`` names the row: what is copied to another row does not open there."""

    id: str
    key: bytes = field(repr=False)

    def close(self, place: str, value: Mapping[str, Any]) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return nonce + AESGCM(self.key).encrypt(nonce, text, place.encode())

    def open(self, place: str, sealed: bytes) -> dict[str, Any]:
        try:
            text = AESGCM(self.key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError) as failure:
            raise Unreadable from failure
        opened: dict[str, Any] = json.loads(text)
        return opened


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def wrap(password: str, key_id: str, key: bytes) -> bytes:
    """``key`` so that only ``password`` opens it: salt, nonce, ciphertext."""
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    return salt + nonce + AESGCM(_from_password(password, salt)).encrypt(nonce, key, key_id.encode())


def unwrap(password: str, key_id: str, wrapped: bytes) -> bytes | None:
    """The key, or ``None`` when the password is another one."""
    salt, rest = wrapped[:_SALT_BYTES], wrapped[_SALT_BYTES:]
    nonce, text = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
    try:
        return AESGCM(_from_password(password, salt)).decrypt(nonce, text, key_id.encode())
    except (InvalidTag, ValueError):
        return None


def _from_password(password: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=KEY_BYTES, **_SCRYPT).derive(password.encode())
