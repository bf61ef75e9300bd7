"""
The yearly step into a school year (*kenaikan kelas*): checked, looked at, applied, and taken back where it was wrong.

Each change of a step starts by locking its school, as lists do, so that steps and lists of a school follow each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.core.access import Actor, Role
from app.core.bulk import insert_rows
from app.core.clock import day_of, now
from app.core.db import batched
from app.core.errors import Fault, StateConflict, VersionMismatch
from app.core.ids import new_id
from app.core.requests import first_time
from app.journal import service as journal
from app.regions.queries import today, zone
from app.schools import queries as schools
from app.schools.models import School
from app.students import rollover_queries as queries
from app.students import rollover_rules as rules
from app.students import service as students
from app.students.models import Student
from app.students.rollover_models import (
    Rollover,
    RolloverItem,
    RolloverState,
)
from app.students.rollover_rules import Choice, Choices, Pupil, Step

Exceptions = Sequence[tuple[UUID, Choice]]


def check(
    session: Session,
    actor: Actor,
    school_id: UUID,
    academic_year: str,
    *,
    begins_on: date | None = None,
    exceptions: Exceptions = (),
    class_names: Mapping[str, str] | None = None,
    id: UUID | None = None,
    content: Mapping[str, Any] | None = None,
) -> tuple[Rollover, bool]:
    """
    Reckon what the step of a school into ``academic_year`` would do; the flag says whether it is a new one.

    New classes begin on ``begins_on``: told, or the day after the school's holiday, or 1 July. Raises
    :class:`RolloverInvalid`, :class:`RolloverDone`, :class:`NotFound` for a school out of sight.
    """
    school = schools.get(session, actor, school_id, lock=True)
    if not first_time(session, actor, id, "rollover", {**(content or {}), "school": str(school_id)}):
        return queries.get(session, actor, id or new_id()), False
    begins_on = _begin(session, school, academic_year, begins_on)
    if queries.is_done(session, school.id, academic_year):
        raise rules.RolloverDone(academic_year=academic_year)
    pupils = queries.pupils_of(session, school.id)
    choices = _choose(pupils, school, exceptions, class_names or {})
    rollover = _open(session, actor, school, academic_year, begins_on, choices, id or new_id())
    found = _reckon(pupils, school, begins_on, choices)
    _keep(session, rollover, found)
    _note(session, actor, rollover, "students.rollover_checked", rules.counts(found))
    return rollover, True


def _open(
    session: Session, actor: Actor, school: School, academic_year: str, begins_on: date, choices: Choices, id: UUID
) -> Rollover:
    rollover = Rollover(
        id=id,
        region_code=school.region_code,
        school_id=school.id,
        academic_year=academic_year,
        begins_on=begins_on,
        choices=choices.as_json(),
        account_id=actor.account_id,
        on_behalf=actor.role is not Role.SCHOOL,
    )
    session.add(rollover)
    session.flush()
    return rollover


def change(
    session: Session,
    actor: Actor,
    rollover_id: UUID,
    version: int,
    *,
    exceptions: Exceptions | None = None,
    class_names: Mapping[str, str] | None = None,
) -> Rollover:
    """
    Give the exceptions or the names of classes of a checked step anew; what is ``None`` stays. It is checked again.

    Raises :class:`StateConflict`, :class:`VersionMismatch`, :class:`RolloverInvalid`.
    """
    school, rollover = _take(session, actor, rollover_id, "apply", version)
    if exceptions is None and class_names is None:
        return rollover
    pupils = queries.pupils_of(session, school.id)
    kept = Choices.from_json(rollover.choices)
    if exceptions is None:
        # Who is gone in the meantime needs no exception any more; a newly named stranger is a fault.
        present = {pupil.id for pupil in pupils}
        exceptions = [(id, choice) for id, choice in kept.exceptions.items() if id in present]
    known_names = _names_in_use(pupils, kept.class_names)
    choices = _choose(pupils, school, exceptions, known_names if class_names is None else class_names)
    found = _reckon(pupils, school, rollover.begins_on, choices)
    rollover.choices = choices.as_json()
    _renew(session, rollover, found)
    _note(session, actor, rollover, "students.rollover_checked", rules.counts(found))
    return rollover


def apply(
    session: Session, actor: Actor, rollover_id: UUID, *, version: int | None = None
) -> tuple[Rollover, rules.RolloverChanged | None]:
    """
    Carry a checked step out, after checking it again.

    When the pupils are not those of the preview any more, nothing is applied, the preview is brought up to date, and
    the refusal with the new counts is handed back instead of raised: raising would undo the new preview. Raises
    :class:`StateConflict`, :class:`VersionMismatch`, :class:`RolloverTooEarly`, :class:`RolloverDone`.
    """
    school, rollover = _take(session, actor, rollover_id, "apply", version)
    earliest = rules.applicable_from(rollover.begins_on)
    if today(rollover.region_code) < earliest:
        raise rules.RolloverTooEarly(days=rules.AHEAD_DAYS, earliest=earliest.isoformat())
    if queries.is_done(session, school.id, rollover.academic_year):
        raise rules.RolloverDone(academic_year=rollover.academic_year)
    pupils = queries.pupils_of(session, school.id, lock=True)
    found = _reckon(pupils, school, rollover.begins_on, Choices.from_json(rollover.choices))
    counts = rules.counts(found)
    if {_promise(item) for item in queries.all_items(session, rollover.id)} != {_promised(step) for step in found}:
        _renew(session, rollover, found)
        _note(session, actor, rollover, "students.rollover_checked", counts)
        return rollover, rules.RolloverChanged((), extra={"counts": counts}, **dict[str, Any](counts))
    rollover.state, rollover.applied_at = RolloverState.APPLIED, now()
    rollover.version += 1
    session.flush()
    changes = {step.pupil.id: step.changes for step in found if step.changes}
    students.change_many(session, actor, changes, on=rollover.begins_on)
    _note(session, actor, rollover, "students.rollover_applied", counts)
    return rollover, None


def discard(session: Session, actor: Actor, rollover_id: UUID, *, version: int | None = None) -> Rollover:
    """Put a checked step away unapplied. Raises :class:`StateConflict`, :class:`VersionMismatch`."""
    _, rollover = _take(session, actor, rollover_id, "discard", version)
    rollover.state = RolloverState.DISCARDED
    rollover.version += 1
    session.flush()
    _note(session, actor, rollover, "students.rollover_discarded", {})
    return rollover


def _take(session: Session, actor: Actor, rollover_id: UUID, move: str, version: int | None) -> tuple[School, Rollover]:
    """School and step, locked in this order, if ``move`` is possible now and ``version`` (when told) the present."""
    school = schools.get(session, actor, queries.school_of(session, actor, rollover_id), lock=True)
    rollover = queries.get(session, actor, rollover_id, lock=True)
    if version is not None and rollover.version != version:
        raise VersionMismatch
    if move not in rules.MOVES[rollover.state]:
        raise StateConflict(state=rollover.state.value, allowed=rules.MOVES[rollover.state])
    return school, rollover


def _note(
    session: Session, actor: Actor, rollover: Rollover, kind: str, counts: Mapping[str, int], **more: object
) -> None:
    data = {**counts, **more, "academic_year": rollover.academic_year, "on_behalf": actor.role is not Role.SCHOOL}
    journal.write(
        session,
        actor,
        kind,
        "rollover",
        rollover.id,
        region_code=rollover.region_code,
        school_id=rollover.school_id,
        data=data,
    )


# --- reckoning -------------------------------------------------------------------------------------------------


def _begin(session: Session, school: School, academic_year: str, begins_on: date | None) -> date:
    year = rules.year_of(academic_year)
    if year is None or not 1950 <= year < 2200:
        raise rules.RolloverInvalid([Fault("/academic_year", "students.no_academic_year")])
    begins_on = begins_on or rules.first_day(year, queries.school_holidays(session, school, year))
    if not rules.within_year(begins_on, academic_year):
        raise rules.RolloverInvalid([Fault("/begins_on", "students.begins_outside_year")])
    return begins_on


def _choose(pupils: Sequence[Pupil], school: School, exceptions: Exceptions, class_names: Mapping[str, str]) -> Choices:
    """The school's word, if it speaks of pupils and classes there are and of grades there may be."""
    known = {pupil.id: pupil for pupil in pupils}
    faults: list[Fault] = []
    chosen: dict[UUID, Choice] = {}
    for n, (id, choice) in enumerate(exceptions):
        if id not in known:
            faults.append(Fault(f"/exceptions/{n}/student_id", "field.unknown_reference"))
        elif id in chosen:
            faults.append(Fault(f"/exceptions/{n}/student_id", "students.named_twice"))
        else:
            chosen[id] = choice
            if rules.beyond_last_grade(rules.chosen(known[id], choice, class_names), school.kind):
                faults.append(Fault(f"/exceptions/{n}/outcome", "students.no_higher_grade"))
    for name in set(class_names) - set(_names_in_use(pupils, class_names)):
        pointer = name.replace("~", "~0").replace("/", "~1")
        faults.append(Fault(f"/class_names/{pointer}", "field.unknown_reference"))
    if faults:
        raise rules.RolloverInvalid(sorted(faults, key=lambda fault: fault.pointer))
    return Choices(chosen, dict(class_names))


