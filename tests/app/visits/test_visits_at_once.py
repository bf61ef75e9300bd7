"""Two at once give nobody two places and answer nothing twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select

from app.core.db import Database
from app.core.errors import Refusal
from app.regions.models import CalendarDay, DayKind
from app.schools import calendar
from app.visits import roster, service
from app.visits.models import RosterEntry, Visit, VisitKind
from tests.conftest import Api
from tests.support.visits import act, made
from tests.support.world import World, add_student, instant


def at_once(database: Database, *works: Callable[[Session], Any]) -> list[Any]:
    """What each of ``works`` told, or the code of its refusal."""
    start = Barrier(len(works))

    def one(work: Callable[[Session], Any]) -> Any:
        start.wait()
        try:
            with database.write() as session:
                return work(session)
        except Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Barrier:
    """Whoever fills a roster waits a while for the other after reading who is free, as on a busy machine."""
    met, former = Barrier(2), roster._seen

    def seen(session: Session, visit: Visit) -> set[UUID]:
        with suppress(BrokenBarrierError):  # the other is kept waiting, as it should be
            met.wait(1)
        return former(session, visit)

    monkeypatch.setattr(roster, "_seen", seen)
    return met


def _id(url: str) -> UUID:
    return UUID(url.rsplit("/", 1)[1])


def _planned(world: World, number: int, day: str) -> dict[str, Any]:
    return {
        "team_id": world.teams[f"team{number}"],
        "kit_ids": [world.kits[f"kit{number}"]],
        "starts_at": instant(f"{day}T08:00:00+08:00"),
        "ends_at": instant(f"{day}T11:00:00+08:00"),
    }


@pytest.mark.usefixtures("slow")
def test_two_rosters_filled_at_once_share_nobody(api: Api, world: World, database: Database) -> None:
    with database.write() as session:
        for number in range(6):
            add_student(session, world, name=f"S {number}")
    second = {"team_id": str(world.teams["team2"]), "kit_ids": [str(world.kits["kit2"])]}
    ids = [_id(made(api, world)), _id(made(api, world, **second))]

    def fill(id: UUID) -> Callable[[Session], Any]:
        return lambda session: roster.fill(session, world.actors["officer"], id, None)[1]

    assert at_once(database, *map(fill, ids)) == [0, 0]
    with database.write() as session:
        places = [entry.student_id for entry in session.exec(select(RosterEntry))]
    assert len(places) == len(set(places)) == 6


def test_two_catch_ups_at_once_share_nobody(api: Api, world: World, database: Database, slow: Barrier) -> None:
    with database.write() as session:
        for number in range(6):
            add_student(session, world, name=f"S {number}")
    url = made(api, world)
    api.post(f"{url}/roster/fill", by="officer")
    act(api, url, "propose")
    act(api, url, "confirm", reason="surat")
    act(api, url, "start")
    act(api, url, "complete")
    slow.reset()

    def again(number: int, day: str) -> Callable[[Session], Any]:
        wanted = _planned(world, number, day)
        return lambda session: service.catch_up(session, world.actors["officer"], _id(url), wanted)[1]

    told = at_once(database, again(1, "2026-12-02"), again(2, "2026-12-03"))
    assert sorted(map(str, told)) == ["True", "visits.nothing_to_catch_up"]
    with database.write() as session:
        places = list(session.exec(select(RosterEntry.student_id).where(RosterEntry.visit_id != _id(url))))
    assert len(places) == len(set(places)) == 6


def test_a_request_is_answered_by_one_visit(api: Api, world: World, database: Database) -> None:
    asked = api.post(
        f"/v1/schools/{world.schools['paringin']}/visit-requests",
        by="school-paringin",
        json={"date_from": "2026-11-30", "date_to": "2026-12-05"},
    ).json()

    def answer(number: int, day: str) -> Callable[[Session], Any]:
        facts = {
            **_planned(world, number, day),
            "kind": VisitKind.RECORDING,
            "school_id": world.schools["paringin"],
            "request_id": UUID(asked["id"]),
        }
        return lambda session: service.create(session, world.actors["officer"], facts)[1]

    told = at_once(database, answer(1, "2026-12-01"), answer(2, "2026-12-02"))
    assert sorted(map(str, told)) == ["True", "state_conflict"]


@pytest.mark.usefixtures("api")
def test_the_same_days_entered_at_once_are_there_once(world: World, database: Database) -> None:
    line = {
        "date_from": instant("2027-03-01T08:00:00+08:00").date(),
        "date_to": instant("2027-03-02T08:00:00+08:00").date(),
        "kind": DayKind.EXAM,
        "name": "UTS",
        "region_code": None,
        "school_id": None,
        "source": "x",
    }

    def enter(session: Session) -> int:
        return calendar.add_days(session, world.actors["officer"], [line], dry_run=False).added

    assert sorted(at_once(database, enter, enter, enter)) == [0, 0, 1]
    with database.write() as session:
        assert len(session.exec(select(CalendarDay).where(CalendarDay.name == "UTS")).all()) == 1
