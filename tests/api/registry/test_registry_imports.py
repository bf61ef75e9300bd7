"""What the national system says, through the door."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import xlsxwriter
from sqlmodel import col, select

from app.cards.models import CardEvent, CardEventVoid
from app.core.clock import now
from app.core.db import Database
from app.core.ids import new_id
from app.journal.models import JournalLine
from app.students.models import Student
from tests.conftest import Api
from tests.support.world import World, add_student, invented_nik

IMPORTS = "/v1/registry-imports"
BORN = date(2009, 1, 15)


@pytest.fixture
def niks(database: Database, world: World) -> dict[str, str]:
    """Two pupils of Paringin, one of Halong, one of the neighbour: their NIKs by name."""
    made = {name: invented_nik(BORN, "P") for name in ("siti", "aisyah", "halong", "sebelah", "nobody")}
    with database.write() as session:
        for name, school in (
            ("siti", "paringin"),
            ("aisyah", "paringin"),
            ("halong", "halong"),
            ("sebelah", "amuntai"),
        ):
            add_student(session, world, school, name=name.upper(), birth=BORN, nik=made[name])
    return made


def says(nik: str, status: str, at: str = "2026-10-05") -> dict[str, str]:
    return {"nik": nik, "status": status, "occurred_at": at}


def send(api: Api, *rows: dict[str, Any], by: str = "officer", dry_run: bool = False, **more: Any) -> Any:
    url = f"{IMPORTS}?dry_run={str(dry_run).lower()}"
    return api.post(url, by=by, json={"rows": list(rows), **more})


def rows_of(api: Api, answer: Any, by: str = "officer", **params: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get(answer.json()["rows_url"], by=by, params={"limit": 500, **params}).json()[
        "items"
    ]
    return found


def named(database: Database, name: str) -> Student:
    with database.read() as session:
        return session.exec(select(Student).where(col(Student.name) == name.upper())).one()


def stands(database: Database) -> dict[str, Any]:
    columns = [
        "cycle",
        "cycle_from",
        "last_card_code",
        "last_card_at",
        "event_card_state",
        "registry_since",
        "handed_over_on",
        "card_state",
        "recorded",
        "recorded_on",
        "recorded_here_on",
        "counting_recording_id",
    ]
    with database.read() as session:
        return {s.name: {c: getattr(s, c) for c in columns} for s in session.exec(select(Student))}


def events(database: Database) -> list[CardEvent]:
    with database.read() as session:
        return list(session.exec(select(CardEvent).order_by(col(CardEvent.id))).all())


def test_what_the_centre_says_moves_cards_and_adds_up(api: Api, database: Database, niks: dict[str, str]) -> None:
    answer = send(
        api,
        says(niks["siti"], "SUDAH REKAM"),
        says(niks["siti"], "PRR", "20-10-2026 14:30"),
        says(niks["aisyah"], "PACKET_RETRY"),
        says(niks["nobody"], "PRR"),
        {"nik": "", "status": "", "occurred_at": ""},
    )
    told = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"{IMPORTS}/{told['id']}"
    counted = ("state", "total", "created", "updated", "unchanged", "rejected", "ignored", "warnings")
    assert {name: told[name] for name in counted} == {
        "state": "applied", "total": 5, "created": 3, "updated": 0, "unchanged": 0, "rejected": 1, "ignored": 1,
        "warnings": 1,
    }  # fmt: skip
    siti = named(database, "siti")
    assert (siti.recorded, siti.recorded_on, siti.card_state) == ("elsewhere", date(2026, 10, 5), "ready")
    assert siti.last_card_at == datetime(2026, 10, 20, 6, 30, tzinfo=UTC)
    assert named(database, "aisyah").card_state == "unknown"
    found = sorted(events(database), key=lambda event: event.occurred_at)
    assert [(e.status, e.source, e.flags) for e in found if e.student_id == siti.id] == [
        ("SUDAH REKAM", "import", []),
        ("PRR", "import", ["skipped"]),
    ]
    assert {str(e.import_id) for e in found} == {told["id"]}
    rows = rows_of(api, answer)
    assert [row["outcome"] for row in rows] == ["created", "created", "created", "rejected", "ignored"]
    assert rows[0]["status"] == "SUDAH REKAM"
    assert rows[0]["nik_masked"] == "6311************"
    assert [p["code"] for row in rows for p in row["problems"]] == ["W_UNKNOWN_STATUS", "R_UNKNOWN_NIK", "X_NO_DATA"]
    assert [row["row"] for row in rows_of(api, answer, code="R_UNKNOWN_NIK")] == [3]
    assert [row["row"] for row in rows_of(api, answer, outcome="ignored")] == [4]


def test_the_same_content_again_is_the_earlier_import_and_changes_nothing(
    api: Api, database: Database, niks: dict[str, str]
) -> None:
    first = send(api, says(niks["siti"], "PRR"))
    before = events(database)
    again = send(api, says(niks["siti"], "PRINT_READY_RECORD"))
    assert (again.status_code, again.json()["id"]) == (200, first.json()["id"])
    more = send(api, says(niks["siti"], "PRR"), says(niks["aisyah"], "PRR"))
    assert (more.json()["created"], more.json()["unchanged"]) == (1, 1)
    assert [e.id for e in events(database)][:1] == [e.id for e in before]


def test_the_same_content_is_taken_in_again_once_a_school_named_the_people(
    api: Api, database: Database, world: World, niks: dict[str, str]
) -> None:
    first = send(api, says(niks["siti"], "PRR"), says(niks["nobody"], "PRR"))
    with database.write() as session:
        add_student(session, world, "halong", name="BARU", birth=BORN, nik=niks["nobody"])
    again = send(api, says(niks["siti"], "PRR"), says(niks["nobody"], "PRR"))
    assert (again.status_code, again.json()["created"], again.json()["unchanged"]) == (201, 1, 1)
    assert again.json()["id"] != first.json()["id"]


def test_a_client_id_answers_the_same_import(api: Api, niks: dict[str, str]) -> None:
    id = str(new_id())
    first = send(api, says(niks["siti"], "PRR"), id=id)
    assert (first.status_code, first.json()["id"]) == (201, id)
    assert send(api, says(niks["siti"], "PRR"), id=id).status_code == 200
    other = send(api, says(niks["siti"], "DUPLICATE"), id=id)
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")


def test_a_step_entered_by_hand_is_known_by_its_day_or_its_instant(
    api: Api, database: Database, niks: dict[str, str]
) -> None:
    siti = named(database, "siti").id
    by_hand = {"status": "BIO_CAPTURED", "occurred_at": "2026-10-05T09:15:00+08:00"}
    assert api.post(f"/v1/students/{siti}/card-events", by="officer", json=by_hand).status_code == 201
    answer = send(
        api,
        says(niks["siti"], "BC"),
        says(niks["siti"], "SUDAH REKAM", "2026-10-05T01:15:00Z"),
        says(niks["siti"], "BC", "2026-10-05 10:00"),
    )
    assert [row["outcome"] for row in rows_of(api, answer)] == ["unchanged", "unchanged", "created"]


def test_the_neighbours_people_are_as_unknown_as_nobody(api: Api, database: Database, niks: dict[str, str]) -> None:
    answer = send(api, says(niks["sebelah"], "PRR"), says(niks["nobody"], "PRR"))
    theirs, nobodys = rows_of(api, answer)
    assert {k: v for k, v in theirs.items() if k != "row"} == {k: v for k, v in nobodys.items() if k != "row"}
    assert (theirs["student_id"], theirs["problems"][0]["code"]) == (None, "R_UNKNOWN_NIK")
    assert events(database) == []
    assert send(api, says(niks["sebelah"], "PRR"), by="nation").json()["created"] == 1


def test_a_neighbour_sees_no_import_and_can_do_nothing_with_it(api: Api, niks: dict[str, str]) -> None:
    id = send(api, says(niks["siti"], "PRR"), dry_run=True).json()["id"]
    assert api.get(IMPORTS, by="neighbour").json()["items"] == []
    assert api.get(f"{IMPORTS}/{id}", by="neighbour").status_code == 404
    assert api.get(f"{IMPORTS}/{id}/rows", by="neighbour").status_code == 404
    for move, body in (("apply", {}), ("discard", {}), ("revert", {"reason": "x"})):
        assert api.post(f"{IMPORTS}/{id}/{move}", by="neighbour", json=body).status_code == 404
    assert [item["id"] for item in api.get(IMPORTS, by="nation").json()["items"]] == [id]


@pytest.mark.parametrize("who", ["school-paringin", "team1", "viewer"])
def test_only_the_office_takes_in_what_the_centre_says(api: Api, niks: dict[str, str], who: str) -> None:
    assert send(api, says(niks["siti"], "PRR"), by=who).status_code == 403
    assert api.get(IMPORTS, by=who).status_code == 403


def test_a_dry_run_promises_what_applying_does(api: Api, database: Database, niks: dict[str, str]) -> None:
    checked = send(api, says(niks["siti"], "PRR"), says(niks["siti"], "BC", "2026-10-01"), dry_run=True)
    assert (checked.json()["state"], checked.json()["created"], events(database)) == ("checked", 2, [])
    url = f"{IMPORTS}/{checked.json()['id']}"
    assert api.post(f"{url}/apply", by="officer", headers={"if-match": '"9"'}).status_code == 412
    applied = api.post(f"{url}/apply", by="officer", headers={"if-match": '"1"'})
    assert (applied.status_code, applied.json()["state"], applied.headers["etag"]) == (200, "applied", '"2"')
    assert len(events(database)) == 2
    again = api.post(f"{url}/apply", by="officer")
    assert (again.status_code, again.json()["allowed"]) == (409, ["revert"])
    assert api.post(f"{url}/discard", by="officer").status_code == 409


def test_when_verdicts_changed_since_the_check_nothing_is_applied_until_it_was_seen(
    api: Api, database: Database, niks: dict[str, str]
) -> None:
    id = send(api, says(niks["siti"], "PRR"), says(niks["aisyah"], "PRR"), dry_run=True).json()["id"]
    send(api, says(niks["siti"], "PRR"))
    refused = api.post(f"{IMPORTS}/{id}/apply", by="officer")
    assert (refused.status_code, refused.json()["code"]) == (409, "registry.changed_since_check")
    assert (refused.json()["counts"]["created"], refused.json()["unchanged"]) == (1, 1)
    assert "1 created, 1 unchanged" in refused.json()["detail"]
    assert len(events(database)) == 1
    assert api.post(f"{IMPORTS}/{id}/apply", by="officer").status_code == 200
    assert len(events(database)) == 2


def test_a_discarded_import_is_put_away(api: Api, database: Database, niks: dict[str, str]) -> None:
    id = send(api, says(niks["siti"], "PRR"), dry_run=True).json()["id"]
    assert api.post(f"{IMPORTS}/{id}/discard", by="officer").json()["state"] == "discarded"
    assert api.post(f"{IMPORTS}/{id}/apply", by="officer").status_code == 409
    assert events(database) == []
    assert [i["id"] for i in api.get(f"{IMPORTS}?state=discarded", by="officer").json()["items"]] == [id]


def test_taking_an_import_back_gives_the_former_standing_exactly(
    api: Api, database: Database, niks: dict[str, str]
) -> None:
    send(api, says(niks["siti"], "PRR"), says(niks["aisyah"], "UNREGISTERED"))
    before, known = stands(database), events(database)
    second = send(
        api,
        says(niks["siti"], "CARD_ISSUED", "2026-11-02"),
        says(niks["aisyah"], "DUPLICATE", "2026-11-02"),
        says(niks["halong"], "reopened", "2026-11-02"),
        says(niks["halong"], "SFE", "2026-11-03"),
    )
    assert stands(database) != before
    url = f"{IMPORTS}/{second.json()['id']}/revert"
    assert api.post(url, by="officer", json={}).status_code == 422
    reverted = api.post(url, by="officer", json={"reason": "berkas bulan lalu"})
    assert (reverted.status_code, reverted.json()["state"], reverted.json()["reason"]) == (
        200, "reverted", "berkas bulan lalu",
    )  # fmt: skip
    assert stands(database) == before
    kept = events(database)
    assert len(kept) == len(known) + 4
    assert [e.id for e in kept if e.voided_by is None] == [e.id for e in known]
    with database.read() as session:
        assert len(session.exec(select(CardEventVoid)).all()) == 4
        lines = session.exec(select(JournalLine.kind).where(col(JournalLine.kind) == "cards.event_voided")).all()
    assert len(lines) == 4
    assert api.post(url, by="officer", json={"reason": "lagi"}).status_code == 409
    fresh = send(
        api,
        says(niks["siti"], "CARD_ISSUED", "2026-11-02"),
        says(niks["aisyah"], "DUPLICATE", "2026-11-02"),
        says(niks["halong"], "reopened", "2026-11-02"),
        says(niks["halong"], "SFE", "2026-11-03"),
    )
    assert (fresh.status_code, fresh.json()["created"]) == (201, 4)


def test_what_another_import_says_too_outlives_the_one_that_is_taken_back(
    api: Api, database: Database, niks: dict[str, str]
) -> None:
    first = send(api, says(niks["siti"], "PRR"), says(niks["aisyah"], "PRR")).json()["id"]
    second = send(api, says(niks["siti"], "PRR"), says(niks["halong"], "PRR")).json()["id"]
    assert api.post(f"{IMPORTS}/{first}/revert", by="officer", json={"reason": "salah"}).status_code == 200
    assert [named(database, n).card_state for n in ("siti", "aisyah", "halong")] == ["ready", "not_recorded", "ready"]
    assert api.post(f"{IMPORTS}/{second}/revert", by="officer", json={"reason": "salah"}).status_code == 200
    assert {e.voided_by is None for e in events(database)} == {False}
    assert named(database, "siti").recorded == "no"


# --- files -----------------------------------------------------------------------------------------------------


def workbook(*rows: list[Any], name: str = "Lembar1") -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet(name)
        day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write(number, column, value)
    return file.getvalue()


def local(*parts: int) -> datetime:
    """A sheet knows no zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def upload(api: Api, content: bytes, by: str = "officer") -> Any:
    return api.post(IMPORTS, by=by, files={"file": ("siak.xlsx", content)})


