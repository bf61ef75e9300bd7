"""Finding the pupil, the visit and the team that recordings are about: a few statements for any number of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app.core.access import Actor, Role, regency_of
from app.core.bulk import among_given, given_ids, on_postgres
from app.core.clock import day_of
from app.core.crypto import KeyRing
from app.core.db import keys_of
from app.core.types import NATION, name_key
from app.recordings.rules import Item, ParkedCode, Sighting, WalkIn, parking
from app.regions import queries as regions
from app.students.models import CardState, Recorded, Student
from app.students.queries import is_person
from app.visits.models import RosterEntry, Team, Visit, VisitState
from app.visits.rules import STARTED_BY_RECORDING


@dataclass(frozen=True, slots=True)
class Arrival:
    """An item on its way in: who sent it, and when it really happened."""

    actor: Actor
    item: Item
    corrected_at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """What recording needs to know of a pupil; its row is locked."""

    id: UUID
    survivor_id: UUID | None
    region_code: str
    school_id: UUID | None
    class_group: str | None
    birth_date: date | None
    ever_married: bool
    recorded: Recorded
    card_state: CardState
    counting_recording_id: UUID | None
    cycle: int
    cycle_from: datetime | None
    event_card_state: CardState | None
    registry_since: date | None


@dataclass(frozen=True, slots=True)
class Stop:
    """What recording needs to know of a visit."""

    id: UUID
    region_code: str
    school_id: UUID
    team_id: UUID
    date: date
    starts_at: datetime
    ends_at: datetime
    state: VisitState

    @property
    def is_waiting(self) -> bool:
        """Whether its first recording starts it; its row is locked then."""
        return self.state in STARTED_BY_RECORDING


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an arrival belongs; ``parked`` says why it cannot be applied."""

    person: Person | None
    named_id: UUID | None
    """The pupil's row that was named: ``person`` itself, or one that was merged into it."""
    visit: Stop | None
    team_id: UUID | None
    region_code: str
    parked: ParkedCode | None


_STUDENTS = Student.__table__  # type: ignore[attr-defined]
_VISITS = Visit.__table__  # type: ignore[attr-defined]
_STOP = tuple(_VISITS.c[name] for name in Stop.__dataclass_fields__)


@cache
def _people(*, postgres: bool) -> Any:
    those = among_given(_STUDENTS.c.id, postgres=postgres)
    read = columns(*(_STUDENTS.c[name] for name in Person.__dataclass_fields__))
    return read.where(those).order_by(_STUDENTS.c.id).with_for_update()


def lock_people(session: Session, ids: Iterable[UUID]) -> dict[UUID, Person]:
    """
    The people behind ids, by the id asked for; pointers of merged rows are followed.

    Rows are locked in the order of their ids, so that two batches with the same pupils wait and never deadlock.
    """
    asked = set(ids)
    found: dict[UUID, Person] = {}
    wanted = asked
    session.flush()
    while wanted:
        rows = session.connection().execute(_people(postgres=on_postgres(session)), given_ids(wanted))
        found |= {person.id: person for person in (Person(*row) for row in rows)}
        wanted = {p.survivor_id for p in found.values() if p.survivor_id is not None} - found.keys()
    return {id: _survivor(found, id) for id in asked if id in found}


def _survivor(found: Mapping[UUID, Person], id: UUID) -> Person:
    person = found[id]
    while person.survivor_id is not None:
        person = found[person.survivor_id]
    return person


@cache
def _merged(*, postgres: bool) -> Any:
    return columns(_STUDENTS.c.id, _STUDENTS.c.survivor_id).where(
        among_given(_STUDENTS.c.survivor_id, postgres=postgres)
    )


def members(session: Session, survivors: Iterable[UUID]) -> dict[UUID, UUID]:
    """Every row that is one of these people, with the person's own id: events stay with the row that they named."""
    owner = {id: id for id in survivors}
    frontier = set(owner)
    session.flush()
    while frontier:
        rows = session.connection().execute(_merged(postgres=on_postgres(session)), given_ids(frontier))
        merged = {id: owner[into] for id, into in rows if id not in owner}
        owner |= merged
        frontier = set(merged)
    return owner


def place_all(session: Session, arrivals: Sequence[Arrival]) -> list[Placement]:
    """Look up and judge all arrivals, in order; the pupils found are locked."""
    session.flush()
    visits = _visits(session, arrivals)
    teams = _teams(session, arrivals)
    recognised = _recognise(session, arrivals, visits)
    asked = {a.item.student_id for a in arrivals if a.item.student_id is not None}
    people = lock_people(session, asked | recognised.ids())
    seats = _seats(session, visits, people)
    return [_place(a, visits, teams, recognised, people, seats) for a in arrivals]


