"""Student lists through the door."""

import json
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlmodel import select

from app.core.db import Database
from app.journal.models import JournalLine
from app.students.models import DataIssue, Enrolment, Student, StudentStatus, Transfer
from app.submissions.models import SubmissionRow
from tests.conftest import Api
from tests.support.world import World, add_student

LISTS = Path(__file__).parents[2] / "data" / "lists"
COUNTS = ("created", "updated", "unchanged", "rejected", "ignored")
ID = "01932f4e-0000-7000-8000-0000000000aa"
SITI = {
    "nik": "6311075503089126",
    "name": "SITI WARDAH",
    "nisn": "0089936641",
    "sex": "P",
    "birth_place": "AMUNTAI",
    "birth_date": "2008-03-15",
    "class_group": "XII IPS 2",
    "residence_code": "63.11.07",
}
BUDI = {**SITI, "nik": "6311071802099783", "name": "BUDI", "nisn": "0099941026", "sex": "L", "birth_date": "2009-02-18"}


def url(world: World, school: str = "paringin") -> str:
    return f"/v1/schools/{world.schools[school]}/submissions"


def upload(api: Api, world: World, name: str, *, by: str = "school-paringin", **params: Any) -> httpx.Response:
    files = {"file": (name, (LISTS / name).read_bytes())}
    return api.post(url(world), by=by, files=files, params=params)


def send(api: Api, world: World, *students: Any, by: str = "school-paringin", **params: Any) -> httpx.Response:
    school = by.removeprefix("school-") if by.startswith("school-") else "paringin"
    return api.post(url(world, school), by=by, json={"students": list(students)}, params=params)


def adds_up(body: dict[str, Any]) -> bool:
    return bool(body["total"] == sum(body[name] for name in COUNTS))


def rows_of(api: Api, body: dict[str, Any], by: str = "school-paringin", **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get(body["rows_url"], by=by, params={"limit": 500, **params}).json()["items"]
    return found


def pupils(database: Database, world: World, school: str = "paringin") -> list[Student]:
    with database.read() as session:
        return list(session.exec(select(Student).where(Student.school_id == world.schools[school])))


# --- files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["clean_1.xlsx", "dirty_1_nik.xlsx", "dirty_2_dates.xlsx", "dirty_4_names_dups.xlsx"])
def test_good_rows_of_a_file_enter_bad_ones_never_and_the_counts_add_up(
    api: Api, world: World, database: Database, name: str
) -> None:
    answer = upload(api, world, name)
    body = answer.json()
    assert answer.status_code == 201, body
    assert answer.headers["location"] == f"/v1/submissions/{body['id']}"
    assert (body["state"], body["source_format"], body["file_name"]) == ("applied", "dapodik_xlsx", name)
    assert adds_up(body)
    assert len(pupils(database, world)) == body["created"]
    rows = rows_of(api, body)
    assert len(rows) == body["total"]
    assert all((row["student_id"] is not None) == (row["outcome"] == "created") for row in rows)
    assert all(row["nik_masked"] is None or row["nik_masked"][4:] == "*" * 12 for row in rows)


def test_the_same_file_twice_is_one_list(api: Api, world: World, database: Database) -> None:
    first, again = upload(api, world, "clean_1.xlsx"), upload(api, world, "clean_1.xlsx")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert len(pupils(database, world)) == 60


def test_a_rejected_row_tells_cell_and_reason_in_both_languages(api: Api, world: World) -> None:
    body = upload(api, world, "dirty_1_nik.xlsx").json()
    (row,) = rows_of(api, body, code="E_NIK_EQUALS_KK")
    assert (row["row"], row["cell"], row["outcome"]) == (24, "H24", "rejected")
    (problem,) = row["problems"]
    assert (problem["severity"], problem["field"]) == ("error", "nik")
    assert "family card" in problem["message"]
    told = api.get(
        body["rows_url"],
        by="officer",
        params={"code": "E_NIK_EQUALS_KK", "format": "json"},
        headers={"accept-language": "id"},
    )
    assert "Kartu Keluarga" in told.json()["items"][0]["problems"][0]["message"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bomb_zip.xlsx", "F_UNCOMPRESSED_TOO_LARGE"),
        ("bomb_xml_entities.xlsx", "F_XML_FORBIDDEN"),
    ],
)
def test_a_bomb_is_refused_with_a_clear_sentence(api: Api, world: World, name: str, code: str) -> None:
    answer = upload(api, world, name)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["detail"] != code