def test_a_sheet_with_a_title_other_columns_and_a_footer_is_read(
    api: Api, database: Database, niks: dict[str, str]
) -> None:
    answer = upload(
        api,
        workbook(
            ["DAFTAR STATUS PEREKAMAN KTP-EL"],
            [],
            ["NO", "NIK", "NAMA LENGKAP", "TGL LAHIR", "STATUS KTP-EL", "TANGGAL STATUS", "KETERANGAN"],
            [1, niks["siti"], "SITI", "15-01-2009", "PRINT_READY_RECORD", local(2026, 10, 20, 14, 30), "x"],
            [2, f"'{niks['aisyah']}", "AISYAH", "", 3, local(2026, 10, 19), ""],
            [3, niks["halong"], "HALONG", "", "SFE", "5 Oktober 2026", ""],
            ["", "NIK", "NAMA", "", "STATUS", "TANGGAL", ""],
            ["", "Paringin, 20 November 2026"],
        ),
    )
    told = answer.json()
    assert (answer.status_code, told["created"], told["ignored"]) == (201, 3, 2)
    assert (told["source_format"], told["file_name"]) == ("registry_xlsx", "siak.xlsx")
    assert named(database, "siti").last_card_at == datetime(2026, 10, 20, 6, 30, tzinfo=UTC)
    assert named(database, "aisyah").last_card_at == datetime(2026, 10, 19, 4, tzinfo=UTC)
    assert named(database, "halong").last_card_code == "SFE"
    assert {row["sheet"] for row in rows_of(api, answer)} == {"Lembar1"}


