"""Every kind of list through the door: verdicts, what is stored, what is dropped, what may not come in."""

import io
import json
import logging
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary, select

from app.core.clock import frozen
from app.core.crypto import place
from app.core.types import name_key
from app.tables import metadata
from tests.api.submissions.test_submissions import url
from tests.conftest import Api
from tests.support import list_files as files
from tests.support import list_maker as maker
from tests.support.list_checks import LAYOUTS, Layout, check_stored, check_verdicts, rows_of, upload
from tests.support.world import World, instant

LISTS = Path(__file__).parents[2] / "data" / "lists"
SAMPLES = sorted(path for path in LISTS.iterdir() if (LISTS / f"{path.stem}.expected.json").exists())
BY = "school-paringin"
_OWN = {"nama": "name", "nik": "nik", "nisn": "nisn", "jk": "sex", "tempat_lahir": "birth_place"} | {
    "tanggal_lahir": "birth_date",
    "rombel": "class_group",
    "tingkat": "grade",
}
_SEALED = {
    "students": {"nik_sealed": ("nik_key_id", "nik")},
    "submission_rows": {"sealed": ("sealed_key_id", "sealed"), "before": ("before_key_id", "before")},
    "transfers": {"sent": ("sent_key_id", "sent")},
}
"""Of each column that is sealed: where its key is named, and the place to which it is bound."""


@pytest.fixture(autouse=True)
def _the_day_of_the_answers(api: Api) -> Iterator[None]:
    # After the tokens were made: they live by the true clock.
    with frozen(instant(f"{maker.ON}T10:00:00+08:00")):
        yield


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_list_of_any_kind_gets_its_verdicts_and_stores_its_values(api: Api, world: World, name: str) -> None:
    layout = LAYOUTS[name]
    cases = layout.dirty(17)
    answer = upload(api, url(world), layout, layout.write(cases), by=BY)
    body = answer.json()
    assert answer.status_code == 201, body
    rows = rows_of(api, body, BY)
    check_verdicts(rows, cases, layout.first_row)
    check_stored(api, rows, [case.keeps if case.outcome == "created" else None for case in cases])
    assert body["notes"] == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_gets_its_verdicts_and_stores_its_values(api: Api, world: World, path: Path) -> None:
    wanted = json.loads((LISTS / f"{path.stem}.expected.json").read_text("utf-8"))
    layout = Layout("" if path.suffix == ".json" else path.name, lambda _: b"", 0)
    answer = upload(api, url(world), layout, path.read_bytes(), by="officer")
    body = answer.json()
    assert answer.status_code == 201, body
    assert [note["code"] for note in body["notes"] if note["code"] != "W_OTHER_SCHOOL"] == wanted["file_codes"]
    rows = rows_of(api, body, "officer")
    expected = sorted(wanted["rows"], key=lambda row: row["row"])
    assert [row["row"] for row in rows] == [row["row"] for row in expected]
    for row, told in zip(rows, expected, strict=True):
        _compare(row, told)
    kept = [
        {_OWN[name]: value for name, value in told["expect"].items() if name in _OWN}
        if told["outcome"] in ("accepted", "warning")
        else None
        for told in expected
    ]
    check_stored(api, rows, kept)
    assert [name_key(row["name"]) for row, values in zip(rows, kept, strict=True) if values] == [
        name_key(values["name"]) for values in kept if values
    ]


def _compare(row: dict[str, Any], told: dict[str, Any]) -> None:
    codes = {problem["code"] for problem in row["problems"]}
    errors = {code for code in told["codes"] if code[0] == "E"}
    if errors:
        assert (row["outcome"], bool(codes & set(told.get("codes_any_of", errors)))) == ("rejected", True), row
    else:
        outcome = "ignored" if told["outcome"] == "ignored" else "created"
        marked = {code for code in told["codes"] if code[0] in "WX"}
        assert (row["outcome"], {code for code in codes if code[0] in "WX"}) == (outcome, marked), row


def test_each_row_of_several_sheets_names_its_own(api: Api, world: World) -> None:
    cases = maker.cases(5, 7)
    cases[1].put("nik", "123", "E_NIK_LENGTH")
    cases[5].status = "Lulus"
    content = files.xlsx(("X MIA", maker.emis(cases[:4])), ("XI MIA", maker.emis(cases[4:])))
    body = upload(api, url(world), Layout("emis.xlsx", lambda _: b"", 2), content, by=BY).json()
    rows = rows_of(api, body, BY)
    assert body["source_format"] == "emis_xlsx"
    assert [(row["sheet"], row["row"]) for row in rows] == [
        *(("X MIA", n) for n in range(2, 6)),
        *(("XI MIA", n) for n in range(2, 5)),
    ]
    assert (rows[1]["outcome"], rows[1]["cell"]) == ("rejected", "D3")
    assert [problem["code"] for problem in rows[5]["problems"]] == ["X_STATUS_NOT_ACTIVE"]


