"""The commands of the guide do what the guide says, one after another as they stand there."""

import re
import shlex
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer.main
from openpyxl import Workbook

from app.core.db import Database
from app.students.service import NewStudent, create_many
from app.submissions import service as submissions
from app.submissions.parsing import read_students
from sweet17 import Sweet17
from sweet17.cli import office
from tests.support.walk import ROOT
from tests.support.world import World

GUIDE = ROOT / "docs" / "klien-python.md"
SITI, RINA = "6311075503089126", "6311074101090008"
SOME_ROWS_REJECTED = {"import", "import-apply"}
"""The registry's list in this story names a stranger, as every real one does."""

Find = Callable[[], str]


def commands(section: str, *, group: str) -> Iterator[list[str]]:
    """The words of each ``sweet17 <group> …`` in the shell blocks of a section, without what is beside them."""
    text = GUIDE.read_text("utf-8").split(f"\n## {section}\n")[1].split("\n## ")[0]
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words[1:2] == [group]:
                yield words[1:]


@pytest.fixture
def people(database: Database, world: World) -> dict[str, str]:
    """What an office finds on a morning: two likely pairs, two claims of Paringin on pupils of Halong."""
    pupils = [
        NewStudent("NUR LATIFAH", birth_date=date(2010, 2, 3), class_group="X IPA 1", grade=10),
        NewStudent("NOR LATIFAH", birth_date=date(2010, 2, 3), class_group="X IPA 1", grade=10),
        NewStudent("MUHAMMAD RIFKI", birth_date=date(2009, 5, 6), class_group="XI IPA 1", grade=11),
        NewStudent("MUHAMAD RIFKI", birth_date=date(2009, 5, 6), class_group="XI IPA 1", grade=11),
        NewStudent("ANI", birth_date=date(2009, 9, 9), class_group="XI IPA 1", grade=11),
        NewStudent("DEWI SARTIKA", birth_date=date(2009, 10, 9), class_group="XI IPA 1", grade=11),
        NewStudent("SITI", nik=SITI, birth_date=date(2008, 3, 15), class_group="XI IPA 1", grade=11),
        NewStudent("RINA", nik=RINA, birth_date=date(2009, 1, 1), class_group="XI IPA 1", grade=11),
    ]
    claims = [
        {"name": "SITI", "nik": SITI, "birth_date": "2008-03-15"},
        {"name": "RINA", "nik": RINA, "birth_date": "2009-01-01"},
    ]
    with database.write() as session:
        halong, officer = world.schools["halong"], world.actors["officer"]
        ids = create_many(session, officer, "63.11", halong, pupils, on=date(2025, 7, 14))
        submissions.submit(
            session, world.actors["school-paringin"], world.schools["paringin"], read_students(claims)
        )  # fmt: skip
    return {one.name: str(id) for one, id in zip(pupils, ids, strict=True)}


