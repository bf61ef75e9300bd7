"""
Sealing of personal values, blind indexes, and the keys they need.

Keys are files in a folder that only the service may read. Each data key has an id that is stored beside what it
sealed, so that keys can be rotated. Sealing is AES-256-GCM bound to table, column and row: a value moved elsewhere
does not open. Look-ups go by a separately keyed HMAC-SHA-256.
"""

import base64
import hmac
import json
import os
import secrets
import stat
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_MANIFEST = "keys.json"
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_cipher = lru_cache(maxsize=16)(AESGCM)
"""A list seals forty thousand values: a key is made ready once."""


class KeysUnusable(Exception):
    """The key folder is missing, readable by others, incomplete or damaged. The message says how to mend it."""


class Unsealable(Exception):
    """What was to be opened was not sealed here, or not for this place."""


@dataclass(frozen=True)
class KeyRing:
    """All keys of one installation, in memory."""

    data: dict[str, bytes]
    current: str
    index: bytes
    signing: dict[str, bytes]
    """ES256 private keys as PEM, by key id."""
    current_signing: str

    def seal(self, plain: bytes, bound_to: str) -> tuple[str, bytes]:
        """Seal ``plain`` for one place, e.g. ``students.nik:<id>``. Returns key id and sealed bytes."""
        nonce = os.urandom(_NONCE)
        return self.current, nonce + _cipher(self.data[self.current]).encrypt(nonce, plain, bound_to.encode())

    def open(self, key_id: str, sealed: bytes, bound_to: str) -> bytes:
        """Open what :meth:`seal` made for the same place. Raises :class:`Unsealable`."""
        try:
            return _cipher(self.data[key_id]).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to.encode())
        except (KeyError, InvalidTag) as failure:
            raise Unsealable(bound_to) from failure

    def seal_json(self, value: Any, bound_to: str) -> tuple[str, bytes]:
        return self.seal(_as_json(value).encode(), bound_to)

    def open_json(self, key_id: str, sealed: bytes, bound_to: str) -> Any:
        return json.loads(self.open(key_id, sealed, bound_to))

    def blind(self, purpose: str, value: str) -> str:
        """A keyed digest of ``value``, 64 hex digits: equal values are found, none can be guessed without the key."""
        return hmac.digest(self.index, f"{purpose}\0{value}".encode(), "sha256").hex()

    def seal_token(self, value: Any, purpose: str) -> str:
        """A value as opaque text for a client to carry, e.g. a cursor: it may hold a name and stands in a URL."""
        key_id, sealed = self.seal_json(value, purpose)
        return f"{key_id}.{base64.urlsafe_b64encode(sealed).decode().rstrip('=')}"

    def open_token(self, token: str, purpose: str) -> Any:
        key_id, _, body = token.partition(".")
        try:
            sealed = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
        except ValueError as failure:
            raise Unsealable(purpose) from failure
        return self.open_json(key_id, sealed, purpose)


def place(table: str, column: str, row_id: UUID) -> str:
    """Where a sealed value lives, as bound into it."""
    return f"{table}.{column}:{row_id.hex}"


def make_keys(folder: Path) -> KeyRing:
    """Make a first set of keys. Refuses a folder that already holds some."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    if (folder / _MANIFEST).exists():
        raise KeysUnusable(f"{folder} holds keys already")
    data_id, sign_id = f"d{secrets.token_hex(4)}", f"s{secrets.token_hex(4)}"
    signing = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _write(folder / f"{data_id}.key", os.urandom(32))
    _write(folder / "index.key", os.urandom(32))
    _write(folder / f"{sign_id}.pem", signing)
    manifest = {"data": [data_id], "current": data_id, "signing": [sign_id], "current_signing": sign_id}
    _write(folder / _MANIFEST, json.dumps(manifest).encode())
    return load_keys(folder)


def load_keys(folder: Path) -> KeyRing:
    """Read the key folder. Raises :class:`KeysUnusable`."""
    if not (folder / _MANIFEST).is_file():
        raise KeysUnusable(
            f"no keys in {folder}: run `python -m app init` for a new database, or restore them from the backup"
        )
    if folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeysUnusable(f"{folder} is readable by others: chmod 700 {folder}")
    try:
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        return KeyRing(
            data={key_id: (folder / f"{key_id}.key").read_bytes() for key_id in manifest["data"]},
            current=manifest["current"],
            index=(folder / "index.key").read_bytes(),
            signing={key_id: (folder / f"{key_id}.pem").read_bytes() for key_id in manifest["signing"]},
            current_signing=manifest["current_signing"],
        )
    except (OSError, ValueError, KeyError) as failure:
        raise KeysUnusable(
            f"the keys in {folder} are incomplete or damaged ({failure}): restore them from the backup"
        ) from failure


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
