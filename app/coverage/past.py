"""
What recordings and card events say of people on a past day, as far as they were known at an instant.

Recordings and card events are known from their receipt, what was parked from its resolution, a void from when it was
entered (design rule 6). The rules are those of :mod:`app.cards.rules` and :mod:`app.students.rules`, said in SQL; a
test holds the two together. Nothing here is scoped to a reader: :mod:`app.coverage.people` chooses the people.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, String, Subquery, and_, case, exists, func, or_, select, type_coerce
from sqlmodel import col

from app.cards.models import CardEvent, CardEventVoid
from app.cards.rules import ISSUED_RANK, REOPENED_RANK, UNREGISTERED_RANK
from app.recordings.models import Outcome, Recording, RecordingVoid
from app.students.models import CardState, Recorded

_IN_HAND = (CardState.PRINTED.value, CardState.HANDED_OVER.value)
REACHED = {"ready_on": (CardState.READY.value, *_IN_HAND), "printed_on": _IN_HAND}
"""The first day of the present cycle on which a card had come at least so far."""


@dataclass(frozen=True, slots=True)
class Then:
    """Which events count: those that had happened by ``as_of`` and were known at ``known_at`` (``None``: all)."""

    as_of: date | None
    known_at: datetime | None


def standings(persons: CTE, members: CTE, then: Then) -> CTE:
    """
    ``persons`` (``id`` and whatever else) with how each stood: ``recorded, recorded_on, card_state, handed_over_on,
    last_code, ready_on, printed_on``. ``members`` (``student_id, person_id``) are all the rows that are one of them.

    Told of everybody before anybody is chosen: of whom a condition chooses from a list without statistics PostgreSQL
    expects one in two hundred, and would go through all events anew for each of so few.
    """
    events = _events(members, then)
    cuts = (
        select(events.c.person_id, func.max(events.c.occurred_at).label("since"))
        .where(events.c.rank == REOPENED_RANK)
        .group_by(events.c.person_id)
        .subquery("cuts")
    )
    cards = _cards(events, cuts)
    here = _here(members, cuts, then)
    state: Any = case(
        (cuts.c.since.is_not(None), func.coalesce(cards.c.state, CardState.NOT_RECORDED)), else_=cards.c.state
    )
    is_here, elsewhere = here.c.recorded_on.is_not(None), cards.c.since.is_not(None)
    captured = or_(state.is_(None), state == CardState.NOT_RECORDED)
    return (
        select(
            persons,
            case((is_here, Recorded.HERE.value), (elsewhere, Recorded.ELSEWHERE.value), else_=Recorded.NO.value).label(
                "recorded"
            ),
            func.coalesce(here.c.recorded_on, cards.c.since).label("recorded_on"),
            case(
                (and_(is_here, captured), CardState.IN_PROCESS.value),
                (or_(is_here, elsewhere), state),
                else_=CardState.NOT_RECORDED.value,
            ).label("card_state"),
            cards.c.handed_over_on,
            cards.c.last_code,
            *(cards.c[name] for name in REACHED),
        )
        .outerjoin(cuts, cuts.c.person_id == persons.c.id)
        .outerjoin(cards, cards.c.person_id == persons.c.id)
        .outerjoin(here, here.c.person_id == persons.c.id)
        .cte("standings")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )


def _events(members: CTE, then: Then) -> CTE:
    """The card events that count, by person."""
    statement = select(
        members.c.person_id,
        col(CardEvent.occurred_at),
        col(CardEvent.occurred_on),
        col(CardEvent.rank),
        col(CardEvent.status),
        # Compared with plain texts below: the column's own type would refuse them.
        _plain(CardEvent.state).label("state"),
    ).join(CardEvent, col(CardEvent.student_id) == members.c.student_id)
    if then.as_of is not None:
        statement = statement.where(col(CardEvent.occurred_on) <= then.as_of)
    if then.known_at is not None:
        statement = statement.where(col(CardEvent.recorded_at) <= then.known_at)
    return statement.where(
        _stood(CardEvent.voided_by, CardEventVoid, CardEventVoid.card_event_id, CardEvent.id, then)
    ).cte("events")


def _cards(events: CTE, cuts: Subquery) -> Subquery:
    """What the events of the present cycle say, as :func:`app.cards.rules.standing` does."""
    by_person: dict[str, Any] = {"partition_by": events.c.person_id}
    last_first = [events.c.occurred_at.desc(), events.c.rank.desc(), events.c.status.desc()]
    other = case((events.c.rank != ISSUED_RANK, events.c.occurred_at))
    ordered = (
        select(
            events,
            func.row_number().over(**by_person, order_by=last_first).label("place"),
            func.max(other).over(**by_person).label("other_at"),
        )
        .outerjoin(cuts, cuts.c.person_id == events.c.person_id)
        # A reopening ends its instant: what was deleted came before it.
        .where(or_(cuts.c.since.is_(None), events.c.occurred_at > cuts.c.since))
        .subquery("ordered")
    )
    is_last, beyond = ordered.c.place == 1, ordered.c.rank != UNREGISTERED_RANK
    in_hand = and_(
        ordered.c.rank == ISSUED_RANK,
        or_(ordered.c.other_at.is_(None), ordered.c.occurred_at >= ordered.c.other_at),
    )
    return (
        select(
            ordered.c.person_id,
            func.max(case((is_last, ordered.c.state))).label("state"),
            func.max(case((is_last, ordered.c.status))).label("last_code"),
            func.min(case((beyond, ordered.c.occurred_on))).label("since"),
            func.min(case((in_hand, ordered.c.occurred_on))).label("handed_over_on"),
            *(
                func.min(case((ordered.c.state.in_(states), ordered.c.occurred_on))).label(name)
                for name, states in REACHED.items()
            ),
        )
        .group_by(ordered.c.person_id)
        .subquery("cards")
    )


def _here(members: CTE, cuts: Subquery, then: Then) -> Subquery:
    """The day of the recording that counts: the earliest of the present cycle."""
    place = func.row_number().over(
        partition_by=members.c.person_id, order_by=[col(Recording.corrected_at), col(Recording.id)]
    )
    statement = (
        select(members.c.person_id, col(Recording.corrected_on).label("recorded_on"), place.label("place"))
        .join(Recording, col(Recording.student_id) == members.c.student_id)
        .outerjoin(cuts, cuts.c.person_id == members.c.person_id)
        .where(
            col(Recording.outcome) == Outcome.RECORDED,
            or_(cuts.c.since.is_(None), col(Recording.corrected_at) >= cuts.c.since),
            _stood(Recording.voided_by, RecordingVoid, RecordingVoid.recording_id, Recording.id, then),
        )
    )
    if then.as_of is not None:
        statement = statement.where(col(Recording.corrected_on) <= then.as_of)
    if then.known_at is not None:
        # What was parked said nothing of anybody until the office placed it.
        placed = func.coalesce(col(Recording.resolved_at), col(Recording.received_at))
        statement = statement.where(placed <= then.known_at)
    every = statement.subquery("captured")
    return select(every.c.person_id, every.c.recorded_on).where(every.c.place == 1).subquery("here")


def _stood(voided_by: Any, voids: Any, of: Any, id: Any, then: Then) -> ColumnElement[bool]:
    """Not taken back, as far as that was known."""
    if then.known_at is None:
        return col(voided_by).is_(None)
    return ~exists().where(col(of) == col(id), col(voids.created_at) <= then.known_at)


def _plain(column: Any) -> ColumnElement[str]:
    return type_coerce(col(column), String())
