"""A team before the field app: a visit of today, a device that may lose its network, and what the service has of it."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import httpx
from playwright.sync_api import Page, expect
from sqlmodel import select

from app.core.crypto import load_keys
from app.core.db import Database
from app.core.settings import Settings
from app.recordings.models import Recording
from app.regions.queries import today, zone
from app.visits.models import RosterEntry, Visit, VisitKind, VisitState
from tests.support.browsers import Visitor, at_rest
from tests.support.servers import Server
from tests.support.world import BALANGAN, PASSWORD, World, add_student

NO_NETWORK = re.compile(r"net::ERR_|status of 5\d\d|Failed to load resource|script evaluation|fetching the script")
"""What a browser itself writes into its console when a server is away; the pages are to bear it."""


def field_visit(settings: Settings, world: World, names: Sequence[str], *, team: str = "team1") -> UUID:
    """Today's visit of a team at Paringin with these pupils on its roster, in two classes with slots."""
    database = Database(settings, load_keys(settings.keys_dir))
    day, place = today(BALANGAN), zone(BALANGAN)
    with database.write() as session:
        visit = Visit(
            region_code=BALANGAN,
            kind=VisitKind.RECORDING,
            school_id=world.schools["paringin"],
            team_id=world.teams[team],
            date=day,
            starts_at=datetime.combine(day, time(7, 30), place),
            ends_at=datetime.combine(day, time(14, 0), place),
            capacity=len(names),
            state=VisitState.CONFIRMED,
        )
        session.add(visit)
        session.flush()
        for number, name in enumerate(names):
            group = f"XI IPA {1 + number % 2}"
            student_id = add_student(session, world, name=name, birth=date(2009, 1, 15), class_group=group)
            slot = time(8 + number % 2, 0)
            session.add(
                RosterEntry(
                    visit_id=visit.id,
                    student_id=student_id,
                    class_group=group,
                    slot_start=slot,
                    slot_end=time(9 + number % 2, 0),
                )
            )
        visit_id = visit.id
    database.dispose()
    return visit_id


def stored(settings: Settings, visit_id: UUID) -> Counter[str]:
    """How many recordings of a visit the database holds, by outcome: each arrived once or it is not counted once."""
    database = Database(settings, load_keys(settings.keys_dir))
    with database.read() as session:
        found = session.exec(select(Recording).where(Recording.visit_id == visit_id)).all()
    database.dispose()
    return Counter(str(recording.outcome.value) for recording in found)


def come_in(visitor: Visitor, who: str = "team1") -> Page:
    """Sign in at the field app and wait until it needs no network any more."""
    page = visitor.sign_in(who, "/field")
    expect(page.get_by_role("heading", name="Kunjungan tim")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    expect(page.get_by_text("Tersambung", exact=True)).to_be_visible()
    return page


def open_visit(visitor: Visitor, visit_id: UUID) -> Page:
    page = visitor.page
    page.evaluate(f"location.hash = '/visits/{visit_id}'")
    expect(page.get_by_role("heading", name="SMA NEGERI PARINGIN")).to_be_visible()
    return page


def tap(page: Page, name: str) -> None:
    """One tap: recorded. It is on the device's disk when the row says so."""
    page.get_by_role("button", name=f"Catat {name} sebagai direkam").click()
    expect(page.get_by_role("button", name=f"Catat {name} sebagai direkam")).to_have_count(0)


def choose(page: Page, name: str, outcome: str, reason: str | None = None) -> None:
    page.get_by_role("button", name=f"Hasil lain untuk {name}").click()
    page.get_by_role("dialog").get_by_role("button", name=outcome, exact=True).click()
    if reason is not None:
        page.get_by_role("dialog").get_by_role("button", name=reason, exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def send(page: Page) -> None:
    """Bring everything to the service and wait until nothing is left."""
    page.get_by_role("button", name=re.compile("Kirim sekarang|Perbarui")).click()
    expect(page.locator("header").get_by_text("belum terkirim")).to_have_count(0)
    at_rest(page)


def forgive(visitor: Visitor) -> None:
    """Take from the complaints what the browser wrote because the test took its network away, and nothing else."""
    visitor.watch.complaints[:] = [line for line in visitor.watch.complaints if not NO_NETWORK.search(line)]


class Api:
    """Somebody who asks the service itself."""

    def __init__(self, server: Server, who: str) -> None:
        sign_in = {"grant_type": "password", "username": who, "password": PASSWORD}
        token = httpx.post(f"{server.url}/v1/auth/token", data=sign_in).json()["access_token"]
        self._url, self._headers = server.url, {"Authorization": f"Bearer {token}"}

    def get(self, path: str, **query: Any) -> Any:
        answer = httpx.get(self._url + path, headers=self._headers, params=query)
        assert answer.is_success, answer.text
        return answer.json()
