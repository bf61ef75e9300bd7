"""Letters through the door: who issues, who reads, what stays for ever."""

import re
from hashlib import sha256
from uuid import UUID

import pytest
from sqlmodel import select

from app.cards import slips
from app.core.clock import frozen
from app.core.db import Database
from app.core.ids import new_id
from app.journal.models import JournalLine
from app.letters.models import Letter
from app.students.models import ConsentState, Student
from app.visits.models import Team
from app.visits.outcomes import Seen, note_outcomes
from tests.conftest import Api
from tests.support.letters import ask, fetched, issued, pages, proposed, words
from tests.support.visits import act, made
from tests.support.world import World, add_student, instant

KINDS = ("notice", "assignment", "roster", "slips", "consent")


@pytest.fixture
def pupils(database: Database, world: World) -> dict[str, UUID]:
    with database.write() as session:
        return {
            name: add_student(session, world, "paringin", name=name, class_group=group)
            for name, group in (("ADI SAPUTRA", "XI A"), ("BUNGA LESTARI", "XI A"), ("CITRA DEWI", "XI B"))
        }


def note(database: Database, world: World, url: str, *seen: tuple[UUID, str]) -> None:
    with database.write() as session:
        visit_id = UUID(url.rpartition("/")[2])
        found = [Seen(visit_id, student, outcome, new_id(), "XI B") for student, outcome in seen]
        note_outcomes(session, world.actors["team1"], found)


