"""The example in the guide to letters does what the guide says, against a real server."""

import re
from typing import Any

import pytest

from app.core.db import Database
from app.core.settings import Settings
from tests.support.servers import serve
from tests.support.walk import ROOT
from tests.support.world import PASSWORD, World, add_student

_GUIDE = ROOT / "docs" / "surat.md"


def test_the_letters_guides_program_runs_as_it_stands(
    settings: Settings, database: Database, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    with database.write() as session:
        add_student(session, world, "paringin")
    programs = re.findall(r"```python\n(.*?)```", _GUIDE.read_text("utf-8"), re.DOTALL)
    assert len(programs) == 1
    with serve(settings) as server:
        names: dict[str, Any] = {"URL": server.url, "PASSWORD": PASSWORD}
        exec(compile(programs[0], str(_GUIDE), "exec"), names)
    assert "400.12/001/DISDUKCAPIL/" in capsys.readouterr().out