def _names_in_use(pupils: Sequence[Pupil], class_names: Mapping[str, str]) -> dict[str, str]:
    used = {rules.class_key(pupil.class_group) for pupil in pupils if pupil.class_group is not None}
    return {name: after for name, after in class_names.items() if rules.class_key(name) in used}


def _reckon(pupils: Sequence[Pupil], school: School, begins_on: date, choices: Choices) -> list[Step]:
    return rules.steps(pupils, school.kind, begins_on, choices)


def _keep(session: Session, rollover: Rollover, found: Sequence[Step]) -> None:
    rows = [
        {
            "id": new_id(),
            "rollover_id": rollover.id,
            "student_id": step.pupil.id,
            "outcome": step.outcome,
            "class_before": step.pupil.class_group,
            "class_after": step.class_group,
            "grade_before": step.pupil.grade,
            "grade_after": step.grade,
            "status_before": step.pupil.status,
            "status_after": step.status,
        }
        for step in found
    ]
    insert_rows(session, RolloverItem, rows)


def _renew(session: Session, rollover: Rollover, found: Sequence[Step]) -> None:
    gone = delete(RolloverItem).where(col(RolloverItem.rollover_id) == rollover.id)
    session.execute(gone, execution_options={"synchronize_session": False})
    _keep(session, rollover, found)
    rollover.version += 1
    session.flush()


