"""An office's blank cards: the ledger, what lies there, and what the due list will ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.cards import queries
from app.cards.legal import ANY_DAY, legal_day
from app.cards.models import CardEvent
from app.cards.rules import ISSUED_RANK, rank_of
from app.cards.stock_models import BlankMovement, BlankStock, Movement
from app.cards.stock_rules import HORIZON, Forecast, Moved, Needs, forecast, on_hand, printed_at
from app.core.access import Actor
from app.core.clock import now
from app.core.db import batched
from app.core.errors import Fault, Invalid, NotFound, VersionMismatch
from app.core.ids import new_id
from app.core.paging import Page, PageRequest, page
from app.journal import service as journal
from app.regions.models import Region, RegionLevel
from app.regions.queries import days_off, scope, settings, today, zone
from app.regions.rules import is_working_day
from app.students import queries as students
from app.students.models import CardState, Student

_PRINTED_RANK = rank_of("CARD_PRINTED")
_TO_PRINT = (CardState.NOT_RECORDED, CardState.IN_PROCESS, CardState.PROBLEM, CardState.READY, CardState.UNKNOWN)
_LIKELY = (CardState.IN_PROCESS, CardState.READY)
"""Of those past their legal day only these will ask for a card soon."""


@dataclass(frozen=True, slots=True)
class StockLine:
    """An office's blanks today."""

    region_code: str
    on_hand: int
    counted_on: date | None
    printed_since: int
    """Cards of these lists that took a blank since the last count."""
    waiting_now: int
    """Past their legal day, ready or in process, and not printed."""
    forecast: Forecast
    version: int


@dataclass(frozen=True, slots=True)
class NewMovement:
    kind: Movement
    quantity: int
    day: date | None = None
    note: str | None = None


def get(session: Session, actor: Actor, region_code: str | None) -> StockLine:
    """An office's blanks and their forecast. Raises :class:`NotFound` for anything but a regency in scope."""
    regency = _regency(session, actor, region_code)
    store = session.get(BlankStock, regency)
    ledger = session.exec(_ledger(regency)).all()
    moved = [Moved(line.kind, line.quantity, line.at) for line in ledger]
    counted = [line for line in ledger if line.kind is Movement.COUNTED]
    since = counted[-1].at if counted else moved[0].at if moved else None
    printed = _printed(session, regency, since) if since is not None else []
    stock, day = on_hand(moved, printed), today(regency)
    demand, waiting = _demand(session, regency, day)
    held = settings(session, regency, ["blank_lead_days", "blank_buffer", "blank_cover_days"], day)
    needs = Needs(int(held["blank_lead_days"]), int(held["blank_buffer"]), int(held["blank_cover_days"]))
    return StockLine(
        region_code=regency,
        on_hand=stock,
        counted_on=counted[-1].day if counted else None,
        printed_since=len(printed),
        waiting_now=waiting,
        forecast=forecast(stock, demand, day, needs),
        version=store.version if store is not None else 0,
    )


def move(session: Session, actor: Actor, region_code: str | None, new: NewMovement, version: int) -> StockLine:
    """
    Enter a line of the ledger. Raises :class:`NotFound`, :class:`VersionMismatch` where another line came between,
    and :class:`Invalid` for a day ahead or before the last line.
    """
    regency = _regency(session, actor, region_code)
    # The region's row is there also before the first line, so two first ones wait for each other.
    session.get_one(Region, regency, with_for_update=True)
    store = session.get(BlankStock, regency, populate_existing=True)
    if version != (store.version if store is not None else 0):
        raise VersionMismatch
    day = new.day or today(regency)
    if day > today(regency):
        raise Invalid([Fault("/day", "cards.ahead")])
    at = now() if day == today(regency) else datetime.combine(day, time(23, 59, 59), zone(regency))
    last = session.exec(select(func.max(col(BlankMovement.at))).where(col(BlankMovement.region_code) == regency)).one()
    if last is not None and at < last:
        raise Invalid([Fault("/day", "cards.stock_before_last")])
    if store is None:
        session.add(BlankStock(region_code=regency))
    else:
        store.version += 1
    session.flush()
    line = BlankMovement(
        id=new_id(),
        region_code=regency,
        kind=new.kind,
        quantity=new.quantity,
        day=day,
        at=at,
        note=new.note,
        account_id=actor.account_id,
    )
    session.add(line)
    session.flush()
    data = {"kind": new.kind.value, "quantity": new.quantity}
    journal.write(session, actor, "cards.blanks_moved", "blank_movement", line.id, region_code=regency, data=data)
    return get(session, actor, regency)


