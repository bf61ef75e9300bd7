"""The examples in the guides do what the guides say, against a real server with the demo in it."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.demo import Demo
from tests.support.servers import serve
from tests.support.walk import ROOT

pytestmark = pytest.mark.xdist_group("demo")
GUIDES = {
    "api.md": "created",
    "kunjungan.md": "Hari sekolah",
    "lapangan.md": "Tidak ada yang hilang",
    "kartu.md": "Tanda terima",
    "halaman-publik.md": "Keadaan kartu",
    "survei.md": "Nilai IKM",
    "kejadian-dan-pesan.md": "terlihat",
    "pengaduan.md": "kini closed",
    "angka.md": "sama: True",
}
"""The guides with a program, and a word that it says when all went well."""

ELSEWHERE = {"klien-python.md", "lapangan-laptop.md", "surat.md"}
"""Guides whose programs are run by tests of their own."""


def _programs(guide: Path) -> list[str]:
    return re.findall(r"```python\n(.*?)```", guide.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize(("guide", "says"), GUIDES.items())
def test_a_guides_program_runs_as_it_stands(
    demonstration: Demo, tmp_path: Path, capsys: pytest.CaptureFixture[str], guide: str, says: str
) -> None:
    demonstration = demonstration.copy(tmp_path)
    [program] = _programs(ROOT / "docs" / guide)
    with serve(demonstration.settings) as server:
        names: dict[str, Any] = {"URL": server.url, "PASSWORD": demonstration.password}
        exec(compile(program, guide, "exec"), names)
        names["client"].close()
    assert says in capsys.readouterr().out


def test_every_guide_with_a_program_is_run() -> None:
    found = {path.name for path in (ROOT / "docs").glob("*.md") if _programs(path)}
    assert found == {*GUIDES, *ELSEWHERE}
