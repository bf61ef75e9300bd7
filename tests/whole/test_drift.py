"""The migrated database and the tables that the program believes in are the same, on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Engine, inspect, make_url

from app.core.db import Database, make_engine
from app.core.settings import Settings
from app.install import alembic_config, init
from app.tables import metadata
from tests.conftest import Template

COUNT = """
SELECT (SELECT count(*) FROM regions), (SELECT count(*) FROM calendar_days), (SELECT epoch FROM installation)
"""


@pytest.fixture
def created(template: Template, tmp_path: Path) -> Iterator[Engine]:
    """A database made from the classes, without a migration."""
    if template.kind == "sqlite":
        engine = make_engine(template.settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/created.db"}))
        metadata.create_all(engine)
        yield engine
        engine.dispose()
        return
    name, plain = f"created_{uuid4().hex}", template.maintenance.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    url = str(make_url(template.maintenance).set(database=name))
    engine = make_engine(template.settings.model_copy(update={"database_url": url}))
    metadata.create_all(engine)
    yield engine
    engine.dispose()
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


def snapshot(engine: Engine) -> dict[str, Any]:
    """All that a database says about its tables, in words that two databases of a kind share."""
    found, seen = inspect(engine), {}
    for table in found.get_table_names():
        if table == "alembic_version":
            continue
        seen[table] = {
            "columns": {c["name"]: (str(c["type"]), c["nullable"], c.get("default")) for c in found.get_columns(table)},
            "key": _plain(found.get_pk_constraint(table)),
            "foreign": _sorted(found.get_foreign_keys(table)),
            "unique": _sorted(found.get_unique_constraints(table)),
            "checks": _sorted(found.get_check_constraints(table)),
            "indexes": _sorted(found.get_indexes(table)),
        }
    return seen


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else str(value)


def _sorted(constraints: Any) -> list[str]:
    return sorted(repr(sorted(_plain(constraint).items())) for constraint in constraints)


def test_migrations_lead_to_the_tables_of_the_program(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_checks_and_partial_indexes_are_the_same_too(database: Database, created: Engine) -> None:
    migrated, made = snapshot(database.engine), snapshot(created)
    assert len(made) > 20
    assert migrated.keys() == made.keys()
    for table, facts in made.items():
        assert migrated[table] == facts, table


def test_migrations_can_be_taken_back_and_made_again(settings: Settings) -> None:
    engine = make_engine(settings)
    before = snapshot(engine)
    command.downgrade(alembic_config(settings), "base")
    assert snapshot(engine) == {}
    command.upgrade(alembic_config(settings), "head")
    assert snapshot(engine) == before
    engine.dispose()


def test_init_may_be_repeated_and_changes_nothing(settings: Settings, database: Database) -> None:
    with database.engine.connect() as connection:
        before = connection.exec_driver_sql(COUNT).one()
    init(settings)
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql(COUNT).one() == before


def test_constraints_have_names_of_their_own() -> None:
    for table in metadata.tables.values():
        names = [c.name for c in table.constraints if isinstance(c, CheckConstraint)] + [i.name for i in table.indexes]
        assert len(names) == len(set(names)), f"{table.name}: two constraints share a name"
        assert all(name is None or len(str(name)) <= 63 for name in names), f"{table.name}: PostgreSQL cuts names at 63"