def _place(
    arrival: Arrival,
    visits: "_Visits",
    teams: Mapping[UUID, str],
    recognised: "_Recognised",
    people: Mapping[UUID, Person],
    seats: set[tuple[UUID, UUID]],
) -> Placement:
    actor, item = arrival.actor, arrival.item
    by_team = actor.role is Role.TEAM
    by_id = item.student_id in people
    named_id = item.student_id if by_id else recognised.of(item.id)
    person = people.get(named_id) if named_id is not None else None
    if person is not None and not actor.covers(person.region_code):
        person = None
    visit = visits.of(arrival, person.school_id if person else None)
    team_id = actor.team_id if by_team else item.team_id or (visit.team_id if visit else None)
    team_known = item.team_id in (None, actor.team_id) if by_team else _known_team(actor, item, teams)
    code = parking(
        Sighting(
            by_team=by_team,
            team_known=team_known,
            names_visit=item.visit_id is not None,
            has_visit=visit is not None,
            visit_cancelled=visit is not None and visit.state is VisitState.CANCELLED,
            visit_was_theirs=visit is not None and _had(visit, actor.team_id, arrival.corrected_at),
            student_known=person is not None,
            student_expected=person is not None
            and visit is not None
            and (person.school_id == visit.school_id or (visit.id, person.id) in seats),
            shown_nik=person is not None and not by_id and item.id in recognised.by_nik,
        )
    )
    region = visit.region_code if visit else person.region_code if person else actor.region_code
    return Placement(
        person=person,
        named_id=named_id if person is not None else None,
        visit=visit,
        team_id=team_id if team_known else actor.team_id,
        region_code=regency_of(region or NATION),
        parked=code,
    )


def _known_team(actor: Actor, item: Item, teams: Mapping[UUID, str]) -> bool:
    return item.team_id is None or (item.team_id in teams and actor.covers(teams[item.team_id]))


def _teams(session: Session, arrivals: Sequence[Arrival]) -> dict[UUID, str]:
    """Regions of the teams that the office named."""
    named = {a.item.team_id for a in arrivals if a.actor.role is not Role.TEAM} - {None}
    if not named:
        return {}
    rows = session.execute(select(Team.id, Team.region_code).where(col(Team.id).in_(named)))
    return dict(rows.all())


# --- visits ----------------------------------------------------------------------------------------------------


def _had(visit: Stop, team_id: UUID | None, at: datetime) -> bool:
    """Whether it was the team's visit on the day of ``at`` for the people there."""
    zone = regions.zone(visit.region_code)
    first, last = day_of(visit.starts_at, zone), day_of(visit.ends_at, zone)
    return visit.team_id == team_id and first <= day_of(at, zone) <= last


@dataclass(frozen=True, slots=True)
class _Visits:
    by_id: Mapping[UUID, Stop]

    def of(self, arrival: Arrival, school_id: UUID | None) -> Stop | None:
        """The visit that was named, else the team's of that day at the pupil's school."""
        actor, item = arrival.actor, arrival.item
        if item.visit_id is not None:
            visit = self.by_id.get(item.visit_id)
            return visit if visit is not None and actor.covers(visit.region_code) else None
        team_id = _team_of(arrival)
        fitting = [
            visit
            for visit in self.by_id.values()
            if school_id is not None
            and visit.school_id == school_id
            and team_id is not None
            and _had(visit, team_id, arrival.corrected_at)
            and actor.covers(visit.region_code)
        ]
        # A cancelled visit is better than none only for telling why the recording waits.
        fitting.sort(key=lambda v: (v.state is VisitState.CANCELLED, v.starts_at, v.id))
        return fitting[0] if fitting else None


def _team_of(arrival: Arrival) -> UUID | None:
    return arrival.actor.team_id if arrival.actor.role is Role.TEAM else arrival.item.team_id


def _visits(session: Session, arrivals: Sequence[Arrival]) -> _Visits:
    named = {a.item.visit_id for a in arrivals if a.item.visit_id is not None}
    unnamed = [a for a in arrivals if a.item.visit_id is None and _team_of(a) is not None]
    teams = {_team_of(a) for a in unnamed}
    days = {day_of(a.corrected_at, regions.zone(a.actor.region_code)) for a in unnamed}
    if not named and not unnamed:
        return _Visits({})
    visits = _read(session, named) if named else {}
    if unnamed:
        visits |= _read_of_the_day(session, teams, days)
    waiting = {visit.id for visit in visits.values() if visit.is_waiting}
    if waiting:
        # The first recordings start their visit. Two batches that refer to it first and change it afterwards would
        # wait for each other, so the few that find it waiting take turns from here on.
        visits |= _read(session, waiting, lock=True)
    return _Visits(visits)


