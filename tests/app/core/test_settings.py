"""Where the jobs run."""

import pytest

from app.core.settings import Settings

SQLITE, POSTGRESQL = "sqlite:///x.db", "postgresql://a@b/c"


@pytest.mark.parametrize(
    ("url", "jobs", "alone", "inside"),
    [
        (SQLITE, "auto", True, True),
        (SQLITE, "auto", False, True),
        (SQLITE, "apart", True, False),
        (POSTGRESQL, "auto", True, True),
        (POSTGRESQL, "auto", False, False),
        (POSTGRESQL, "inside", False, True),
        (POSTGRESQL, "apart", True, False),
    ],
)
def test_a_server_of_one_process_runs_the_jobs_unless_told_otherwise(
    url: str, jobs: str, alone: bool, inside: bool
) -> None:
    assert Settings(database_url=url, jobs=jobs).jobs_inside(alone=alone) is inside  # type: ignore[arg-type]
