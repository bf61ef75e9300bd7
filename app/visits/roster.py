"""Changing who is to be seen at a visit, and when each class comes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from app.core.access import Actor
from app.core.clock import now
from app.core.db import batched, insert_into
from app.core.errors import Fault, Invalid, VersionMismatch
from app.journal import service as journal
from app.regions import queries as regions
from app.schools.models import School
from app.students import queries as students
from app.students.models import Student, StudentStatus
from app.visits import queries, rules
from app.visits.models import RosterEntry, Visit, VisitKind, VisitKit


@dataclass(frozen=True, slots=True)
class Place:
    """A pupil to be put on a roster. Class and slot come from the pupil and the visit unless named."""

    student_id: UUID
    class_group: str | None = None
    slot_start: time | None = None
    slot_end: time | None = None


def replace(session: Session, actor: Actor, visit_id: UUID, version: int | None, places: Sequence[Place]) -> Visit:
    """
    Let ``places`` be the roster's part that is not yet seen; what was seen stays.

    Raises :class:`Invalid` with a fault for each pupil who is unknown, of another school, named twice, restricted or
    without consent.
    """
    visit = _open_visit(session, actor, visit_id, version)
    seen = _seen(session, visit)
    classes = _check_places(session, actor, visit, places, seen)
    wanted = {
        place.student_id: place.class_group or classes[place.student_id]
        for place in places
        if place.student_id not in seen
    }
    _set_unseen(session, actor, visit, wanted)
    timed = [
        {
            "visit_id": visit.id,
            "student_id": place.student_id,
            "slot_start": place.slot_start,
            "slot_end": place.slot_end,
        }
        for place in places
        if place.slot_start is not None and place.student_id in wanted
    ]
    if timed:
        session.execute(update(RosterEntry), timed)
    return visit


def fill(session: Session, actor: Actor, visit_id: UUID, version: int | None) -> tuple[Visit, int]:
    """
    Fill the roster's part that is not yet seen, up to capacity, with the school's eligible pupils by class and name.

    Pupils of earlier visits who were not recorded come again; those who wait for another visit to come do not. A visit
    that follows another is for those whom that one missed.
    Returns also how many eligible pupils were left out since they are restricted or without consent: they are still
    to be recorded, and the school should know of them. Raises :class:`NothingToRecord` for a handover.
    """
    # Two visits filled at once must not both find the same pupils free: the school is locked before any visit.
    lock_school(session, queries.get(session, actor, visit_id).school_id)
    visit = _open_visit(session, actor, visit_id, version)
    if visit.kind is VisitKind.HANDOVER:
        raise rules.NothingToRecord
    eligible = _eligible(session, actor, visit)
    seen = _seen(session, visit)
    free = [student for student, may_appear in eligible if may_appear and student.id not in seen]
    left_out = sum(1 for student, may_appear in eligible if not may_appear and student.id not in seen)
    if visit.capacity < 1:
        # Nothing that records goes along: who stands there was named by hand.
        return visit, left_out
    free.sort(key=lambda pupil: (*rules.class_order(pupil.class_group), pupil.name_key, pupil.id))
    places = max(0, visit.capacity - len(seen))
    _set_unseen(session, actor, visit, {pupil.id: pupil.class_group for pupil in free[:places]})
    return visit, left_out


def _eligible(session: Session, actor: Actor, visit: Visit) -> Sequence[tuple[Student, bool]]:
    """Whom a visit may see, and whether they may appear on its roster."""
    age = regions.setting(session, visit.region_code, "recording_age", visit.date)
    today = regions.today(visit.region_code)
    waiting = queries.on_coming_rosters(besides=visit.id).where(col(Visit.school_id) == visit.school_id)
    statement = (
        students.visible(actor)
        .add_columns(students.may_appear(session, today))
        .where(
            col(Student.school_id) == visit.school_id,
            # Who graduated is still to be recorded, but does not come to lessons any more.
            col(Student.status) != StudentStatus.GRADUATED,
            students.is_eligible(visit.date, age),
            col(Student.id).not_in(waiting),
        )
    )
    if visit.follows_id is not None:
        statement = statement.where(col(Student.id).in_(queries.missed_at(visit.follows_id)))
    return [(student, may_appear) for student, may_appear in session.execute(statement)]


def lock_school(session: Session, school_id: UUID) -> None:
    """Let others who share out the school's pupils wait. Whoever adds pupils or visits to it is not kept waiting."""
    session.exec(select(School.id).where(col(School.id) == school_id).with_for_update(key_share=True)).one()


