"""Reading teams, kits, visits and rosters, within the reader's scope."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.access import Actor, Role, within
from app.core.clock import now
from app.core.errors import NotFound
from app.core.paging import Page, PageRequest, page
from app.regions.queries import scope, today
from app.schools.models import School
from app.students import queries as students
from app.students.models import Student
from app.visits.models import Kit, KitState, RosterEntry, Team, Visit, VisitKind, VisitKit, VisitState
from app.visits.rules import COMES_AGAIN, NOT_OCCUPYING, RECORDING, TO_COME, class_order, rank
from app.visits.tallies import Tally, is_awaited, rank_of, tallies

# --- teams and kits --------------------------------------------------------------------------------------------


def visible_teams(actor: Actor) -> SelectOfScalar[Team]:
    """A team sees itself; everyone else the teams of their region."""
    match actor.role:
        case Role.TEAM:
            return select(Team).where(col(Team.id) == actor.team_id)
        case Role.ADMIN | Role.OFFICER | Role.SCHOOL | Role.VIEWER:
            return select(Team).where(within(col(Team.region_code), actor.region_code))


def get_team(session: Session, actor: Actor, team_id: UUID, *, lock: bool = False) -> Team:
    statement = visible_teams(actor).where(col(Team.id) == team_id)
    team = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if team is None:
        raise NotFound
    return team


def teams(
    session: Session,
    actor: Actor,
    request: PageRequest,
    *,
    region_code: str | None = None,
    active: bool | None = None,
) -> Page[Team]:
    """By name."""
    statement = visible_teams(actor).where(within(col(Team.region_code), scope(actor, region_code)))
    if active is not None:
        statement = statement.where(col(Team.active).is_(active))
    return page(session, statement, request, [col(Team.name), col(Team.id)])


def visible_kits(actor: Actor) -> SelectOfScalar[Kit]:
    """Equipment is nobody's secret within its region."""
    return select(Kit).where(within(col(Kit.region_code), actor.region_code))


def get_kit(session: Session, actor: Actor, kit_id: UUID, *, lock: bool = False) -> Kit:
    statement = visible_kits(actor).where(col(Kit.id) == kit_id)
    kit = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if kit is None:
        raise NotFound
    return kit


def kits(
    session: Session,
    actor: Actor,
    request: PageRequest,
    *,
    region_code: str | None = None,
    state: KitState | None = None,
) -> Page[Kit]:
    """By code."""
    statement = visible_kits(actor).where(within(col(Kit.region_code), scope(actor, region_code)))
    if state is not None:
        statement = statement.where(col(Kit.state) == state)
    return page(session, statement, request, [col(Kit.code), col(Kit.id)])


def lock_kits(session: Session, actor: Actor, kit_ids: Collection[UUID]) -> Sequence[Kit]:
    """The kits among ``kit_ids`` that ``actor`` sees, locked in the order of their ids."""
    statement = visible_kits(actor).where(col(Kit.id).in_(kit_ids)).order_by(col(Kit.id))
    return session.exec(statement.with_for_update()).all()


# --- visits ----------------------------------------------------------------------------------------------------


def visible(actor: Actor) -> SelectOfScalar[Visit]:
    """
    The office sees its region's visits, a school and a team their own; viewers see aggregates alone.

    A draft is the office's own until it is proposed. One that a school declined stays in its sight with its answer.
    """
    match actor.role:
        case Role.ADMIN | Role.OFFICER:
            return select(Visit).where(within(col(Visit.region_code), actor.region_code))
        case Role.SCHOOL:
            told = or_(col(Visit.state) != VisitState.DRAFT, col(Visit.reason).is_not(None))
            return select(Visit).where(col(Visit.school_id) == actor.school_id, told)
        case Role.TEAM:
            return select(Visit).where(col(Visit.team_id) == actor.team_id)
        case Role.VIEWER:
            return select(Visit).where(false())


def get(session: Session, actor: Actor, visit_id: UUID, *, lock: bool = False) -> Visit:
    """One visit. Raises :class:`NotFound` for an unknown one and for one out of sight alike."""
    statement = visible(actor).where(col(Visit.id) == visit_id)
    if lock:
        # Read before the lock was held, it may have changed since.
        statement = statement.with_for_update().execution_options(populate_existing=True)
    visit = session.exec(statement).one_or_none()
    if visit is None:
        raise NotFound
    return visit


@dataclass(frozen=True, slots=True)
class Filter:
    """What to keep of the visits; both days inclusive, in each region's zone."""

    date_from: date | None = None
    date_to: date | None = None
    school_id: UUID | None = None
    team_id: UUID | None = None
    state: VisitState | None = None
    kind: VisitKind | None = None
    region_code: str | None = None


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit with its kits and its tally."""

    visit: Visit
    kit_ids: list[UUID]
    tally: Tally


def visits(session: Session, actor: Actor, request: PageRequest, wanted: Filter) -> Page[VisitView]:
    """By start."""
    found = page(session, narrowed(actor, wanted), request, [col(Visit.starts_at), col(Visit.id)])
    return Page(views(session, found.items), found.next_cursor)


def narrowed(actor: Actor, wanted: Filter) -> SelectOfScalar[Visit]:
    """The visits that ``actor`` sees, of those wanted."""
    statement = visible(actor)
    if wanted.date_from is not None:
        statement = statement.where(col(Visit.date) >= wanted.date_from)
    if wanted.date_to is not None:
        statement = statement.where(col(Visit.date) <= wanted.date_to)
    for column, value in (
        (Visit.school_id, wanted.school_id),
        (Visit.team_id, wanted.team_id),
        (Visit.state, wanted.state),
        (Visit.kind, wanted.kind),
    ):
        if value is not None:
            statement = statement.where(col(column) == value)
    if wanted.region_code is not None:
        # Through the school, since a visit knows its regency but not the district.
        place = within(col(School.district_code), scope(actor, wanted.region_code))
        statement = statement.where(col(Visit.school_id).in_(select(School.id).where(place)))
    return statement


def views(session: Session, found: Sequence[Visit]) -> list[VisitView]:
    """``found`` with kits and tallies, in two queries however many they are."""
    ids = [visit.id for visit in found]
    by_visit: dict[UUID, list[UUID]] = {id: [] for id in ids}
    chosen = select(VisitKit).where(col(VisitKit.visit_id).in_(ids)).order_by(col(VisitKit.kit_id))
    for row in session.exec(chosen):
        by_visit[row.visit_id].append(row.kit_id)
    counted = tallies(session, ids)
    return [VisitView(visit, by_visit[visit.id], counted.get(visit.id, Tally())) for visit in found]


# --- clashes ---------------------------------------------------------------------------------------------------


def team_busy(
    session: Session, team_id: UUID, starts_at: datetime, ends_at: datetime, besides: UUID | None
) -> UUID | None:
    """Another visit of the team in that time, if any. Call it with the team's row locked."""
    statement = _in_time(starts_at, ends_at, besides).where(col(Visit.team_id) == team_id)
    return session.exec(statement).first()


