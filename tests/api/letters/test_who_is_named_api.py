"""Whom letters name: those whom the roster counts, and slips only those who are still to be recorded."""

from datetime import date
from uuid import UUID

import pytest

from app.core.clock import frozen
from app.core.db import Database
from app.core.ids import new_id
from app.students import rollover
from app.students import service as people
from app.students.models import Recorded, Student, StudentStatus
from app.visits.outcomes import Seen, note_outcomes, recompute_outcomes
from tests.conftest import Api
from tests.support.letters import fetched, issued, pages, proposed, words
from tests.support.visits import act
from tests.support.world import World, add_student, instant


@pytest.mark.parametrize("kind", ["notice", "assignment", "roster", "slips", "report"])
def test_who_graduated_since_stands_in_no_letter(api: Api, world: World, database: Database, kind: str) -> None:
    with database.write() as session:
        leaver = add_student(session, world, name="LULUS SEKALI", class_group="XII IPA 1", birth=date(2008, 1, 15))
        stayer = add_student(session, world, name="NAIK KELAS", class_group="XI IPA 1", birth=date(2009, 1, 15))
        for id in (leaver, stayer):
            people.change_many(session, world.actors["officer"], {id: {"grade": None}}, on=date(2025, 7, 14))
    with frozen(instant("2026-04-01T09:00:00+08:00")):
        url = proposed(api, world, starts_at="2026-09-01T08:00:00+08:00", ends_at="2026-09-01T10:00:00+08:00")
    with frozen(instant("2026-07-01T09:00:00+08:00")), database.write() as session:
        actor = world.actors["school-paringin"]
        step, _ = rollover.check(session, actor, world.schools["paringin"], "2026/2027", begins_on=date(2026, 7, 1))
        rollover.apply(session, actor, step.id)
    with frozen(instant("2026-08-30T09:00:00+08:00")):
        assert api.get(url, by="officer").json()["expected"] == 1
        if kind == "report":
            act(api, url, "confirm", reason="x")
            act(api, url, "start")
        said = words(fetched(api, issued(api, url, kind)))
    assert "LULUS SEKALI" not in said
    assert "2 (dua)" not in said.replace("rangkap 2 (dua)", "")
    if kind == "report":
        assert "Terdaftar sebelum kunjungan 1 Tambahan di tempat 0 Jumlah 1" in said


@pytest.mark.parametrize("status", [StudentStatus.DECEASED, StudentStatus.MOVED_AWAY])
def test_nobody_is_called_who_died_or_moved_away(
    api: Api, world: World, database: Database, status: StudentStatus
) -> None:
    with database.write() as session:
        gone = add_student(session, world, name="TIADA LAGI")
        add_student(session, world, name="TETAP ADA")
    url = proposed(api, world)
    with database.write() as session:
        session.get_one(Student, gone).status = status
    for kind in ("roster", "slips", "consent"):
        said = words(fetched(api, issued(api, url, kind)))
        assert "TETAP ADA" in said
        assert "TIADA LAGI" not in said
    assert "berjumlah 1 (satu) orang" in words(fetched(api, issued(api, url, "notice")))


def test_who_was_recorded_elsewhere_since_gets_no_slip_and_no_consent_form(
    api: Api, world: World, database: Database
) -> None:
    with database.write() as session:
        done = add_student(session, world, name="SUDAH REKAM")
        add_student(session, world, name="BELUM REKAM")
    url = proposed(api, world)
    with database.write() as session:
        session.get_one(Student, done).recorded = Recorded.HERE
    for kind in ("slips", "consent"):
        said = words(fetched(api, issued(api, url, kind)))
        assert "BELUM REKAM" in said
        assert "SUDAH REKAM" not in said
    assert "SUDAH REKAM" in words(fetched(api, issued(api, url, "roster")))


@pytest.mark.parametrize("restricted", [False, True])
def test_a_report_is_corrected_when_a_walk_in_leaves_it(
    api: Api, world: World, database: Database, *, restricted: bool
) -> None:
    with database.write() as session:
        add_student(session, world, name="SATU")
    url = proposed(api, world)
    visit = UUID(url.rpartition("/")[2])
    with database.write() as session:
        extra = add_student(session, world, name="DATANG SENDIRI")
        note_outcomes(session, world.actors["team1"], [Seen(visit, extra, "recorded", new_id())])
    issued(api, url, "report")
    with database.write() as session:
        recompute_outcomes(session, visit, extra, [])
        session.get_one(Student, extra).restricted = restricted
    addendum = issued(api, url, "report")
    assert addendum["addendum"] == 1
    said = pages(fetched(api, addendum))
    assert "terdapat perubahan atas 1 (satu) orang" in said[0]
    assert "Tambahan di tempat 0 Jumlah 1" in said[0]
    line = "DATANG SENDIRI XI IPA 1 Direkam Tidak lagi tercantum"
    whole = " ".join(said)
    assert (line in whole) is not restricted
    assert ("DATANG SENDIRI" in whole) is not restricted
    again = api.post(f"{url}/letters", by="officer", json={"kind": "report"})
    assert again.json()["code"] == "letters.nothing_new"
