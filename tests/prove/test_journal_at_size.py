"""The journal's proofs at full size."""

import pytest

from app.core.db import Database
from tests.support.tampering import tamper, write_history


@pytest.mark.prove
def test_ten_thousand_random_changes_are_all_found(database: Database) -> None:
    write_history(database, 120, 12)
    done = tamper(database, 10_000, 1717)
    print("\n".join(f"{count:6} {what}" for what, count in sorted(done.items())))
    assert len(done) > 25
