"""
Access tokens: ES256 JWTs, fifteen minutes long. The only module that touches python-jose.

That library accepts forged tokens when ``algorithms`` is left to the token, so everything is pinned here: the
algorithm, the key by its ``kid`` before verifying, audience, issuer, the required claims and the size.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from jose import jwk, jwt
from jose.exceptions import JOSEError

from app.core.clock import now
from app.core.crypto import KeyRing
from app.core.errors import Unauthorized
from app.core.ids import new_id

ALGORITHM = "ES256"
ISSUER = "sweet17"
AUDIENCE = "sweet17-api"
MAX_BYTES = 8 * 1024
_HEADER = {"alg", "kid", "typ"}
_CLAIMS = {"exp", "iat", "sub", "aud", "iss", "jti", "sid"}


@dataclass(frozen=True, slots=True)
class Claims:
    account_id: UUID
    session_id: UUID
    expires_at: datetime


class Tokens:
    """Issues and reads the access tokens of one installation."""

    def __init__(self, keys: KeyRing, minutes: int) -> None:
        self._current = keys.current_signing
        self._private = keys.signing[keys.current_signing].decode()
        self._public = {key_id: _public_pem(pem) for key_id, pem in keys.signing.items()}
        self.lifetime = timedelta(minutes=minutes)

    def issue(self, account_id: UUID, session_id: UUID) -> str:
        at = now()
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(account_id),
            "sid": str(session_id),
            "jti": str(new_id()),
            "iat": int(at.timestamp()),
            "exp": int((at + self.lifetime).timestamp()),
        }
        return str(jwt.encode(claims, self._private, algorithm=ALGORITHM, headers={"kid": self._current}))

    def read(self, token: str) -> Claims:
        """The claims of a token that we issued and that still holds. Raises :class:`Unauthorized`."""
        try:
            if len(token) > MAX_BYTES or token.count(".") != 2:
                raise Unauthorized
            header = jwt.get_unverified_header(token)
            if set(header) - _HEADER or header.get("alg") != ALGORITHM:
                raise Unauthorized
            key = self._public[header["kid"]]
            claims = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=ISSUER,
                options={f"require_{name}": True for name in ("exp", "iat", "sub", "aud", "iss", "jti")}
                | {"leeway": 0},
            )
            if not set(claims) >= _CLAIMS:
                raise Unauthorized
            return Claims(
                UUID(claims["sub"]),
                UUID(claims["sid"]),
                datetime.fromtimestamp(claims["exp"], tz=now().tzinfo),
            )
        except (JOSEError, KeyError, ValueError, TypeError, AttributeError, RecursionError, OverflowError) as failure:
            raise Unauthorized from failure

    def jwks(self) -> dict[str, Any]:
        """The public keys, for others who verify our tokens."""
        keys = []
        for key_id, pem in self._public.items():
            public = {
                k: v.decode() if isinstance(v, bytes) else v for k, v in jwk.construct(pem, ALGORITHM).to_dict().items()
            }
            keys.append(public | {"kid": key_id, "use": "sig", "alg": ALGORITHM})
        return {"keys": keys}


def _public_pem(private_pem: bytes) -> str:
    private = serialization.load_pem_private_key(private_pem, password=None)
    return (
        private.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )
