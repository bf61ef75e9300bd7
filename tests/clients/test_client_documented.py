"""The commands of the guide do what the guide says, one after another as they stand there."""

import re
import shlex
from collections.abc import Callable, Iterator
from datetime import date
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
    """``pusat.xlsx`` in the folder where the commands run."""
    monkeypatch.chdir(tmp_path)
    book = Workbook()
    for row in (
        ("NIK", "STATUS", "TANGGAL"),
        (SITI, "SUDAH REKAM", "02-11-2026"),
        ("6311074101090016", "SUDAH REKAM", "02-11-2026"),
    ):
        book.active.append(row)
    book.save("pusat.xlsx")


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
        "KENAIKAN": lambda: first(registry.rollovers.of_school(str(world.schools["halong"]))),
    }


def filled(words: list[str], find: dict[str, Find]) -> list[str]:
    return [find[word[1:]]() if word.startswith("$") else word for word in words]


def test_the_offices_commands_run_as_they_stand(
    sweet17: Any, officer: Sweet17, people: dict[str, str], world: World, registry_list: None
) -> None:
    known = finders(officer, people, world)
    ran = []
    for words in commands("Kantor", group="office"):
        by = "admin" if words[1] == "decide" else "officer"
        result = sweet17(by, *filled(words, known), input="q\n")
        assert result.exit_code == (3 if words[1] in SOME_ROWS_REJECTED else 0), f"{words}\n{result.output}"
        ran.append(words[1])
    assert len(ran) > 25


def test_a_schools_step_runs_as_it_stands(sweet17: Any, officer: Sweet17, people: dict[str, str], world: World) -> None:
    known = finders(officer, people, world)
    steps = [words for words in commands("Sekolah", group="school") if words[1] == "rollover"]
    assert len(steps) == 5
    for words in steps:
        result = sweet17("school-halong", *filled(words, known))
        assert result.exit_code == 0, f"{words}\n{result.output}"


def test_every_command_of_the_office_stands_in_the_guide() -> None:
    told = {words[1] for words in commands("Kantor", group="office")} | {"import-discard"}
    assert set(typer.main.get_command(office.app).commands) == told  # type: ignore[attr-defined]
