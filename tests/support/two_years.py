"""
The demonstration walked day by day: what the card lists say on a day, against a reckoning that knows no list.

Nothing here uses a rule of the program: birthdays, legal days and days of lessons are reckoned anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from app.cards import due_queries
from app.cards.due_queries import Wanted
from app.cards.legal import Clock, next_step
from app.core.access import Actor
from app.core.clock import frozen
from app.core.paging import PageRequest
from app.regions.models import CalendarDay, Setting
from app.regions.queries import setting
from app.schools.models import School
from app.students.models import Student
from app.visits.action_list import action_list
from app.visits.travel import roads

ZONE = ZoneInfo("Asia/Makassar")
REGENCY = "63.11"
ALL = PageRequest(limit=100_000)
WEEK, AHEAD, WARN = 6, 90, 365
DAY = timedelta(days=1)


def birthday(birth: date, years: int) -> date:
    """Born on 29 February: on 1 March where there is none."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)


@dataclass
class Reckoning:
    """The registry as plain rows, read once, and what follows from them with a pencil."""

    session: Session
    offset_from: date
    """From this day on cards are handed over a day after the birthday."""
    people: list[Student] = field(init=False)
    schools: dict[UUID, School] = field(init=False)
    entered: list[CalendarDay] = field(init=False)

    def __post_init__(self) -> None:
        found = self.session.exec(select(Student)).all()
        self.people = [one for one in found if one.survivor_id is None and one.status not in ("moved_away", "deceased")]
        self.schools = {school.id: school for school in self.session.exec(select(School))}
        self.entered = list(self.session.exec(select(CalendarDay)))
        self._ways = roads(self.session, REGENCY, self.offset_from)
        self._lessons: dict[tuple[UUID, date], bool] = {}

    # --- cards ---------------------------------------------------------------------------------------------------

    def due(self, first: date, last: date) -> dict[UUID, date]:
        days = ((one.id, birthday(one.birth_date, 17)) for one in self.people if one.birth_date is not None)
        return {id: day for id, day in days if first <= day <= last}

    def legal_day(self, one: Student, on: date) -> date | None:
        """``None`` for someone ever married: any day."""
        assert one.birth_date is not None
        return None if one.ever_married else birthday(one.birth_date, 17) + (DAY if on >= self.offset_from else 0 * DAY)

    def step(self, one: Student, on: date) -> str:
        """What the slip tells its owner to do."""
        if one.card_state.value not in ("ready", "printed"):
            waits = {"not_recorded": "record", "in_process": "wait", "handed_over": "none"}
            return waits.get(one.card_state.value, "ask")
        legal = self.legal_day(one, on)
        return "fetch" if legal is None or legal <= on else "birthday"

    def past_17(self, on: date) -> set[UUID]:
        late = DAY if on >= self.offset_from else 0 * DAY
        return {
            one.id
            for one in self.people
            if one.birth_date and birthday(one.birth_date, 17) + late <= on and one.card_state.value != "handed_over"
        }

    def nearing_22(self, on: date) -> set[UUID]:
        return {
            one.id
            for one in self.people
            if one.birth_date and one.recorded.value == "no" and on < birthday(one.birth_date, 22) <= on + WARN * DAY
        }

    # --- the action list -----------------------------------------------------------------------------------------

    def slips(self, on: date, look: int) -> dict[UUID, date | None]:
        """Who turns 17 before the next visit that is possible, with its day. No visit is planned."""
        found: dict[UUID, date | None] = {}
        visits = {id: self._next_visit(school, on, look) for id, school in self.schools.items()}
        for one in self.people:
            if one.birth_date is None or one.recorded.value != "no":
                continue
            turns = birthday(one.birth_date, 17)
            if turns > on + AHEAD * DAY:
                continue
            shown = not one.restricted and one.consent.value not in ("refused", "withdrawn")
            at_lessons = one.school_id is not None and one.status.value != "graduated" and shown
            visit = visits[one.school_id] if one.school_id is not None and at_lessons else None
            if visit is None or turns < visit:
                found[one.id] = visit
        return found

    def _next_visit(self, school: School, on: date, look: int) -> date | None:
        if not school.active:
            return None
        days = (on + n * DAY for n in range(1, look + 2))
        return next((day for day in days if self._has_lessons(school, day)), None)

    def _has_lessons(self, school: School, day: date) -> bool:
        """Long enough after the team has come, and with nothing entered against the day."""
        key = (school.id, day)
        if key not in self._lessons:
            ends = min(school.lessons_end, time(11)) if day.weekday() == 4 else school.lessons_end
            way = self._ways.to(school).minutes or 0
            arrives = datetime.combine(day, time(6, 30)) + timedelta(minutes=way)
            starts = max(datetime.combine(day, school.lessons_start), arrives)
            long_enough = datetime.combine(day, ends) - starts >= timedelta(minutes=10)
            against = any(entry.date_from <= day <= entry.date_to and _holds(entry, school) for entry in self.entered)
            self._lessons[key] = day.weekday() < 5 and long_enough and not against
        return self._lessons[key]


