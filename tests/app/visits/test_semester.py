"""What holds after any semester whatever: nobody at two places, no rule broken unsaid, every ledger balanced."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import holidays
from sqlmodel import Session, col, select

from app.core.paging import PageRequest
from app.journal.models import JournalLine
from app.schools.models import School
from app.visits import ledgers, queries
from app.visits.models import RosterEntry, Visit, VisitKit, VisitRequest, VisitState
from app.visits.queries import Filter
from tests.support.semester import ZONE, Semester
from tests.support.world import World

FREE = {VisitState.CANCELLED, VisitState.POSTPONED}
PLAN = {"team_id", "kit_ids", "starts_at", "ends_at"}
OUTCOMES = ("recorded", "already_recorded", "left", "under_age", "failed", "refused", "deferred", "absent")


def check(semester: Semester) -> None:
    session = semester.session
    session.expire_all()
    visits = {visit.id: visit for visit in session.exec(select(Visit))}
    _nobody_is_at_two_places(session, visits)
    _no_rule_is_broken_unsaid(session, visits)
    _every_ledger_balances(semester, visits)
    _requests_and_visits_agree(session, visits)


def _nobody_is_at_two_places(session: Session, visits: dict[UUID, Visit]) -> None:
    """Nobody's plan puts them there; a postponed visit that took place after all is a fact beside older plans."""
    taken: dict[UUID, list[tuple[datetime, datetime, UUID]]] = defaultdict(list)
    for visit in visits.values():
        if visit.state not in FREE:
            taken[visit.team_id].append((visit.starts_at, visit.ends_at, visit.id))
    for row in session.exec(select(VisitKit)):
        visit = visits[row.visit_id]
        if visit.state not in FREE:
            taken[row.kit_id].append((visit.starts_at, visit.ends_at, visit.id))
    planned, revived = _planned_and_revived(session)
    for periods in taken.values():
        for n, former in enumerate(sorted(periods)):
            for later in sorted(periods)[n + 1 :]:
                if later[0] >= former[1]:
                    break
                pair = (former[2], later[2])
                # Both plans stood before a recording brought one of the two back: nobody planned beside it.
                assert max(planned[id] for id in pair) < max(revived.get(id, UUID(int=0)) for id in pair), pair


def _planned_and_revived(session: Session) -> tuple[dict[UUID, UUID], dict[UUID, UUID]]:
    """Of each visit the journal's line of its last plan, and of its return from being postponed by a recording."""
    planned, revived = {}, {}
    for line in session.exec(select(JournalLine).order_by(col(JournalLine.id))):
        id, fields = line.subject_id, set(line.data.get("fields", ()))
        if id is None or line.subject_type != "visit":
            continue
        if line.kind in ("visits.created", "visits.rescheduled") or (line.kind == "visits.changed" and fields & PLAN):
            planned[id] = line.id
        if line.kind == "visits.started" and line.data.get("from") == "postponed":
            revived[id] = line.id
    return planned, revived


def _no_rule_is_broken_unsaid(session: Session, visits: dict[UUID, Visit]) -> None:
    """By a calculation of the test's own: the library's holidays and what the semester entered."""
    closed = {*holidays.country_holidays("ID", years=(2027,), categories=("public", "government"))}
    closed |= {date(2027, 3, day) for day in range(1, 7)}
    schools = {school.id: school for school in session.exec(select(School))}
    own = next(id for id, school in schools.items() if school.npsn == "99980000")
    for visit in visits.values():
        starts, ends = (instant.replace(tzinfo=None) + ZONE for instant in (visit.starts_at, visit.ends_at))
        assert starts.date() == ends.date() == visit.date
        if visit.override_reason is not None:
            continue
        day, school = visit.date, schools[visit.school_id]
        assert day.weekday() < 5
        assert day not in closed
        assert not (school.id == own and date(2027, 4, 12) <= day <= date(2027, 4, 17))
        opens, closes = school.lessons_start, school.lessons_end
        if date(2027, 2, 8) <= day <= date(2027, 3, 8):
            opens, closes = time(8), time(12)
        if day.weekday() == 4:
            closes = min(closes, time(11))
        assert opens <= starts.time()
        assert ends.time() <= closes


def _every_ledger_balances(semester: Semester, visits: dict[UUID, Visit]) -> None:
    session = semester.session
    entries = session.exec(select(RosterEntry)).all()
    views = {view.visit.id: view for view in queries.views(session, list(visits.values()))}
    places: dict[UUID, list[RosterEntry]] = defaultdict(list)
    for entry in entries:
        places[entry.visit_id].append(entry)
    for id, view in views.items():
        tally, mine = view.tally, places[id]
        assert sum(tally.outcomes.values()) + tally.not_yet_seen == len(mine)
        assert tally.expected == sum(not entry.walk_in for entry in mine)
        assert tally.not_yet_seen == sum(entry.outcome is None for entry in mine)
    days: dict[tuple[date, UUID], dict[UUID, list[RosterEntry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        visit = visits[entry.visit_id]
        put_off = visit.state is VisitState.POSTPONED and all(each.outcome is None for each in places[visit.id])
        if visit.state is not VisitState.CANCELLED and not put_off:
            days[visit.date, visit.school_id][entry.student_id].append(entry)
    for ledger in _ledgers(semester):
        people = days.get((ledger.date, ledger.school_id), {})
        best = [min((_rank(entry.outcome) for entry in own), default=len(OUTCOMES)) for own in people.values()]
        assert ledger.tally.outcomes == {name: best.count(n) for n, name in enumerate(OUTCOMES) if best.count(n)}
        assert ledger.tally.not_yet_seen == best.count(len(OUTCOMES))
        assert ledger.tally.expected + ledger.walk_ins == len(people)
        days.pop((ledger.date, ledger.school_id), None)
    assert not days, "every day with somebody has its ledger"


def _ledgers(semester: Semester) -> Iterator[ledgers.Ledger]:
    cursor = None
    while True:
        found = ledgers.ledgers(semester.session, semester.officer, PageRequest(cursor, 500), Filter())
        yield from found.items
        cursor = found.next_cursor
        if cursor is None:
            return


def _rank(outcome: str | None) -> int:
    return len(OUTCOMES) if outcome is None else OUTCOMES.index(outcome)


def _requests_and_visits_agree(session: Session, visits: dict[UUID, Visit]) -> None:
    for request in session.exec(select(VisitRequest).where(col(VisitRequest.visit_id).is_not(None))):
        assert request.visit_id is not None
        assert visits[request.visit_id].school_id == request.school_id
        assert visits[request.visit_id].state is not VisitState.CANCELLED


def live(session: Session, world: World, seed: int, acts: int, every: int) -> Semester:
    """A semester of so many acts, checked after every so many of them."""
    semester = Semester(session, world, seed)
    for number in range(1, acts + 1):
        semester.act()
        if number % every == 0:
            check(semester)
    check(semester)
    return semester


def test_after_five_hundred_acts_on_each_database_nobody_is_at_two_places_and_every_ledger_balances(
    session: Session, world: World
) -> None:
    done: Any = live(session, world, 1, 500, 100).done
    for name in (
        "create",
        "move",
        "reschedule",
        "replan",
        "roster",
        "named",
        "outcome",
        "void",
        "catch_up",
        "suggested",
    ):
        assert done[name] > 0, done
    assert done["create: visits.team_busy"] + done["create: visits.kit_busy"] > 0
