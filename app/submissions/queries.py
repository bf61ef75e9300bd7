"""Reading student lists, within the reader's scope, and what a list is matched against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, false, func, or_
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, Role, within
from app.core.crypto import place
from app.core.db import batched, keys_of
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.regions.models import Region, RegionLevel
from app.regions.queries import scope, setting, today, zone
from app.schools import queries as schools
from app.schools.models import School
from app.students import queries as students
from app.students.models import Student
from app.submissions.fields import place_key
from app.submissions.matching import Holder, Known
from app.submissions.models import (
    RowOutcome,
    Submission,
    SubmissionAlias,
    SubmissionMissing,
    SubmissionMode,
    SubmissionRow,
    SubmissionState,
)
from app.submissions.rules import Judged, Person, Places, Problem

_KNOWN = tuple(col(getattr(Student, each.name)) for each in fields(Known) if each.name not in {"person", "moved"})


def visible(actor: Actor) -> SelectOfScalar[Submission]:
    """A school's own lists, an office's region; lists name persons, so nobody else sees any."""
    match actor.role:
        case Role.ADMIN | Role.OFFICER:
            return select(Submission).where(within(col(Submission.region_code), actor.region_code))
        case Role.SCHOOL:
            return select(Submission).where(col(Submission.school_id) == actor.school_id)
        case Role.TEAM | Role.VIEWER:
            return select(Submission).where(false())


def get(session: Session, actor: Actor, submission_id: UUID, *, lock: bool = False) -> Submission:
    """One list. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    statement = visible(actor).where(col(Submission.id) == submission_id)
    submission = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if submission is None:
        raise NotFound
    return submission


def answered(session: Session, actor: Actor, id: UUID) -> Submission | None:
    """The visible list that a client's id made, or was answered with."""
    named = select(SubmissionAlias.submission_id).where(col(SubmissionAlias.id) == id)
    statement = visible(actor).where(or_(col(Submission.id) == id, col(Submission.id).in_(named)))
    return session.exec(statement).first()


@dataclass(frozen=True, slots=True)
class Shown:
    """A list with how many of its school's pupils are to be recorded today; ``None`` where it is not applied."""

    submission: Submission
    eligible_now: int | None


def submissions(
    session: Session,
    actor: Actor,
    request: PageRequest,
    *,
    school_id: UUID | None = None,
    region_code: str | None = None,
    state: SubmissionState | None = None,
    date_from: date | None = None,
    date_to: date | None = None,
) -> Page[Shown]:
    """Newest first. Raises :class:`NotFound` for a region out of scope."""
    statement = visible(actor)
    if region_code is not None:
        near = select(School.id).where(within(col(School.district_code), scope(actor, region_code)))
        statement = statement.where(col(Submission.school_id).in_(near))
    if school_id is not None:
        statement = statement.where(col(Submission.school_id) == school_id)
    if state is not None:
        statement = statement.where(col(Submission.state) == state)
    if date_from is not None:
        statement = statement.where(col(Submission.submitted_at) >= _midnight(actor, date_from))
    if date_to is not None and date_to < date.max:
        statement = statement.where(col(Submission.submitted_at) < _midnight(actor, date_to + timedelta(days=1)))
    found = page(session, statement, request, [col(Submission.id)], descending=True)
    return Page(shown(session, found.items), found.next_cursor)


def _midnight(actor: Actor, day: date) -> datetime:
    # A day at the very edge of the calendar has no instant in every zone.
    bounded = min(max(day, date(1900, 1, 1)), date(9000, 1, 1))
    return datetime.combine(bounded, time(), zone(actor.region_code))


def of_school(session: Session, actor: Actor, school_id: UUID, request: PageRequest) -> Page[Shown]:
    """A school's lists, newest first. Raises :class:`NotFound` for a school out of sight."""
    return submissions(session, actor, request, school_id=schools.get(session, actor, school_id).id)


@dataclass(frozen=True, slots=True)
class OpenedRow:
    row: SubmissionRow
    person: Person


