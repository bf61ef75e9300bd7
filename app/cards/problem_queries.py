"""The office's work list of cards that do not come on by themselves, within the reader's scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, case, cast, func, literal, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.cards import rules
from app.cards.due_queries import still_here
from app.cards.models import CardEvent, CardReturn, HandoverItem
from app.cards.problem_rules import STUCK, Patience, ProblemKind, age, codes_by_kind, is_late
from app.cards.queries import is_told
from app.cards.rules import Acts
from app.core.access import Actor
from app.core.clock import day_of
from app.core.paging import Page, PageRequest, page
from app.regions.queries import scope, settings, today, zone
from app.students import queries as students
from app.students.models import CardState, Recorded, Student


@dataclass(frozen=True, slots=True)
class ProblemFilter:
    """What the work list may be narrowed to."""

    kind: ProblemKind | None = None
    overdue: bool | None = None
    school_id: UUID | None = None
    region_code: str | None = None


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """Someone whose card does not come on by itself."""

    student_id: UUID
    name: str
    school_id: UUID | None
    class_group: str | None
    card_state: CardState
    card_status_raw: str
    """The last code heard; empty where the centre said nothing."""
    since: datetime
    acts: Acts
    kind: ProblemKind
    age_days: int
    alert_after_days: int
    overdue: bool


def problems(session: Session, actor: Actor, request: PageRequest, wanted: ProblemFilter) -> Page[ProblemLine]:
    """Everyone on the work list, longest standing first; each stands once, for the gravest of its reasons."""
    desk = _Desk(session, actor, wanted)
    statement = desk.statement(wanted.kind, wanted.overdue)
    if request.exporting:
        statement = statement.where(students.may_appear(session, today(actor.region_code)))
    named = statement.add_columns(desk.kind)
    found: Page[Any] = page(session, named, request, [desk.since, col(Student.id)])
    return found.map(lambda row: desk.line(row[0], ProblemKind(row[1])))


def problem_counts(session: Session, actor: Actor, wanted: ProblemFilter) -> dict[ProblemKind, int]:
    """How many stand on the whole list for each reason; ``kind`` does not narrow this."""
    desk = _Desk(session, actor, wanted)
    statement = desk.statement(None, wanted.overdue)
    counted = statement.with_only_columns(desk.kind, func.count()).group_by(desk.kind)
    return dict.fromkeys(ProblemKind, 0) | {ProblemKind(kind): number for kind, number in session.execute(counted)}


class _Desk:
    """The work list of one office on one day."""

    def __init__(self, session: Session, actor: Actor, wanted: ProblemFilter) -> None:
        self._region = scope(actor, wanted.region_code)
        self._today = today(self._region)
        self._patience = patience(session, self._region, self._today)
        self._people = still_here(session, actor, wanted.school_id, wanted.region_code)
        conditions = self._conditions(session)
        # Written out, not bound: PostgreSQL must see that it groups by what it selects.
        self.kind: Any = case(*((rule, _word(kind)) for kind, rule in conditions.items()), else_=_word(None))
        silent = self.kind == ProblemKind.UNKNOWN_AT_CENTRE.value
        heard = func.substr(cast(col(Student.last_card_at), String), 1, 10)
        self.since: Any = case((silent, cast(col(Student.recorded_here_on), String)), else_=heard)
        """The day as text, one kind of value for both sources; of an event that of UTC: true to a day."""

    def statement(self, kind: ProblemKind | None, overdue: bool | None) -> SelectOfScalar[Student]:
        statement = self._people.where(self.kind != "" if kind is None else self.kind == kind.value)
        if overdue is not None:
            late = or_(*(and_(self.kind == each.value, self._is_late(each)) for each in ProblemKind))
            statement = statement.where(late if overdue else ~late)
        return statement

    def line(self, student: Student, kind: ProblemKind) -> ProblemLine:
        since, raw = self._began(student, kind), student.last_card_code or ""
        days = age(day_of(since, zone(student.region_code)), today(student.region_code))
        return ProblemLine(
            student_id=student.id,
            name=student.name,
            school_id=student.school_id,
            class_group=student.class_group,
            card_state=student.card_state,
            card_status_raw=raw,
            since=since,
            acts=Acts.OFFICE if kind is ProblemKind.UNKNOWN_AT_CENTRE else rules.acts_on(raw),
            kind=kind,
            age_days=days,
            alert_after_days=self._patience.of(kind),
            overdue=is_late(kind, days, self._patience),
        )

    @staticmethod
    def _began(student: Student, kind: ProblemKind) -> datetime:
        if kind is ProblemKind.UNKNOWN_AT_CENTRE and student.recorded_here_on is not None:
            return datetime.combine(student.recorded_here_on, time(), zone(student.region_code))
        assert student.last_card_at is not None  # noqa: S101 - every other kind speaks of an event
        return student.last_card_at

    def _midnight(self, days: int) -> datetime:
        """The first instant of the day that lies ``days`` back."""
        return datetime.combine(self._today - timedelta(days=days), time(), zone(self._region))

    def _is_late(self, kind: ProblemKind) -> ColumnElement[bool]:
        days = self._patience.of(kind)
        if kind is ProblemKind.UNKNOWN_AT_CENTRE:
            return col(Student.recorded_here_on) <= self._today - timedelta(days=days)
        return col(Student.last_card_at) < self._midnight(days)

    def _conditions(self, session: Session) -> Mapping[ProblemKind, ColumnElement[bool]]:
        """Each reason, the gravest first."""
        state, raw = col(Student.card_state), col(Student.last_card_code)
        states = (CardState.PROBLEM, CardState.IN_PROCESS)
        spelled = codes_by_kind(
            code
            for code in session.scalars(
                self._people.with_only_columns(raw).where(state.in_(states), raw.is_not(None)).distinct()
            )
            if code is not None
        )
        found: dict[ProblemKind, ColumnElement[bool]] = {}
        for kind in ProblemKind:
            if kind in spelled:
                said = and_(state.in_(states), raw.in_(spelled[kind]))
                found[kind] = and_(said, self._is_late(kind)) if kind in STUCK else said
        return found | {
            ProblemKind.UNKNOWN_CODE: and_(state == CardState.UNKNOWN, col(Student.last_card_at).is_not(None)),
            ProblemKind.RETURNED: _standing_at(CardReturn),
            ProblemKind.NOT_RECEIVED: _standing_at(HandoverItem, col(HandoverItem.received).is_(False)),
            ProblemKind.UNKNOWN_AT_CENTRE: and_(
                col(Student.recorded) == Recorded.HERE,
                col(Student.registry_since).is_(None),
                self._is_late(ProblemKind.UNKNOWN_AT_CENTRE),
            ),
        }


def _word(kind: ProblemKind | None) -> Any:
    return literal("" if kind is None else kind.value, literal_execute=True)


def _standing_at(model: type[CardReturn] | type[HandoverItem], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """People whose card's last word is the event of such a row, also where the row names one merged into them."""
    named, person = aliased(Student), aliased(Student)
    owners = (
        select(person.id)
        .join(named, person.id == func.coalesce(named.survivor_id, named.id))  # type: ignore[arg-type]
        .join(model, col(model.student_id) == named.id)
        .join(CardEvent, col(CardEvent.id) == col(model.card_event_id))
        .where(
            is_told(),
            col(CardEvent.occurred_at) == person.last_card_at,
            col(CardEvent.status) == person.last_card_code,
            *conditions,
        )
    )
    return col(Student.id).in_(owners)


def patience(session: Session, region_code: str | None, on: date) -> Patience:
    """After how many days somebody must act, as a region's settings say on a day."""
    held = settings(session, region_code, ["card_stuck_days", "card_problem_days", "unknown_at_centre_days"], on)
    return Patience(int(held["card_stuck_days"]), int(held["card_problem_days"]), int(held["unknown_at_centre_days"]))
