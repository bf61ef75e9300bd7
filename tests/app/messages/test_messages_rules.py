"""Quiet hours and contacts, by the pencil."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from app.messages.rules import after_quiet, mail_address, phone_number

WITA = ZoneInfo("Asia/Makassar")


@pytest.mark.parametrize(
    ("clock", "sent"),
    [
        ("24 19:59", "24 19:59"),
        ("24 20:00", "25 07:00"),
        ("24 23:59", "25 07:00"),
        ("25 00:00", "25 07:00"),
        ("25 06:59", "25 07:00"),
        ("25 07:00", "25 07:00"),
        ("30 22:00", "01 07:00"),
    ],
)
def test_nobody_is_told_anything_at_night(clock: str, sent: str) -> None:
    at = datetime.strptime(f"2026-11-{clock}", "%Y-%m-%d %H:%M").replace(tzinfo=WITA)
    assert after_quiet(at, time(20), time(7)).strftime("%d %H:%M") == sent


def test_quiet_hours_may_lie_within_a_day_or_be_none() -> None:
    at = datetime(2026, 11, 24, 12, 30, tzinfo=WITA)
    assert after_quiet(at, time(12), time(13)).hour == 13
    assert after_quiet(at, time(7), time(7)) == at


@pytest.mark.parametrize(
    ("contact", "number"),
    [
        ("0812-3456-7890", "6281234567890"),
        ("+62 812 3456 7890", "6281234567890"),
        ("(0526) 202-1234", "625262021234"),
        ("628123456789", "628123456789"),
        ("bu ani", None),
        ("a@b.id", None),
        ("12", None),
    ],
)
def test_numbers_as_gateways_take_them(contact: str, number: str | None) -> None:
    assert phone_number(contact) == number


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        (" tu@sman1.sch.id ", "tu@sman1.sch.id"),
        ("tu@sman1", None),
        ("tu@sman1.sch.id\r\nBcc: x@y.id", None),
        ("a@b.id, c@d.id", None),
        ("<a@b.id>", None),
        ("0812", None),
    ],
)
def test_mail_goes_to_one_address_alone(contact: str, address: str | None) -> None:
    assert mail_address(contact) == address
