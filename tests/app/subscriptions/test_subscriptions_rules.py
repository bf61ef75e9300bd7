"""Signatures, tries and addresses, by the pencil."""

from datetime import UTC, datetime, timedelta

import pytest

from app.subscriptions import rules

START = datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_a_signature_is_that_of_the_standards_own_example() -> None:
    secret, id = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
    signed = rules.sign(secret, id, 1614265330, b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_tries_begin_after_five_seconds_and_end_after_a_day() -> None:
    at, tries = START, 1
    waits = []
    while (again := rules.next_try(tries, START, at)) is not None:
        waits.append((again - at).total_seconds())
        at, tries = again, tries + 1
    assert waits[:6] == [5, 15, 60, 300, 900, 900]
    assert timedelta(hours=23, minutes=44) < at - START <= timedelta(hours=24)


@pytest.mark.parametrize(
    ("kinds", "kind", "told"),
    [
        (["*"], "visits.confirmed", True),
        (["visits.*"], "visits.confirmed", True),
        (["visits.confirmed"], "visits.confirmed", True),
        (["visits.confirmed"], "visits.cancelled", False),
        (["visit.*"], "visits.confirmed", False),
        ([], "visits.confirmed", False),
    ],
)
def test_kinds_are_named_whole_or_by_room(kinds: list[str], kind: str, *, told: bool) -> None:
    assert rules.concerns(kinds, kind) is told


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
     "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378::", "240.0.0.1", "192.0.2.1"],
)  # fmt: skip
def test_addresses_of_a_house_are_not_public(address: str) -> None:
    assert not rules.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "103.1.2.3", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_net_are(address: str) -> None:
    assert rules.is_public(address)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://dinas.example.go.id/terima", None),
        ("https://dinas.example.go.id:8443/terima?kunci=1", None),
        ("http://dinas.example.go.id/terima", "subscriptions.url_https"),
        ("ftp://dinas.example.go.id/", "subscriptions.url_https"),
        ("https://u:p@dinas.example.go.id/", "subscriptions.url_credentials"),
        ("https://127.0.0.1/", "subscriptions.url_private"),
        ("https://[::1]/", "subscriptions.url_private"),
        ("https://localhost/", "subscriptions.url_private"),
        ("https://localhost./", "subscriptions.url_private"),
        ("https://db.internal/", "subscriptions.url_private"),
        ("https://dinas.example.go.id/#x", "subscriptions.url"),
        ("https://dinas.example.go.id:99999/", "subscriptions.url"),
        ("https://dinas.example.go.id/a b", "subscriptions.url"),
        ("https://dinas.example.go.id/\r\nx: y", "subscriptions.url"),
        ("https://[::1/", "subscriptions.url"),
        ("https:///x", "subscriptions.url"),
        ("terima", "subscriptions.url"),
    ],
)
def test_an_address_is_judged_as_it_is_written(url: str, fault: str | None) -> None:
    assert rules.address_fault(url, allow_private=False) == fault


def test_a_trial_may_send_into_the_house() -> None:
    assert rules.address_fault("http://127.0.0.1:9000/", allow_private=True) is None