# --- about the file --------------------------------------------------------------------------------------------


def notes_of(api: Api, world: World, content: bytes, file_name: str = "daftar.xlsx") -> dict[str, dict[str, Any]]:
    body = api.post(url(world), by=BY, files={"file": (file_name, content)}, params={"dry_run": True}).json()
    assert api.get(f"/v1/submissions/{body['id']}", by=BY).json()["notes"] == body["notes"]
    return {note["code"]: note for note in body["notes"]}


def test_a_list_of_another_school_or_of_long_ago_is_taken_with_a_word_of_warning(api: Api, world: World) -> None:
    rows = maker.cases(1, 3)
    grid = maker.dapodik(rows, school="SMAN 2 HALONG KECAMATAN HALONG", day="2026-09-01")
    found = notes_of(api, world, files.xlsx(("Daftar Peserta Didik", grid)))
    assert {code: note["severity"] for code, note in found.items()} == {
        "W_OTHER_SCHOOL": "warning",
        "W_LIST_OLD": "warning",
    }
    assert "SMAN 2 HALONG" in found["W_OTHER_SCHOOL"]["message"]
    assert "SMA NEGERI PARINGIN" in found["W_OTHER_SCHOOL"]["message"]
    assert "2026-09-01" in found["W_LIST_OLD"]["message"]
    own = maker.dapodik(rows, school="SMAN PARINGIN KECAMATAN PARINGIN", day="2026-09-25")
    assert notes_of(api, world, files.xlsx(("Daftar Peserta Didik", own))) == {}


def test_how_old_a_list_may_be_is_a_setting_of_the_region(api: Api, world: World) -> None:
    etag = api.get("/v1/settings/63.11", by="admin").headers["etag"]
    change = {"items": [{"key": "list_old_days", "value": 10, "valid_from": "2026-01-01"}]}
    changed = api.put("/v1/settings/63.11", by="admin", json=change, headers={"if-match": etag})
    assert changed.status_code == 200, changed.text
    grid = maker.dapodik(maker.cases(1, 3), school="SMA NEGERI PARINGIN", day="2026-11-12")
    assert set(notes_of(api, world, files.xlsx(("Daftar Peserta Didik", grid)))) == {"W_LIST_OLD"}


def test_other_sheets_beside_the_download_and_an_untrue_ending_are_told(api: Api, world: World) -> None:
    grid = maker.dapodik(maker.cases(1, 3), school="SMA NEGERI PARINGIN")
    own = maker.flat(maker.cases(2, 2))
    content = files.xlsx(("Daftar Peserta Didik", grid), ("Kelas X", own), ("Rekap", [["Jumlah", 5]]))
    found = notes_of(api, world, content, "daftar.csv")
    assert {code: note["severity"] for code, note in found.items()} == {
        "F_EXTENSION_MISMATCH": "info",
        "W_SHEETS_UNREAD": "warning",
    }
    assert "Kelas X" in found["W_SHEETS_UNREAD"]["message"]
    assert "Rekap" not in found["W_SHEETS_UNREAD"]["message"]


LEAVERS = [["Daftar Peserta Didik Keluar"], ["SMA"], list(maker.FLAT), [1, "SITI"]]


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (files.xlsx(("x", LEAVERS)), "F_LEAVERS_LIST", ("Keluar", "Daftar PD")),
        (files.xlsx(("x", [[*maker.FLAT, "Keluar Karena"], [1, "SITI"]])), "F_LEAVERS_LIST", ("Keluar",)),
        (files.xlsx(("x", [["Nama", "NISN", "Rombel"], ["SITI", "1"]])), "F_HEADER_NOT_FOUND", ("Nama, NISN;", "NIK")),
        (b"%PDF-1.7\n1 0 obj", "F_UNSUPPORTED_FORMAT", ("PDF", "Dapodik")),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "F_UNSUPPORTED_FORMAT", ("PNG",)),
        (files.ole(b"x" * 5000, "WordDocument"), "F_UNSUPPORTED_FORMAT", ("Word",)),
        (files.ole(b"x" * 5000, "EncryptedPackage"), "F_LOCKED", ("password",)),
        (b"", "F_EMPTY", ("Daftar Peserta Didik",)),
        (files.xlsx(("x", [list(maker.FLAT)])), "F_EMPTY", ()),
        (b'{"students": 3}', "F_HEADER_NOT_FOUND", ("JSON",)),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_by_what_was_expected_and_what_was_found(
    api: Api, world: World, content: bytes, code: str, told: tuple[str, ...]
) -> None:
    answer = api.post(url(world), by=BY, files={"file": ("daftar.xlsx", content)})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["errors"][0]["pointer"] == "/file"
    assert [word for word in told if word not in answer.json()["detail"]] == []