def movements(
    session: Session, actor: Actor, request: PageRequest, region_code: str | None = None
) -> Page[BlankMovement]:
    """An office's ledger, latest first."""
    regency = _regency(session, actor, region_code)
    statement = select(BlankMovement).where(col(BlankMovement.region_code) == regency)
    return page(session, statement, request, [col(BlankMovement.at), col(BlankMovement.id)], descending=True)


def _regency(session: Session, actor: Actor, region_code: str | None) -> str:
    """The office asked for, else the actor's own."""
    wanted = scope(actor, region_code)
    region = session.get(Region, wanted) if wanted is not None else None
    if region is None or region.level is not RegionLevel.REGENCY:
        raise NotFound
    return region.region_code


def _ledger(region_code: str) -> Any:
    return (
        select(BlankMovement)
        .where(col(BlankMovement.region_code) == region_code)
        .order_by(col(BlankMovement.at), col(BlankMovement.id))
    )


def _printed(session: Session, region_code: str, since: datetime) -> list[datetime]:
    """When cards of these lists took a blank of the office after ``since``. Counts: nobody is named."""
    owner = func.coalesce(col(Student.survivor_id), col(Student.id))
    named = (
        select(owner)
        .join(CardEvent, col(CardEvent.student_id) == col(Student.id))
        .where(
            col(CardEvent.region_code) == region_code,
            col(CardEvent.rank).in_((_PRINTED_RANK, ISSUED_RANK)),
            col(CardEvent.occurred_at) > since,
            queries.is_told(),
        )
        .distinct()
    )
    found: list[datetime] = []
    ids: list[UUID] = list(session.scalars(named))
    for some in batched(ids):
        for events in queries.told(session, some).values():
            found += [at for at in printed_at(events) if at > since]
    return found


def _demand(session: Session, region_code: str, day: date) -> tuple[Mapping[date, int], int]:
    """Cards to be printed on each day from ``day`` on, and how many of them are waiting already."""
    law = queries.law(session, region_code, day)
    birth, married, state = col(Student.birth_date), col(Student.ever_married), col(Student.card_state)
    counted = (
        select(birth, married, state, func.count())
        .where(
            col(Student.region_code) == region_code,
            students.is_person(),
            col(Student.status).not_in(students.GONE),
            state.in_(_TO_PRINT),
        )
        .group_by(birth, married, state)
    )
    last = day + timedelta(days=HORIZON)
    demand: dict[date, int] = {}
    waiting = 0
    for born, wed, stands, number in session.execute(counted):
        legal = legal_day(born, law, ever_married=wed)
        if legal is None or legal > last:
            continue
        if legal <= day or legal == ANY_DAY:
            waiting += number if stands in _LIKELY else 0
        else:
            demand[legal] = demand.get(legal, 0) + number
    demand[day] = demand.get(day, 0) + waiting
    others = int(settings(session, region_code, ["blank_others_per_day"], day)["blank_others_per_day"])
    if others:
        off = days_off(session, region_code, day, last)
        for n in range(HORIZON + 1):
            each = day + timedelta(days=n)
            if is_working_day(each, off):
                demand[each] = demand.get(each, 0) + others
    return demand, waiting
