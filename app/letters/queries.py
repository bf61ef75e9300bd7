"""Reading letters, their heads, and what they tell of a visit, within the reader's scope."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, false, func, or_
from sqlalchemy.orm import aliased, defer
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.cards import handover_queries as handovers
from app.cards import queries as cards
from app.cards.handover_queries import HandoverLine
from app.cards.models import CardEvent
from app.core.access import Actor, Role, within
from app.core.crypto import place
from app.core.db import batched, keys_of
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.core.types import mask_nik
from app.letters import rules
from app.letters.contents import Announced, Facts, Head, Pupil
from app.letters.models import Letter, Letterhead, LetterKind
from app.letters.receipt import HandoverFacts, Received
from app.letters.report import Former, Ledger, followed, left
from app.regions import queries as regions
from app.regions.models import Region, RegionLevel
from app.schools.models import School
from app.students import queries as students
from app.students.models import ConsentState, Student, StudentStatus
from app.students.rules import MAJORITY, born_by
from app.visits import queries as visits
from app.visits.models import Kit, RosterEntry, Team, Visit, VisitKit
from app.visits.rules import class_order, rank
from app.visits.tallies import is_awaited

# --- letters ---------------------------------------------------------------------------------------------------


_UNOPENED = defer(Letter.sealed)  # type: ignore[arg-type]
"""A list of letters needs no PDFs."""


def visible(actor: Actor) -> SelectOfScalar[Letter]:
    """The office's region; of its own visits, a school what concerns its pupils, a team its order and its roster."""
    own = col(Letter.visit_id).in_(visits.visible(actor).with_only_columns(col(Visit.id)))
    match actor.role:
        case Role.ADMIN | Role.OFFICER:
            return select(Letter).where(within(col(Letter.region_code), actor.region_code))
        case Role.SCHOOL:
            return select(Letter).where(own, col(Letter.kind).in_(rules.FOR_SCHOOL))
        case Role.TEAM:
            return select(Letter).where(own, col(Letter.kind).in_(rules.FOR_TEAM))
        case Role.VIEWER:
            return select(Letter).where(false())


def find(session: Session, actor: Actor, letter_id: UUID) -> Letter | None:
    return session.exec(visible(actor).where(col(Letter.id) == letter_id)).one_or_none()


def get(session: Session, actor: Actor, letter_id: UUID) -> Letter:
    """One letter. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    letter = find(session, actor, letter_id)
    if letter is None:
        raise NotFound
    return letter


def letters(session: Session, actor: Actor, request: PageRequest, visit_id: UUID) -> Page[Letter]:
    """The letters of a visit, in the order of issue."""
    visit = visits.get(session, actor, visit_id)
    statement = visible(actor).where(col(Letter.visit_id) == visit.id).options(_UNOPENED)
    return page(session, statement, request, [col(Letter.issued_at), col(Letter.id)])


def letters_of_handover(session: Session, actor: Actor, request: PageRequest, handover_id: UUID) -> Page[Letter]:
    """The receipt of a handover, if it went out. Raises :class:`NotFound` for a handover out of sight."""
    handover = handovers.get_handover(session, actor, handover_id)
    statement = visible(actor).where(col(Letter.handover_id) == handover.id).options(_UNOPENED)
    return page(session, statement, request, [col(Letter.issued_at), col(Letter.id)])


def receipt_of(session: Session, handover_id: UUID) -> Letter | None:
    """The one receipt of a handover. Reach the handover by :mod:`app.cards.handover_queries`."""
    return session.exec(select(Letter).where(col(Letter.handover_id) == handover_id).options(_UNOPENED)).one_or_none()


def pdf(session: Session, letter: Letter) -> bytes:
    """The letter itself: the bytes of the day of issue. Reach it by :func:`get`."""
    where = place("letters", "sealed", letter.id)
    return keys_of(session).open(letter.sealed_key_id, letter.sealed, where)


def latest_notice(session: Session, visit: Visit) -> Announced | None:
    """What the school was told of a visit last."""
    statement = select(Letter).where(col(Letter.visit_id) == visit.id, col(Letter.kind) == LetterKind.NOTICE)
    latest = statement.options(_UNOPENED).order_by(col(Letter.issued_at).desc(), col(Letter.id).desc())
    letter = session.exec(latest).first()
    return None if letter is None else Announced(letter.number, letter.date)


def former_report(session: Session, visit: Visit, pupils: Sequence[Pupil]) -> Former | None:
    """
    The report of a visit with what its latest addendum knew, and who of it is not among ``pupils`` any more.

    The caller holds the visit's lock.
    """
    statement = select(Letter).where(col(Letter.visit_id) == visit.id, col(Letter.kind) == LetterKind.REPORT)
    found = session.exec(statement.options(_UNOPENED).order_by(col(Letter.addendum))).all()
    if not found:
        return None
    first, last = found[0], found[-1]
    survivors: dict[UUID, UUID] = {}
    for some in batched(UUID(id) for id in last.ledger):
        pairs = select(Student.id, Student.survivor_id).where(
            col(Student.id).in_(some), col(Student.survivor_id).is_not(None)
        )
        survivors |= {id: survivor for id, survivor in session.exec(pairs) if survivor is not None}
    known = followed(last.ledger, survivors)
    return Former(first.number, first.date, known, last.addendum, _gone(session, visit, pupils, known))


def _gone(session: Session, visit: Visit, pupils: Sequence[Pupil], known: Ledger) -> list[Pupil]:
    """Whom a report told of and who left the roster since: by name where they may appear, else counted only."""
    missing = [UUID(id) for id in left(pupils, known)]
    appears = and_(students.may_appear(session, regions.today(visit.region_code)), students.is_person())
    found: dict[UUID, Pupil] = {}
    for some in batched(missing):
        rows = session.execute(select(Student, case((appears, 1), else_=0)).where(col(Student.id).in_(some)))
        for student, named in rows:
            found[student.id] = replace(_own(visit, student), outcome=known[str(student.id)], named=bool(named))
    return sorted(found.values(), key=_by_class_and_name)


# --- letterheads -----------------------------------------------------------------------------------------------


_DEFAULT_CODES = {kind.value: code for kind, code in rules.DEFAULT_CODES.items()}
"""A head that was entered before a kind of letter existed has no code for it."""


def regency(session: Session, actor: Actor, region_code: str) -> Region:
    """A regency that ``actor`` covers: it alone has a letterhead. Raises :class:`NotFound` for anything else."""
    region = session.get(Region, region_code)
    if region is None or region.level is not RegionLevel.REGENCY or not actor.covers(region_code):
        raise NotFound
    return region


def letterhead(session: Session, actor: Actor, region_code: str) -> Head:
    """The head under which a regency's letters go out. Raises :class:`NotFound` for a region out of scope."""
    return head_of(session, regency(session, actor, region_code))


