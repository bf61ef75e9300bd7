"""Every day of two years, for each pupil of the demonstration."""

import pytest

from tests.support.demo import Demo
from tests.whole.test_two_years import walked

pytestmark = [pytest.mark.prove, pytest.mark.xdist_group("demo")]


def test_on_each_day_every_list_is_what_a_pencil_finds(demonstration: Demo) -> None:
    compared = walked(demonstration, whole=True)
    print(f"\n{compared} people's days compared")
    assert compared > 700_000