def rows(
    session: Session,
    actor: Actor,
    submission_id: UUID,
    request: PageRequest,
    *,
    outcome: RowOutcome | None = None,
    code: str | None = None,
    starts: Sequence[str] = (),
) -> Page[OpenedRow]:
    """
    The rows of a list in its own order, with ``starts`` those that have a problem whose code begins so.

    Raises :class:`NotFound` for a list out of sight.

    A file leaves out pupils who may not appear in one. A claim names no pupil of the claimant's: that row stays, or
    it would tell how somebody else's pupil stands.
    """
    submission = get(session, actor, submission_id)
    statement = select(SubmissionRow).where(col(SubmissionRow.submission_id) == submission.id)
    if outcome is not None:
        statement = statement.where(col(SubmissionRow.outcome) == outcome)
    problems = cast(col(SubmissionRow.problems), Text)
    if starts:
        # No field and no cell is written with an underscore behind its first letter: only codes are.
        statement = statement.where(or_(*(problems.contains(f'"{start}', autoescape=True) for start in starts)))
    if code is not None:
        statement = statement.where(problems.contains(f'"{code}"', autoescape=True))
    if request.exporting:
        on = today(submission.region_code)
        statement = statement.where(students.names_nobody_hidden(session, on, col(SubmissionRow.student_id)))
    found = page(session, statement, request, [col(SubmissionRow.position)])
    return found.map(lambda row: OpenedRow(row, restore(session, row).person))


def all_rows(session: Session, submission_id: UUID) -> Sequence[SubmissionRow]:
    return session.exec(
        select(SubmissionRow)
        .where(col(SubmissionRow.submission_id) == submission_id)
        .order_by(col(SubmissionRow.position))
    ).all()


def restore(session: Session, row: SubmissionRow) -> Judged:
    """A kept row as the rules judged it."""
    content = keys_of(session).open_json(row.sealed_key_id, row.sealed, place("submission_rows", "sealed", row.id))
    return Judged(
        row.row,
        Person.from_json(content["values"]),
        tuple(Problem(p["code"], p["field"], p.get("cell")) for p in row.problems),
        ignored=row.outcome is RowOutcome.IGNORED,
        raw=content.get("raw", {}),
        sheet=row.sheet,
    )


def latest_applied(session: Session, school_id: UUID) -> Submission | None:
    """The list that a school's register stands on: its latest one that was applied and not taken back."""
    return session.exec(
        select(Submission)
        .where(col(Submission.school_id) == school_id, col(Submission.state) == SubmissionState.APPLIED)
        .order_by(col(Submission.applied_at).desc(), col(Submission.id).desc())
        .limit(1)
    ).first()


