"""Passwords, hashed with argon2id. One hash takes 64 MiB and a fifth of a second, so few run at once."""

from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

MIN_LENGTH = 10
_hasher = PasswordHash((Argon2Hasher(),))
_at_once = BoundedSemaphore(2)
# What an unknown user name is checked against, so that it takes as long as a known one.
_nobody: list[str] = []


def hash_password(password: str) -> str:
    with _at_once:
        return _hasher.hash(password)


def matches(password: str, hashed: str | None) -> bool:
    """Whether ``password`` fits ``hashed``; with ``None`` it takes as long and is false."""
    if hashed is None:
        if not _nobody:
            _nobody.append(hash_password("nobody has this password"))
        with _at_once:
            _hasher.verify(password, _nobody[0])
        return False
    with _at_once:
        return _hasher.verify(password, hashed)
