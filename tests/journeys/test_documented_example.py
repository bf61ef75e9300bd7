"""The examples in the guides do what the guides say, against a real server with the demo in it."""

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

GUIDES = {"api.md": "created", "kunjungan.md": "Hari sekolah"}
"""The guides with a program, and a word that it says when all went well."""

ELSEWHERE = {"klien-python.md", "surat.md"}
"""Guides whose programs are run by tests of their own."""


def _programs(guide: Path) -> list[str]:
    return re.findall(r"```python\n(.*?)```", guide.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize(("guide", "says"), GUIDES.items())
def test_a_guides_program_runs_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], guide: str, says: str
) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/demo.db", keys_dir=tmp_path / "keys")
    accounts = tmp_path / "accounts.json"
    subprocess.run(
        [sys.executable, "-m", "app", "demo", "--accounts-file", str(accounts)],
        cwd=ROOT, check=True, capture_output=True, timeout=300,
        env={"SWEET17_DATABASE_URL": settings.database_url, "SWEET17_KEYS_DIR": str(settings.keys_dir)},
    )  # fmt: skip
    [program] = _programs(ROOT / "docs" / guide)
    with serve(settings) as server:
        names: dict[str, Any] = {"URL": server.url, "PASSWORD": json.loads(accounts.read_text())[0]["password"]}
        exec(compile(program, guide, "exec"), names)
        names["client"].close()
    assert says in capsys.readouterr().out


def test_every_guide_with_a_program_is_run() -> None:
    found = {path.name for path in (ROOT / "docs").glob("*.md") if _programs(path)}
    assert found == {*GUIDES, *ELSEWHERE}
