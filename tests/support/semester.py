"""A semester of visits at work: random plans, moves, rosters and outcomes over 22 schools."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.core.clock import frozen
from app.core.errors import Refusal
from app.core.ids import new_id
from app.regions.models import CalendarDay, DayKind, LessonPeriod
from app.schools.models import School, SchoolKind
from app.visits import next_date, outcomes, requests, roster, service
from app.visits.models import Kit, RosterEntry, Team, Visit, VisitKind
from app.visits.outcomes import Seen
from app.visits.roster import Place
from app.visits.rules import PRECEDENCE, Action
from tests.support.world import BALANGAN, World, add_student

START = date(2027, 1, 4)
DAYS = 150
ZONE = timedelta(hours=8)


class Semester:
    """Schools, teams and kits, a calendar, and whoever plans with them. Every act is the office's or a team's."""

    def __init__(self, session: Session, world: World, seed: int, schools: int = 22) -> None:
        self.session, self.chance, self.done = session, Random(seed), Counter[str]()
        self.officer, self.team = world.actors["officer"], world.actors["team1"]
        self.clock = datetime(2026, 12, 1, 1, tzinfo=UTC)
        self.schools = [self._school(world, number) for number in range(schools)]
        self.pupils = {
            school: [self._pupil(world, school) for _ in range(self.chance.randrange(2, 7))] for school in self.schools
        }
        self.teams = [world.teams["team1"], world.teams["team2"], *self._more(Team, 2)]
        self.kits = [world.kits["kit1"], world.kits["kit2"], *self._more(Kit, 2)]
        self._enter_calendar()
        self._acts: list[tuple[str, Callable[[], Any]]] = [
            *[("create", self.create)] * 4,
            *[("move", self.move)] * 8,
            *[("reschedule", self.reschedule)] * 2,
            *[("replan", self.replan)] * 2,
            *[("roster", self.fill)] * 3,
            ("named", self.name_some),
            *[("outcome", self.outcome)] * 6,
            *[("void", self.void)] * 2,
            ("catch_up", self.catch_up),
            ("suggested", self.take_suggestion),
            ("request", self.request),
        ]

    def _school(self, world: World, number: int) -> UUID:
        school = School(
            region_code=BALANGAN,
            district_code=f"63.11.0{number % 8 + 1}",
            npsn=f"9998{number:04}",
            name=f"SMA {number:02}",
            kind=SchoolKind.SMA,
            public=True,
            lessons_start=time(7, 30),
            lessons_end=time(self.chance.choice((12, 14)), 0),
            travel_minutes=self.chance.choice((None, 10, 60, 120)),
        )
        self.session.add(school)
        self.session.flush()
        world.schools[school.name] = school.id
        return school.id

    def _pupil(self, world: World, school_id: UUID) -> UUID:
        name = next(name for name, id in world.schools.items() if id == school_id)
        birth = date(2009, 6, 1) + timedelta(days=self.chance.randrange(700))
        return add_student(
            self.session, world, name, name=f"SISWA {self.chance.randrange(10**6)}", birth=birth,
            class_group=self.chance.choice(("XI A", "XI B", "XII A")),
        )  # fmt: skip

    def _more(self, kind: type[Team] | type[Kit], number: int) -> list[UUID]:
        rows: list[Any] = [
            Team(name=f"tim {n}", region_code=BALANGAN) if kind is Team else Kit(code=f"K-{n}", region_code=BALANGAN)
            for n in range(number)
        ]
        self.session.add_all(rows)
        self.session.flush()
        return [row.id for row in rows]

    def _enter_calendar(self) -> None:
        self.session.add(
            CalendarDay(
                date_from=date(2027, 3, 1), date_to=date(2027, 3, 6), kind=DayKind.EXAM, name="PTS", source="x",
                region_code=BALANGAN,
            )
        )  # fmt: skip
        self.session.add(
            CalendarDay(
                date_from=date(2027, 4, 12), date_to=date(2027, 4, 17), kind=DayKind.OTHER, name="Ulang tahun sekolah",
                source="x", region_code=BALANGAN, school_id=self.schools[0],
            )
        )  # fmt: skip
        self.session.add(
            LessonPeriod(
                date_from=date(2027, 2, 8), date_to=date(2027, 3, 8), name="Ramadan", lessons_start=time(8),
                lessons_end=time(12), source="x", region_code=BALANGAN,
            )
        )  # fmt: skip
        self.session.commit()

    # --- acting ---

    def act(self) -> None:
        """
        One random act, in a transaction of its own as in life; what is refused changes nothing.

        In one transaction for all, PostgreSQL would keep every version that a row ever had in the way of every reader.
        """
        name, act = self.chance.choice(self._acts)
        self.clock += timedelta(minutes=3)
        with frozen(self.clock):
            try:
                act()
                self.session.commit()
            except Refusal as refusal:
                self.session.rollback()
                self.done[f"{name}: {refusal.code}"] += 1
                return
        self.done[name] += 1

    def times(self) -> dict[str, Any]:
        """A period of some day, now and then out of lessons, on a Sunday or a holiday."""
        day = START + timedelta(days=self.chance.randrange(DAYS))
        begins = datetime.combine(day, time(self.chance.choice((6, 8, 8, 8, 9, 10)), 0), UTC) - ZONE
        reason = "mendesak" if self.chance.random() < 0.15 else None
        ends = begins + timedelta(hours=self.chance.choice((1, 2, 3, 4)))
        return {"starts_at": begins, "ends_at": ends, "override_reason": reason}

    def plan(self) -> dict[str, Any]:
        return {
            "kind": self.chance.choice([VisitKind.RECORDING] * 4 + [VisitKind.OUTREACH, VisitKind.HANDOVER]),
            "school_id": self.chance.choice(self.schools),
            "team_id": self.chance.choice(self.teams),
            "kit_ids": self.chance.sample(self.kits, self.chance.choice((1, 1, 2))),
            **self.times(),
        }

    def visit(self) -> Visit | None:
        # The latest are the ones at work. To read all of them was most of a long semester's time.
        found = self.session.exec(select(Visit.id).order_by(col(Visit.id).desc()).limit(60)).all()
        if not found:
            return None
        return self.session.get_one(Visit, self.chance.choice(found[::-1]), populate_existing=True)

    def create(self) -> None:
        service.create(self.session, self.officer, self.plan())

    def move(self) -> None:
        if visit := self.visit():
            actions = [action for action in Action if action is not Action.RESCHEDULE]
            weights = [1 if action in (Action.CANCEL, Action.POSTPONE) else 4 for action in actions]
            [action] = self.chance.choices(actions, weights)
            service.move(self.session, self.officer, visit.id, action, None, reason="alasan")

    def reschedule(self) -> None:
        if visit := self.visit():
            service.reschedule(self.session, self.officer, visit.id, None, **self.times())

    def replan(self) -> None:
        if visit := self.visit():
            plan = self.plan()
            names = self.chance.sample(["team_id", "kit_ids", "starts_at", "kind"], self.chance.randrange(1, 3))
            wish = {name: plan[name] for name in names}
            if "starts_at" in wish:
                wish |= {"ends_at": plan["ends_at"], "override_reason": plan["override_reason"]}
            service.change(self.session, self.officer, visit.id, visit.version, wish)

    def fill(self) -> None:
        if visit := self.visit():
            roster.fill(self.session, self.officer, visit.id, None)

    def name_some(self) -> None:
        if visit := self.visit():
            own = self.pupils[visit.school_id]
            places = [Place(id) for id in self.chance.sample(own, self.chance.randrange(len(own) + 1))]
            roster.replace(self.session, self.officer, visit.id, None, places)

    def outcome(self) -> None:
        """What teams bring home: of anybody, at any visit, however late."""
        if visit := self.visit():
            school = visit.school_id if self.chance.random() < 0.9 else self.chance.choice(self.schools)
            seen = [
                Seen(visit.id, self.chance.choice(self.pupils[school]), self.chance.choice(PRECEDENCE), new_id())
                for _ in range(self.chance.randrange(1, 6))
            ]
            outcomes.note_outcomes(self.session, self.team, seen)

    def void(self) -> None:
        seen = self.session.exec(
            select(RosterEntry).where(col(RosterEntry.outcome).is_not(None)).order_by(col(RosterEntry.visit_id).desc())
        ).first()
        if seen:
            left = [(self.chance.choice(PRECEDENCE), new_id())] if self.chance.random() < 0.4 else []
            outcomes.recompute_outcomes(self.session, seen.visit_id, seen.student_id, left)

    def catch_up(self) -> None:
        if visit := self.visit():
            service.catch_up(self.session, self.officer, visit.id, self.times())

    def request(self) -> None:
        school = self.chance.choice(self.schools)
        facts = {"date_from": START, "date_to": START + timedelta(days=60), "note": None}
        asked, _ = requests.ask(self.session, self.officer, school, facts)
        if self.chance.random() < 0.5:
            service.create(self.session, self.officer, {**self.plan(), "school_id": school, "request_id": asked.id})

    def take_suggestion(self) -> None:
        """A suggested day is a promise: a visit planned by it is never refused."""
        school = self.chance.choice(self.schools)
        found = next_date.suggest(self.session, self.officer, school, date_from=START, date_to=None, limit=3)
        if not found:
            return
        chosen = self.chance.choice(found)
        plan = {
            "kind": VisitKind.RECORDING,
            "school_id": school,
            "team_id": chosen.option.team_id,
            "kit_ids": chosen.option.kit_ids,
            "starts_at": chosen.starts_at,
            "ends_at": chosen.ends_at,
            "override_reason": None,
        }
        try:
            visit, _ = service.create(self.session, self.officer, plan)
        except Refusal as refusal:
            raise AssertionError(f"suggested, but {refusal.code}") from refusal
        assert visit.capacity == chosen.option.capacity