def kit_busy(
    session: Session, kit_ids: Collection[UUID], starts_at: datetime, ends_at: datetime, besides: UUID | None
) -> UUID | None:
    """Another visit with one of the kits in that time, if any. Call it with the kits' rows locked."""
    statement = _in_time(starts_at, ends_at, besides).join(VisitKit, col(VisitKit.visit_id) == col(Visit.id))
    return session.exec(statement.where(col(VisitKit.kit_id).in_(kit_ids))).first()


def _in_time(starts_at: datetime, ends_at: datetime, besides: UUID | None) -> SelectOfScalar[UUID]:
    statement = select(Visit.id).where(
        col(Visit.starts_at) < ends_at,
        col(Visit.ends_at) > starts_at,
        col(Visit.state).not_in(NOT_OCCUPYING),
    )
    return statement if besides is None else statement.where(col(Visit.id) != besides)


# --- rosters ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RosterLine:
    student_id: UUID
    name: str
    class_group: str | None
    slot_start: time | None
    slot_end: time | None
    outcome: str | None
    walk_in: bool
    guest: bool
    """Not a pupil of the visit's school: who they are is not that school's to know."""


def roster(session: Session, visit: Visit) -> list[RosterLine]:
    """
    Who is to be seen at ``visit``, by class and name; merged people stand once. Reach the visit by :func:`get`.

    Who may no longer appear (restricted, or consent taken back) leaves it unless already seen; the tally keeps them.
    Who graduated since leaves both: see :func:`is_awaited`.
    """
    person = aliased(Student)
    appears = students.may_appear(session, today(visit.region_code), person)
    rows = session.execute(
        select(RosterEntry, person)
        .join(Visit, col(Visit.id) == col(RosterEntry.visit_id))
        .join(Student, col(Student.id) == col(RosterEntry.student_id))
        .join(person, person.id == func.coalesce(col(Student.survivor_id), col(Student.id)))  # type: ignore[arg-type]
        .where(
            col(RosterEntry.visit_id) == visit.id,
            or_(col(RosterEntry.outcome).is_not(None), appears),
            is_awaited(person),
        )
    ).all()
    lines: dict[UUID, RosterLine] = {}
    for entry, pupil in sorted(rows, key=lambda row: rank(row[0].outcome), reverse=True):
        former = lines.get(pupil.id)
        lines[pupil.id] = RosterLine(
            pupil.id,
            pupil.name,
            entry.class_group,
            entry.slot_start,
            entry.slot_end,
            entry.outcome,
            entry.walk_in and (former is None or former.walk_in),
            pupil.school_id != visit.school_id,
        )
    return sorted(lines.values(), key=lambda line: (*class_order(line.class_group), line.name, line.student_id))


def coming() -> ColumnElement[bool]:
    """Visits that will still record: not yet begun, not yet over."""
    return and_(
        col(Visit.state).in_(TO_COME),
        col(Visit.kind).in_(RECORDING),
        col(Visit.ends_at) > now(),
    )


def on_coming_rosters(besides: UUID | None = None) -> SelectOfScalar[UUID]:
    """People with an unseen place on the roster of a visit to come, ``besides`` one; narrow it by the visit."""
    statement = (
        select(_person())
        .join(RosterEntry, col(RosterEntry.student_id) == col(Student.id))
        .join(Visit, col(Visit.id) == col(RosterEntry.visit_id))
        .where(coming(), col(RosterEntry.outcome).is_(None))
    )
    return statement if besides is None else statement.where(col(Visit.id) != besides)


def missed_at(visit_id: UUID) -> SelectOfScalar[UUID]:
    """People of a visit who are to come again: not yet seen, or with an outcome that is not for good."""
    again = [rank(outcome) for outcome in (*COMES_AGAIN, None)]
    return (
        select(_person())
        .join(RosterEntry, col(RosterEntry.student_id) == col(Student.id))
        .where(col(RosterEntry.visit_id) == visit_id)
        .group_by(_person())
        # A person with two rows has one outcome, as in the tally.
        .having(func.min(rank_of(col(RosterEntry.outcome))).in_(again))
    )


def _person() -> Any:
    """Who a row speaks for: a merged one for its survivor."""
    return func.coalesce(col(Student.survivor_id), col(Student.id))


def has_roster(session: Session, visit_id: UUID) -> bool:
    return session.exec(select(RosterEntry.student_id).where(col(RosterEntry.visit_id) == visit_id)).first() is not None
