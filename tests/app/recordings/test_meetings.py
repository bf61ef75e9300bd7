"""The table of conflicts, line by line, on the real service."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from app.core.access import Actor
from app.core.clock import frozen
from app.core.errors import NotFound
from app.core.ids import new_id
from app.recordings import service
from app.recordings.models import Outcome, Reason
from app.recordings.rules import MEETINGS, Status
from app.students.models import Recorded, Student
from app.visits.models import RosterEntry, Visit, VisitState
from tests.app.recordings.test_recordings_service import AT, DAY, add_visit, item, send, stored, student
from tests.support.world import World, add_student

GUIDE = Path(__file__).parents[3] / "docs/lapangan.md"


@dataclass
class Case:
    session: Session
    world: World
    actors: dict[str, Actor]
    visit: UUID
    pupil: UUID

    @property
    def team(self) -> Actor:
        return self.actors["team1"]

    def change(self, model: type[Visit] | type[Student], id: UUID, **facts: object) -> None:
        self.session.execute(update(model).where(col(model.id) == id).values(**facts))


def two_devices(case: Case) -> None:
    late = item(case.pupil, case.visit, device_id="kit-1")
    early = item(case.pupil, case.visit, device_id="kit-2", captured_at=AT - timedelta(minutes=3))
    assert send(case.session, case.team, late)[0].status is Status.CREATED
    assert send(case.session, case.team, early)[0].status is Status.DUPLICATE
    assert (stored(case.session, late.id).counted, stored(case.session, early.id).counted) == (False, True)


def precedence(case: Case) -> None:
    outcomes = [Outcome.ABSENT, Outcome.DEFERRED, Outcome.REFUSED, Outcome.FAILED, Outcome.UNDER_AGE]
    outcomes += [Outcome.LEFT, Outcome.ALREADY_RECORDED, Outcome.RECORDED]
    for order in (outcomes, outcomes[::-1]):
        pupil, stands = add_student(case.session, case.world, name="URUTAN"), []
        for outcome in order:
            send(case.session, case.team, item(pupil, case.visit, outcome=outcome, reason=Reason.OTHER))
            stands.append(case.session.get_one(RosterEntry, (case.visit, pupil), populate_existing=True).outcome)
        strongest = [each.value for each in outcomes] if order is outcomes else ["recorded"] * len(outcomes)
        assert stands == strongest
    [line] = [line.becomes for line in MEETINGS if line.key == "precedence"]
    assert ", ".join(outcome.value for outcome in outcomes[::-1]) in line


def moved(case: Case) -> None:
    other = add_student(case.session, case.world)
    case.session.add(RosterEntry(visit_id=case.visit, student_id=case.pupil))
    case.session.flush()
    for pupil in (case.pupil, other):
        case.change(Student, pupil, school_id=case.world.schools["halong"])
    assert send(case.session, case.team, item(case.pupil, case.visit))[0].status is Status.CREATED
    assert send(case.session, case.team, item(other, case.visit))[0].code == "recordings.out_of_scope"
    assert student(case.session, other).recorded is Recorded.NO


def merged(case: Case) -> None:
    twin = add_student(case.session, case.world)
    case.change(Student, twin, survivor_id=case.pupil)
    mine = item(twin, case.visit)
    assert send(case.session, case.team, mine)[0].status is Status.CREATED
    assert stored(case.session, mine.id).student_id == twin
    assert student(case.session, case.pupil).counting_recording_id == mine.id


def elsewhere(case: Case) -> None:
    day = DAY - timedelta(days=2)
    case.change(Student, case.pupil, recorded=Recorded.ELSEWHERE, recorded_on=day, registry_since=day)
    mine = item(case.pupil, case.visit)
    assert send(case.session, case.team, mine)[0].status is Status.CREATED
    person = student(case.session, case.pupil)
    assert stored(case.session, mine.id).counted
    assert (person.recorded_here_on, person.registry_since) == (DAY, day)


def visit_cancelled(case: Case) -> None:
    case.change(Visit, case.visit, state=VisitState.CANCELLED)
    assert send(case.session, case.team, item(case.pupil, case.visit))[0].code == "recordings.visit_cancelled"
    assert student(case.session, case.pupil).recorded is Recorded.NO


def visit_completed(case: Case) -> None:
    case.change(Visit, case.visit, state=VisitState.COMPLETED)
    assert send(case.session, case.team, item(case.pupil, case.visit))[0].status is Status.CREATED
    assert case.session.get_one(Visit, case.visit, populate_existing=True).state is VisitState.COMPLETED


def account_changed(case: Case) -> None:
    gone = replace(case.team, team_id=case.world.teams["team2"])
    colleague = replace(case.team, account_id=new_id())
    assert send(case.session, gone, item(case.pupil, case.visit))[0].code == "recordings.out_of_scope"
    assert send(case.session, colleague, item(case.pupil, case.visit))[0].status is Status.CREATED


def team_changed(case: Case) -> None:
    case.change(Visit, case.visit, team_id=case.world.teams["team2"])
    assert send(case.session, case.team, item(case.pupil, case.visit))[0].code == "recordings.out_of_scope"


def same_id_in_a_batch(case: Case) -> None:
    mine = item(case.pupil, case.visit)
    other = replace(mine, outcome=Outcome.ABSENT)
    statuses = [result.status for result in send(case.session, case.team, mine, mine, other)]
    assert statuses == [Status.CREATED, Status.REPLAYED, Status.CONFLICT]
    assert stored(case.session, mine.id).outcome is Outcome.RECORDED


def void_first(case: Case) -> None:
    mine, void = item(case.pupil, case.visit), new_id()
    with pytest.raises(NotFound):
        service.void(case.session, case.team, mine.id, void, "salah orang")
    assert send(case.session, case.team, mine)[0].status is Status.CREATED
    assert [service.void(case.session, case.team, mine.id, void, "salah orang")[1] for _ in range(2)] == [True, False]
    assert student(case.session, case.pupil).recorded is Recorded.NO


def clock_off(case: Case) -> None:
    received = AT + timedelta(hours=2)
    for days in (-3, 3):
        pupil, ahead = add_student(case.session, case.world, name="JAM"), timedelta(days=days)
        told, untold = item(pupil, case.visit, captured_at=AT + ahead), item(pupil, case.visit, captured_at=AT + ahead)
        with frozen(received):
            assert send(case.session, case.team, told, device_time=received + ahead)[0].status is Status.CREATED
            [result] = send(case.session, case.team, untold)
        assert stored(case.session, told.id).corrected_at == AT
        if days > 0:
            assert stored(case.session, untold.id).corrected_at == received
            assert result.status is Status.DUPLICATE
        else:
            assert result.code == "recordings.out_of_scope"


PROOFS: dict[str, Callable[[Case], None]] = {
    name: proof
    for name, proof in list(globals().items())
    if inspect.isfunction(proof) and list(inspect.signature(proof).parameters) == ["case"]
}


@pytest.mark.parametrize("key", [line.key for line in MEETINGS])
def test_what_the_table_says_holds(key: str, session: Session, world: World, actors: dict[str, Actor]) -> None:
    case = Case(session, world, actors, add_visit(session, world), add_student(session, world))
    PROOFS[key](case)


def test_no_line_stands_twice_and_none_is_proven_that_the_table_lacks() -> None:
    keys = [line.key for line in MEETINGS]
    assert sorted(keys) == sorted(PROOFS)


def test_the_guide_prints_the_table() -> None:
    printed = re.search(r"<!-- meetings.*?-->\n(.*?)<!-- akhir -->", GUIDE.read_text("utf-8"), re.DOTALL)
    assert printed is not None
    lines = [f"| {line.meets} | {line.becomes} |" for line in MEETINGS]
    assert printed[1].splitlines() == ["| yang bertemu | yang terjadi |", "|---|---|", *lines]
