"""
Keeping the roll-up: the reader of the journal that counts anew whatever changed.

A line says of whom it is. Whatever school those people are of, were of, or are named with is counted anew: twice is
once, so a crash, a late line or two lines about one person do no harm. One lock, the reader's own, keeps everybody
apart who writes the roll-up.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, exists, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from app.core.db import Database, batched, insert_into
from app.coverage import rollup
from app.coverage.rollup import BUILDING, READER
from app.coverage.rollup_models import NO_SCHOOL, Tally
from app.journal import following
from app.journal.models import Head, JournalLine, Position, TailReader
from app.recordings.models import Recording
from app.regions import queries as regions
from app.students.models import Student, StudentHistory

_SLICE = 5000
"""Positions read in one transaction at most: a second of the busiest hour, whose lines are of few schools."""
_ROOMS = ("students.", "recordings.", "cards.", "identity.")
"""Whose lines tell of what the figures are made of; whatever other rooms do to a pupil, these write a line of it."""
_OF_PEOPLE = frozenset({"student", "recording", "handover", "merge"})
"""Subjects whose line without a school is of somebody outside school; an issue or a box of blank cards is not."""
SLICE_SECONDS = 600.0
"""How long a slice may take, of which after an outage each line may be of another school. No past hangs on it."""
_AT_SCHOOL = "recordings.created"
"""It names the school at which its person was, and moves nobody: the one kind that comes by the thousand a second."""
_NAMED = ("student_id", "merged_id", "survivor_id")
"""Where a line's data names people."""


@dataclass(slots=True)
class Touched:
    """What is to be counted anew."""

    schools: set[UUID] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)
    """Regencies whose people without a school are."""

    def add(self, region_code: str | None, school_id: UUID | None) -> None:
        if school_id is not None and school_id != NO_SCHOOL:
            self.schools.add(school_id)
        elif region_code is not None:
            self.outside.add(region_code)

    def holds(self, region_code: str, school_id: UUID) -> bool:
        return school_id in self.schools or (school_id == NO_SCHOOL and region_code in self.outside)


# --- following -------------------------------------------------------------------------------------------------


def follow(database: Database) -> bool:
    """Read the journal on, or count everybody where that was never done; says whether there is more at once."""
    with database.read() as session:
        built = rollup.is_built(session)
        due = built and _due(session)
    if not built:
        with database.write() as session:
            if session.get(TailReader, READER) is None:
                begin(session)
        return build_on(database) is not None
    more = following.follow(database, READER, _hear, within=SLICE_SECONDS)
    if due:
        with database.write() as session:
            if following.lock(session, READER) is not None:
                _recount(session, _touched_by_the_day(session))
    return more


def _hear(session: Session, after: int) -> int:
    head = session.get(Head, 1)
    until = min(after + _SLICE, head.position if head else 0)
    touched = Touched()
    _add_lines(session, touched, _sealed(col(Position.position) > after, col(Position.position) <= until))
    _recount(session, touched)
    return max(after, until)


def _recount(session: Session, touched: Touched) -> None:
    rollup.recount(session, touched.schools, touched.outside)


def unread(session: Session) -> Touched:
    """What changed and is not counted yet, as far as this transaction sees: lines not read, and those not sealed."""
    reader, head = session.get(TailReader, READER), session.get(Head, 1) or Head()
    touched = _touched_by_the_day(session)
    _add_lines(session, touched, _sealed(col(Position.position) > (reader.position if reader else 0)))
    unsealed = ~exists().where(col(Position.line_id) == col(JournalLine.id))
    _add_lines(session, touched, _lines().where(col(JournalLine.id) > head.floor, unsealed))
    return touched


def _lines() -> Select[Any]:
    """The lines that tell of people."""
    told = ("kind", "subject_type", "subject_id", "region_code", "school_id", "data")
    return columns(*(getattr(JournalLine, name) for name in told)).where(
        or_(*(col(JournalLine.kind).startswith(room) for room in _ROOMS))
    )