def assign_slots(session: Session, visit: Visit) -> None:
    """Cut the visit's time into one slot per class of its roster. Walk-ins came without one."""
    entry = RosterEntry
    expected = (col(entry.visit_id) == visit.id, col(entry.walk_in).is_(False))
    counted = session.execute(
        select(col(entry.class_group), func.count()).where(*expected).group_by(col(entry.class_group))
    ).all()
    if not counted:
        return
    zone = regions.zone(visit.region_code)
    kits = session.exec(select(func.count()).select_from(VisitKit).where(col(VisitKit.visit_id) == visit.id)).one()
    slots = rules.slots(
        visit.starts_at.astimezone(zone),
        visit.ends_at.astimezone(zone),
        sorted(((name, number) for name, number in counted), key=lambda each: rules.class_order(each[0])),
        kits,
        regions.setting(session, visit.region_code, "minutes_per_recording", visit.date),
    )
    for name, (opens, closes) in slots.items():
        of_class = col(entry.class_group).is_(None) if name is None else col(entry.class_group) == name
        session.execute(update(entry).where(*expected, of_class).values(slot_start=opens, slot_end=closes))


def _open_visit(session: Session, actor: Actor, visit_id: UUID, version: int | None) -> Visit:
    visit = queries.get(session, actor, visit_id, lock=True)
    if version is not None and visit.version != version:
        raise VersionMismatch
    rules.refuse_closed(visit.state)
    return visit


def _check_places(
    session: Session, actor: Actor, visit: Visit, places: Sequence[Place], seen: Collection[UUID]
) -> Mapping[UUID, str | None]:
    """The class of each pupil. Faults name the item."""
    known, allowed = _known(session, actor, visit, {place.student_id for place in places})
    zone = regions.zone(visit.region_code)
    starts, ends = visit.starts_at.astimezone(zone), visit.ends_at.astimezone(zone)
    faults: list[Fault] = []
    named: set[UUID] = set()
    for number, place in enumerate(places):
        student = known.get(place.student_id)
        pointer = f"/items/{number}"
        if student is None:
            faults.append(Fault(f"{pointer}/student_id", "field.unknown_reference"))
        elif student.school_id not in (None, visit.school_id):
            faults.append(Fault(f"{pointer}/student_id", "visits.other_school"))
        elif place.student_id in named:
            faults.append(Fault(f"{pointer}/student_id", "visits.twice_on_roster"))
        elif student.restricted and student.id not in seen:
            faults.append(Fault(f"{pointer}/student_id", "visits.restricted"))
        elif student.id not in allowed and student.id not in seen:
            faults.append(Fault(f"{pointer}/student_id", "visits.no_consent"))
        if not rules.is_slot(place.slot_start, place.slot_end):
            faults.append(Fault(f"{pointer}/slot_end", "visits.slot_incomplete"))
        elif not rules.is_within(place.slot_start, place.slot_end, starts, ends):
            faults.append(Fault(f"{pointer}/slot_start", "visits.slot_outside"))
        named.add(place.student_id)
    if faults:
        raise Invalid(faults)
    return {id: student.class_group for id, student in known.items()}


def _known(
    session: Session, actor: Actor, visit: Visit, ids: Collection[UUID]
) -> tuple[dict[UUID, Student], set[UUID]]:
    """Those of ``ids`` who may be named at the visit at all, and which of them may appear on a roster."""
    found: dict[UUID, Student] = {}
    allowed: set[UUID] = set()
    appears = students.may_appear(session, regions.today(visit.region_code))
    for some in batched(ids):
        statement = students.visible(actor).where(
            col(Student.id).in_(some), col(Student.region_code) == visit.region_code
        )
        for student, may_appear in session.execute(statement.add_columns(appears)):
            found[student.id] = student
            if may_appear:
                allowed.add(student.id)
    return found, allowed


def _seen(session: Session, visit: Visit) -> set[UUID]:
    return set(
        session.exec(
            select(RosterEntry.student_id).where(
                col(RosterEntry.visit_id) == visit.id, col(RosterEntry.outcome).is_not(None)
            )
        )
    )


def _set_unseen(session: Session, actor: Actor, visit: Visit, wanted: Mapping[UUID, str | None]) -> None:
    removed = session.execute(
        delete(RosterEntry)
        .where(col(RosterEntry.visit_id) == visit.id, col(RosterEntry.outcome).is_(None))
        .returning(col(RosterEntry.student_id))
    )
    former = set(removed.scalars())
    instant = now()
    rows = [
        {
            "visit_id": visit.id,
            "student_id": id,
            "class_group": wanted[id],
            "walk_in": False,
            "added_at": instant,
        }
        for id in sorted(wanted)
    ]
    if rows:
        # A recording may add the same pupil at this very moment; it is then on the roster, as wished.
        session.execute(insert_into(session, RosterEntry.__table__).on_conflict_do_nothing(), rows)  # type: ignore[attr-defined]
    assign_slots(session, visit)
    visit.version += 1
    session.flush()
    journal.write(
        session,
        actor,
        "visits.roster_changed",
        "visit",
        visit.id,
        region_code=visit.region_code,
        school_id=visit.school_id,
        data={"added": len(wanted.keys() - former), "removed": len(former - wanted.keys())},
    )
