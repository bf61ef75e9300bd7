"""Blank cards: the ledger, what lies there, and the forecast against a day-by-day reckoning."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.cards.rules import Happened
from app.cards.stock_models import Movement
from app.cards.stock_rules import Moved, Needs, forecast, on_hand, printed_at
from app.core.clock import now
from app.core.db import Database
from app.core.i18n import Language, text
from app.regions.queries import today
from tests.conftest import Api
from tests.support.world import World, add_student

START = datetime(2026, 1, 1, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def move(api: Api, kind: str, quantity: int, version: int, **more: Any) -> Any:
    body = {"kind": kind, "quantity": quantity, **more}
    return api.patch("/v1/blank-stock", by="officer", json=body, headers={"if-match": f'"{version}"'})


def test_the_ledger_and_the_cards_of_the_lists_say_what_lies_there(api: Api, database: Database, world: World) -> None:
    with database.write() as session:
        pupil = add_student(session, world, birth=date(2009, 1, 15))
    empty = api.get("/v1/blank-stock", by="officer")
    assert (empty.json()["on_hand"], empty.headers["etag"]) == (0, '"0"')
    yesterday = str(today("63.11") - timedelta(days=1))
    assert move(api, "counted", 40, 0, day=yesterday).json()["on_hand"] == 40
    assert move(api, "received", 100, 1).json()["on_hand"] == 140
    assert move(api, "spoiled", 3, 2).json()["on_hand"] == 137
    assert move(api, "used", 7, 3).json()["on_hand"] == 130
    assert move(api, "sent", 5, 4, note="Amuntai").json()["on_hand"] == 125
    event = {"status": "CARD_PRINTED", "reason": "SIAK", "occurred_at": now().isoformat()}
    made = api.post(f"/v1/students/{pupil}/card-events", by="officer", json=event).json()
    got = api.get("/v1/blank-stock", by="officer").json()
    assert (got["on_hand"], got["printed_since"], got["counted_on"]) == (124, 1, yesterday)
    api.put(
        f"/v1/card-events/{made['id']}/voids/01932f4e-0000-7000-8000-0000000000d1", by="officer", json={"reason": "x"}
    )
    assert api.get("/v1/blank-stock", by="officer").json()["on_hand"] == 125
    assert move(api, "counted", 120, 5).json()["on_hand"] == 120
    ledger = api.get("/v1/blank-stock/movements", by="officer").json()["items"]
    assert [(line["kind"], line["quantity"]) for line in ledger][:2] == [("counted", 120), ("sent", 5)]


def test_a_change_is_made_against_the_version_seen_within_ones_region(api: Api, world: World) -> None:
    assert api.patch("/v1/blank-stock", by="officer", json={"kind": "used", "quantity": 1}).status_code == 428
    assert move(api, "counted", 5, 3).status_code == 412
    assert move(api, "counted", -1, 0).status_code == 422
    ahead = move(api, "counted", 5, 0, day=str(today("63.11") + timedelta(days=1)))
    assert ahead.json()["errors"][0]["code"] == "cards.ahead"
    assert move(api, "counted", 5, 0).status_code == 200
    late = move(api, "received", 5, 1, day=str(today("63.11") - timedelta(days=1)))
    assert late.json()["errors"][0]["code"] == "cards.stock_before_last"
    assert api.get("/v1/blank-stock?region_code=63.08", by="officer").status_code == 404
    assert api.get("/v1/blank-stock", by="nation").status_code == 404
    assert api.get("/v1/blank-stock?region_code=63.11", by="nation").json()["on_hand"] == 5
    assert {api.get("/v1/blank-stock", by=by).status_code for by in ("school-paringin", "team1", "viewer")} == {403}


def test_the_forecast_follows_the_due_list(api: Api, database: Database, world: World) -> None:
    day = today("63.11")
    with database.write() as session:
        for n in range(3):
            birth = date(day.year - 17, day.month, min(day.day, 28))
            add_student(session, world, name=f"N{n}", birth=birth + timedelta(days=10))
    got = move(api, "counted", 2, 0).json()
    assert got["needed"] == 3
    assert got["runs_out_on"] is not None
    assert (got["order_by"], got["order"]) == (str(day), 3 + 100 - 2)
    assert got["runs_out_on"] in got["message"]


def test_a_card_takes_one_blank_until_it_is_printed_anew() -> None:
    def life(*codes: str) -> int:
        return len(printed_at([Happened(code, START + timedelta(days=n)) for n, code in enumerate(codes)]))

    assert life("PRR", "CARD_PRINTED", "CARD_ISSUED") == 1
    assert life("PRR", "CARD_ISSUED") == 1
    assert life("PRR", "CARD_SHIPPED", "CARD_ISSUED") == 0
    assert life("CARD_PRINTED", "CARD_ISSUED", "CARD_PRINTED", "CARD_ISSUED") == 1
    assert life("CARD_PRINTED", "CARD_ISSUED", "PRINT_READY", "CARD_ISSUED") == 2
    assert life("CARD_PRINTED", "reopened", "PRINT_READY", "CARD_PRINTED") == 2


_LINES = st.lists(st.tuples(st.sampled_from(Movement), st.integers(0, 50)), max_size=8)


@given(_LINES, st.lists(st.integers(-5, 100), max_size=10))
def test_what_lies_there_is_what_a_clerk_would_find(lines: list[tuple[Movement, int]], prints: list[int]) -> None:
    ledger = [Moved(kind, n, START + timedelta(days=10 * i)) for i, (kind, n) in enumerate(lines)]
    printed = [START + timedelta(days=n, hours=1) for n in prints]
    happened: list[tuple[datetime, str, int]] = [(line.at, line.kind.value, line.quantity) for line in ledger]
    happened += [(at, "print", 1) for at in printed if ledger and at > ledger[0].at]
    pile = 0
    for _, what, number in sorted(happened):
        pile = number if what == "counted" else pile + (number if what == "received" else -number)
    assert on_hand(ledger, printed) == pile


@given(
    st.integers(0, 300),
    st.dictionaries(st.integers(0, 400), st.integers(1, 30), max_size=30),
    st.integers(0, 60),
    st.integers(0, 100),
)
def test_the_forecast_is_what_day_by_day_reckoning_gives(
    stock: int, due: dict[int, int], lead: int, buffer: int
) -> None:
    demand = {TODAY + timedelta(days=n): number for n, number in due.items()}
    found = forecast(stock, demand, TODAY, Needs(lead, buffer, 30))
    left = [stock - sum(number for n, number in due.items() if n <= day) for day in range(367)]
    out = next((day for day in range(367) if left[day] < 0), None)
    low = 0 if stock < buffer else next((day for day in range(367) if left[day] < buffer), None)
    assert found.runs_out_on == (None if out is None else TODAY + timedelta(days=out))
    assert found.order_by == (None if low is None else TODAY + timedelta(days=max(low - lead, 0)))
    said = text(found.sentence, Language.ENGLISH, day=found.runs_out_on, order=found.order, order_by=found.order_by)
    assert "None" not in said
    assert ("run out" in said, f"Order {found.order} now" in said) == (out is not None, found.order > 0)
    if found.order:
        until = sum(number for n, number in due.items() if n <= lead + 30)
        assert stock + found.order - until == buffer
