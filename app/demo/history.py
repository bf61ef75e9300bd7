"""Two school years of visits, recordings and cards, made by the same services that offices use, each on its day."""

import itertools
import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from app.cards import service as cards
from app.cards.handovers import NewHandover, NewReceipt, hand_over
from app.cards.models import Relation
from app.cards.service import NewEvent
from app.core.access import SYSTEM, Actor, Role
from app.core.clock import frozen, now
from app.core.db import Database
from app.core.ids import new_id
from app.recordings import service as recordings
from app.recordings.models import Outcome, Reason
from app.recordings.rules import Item
from app.regions.queries import zone
from app.schools.models import School
from app.students import queries as students
from app.students.rules import reached_on
from app.visits import queries as visits
from app.visits import roster
from app.visits import service as visiting
from app.visits.models import Kit, Team, Visit, VisitKind
from app.visits.rules import Action

_WHY = "riwayat demo"
_OUTCOMES = [Outcome.RECORDED] * 8 + [Outcome.ABSENT, Outcome.FAILED]
_READY_AFTER, _HANDED_AFTER = timedelta(days=9), timedelta(days=30)


def run(
    database: Database, chance: random.Random, schools: Sequence[School], teams: Sequence[Team], kits: Sequence[Kit]
) -> None:
    """
    Each autumn of the last two school years and this one, the teams go round the schools.

    A team is at one school a day, so that the day of a school follows from its place in the list. What would lie in
    the future is left out: the demo's present is the real one.
    """
    present = now()
    for year in range(present.year - 2, present.year + 1):
        for index, school in enumerate(schools):
            place = index % len(teams)
            day = _weekday(date(year, 9, 7), index // len(teams))
            starts = datetime.combine(day, school.lessons_start, zone(school.region_code))
            if starts + timedelta(days=1) < present:
                _visit(database, chance, school, teams[place], kits[place], starts)
    for school in schools:
        with database.read() as session:
            ready = students.ready_at(session, school.id)
        # Most who turned 17 since have their card; the others are the office's work of this week.
        _hand_over(database, school, [id for id in ready if chance.random() < 0.85], present - timedelta(days=8))


def _weekday(start: date, number: int) -> date:
    """The Monday to Thursday numbered ``number`` from ``start`` on, counted from 0."""
    days = (start + timedelta(days=n) for n in itertools.count())
    return next(itertools.islice((day for day in days if day.weekday() <= 3), number, None))


def _visit(database: Database, chance: random.Random, school: School, team: Team, kit: Kit, starts: datetime) -> None:
    facts = {
        "kind": VisitKind.RECORDING,
        "school_id": school.id,
        "team_id": team.id,
        "kit_ids": [kit.id],
        "starts_at": starts.astimezone(UTC),
        "ends_at": (starts + timedelta(hours=3)).astimezone(UTC),
        "override_reason": _WHY,
    }
    with database.write() as session, frozen(starts - timedelta(days=14)):
        visit, _ = visiting.create(session, SYSTEM, facts)
        visiting.move(session, SYSTEM, visit.id, Action.PROPOSE, None)
        visiting.move(session, SYSTEM, visit.id, Action.CONFIRM, None, reason=_WHY)
        roster.fill(session, SYSTEM, visit.id, None)
        seen = [line.student_id for line in visits.roster(session, visit)]
    with database.write() as session, frozen(starts + timedelta(hours=4)):
        recorded = _record(session, chance, team, visit, seen, starts)
        visiting.move(session, SYSTEM, visit.id, Action.COMPLETE, None)
    ready = starts + _READY_AFTER
    if ready < now():
        with database.write() as session, frozen(ready + timedelta(hours=1)):
            for student_id in recorded:
                event = NewEvent("PRINT_READY_RECORD", ready, _WHY)
                cards.add_event(session, SYSTEM, student_id, event, content={})
        _hand_over(database, school, recorded, starts + _HANDED_AFTER)


def _record(
    session: Session, chance: random.Random, team: Team, visit: Visit, seen: Sequence[UUID], starts: datetime
) -> list[UUID]:
    """Take everyone on the roster down, as the team would. Returns who was recorded."""
    actor = Actor(None, Role.TEAM, team.region_code, team_id=team.id)
    items = []
    for number, student_id in enumerate(seen):
        outcome = chance.choice(_OUTCOMES)
        items.append(
            Item(
                id=new_id(),
                outcome=outcome,
                reason=Reason.FINGERPRINT_UNREADABLE if outcome is Outcome.FAILED else None,
                captured_at=starts + timedelta(minutes=2 * number),
                device_id=f"demo-{team.name}",
                offline=chance.random() < 0.3,
                student_id=student_id,
                visit_id=visit.id,
            )
        )
    recordings.accept(session, [(actor, item) for item in items])
    return [item.student_id for item in items if item.outcome is Outcome.RECORDED and item.student_id]


def _hand_over(database: Database, school: School, recorded: Sequence[UUID], at: datetime) -> None:
    """One handover at the school a month later, to those who have turned 17 by then."""
    if at >= now() or not recorded:
        return
    with database.write() as session, frozen(at):
        people = [students.get(session, SYSTEM, student_id) for student_id in recorded]
        old_enough = [p for p in people if p.birth_date and reached_on(p.birth_date, 17) <= at.date()]
        receipts = [NewReceipt(p.id, "Wali kelas (demo)", Relation.TEACHER) for p in old_enough]
        if receipts:
            handover = NewHandover(at.date(), f"Aula {school.name}"[:200], receipts, school.id)
            hand_over(session, SYSTEM, handover, content={})
