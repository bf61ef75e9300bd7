"""Prints the OpenAPI document without a server: of an empty installation that is gone afterwards."""

import json
import logging
import sys
import tempfile
from pathlib import Path

from api.main import create_app
from app.core.settings import Settings
from app.install import init


def main() -> None:
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(database_url=f"sqlite:///{home}/empty.db", keys_dir=Path(home) / "keys")
        init(settings)
        application = create_app(settings)
        json.dump(application.openapi(), sys.stdout, ensure_ascii=False, indent=1)
        application.state.database.dispose()


if __name__ == "__main__":
    main()
