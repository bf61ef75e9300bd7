"""What follows from what the national system says: order, taking back, and what the office must look into."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from random import Random
from time import process_time
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from app.cards import centre, registry
from app.cards.models import CardEvent
from app.cards.registry_files import read_rows
from app.cards.registry_rules import RevertExpired
from app.cards.rules import known_code
from app.core.access import Actor
from app.core.clock import frozen, now
from app.core.ids import new_id
from app.journal.models import JournalLine
from app.recordings.models import Outcome, Recording, Verdict
from app.recordings.service import recount
from app.students import issues
from app.students.models import CardState, DataIssue, DataIssueKind, Recorded, Student
from tests.support.world import World, add_student, instant, invented_nik

TODAY = instant("2026-11-24T10:00:00+08:00")
BORN = date(2009, 1, 15)
CODES = ("UNREGISTERED", "SUDAH REKAM", "SFE", "DUPLICATE_RECORD", "PRR", "CARD_ISSUED", "reopened", "PACKET_RETRY")
STANDING = [
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
]


def row(nik: str, status: str, at: str) -> dict[str, Any]:
    return {"nik": nik, "status": status, "occurred_at": at}


def take_in(session: Session, actor: Actor, *rows: dict[str, Any]) -> Any:
    imported, _ = registry.submit(session, actor, read_rows(rows))
    session.expire_all()
    return imported


def stands(session: Session) -> dict[str, dict[str, Any]]:
    session.expire_all()
    return {s.name: {c: getattr(s, c) for c in STANDING} for s in session.exec(select(Student))}


def pupils(session: Session, world: World, count: int) -> list[str]:
    niks = [invented_nik(BORN, "P") for _ in range(count)]
    for number, nik in enumerate(niks):
        add_student(session, world, name=f"SISWA {number}", birth=BORN, nik=nik)
    return niks


def record(session: Session, student_id: UUID, at: datetime) -> None:
    id = new_id()
    session.add(
        Recording(
            id=id, content=id.hex, region_code="63.11", student_id=student_id, outcome=Outcome.RECORDED,
            captured_at=at, corrected_at=at, corrected_on=at.date(), device_id="kit-1", offline=False,
            verdict=Verdict.CREATED,
        )
    )  # fmt: skip
    session.flush()
    recount(session, [student_id])
    session.expire_all()


@pytest.mark.parametrize("seed", range(3))
def test_imports_in_any_order_end_in_the_same_state(
    session: Session, world: World, actors: dict[str, Actor], seed: int
) -> None:
    chance = Random(seed)
    niks = pupils(session, world, 3)
    lists = [
        [
            row(chance.choice(niks), chance.choice(CODES), f"2026-10-{chance.randrange(1, 9):02}")
            for _ in range(chance.randrange(3, 8))
        ]
        for _ in range(3)
    ]
    ends = []
    for order in permutations(lists):
        made = [take_in(session, actors["officer"], *some) for some in order]
        ends.append(stands(session))
        for imported in reversed(made):
            if imported.state == "applied":
                registry.revert(session, actors["officer"], imported.id, "undo")
        assert {s["recorded"] for s in stands(session).values()} == {Recorded.NO}
    assert all(end == ends[0] for end in ends)


@pytest.mark.parametrize(
    ("written", "kept", "step", "again"),
    [
        ("ADJUDICATE_RECORD", "ADJUDICATE_RECORD", "ADJUDICATE", "adjudicate"),
        ("Siap Cetak", "Siap Cetak", "PRINT_READY", "PRR"),
        ("PACKET_RETRY", "PACKET_RETRY", None, "packet retry"),
        ("5", "PRINT_READY", "PRINT_READY", "Siap Cetak"),
    ],
)
def test_a_code_is_kept_as_the_list_wrote_it_and_told_again_otherwise_it_is_known(
    session: Session, world: World, actors: dict[str, Actor], written: str, kept: str, step: str | None, again: str
) -> None:
    (nik,) = pupils(session, world, 1)
    take_in(session, actors["officer"], row(nik, written, "2026-10-05"))
    event, student = session.exec(select(CardEvent)).one(), session.exec(select(Student)).one()
    assert (event.status, student.last_card_code, known_code(event.status)) == (kept, kept, step)
    more = take_in(session, actors["officer"], row(nik, again, "2026-10-05"), row(nik, "SFE", "2026-10-02"))
    assert (more.created, more.unchanged) == (1, 1)
    assert {event.status for event in session.exec(select(CardEvent))} == {kept, "SFE"}


def test_taking_imports_back_in_any_order_leaves_what_the_rest_say(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    officer, (nik,) = actors["officer"], pupils(session, world, 1)
    shared = row(nik, "PRR", "2026-10-05")
    take_in(session, officer, shared, row(nik, "SFE", "2026-10-02"))
    alone = stands(session)
    for first in (True, False):
        other = take_in(session, officer, shared, row(nik, "CARD_PRINTED", "2026-10-09"))
        third = take_in(session, officer, shared, row(nik, "CARD_ISSUED", "2026-10-10"))
        for imported in (other, third) if first else (third, other):
            registry.revert(session, officer, imported.id, "undo")
        assert stands(session) == alone


def test_an_import_can_be_taken_back_for_thirty_days(session: Session, world: World, actors: dict[str, Actor]) -> None:
    (nik,) = pupils(session, world, 1)
    with frozen(TODAY):
        imported = take_in(session, actors["officer"], row(nik, "PRR", "2026-10-05"))
    with frozen(TODAY + timedelta(days=30, seconds=1)), pytest.raises(RevertExpired):
        registry.revert(session, actors["officer"], imported.id, "late")
    with frozen(TODAY + timedelta(days=30)):
        assert registry.revert(session, actors["officer"], imported.id, "in time").state == "reverted"


def test_thousands_of_rows_about_one_person_are_no_burden(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    (nik,) = pupils(session, world, 1)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    rows = [row(nik, "SFE", (start + timedelta(minutes=n)).isoformat()) for n in range(4000)]
    began = process_time()
    assert take_in(session, actors["officer"], *rows).created == 4000
    assert process_time() - began < 8  # by this process's own work: a busy machine is no fault of ours


def test_an_event_of_a_merged_row_belongs_to_the_person(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    nik, other = invented_nik(BORN, "P"), invented_nik(BORN, "P")
    survivor = add_student(session, world, name="SATU", birth=BORN, nik=nik)
    merged = add_student(session, world, name="DUA", birth=BORN, nik=other)
    session.get_one(Student, merged).survivor_id = survivor
    session.flush()
    imported = take_in(session, actors["officer"], row(other, "PRR", "2026-10-05"), row(nik, "PRR", "2026-10-05"))
    assert (imported.created, imported.unchanged) == (1, 1)
    assert session.exec(select(CardEvent.student_id)).all() == [survivor]
    assert session.get_one(Student, survivor).card_state is CardState.READY


def test_flags_see_the_steps_of_the_same_list_and_a_recording_of_ours(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    niks = pupils(session, world, 2)
    ids = {s.name: s.id for s in session.exec(select(Student))}
    record(session, ids["SISWA 1"], instant("2026-10-01T10:00:00+08:00"))
    take_in(
        session,
        actors["officer"],
        row(niks[0], "PRR", "2026-10-05"),
        row(niks[0], "RECEIVED_AT_CENTRAL", "2026-10-04"),
        row(niks[0], "DUPLICATE", "2026-10-06"),
        row(niks[1], "PROCESSING", "2026-10-02"),
        row(niks[1], "CARD_ISSUED", "2024-01-02"),
    )
    flags = {(e.student_id, e.status): e.flags for e in session.exec(select(CardEvent))}
    assert flags[ids["SISWA 0"], "RECEIVED_AT_CENTRAL"] == ["skipped"]
    assert flags[ids["SISWA 0"], "PRR"] == []
    assert flags[ids["SISWA 0"], "DUPLICATE"] == ["backward"]
    # The step before it is the card, told for 2024: back from it, whatever we recorded since.
    assert flags[ids["SISWA 1"], "PROCESSING"] == ["backward"]
    assert flags[ids["SISWA 1"], "CARD_ISSUED"] == ["skipped", "before_legal_day"]


# --- what the office must look into ----------------------------------------------------------------------------


def open_issues(session: Session) -> list[tuple[UUID, str]]:
    session.expire_all()
    found = session.exec(select(DataIssue).where(col(DataIssue.resolved_at).is_(None)))
    return [(issue.student_id, issue.kind.value) for issue in found]


def test_the_centres_word_answers_whether_somebody_was_recorded_already(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    officer, (nik,) = actors["officer"], pupils(session, world, 1)
    pupil = session.exec(select(Student)).one().id
    kind = DataIssueKind.ALREADY_RECORDED_UNCONFIRMED
    issues.note_issue(session, officer, pupil, "63.11", kind, {"recording_id": "r"})
    take_in(session, officer, row(nik, "BELUM REKAM", "2026-10-04"))
    assert open_issues(session) == [(pupil, kind.value)]
    confirming = take_in(session, officer, row(nik, "SUDAH REKAM", "2026-10-05"))
    assert open_issues(session) == []
    kinds = session.exec(select(JournalLine.kind)).all()
    assert kinds.count("students.issue_resolved") == 1
    registry.revert(session, officer, confirming.id, "wrong file")
    assert open_issues(session) == [(pupil, kind.value)]
    assert session.exec(select(DataIssue)).one().detail == {"recording_id": "r"}


def test_recorded_here_and_unknown_at_the_centre_after_two_weeks_is_the_offices_to_ask(
    session: Session, world: World, actors: dict[str, Actor]
) -> None:
    officer, niks = actors["officer"], pupils(session, world, 3)
    ids = {s.name: s.id for s in session.exec(select(Student))}
    with frozen(TODAY):
        record(session, ids["SISWA 0"], now() - timedelta(days=14))
        record(session, ids["SISWA 1"], now() - timedelta(days=13))
        record(session, ids["SISWA 2"], now() - timedelta(days=20))
        take_in(session, officer, row(niks[2], "SFE", "2026-11-10"), row(niks[0], "UNREGISTERED", "2026-11-10"))
        kind = DataIssueKind.RECORDED_UNKNOWN_AT_CENTRE.value
        assert open_issues(session) == [(ids["SISWA 0"], kind)]
        centre.note_unknown_at_centre(session, officer, "63.11")
        centre.note_unknown_at_centre(session, officer, "63.08")
        assert open_issues(session) == [(ids["SISWA 0"], kind)]
        take_in(session, officer, row(niks[0], "SFE", "2026-11-20"))
        assert open_issues(session) == []
