"""The roster as a workbook: out, filled in by hand, and back; twice changes nothing and nothing is lost."""

import io
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlmodel import select

from app.core.db import Database
from app.core.ids import new_id
from app.recordings.models import Outcome, Reason, Recording
from app.recordings.sheet_reader import HEADERS as READ
from app.recordings.sheet_rules import HEADERS, OUTCOMES, REASONS
from app.submissions.grids import title
from app.visits.models import RosterEntry
from tests.api.field.test_field_http import add_visit
from tests.conftest import Api
from tests.support.world import World, add_student, invented_nik

COLUMN = {field: at for at, field in enumerate(HEADERS, start=1)}


@pytest.fixture
def visit(database: Database, world: World) -> UUID:
    with database.write() as session:
        made = add_visit(session, world)
        for n, name in enumerate(("ABDUL", "=BUDI()", "CITRA", "DEWI")):
            pupil = add_student(session, world, name=name, class_group=f"XI {n}")
            session.add(RosterEntry(visit_id=made, student_id=pupil, class_group=f"XI {n}"))
        session.flush()
    return made


def fetch(api: Api, visit: UUID, by: str = "team1") -> openpyxl.Workbook:
    answer = api.get(f"/v1/visits/{visit}/roster.xlsx", by=by)
    assert answer.status_code == 200, answer.text
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def write(sheet: Worksheet, row: int, **cells: Any) -> None:
    for field, value in cells.items():
        sheet.cell(row, COLUMN[field]).value = value


def send(
    api: Api,
    visit: UUID,
    fill: Callable[[Worksheet], None],
    by: str = "team1",
    book: openpyxl.Workbook | None = None,
) -> dict[str, Any]:
    book = book or fetch(api, visit)
    fill(book["Daftar"])
    file = io.BytesIO()
    book.save(file)
    url = f"/v1/visits/{visit}/roster-results"
    answer = api.post(url, by=by, files={"file": ("isi.xlsx", file.getvalue())})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_the_workbook_hides_ids_offers_choices_and_holds_no_formula(api: Api, visit: UUID) -> None:
    book = fetch(api, visit)
    sheet = book["Daftar"]
    assert [sheet.cell(1, at).value for at in COLUMN.values()] == list(HEADERS.values())
    assert sheet.column_dimensions["A"].hidden
    assert [sheet.cell(row, 2).value for row in range(2, 6)] == ["ABDUL", "'=BUDI()", "CITRA", "DEWI"]
    assert all(cell.data_type in ("s", "n") for line in sheet.iter_rows() for cell in line)
    ranges = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert ranges == {"E2:E35": "Pilihan!$A$1:$A$8", "F2:F35": "Pilihan!$B$1:$B$14"}
    assert book["Pilihan"].sheet_state == "hidden"
    assert set(OUTCOMES.values()) == set(Outcome)
    assert set(REASONS.values()) == set(Reason)
    assert all(READ[field] == title(HEADERS[field]) for field in READ)


def test_a_filled_roster_comes_in_once_however_often_it_is_sent(
    api: Api, database: Database, world: World, visit: UUID
) -> None:
    nik = invented_nik(date(2010, 1, 15))
    with database.write() as session:
        guest = add_student(session, world, "halong", name="TAMU", nik=nik)

    def fill(sheet: Worksheet) -> None:
        write(sheet, 2, outcome="Terekam", time="09:15")
        write(sheet, 3, outcome="gagal", reason="Iris tidak terbaca", note="coba lagi")
        write(sheet, 4, outcome="Tidak hadir")
        write(sheet, 6, name="Tamu", nik=nik, outcome="Terekam")
        write(sheet, 7, name="Siapa Ini", birth_date="17-08-2009", outcome="Terekam")

    book = fetch(api, visit)
    first = send(api, visit, fill, book=book)
    assert [row["row"] for row in first["rows"]] == [2, 3, 4, 6, 7]
    assert (first["created"], first["parked"], first["invalid"]) == (4, 1, 0)
    again = send(api, visit, fill, by="officer", book=book)
    assert [row["id"] for row in again["rows"]] == [row["id"] for row in first["rows"]]
    assert Counter(row["status"] for row in again["rows"]) == {"replayed": 4, "parked": 1}
    with database.read() as session:
        rows = {str(row.id): row for row in session.exec(select(Recording))}
        assert session.get_one(RosterEntry, (visit, guest)).outcome == "recorded"
    assert set(rows) == {row["id"] for row in first["rows"]}
    assert all(row.id.version == 7 for row in rows.values())
    roster = api.get(f"/v1/visits/{visit}/roster", by="team1").json()["items"]
    assert Counter(line["outcome"] for line in roster) == {"recorded": 2, "failed": 1, "absent": 1, None: 1}

    def mend(sheet: Worksheet) -> None:
        fill(sheet)
        write(sheet, 4, outcome="Terekam")

    mended = send(api, visit, mend, book=book)
    assert (mended["created"], mended["replayed"]) == (1, 3)