def _sealed(*where: ColumnElement[bool]) -> Select[Any]:
    return _lines().join(Position, col(Position.line_id) == col(JournalLine.id)).where(*where)


def _add_lines(session: Session, touched: Touched, lines: Select[Any]) -> None:
    """The schools that some lines name, and all of the people whom they are about."""
    people, taken = set[UUID](), set[UUID]()
    for kind, subject_type, subject_id, region_code, school_id, data in session.execute(lines):
        if school_id is not None or subject_type in _OF_PEOPLE:
            touched.add(region_code, school_id)
        if kind == _AT_SCHOOL and school_id is not None:
            continue
        people.update(UUID(data[name]) for name in _NAMED if data.get(name))
        if subject_type == "student" and subject_id is not None:
            people.add(subject_id)
        elif subject_type == "recording" and subject_id is not None:
            taken.add(subject_id)
    people |= _of_recordings(session, taken)
    _add_places(session, touched, people)


def _of_recordings(session: Session, ids: Iterable[UUID]) -> set[UUID]:
    found = set[UUID]()
    for some in batched(ids):
        named = session.exec(select(Recording.student_id).where(col(Recording.id).in_(some)))
        found.update(id for id in named if id is not None)
    return found


def _add_places(session: Session, touched: Touched, people: set[UUID]) -> None:
    """Where these people are and ever were, and whom they are or ever were merged into."""
    for some in batched(people):
        into = [
            select(model.survivor_id).where(id.in_(some), col(model.survivor_id).is_not(None))
            for model, id in ((Student, col(Student.id)), (StudentHistory, col(StudentHistory.student_id)))
        ]
        now = select(Student.region_code, Student.school_id).where(
            or_(col(Student.id).in_(some), *(col(Student.id).in_(merged) for merged in into))
        )
        once = select(StudentHistory.region_code, StudentHistory.school_id).where(
            col(StudentHistory.student_id).in_(some)
        )
        for region_code, school_id in {*session.exec(now), *session.exec(once)}:
            touched.add(region_code, school_id)


def _due(session: Session) -> bool:
    """Whether a day came on which a card that was entered ahead of it begins to count."""
    return session.exec(select(exists().where(col(Tally.next_on) <= regions.today(None)))).one()


def _touched_by_the_day(session: Session) -> Touched:
    touched = Touched()
    for region_code, school_id in session.exec(
        select(Tally.region_code, Tally.school_id).where(col(Tally.next_on) <= regions.today(None))
    ):
        touched.add(region_code, school_id)
    return touched


# --- counting everybody ----------------------------------------------------------------------------------------


def begin(session: Session) -> None:
    """
    Let everybody be counted anew, from the first regency on.

    What is sealed by now will be counted, since counting begins after it; the reader reads on from here.
    """
    head = session.get(Head, 1) or Head()
    for name, position in ((READER, head.position), (BUILDING, 0)):
        row = insert_into(session, TailReader).values({"name": name, "position": position})
        session.execute(row.on_conflict_do_update(index_elements=["name"], set_={"position": position}))
    session.expire_all()


def build_on(database: Database, *, wait: bool = False) -> str | None:
    """Count the next regency; its code, or ``None`` when all are, or another is at it and ``wait`` is not asked."""
    with database.write() as session:
        if following.lock(session, READER, wait=wait) is None:
            return None
        place = session.get(TailReader, BUILDING)
        if place is None:
            return None
        last, after = _code(place.position), col(Tally.region_code) > _code(place.position)
        regency = session.exec(select(func.min(Student.region_code)).where(col(Student.region_code) > last)).one()
        # What lies between two regencies with people is of nobody any more.
        session.execute(
            delete(Tally).where(after if regency is None else and_(after, col(Tally.region_code) < regency))
        )
        if regency is None:
            session.delete(place)
            return None
        rollup.recount_regency(session, regency)
        place.position = int(regency.replace(".", ""))
        return regency


def _code(number: int) -> str:
    """A regency's code from its digits: 6311 is ``63.11``; before the first of them, nothing."""
    return f"{number // 100:02}.{number % 100:02}" if number else ""
