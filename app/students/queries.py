"""Reading people, within the reader's scope."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, false, func, literal, not_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, Role, within
from app.core.db import among, keys_of
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.core.types import NATION, name_key
from app.regions.queries import scope, setting_by_place, today
from app.schools.models import School
from app.students.models import CardState, ConsentState, DataIssue, DataIssueKind, Recorded, Student, StudentStatus
from app.students.rules import MAJORITY, born_by, cohort_births

GONE = (StudentStatus.MOVED_AWAY, StudentStatus.DECEASED)
DENIED = (ConsentState.REFUSED, ConsentState.WITHDRAWN)


def visible(actor: Actor) -> SelectOfScalar[Student]:
    """A school's own pupils, an office's region; teams have packs, viewers figures."""
    people = select(Student).where(is_person())
    match actor.role:
        case Role.ADMIN | Role.OFFICER:
            return people.where(within(col(Student.region_code), actor.region_code))
        case Role.SCHOOL:
            return people.where(col(Student.school_id) == actor.school_id)
        case Role.TEAM | Role.VIEWER:
            return people.where(false())


def is_person() -> ColumnElement[bool]:
    """Rows that proved to be another row's person, or that were taken back with their list, are nobody."""
    return and_(col(Student.survivor_id).is_(None), col(Student.removed).is_(False))


def get(session: Session, actor: Actor, student_id: UUID, *, lock: bool = False) -> Student:
    """
    One person, also by the id of a row that was merged into theirs.

    Raises :class:`NotFound` for an unknown one and for one out of sight alike.
    """
    into = select(Student.survivor_id).where(col(Student.id) == student_id).scalar_subquery()
    statement = visible(actor).where(or_(col(Student.id) == student_id, col(Student.id) == into))
    student = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if student is None:
        raise NotFound
    return student


def may_appear(session: Session, on: date, person: Any = Student) -> ColumnElement[bool]:
    """
    Who may stand on rosters, in packs and in files on a day; ``person`` may be an alias. Counts never ask.

    Not the restricted, not those for whom consent was refused or withdrawn, and where the region asks for consent
    (setting ``consent_required``) nobody under 18, or of unknown age, without it (UU 27/2022 art. 9, 11, 25).
    """
    return and_(person.restricted.is_(False), has_consent(session, on, person))


def has_consent(session: Session, on: date, person: Any = Student) -> ColumnElement[bool]:
    """The part of :func:`may_appear` that a word of the pupil or a parent decides."""
    minor = or_(person.birth_date.is_(None), person.birth_date > born_by(on, MAJORITY))
    given = person.consent == ConsentState.GIVEN
    return and_(person.consent.not_in(DENIED), or_(given, not_(minor), not_(_consent_required(session, on, person))))


def names_nobody_hidden(session: Session, on: date, student_id: Any) -> ColumnElement[bool]:
    """
    For files of rows that name people by id: :func:`may_appear` of whom ``student_id``, a column, leads to.

    A row merged into another speaks for its person; one that names nobody stays.
    """
    named, person = aliased(Student), aliased(Student)
    hidden = (
        select(named.id)
        .join(person, col(person.id) == func.coalesce(named.survivor_id, named.id))
        .where(col(named.id) == student_id, not_(may_appear(session, on, person)))
    )
    return not_(hidden.exists())


def _consent_required(session: Session, on: date, person: Any) -> ColumnElement[bool]:
    """Whether the person's region asks for consent: as everywhere, the nearest region with an entry decides."""
    places = setting_by_place(session, "consent_required", on)
    nation = literal(1 if places.pop(NATION, False) else 0)
    if not places:
        return nation == 1
    nearest = sorted(places.items(), key=lambda entry: -len(entry[0]))
    found = case(*((within(person.region_code, code), 1 if value else 0) for code, value in nearest), else_=nation)
    return found == 1


def old_enough(as_of: date, recording_age: int) -> ColumnElement[bool]:
    """Of recording age on ``as_of``, or ever married."""
    return or_(col(Student.birth_date) <= born_by(as_of, recording_age), col(Student.ever_married).is_(True))


def is_unrecorded() -> ColumnElement[bool]:
    """Still here and not recorded, whatever the age."""
    return and_(col(Student.status).not_in(GONE), col(Student.recorded) == Recorded.NO)


def is_eligible(as_of: date, recording_age: int) -> ColumnElement[bool]:
    """*Wajib rekam* on a day: still here, not recorded, old enough (the duty: UU 24/2013 art. 63(1))."""
    return and_(is_unrecorded(), old_enough(as_of, recording_age))


@dataclass(frozen=True, slots=True)
class StudentFilter:
    """What a list of people may be narrowed to."""

    school_id: UUID | None = None
    region_code: str | None = None
    eligible: bool | None = None
    cohort: int | None = None
    recorded: Recorded | None = None
    card_state: CardState | None = None
    status: StudentStatus | None = None
    class_group: str | None = None
    q: str | None = None


def students(
    session: Session,
    actor: Actor,
    request: PageRequest,
    wanted: StudentFilter,
    *,
    as_of: date,
    recording_age: int,
) -> Page[Student]:
    """In :func:`order_of`. A file leaves out who may not appear in one; a list on the screen marks them."""
    statement = visible(actor).where(*_conditions(actor, wanted, as_of, recording_age))
    if request.exporting:
        statement = statement.where(may_appear(session, today(actor.region_code)))
    region = scope(actor, wanted.region_code)
    return page(session, statement, request, order_of(Student, request, wanted, region))


