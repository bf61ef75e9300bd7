"""Rules of what regions enter."""

from datetime import date
from typing import Any

import pytest

from app.regions.reference_data import known_settings
from app.regions.rules import add_working_days, lineage, outline_fault, setting_fault, settings_version

RING = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]


@pytest.mark.parametrize(
    ("reference", "value", "fault"),
    [
        ({"value": 16, "least": 12, "most": 21}, 12, None),
        ({"value": 16, "least": 12, "most": 21}, 21, None),
        ({"value": 16, "least": 12, "most": 21}, 11, "regions.setting_bounds"),
        ({"value": 16}, -1, "regions.setting_bounds"),
        ({"value": 16}, True, "regions.setting_type"),
        ({"value": 0.5}, float("nan"), "regions.setting_bounds"),
        ({"value": 1.4}, 2, None),
        ({"value": 1.4}, True, "regions.setting_type"),
        ({"value": False}, True, None),
        ({"value": "07:30"}, "23:59", None),
        ({"value": "07:30"}, "7:30", "regions.setting_time"),
        ({"value": "07:30"}, "07:30\n", "regions.setting_time"),
    ],
)
def test_a_coefficient_is_of_the_nations_kind_and_within_bounds(
    reference: dict[str, Any], value: Any, fault: str | None
) -> None:
    wrong = setting_fault(reference, value)
    assert (wrong and wrong[0]) == fault


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("Tanggal {date} pukul {clock}.", None),
        ("{school}: {date}, {clock}. Diulang: {date}. Kurung {{biasa}}.", None),
        ("Tanggal {date}.", ("regions.wording_missing", {"names": "{clock}"})),
        ("", ("regions.wording_missing", {"names": "{date}, {clock}"})),
        ("{date} {clock} {nik}", ("regions.wording_unknown", {"name": "{nik}", "known": "{school}, {date}, {clock}"})),
        ("{date.__class__} {clock}", "regions.wording_unknown"),
        ("{0} {date} {clock}", "regions.wording_unknown"),
        ("{} {date} {clock}", "regions.wording_unknown"),
        ("{date:>999999999} {clock}", "regions.wording_braces"),
        ("{date:{clock}} {clock}", "regions.wording_braces"),
        ("{date!r} {clock}", "regions.wording_braces"),
        ("{date} {clock", "regions.wording_braces"),
        ("{date} {clock} }", "regions.wording_braces"),
        ("{date} {clock}".ljust(480, "x"), None),
        ("{date} {clock}".ljust(481, "x"), "regions.wording_length"),
    ],
)
def test_the_wording_of_a_message_holds_what_it_must_and_nothing_unknown(words: str, fault: Any) -> None:
    wrong = setting_fault({"value": "{date} {clock}", "must": ["date", "clock"], "may": ["school"]}, words)
    assert (wrong[0] if wrong and isinstance(fault, str) else wrong) == fault


def test_the_nations_own_coefficients_are_such_as_may_be_entered() -> None:
    assert {key: wrong for key, own in known_settings().items() if (wrong := setting_fault(own, own["value"]))} == {}


def test_the_version_of_coefficients_depends_on_what_they_say_and_not_on_their_order() -> None:
    one, other = ("a", date(2026, 1, 1), 1), ("b", date(2026, 1, 1), "07:30")
    assert settings_version([one, other]) == settings_version([other, one])
    assert settings_version([one]) != settings_version([("a", date(2026, 1, 1), 2)])
    assert 0 <= settings_version([]) < 10**9


def test_a_ring_is_closed_and_lies_on_earth() -> None:
    assert outline_fault([[RING]]) is None
    assert outline_fault([[RING[:3]]]) == "regions.outline_open"
    assert outline_fault([[[[0.0, 91.0], [1, 1], [2, 2], [0.0, 91.0]]]]) == "regions.outline_off_earth"
    assert outline_fault([[[[0.0, 0.0]] * 20_001]]) == "regions.outline_too_long"


def test_a_village_lies_in_everything_above_it() -> None:
    assert lineage("63.11.06.2001") == ["63.11.06.2001", "63.11.06", "63.11", "63", "00"]
    assert lineage(None) == ["00"]


def test_working_days_are_counted_from_the_day_after() -> None:
    friday = date(2026, 11, 27)
    assert add_working_days(friday, 1, set()) == date(2026, 11, 30)
    assert add_working_days(friday, 1, {date(2026, 11, 30)}) == date(2026, 12, 1)
