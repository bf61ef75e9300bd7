"""Rejected rows come back as a workbook that a school mends and sends again."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlmodel import select

from app.core.db import Database
from app.journal.models import JournalLine
from tests.api.submissions.test_submissions import url
from tests.conftest import Api
from tests.support import list_files as files
from tests.support import list_maker as maker
from tests.support.list_checks import LAYOUTS, Layout, check_stored, rows_of, upload
from tests.support.list_maker import Case
from tests.support.world import World

BY = "school-paringin"
TITLES = {
    "dapodik": {"name": "Nama", "nik": "NIK", "birth_date": "Tanggal Lahir"},
    "emis": {"name": "Nama Lengkap", "nik": "NIK", "birth_date": "Tanggal Lahir"},
    "flat": {"name": "Nama Siswa", "nik": "NIK", "birth_date": "Tgl Lahir"},
    "csv": {"name": "Nama", "nik": "NIK", "birth_date": "Tanggal Lahir"},
    "json": {"name": "Nama", "nik": "NIK", "birth_date": "Tanggal Lahir"},
}
WORKBOOK = Layout("perbaikan.xlsx", lambda _: b"", 2)


def corrections(api: Api, body: dict[str, Any], by: str = BY) -> Worksheet:
    answer = api.get(body["corrections_url"], by=by)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="perbaikan-{body["id"]}.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def saved(sheet: Worksheet) -> bytes:
    file = io.BytesIO()
    assert sheet.parent is not None
    sheet.parent.save(file)
    return file.getvalue()


def titles(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): column for column, cell in enumerate(sheet[1], start=1)}


def mend(sheet: Worksheet, named: dict[str, str], cases: Sequence[Case]) -> None:
    """Write into the coloured cells what is true."""
    at = titles(sheet)
    for row, case in enumerate(cases, start=2):
        for name, title in named.items():
            cell = sheet.cell(row, at[title])
            if cell.fill.fgColor.rgb == "FFFFC7CE":
                cell.value = case.facts[name]


@pytest.mark.parametrize("name", TITLES)
def test_what_was_mended_in_the_workbook_applies_when_it_is_sent_back(api: Api, world: World, name: str) -> None:
    layout = LAYOUTS[name]
    cases = layout.dirty(31)
    body = upload(api, url(world), layout, layout.write(cases), by=BY).json()
    rejected = [case for case in cases if case.rejected]
    assert (body["rejected"], len(rejected)) == (len(rejected), body["rejected"])
    sheet = corrections(api, body)
    as_it_was = upload(api, url(world), WORKBOOK, saved(sheet), by=BY, dry_run=True).json()
    assert (as_it_was["rejected"], as_it_was["total"]) == (len(rejected) - 1, len(rejected))
    # One of them is rejected for a NIK that another row of the whole list has: alone it is in order.
    mend(sheet, TITLES[name], rejected)
    mended = upload(api, url(world), WORKBOOK, saved(sheet), by=BY).json()
    assert (mended["rejected"], mended["created"]) == (0, len(rejected)), mended
    assert mended["corrections_url"] is None
    check_stored(api, rows_of(api, mended, BY), [_after(case) for case in rejected])


def _after(case: Case) -> dict[str, Any]:
    """A mended row's pupil: the faults are put right, and all else stays as it was written."""
    return case.keeps | {name: case.facts[name] for name in ("name", "nik", "birth_date")}


