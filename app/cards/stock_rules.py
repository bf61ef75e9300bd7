"""Blank cards with a pencil: what lies there, which cards took one, when they run out and how many to order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.cards.rules import Event, code_of, moment
from app.cards.stock_models import Movement

HORIZON = 366
"""Days ahead that a forecast looks."""
_SIGN = {Movement.RECEIVED: 1, Movement.USED: -1, Movement.SPOILED: -1, Movement.SENT: -1}
_IN_HAND = frozenset({"CARD_SHIPPED", "CARD_ISSUED"})


@dataclass(frozen=True, slots=True)
class Moved:
    """A line of the ledger, as the rules see it."""

    kind: Movement
    quantity: int
    at: datetime


def printed_at(events: Iterable[Event]) -> list[datetime]:
    """
    When one person's cards took a blank: at printing, or at a handover that nobody had told of printing before.

    A card stays the same card until it is to be printed again: after any earlier step.
    """
    found: list[datetime] = []
    there = False
    for event in sorted(events, key=moment):
        code = code_of(event.status)
        if code in ("CARD_PRINTED", "CARD_ISSUED") and not there:
            found.append(event.occurred_at)
        # What was shipped without a word of printing was printed elsewhere.
        there = code == "CARD_PRINTED" or code in _IN_HAND
    return found


def on_hand(ledger: Iterable[Moved], printed: Iterable[datetime]) -> int:
    """
    Blanks that lie there by ledger (in order of time) and printed cards; negative where something was not entered.

    The last count holds for all before it. Cards printed before the first line took none of these blanks.
    """
    lines = list(ledger)
    if not lines:
        return 0
    start, balance = lines[0].at, 0
    for line in lines:
        if line.kind is Movement.COUNTED:
            start, balance = line.at, line.quantity
        else:
            balance += _SIGN[line.kind] * line.quantity
    return balance - sum(at > start for at in printed)


@dataclass(frozen=True, slots=True)
class Needs:
    """A region's settings for ordering."""

    lead_days: int
    """From asking for blanks to having them."""
    buffer: int
    cover_days: int
    """For how long an order is to last once it came."""


@dataclass(frozen=True, slots=True)
class Forecast:
    runs_out_on: date | None
    """The first day whose cards cannot all be printed; ``None`` within the horizon."""
    order_by: date | None
    """The last day on which an order comes before the buffer is touched; today where that is past."""
    order: int
    """How many to order now: none while ``order_by`` lies ahead."""
    needed_until_delivery: int
    needed: int
    """In the whole horizon."""

    @property
    def sentence(self) -> str:
        """The code of the sentence that says what the office does about it."""
        if self.runs_out_on is not None:
            return "cards.stock_runs_out" if self.order else "cards.stock_runs_out_later"
        if self.order:
            return "cards.stock_low"
        return "cards.stock_lasts" if self.order_by is None else "cards.stock_low_later"


def forecast(stock: int, demand: Mapping[date, int], today: date, needs: Needs) -> Forecast:
    """What becomes of ``stock`` when so many cards fall due on each day from ``today`` on."""
    left, runs_out, low = stock, None, today if stock < needs.buffer else None
    for n in range(HORIZON + 1):
        day = today + timedelta(days=n)
        left -= demand.get(day, 0)
        if low is None and left < needs.buffer:
            low = day
        if left < 0 and runs_out is None:
            runs_out = day
    order_by = None if low is None else max(low - timedelta(days=needs.lead_days), today)
    arrival = today + timedelta(days=needs.lead_days)
    until, wanted = _sum(demand, today, arrival), _sum(demand, today, arrival + timedelta(days=needs.cover_days))
    return Forecast(
        runs_out_on=runs_out,
        order_by=order_by,
        order=max(wanted + needs.buffer - stock, 0) if order_by == today else 0,
        needed_until_delivery=until,
        needed=_sum(demand, today, today + timedelta(days=HORIZON)),
    )


def _sum(demand: Mapping[date, int], first: date, last: date) -> int:
    return sum(number for day, number in demand.items() if first <= day <= last)
