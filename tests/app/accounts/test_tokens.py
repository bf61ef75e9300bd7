"""Each known attack on a token, one by one, and what an honest token says."""

import base64
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jose import jwe, jwt

from app.accounts.tokens import AUDIENCE, ISSUER, MAX_BYTES, Tokens
from app.core.clock import frozen, now
from app.core.crypto import KeyRing
from app.core.errors import Unauthorized
from app.core.ids import new_id

ACCOUNT, SESSION = new_id(), new_id()
KEY_ID = "s1"
Edit = Callable[[dict[str, Any]], object]


def _pem(key: Any) -> str:
    return str(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()
    )


def _public(private_pem: str) -> bytes:
    key = serialization.load_pem_private_key(private_pem.encode(), password=None).public_key()
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


OURS, RETIRED, STRANGERS = (_pem(ec.generate_private_key(ec.SECP256R1())) for _ in range(3))


def ring(current: str = KEY_ID) -> KeyRing:
    signing = {KEY_ID: OURS.encode(), "s0": RETIRED.encode()}
    return KeyRing({"d1": bytes(32)}, "d1", bytes(32), signing, current)


@pytest.fixture
def tokens() -> Tokens:
    return Tokens(ring(), 15)


def claims(edit: Edit | None = None) -> dict[str, Any]:
    at = datetime.now(UTC)
    made = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(ACCOUNT),
        "sid": str(SESSION),
        "jti": str(new_id()),
        "iat": int(at.timestamp()),
        "exp": int((at + timedelta(minutes=5)).timestamp()),
    }
    if edit is not None:
        edit(made)
    return made


def signed(
    body: dict[str, Any], *, key: str = OURS, algorithm: str = "ES256", headers: dict[str, Any] | None = None
) -> str:
    return str(jwt.encode(body, key, algorithm=algorithm, headers=headers or {"kid": KEY_ID}))


def assembled(header: dict[str, Any], body: Any, sign: Callable[[bytes], bytes] = lambda _signed: b"") -> str:
    """A token put together by hand, as an attacker would."""
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, body)]
    signature = base64.urlsafe_b64encode(sign(b".".join(parts))).rstrip(b"=")
    return b".".join([*parts, signature]).decode()


def refused(tokens: Tokens, token: str) -> None:
    with pytest.raises(Unauthorized):
        tokens.read(token)


def test_an_honest_token_says_account_session_and_end(tokens: Tokens) -> None:
    read = tokens.read(tokens.issue(ACCOUNT, SESSION))
    assert (read.account_id, read.session_id) == (ACCOUNT, SESSION)
    assert timedelta(minutes=14) < read.expires_at - now() <= timedelta(minutes=15)
    assert tokens.read(signed(claims())).account_id == ACCOUNT


def test_a_token_of_a_retired_key_still_holds_until_it_ends(tokens: Tokens) -> None:
    assert tokens.read(Tokens(ring("s0"), 15).issue(ACCOUNT, SESSION)).account_id == ACCOUNT


@pytest.mark.parametrize("name", ["none", "None", "NONE", "nOnE", "", None, 0, ["ES256"], {"alg": "ES256"}])
def test_no_algorithm_and_no_signature_is_no_token(tokens: Tokens, name: Any) -> None:
    refused(tokens, assembled({"alg": name, "typ": "JWT", "kid": KEY_ID}, claims()))


@pytest.mark.parametrize("shape", ["pem", "stripped", "der"])
def test_our_public_key_is_no_shared_secret(tokens: Tokens, shape: str) -> None:
    pem = _public(OURS)
    body = b"".join(pem.splitlines()[1:-1])
    secret = {"pem": pem, "stripped": pem.strip(), "der": base64.b64decode(body)}[shape]
    for algorithm in ("HS256", "ES256"):
        header = {"alg": algorithm, "typ": "JWT", "kid": KEY_ID}
        refused(tokens, assembled(header, claims(), lambda signed: hmac.new(secret, signed, sha256).digest()))


@pytest.mark.parametrize("algorithm", ["RS256", "HS256", "HS512", "ES384"])
def test_another_algorithm_is_refused_also_with_a_good_signature(tokens: Tokens, algorithm: str) -> None:
    key: Any = {
        "RS256": lambda: _pem(rsa.generate_private_key(65537, 2048)),
        "ES384": lambda: _pem(ec.generate_private_key(ec.SECP384R1())),
    }.get(algorithm, lambda: "a secret of the stranger's own")()
    refused(tokens, signed(claims(), key=key, algorithm=algorithm))


@pytest.mark.parametrize(
    "kid",
    ["s9", "", "../s1", "s1\0", "d1", None, 1, ["s1"], {"s1": 1}, "s0"],
    ids=repr,
)
def test_a_key_that_is_not_the_signers_is_refused(tokens: Tokens, kid: Any) -> None:
    refused(tokens, signed(claims(), headers={"kid": kid}))


def test_a_token_without_a_key_id_is_refused(tokens: Tokens) -> None:
    refused(tokens, str(jwt.encode(claims(), OURS, algorithm="ES256")))