@pytest.fixture
def registry_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``pusat.xlsx`` and ``kalender.csv`` in the folder where the commands run."""
    monkeypatch.chdir(tmp_path)
    book = Workbook()
    for row in (
        ("NIK", "STATUS", "TANGGAL"),
        (SITI, "SUDAH REKAM", "02-11-2026"),
        ("6311074101090016", "SUDAH REKAM", "02-11-2026"),
    ):
        book.active.append(row)
    book.save("pusat.xlsx")
    Path("kalender.csv").write_text("mulai;selesai;jenis;nama;sumber\n08-03-2027;20-03-2027;ujian;UTS;SMAN 1\n")


@pytest.fixture
def visit(officer: Sweet17, world: World) -> None:
    """A visit proposed to Paringin, and another one that it asks for."""
    start = (datetime.now(UTC) + timedelta(days=21)).replace(hour=1, minute=0, second=0, microsecond=0)
    made = officer.visits.create(
        kind="recording",
        school_id=str(world.schools["paringin"]),
        team_id=str(world.teams["team1"]),
        kit_ids=[str(world.kits["kit1"])],
        starts_at=start.isoformat(),
        ends_at=(start + timedelta(hours=2)).isoformat(),
        override_reason="a test knows no holidays",
    )
    officer.visits.fill_roster(made["id"])
    officer.visits.propose(made["id"])
    days = [(start + timedelta(days=n)).date().isoformat() for n in (30, 40)]
    officer.visit_requests.create(str(world.schools["paringin"]), *days)


def first(items: Iterator[dict[str, Any]], **facts: Any) -> str:
    return str(next(one["id"] for one in items if all(one[name] == value for name, value in facts.items())))


def finders(registry: Sweet17, people: dict[str, str], world: World) -> dict[str, Find]:
    """How somebody finds each id of the guide at the moment when it is needed."""
    return {
        "MUTASI": lambda: first(registry.transfers.list(), student_id=people["SITI"]),
        "MUTASI_LAIN": lambda: first(registry.transfers.list(state="open"), student_id=people["RINA"]),
        "PASANGAN": lambda: first(registry.duplicates.list()),
        "GABUNGAN": lambda: first(registry.merges.list(undone=False)),
        "PASANGAN_LAIN": lambda: first(registry.duplicates.list()),
        "SISWA": lambda: people["ANI"],
        "SISWA_LAIN": lambda: people["DEWI SARTIKA"],
        "IMPOR": lambda: first(registry.registry_imports.list()),
        "MASALAH": lambda: first(registry.students.data_issues(kind="nik_missing")),
        "PERMINTAAN": lambda: first(registry.privacy.requests()),
        "KUNJUNGAN": lambda: first(registry.visits.list(state="proposed")),
        "PERMINTAAN_KUNJUNGAN": lambda: first(registry.visit_requests.list(state="open")),
        "KENAIKAN": lambda: first(registry.rollovers.of_school(str(world.schools["halong"]))),
    }


def filled(words: list[str], find: dict[str, Find]) -> list[str]:
    return [find[word[1:]]() if word.startswith("$") else word for word in words]


def test_the_offices_commands_run_as_they_stand(
    sweet17: Any, officer: Sweet17, people: dict[str, str], world: World, registry_list: None, visit: None
) -> None:
    known = finders(officer, people, world)
    ran = []
    for words in commands("Kantor", group="office"):
        by = "admin" if words[1] == "decide" else "officer"
        result = sweet17(by, *filled(words, known), input="q\n")
        assert result.exit_code == (3 if words[1] in SOME_ROWS_REJECTED else 0), f"{words}\n{result.output}"
        ran.append(words[1])
    assert len(ran) > 32
    assert Path("pemberitahuan.pdf").read_bytes().startswith(b"%PDF")


def test_a_schools_step_runs_as_it_stands(sweet17: Any, officer: Sweet17, people: dict[str, str], world: World) -> None:
    known = finders(officer, people, world)
    steps = [words for words in commands("Sekolah", group="school") if words[1] == "rollover"]
    assert len(steps) == 5
    for words in steps:
        result = sweet17("school-halong", *filled(words, known))
        assert result.exit_code == 0, f"{words}\n{result.output}"


def test_a_schools_lists_are_looked_at_mended_applied_and_taken_back_as_it_stands(
    sweet17: Any, officer: Sweet17, people: dict[str, str], world: World, registry_list: None
) -> None:
    rows = [
        {"nama": "BUDI", "nik": "123", "tanggal_lahir": "2010-01-02"},
        {"nama": "WATI", "tanggal_lahir": "2010-02-02"},
    ]
    checked = officer.submissions.submit(str(world.schools["halong"]), rows=rows, dry_run=True)
    id = str(checked["id"])
    ran = []
    for words in commands("Sekolah", group="school"):
        if "$DAFTAR" in words:
            result = sweet17("school-halong", *filled(words, {"DAFTAR": lambda: id}))
            assert result.exit_code == (3 if words[1] == "apply" else 0), f"{words}\n{result.output}"
            ran.append(words[1])
    assert ran == ["rows", "corrections", "apply", "revert"]
    assert Path("perbaikan.xlsx").stat().st_mode & 0o077 == 0


def test_every_command_of_the_office_stands_in_the_guide() -> None:
    elsewhere = {"import-discard", "complaints"}  # the desk has a guide of its own, docs/pengaduan.md
    told = {words[1] for words in commands("Kantor", group="office")} | elsewhere
    assert set(typer.main.get_command(office.app).commands) == told  # type: ignore[attr-defined]