def _holds(entry: CalendarDay, school: School) -> bool:
    if entry.school_id is not None:
        return entry.school_id == school.id
    return entry.region_code is None or f"{school.district_code}.".startswith(f"{entry.region_code}.")


def walk(session: Session, actor: Actor, days: Sequence[date]) -> int:
    """Compare what the lists say on each of ``days``; the number of people's days compared. Nothing is kept."""
    offset_from = days[len(days) // 2]
    session.add(Setting(region_code=REGENCY, key="print_offset_days", value=1, valid_from=offset_from))
    session.flush()
    reckoned = Reckoning(session, offset_from)
    assert setting(session, REGENCY, "team_departure", days[0]) == "06:30"
    assert not setting(session, REGENCY, "consent_required", days[0])
    look = int(setting(session, REGENCY, "suggest_days", days[0]))
    for day in days:
        with frozen(datetime.combine(day, time(10), ZONE)):
            _compare_cards(session, actor, reckoned, day)
            _compare_actions(session, actor, reckoned, day, look)
    session.rollback()
    return len(days) * len(reckoned.people)


def _compare_cards(session: Session, actor: Actor, reckoned: Reckoning, day: date) -> None:
    people = {one.id: one for one in reckoned.people}
    for last in (day, day + WEEK * DAY):
        found = due_queries.due(session, actor, ALL, Wanted(day, last)).items
        assert {line.student_id: line.turns_17_on for line in found} == reckoned.due(day, last), day
        for line in found:
            assert line.legal_day == reckoned.legal_day(people[line.student_id], day), (day, line.student_id)
    for line in found:
        said = next_step(line.card_state, day, line.legal_day or date.min).value
        assert said == f"cards.next_{reckoned.step(people[line.student_id], day)}", (day, line.student_id)
    ready = due_queries.due_counts(session, actor, Wanted(day, day + WEEK * DAY))
    states = [people[line.student_id].card_state for line in found]
    assert {state: n for state, n in ready.items() if n} == {state: states.count(state) for state in set(states)}, day
    assert _ids(session, actor, Clock.PAST_17, day) == reckoned.past_17(day), day
    assert _ids(session, actor, Clock.NEARING_22, day) == reckoned.nearing_22(day), day


def _ids(session: Session, actor: Actor, kind: Clock, day: date) -> set[UUID]:
    return {line.student_id for line in due_queries.clocks(session, actor, ALL, kind, on=day, within_days=WARN).items}


def _compare_actions(session: Session, actor: Actor, reckoned: Reckoning, day: date, look: int) -> None:
    found = action_list(session, actor, ALL, region_code=None, by=None).items
    assert {each.student.id: each.next_visit_on for each in found} == reckoned.slips(day, look), day


def two_years_from(first: date) -> Iterable[date]:
    return (first + n * DAY for n in range(731))