def head_of(session: Session, region: Region) -> Head:
    """A regency's own letterhead, else what can be said of any: its name, and blanks where somebody signs."""
    own = session.get(Letterhead, region.region_code)
    if own is not None:
        told = own.model_dump(exclude={"region_code", "created_at"})
        return Head(**{**told, "codes": _DEFAULT_CODES | told["codes"]})
    return Head(
        heading_lines=[f"Pemerintah {region.name}", "Dinas Kependudukan dan Pencatatan Sipil"],
        address_lines=[],
        place=region.name.removeprefix("Kabupaten ").removeprefix("Kota "),
        logo=None,
        signer_name=None,
        signer_title=f"Kepala Dinas Kependudukan dan Pencatatan Sipil {region.name}",
        signer_rank=None,
        signer_nip=None,
        number_format=rules.DEFAULT_FORMAT,
        unit_code=rules.DEFAULT_UNIT,
        codes=_DEFAULT_CODES,
        copies=[],
    )


# --- facts -----------------------------------------------------------------------------------------------------


def facts(session: Session, visit: Visit) -> Facts:
    """What a letter may tell of a visit. Reach the visit by :func:`app.visits.queries.get`."""
    zone, school = regions.zone(visit.region_code), session.get_one(School, visit.school_id)
    team, region = session.get_one(Team, visit.team_id), session.get_one(Region, visit.region_code)
    kits = select(Kit.code).join(VisitKit, col(VisitKit.kit_id) == col(Kit.id))
    return Facts(
        kind=visit.kind,
        day=visit.date,
        starts=visit.starts_at.astimezone(zone),
        ends=visit.ends_at.astimezone(zone),
        zone=zone.key,
        school_name=school.name,
        school_kind=school.kind,
        address=school.address,
        district=session.get_one(Region, school.district_code).name,
        regency=region.name,
        province=session.get_one(Region, visit.region_code[:2]).name,
        team_name=team.name,
        members=list(team.members),
        kits=list(session.exec(kits.where(col(VisitKit.visit_id) == visit.id).order_by(col(Kit.code)))),
        head=head_of(session, region),
        today=regions.today(visit.region_code),
        pupils=pupils(session, visit),
    )


def pupils(session: Session, visit: Visit) -> list[Pupil]:
    """Everyone on a visit's roster whose place stands, by class and name; merged people once, as in its ledger."""
    person = aliased(Student)
    appears = case((students.may_appear(session, regions.today(visit.region_code), person), 1), else_=0)
    still = select(Student.id).where(col(Student.id) == person.id, students.is_unrecorded()).correlate(person)
    due = case((still.exists(), 1), else_=0)
    rows = session.execute(
        select(RosterEntry, person, appears, due)
        .join(Visit, col(Visit.id) == col(RosterEntry.visit_id))
        .join(Student, col(Student.id) == col(RosterEntry.student_id))
        .join(person, person.id == func.coalesce(col(Student.survivor_id), col(Student.id)))  # type: ignore[arg-type]
        .where(col(RosterEntry.visit_id) == visit.id, is_awaited(person))
    ).all()
    found: dict[UUID, Pupil] = {}
    for entry, student, named, unrecorded in sorted(rows, key=lambda row: rank(row[0].outcome), reverse=True):
        former = found.get(student.id)
        walk_in = entry.walk_in and (former is None or former.walk_in)
        plain = _pupil(visit, student, entry)
        found[student.id] = replace(plain, named=bool(named), walk_in=walk_in, due=bool(unrecorded))
    return sorted(found.values(), key=_by_class_and_name)