def test_a_strangers_signature_under_our_key_id_is_refused(tokens: Tokens) -> None:
    refused(tokens, signed(claims(), key=STRANGERS))


@pytest.mark.parametrize("name", ["exp", "iat", "sub", "aud", "iss", "jti", "sid"])
def test_each_claim_must_be_there(tokens: Tokens, name: str) -> None:
    refused(tokens, signed(claims(lambda made: made.pop(name))))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("aud", "another-api"),
        ("aud", ""),
        ("aud", []),
        ("iss", "stranger"),
        ("iss", ""),
        ("sub", "admin"),
        ("sub", ""),
        ("sid", "1"),
        ("sid", 7),
        ("exp", "never"),
        ("exp", 0),
        ("exp", -1),
        ("exp", True),
        ("exp", None),
        ("nbf", 2**33),
    ],
)
def test_a_claim_with_a_wrong_value_is_refused(tokens: Tokens, name: str, value: Any) -> None:
    refused(tokens, signed(claims(lambda made: made.update({name: value}))))


def test_a_token_ends_to_the_second(tokens: Tokens) -> None:
    with frozen(datetime.now(UTC) - timedelta(minutes=15, seconds=2)):
        ended = tokens.issue(ACCOUNT, SESSION)
    with frozen(datetime.now(UTC) - timedelta(minutes=14)):
        running = tokens.issue(ACCOUNT, SESSION)
    refused(tokens, ended)
    assert tokens.read(running).account_id == ACCOUNT


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("crit", ["exp"]),
        ("jku", "https://stranger.example/keys"),
        ("x5u", "https://stranger.example/cert"),
        ("x5c", ["MIIB"]),
        ("jwk", {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}),
        ("zip", "DEF"),
        ("cty", "JWT"),
        ("b64", False),
    ],
)
def test_a_header_that_brings_its_own_trust_is_refused(tokens: Tokens, name: str, value: Any) -> None:
    refused(tokens, signed(claims(), headers={"kid": KEY_ID, name: value}))
    refused(tokens, signed(claims(), key=STRANGERS, headers={"kid": KEY_ID, name: value}))


def test_a_token_beyond_eight_kilobytes_is_not_even_read(tokens: Tokens) -> None:
    refused(tokens, signed(claims(lambda made: made.update(padding="x" * MAX_BYTES))))
    refused(tokens, "a." * 10_000_000)


def test_an_encrypted_token_is_refused(tokens: Tokens) -> None:
    sealed = jwe.encrypt(json.dumps(claims()), bytes(32), algorithm="dir", encryption="A256GCM").decode()
    assert sealed.count(".") == 4
    refused(tokens, sealed)
    refused(tokens, ".".join(["a"] * 5))


def test_a_changed_letter_anywhere_breaks_the_token(tokens: Tokens) -> None:
    token = tokens.issue(ACCOUNT, SESSION)
    # The last letter of a part may carry bits that no byte holds; every other letter counts.
    ends = {index - 1 for index, letter in enumerate(token) if letter == "."} | {len(token) - 1}
    for index in range(0, len(token), 7):
        if token[index] != "." and index not in ends:
            refused(tokens, token[:index] + ("A" if token[index] != "A" else "B") + token[index + 1 :])


@pytest.mark.parametrize(
    "token",
    [
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        "\0.\0.\0",
        "é.é.é",
        "\ud800.a.b",
        "[].[].[]",
        "e30.e30.e30",
        "W10.W10.",
        "MQ.MQ.MQ",
        "bnVsbA.bnVsbA.bnVsbA",
        " ",
        "%2e%2e",
    ],
)
def test_garbage_is_refused_and_never_breaks(tokens: Tokens, token: str) -> None:
    refused(tokens, token)


@pytest.mark.parametrize("body", [[], "text", None, 1, {}, {"exp": {}}], ids=repr)
def test_a_body_that_holds_no_claims_is_refused(tokens: Tokens, body: Any) -> None:
    refused(tokens, assembled({"alg": "ES256", "typ": "JWT", "kid": KEY_ID}, body, lambda _: bytes(64)))


def test_a_deeply_nested_header_is_refused(tokens: Tokens) -> None:
    deep = base64.urlsafe_b64encode(b"[" * 4000).decode().rstrip("=")
    refused(tokens, f"{deep}.e30.AA")


def test_a_signature_of_zeros_is_no_signature(tokens: Tokens) -> None:
    for signature in (bytes(64), b"", b"\xff" * 64, bytes(63), bytes(65)):
        refused(tokens, assembled({"alg": "ES256", "kid": KEY_ID}, claims(), lambda _, s=signature: s))


def test_the_published_keys_are_public_and_verify_our_tokens(tokens: Tokens) -> None:
    published = {key["kid"]: key for key in tokens.jwks()["keys"]}
    assert set(published) == {"s0", "s1"}
    for key in published.values():
        assert (key["alg"], key["use"], key["kty"], key["crv"]) == ("ES256", "sig", "EC", "P-256")
        assert "d" not in key
    token = tokens.issue(ACCOUNT, SESSION)
    assert jwt.decode(token, published["s1"], algorithms=["ES256"], audience=AUDIENCE, issuer=ISSUER)
