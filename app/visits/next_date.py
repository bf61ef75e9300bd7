"""Days on which nothing stands against visiting a school, the best first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.regions import queries as regions
from app.regions.queries import Coefficients
from app.schools import queries as schools
from app.schools.models import School
from app.students import queries as students
from app.students.models import Student, StudentStatus
from app.students.rules import reached_on
from app.visits import next_date_rules as dates
from app.visits import queries, rules
from app.visits.models import Kit, KitState, Team, Visit, VisitKit
from app.visits.next_date_rules import KitAt, Option, Waiting
from app.visits.timetable import Timetable, timetable
from app.visits.travel import Roads, roads
from app.visits.travel_rules import Travel

SEVENTEEN = 17
_LAST_DAY = date(rules.YEARS[-1], 12, 31)
_COEFFICIENTS = ("recording_age", "minutes_per_recording", "card_lead_days", "team_departure")


@dataclass(frozen=True, slots=True)
class Means:
    """A regency's teams and kits within a period: what there is, and what is away on which day."""

    teams: Sequence[Team]
    kits: Sequence[KitAt]
    busy: dict[date, set[UUID]]
    """Teams and kits that have a visit on a day."""
    visits_of: dict[UUID, int]
    """How many visits each team has in the period."""
    schools_on: dict[date, set[UUID]]
    roads: Roads
    coefficients: Coefficients

    def free(self, day: date) -> tuple[Team, list[KitAt]] | None:
        """The free team with the fewest visits, and the free kits; ``None`` where either lacks."""
        away = self.busy.get(day, set())
        teams = [team for team in self.teams if team.id not in away]
        kits = [kit for kit in self.kits if kit.id not in away]
        if not teams or not kits:
            return None
        return min(teams, key=lambda team: (self.visits_of.get(team.id, 0), team.name, team.id)), kits


def means(session: Session, region_code: str, first: date, last: date) -> Means:
    """What the regency ``region_code`` has from ``first`` through ``last``. For whoever may see the regency."""
    teams = session.exec(select(Team).where(col(Team.region_code) == region_code, col(Team.active).is_(True))).all()
    kits = session.exec(select(Kit).where(col(Kit.region_code) == region_code, col(Kit.state) == KitState.READY)).all()
    busy: dict[date, set[UUID]] = defaultdict(set)
    visits_of: dict[UUID, int] = defaultdict(int)
    schools_on: dict[date, set[UUID]] = defaultdict(set)
    taken = (
        select(Visit, VisitKit.kit_id)
        .join(VisitKit, col(VisitKit.visit_id) == col(Visit.id), isouter=True)
        .where(
            col(Visit.region_code) == region_code,
            col(Visit.date).between(first, last),
            col(Visit.state).not_in(rules.NOT_OCCUPYING),
        )
    )
    counted: set[UUID] = set()
    for visit, kit_id in session.exec(taken):
        busy[visit.date] |= {visit.team_id} | ({kit_id} if kit_id else set())
        schools_on[visit.date].add(visit.school_id)
        visits_of[visit.team_id] += visit.id not in counted
        counted.add(visit.id)
    return Means(
        teams,
        [KitAt(kit.id, kit.capacity_per_day) for kit in kits],
        dict(busy),
        dict(visits_of),
        dict(schools_on),
        roads(session, region_code, first),
        regions.coefficients(session, region_code, _COEFFICIENTS, last),
    )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A day for a school with its reasons."""

    option: Option
    team: str
    starts_at: datetime
    ends_at: datetime
    way: Travel


def suggest(
    session: Session, actor: Actor, school_id: UUID, *, date_from: date | None, date_to: date | None, limit: int
) -> list[Suggestion]:
    """
    The best days for visiting a school, from tomorrow as far as the region looks ahead unless asked otherwise.

    None breaks a rule: the school has lessons, nothing is entered against the day, a team and a kit are free all day.
    Raises :class:`NotFound` for a school out of sight.
    """
    school = schools.get(session, actor, school_id)
    tomorrow = regions.today(school.region_code) + timedelta(days=1)
    first = max(date_from or tomorrow, tomorrow)
    ahead = int(regions.setting(session, school.region_code, "suggest_days", first))
    last = min(date_to or _LAST_DAY, first + timedelta(days=ahead), _LAST_DAY)
    if last < first:
        return []
    have = means(session, school.region_code, first, last)
    people = waiting(session, school, int(have.coefficients.on(first)["recording_age"]))
    found = dates.best(options(have, school, timetable(session, school, first, last), people, first, last), limit)
    names = {team.id: team.name for team in have.teams}
    zone, way = regions.zone(school.region_code), have.roads.to(school)
    return [
        Suggestion(
            each,
            names[each.team_id],
            datetime.combine(each.date, each.starts, zone),
            datetime.combine(each.date, each.ends, zone),
            way,
        )
        for each in found
    ]


def options(
    have: Means, school: School, table: Timetable, people: Sequence[Waiting], first: date, last: date
) -> Iterator[Option]:
    """Every day of a period on which ``school`` can be visited, with the means for those whom it serves."""
    if not school.active:
        return
    minutes = have.roads.to(school).minutes or 0
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        known = have.coefficients.on(day)
        lessons, free = table.hours(day).on(day.weekday()), have.free(day)
        if lessons is None or free is None or table.against(day) or school.id in have.schools_on.get(day, ()):
            continue
        arrives = dates.departure(time.fromisoformat(known["team_departure"]), minutes)
        starts, ends = max(lessons[0], arrives), lessons[1]
        team, kits = free
        able = sum(person.eligible_on <= day for person in people)
        chosen, places = dates.enough_kits(kits, able, starts, ends, float(known["minutes_per_recording"]))
        if places < 1:
            continue
        served = dates.serve(day, people, places, int(known["card_lead_days"]))
        yield Option(day, starts, ends, team.id, chosen, places, served)


def waiting(session: Session, school: School, recording_age: int) -> list[Waiting]:
    """
    A school's pupils who are still to be recorded, may stand on a roster and stand on none of a visit to come.

    Numbers for a plan, no names.
    """
    on = regions.today(school.region_code)
    rows = session.execute(
        columns(col(Student.birth_date), col(Student.ever_married)).where(
            col(Student.school_id) == school.id,
            students.is_person(),
            students.is_unrecorded(),
            col(Student.status) != StudentStatus.GRADUATED,
            col(Student.birth_date).is_not(None),
            students.may_appear(session, on),
            col(Student.id).not_in(queries.on_coming_rosters()),
        )
    )
    return [
        Waiting(on if married else reached_on(birth, recording_age), reached_on(birth, SEVENTEEN))
        for birth, married in rows
    ]