def test_a_form_without_a_file_says_what_is_missing(api: Api, world: World) -> None:
    answer = api.post(url(world), by="officer", files={"other": ("x", b"y")})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/file")
    assert api.post(url(world), by="officer", data={"file": "text"}).status_code == 415


# --- JSON ------------------------------------------------------------------------------------------------------


def test_a_dapodik_web_service_answer_may_be_sent_on_as_it_came(api: Api, world: World) -> None:
    content = (LISTS / "web_service.json").read_bytes()
    answer = api.post(url(world), by="officer", content=content, headers={"content-type": "application/json"})
    body = answer.json()
    assert (answer.status_code, body["created"], body["source_format"]) == (201, 12, "dapodik_webservice")
    assert body["on_behalf"] is True
    assert [row["row"] for row in rows_of(api, body)] == list(range(12))


def test_faults_of_items_are_verdicts_and_never_refuse_the_list(api: Api, world: World) -> None:
    items = [
        SITI,
        {},
        {"name": ["x"], "nik": {"a": 1}, "birth_date": 1e300, "grade": True, "unknown": "dropped"},
        {**BUDI, "nik": 10**40},
        {**BUDI, "name": "\ud800\u0000 BUDI", "nisn": None, "ever_married": "?", "residence_code": "63.08.01"},
    ]
    content = json.dumps({"students": items, "id": ID})
    kind = {"content-type": "application/json"}
    answer = api.post(url(world), by="school-paringin", content=content, headers=kind)
    body = answer.json()
    assert answer.status_code == 201, body
    assert [row["outcome"] for row in rows_of(api, body)] == ["created", "rejected", "rejected", "rejected", "created"]
    assert adds_up(body)


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{", 400),
        (b"[" * 100_000, 400),
        (b"[]", 422),
        (b"{}", 422),
        (b'{"students": null}', 422),
        (b'{"students": [1]}', 422),
        (b'{"students": [], "rows": []}', 422),
        (b'{"students": [], "more": 1}', 422),
        (b'{"id": "x", "students": []}', 422),
    ],
)
def test_garbage_is_refused_and_is_never_our_fault(api: Api, world: World, content: bytes, status: int) -> None:
    answer = api.post(url(world), by="officer", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_list_under_a_clients_id_may_be_sent_again(api: Api, world: World) -> None:
    body = {"id": ID, "students": [SITI]}
    first, again = (api.post(url(world), by="school-paringin", json=body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = api.post(url(world), by="school-paringin", json={**body, "students": [BUDI]})
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")


def test_an_id_that_brought_a_known_list_answers_with_it_after_other_lists_too(api: Api, world: World) -> None:
    known = send(api, world, SITI).json()["id"]
    body = {"id": ID, "students": [SITI]}
    first = api.post(url(world), by="school-paringin", json=body)
    other = send(api, world, {**SITI, "class_group": "XII IPS 3"})
    again = api.post(url(world), by="school-paringin", json=body)
    assert [first.status_code, other.status_code, again.status_code] == [200, 201, 200]
    assert (first.json()["id"], again.json()["id"]) == (known, known)


def test_too_many_items_are_refused_by_name(api: Api, world: World) -> None:
    answer = send(api, world, *([{}] * 50_001))
    assert (answer.status_code, answer.json()["code"]) == (422, "submissions.too_many_rows")


# --- matching --------------------------------------------------------------------------------------------------


def test_a_pupil_is_found_by_nik_then_nisn_then_name_and_only_what_is_told_changes(
    api: Api, world: World, database: Database
) -> None:
    anna = {"name": "ANNA", "birth_date": "2009-01-05", "sex": "P", "class_group": "XI A"}
    ids = [row["student_id"] for row in rows_of(api, send(api, world, SITI, BUDI, anna).json())]
    moved = send(
        api,
        world,
        {"nik": SITI["nik"], "name": "SITI WARDAH", "class_group": "XII IPS 1"},
        {"nisn": BUDI["nisn"], "name": "BUDI"},
        {**anna, "nik": "6311074501099555", "class_group": "XI A"},
    ).json()
    rows = rows_of(api, moved)
    assert [row["student_id"] for row in rows] == ids
    assert [row["outcome"] for row in rows] == ["updated", "unchanged", "updated"]
    assert (moved["updated"], moved["unchanged"]) == (2, 1)
    siti = next(pupil for pupil in pupils(database, world) if pupil.name == "SITI WARDAH")
    assert (siti.class_group, siti.nisn, str(siti.birth_date)) == ("XII IPS 1", "0089936641", "2008-03-15")


def test_another_nik_with_the_same_nisn_is_another_pupil_unless_name_and_birth_date_agree(
    api: Api, world: World, database: Database
) -> None:
    send(api, world, SITI)
    other = {**SITI, "nik": "6311075503089127", "name": "LAILA"}
    assert send(api, world, other).json()["created"] == 1
    same = {**SITI, "nik": "6311075503089128"}
    assert send(api, world, same).json()["updated"] == 1
    with database.read() as session:
        assert [issue.kind.value for issue in session.exec(select(DataIssue))] == ["nik_contradiction"]


def test_a_contradicting_nik_enters_and_an_officer_is_asked_to_look(api: Api, world: World, database: Database) -> None:
    body = send(api, world, {**SITI, "birth_date": "2008-03-16", "sex": "L"}).json()
    assert (body["created"], body["warnings"]) == (1, 1)
    with database.read() as session:
        kinds = {issue.kind.value for issue in session.exec(select(DataIssue))}
    assert kinds == {"birth_date_mismatch", "sex_mismatch"}


def test_a_pupil_of_another_school_is_claimed_not_taken(api: Api, world: World, database: Database) -> None:
    send(api, world, SITI, by="school-halong")
    body = send(api, world, SITI, BUDI).json()
    assert (body["created"], body["total"]) == (2, 2)
    row = rows_of(api, body)[0]
    assert (row["outcome"], row["student_id"]) == ("created", None)
    assert [problem["code"] for problem in row["problems"]] == ["W_DUP_OTHER_SCHOOL"]
    assert [pupil.name for pupil in pupils(database, world)] == ["BUDI"]
    with database.read() as session:
        (transfer,) = session.exec(select(Transfer)).all()
        kept = session.exec(select(SubmissionRow).where(SubmissionRow.transfer_id == transfer.id)).all()
    assert (transfer.from_school_id, transfer.to_school_id) == (world.schools["halong"], world.schools["paringin"])
    assert (transfer.state.value, str(transfer.submission_id), len(kept)) == ("open", body["id"], 1)
    again = send(api, world, SITI, {**BUDI, "class_group": "X-1"}).json()
    assert rows_of(api, again)[0]["outcome"] == "created"
    with database.read() as session:
        assert len(session.exec(select(Transfer)).all()) == 1


def test_somebody_outside_school_is_claimed_as_well(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        add_student(session, world, None, name="SITI WARDAH", nik=SITI["nik"])
    assert rows_of(api, send(api, world, SITI).json())[0]["student_id"] is None
    with database.read() as session:
        assert session.exec(select(Transfer)).one().from_school_id is None


def test_a_nik_with_other_name_and_birth_date_is_for_the_office_and_looks_to_the_claimant_like_any_claim(
    api: Api, world: World, database: Database
) -> None:
    send(api, world, SITI, by="school-halong")
    body = send(api, world, {**SITI, "name": "ORANG LAIN", "birth_date": "2008-04-01"}).json()
    codes = [problem["code"] for problem in rows_of(api, body)[0]["problems"]]
    assert "W_DUP_OTHER_SCHOOL" in codes
    with database.read() as session:
        assert session.exec(select(Transfer)).one().contradicts is True
        assert "nik_contradiction" in [issue.kind.value for issue in session.exec(select(DataIssue))]


def test_a_list_that_claims_many_alerts_the_office(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        for number in range(11):
            add_student(session, world, "halong", name=f"SISWA {number}", nik=f"63110755030892{number:02}")
    claims = [{**SITI, "nik": f"63110755030892{n:02}", "name": f"SISWA {n}", "nisn": None} for n in range(11)]
    assert (
        send(api, world, *[{**c, "name": f"SISWA {'ABCDEFGHIJK'[n]}"} for n, c in enumerate(claims)]).status_code == 201
    )
    with database.read() as session:
        (line,) = session.exec(select(JournalLine).where(JournalLine.kind == "submissions.many_claims")).all()
    assert line.data == {"claims": 11}


# --- full lists ------------------------------------------------------------------------------------------------


def test_a_full_list_makes_the_missing_candidates_for_having_left_once_their_number_is_confirmed(
    api: Api, world: World, database: Database
) -> None:
    send(api, world, SITI, BUDI)
    preview = send(api, world, SITI, mode="full", dry_run=True).json()
    assert preview["missing"] == 1
    refused = send(api, world, SITI, mode="full")
    assert (refused.status_code, refused.json()["code"]) == (422, "submissions.missing_unconfirmed")
    assert refused.json()["missing"] == 1
    assert send(api, world, SITI, mode="full", confirm_missing=2).status_code == 422
    applied = api.post(f"/v1/submissions/{preview['id']}/apply", by="school-paringin", json={"confirm_missing": 1})
    assert (applied.status_code, applied.json()["missing"]) == (200, 1)
    assert {p.name: p.status.value for p in pupils(database, world)} == {
        "SITI WARDAH": "active",
        "BUDI": "left_candidate",
    }
    assert send(api, world, BUDI).json()["updated"] == 1
    assert {p.status for p in pupils(database, world)} == {StudentStatus.ACTIVE}


def test_a_pupil_whose_row_is_rejected_is_not_missing(api: Api, world: World) -> None:
    send(api, world, SITI, BUDI)
    body = send(api, world, SITI, {**BUDI, "nik": "123"}, mode="full").json()
    assert (body["rejected"], body["missing"]) == (1, 0)


# --- states ----------------------------------------------------------------------------------------------------


def test_a_dry_run_changes_nobody_until_it_is_applied(api: Api, world: World, database: Database) -> None:
    checked = send(api, world, SITI, dry_run=True)
    body = checked.json()
    assert (checked.status_code, body["state"], body["created"], body["eligible_now"]) == (201, "checked", 1, None)
    assert pupils(database, world) == []
    action = f"/v1/submissions/{body['id']}/apply"
    assert api.post(action, by="school-paringin", headers={"if-match": '"9"'}).status_code == 412
    applied = api.post(action, by="school-paringin", headers={"if-match": checked.headers["etag"]})
    assert (applied.status_code, applied.json()["state"], applied.json()["eligible_now"]) == (200, "applied", 1)
    assert [pupil.name for pupil in pupils(database, world)] == ["SITI WARDAH"]
    again = api.post(action, by="school-paringin")
    assert (again.status_code, again.json()["allowed"]) == (409, ["revert"])


def test_a_preview_that_no_longer_holds_is_refused_with_new_counts_and_can_then_be_applied(
    api: Api, world: World, database: Database
) -> None:
    preview = send(api, world, SITI, BUDI, dry_run=True).json()
    send(api, world, SITI)
    action = f"/v1/submissions/{preview['id']}/apply"
    refused = api.post(action, by="school-paringin")
    assert (refused.status_code, refused.json()["code"]) == (409, "submissions.changed_since_check")
    assert (refused.json()["counts"]["created"], refused.json()["counts"]["unchanged"]) == (1, 1)
    assert len(pupils(database, world)) == 1
    assert api.get(f"/v1/submissions/{preview['id']}", by="officer").json()["unchanged"] == 1
    assert api.post(action, by="school-paringin").status_code == 200
    assert len(pupils(database, world)) == 2


def test_a_discarded_list_is_done_with(api: Api, world: World) -> None:
    body = send(api, world, SITI, dry_run=True).json()
    assert api.post(f"/v1/submissions/{body['id']}/discard", by="officer").json()["state"] == "discarded"
    for move, sent in (("apply", {}), ("discard", {}), ("revert", {"reason": "x"})):
        answer = api.post(f"/v1/submissions/{body['id']}/{move}", by="officer", json=sent)
        assert (answer.status_code, answer.json()["allowed"]) == (409, [])


def test_the_figure_of_eligible_pupils_is_the_schools_of_today(api: Api, world: World) -> None:
    young = {**BUDI, "nik": None, "birth_date": "2020-01-01"}
    assert send(api, world, SITI, young).json()["eligible_now"] == 1


# --- who and where ---------------------------------------------------------------------------------------------


def test_a_list_is_its_schools_and_its_regions_alone(api: Api, world: World) -> None:
    body = send(api, world, SITI).json()
    for path in ("", "/rows"):
        for name, status in (
            ("school-paringin", 200),
            ("officer", 200),
            ("nation", 200),
            ("school-halong", 404),
            ("neighbour", 404),
            ("team1", 403),
            ("viewer", 403),
        ):
            assert api.get(f"/v1/submissions/{body['id']}{path}", by=name).status_code == status, (path, name)
    for move, sent in (("apply", {}), ("discard", {}), ("revert", {"reason": "x"})):
        for name, status in (("school-halong", 404), ("neighbour", 404), ("team1", 403), ("viewer", 403)):
            answer = api.post(f"/v1/submissions/{body['id']}/{move}", by=name, json=sent)
            assert answer.status_code == status, (move, name)
    for name, status in (("school-halong", 404), ("neighbour", 404), ("team1", 403), ("viewer", 403)):
        answer = api.post(url(world), by=name, json={"students": []})
        assert answer.status_code == status, name


def test_lists_come_newest_first_and_by_what_is_asked(api: Api, world: World) -> None:
    ids = [send(api, world, s, dry_run=True).json()["id"] for s in (SITI, BUDI)]
    applied = send(api, world, SITI, by="school-halong").json()["id"]
    everything = [item["id"] for item in api.get("/v1/submissions", by="officer").json()["items"]]
    assert everything == [applied, *reversed(ids)]

    def asked(by: str = "officer", **params: Any) -> list[str]:
        return [item["id"] for item in api.get("/v1/submissions", by=by, params=params).json()["items"]]

    assert asked(state="applied") == [applied]
    assert asked(region_code="63.11.02") == [applied]
    assert asked(school_id=str(world.schools["paringin"])) == [*reversed(ids)]
    assert asked(date_to="2000-01-01") == []
    assert asked(date_from="0001-01-01", date_to="9999-12-31") == everything
    assert asked("school-halong") == [applied]
    assert api.get("/v1/submissions", by="officer", params={"region_code": "63.08"}).status_code == 404
    assert [item["id"] for item in api.get(url(world, "halong"), by="officer").json()["items"]] == [applied]
    assert api.get(url(world, "halong"), by="school-paringin").status_code == 404
    assert api.get("/v1/submissions?format=csv", by="officer").text.count("\n") == 4


def test_what_a_row_says_is_not_readable_in_the_database(api: Api, world: World, database: Database) -> None:
    send(api, world, SITI)
    with database.read() as session:
        row = session.exec(select(SubmissionRow)).one()
        lines = session.exec(select(JournalLine)).all()
    assert b"SITI" not in row.sealed
    assert not any("SITI" in str(line.data) for line in lines)
    assert {"submissions.applied", "students.created"} <= {line.kind for line in lines}


def test_two_at_once_take_every_pupil_in_once(api: Api, world: World, database: Database) -> None:
    answers: list[httpx.Response] = []
    body = [SITI, BUDI]
    threads = [threading.Thread(target=lambda: answers.append(send(api, world, *body))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len(pupils(database, world)) == 2
    with database.read() as session:
        assert len(session.exec(select(Enrolment)).all()) == 2