def order_of(people: Any, request: PageRequest, wanted: StudentFilter, region_code: str | None) -> list[Any]:
    """
    By class, name and id. ``people`` is a table with these columns, ``region_code`` what the question is about.

    A file of more than a regency goes by id: nobody reads a million rows by class, and each page would sort them all.
    """
    if request.exporting and wanted.school_id is None and "." not in (region_code or ""):
        return [people.id]
    return [func.coalesce(people.class_group, ""), people.name, people.id]


def _conditions(actor: Actor, wanted: StudentFilter, as_of: date, recording_age: int) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.region_code is not None:
        found.append(in_region(scope(actor, wanted.region_code)))
    for column, value in (
        (Student.school_id, wanted.school_id),
        (Student.recorded, wanted.recorded),
        (Student.card_state, wanted.card_state),
        (Student.status, wanted.status),
        (Student.class_group, wanted.class_group),
    ):
        if value is not None:
            found.append(col(column) == value)
    if wanted.eligible is not None:
        rule = is_eligible(as_of, recording_age)
        # Unknown age is neither; as SQL's NULL it would fall out of both.
        found.append(rule if wanted.eligible else not_(func.coalesce(rule, false())))
    if wanted.cohort is not None:
        found.append(col(Student.birth_date).between(*cohort_births(wanted.cohort)))
    if wanted.q:
        found.append(
            or_(
                col(Student.name_key).contains(name_key(wanted.q), autoescape=True),
                col(Student.nisn) == wanted.q,
            )
        )
    return found


def in_region(region_code: str | None) -> ColumnElement[bool]:
    """
    People of a region: of a regency by their tenant, of a district by their school's, of a village by where they live.

    Without a school people stand in the district in which they live, as they do in figures.
    """
    if region_code is None or region_code.count(".") < 2:
        return within(col(Student.region_code), region_code)
    if region_code.count(".") > 2:
        return within(col(Student.residence_code), region_code)
    schools = select(School.id).where(within(col(School.district_code), region_code))
    return or_(
        col(Student.school_id).in_(schools),
        and_(col(Student.school_id).is_(None), within(col(Student.residence_code), region_code)),
    )


def by_nik(session: Session, actor: Actor, nik: str) -> Sequence[Student]:
    """The visible person with this NIK, if any."""
    return session.exec(visible(actor).where(col(Student.nik_hash) == keys_of(session).blind("nik", nik))).all()


def holders_of(session: Session, nik_hashes: Iterable[str]) -> dict[str, Student]:
    """Who holds these NIKs in the whole installation, by blind index. For matching; never shown to a school."""
    held = select(Student).where(among(session, col(Student.nik_hash), nik_hashes))
    return {student.nik_hash or "": student for student in session.exec(held)}


def ready_at(session: Session, school_id: UUID) -> Sequence[UUID]:
    """Whose card lies ready for this school's pupils."""
    statement = select(Student.id).where(
        col(Student.school_id) == school_id, col(Student.card_state) == CardState.READY
    )
    return session.exec(statement.order_by(col(Student.id))).all()


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WithName(Generic[T]):
    """A row about a person, with the person's name for those who see the person."""

    row: T
    name: str | None


def named(session: Session, actor: Actor, rows: Sequence[T], of: Callable[[T], UUID]) -> list[WithName[T]]:
    """
    Name the people whom ``of`` finds in ``rows``, in one statement; a merged row by its person.

    Without a name stay those out of sight. Whoever may not appear in files is left out of them with the row itself.
    """
    wanted = {of(each) for each in rows}
    row: Any = aliased(Student)
    people: Any = visible(actor)
    statement = people.join(row, or_(col(Student.id) == row.id, col(Student.id) == row.survivor_id))
    found = session.execute(statement.where(row.id.in_(wanted)).with_only_columns(row.id, col(Student.name))).all()
    names: dict[UUID, str] = dict(found)
    return [WithName(each, names.get(of(each))) for each in rows]


def visible_issues(actor: Actor) -> SelectOfScalar[DataIssue]:
    return select(DataIssue).where(within(col(DataIssue.region_code), actor.region_code))


def issues(
    session: Session,
    actor: Actor,
    request: PageRequest,
    *,
    kind: DataIssueKind | None = None,
    region_code: str | None = None,
) -> Page[WithName[DataIssue]]:
    """Open issues, oldest first. A file leaves out those of who may not appear in one."""
    statement = visible_issues(actor).where(col(DataIssue.resolved_at).is_(None))
    if region_code is not None:
        people = select(Student.id).where(in_region(scope(actor, region_code)))
        statement = statement.where(col(DataIssue.student_id).in_(people))
    if request.exporting:
        statement = statement.where(names_nobody_hidden(session, today(actor.region_code), col(DataIssue.student_id)))
    if kind is not None:
        statement = statement.where(col(DataIssue.kind) == kind)
    found: Page[DataIssue] = page(session, statement, request, [col(DataIssue.id)])
    return Page(named(session, actor, found.items, lambda issue: issue.student_id), found.next_cursor)
