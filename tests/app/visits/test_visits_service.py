"""Outcomes on rosters, and the promise that nobody is at two places at once."""

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import combinations
from threading import Barrier
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from app.core.db import Database
from app.core.errors import Refusal
from app.core.ids import new_id
from app.journal.models import JournalLine
from app.visits import outcomes, queries, rules, service
from app.visits.models import RosterEntry, Visit, VisitKind, VisitKit, VisitState
from app.visits.outcomes import Seen
from app.visits.rules import Action
from tests.support.world import World, add_student

MONDAY = datetime(2027, 2, 1, 0, tzinfo=UTC)  # 08:00 in Balangan


def facts(world: World, team: str = "team1", kits: Sequence[str] = ("kit1",), **more: Any) -> dict[str, Any]:
    return {
        "kind": VisitKind.RECORDING,
        "school_id": world.schools["paringin"],
        "team_id": world.teams[team],
        "kit_ids": [world.kits[kit] for kit in kits],
        "starts_at": MONDAY,
        "ends_at": MONDAY + timedelta(hours=2),
        "override_reason": None,
        **more,
    }


def visit_of(session: Session, world: World, **more: Any) -> Visit:
    return service.create(session, world.actors["officer"], facts(world, **more))[0]


def entry(session: Session, visit: Visit, student_id: UUID) -> RosterEntry | None:
    session.expire_all()
    return session.get(RosterEntry, (visit.id, student_id))


