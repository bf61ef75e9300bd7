"""Who graduated is still to be recorded, but is awaited at no visit of the school any more, unless called by name."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session

from app.core.access import Actor
from app.core.clock import frozen
from app.recordings import packs
from app.students import rollover
from app.students import service as people
from app.students.models import StudentStatus
from app.students.rollover_models import Rollover
from app.visits import queries, roster
from app.visits.models import RosterEntry, Visit, VisitKind, VisitState
from app.visits.tallies import tallies
from tests.support.world import World, add_student

JULY = date(2026, 7, 1)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


class Office:
    def __init__(self, session: Session, world: World, actors: dict[str, Actor]) -> None:
        self.session, self.world, self.actors = session, world, actors
        self.graduate = add_student(session, world, name="LULUS", class_group="XII IPA 1", birth=date(2008, 1, 15))
        self.pupil = add_student(session, world, name="NAIK", class_group="XI IPA 1", birth=date(2009, 1, 15))
        for id in (self.graduate, self.pupil):
            people.change_many(session, actors["officer"], {id: {"grade": None}}, on=date(2025, 7, 14))

    def visit(self, day: date, state: VisitState = VisitState.CONFIRMED, **outcomes: str) -> Visit:
        """A visit whose roster was made in spring, before anybody graduated."""
        made = Visit(
            region_code="63.11",
            kind=VisitKind.RECORDING,
            school_id=self.world.schools["paringin"],
            team_id=self.world.teams["team1"],
            date=day,
            starts_at=noon(day) - timedelta(hours=3),
            ends_at=noon(day),
            capacity=40,
            state=state,
        )
        self.session.add(made)
        self.session.flush()
        for name in ("graduate", "pupil"):
            entry = RosterEntry(
                visit_id=made.id,
                student_id=getattr(self, name),
                outcome=outcomes.get(name),
                added_at=noon(date(2026, 4, 1)),
            )
            self.session.add(entry)
        self.session.flush()
        return made

    def step(self, on: date = JULY) -> Rollover:
        with frozen(noon(on)):
            actor = self.actors["school-paringin"]
            school = self.world.schools["paringin"]
            checked, _ = rollover.check(self.session, actor, school, "2026/2027", begins_on=JULY)
            _, changed = rollover.apply(self.session, actor, checked.id)
        assert changed is None
        return checked

    def take_back(self, step: Rollover) -> None:
        with frozen(noon(JULY + timedelta(days=20))):
            rollover.revert(self.session, self.actors["school-paringin"], step.id, "salah tahun")

    def awaited(self, visit: Visit) -> tuple[set[UUID], set[UUID], int, int]:
        """Who stands on the roster and in the pack, how many are expected and how many not yet seen."""
        self.session.expire_all()
        tally = tallies(self.session, [visit.id])[visit.id]
        [pack] = packs.packs(self.session, [visit])
        on_roster = {line.student_id for line in queries.roster(self.session, visit)}
        return on_roster, {pupil.student_id for pupil in pack.roster()}, tally.expected, tally.not_yet_seen


@pytest.fixture
def office(session: Session, world: World, actors: dict[str, Actor]) -> Office:
    return Office(session, world, actors)


def test_an_unseen_graduate_leaves_the_rosters_of_coming_visits_and_comes_back_with_the_step(office: Office) -> None:
    visit = office.visit(date(2026, 9, 1))
    both, one = {office.graduate, office.pupil}, {office.pupil}
    assert office.awaited(visit) == (both, both, 2, 2)
    step = office.step()
    assert office.awaited(visit) == (one, one, 1, 1)
    office.take_back(step)
    assert office.awaited(visit) == (both, both, 2, 2)


def test_where_a_graduate_was_seen_they_stay(office: Office) -> None:
    visit = office.visit(date(2026, 9, 1), VisitState.IN_PROGRESS, graduate="absent")
    office.step()
    both = {office.graduate, office.pupil}
    assert office.awaited(visit) == (both, both, 2, 1)


@pytest.mark.parametrize("applied", [date(2026, 5, 10), date(2026, 8, 10)], ids=["ahead", "late"])
def test_visits_before_the_new_year_or_before_the_step_keep_whom_they_awaited(office: Office, applied: date) -> None:
    visit = office.visit(date(2026, 5, 20) if applied < JULY else date(2026, 8, 1), VisitState.COMPLETED)
    office.step(applied)
    assert office.awaited(visit)[2:] == (2, 2)


def test_who_is_called_back_by_name_or_by_a_list_is_awaited(office: Office) -> None:
    called, listed = office.visit(date(2026, 9, 1)), office.visit(date(2026, 9, 2))
    office.step()
    places = [roster.Place(office.pupil), roster.Place(office.graduate)]
    with frozen(noon(date(2026, 8, 1))):
        roster.replace(office.session, office.actors["officer"], called.id, None, places)
    assert office.awaited(called)[2] == 2
    assert office.awaited(listed)[2] == 1
    back = {office.graduate: {"status": StudentStatus.ACTIVE}}
    people.change_many(office.session, office.actors["officer"], back, on=date(2026, 8, 2))
    assert office.awaited(listed)[2] == 2