# --- what is dropped -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["dapodik", "xml", "html", "csv", "emis", "flat", "json"])
def test_nothing_of_a_dropped_column_is_kept_told_or_logged(
    api: Api, world: World, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    layout = LAYOUTS[name]
    cases = layout.dirty(23)
    content = layout.write(cases)
    assert maker.CANARY.search(_unpacked(content))
    # A school that holds one of them already, so that a claim is made as well.
    api.post(url(world, "halong"), by="school-halong", json={"students": [cases[-3].facts]})
    body = upload(api, url(world), layout, content, by=BY).json()
    again = upload(api, url(world), layout, layout.write(cases[:20]), by="officer", mode="full", dry_run=True)
    told = json.dumps([body, again.json(), rows_of(api, body, BY)])
    told += _unpacked(api.get(f"/v1/submissions/{body['id']}/corrections.xlsx", by=BY).content)
    for format in ("csv", "xlsx"):
        told += _unpacked(api.get(body["rows_url"], by=BY, params={"format": format}).content)
    everything = {"told": told, "logged": caplog.text, **_kept(api)}
    assert {where for where, text in everything.items() if maker.CANARY.search(text)} == set()
    cards = [case.cells["kk"] for case in cases]
    assert {where for where, text in everything.items() for card in cards if card in text} == set()
    assert body["rejected"] > 5


def _unpacked(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(member).decode("utf-8", "replace") for member in book.namelist())


def _kept(api: Api) -> dict[str, str]:
    """Every column of every table as text, with what is sealed opened."""
    found: dict[str, list[str]] = {}
    with api.database.read() as session:
        for table in metadata.sorted_tables:
            sealed = _SEALED.get(table.name, {})
            for row in session.execute(select(table)).mappings():
                for column in table.columns:
                    value = row[column.name]
                    if column.name in sealed and value is not None:
                        key, bound = sealed[column.name]
                        value = api.database.keys.open(row[key], value, place(table.name, bound, row["id"]))
                    elif isinstance(column.type, LargeBinary) and value is not None and table.name in _SEALED:
                        pytest.fail(f"{table.name}.{column.name} is sealed and was not opened")
                    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                    found.setdefault(f"{table.name}.{column.name}", []).append(text)
    assert "SITI" in "".join(found["students.name"])
    return {where: "\n".join(texts) for where, texts in found.items()}


# --- formulas, in and out --------------------------------------------------------------------------------------


def test_formulas_that_come_in_are_text_and_go_out_harmless(api: Api, world: World) -> None:
    (case,) = maker.cases(3, 1)
    evil = '=HYPERLINK("http://x.invalid")'
    case.put("birth_place", evil)
    case.put("class_group", "+X IPA 1")
    layout = LAYOUTS["dapodik"]
    body = upload(api, url(world), layout, layout.write([case]), by=BY).json()
    (row,) = rows_of(api, body, BY)
    assert {problem["code"] for problem in row["problems"]} == {"I_TEXT_FORMULA_LIKE", "W_ROMBEL_UNPARSED"}
    export = api.get("/v1/students", by="officer", params={"format": "csv"}).text
    assert "'=HYPERLINK" in export
    assert ",=HYPERLINK" not in export
    assert ',"=HYPERLINK' not in export
    assert "'+X IPA 1" in export
    book = _unpacked(api.get("/v1/students", by="officer", params={"format": "xlsx"}).content)
    assert "<f>" not in book
    assert "'=HYPERLINK" in book


def test_an_instant_of_the_file_is_no_secret_of_the_list(api: Api, world: World) -> None:
    """The same rows downloaded on another day are the same list."""
    rows = maker.cases(9, 4)
    layout = LAYOUTS["dapodik"]
    first = upload(api, url(world), layout, layout.write(rows), by=BY)
    grid = maker.dapodik(rows, day=f"{datetime(2026, 11, 23):%Y-%m-%d}")  # noqa: DTZ001 - a day as text
    again = upload(api, url(world), layout, files.xlsx(("Daftar Peserta Didik", grid)), by=BY)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]


def test_a_list_counts_the_rows_of_each_problem_and_its_rows_are_asked_by_gravity(api: Api, world: World) -> None:
    layout = LAYOUTS["dapodik"]
    body = upload(api, url(world), layout, layout.write(layout.dirty(71)), by="school-paringin", dry_run=True).json()
    rows = rows_of(api, body, "school-paringin")
    counted = Counter(code for row in rows for code in {problem["code"] for problem in row["problems"]})
    assert {problem["code"]: problem["rows"] for problem in body["problems"]} == counted
    order = ["error", "warning", "info"]
    ranks = [(order.index(problem["severity"]), -problem["rows"]) for problem in body["problems"]]
    assert ranks == sorted(ranks)
    for severity in order:
        wanted = [r["row"] for r in rows if severity in {problem["severity"] for problem in r["problems"]}]
        found = rows_of(api, body, "school-paringin", severity=severity)
        assert [row["row"] for row in found] == wanted != []