def test_fifty_bad_rows_say_what_is_wrong_where_and_how_to_mend_it(api: Api, niks: dict[str, str]) -> None:
    bad: list[tuple[list[Any], str, str]] = [
        (["6311", "PRR", "5/10/2026"], "E_NIK_LENGTH", "A"),
        (["63110755O1090001", "PRR", "5/10/2026"], "E_NIK_NONDIGIT", "A"),
        (["", "PRR", "5/10/2026"], "E_NIK_EMPTY", "A"),
        ([niks["siti"], "", "5/10/2026"], "E_STATUS_EMPTY", "B"),
        ([niks["siti"], "99", "5/10/2026"], "E_STATUS_UNREADABLE", "B"),
        ([niks["siti"], "NIK TIDAK DITEMUKAN", "5/10/2026"], "E_STATUS_NO_STEP", "B"),
        ([niks["siti"], "PRR", ""], "E_MOMENT_EMPTY", "C"),
        ([niks["siti"], "PRR", "kemarin"], "E_MOMENT_UNREADABLE", "C"),
        ([niks["siti"], "PRR", "5/10/2036"], "E_MOMENT_AHEAD", "C"),
        ([niks["nobody"], "PRR", "5/10/2026"], "R_UNKNOWN_NIK", "A"),
    ]
    rows = [row for _ in range(5) for row, _, _ in bad]
    rows = [[*row, number] for number, row in enumerate(rows)]
    answer = upload(api, workbook(["NIK", "STATUS", "TANGGAL", "URUT"], *rows))
    assert answer.status_code == 201
    # One and the same sentence about nobody is told once.
    assert (answer.json()["total"], answer.json()["created"]) == (50, 0)
    for number, row in enumerate(rows_of(api, answer)):
        _, code, letter = bad[number % 10]
        if code == "R_UNKNOWN_NIK" and number >= 10:
            assert row["outcome"] == "ignored"
            continue
        assert (row["outcome"], row["row"], row["cell"]) == ("rejected", number + 2, f"{letter}{number + 2}"), row
        assert [p["code"] for p in row["problems"]] == [code]
        assert len(row["problems"][0]["message"]) > 30