def test_a_letter_is_numbered_kept_and_given_again_as_the_same_bytes(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    url = proposed(api, world)
    with frozen(instant("2026-11-24T09:00:00+08:00")):
        answer = ask(api, url, "notice")
    assert answer.status_code == 201
    letter = answer.json()
    assert answer.headers["location"] == f"/v1/letters/{letter['id']}"
    assert (letter["kind"], letter["number"], letter["date"]) == ("notice", "400.12/001/DISDUKCAPIL/2026", "2026-11-24")
    first = fetched(api, letter)
    assert first.startswith(b"%PDF-")
    assert (letter["digest"], letter["size"]) == (sha256(first).hexdigest(), len(first))
    with database.write() as session:
        session.get_one(Student, pupils["ADI SAPUTRA"]).name = "LAIN SEKALI"
    assert act(api, url, "cancel", reason="banjir").status_code == 200
    assert fetched(api, letter) == first
    assert api.get(f"/v1/letters/{letter['id']}", by="officer").json() == letter
    assert issued(api, proposed(api, world, **_day("2026-12-01")), "roster")["sequence"] == 2


def _day(day: str) -> dict[str, str]:
    return {"starts_at": f"{day}T08:00:00+08:00", "ends_at": f"{day}T12:00:00+08:00"}


def test_the_list_shows_the_letters_of_a_visit_in_the_order_of_issue(
    api: Api, world: World, pupils: dict[str, UUID]
) -> None:
    url = proposed(api, world)
    made_ = [issued(api, url, kind) for kind in KINDS]
    listed = api.get(f"{url}/letters", by="officer").json()["items"]
    assert listed == made_
    assert [letter["sequence"] for letter in listed] == [1, 2, 3, 4, 5]
    assert api.get(f"{url}/letters?format=csv", by="officer").text.count("\n") == 6


def test_a_school_reads_what_concerns_its_pupils_and_a_team_its_order_and_roster(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    url = proposed(api, world)
    letters = {kind: issued(api, url, kind) for kind in KINDS}
    note(database, world, url, (pupils["ADI SAPUTRA"], "recorded"))
    letters["report"] = issued(api, url, "report")
    read = {
        "officer": set(letters),
        "admin": set(letters),
        "nation": set(letters),
        "school-paringin": {"notice", "roster", "slips", "consent"},
        "team1": {"assignment", "roster"},
        "school-halong": set(),
        "team2": set(),
        "neighbour": set(),
    }
    for by, kinds in read.items():
        found = {kind for kind, letter in letters.items() if api.get(letter["url"], by=by).status_code == 200}
        assert found == kinds, by
        for kind, letter in letters.items():
            status = api.get(f"/v1/letters/{letter['id']}", by=by).status_code
            assert status == (200 if kind in kinds else 404), (by, kind)
        listed = api.get(f"{url}/letters", by=by)
        assert listed.status_code == (200 if kinds else 404), by
        assert {item["kind"] for item in listed.json().get("items", [])} == kinds
    assert api.get(letters["roster"]["url"], by="viewer").status_code == 403


def test_only_the_office_issues(api: Api, world: World, pupils: dict[str, UUID]) -> None:
    url = proposed(api, world)
    for by, status in (("school-paringin", 403), ("team1", 403), ("viewer", 403), ("neighbour", 404)):
        assert ask(api, url, "notice", by=by).status_code == status
    assert ask(api, f"/v1/visits/{new_id()}", "notice").status_code == 404
    assert ask(api, url, "invitation").status_code == 422


def test_the_same_id_gives_the_same_letter_and_takes_no_second_number(
    api: Api, world: World, pupils: dict[str, UUID]
) -> None:
    url, id = proposed(api, world), str(new_id())
    first = ask(api, url, "roster", id=id)
    again = ask(api, url, "roster", id=id)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = ask(api, url, "notice", id=id)
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")
    assert issued(api, url, "notice")["sequence"] == 2


@pytest.mark.parametrize(
    ("moves", "allowed"),
    [
        ([], ["consent"]),
        (["propose"], ["assignment", "consent", "notice", "roster", "slips"]),
        (["propose", "confirm"], ["assignment", "consent", "notice", "roster", "slips"]),
        (["propose", "confirm", "start"], ["assignment", "consent", "report", "roster", "slips"]),
        (["propose", "confirm", "start", "complete"], ["report"]),
        (["propose", "cancel"], []),
    ],
)
def test_each_state_of_a_visit_allows_its_letters(
    api: Api, world: World, pupils: dict[str, UUID], moves: list[str], allowed: list[str]
) -> None:
    url = made(api, world)
    api.post(f"{url}/roster/fill", by="officer")
    for move in moves:
        reason = {"reason": "atas permintaan"} if move in ("confirm", "cancel") else {}
        assert act(api, url, move, **reason).status_code == 200
    for kind in (*KINDS, "report"):
        answer = ask(api, url, kind)
        assert answer.status_code == (201 if kind in allowed else 409), (kind, answer.text)
        if kind not in allowed:
            assert (answer.json()["code"], answer.json()["allowed"]) == ("state_conflict", allowed)


def test_a_handover_has_neither_slips_nor_consent_nor_report(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    url = made(api, world, kind="handover", kit_ids=[])
    items = [{"student_id": str(id)} for id in pupils.values()]
    assert api.put(f"{url}/roster", by="officer", json={"items": items}, headers={"if-match": '"1"'}).is_success
    act(api, url, "propose")
    for kind in ("slips", "consent", "report"):
        answer = ask(api, url, kind)
        assert (answer.status_code, answer.json()["code"]) == (409, "letters.not_for_kind")
    assert "PENYERAHAN KTP-EL" in words(fetched(api, issued(api, url, "roster")))
    notice = words(fetched(api, issued(api, url, "notice")))
    assert "Pemberitahuan Jadwal Penyerahan KTP-el" in notice
    assert "merekam" not in notice


def test_a_letter_that_would_name_nobody_is_refused_and_takes_no_number(
    api: Api, world: World, database: Database
) -> None:
    url = proposed(api, world)
    for kind in ("roster", "slips", "consent"):
        answer = ask(api, url, kind)
        assert (answer.status_code, answer.json()["code"]) == (409, "letters.nobody")
    with database.write() as session:
        session.get_one(Team, world.teams["team1"]).members = []
    assert ask(api, url, "assignment").json()["code"] == "letters.no_members"
    assert issued(api, url, "notice")["sequence"] == 1


def test_the_restricted_and_those_without_consent_stand_in_no_letter(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    url = proposed(api, world)
    with database.write() as session:
        session.get_one(Student, pupils["ADI SAPUTRA"]).restricted = True
        session.get_one(Student, pupils["BUNGA LESTARI"]).consent = ConsentState.REFUSED
    for kind in ("notice", "roster", "slips", "consent"):
        said = words(fetched(api, issued(api, url, kind)))
        assert "ADI SAPUTRA" not in said, kind
        assert "BUNGA LESTARI" not in said, kind
        assert "CITRA DEWI" in said or kind == "notice"
    assert "berjumlah 1 (satu) orang" in words(fetched(api, issued(api, url, "notice")))
    note(database, world, url, (pupils["ADI SAPUTRA"], "absent"), (pupils["CITRA DEWI"], "recorded"))
    report = words(fetched(api, issued(api, url, "report")))
    assert "ADI SAPUTRA" not in report
    assert "Terdaftar sebelum kunjungan 3 Tambahan di tempat 0 Jumlah 3" in report
    assert "Tidak dicantumkan namanya karena pemrosesan datanya dibatasi: 2 (dua) orang." in report


def test_no_letter_shows_more_of_a_nik_than_its_region(api: Api, world: World, pupils: dict[str, UUID]) -> None:
    url = proposed(api, world)
    for kind in KINDS:
        said = words(fetched(api, issued(api, url, kind)))
        assert re.findall(r"(?<!\d)\d{16}(?!\d)", said) == []
        assert ("6311************" in said) == (kind == "roster")


def test_who_is_registered_elsewhere_stands_as_a_guest_and_gets_no_slip(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    with database.write() as session:
        outside = add_student(session, world, None, name="WARGA LUAR", class_group=None)
    url = made(api, world)
    items = [{"student_id": str(id)} for id in (*pupils.values(), outside)]
    assert api.put(f"{url}/roster", by="officer", json={"items": items}, headers={"if-match": '"1"'}).is_success
    act(api, url, "propose")
    roster = words(fetched(api, issued(api, url, "roster")))
    assert "WARGA LUAR" not in roster
    assert "Tamu (terdaftar di tempat lain)" in roster
    assert "WARGA LUAR" not in words(fetched(api, issued(api, url, "slips")))


def test_slips_carry_each_pupils_code_and_printing_again_keeps_it(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    url = proposed(api, world)
    codes = [re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", words(fetched(api, issued(api, url, "slips")))) for _ in range(2)]
    assert codes[0] == codes[1]
    assert len(set(codes[0])) == 2 * len(pupils)
    with database.read() as session:
        found = [slips.student_of(session, "".join(codes[0][n : n + 2])) for n in range(0, 6, 2)]
        assert {student.id for student in found if student} == set(pupils.values())


def test_a_notice_of_another_date_says_which_one_it_replaces(api: Api, world: World, pupils: dict[str, UUID]) -> None:
    url = proposed(api, world)
    first = issued(api, url, "notice")
    assert "menggantikan" not in words(fetched(api, first))
    assert act(api, url, "reschedule", **_day("2026-12-02")).status_code == 200
    said = words(fetched(api, issued(api, url, "notice")))
    assert f"Surat ini menggantikan surat kami Nomor {first['number']} tanggal" in said
    assert "Rabu, 2 Desember 2026" in said
    assert f"Nomor {issued(api, url, 'notice')['number']} tanggal" in words(
        fetched(api, issued(api, url, "assignment"))
    )


def test_a_report_tells_the_ledger_and_what_came_later_becomes_its_addendum(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    url = proposed(api, world)
    note(database, world, url, (pupils["ADI SAPUTRA"], "recorded"), (pupils["BUNGA LESTARI"], "absent"))
    first = issued(api, url, "report")
    assert first["addendum"] == 0
    nothing = ask(api, url, "report")
    assert (nothing.status_code, nothing.json()["code"]) == (409, "letters.nothing_new")
    with database.write() as session:
        walk_in = add_student(session, world, "paringin", name="DIAN WALKIN", class_group="XI B")
    note(database, world, url, (pupils["BUNGA LESTARI"], "recorded"), (walk_in, "recorded"))
    second = issued(api, url, "report")
    assert (second["addendum"], second["sequence"]) == (1, 2)
    said = pages(fetched(api, second))
    assert said[0].count("ADDENDUM 1 BERITA ACARA PEREKAMAN KTP-EL") == 1
    assert f"Menyambung Berita Acara Nomor {first['number']} tanggal" in said[0]
    assert "hasil lain atas 2 (dua) orang" in said[0]
    assert "Terdaftar sebelum kunjungan 3 Tambahan di tempat 1 Jumlah 4" in said[0]
    assert "Direkam 3 Sudah pernah direkam 0" in said[0]
    visit = api.get(url, by="officer").json()
    assert (visit["recorded"], visit["not_yet_seen"], visit["expected"]) == (3, 1, 3)
    assert "1 BUNGA LESTARI XI A Tidak hadir Direkam 2 DIAN WALKIN XI B Tidak tercantum Direkam" in said[-1]
    assert "ADI SAPUTRA" not in " ".join(said)
    note(database, world, url, (pupils["CITRA DEWI"], "failed"))
    assert issued(api, url, "report")["addendum"] == 2


def test_people_merged_after_a_report_are_no_news(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    url = proposed(api, world)
    note(database, world, url, (pupils["ADI SAPUTRA"], "recorded"))
    issued(api, url, "report")
    with database.write() as session:
        session.get_one(Student, pupils["BUNGA LESTARI"]).survivor_id = pupils["ADI SAPUTRA"]
    assert ask(api, url, "report").json()["code"] == "letters.nothing_new"


def test_the_consent_form_asks_where_nothing_was_said_also_those_who_cannot_stand_on_a_roster_yet(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    with database.write() as session:
        session.get_one(Student, pupils["ADI SAPUTRA"]).consent = ConsentState.GIVEN
        add_student(session, world, "paringin", name="EKO DEWASA", birth=instant("2008-01-01T00:00:00+08:00").date())
    settings = {"items": [{"key": "consent_required", "value": True, "valid_from": "2020-01-01"}]}
    assert api.put("/v1/settings/63.11", by="admin", json=settings).status_code == 200
    url = made(api, world)
    filled = api.post(f"{url}/roster/fill", by="officer").json()
    assert [item["name"] for item in filled["items"]] == ["ADI SAPUTRA", "EKO DEWASA"]
    said = pages(fetched(api, issued(api, url, "consent")))
    assert [name for page in said for name in ("ADI", "BUNGA", "CITRA", "EKO") if f"nama : {name}" in page] == [
        "BUNGA",
        "CITRA",
    ]


def test_every_letter_leaves_a_line_without_a_name(
    api: Api, world: World, database: Database, pupils: dict[str, UUID]
) -> None:
    letter = issued(api, proposed(api, world), "slips")
    with database.read() as session:
        lines = session.exec(select(JournalLine).where(JournalLine.kind.in_(["letters.issued", "slips.made"]))).all()  # type: ignore[attr-defined]
    assert sorted(line.kind for line in lines) == ["letters.issued", *["slips.made"] * 3]
    line = next(line for line in lines if line.kind == "letters.issued")
    assert (str(line.subject_id), line.data["kind"], line.data["sequence"]) == (letter["id"], "slips", 1)
    assert "ADI" not in str([line.data for line in lines])


def test_a_letter_lies_sealed(api: Api, world: World, database: Database, pupils: dict[str, UUID]) -> None:
    letter = issued(api, proposed(api, world), "roster")
    with database.read() as session:
        row = session.get_one(Letter, UUID(letter["id"]))
        assert b"%PDF" not in row.sealed
        assert len(row.sealed) > letter["size"]