def _promise(item: RolloverItem) -> tuple[Any, ...]:
    before = (item.class_before, item.grade_before, item.status_before)
    return item.student_id, item.outcome, before, (item.class_after, item.grade_after, item.status_after)


def _promised(step: Step) -> tuple[Any, ...]:
    before = (step.pupil.class_group, step.pupil.grade, step.pupil.status)
    return step.pupil.id, step.outcome, before, (step.class_group, step.grade, step.status)


# --- taking it back --------------------------------------------------------------------------------------------


class RolloverKeptReason(StrEnum):
    """Why a pupil keeps what a step did although the step is taken back."""

    CHANGED_SINCE = "changed_since"
    MOVED = "moved"
    MERGED = "merged"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class RolloverKept:
    student_id: UUID
    reason: RolloverKeptReason


def revert(
    session: Session, actor: Actor, rollover_id: UUID, reason: str, *, version: int | None = None
) -> tuple[Rollover, list[RolloverKept]]:
    """
    Take an applied step back within 60 days: exactly what it did, for each pupil whom nobody touched since.

    Class, grade and status come back, and enrolments as they were. Raises :class:`StateConflict`,
    :class:`VersionMismatch`, :class:`RolloverRevertExpired`.
    """
    _, rollover = _take(session, actor, rollover_id, "revert", version)
    region, applied_at = rollover.region_code, rollover.applied_at
    if applied_at is None or not rules.revertible(day_of(applied_at, zone(region)), today(region)):
        raise rules.RolloverRevertExpired(days=rules.REVERT_DAYS)
    did = {item.student_id: item for item in queries.all_items(session, rollover.id) if _changes_of(item)}
    people = _lock(session, sorted(did))
    touched = _touched(session, rollover, did, applied_at)
    kept: list[RolloverKept] = []
    changes: dict[UUID, dict[str, Any]] = {}
    for id, item in did.items():
        why = _stays(people[id], rollover.school_id, item, touched)
        if why is None:
            changes[id] = _changes_of(item)
        else:
            kept.append(RolloverKept(id, why))
    students.change_many(session, actor, changes, on=rollover.begins_on, undoing=applied_at)
    rollover.state, rollover.reverted_at, rollover.reason = RolloverState.REVERTED, now(), reason
    rollover.version += 1
    session.flush()
    _note(session, actor, rollover, "students.rollover_reverted", {}, kept=len(kept))
    return rollover, sorted(kept, key=lambda one: one.student_id)


def _changes_of(item: RolloverItem) -> dict[str, Any]:
    """What a step changed of a pupil, with the former values."""
    names = {"class_group": "class", "grade": "grade", "status": "status"}
    return {
        fact: getattr(item, f"{name}_before")
        for fact, name in names.items()
        if getattr(item, f"{name}_before") != getattr(item, f"{name}_after")
    }


def _lock(session: Session, ids: Sequence[UUID]) -> dict[UUID, Student]:
    people: dict[UUID, Student] = {}
    for some in batched(ids):
        batch = select(Student).where(col(Student.id).in_(some)).order_by(col(Student.id))
        people |= {student.id: student for student in session.exec(batch.with_for_update())}
    return people


def _touched(session: Session, rollover: Rollover, did: Mapping[UUID, RolloverItem], applied_at: datetime) -> set[UUID]:
    """Who stood elsewhere for a while since, even if they are back where the step had put them."""
    after = {id: (rollover.school_id, one.class_after, one.grade_after, one.status_after) for id, one in did.items()}
    return {
        former.student_id
        for former in queries.known_since(session, sorted(did), applied_at)
        if (former.school_id, former.class_group, former.grade, former.status) != after[former.student_id]
    }


def _stays(student: Student, school_id: UUID, item: RolloverItem, touched: set[UUID]) -> RolloverKeptReason | None:
    if student.removed:
        return RolloverKeptReason.REMOVED
    if student.survivor_id is not None:
        return RolloverKeptReason.MERGED
    if student.school_id != school_id:
        return RolloverKeptReason.MOVED
    present = (student.class_group, student.grade, student.status)
    if student.id in touched or present != (item.class_after, item.grade_after, item.status_after):
        return RolloverKeptReason.CHANGED_SINCE
    return None