def test_the_workbook_says_where_each_row_stood_and_what_to_mend_and_holds_no_other_column(
    api: Api, world: World
) -> None:
    good, bad, worse = maker.cases(4, 3)
    bad.put("nik", int(bad.facts["nik"][:15] + "0"))
    worse.put("nik", worse.cells["kk"])
    worse.put("name", "=1+1")
    worse.put("sex", "?")
    layout = LAYOUTS["dapodik"]
    body = upload(api, url(world), layout, layout.write([good, bad, worse]), by=BY).json()
    answer = api.get(body["corrections_url"], by=BY, headers={"accept-language": "id"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert isinstance(sheet, Worksheet)
    assert list(titles(sheet)) == [
        *("Baris asal", "Nama", "JK", "NISN", "Tempat Lahir", "Tanggal Lahir", "NIK", "Kelurahan", "Kecamatan"),
        *("Rombel Saat Ini", "Yang perlu diperbaiki"),
    ]
    at = titles(sheet)
    first, second = ({title: sheet.cell(row, column) for title, column in at.items()} for row in (2, 3))
    assert [row["Baris asal"].value for row in (first, second)] == [
        "8 (Daftar Peserta Didik)",
        "9 (Daftar Peserta Didik)",
    ]
    assert first["NIK"].value == f"{bad.facts['nik'][:15]}?"
    assert (first["NIK"].data_type, first["NIK"].number_format) == ("s", "@")
    assert first["NISN"].value == bad.facts["nisn"]
    assert first["NIK"].fill.fgColor.rgb == "FFFFC7CE"
    assert first["NIK"].comment is not None
    assert "Kartu Keluarga" in first["NIK"].comment.text
    assert first["Nama"].comment is None
    assert (second["Nama"].value, second["Nama"].data_type) == ("'=1+1", "s")
    assert second["NIK"].value == "No. KK"
    assert second["JK"].fill.fgColor.rgb == "FFFFEB9C"
    words = str(second["Yang perlu diperbaiki"].value)
    assert [line.partition(":")[0] for line in words.split("\n")] == ["Nama", "NIK", "JK"]


def test_rows_of_several_sheets_and_of_json_are_told_apart(api: Api, world: World) -> None:
    cases = maker.cases(5, 4)
    for case in (cases[1], cases[2]):
        case.put("nik", "123")
    content = files.xlsx(("X MIA", maker.emis(cases[:2])), ("XI MIA", maker.emis(cases[2:])))
    sheet = corrections(api, upload(api, url(world), Layout("emis.xlsx", lambda _: b"", 2), content, by=BY).json())
    assert [sheet.cell(row, 1).value for row in (2, 3)] == ["3 (X MIA)", "2 (XI MIA)"]
    item = {"name": "SITI", "nik": "123", "ever_married": True, "grade": 11, "residence_code": "63.11.06"}
    sheet = corrections(api, api.post(url(world), by=BY, json={"students": [item]}).json())
    told = {title: sheet.cell(2, column).value for title, column in titles(sheet).items()}
    assert (told["Baris asal"], told["Pernah Kawin"], told["Tingkat"]) == ("0", "true", "11")
    assert told["Kode Wilayah"] == "63.11.06"


def test_who_may_not_see_the_list_gets_no_workbook_and_reading_it_leaves_a_trail(
    api: Api, world: World, database: Database
) -> None:
    body = api.post(url(world), by=BY, json={"students": [{"name": "SITI", "nik": "123"}]}).json()
    for who, status in {"school-halong": 404, "neighbour": 404, "viewer": 403, "team1": 403}.items():
        assert api.get(body["corrections_url"], by=who).status_code == status, who
    assert api.get(body["corrections_url"]).status_code == 401
    for who in (BY, "officer"):
        corrections(api, body, by=who)
    with database.read() as session:
        lines = session.exec(select(JournalLine).where(JournalLine.kind == "submissions.corrections_read")).all()
    assert [(str(line.subject_id), line.data) for line in lines] == [(body["id"], {"rows": 1})] * 2


def test_a_list_with_nothing_to_mend_names_no_workbook(api: Api, world: World) -> None:
    body = api.post(url(world), by=BY, json={"students": [{"name": "SITI"}]}).json()
    assert body["corrections_url"] is None
    sheet = openpyxl.load_workbook(
        io.BytesIO(api.get(f"/v1/submissions/{body['id']}/corrections.xlsx", by=BY).content)
    ).active
    assert isinstance(sheet, Worksheet)
    assert sheet.max_row == 1
