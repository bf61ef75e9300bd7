"""Alembic's door to the tables. Settings come from the program, or from the environment on the command line."""

from typing import Any, Literal

from alembic import context
from sqlmodel.sql.sqltypes import AutoString

from app.core.db import make_engine
from app.core.settings import Settings
from app.core.tables import UtcDateTime
from app.tables import metadata

settings = context.config.attributes.get("settings") or Settings()


def plain_types(kind: str, obj: Any, _context: Any) -> str | Literal[False]:
    """Write migrations in SQLAlchemy's own types, so that they do not depend on how the program names its own."""
    if kind == "type" and isinstance(obj, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(obj, AutoString):
        return f"sa.String(length={obj.length})"
    return False


def run() -> None:
    engine = make_engine(settings)
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # Batch rebuilds drop tables: with enforcement on, cascades would delete child rows silently.
            raw = connection.connection.driver_connection
            raw.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            render_item=plain_types,
        )
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.connection.driver_connection.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"{len(broken)} rows refer to rows that are not there")
    engine.dispose()


run()