def _pupil(visit: Visit, student: Student, entry: RosterEntry) -> Pupil:
    return replace(
        _own(visit, student),
        class_group=entry.class_group,
        slot_start=entry.slot_start,
        slot_end=entry.slot_end,
        outcome=entry.outcome,
    )


def _own(visit: Visit, student: Student) -> Pupil:
    """What is known of somebody apart from the roster."""
    return Pupil(
        student_id=student.id,
        name=student.name,
        sex=student.sex.value if student.sex else None,
        nik_masked=mask_nik(student.nik_prefix),
        class_group=student.class_group,
        slot_start=None,
        slot_end=None,
        outcome=None,
        walk_in=False,
        guest=student.school_id != visit.school_id,
        named=True,
        away=student.status in students.GONE,
        due=True,
    )


def handover_facts(session: Session, handover: HandoverLine) -> HandoverFacts:
    """
    What a receipt may tell of a handover, without the cards whose handing over was taken back since.

    Reach the handover by :func:`app.cards.handover_queries.get_handover`.
    """
    region, on = session.get_one(Region, handover.region_code), regions.today(handover.region_code)
    people: dict[UUID, tuple[Student, bool]] = {}
    person = aliased(Student)
    appears = case((students.may_appear(session, on, person), 1), else_=0)
    holds: set[UUID] = set()
    for some in batched(handover.items):
        rows = session.execute(
            select(Student.id, person, appears)
            .join(person, person.id == func.coalesce(col(Student.survivor_id), col(Student.id)))  # type: ignore[arg-type]
            .where(col(Student.id).in_([item.student_id for item in some]))
        )
        people |= {named: (student, bool(may)) for named, student, may in rows}
        events = [item.card_event_id for item in some]
        holds |= set(session.exec(select(CardEvent.id).where(col(CardEvent.id).in_(events), cards.is_told())))
    found = [(people[item.student_id], item) for item in handover.items if item.card_event_id in holds]
    found.sort(key=lambda one: (*class_order(_class_at(one[0][0], handover.school_id)), one[0][0].name, one[0][0].id))
    school = session.get_one(School, handover.school_id) if handover.school_id is not None else None
    return HandoverFacts(
        day=handover.date,
        place=handover.place,
        school_name=school.name if school is not None else None,
        head=head_of(session, region),
        today=on,
        cards=[
            Received(
                name=student.name,
                class_group=_class_at(student, handover.school_id),
                nik_masked=mask_nik(student.nik_prefix),
                received_by=item.received_by,
                relation=item.relation,
                named=named,
            )
            for (student, named), item in found
        ],
    )


def _class_at(student: Student, school_id: UUID | None) -> str | None:
    """Someone's class, unless it is one of another school by now."""
    return student.class_group if school_id is None or student.school_id == school_id else None


def _by_class_and_name(pupil: Pupil) -> Any:
    return (*class_order(pupil.class_group), pupil.name, pupil.student_id)


def to_consent(session: Session, actor: Actor, visit: Visit) -> list[Pupil]:
    """
    For whom a parent is still to be asked: the school's minors on the roster or due on the day, of whom nothing was
    said yet. Where consent is required they cannot stand on the roster before; the restricted are never named.
    """
    age = regions.setting(session, visit.region_code, "recording_age", visit.date)
    listed = select(RosterEntry.student_id).where(
        col(RosterEntry.visit_id) == visit.id, col(RosterEntry.outcome).is_(None)
    )
    minor = or_(col(Student.birth_date).is_(None), col(Student.birth_date) > born_by(visit.date, MAJORITY))
    found = session.exec(
        students.visible(actor).where(
            col(Student.school_id) == visit.school_id,
            col(Student.status) != StudentStatus.GRADUATED,
            students.is_unrecorded(),
            col(Student.restricted).is_(False),
            col(Student.consent) == ConsentState.NONE,
            minor,
            or_(col(Student.id).in_(listed), students.is_eligible(visit.date, age)),
        )
    ).all()
    return sorted((_own(visit, student) for student in found), key=_by_class_and_name)


@dataclass(frozen=True, slots=True)
class Issued:
    """A letter with its bytes."""

    letter: Letter
    pdf: bytes


def issued(session: Session, actor: Actor, letter_id: UUID) -> Issued:
    """A letter and its bytes. Raises :class:`NotFound` as :func:`get` does."""
    letter = get(session, actor, letter_id)
    return Issued(letter, pdf(session, letter))
