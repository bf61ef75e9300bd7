"""Proofs work longer in one transaction than a request may; nothing of it is kept."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from app.core.db import Database


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.read() as session:
        yield session
