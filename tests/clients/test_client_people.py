"""The resources of people and their history against the server, as a program uses them."""

import csv
import io
from datetime import date

import pytest

from app.core.db import Database
from app.students.service import NewStudent, create_many
from sweet17 import Sweet17, Sweet17Error, new_id
from tests.support.world import World, add_student


def lines(pieces: object) -> list[dict[str, str]]:
    text = b"".join(pieces).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def ani(database: Database, world: World) -> str:
    with database.write() as session:
        return str(add_student(session, world, "halong", name="ANI"))


def test_a_card_event_is_taken_back_once_however_often_it_is_sent(officer: Sweet17, ani: str) -> None:
    event = officer.cards.add_event(
        ani, status="SENT_FOR_ENROLLMENT", occurred_at="2026-11-02T10:00:00+08:00", reason="seen at the centre"
    )
    void = new_id()
    assert officer.cards.void_event(event["id"], "another pupil", void).status == 201
    assert officer.cards.void_event(event["id"], "another pupil", void).status == 200
    [told] = officer.cards.events(ani)
    assert told["voided_by"] == void


def test_a_decision_on_what_has_changed_meanwhile_is_refused(
    officer: Sweet17, database: Database, world: World
) -> None:
    with database.write() as session:
        pupils = [NewStudent(name, birth_date=date(2010, 2, 3)) for name in ("NUR LATIFAH", "NOR LATIFAH")]
        school, actor = world.schools["halong"], world.actors["officer"]
        create_many(session, actor, "63.11", school, pupils, on=date(2026, 7, 13))
    [listed] = officer.duplicates.list()
    pair = officer.duplicates.get(listed["id"])
    merge = officer.duplicates.merge(pair["id"], reason="one card", etag=pair.etag)
    merge = officer.merges.get(merge["id"])
    officer.merges.undo(merge["id"], "twins", etag=merge.etag)
    for late in (
        lambda: officer.merges.undo(merge["id"], "twins", etag=merge.etag),
        lambda: officer.duplicates.dismiss(pair["id"], "twins", etag=pair.etag),
    ):
        with pytest.raises(Sweet17Error) as caught:
            late()
        assert caught.value.status == 412


def test_lists_come_as_files_and_who_read_what_is_kept(officer: Sweet17, ani: str, world: World) -> None:
    school = str(world.schools["halong"])
    assert [line["name"] for line in lines(officer.reconciliation.export(school))] == ["ANI"]
    assert [one["name"] for one in officer.reconciliation.items(school)] == ["ANI"]
    unknown = {"nik": "6311074101090008", "status": "SUDAH REKAM", "occurred_at": "2026-11-02"}
    checked = officer.registry_imports.submit([unknown], dry_run=True)
    [line] = lines(officer.registry_imports.export_rows(checked["id"], outcome="rejected"))
    assert line["outcome"] == "rejected"
    assert officer.privacy.export(ani)["student_id"] == ani
    assert officer.students.disclose_nik(ani, "a check at the registry")
    assert len(list(officer.privacy.disclosures(ani))) == 2


def test_a_thing_made_twice_under_one_id_is_made_once(officer: Sweet17, ani: str) -> None:
    id = new_id()
    for status in (201, 200):
        assert officer.privacy.ask(ani, "correct", id=id, body="the name").status == status
    assert len(list(officer.privacy.requests(state="open"))) == 1