@cache
def _named_visits(*, postgres: bool, lock: bool) -> Any:
    found = columns(*_STOP).where(among_given(_VISITS.c.id, postgres=postgres)).order_by(_VISITS.c.id)
    return found.with_for_update() if lock else found


def _read(session: Session, ids: Iterable[UUID], *, lock: bool = False) -> dict[UUID, Stop]:
    statement = _named_visits(postgres=on_postgres(session), lock=lock)
    rows = session.connection().execute(statement, given_ids(ids))
    return {row[0]: Stop(*row) for row in rows}


def _read_of_the_day(session: Session, teams: Iterable[UUID | None], days: Iterable[date]) -> dict[UUID, Stop]:
    of_the_day = _VISITS.c.team_id.in_(teams) & _VISITS.c.date.in_(days)
    rows = session.connection().execute(columns(*_STOP).where(of_the_day))
    return {row[0]: Stop(*row) for row in rows}


def _seats(session: Session, visits: _Visits, people: Mapping[UUID, Person]) -> set[tuple[UUID, UUID]]:
    """Who of these people is on which of these rosters, where the school alone does not tell."""
    schools = {visit.school_id for visit in visits.by_id.values()}
    guests = {id for id, person in people.items() if person.school_id not in schools or len(schools) > 1}
    if not guests or not visits.by_id:
        return set()
    guests |= {people[id].id for id in guests}
    rows = session.execute(
        select(RosterEntry.visit_id, RosterEntry.student_id).where(
            col(RosterEntry.visit_id).in_(visits.by_id), col(RosterEntry.student_id).in_(guests)
        )
    )
    return {(visit_id, people[id].id if id in people else id) for visit_id, id in rows}


# --- walk-ins --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Recognised:
    """Pupils' ids by recording id, for walk-ins, by what they were recognised by."""

    by_nik: Mapping[UUID, UUID]
    by_name: Mapping[UUID, UUID]

    def of(self, recording_id: UUID) -> UUID | None:
        return self.by_nik.get(recording_id) or self.by_name.get(recording_id)

    def ids(self) -> set[UUID]:
        return {*self.by_nik.values(), *self.by_name.values()}


def _recognise(session: Session, arrivals: Sequence[Arrival], visits: _Visits) -> _Recognised:
    """Recognise walk-ins by NIK, else by school, name and birth date. Nobody is invented."""
    walk_ins = {a.item.id: (a, a.item.student) for a in arrivals if a.item.student is not None}
    if not walk_ins:
        return _Recognised({}, {})
    found = _by_nik(session, keys_of(session), {id: walk_in for id, (_, walk_in) in walk_ins.items()})
    rest: dict[UUID, tuple[UUID, WalkIn]] = {}
    for id, (arrival, walk_in) in walk_ins.items():
        visit = visits.by_id.get(arrival.item.visit_id) if arrival.item.visit_id else None
        school_id = walk_in.school_id or (visit.school_id if visit else None)
        if id not in found and school_id is not None and walk_in.birth_date is not None:
            rest[id] = (school_id, walk_in)
    return _Recognised(found, _by_name(session, rest))


def _by_nik(session: Session, keys: KeyRing, walk_ins: Mapping[UUID, WalkIn]) -> dict[UUID, UUID]:
    hashes = {id: keys.blind("nik", walk_in.nik) for id, walk_in in walk_ins.items() if walk_in.nik}
    if not hashes:
        return {}
    rows = session.execute(select(Student.nik_hash, Student.id).where(col(Student.nik_hash).in_(set(hashes.values()))))
    holders = dict(rows.all())
    return {id: holders[nik_hash] for id, nik_hash in hashes.items() if nik_hash in holders}


_NAMESAKE: tuple[Any, ...] = (
    Student.id,
    Student.school_id,
    Student.name_key,
    Student.birth_date,
    Student.sex,
    Student.nik_hash,
)


def _by_name(session: Session, walk_ins: Mapping[UUID, tuple[UUID, WalkIn]]) -> dict[UUID, UUID]:
    if not walk_ins:
        return {}
    namesakes = session.execute(
        columns(*_NAMESAKE).where(
            col(Student.school_id).in_({school for school, _ in walk_ins.values()}),
            col(Student.name_key).in_({name_key(walk_in.name) for _, walk_in in walk_ins.values()}),
            is_person(),
        )
    ).all()
    found: dict[UUID, UUID] = {}
    for id, (school_id, walk_in) in walk_ins.items():
        fitting = [
            pupil
            for pupil, school, name, birth, sex, nik_hash in namesakes
            # A NIK that was shown and is not this pupil's tells that it is somebody else.
            if school == school_id and walk_in.is_person(name, birth, sex) and (walk_in.nik is None or nik_hash is None)
        ]
        if len(fitting) == 1:
            found[id] = fitting[0]
    return found