def test_a_file_without_the_three_columns_is_refused_as_a_whole(api: Api, niks: dict[str, str]) -> None:
    refused = upload(api, workbook(["NIK", "NAMA"], [niks["siti"], "SITI"]))
    assert (refused.status_code, refused.json()["code"]) == (422, "registry.header_not_found")
    assert upload(api, b"%PDF-1.7").json()["code"] == "F_UNSUPPORTED_FORMAT"
    assert api.post(IMPORTS, by="officer", files={"other": ("x", b"y")}).status_code == 422


@pytest.mark.parametrize(
    "body",
    [{}, {"rows": None}, {"rows": {}}, {"rows": [1]}, {"rows": [], "more": 1}, [], "x", {"rows": [], "id": "1"}],
)
def test_a_body_that_is_no_list_is_refused(api: Api, body: Any) -> None:
    assert api.post(IMPORTS, by="officer", json=body).status_code == 422


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"nik": None, "status": None, "occurred_at": None},
        {"nik": 6311075501090001, "status": True, "occurred_at": 1e300},
        {"nik": [], "status": {}, "occurred_at": []},
        {"nik": "9" * 5000, "status": "x" * 5000, "occurred_at": "9" * 5000},
        {"nik": "\ud800", "status": "\x00\x01", "occurred_at": "\u202e2026"},
        {"nik": -1, "status": 10**400, "occurred_at": float("nan")},
        {"nik": True, "status": False, "occurred_at": False},
    ],
)
def test_garbage_in_a_row_is_that_rows_own_trouble(api: Api, niks: dict[str, str], row: dict[str, Any]) -> None:
    content = json.dumps({"rows": [row, says(niks["siti"], "PRR")]})
    answer = api.post(IMPORTS, by="officer", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 201, answer.text
    assert answer.json()["created"] == 1
    assert rows_of(api, answer)[0]["outcome"] in ("rejected", "ignored")


# --- voids -----------------------------------------------------------------------------------------------------


def test_a_card_event_is_taken_back_once_and_stays_in_the_list(
    api: Api, database: Database, niks: dict[str, str]
) -> None:
    siti = named(database, "siti").id
    before = stands(database)
    send(api, says(niks["siti"], "PRR"))
    event = api.get(f"/v1/students/{siti}/card-events", by="officer").json()["items"][0]
    assert event["voided_by"] is None
    void = new_id()
    url = f"/v1/card-events/{event['id']}/voids/{void}"
    assert api.put(url, by="school-paringin", json={"reason": "x"}).status_code == 403
    assert api.put(url, by="neighbour", json={"reason": "x"}).status_code == 404
    taken = api.put(url, by="officer", json={"reason": "salah orang"})
    assert (taken.status_code, taken.json()["voided_by"]) == (201, str(void))
    assert api.put(url, by="officer", json={"reason": "salah orang"}).status_code == 200
    assert api.put(url, by="officer", json={"reason": "lain"}).json()["code"] == "id_reused"
    again = api.put(f"/v1/card-events/{event['id']}/voids/{new_id()}", by="officer", json={"reason": "x"})
    assert again.json()["code"] == "state_conflict"
    assert stands(database) == before
    listed = api.get(f"/v1/students/{siti}/card-events", by="school-paringin").json()["items"]
    assert [(e["id"], e["voided_by"]) for e in listed] == [(event["id"], str(void))]


def test_a_deletion_at_the_centre_that_never_was_gives_the_recording_back(
    api: Api, database: Database, niks: dict[str, str]
) -> None:
    siti = named(database, "siti").id
    item = {
        "id": str(new_id()), "student_id": str(siti), "outcome": "recorded", "device_id": "kit-1", "offline": False,
        "captured_at": (now() - timedelta(days=5)).isoformat(),
    }  # fmt: skip
    assert api.post("/v1/recordings", by="officer", json=item).status_code == 201
    before = stands(database)
    body = {
        "status": "reopened", "occurred_at": (now() - timedelta(days=1)).isoformat(), "reason": "ganda",
        "document": "470/1",
    }  # fmt: skip
    event = api.post(f"/v1/students/{siti}/card-events", by="officer", json=body).json()["id"]
    assert named(database, "siti").recorded == "no"
    assert (
        api.put(f"/v1/card-events/{event}/voids/{new_id()}", by="officer", json={"reason": "salah"}).status_code == 201
    )
    assert stands(database) == before
    assert before["SITI"]["recorded"] == "here"


def test_ids_of_the_students_named_are_the_offices_to_know(api: Api, database: Database, niks: dict[str, str]) -> None:
    answer = send(api, says(niks["siti"], "PRR"))
    assert UUID(rows_of(api, answer)[0]["student_id"]) == named(database, "siti").id