def test_a_faulty_row_is_told_by_its_cell_and_harms_no_other(api: Api, visit: UUID) -> None:
    def fill(sheet: Worksheet) -> None:
        write(sheet, 2, outcome="Entah")
        write(sheet, 3, outcome="Gagal")
        write(sheet, 4, outcome="Terekam", time="25:00")
        write(sheet, 5, outcome="Terekam", code=f"{new_id()}:{new_id()}")
        write(sheet, 6, name="Tanpa Hasil")
        write(sheet, 7, name="Salah Tanggal", birth_date="31-02-2009", outcome="Terekam")
        write(sheet, 8, nik="6311000000000000", outcome="Terekam")

    told = send(api, visit, fill)
    assert [(row["cell"], row["code"]) for row in told["rows"]] == [
        ("E2", "field.invalid"),
        ("F3", "field.reason_needed"),
        ("G4", "field.invalid"),
        ("A5", "recordings.other_visit"),
        ("E6", "field.missing"),
        ("J7", "field.invalid"),
        ("B8", "field.missing"),
    ]
    assert told["invalid"] == told["total"] == 7
    assert all(row["message"] for row in told["rows"])


def test_rows_may_be_sorted_and_an_untouched_roster_says_nothing(api: Api, visit: UUID, database: Database) -> None:
    assert send(api, visit, lambda _sheet: None)["total"] == 0

    def swap(sheet: Worksheet) -> None:
        for at in (1, 2, 3):
            upper, lower = sheet.cell(2, at), sheet.cell(5, at)
            upper.value, lower.value = lower.value, upper.value
        write(sheet, 2, outcome="Terekam")

    [row] = send(api, visit, swap)["rows"]
    recording = api.get(f"/v1/recordings/{row['id']}", by="team1").json()
    roster = api.get(f"/v1/visits/{visit}/roster", by="team1").json()["items"]
    assert {line["name"] for line in roster if line["student_id"] == recording["student_id"]} == {"DEWI"}


def test_what_is_no_roster_is_told_so_and_others_find_no_visit(api: Api, visit: UUID) -> None:
    url = f"/v1/visits/{visit}/roster-results"
    book = openpyxl.Workbook()
    file = io.BytesIO()
    book.save(file)
    for content in (file.getvalue(), b"Nama;Kelas\nBudi;X\n"):
        answer = api.post(url, by="team1", files={"file": ("x.xlsx", content)})
        assert (answer.status_code, answer.json()["code"]) == (422, "recordings.no_roster")
    assert api.post(url, by="team1", files={"file": ("x.pdf", b"%PDF-1.7")}).status_code == 422
    assert api.get(f"/v1/visits/{visit}/roster.xlsx", by="team2").status_code == 404
    assert api.get(f"/v1/visits/{visit}/roster.xlsx", by="viewer").status_code == 403
    assert api.post(url, by="viewer", files={"file": ("x.pdf", b"%PDF-1.7")}).status_code == 403
    assert api.get(f"/v1/visits/{visit}/roster.xlsx").status_code == 401
