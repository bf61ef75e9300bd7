"""Two thousand tries of each kind of wrong slip code, over both databases' own ways to miss a row."""

import pytest

from tests.api.public.test_slip_timing import BOUND, replaced, times_of, told_apart  # noqa: F401
from tests.conftest import Api

pytestmark = pytest.mark.prove


def test_wrong_and_unknown_codes_take_equally_long(api: Api, replaced: str) -> None:  # noqa: F811
    found = told_apart(times_of(api, replaced, tries=2000, seed=2))
    print(f"\nstandard deviations from chance, 2,000 tries each: {found}")
    assert all(abs(z) < BOUND for z in found.values()), found
