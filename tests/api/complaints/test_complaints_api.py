"""Complaints through the door: the public's, the school's and the office's."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.complaints import exchange, service
from app.complaints.escalation import escalate_due
from app.complaints.models import Category, ComplaintClass, ComplaintState
from app.core.access import stranger
from app.core.clock import frozen
from app.core.db import Database
from tests.conftest import Api
from tests.support.world import World

ID = "01932f4e-0000-7000-8000-0000000000c1"
NEW: dict[str, Any] = {
    "category": "delay",
    "subject": "KTP belum jadi",
    "body": "Sudah tiga bulan.",
    "name": "SITI AMINAH",
    "contact": "0812000",
    "region_code": "63.11.07",
}
PUBLIC = "/v1/public/complaints"
LONG_AGO = datetime(2026, 2, 2, 2, tzinfo=UTC)


def file(api: Api, **facts: Any) -> tuple[str, str, str]:
    """Ticket, access code and id of a new public complaint."""
    answer = api.post(PUBLIC, json={**NEW, **facts})
    assert answer.status_code == 201, answer.text
    ticket = answer.json()["ticket"]
    found = [c for c in api.get("/v1/complaints?limit=500", by="nation").json()["items"] if c["ticket"] == ticket]
    return ticket, answer.json()["access_code"], found[0]["id"]


def act(api: Api, id: str, action: str, body: dict[str, Any] | None = None, *, by: str = "officer") -> Any:
    return api.post(f"/v1/complaints/{id}/{action}", by=by, json=body)


def test_anybody_may_complain_and_asking_again_gives_the_same_ticket_and_code(api: Api) -> None:
    first, again = (api.post(PUBLIC, json={**NEW, "id": ID}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert set(first.json()) == {"ticket", "access_code"}
    assert first.headers["location"] == f"{PUBLIC}/{first.json()['ticket']}/status"
    assert len(first.json()["access_code"].replace("-", "")) == 16
    other = api.post(PUBLIC, json={**NEW, "id": ID, "subject": "lain"})
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")


def test_a_reporter_follows_answers_and_judges_with_ticket_and_code(api: Api) -> None:
    ticket, code, id = file(api)
    typed = {"access_code": f" {code.replace('-', '').lower()} "}
    assert api.post(f"{PUBLIC}/{ticket}/status", json=typed).json()["state"] == "received"
    assert act(api, id, "verify", {"class": "complaint"}).json()["state"] == "verified"
    assert act(api, id, "respond", {"body": "Kami cek."}).json()["state"] == "verified"
    resolved = act(api, id, "resolve", {"resolution": "Sudah dicetak.", "evidence": "BA-1"})
    assert resolved.json()["state"] == "resolved"
    again = api.post(f"{PUBLIC}/{ticket}/verdict", json={"access_code": code, "verdict": "not_solved", "body": "?"})
    assert (again.json()["state"], again.json()["reopened"]) == ("in_progress", 1)
    act(api, id, "resolve", {"resolution": "Sekarang sudah."})
    closed = api.post(f"{PUBLIC}/{ticket}/verdict", json={"access_code": code, "verdict": "solved"})
    assert (closed.json()["state"], closed.json()["verdict"]) == ("closed", "solved")
    twice = api.post(f"{PUBLIC}/{ticket}/verdict", json={"access_code": code, "verdict": "solved"})
    assert (twice.status_code, twice.json()["code"]) == (409, "state_conflict")
    seen = api.post(f"{PUBLIC}/{ticket}/status", json={"access_code": code})
    assert seen.json()["class"] == "complaint"
    assert [event["kind"] for event in seen.json()["events"]] == [
        "filed", "verified", "responded", "resolved", "judged", "resolved", "judged",
    ]  # fmt: skip
    assert "BA-1" not in seen.text
    assert "account_id" not in seen.text


def test_a_reply_sent_twice_is_kept_once(api: Api) -> None:
    ticket, code, _ = file(api)
    body = {"access_code": code, "body": "Ini buktinya.", "id": ID}
    first, again = (api.post(f"{PUBLIC}/{ticket}/reply", json=body) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert [event["text"] for event in again.json()["events"]] == [None, "Ini buktinya."]


@pytest.mark.parametrize("door", ["status", "reply", "verdict"])
def test_a_wrong_code_and_an_unknown_ticket_are_answered_alike(api: Api, door: str) -> None:
    ticket, code, _ = file(api)
    more = {"reply": {"body": "x"}, "verdict": {"verdict": "solved"}}.get(door, {})
    answers = [
        api.post(f"{PUBLIC}/{at}/{door}", json={"access_code": with_code, **more})
        for at, with_code in (
            (ticket, "AAAA-AAAA-AAAA-AAAA"),
            (ticket, "ß漢字"),
            ("ADU-6311-2026-999999", code),
            ("x%00y", code),
        )
    ]
    assert {answer.status_code for answer in answers} == {404}
    bodies = [{**answer.json(), "request_id": ""} for answer in answers]
    assert all(body == bodies[0] for body in bodies)


def test_who_asks_too_often_must_wait_even_when_every_request_is_refused(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.requests.time.time", lambda: 1_800_000_015.0)
    assert [api.post(PUBLIC, json={"subject": 1}).status_code for _ in range(32)] == [422] * 30 + [429] * 2
    waiting = api.post(f"{PUBLIC}/ADU-6311-2026-000001/status", json={"access_code": "x"})
    assert (waiting.status_code, waiting.headers["retry-after"]) == (429, "45")
    monkeypatch.setattr("app.core.requests.time.time", lambda: 1_800_000_061.0)
    assert api.post(PUBLIC, json=NEW).status_code == 201


@pytest.mark.parametrize(
    ("facts", "pointer", "code"),
    [
        ({"region_code": "63"}, "/region_code", "complaints.regency_needed"),
        ({"region_code": "00"}, "/region_code", "complaints.regency_needed"),
        ({"region_code": "99.99"}, "/region_code", "field.unknown_reference"),
        ({"region_code": "x"}, "/region_code", "field.string_pattern_mismatch"),
        ({"school_id": ID}, "/school_id", "field.unknown_reference"),
        ({"school_id": None, "category": None}, "/category", "field.enum"),
        ({"subject": ""}, "/subject", "field.string_too_short"),
        ({"body": "a\u0000b"}, "/body", "field.invalid"),
        ({"body": "x" * 4001}, "/body", "field.string_too_long"),
        ({"name": "x" * 121}, "/name", "field.string_too_long"),
        ({"ticket": "ADU"}, "/ticket", "field.extra_forbidden"),
        ({"id": "0"}, "/id", "field.uuid_parsing"),
    ],
)
def test_a_faulty_complaint_is_refused_at_its_field(api: Api, facts: dict[str, Any], pointer: str, code: str) -> None:
    answer = api.post(PUBLIC, json={**NEW, **facts})
    assert answer.status_code == 422, answer.text
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [(pointer, code)]


def test_a_school_of_another_regency_is_not_known_here(api: Api, world: World) -> None:
    assert api.post(PUBLIC, json={**NEW, "school_id": str(world.schools["amuntai"])}).status_code == 422


def test_an_anonymous_report_keeps_nobody_and_a_secret_one_shows_nobody_but_to_administrators(api: Api) -> None:
    _, _, anonymous = file(api, anonymous=True)
    _, _, secret = file(api, secret=True)

    def who(id: str, by: str) -> tuple[Any, Any]:
        shown = api.get(f"/v1/complaints/{id}", by=by).json()
        return shown["name"], shown["contact"]

    assert who(anonymous, "admin") == who(secret, "officer") == (None, None)
    assert who(secret, "admin") == ("SITI AMINAH", "0812000")
    listed = api.get("/v1/complaints", by="officer")
    assert "SITI AMINAH" not in listed.text


@pytest.mark.parametrize("category", ["illegal_levy", "staff"])
def test_complaints_about_levies_and_staff_exist_for_administrators_alone(api: Api, category: str) -> None:
    _, _, id = file(api, category=category)
    assert api.get(f"/v1/complaints/{id}", by="admin").status_code == 200
    assert api.get(f"/v1/complaints/{id}", by="officer").status_code == 404
    assert act(api, id, "verify", {"class": "complaint"}).status_code == 404
    assert api.get("/v1/complaints", by="officer").json()["items"] == []
    assert api.get(f"/v1/complaints?category={category}", by="admin").json()["items"][0]["id"] == id


def test_another_region_sees_nothing_and_roles_without_the_right_are_turned_away(api: Api) -> None:
    _, _, id = file(api)
    assert api.get(f"/v1/complaints/{id}", by="neighbour").status_code == 404
    assert act(api, id, "verify", {"class": "complaint"}, by="neighbour").status_code == 404
    assert api.get("/v1/complaints?region_code=63.11", by="neighbour").status_code == 404
    for by in ("viewer", "team1"):
        assert api.get(f"/v1/complaints/{id}", by=by).status_code == 403
        assert api.post("/v1/complaints", by=by, json=NEW).status_code == 403
    assert act(api, id, "close", by="school-paringin").status_code == 403
    assert api.get(f"/v1/complaints/{id}").status_code == 401


def test_a_school_sees_what_it_filed_and_nothing_about_itself(api: Api, world: World) -> None:
    own = {key: value for key, value in NEW.items() if key != "region_code"}
    mine = api.post("/v1/complaints", by="school-paringin", json={**own, "id": ID})
    assert (mine.status_code, mine.headers["location"]) == (201, f"/v1/complaints/{ID}")
    assert mine.json()["place_code"] == "63.11"
    again = api.post("/v1/complaints", by="school-paringin", json={**own, "id": ID})
    assert (again.status_code, again.json()) == (200, mine.json())
    _, _, about = file(api, school_id=str(world.schools["paringin"]))
    listed = api.get("/v1/complaints", by="school-paringin").json()["items"]
    assert [complaint["id"] for complaint in listed] == [ID]
    assert api.get(f"/v1/complaints/{about}", by="school-paringin").status_code == 404
    assert api.get(f"/v1/complaints/{ID}", by="school-halong").status_code == 404
    status = api.post(f"{PUBLIC}/{mine.json()['ticket']}/status", json={"access_code": mine.json()["access_code"]})
    assert status.status_code == 200
    itself = api.post("/v1/complaints", by="school-paringin", json={**own, "school_id": str(world.schools["paringin"])})
    assert itself.json()["errors"][0]["code"] == "complaints.own_school"
    away = api.post("/v1/complaints", by="school-paringin", json={**own, "region_code": "63.08"})
    assert away.json()["errors"][0]["code"] == "field.out_of_scope"


def test_a_complaint_found_to_be_about_the_filing_school_leaves_its_sight(api: Api, world: World) -> None:
    filed = api.post("/v1/complaints", by="school-paringin", json=NEW)
    url = f"/v1/complaints/{filed.json()['id']}"
    body = {"school_id": str(world.schools["paringin"])}
    changed = api.patch(url, by="officer", json=body, headers={"if-match": filed.headers["etag"]})
    assert changed.status_code == 200
    assert api.get(url, by="school-paringin").status_code == 404
    assert api.get("/v1/complaints/statistics", by="school-paringin").json()["received"] == 0


def test_filing_for_somebody_tells_no_more_than_the_ticket_does_however_often_it_is_sent(api: Api) -> None:
    body = {**NEW, "category": "staff", "secret": True, "id": ID}
    first = api.post("/v1/complaints", by="officer", json=body)
    assert (first.status_code, first.json()["name"]) == (201, None)
    act(api, ID, "verify", {"class": "investigation"}, by="admin")
    act(api, ID, "resolve", {"resolution": "Sudah diperiksa.", "evidence": "LHP-7"}, by="admin")
    again = api.post("/v1/complaints", by="officer", json=body)
    assert (again.status_code, again.json()["state"]) == (200, "resolved")
    assert "LHP-7" not in again.text
    assert [event["account_id"] for event in again.json()["events"]] == [None] * 3
    assert api.get(f"/v1/complaints/{ID}", by="officer").status_code == 404
    stranger = api.post("/v1/complaints", by="school-halong", json=body)
    assert (stranger.status_code, stranger.json()["code"]) == (409, "id_reused")


def test_a_change_names_its_version_and_a_step_may(api: Api) -> None:
    _, _, id = file(api)
    url = f"/v1/complaints/{id}"
    tag = api.get(url, by="officer").headers["etag"]
    assert api.patch(url, by="officer", json={"category": "data"}).status_code == 428
    changed = api.patch(url, by="officer", json={"category": "data"}, headers={"if-match": tag})
    assert (changed.json()["category"], changed.headers["etag"]) == ("data", '"2"')
    assert api.patch(url, by="officer", json={"category": "delay"}, headers={"if-match": tag}).status_code == 412
    verify = {"by": "officer", "json": {"class": "complaint"}}
    assert api.post(f"{url}/verify", headers={"if-match": tag}, **verify).status_code == 412
    assert api.post(f"{url}/verify", headers={"if-match": '"2"'}, **verify).status_code == 200
    nulled = api.patch(url, by="officer", json={"category": None}, headers={"if-match": '"3"'})
    assert (nulled.status_code, nulled.json()["errors"][0]["code"]) == (422, "field.missing")
    unknown = api.patch(url, by="officer", json={"school_id": ID}, headers={"if-match": '"3"'})
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/school_id")


def test_a_step_out_of_turn_is_refused_with_what_is_possible(api: Api) -> None:
    _, _, id = file(api)
    early = act(api, id, "close")
    assert (early.status_code, early.json()["code"]) == (409, "state_conflict")
    assert early.json()["allowed"] == ["merge", "reject", "respond", "verify"]
    act(api, id, "reject", {"reason": "bukan wewenang"})
    assert act(api, id, "verify", {"class": "complaint"}).json()["allowed"] == ["reopen"]
    assert act(api, id, "reopen", {"reason": "keliru"}).json()["state"] == "in_progress"
    referred = act(api, id, "refer", {"office": "Dinas Pendidikan", "reason": "soal data sekolah"})
    assert referred.json()["events"][-1]["office"] == "Dinas Pendidikan"


def test_a_complaint_is_assigned_to_someone_of_the_office_who_may_see_it(api: Api, world: World) -> None:
    _, _, id = file(api)
    act(api, id, "verify", {"class": "complaint"})
    for name in ("school-paringin", "neighbour", "viewer", "team1"):
        refused = act(api, id, "assign", {"account_id": str(world.actors[name].account_id)})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/account_id")
    assert act(api, id, "assign", {"account_id": ID}).status_code == 422
    officer = str(world.actors["officer"].account_id)
    given = act(api, id, "assign", {"account_id": officer})
    assert (given.json()["state"], given.json()["assigned_to"]) == ("in_progress", officer)
    moved = api.patch(
        f"/v1/complaints/{id}", by="admin", json={"category": "staff"}, headers={"if-match": given.headers["etag"]}
    )
    assert moved.json()["assigned_to"] is None


def test_the_list_is_filtered_paged_and_exported(api: Api) -> None:
    with frozen(LONG_AGO):
        _, _, old = file(api)
    _, _, new = file(api, category="data")
    act(api, new, "verify", {"class": "investigation"})

    def ids(query: str) -> list[str]:
        return [c["id"] for c in api.get(f"/v1/complaints?{query}", by="officer").json()["items"]]

    assert ids("") == [new, old]
    assert (ids("state=received"), ids("category=data"), ids("class=investigation")) == ([old], [new], [new])
    assert ids("overdue=false") + ids("overdue=true") == [new, old]
    assert ids("region_code=63.11.02") == []
    first = api.get("/v1/complaints?limit=1", by="officer").json()
    assert first["items"][0]["class"] == "investigation"
    rest = api.get("/v1/complaints", by="officer", params={"limit": 1, "cursor": first["next_cursor"]}).json()
    assert ([c["id"] for c in rest["items"]], rest["next_cursor"]) == ([old], None)
    assert "investigation" in api.get("/v1/complaints?format=csv", by="officer").text
    for query in ("limit=501", "class=x", "state=x", "overdue=maybe", "cursor=x"):
        assert api.get(f"/v1/complaints?{query}", by="officer").status_code == 422


def test_statistics_show_no_percentage_of_nothing_and_count_what_officers_may_not_see(
    api: Api, database: Database
) -> None:
    empty = api.get("/v1/complaints/statistics?year=2026", by="viewer").json()
    assert empty == {
        "received": 0,
        "handled": 0,
        "confirmed_solved": 0,
        "on_time": 0,
        "handled_ratio": None,
        "confirmed_ratio": None,
        "median_working_days": None,
        "items": [],
    }
    ids = [file(api, category=category)[2] for category in ("staff", "data", "data")]
    act(api, ids[1], "reject", {"reason": "x"})
    year = api.get(f"/v1/complaints/{ids[1]}", by="officer").json()["ticket"][9:13]
    for by in ("viewer", "officer", "admin", "nation"):
        figures = api.get(f"/v1/complaints/statistics?year={year}", by=by).json()
        assert (figures["received"], figures["handled"], figures["on_time"]) == (3, 1, 1)
        assert (figures["handled_ratio"], figures["confirmed_ratio"]) == (33.33, 0.0)
        assert figures["median_working_days"] == 0.0
    assert api.get("/v1/complaints/statistics", by="team1").json()["received"] == 0
    assert api.get("/v1/complaints/statistics?region_code=63.08", by="viewer").status_code == 404
    grouped = api.get(f"/v1/complaints/statistics?year={year}&group_by=category", by="viewer").json()
    assert [(i["key"], i["name"], i["received"], i["handled_ratio"]) for i in grouped["items"]] == [
        ("data", None, 2, 50.0),
        ("staff", None, 1, 0.0),
    ]
    for bad in ("group_by=x", "year=99999999999999999999", "year=x", "region_code=x"):
        assert api.get(f"/v1/complaints/statistics?{bad}", by="viewer").status_code == 422


def test_steps_bear_garbage(api: Api) -> None:
    _, _, id = file(api)
    for action in ("verify", "assign", "respond", "resolve", "reject", "reopen", "refer"):
        for body in (None, {}, {"class": None}, {"reason": ""}, {"account_id": 10**30}, {"x": 1}):
            assert act(api, id, action, body).status_code == 422
    assert act(api, ID, "close").status_code == 404
    assert api.get("/v1/complaints/none", by="officer").status_code == 422
    assert api.post(PUBLIC, content=b"{", headers={"content-type": "application/json"}).status_code == 400


def test_the_office_that_is_late_is_shown_as_late(api: Api, database: Database) -> None:
    with frozen(LONG_AGO), database.write() as session:
        report = service.Report("delay", "a", "b", None, None, False, False, "63.11", None)  # type: ignore[arg-type]
        complaint, _ = service.file(session, stranger(), report, id=None, content={})
    seen = api.get(f"/v1/complaints/{complaint.id}", by="officer").json()
    assert (seen["overdue"], seen["due_at"]) == (True, None)
    assert datetime.fromisoformat(seen["verify_by"]) - LONG_AGO < timedelta(days=5)


def test_a_school_follows_its_complaint_without_the_offices_own_notes(api: Api) -> None:
    filed = api.post("/v1/complaints", by="school-paringin", json={k: NEW[k] for k in ("category", "subject", "body")})
    id = filed.json()["id"]
    act(api, id, "verify", {"class": "complaint"})
    act(api, id, "resolve", {"resolution": "Sudah dicetak.", "evidence": "LHP-7"})
    one = api.get(f"/v1/complaints/{id}", by="school-paringin").json()
    listed = api.get("/v1/complaints", by="school-paringin").json()["items"]
    assert "LHP-7" in api.get(f"/v1/complaints/{id}", by="officer").text
    for seen in (one, *listed):
        assert {(event["evidence"], event["account_id"]) for event in seen["events"]} == {(None, None)}
    assert "Sudah dicetak." in {event["text"] for event in one["events"]}


def test_merged_complaints_name_each_other_to_the_office_alone(api: Api) -> None:
    filed = api.post("/v1/complaints", by="school-paringin", json={k: NEW[k] for k in ("category", "subject", "body")})
    same = filed.json()["id"]
    _, _, into = file(api)
    act(api, into, "verify", {"class": "complaint"})
    merged = act(api, same, "merge", {"into": into})
    assert (merged.status_code, merged.json()["state"], merged.json()["merged_into"]) == (200, "verified", into)
    assert merged.headers["etag"] == f'"{merged.json()["version"]}"'
    leader = api.get(f"/v1/complaints/{into}", by="officer").json()
    assert leader["merged"] == [{"id": same, "ticket": filed.json()["ticket"]}]
    seen = api.get(f"/v1/complaints/{same}", by="school-paringin")
    assert (seen.json()["merged_into"], seen.json()["merged"], into in seen.text) == (None, [], False)
    again = act(api, same, "merge", {"into": into})
    assert (again.status_code, again.json()["allowed"]) == (409, ["respond", "unmerge"])
    itself = act(api, into, "merge", {"into": into})
    assert (itself.status_code, itself.json()["errors"][0]["pointer"]) == (422, "/into")
    assert act(api, same, "unmerge").json()["merged_into"] is None
    assert act(api, same, "merge", {"into": ID}).status_code == 422
    assert act(api, same, "merge", {"into": into}, by="school-paringin").status_code == 403


def test_what_is_escalated_is_found_until_it_is_handled(api: Api, database: Database) -> None:
    with frozen(LONG_AGO):
        _, _, late = file(api)
    _, _, fresh = file(api)
    escalate_due(database)

    def ids(query: str) -> list[str]:
        return [c["id"] for c in api.get(f"/v1/complaints?{query}", by="officer").json()["items"]]

    assert (ids("escalated=true"), ids("escalated=false")) == ([late], [fresh])
    assert api.get(f"/v1/complaints/{late}", by="officer").json()["escalated_at"] is not None
    act(api, late, "reject", {"reason": "x"})
    assert ids("escalated=true") == []


def test_the_file_for_lapor_speaks_its_words_names_nobody_and_holds_no_formula(api: Api) -> None:
    ticket, _, id = file(api, subject="=HYPERLINK(1)", body="Sudah\ntiga bulan; kapan?")
    _, _, levy = file(api, category="illegal_levy")
    act(api, id, "verify", {"class": "investigation"})
    act(api, id, "respond", {"body": "Kami cek."})
    act(api, id, "resolve", {"resolution": "Sudah dicetak.", "evidence": "BA-1"})
    answer = api.get("/v1/complaints/exchange.csv", by="officer")
    assert answer.headers["content-type"].startswith("text/csv")
    [line] = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert (line["nomor_tiket"], line["judul"], line["isi"]) == (
        ticket,
        "'=HYPERLINK(1)",
        "Sudah\ntiga bulan; kapan?",
    )
    assert (line["klasifikasi"], line["status"]) == ("Pengaduan Berkadar Pengawasan", "Selesai")
    assert (line["kategori"], line["tindak_lanjut"], line["digabung"]) == ("Keterlambatan", "Sudah dicetak.", "Tidak")
    assert not any(word in answer.text for word in ("SITI AMINAH", "0812000", "BA-1"))
    everything = api.get("/v1/complaints/exchange.csv", by="admin").text
    assert "Pungutan liar" in everything
    assert "Pungutan liar" not in answer.text
    year = int(ticket[9:13])
    assert ticket not in api.get(f"/v1/complaints/exchange.csv?year={year - 1}", by="admin").text
    assert [c["id"] for c in api.get(f"/v1/complaints?year={year}", by="admin").json()["items"]] == [levy, id]
    assert {api.get("/v1/complaints/exchange.csv", by=by).status_code for by in ("school-paringin", "viewer")} == {403}


def test_every_class_state_and_category_has_its_word_for_lapor() -> None:
    assert set(exchange.CLASS) == {None, *ComplaintClass}
    assert set(exchange.STATUS) == set(ComplaintState)
    assert set(exchange.CATEGORY) == set(Category)