def test_a_thousand_outcomes_cost_a_handful_of_statements(session: Session, world: World) -> None:
    visit = visit_of(session, world)
    pupils = [add_student(session, world) for _ in range(5)]
    statements: list[str] = []
    from sqlalchemy import event  # noqa: PLC0415

    def count(_c: Any, _u: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", count)
    seen = [Seen(visit.id, pupils[n % 5], "absent", new_id()) for n in range(1000)]
    outcomes.note_outcomes(session, world.actors["team1"], seen)
    event.remove(session.get_bind(), "before_cursor_execute", count)
    assert len(statements) <= 6


def test_the_first_recording_starts_a_visit_once_and_a_late_one_changes_no_state(
    session: Session, world: World
) -> None:
    visit, pupil, officer = visit_of(session, world), add_student(session, world), world.actors["officer"]
    for outcome in ("absent", "recorded"):
        outcomes.note_outcomes(session, officer, [Seen(visit.id, pupil, outcome, new_id())])
    session.expire_all()
    assert visit.state is VisitState.IN_PROGRESS
    started = session.exec(select(JournalLine).where(JournalLine.kind == "visits.started")).all()
    assert [line.subject_id for line in started] == [visit.id]
    service.move(session, officer, visit.id, Action.COMPLETE, None)
    outcomes.note_outcomes(session, officer, [Seen(visit.id, add_student(session, world), "left", new_id())])
    session.expire_all()
    assert visit.state is VisitState.COMPLETED


def test_outcomes_in_any_order_end_with_the_one_of_highest_precedence(session: Session, world: World) -> None:
    visit, chance = visit_of(session, world), random.Random(17)
    for _ in range(20):
        pupil = add_student(session, world)
        told = [chance.choice(rules.PRECEDENCE) for _ in range(chance.randint(1, 6))]
        seen = [Seen(visit.id, pupil, outcome, new_id()) for outcome in told]
        cut = chance.randint(0, len(seen))
        outcomes.note_outcomes(session, world.actors["team1"], seen[:cut])
        outcomes.note_outcomes(session, world.actors["team1"], seen[cut:])
        kept = entry(session, visit, pupil)
        assert kept is not None
        assert kept.outcome == min(told, key=rules.rank)
        assert (kept.outcome, kept.recording_id) in {(each.outcome, each.recording_id) for each in seen}


def test_after_a_void_the_next_best_stands_and_an_unexpected_guest_is_gone(session: Session, world: World) -> None:
    visit, guest = visit_of(session, world), add_student(session, world)
    first, second = new_id(), new_id()
    outcomes.note_outcomes(session, world.actors["team1"], [Seen(visit.id, guest, "recorded", first)])
    outcomes.recompute_outcomes(session, visit.id, guest, [("absent", first), ("failed", second)])
    kept = entry(session, visit, guest)
    assert kept is not None
    assert (kept.outcome, kept.recording_id, kept.walk_in) == ("failed", second, True)
    outcomes.recompute_outcomes(session, visit.id, guest, [])
    assert entry(session, visit, guest) is None
    expected = add_student(session, world)
    session.add(RosterEntry(visit_id=visit.id, student_id=expected, outcome="failed", recording_id=second))
    session.flush()
    outcomes.recompute_outcomes(session, visit.id, expected, [])
    outcomes.recompute_outcomes(session, visit.id, new_id(), [])
    kept = entry(session, visit, expected)
    assert kept is not None
    assert (kept.outcome, kept.recording_id) == (None, None)


def test_the_tally_of_a_visit_without_a_roster_is_nothing(session: Session, world: World) -> None:
    view = queries.views(session, [visit_of(session, world)])[0]
    assert view.tally == queries.Tally()


def test_after_hundreds_of_random_doings_nobody_is_at_two_places_at_once(session: Session, world: World) -> None:
    chance, officer = random.Random(17), world.actors["officer"]
    known: list[UUID] = []

    def when() -> dict[str, datetime]:
        starts = MONDAY + timedelta(days=chance.randint(0, 2), minutes=30 * chance.randint(0, 8))
        return {"starts_at": starts, "ends_at": starts + timedelta(minutes=30 * chance.randint(1, 4))}

    def who() -> dict[str, Any]:
        kits = chance.sample(["kit1", "kit2"], chance.randint(1, 2))
        return {
            "team_id": world.teams[chance.choice(["team1", "team2"])],
            "kit_ids": [world.kits[kit] for kit in kits],
        }

    def doing() -> None:
        match chance.randint(0, 5):
            case 0 | 1:
                known.append(service.create(session, officer, {**facts(world), **when(), **who()})[0].id)
            case 2:
                service.reschedule(session, officer, chance.choice(known), None, **when())
            case 3:
                visit = queries.get(session, officer, chance.choice(known))
                service.change(session, officer, visit.id, visit.version, {**when(), **who()})
            case _:
                action = chance.choice([action for action in Action if action is not Action.RESCHEDULE])
                service.move(session, officer, chance.choice(known), action, None, reason="acak")

    known.append(visit_of(session, world).id)
    done = 0
    for _ in range(300):
        try:
            with session.begin_nested():
                doing()
            done += 1
        except Refusal:
            session.expire_all()
    assert done > 60
    _nobody_twice(session)


def _nobody_twice(session: Session) -> None:
    active = [visit for visit in session.exec(select(Visit)).all() if visit.state not in rules.NOT_OCCUPYING]
    kits: dict[UUID, set[UUID]] = {visit.id: set() for visit in active}
    for row in session.exec(select(VisitKit)):
        kits.setdefault(row.visit_id, set()).add(row.kit_id)
    assert len(active) > 5
    for one, other in combinations(active, 2):
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at:
            assert one.team_id != other.team_id
            assert not kits[one.id] & kits[other.id]


def test_of_two_clashing_visits_made_at_the_same_moment_one_is_made(database: Database, world: World) -> None:
    for kits, teams in ((["kit1"], ["team1", "team1"]), (["kit1", "kit2"], ["team1", "team2"])):
        start = MONDAY + timedelta(days=len(kits))
        barrier = Barrier(2)

        def attempt(team: str, kits: list[str] = kits, start: datetime = start, at: Barrier = barrier) -> str:
            at.wait()
            wanted = facts(world, team, kits, starts_at=start, ends_at=start + timedelta(hours=1))
            try:
                with database.write() as session:
                    service.create(session, world.actors["officer"], wanted)
            except Refusal as refused:
                return refused.code
            return "made"

        with ThreadPoolExecutor(2) as pool:
            told = sorted(pool.map(attempt, teams))
        assert told[0] == "made"
        assert told[1] in {"visits.team_busy", "visits.kit_busy"}
