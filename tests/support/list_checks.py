"""Lists on their way in, as files of every kind, and what came of them: verdicts, and values read back."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
from sqlmodel import select

from app.core.crypto import place
from app.core.types import name_key
from app.students.models import Student
from tests.conftest import Api
from tests.support import list_files as files
from tests.support import list_maker as maker
from tests.support.list_maker import Case

_SHEET = "Daftar Peserta Didik"
_NO_CARD = {"nik of the card"}
_TEXT = maker.ALWAYS_NUMBERS


@dataclass(frozen=True)
class Layout:
    """A way in which lists come."""

    file_name: str
    write: Callable[[Sequence[Case]], bytes]
    first_row: int
    without: frozenset[str] = frozenset()
    """Dirt that it cannot hold, or that reads otherwise in it."""

    def dirty(self, seed: int) -> list[Case]:
        return maker.dirty(seed, without=self.without)


def _cp1252(rows: Sequence[Case]) -> bytes:
    return files.separated(maker.dapodik(rows), ";", "cp1252")


def _two_sheets(rows: Sequence[Case]) -> bytes:
    half = len(rows) // 2
    return files.xlsx(("X MIA", maker.emis(rows[:half])), ("XI MIA", maker.emis(rows[half:])))


LAYOUTS: dict[str, Layout] = {
    "dapodik": Layout("daftar.xlsx", lambda rows: files.xlsx((_SHEET, maker.dapodik(rows))), 7),
    "biff": Layout("daftar.xls", lambda rows: files.biff(maker.dapodik(rows)), 7),
    "xml": Layout("daftar.xls", lambda rows: files.spreadsheet_xml(maker.dapodik(rows)), 7),
    "html": Layout("daftar.xls", lambda rows: files.html_table(maker.dapodik(rows)), 7, frozenset(_TEXT)),
    "csv": Layout("daftar.csv", _cp1252, 7, frozenset({*_TEXT, "nik unseen signs", "name in Arabic"})),
    "emis": Layout(
        "emis.xlsx",
        lambda rows: files.xlsx(("Sheet1", maker.emis(rows))),
        2,
        frozenset({*_NO_CARD, *maker.OF_THE_CLASS}),
    ),
    "flat": Layout(
        "siswa.csv", lambda rows: files.separated(maker.flat(rows), ",", "utf-8-sig"), 2, frozenset({*_TEXT, *_NO_CARD})
    ),
    "tabs": Layout(
        "siswa.txt", lambda rows: files.separated(maker.flat(rows), "\t", "utf-8"), 2, frozenset({*_TEXT, *_NO_CARD})
    ),
    "json": Layout(
        "",
        lambda rows: json.dumps(maker.web_service(rows), default=str).encode(),
        0,
        frozenset({*_NO_CARD, *maker.OF_THE_CLASS}),
    ),
}


def upload(api: Api, url: str, layout: Layout, content: bytes, *, by: str, **params: Any) -> httpx.Response:
    """Send a list as its layout is sent: as a file, or as JSON."""
    if not layout.file_name:
        return api.post(url, by=by, content=content, headers={"content-type": "application/json"}, params=params)
    return api.post(url, by=by, files={"file": (layout.file_name, content)}, params=params)


def rows_of(api: Api, body: Mapping[str, Any], by: str, **params: Any) -> list[dict[str, Any]]:
    """All rows of a list, in its order."""
    found: list[dict[str, Any]] = []
    asked = {"limit": 500, **params}
    while True:
        page = api.get(body["rows_url"], by=by, params=asked).json()
        found += page["items"]
        if page["next_cursor"] is None:
            return found
        asked["cursor"] = page["next_cursor"]


def check_verdicts(rows: Sequence[Mapping[str, Any]], cases: Sequence[Case], first_row: int) -> None:
    """Each row has its own number, its outcome, and exactly its warnings or at least its errors."""
    assert [row["row"] for row in rows] == [first_row + n for n in range(len(cases))]
    for row, case in zip(rows, cases, strict=True):
        codes = {problem["code"] for problem in row["problems"]}
        assert row["outcome"] == case.outcome, (row["row"], codes, case.codes)
        if case.rejected:
            assert codes >= {code for code in case.codes if code[0] == "E"}, (row["row"], codes)
        else:
            assert {code for code in codes if code[0] in "WX"} == case.codes, (row["row"], codes, case.codes)


def check_stored(api: Api, rows: Sequence[Mapping[str, Any]], wanted: Sequence[Mapping[str, Any] | None]) -> None:
    """What an officer reads back of each row's pupil, NIK included; ``None`` is a row that must have none."""
    kept, niks = stored(api)
    for row, values in zip(rows, wanted, strict=True):
        assert (row["student_id"] is None) == (values is None), row["row"]
        if values is not None:
            student = kept[row["student_id"]]
            assert niks[row["student_id"]] == values["nik"], row["row"]
            assert name_key(student["name"]) == name_key(values["name"]), row["row"]
            told = {name: values[name] for name in values if name not in ("nik", "name")}
            assert {name: student[name] for name in told} == told, row["row"]


def stored(api: Api) -> tuple[dict[str, dict[str, Any]], dict[str, str | None]]:
    """Students as an officer sees them, and their NIKs as they lie sealed in the database."""
    found: list[dict[str, Any]] = []
    asked: dict[str, Any] = {"limit": 500}
    while True:
        page = api.get("/v1/students", by="officer", params=asked).json()
        found += page["items"]
        if page["next_cursor"] is None:
            break
        asked["cursor"] = page["next_cursor"]
    keys, niks = api.database.keys, {}
    with api.database.read() as session:
        for student in session.exec(select(Student)):
            sealed, key_id = student.nik_sealed, student.nik_key_id
            opened = keys.open(key_id, sealed, place("students", "nik", student.id)) if sealed and key_id else None
            niks[str(student.id)] = opened.decode() if opened else None
    return {student["id"]: student for student in found}, niks