def school_of(session: Session, actor: Actor, submission_id: UUID) -> UUID:
    """The school of a list, read before its row is locked: the school's lock comes first, for every change of lists."""
    found: UUID | None = session.execute(
        visible(actor).with_only_columns(col(Submission.school_id)).where(col(Submission.id) == submission_id)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def shown(session: Session, found: Sequence[Submission]) -> list[Shown]:
    """Lists with their schools' figures: one count for each regency among them."""
    applied = [s for s in found if s.state is SubmissionState.APPLIED]
    counts: dict[UUID, int] = {}
    for region_code in {s.region_code for s in applied}:
        on = today(region_code)
        age = int(setting(session, region_code, "recording_age", on))
        statement = (
            select(col(Student.school_id), func.count())
            .where(
                col(Student.school_id).in_({s.school_id for s in applied}),
                students.is_person(),
                students.is_eligible(on, age),
            )
            .group_by(col(Student.school_id))
        )
        of_region = {s.school_id for s in applied if s.region_code == region_code}
        counts |= dict.fromkeys(of_region, 0)
        counts |= {school: n for school, n in session.execute(statement) if school in of_region}
    return [Shown(s, counts[s.school_id] if s.state is SubmissionState.APPLIED else None) for s in found]


# --- for matching ----------------------------------------------------------------------------------------------


def pupils_of(session: Session, school_id: UUID) -> list[Known]:
    """Everyone at a school, as lists are matched against them; rows that were merged speak for their person."""
    # Rows, not objects: a school of thousands is read for every list, and the mapper would take longer than the rest.
    statement = columns(col(Student.survivor_id), *_KNOWN).where(
        col(Student.school_id) == school_id,
        or_(students.is_person(), col(Student.survivor_id).is_not(None)),
    )
    found = [(into, Known(*known)) for into, *known in session.connection().execute(statement)]
    survivors: dict[UUID, Holder] = {}
    for some in batched({into for into, _ in found if into is not None}):
        survivors |= {s.id: _holder(s) for s in session.exec(select(Student).where(col(Student.id).in_(some)))}
    for into, pupil in found:
        if into is not None:
            pupil.nik_hash = None
            if survivors[into].school_id == school_id:
                pupil.person = into
            else:
                pupil.moved = survivors[into]
    return [pupil for _, pupil in found]


def _holder(person: Student) -> Holder:
    return Holder(person.id, person.school_id, person.region_code, person.name_key, person.birth_date)


def holders(session: Session, school_id: UUID, hashes: Iterable[str]) -> tuple[dict[str, Holder], dict[UUID, str]]:
    """
    Who outside a school holds these NIKs, by blind index; and pupils of the school whose NIK stands on a merged row.

    Merged rows speak for the person that they proved to be.
    """
    found = students.holders_of(session, hashes)
    survivors = {s.survivor_id for s in found.values() if s.survivor_id is not None}
    alive = {s.id: s for s in session.exec(select(Student).where(col(Student.id).in_(survivors)))} if survivors else {}
    outside: dict[str, Holder] = {}
    merged: dict[UUID, str] = {}
    for nik, row in found.items():
        person = alive.get(row.survivor_id, row) if row.survivor_id else row
        if person.school_id != school_id:
            outside[nik] = _holder(person)
        elif person is not row:
            merged[person.id] = nik
    return outside, merged


def places(session: Session, region_code: str) -> Places:
    """Names and codes of a regency's districts and villages."""
    found = session.exec(select(Region).where(within(col(Region.region_code), region_code))).all()
    return Places(
        region_code,
        {place_key(r.name): r.region_code for r in found if r.level is RegionLevel.DISTRICT},
        {(r.parent or "", place_key(r.name)): r.region_code for r in found if r.level is RegionLevel.VILLAGE},
        frozenset(r.region_code for r in found),
    )


# --- for reverting ---------------------------------------------------------------------------------------------


def missing_of(session: Session, submission_id: UUID) -> set[UUID]:
    """Whom applying a full list made candidates for having left."""
    return set(
        session.exec(select(SubmissionMissing.student_id).where(col(SubmissionMissing.submission_id) == submission_id))
    )


def named_later(session: Session, submission: Submission, student_ids: Sequence[UUID]) -> set[UUID]:
    """Which of these pupils a list applied after this one names."""
    found: set[UUID] = set()
    for some in batched(student_ids):
        statement = (
            select(SubmissionRow.student_id)
            .join(Submission, col(Submission.id) == col(SubmissionRow.submission_id))
            .where(
                col(SubmissionRow.student_id).in_(some),
                *_later(submission),
            )
        )
        found |= {student_id for student_id in session.exec(statement) if student_id is not None}
    return found


def left_out_later(session: Session, submission: Submission, student_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Which of these pupils a later full list of the school leaves out as well, and the first one that does."""
    lists = session.exec(
        select(Submission.id)
        .where(
            *_later(submission),
            col(Submission.school_id) == submission.school_id,
            col(Submission.mode) == SubmissionMode.FULL,
        )
        .order_by(col(Submission.applied_at), col(Submission.id))
    ).all()
    found: dict[UUID, UUID] = {}
    for list_id in lists:
        rest = [student_id for student_id in student_ids if student_id not in found]
        named: set[UUID | None] = set()
        for some in batched(rest):
            named |= set(
                session.exec(
                    select(SubmissionRow.student_id).where(
                        col(SubmissionRow.submission_id) == list_id,
                        col(SubmissionRow.student_id).in_(some),
                    )
                )
            )
        found |= {student_id: list_id for student_id in rest if student_id not in named}
    return found


def claiming_too(session: Session, submission: Submission, transfer_ids: Sequence[UUID]) -> dict[UUID, SubmissionRow]:
    """Which of these claims other applied lists make as well, and the first row that does."""
    found: dict[UUID, SubmissionRow] = {}
    for some in batched(transfer_ids):
        statement = (
            select(SubmissionRow)
            .join(Submission, col(Submission.id) == col(SubmissionRow.submission_id))
            .where(
                col(SubmissionRow.transfer_id).in_(some),
                col(Submission.id) != submission.id,
                col(Submission.state) == SubmissionState.APPLIED,
            )
            .order_by(col(Submission.applied_at), col(Submission.id), col(SubmissionRow.position))
        )
        for row in session.exec(statement):
            if row.transfer_id is not None:
                found.setdefault(row.transfer_id, row)
    return found


def holders_behind(session: Session, student_ids: Iterable[UUID]) -> dict[UUID, Holder]:
    """Who these rows are by now: pointers of merged ones are followed."""
    found: dict[UUID, Holder] = {}
    for some in batched(student_ids):
        named, person = aliased(Student), aliased(Student)
        statement = (
            select(named.id, person)
            .join(person, col(person.id) == func.coalesce(named.survivor_id, named.id))
            .where(col(named.id).in_(some))
        )
        found |= {id: _holder(holder) for id, holder in session.exec(statement)}
    return found


def _later(submission: Submission) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Submission.region_code) == submission.region_code,
        col(Submission.state) == SubmissionState.APPLIED,
        col(Submission.id) != submission.id,
        col(Submission.applied_at) >= submission.applied_at,
    )
