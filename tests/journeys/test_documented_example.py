"""The example in the API guide does what the guide says, against a real server with the demo in it."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.core.settings import Settings
from tests.support.servers import serve
from tests.support.walk import ROOT

_GUIDE = ROOT / "docs" / "api.md"


def test_the_guides_program_runs_as_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/demo.db", keys_dir=tmp_path / "keys")
    accounts = tmp_path / "accounts.json"
    subprocess.run(
        [sys.executable, "-m", "app", "demo", "--accounts-file", str(accounts)],
        cwd=ROOT, check=True, capture_output=True, timeout=300,
        env={"SWEET17_DATABASE_URL": settings.database_url, "SWEET17_KEYS_DIR": str(settings.keys_dir)},
    )  # fmt: skip
    programs = re.findall(r"```python\n(.*?)```", _GUIDE.read_text("utf-8"), re.DOTALL)
    assert len(programs) == 1
    with serve(settings) as server:
        names: dict[str, Any] = {"URL": server.url, "PASSWORD": json.loads(accounts.read_text())[0]["password"]}
        exec(compile(programs[0], str(_GUIDE), "exec"), names)
    assert "created" in capsys.readouterr().out
