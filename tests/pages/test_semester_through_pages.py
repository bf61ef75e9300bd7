"""
A semester of the demonstration, 22 schools and two teams, set up through the pages.

Every kind of step is taken by hand: planning, agreeing at the school, agreeing for it, letters, dragging on the board.
Once each is shown to work the schools between go the same road through the service, which is what the pages ask.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.support.browsers import Visitor, at_rest
from tests.support.demo import Demo
from tests.support.servers import Server, serve

Visit = Callable[..., Visitor]
BY_HAND = 3
"""So many schools are planned through the pages, and the last one, which is dragged on the board."""
BY_THE_SCHOOL = 2
"""So many schools answer for themselves; for the others the office does, and says how it knows."""
KNOWN = "Disetujui wakil kepala sekolah lewat telepon"


@pytest.fixture
def demo(demonstration: Demo, tmp_path: Path) -> Demo:
    return demonstration.copy(tmp_path)


@pytest.fixture
def server(demo: Demo) -> Iterator[Server]:
    with serve(demo.settings) as served:
        yield served


class Asked:
    """What the service itself says at the beginning and at the end, and the road of those not planned by hand."""

    def __init__(self, server: Server, password: str) -> None:
        sign_in = {"grant_type": "password", "username": "officer", "password": password}
        token = httpx.post(f"{server.url}/v1/auth/token", data=sign_in).json()["access_token"]
        self._client = httpx.Client(base_url=server.url, headers={"Authorization": f"Bearer {token}"}, timeout=30)

    def one(self, path: str) -> Any:
        answer = self._client.get(path)
        assert answer.is_success, answer.text
        return answer.json()

    def all(self, path: str, **query: Any) -> list[Any]:
        page = self.one(f"{path}?{urlencode({'limit': 500, **query})}")
        assert page.get("next_cursor") is None
        return list(page["items"])

    def plan(self, school: Any) -> str:
        """What :func:`_plan` does by hand: the suggested day becomes a draft with its roster."""
        best = self.one(f"/v1/schools/{school['id']}/suggested-dates")["items"][0]
        times = {key: best[key] for key in ("team_id", "kit_ids", "starts_at", "ends_at")}
        made = self._do("/v1/visits", kind="recording", school_id=school["id"], **times)
        self._do(f"/v1/visits/{made['id']}/roster/fill")
        return str(made["id"])

    def agree(self, visit_id: str) -> None:
        """What :func:`_propose` and :func:`_confirm_for` do by hand."""
        self._do(f"/v1/visits/{visit_id}/propose")
        self._do(f"/v1/visits/{visit_id}/confirm", reason=KNOWN)

    def _do(self, path: str, **body: Any) -> Any:
        answer = self._client.post(path, json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def close(self) -> None:
        self._client.close()


def _come_in(visitor: Visitor, app: str, who: str, password: str) -> Page:
    page = visitor.open(app)
    page.locator("[name=username]").fill(who)
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.locator("[name=password]").wait_for(state="detached")
    return page


def _plan(page: Page, url: str, school: Any) -> str:
    """The suggested day becomes a draft with its roster, as its id."""
    page.goto(f"{url}/office#/schools/{school['id']}")
    page.get_by_role("button", name="Rencanakan kunjungan ini").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Buat rancangan").click()
    expect(page).to_have_url(re.compile("#/visits/"))
    page.get_by_role("button", name="Isi dengan yang wajib direkam").click()
    # Offered once the visit was read anew; the message may still be that of the school before.
    expect(page.get_by_role("button", name="Isi ulang")).to_be_enabled()
    return page.url.rsplit("/", 1)[1]


def _propose(page: Page) -> None:
    page.get_by_role("button", name="Usulkan ke sekolah").click()
    expect(page.get_by_text("Diusulkan", exact=True)).to_be_visible()


def _confirm_for(page: Page) -> None:
    page.get_by_role("button", name="Setujui untuk sekolah").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill(KNOWN)
    dialog.get_by_role("button", name="Setujui untuk sekolah").click()
    expect(page.get_by_text("Disetujui sekolah", exact=True)).to_be_visible()


def _agree(visitor: Visitor, school: Any, visit_id: str, password: str) -> None:
    """The school sees what is proposed in its own pages and agrees."""
    page = _come_in(visitor, "/school", f"school-{school['npsn']}", password)
    page.goto(f"{visitor.url}/school#/visits/{visit_id}")
    page.get_by_role("button", name="Setujui tanggal").click()
    expect(page.get_by_text("Tanggal disetujui. Dukcapil sudah diberi tahu.")).to_be_visible()


# A day without a card and without anything entered against it.
_FREE_AFTER = """(day) => [...document.querySelectorAll('[data-day]')]
    .filter((cell) => cell.dataset.day > day && !cell.querySelector('.card'))
    .filter((cell) => !cell.querySelector('.label').textContent.includes('·'))
    .map((cell) => cell.dataset.day)
    .filter((each) => ![0, 5, 6].includes(new Date(each).getDay()))[0]"""


def _drag(page: Page, url: str, planned: Any, name: str) -> str:
    """Takes a draft on the board to the first free day after it, as that day."""
    page.goto(f"{url}/office#/board?from={planned['date']}&weeks=8&team={planned['team_id']}")
    at_rest(page)
    own = page.locator(f'[data-day="{planned["date"]}"]')
    card = own.locator(".card", has_text=name)
    card.wait_for()
    free = page.evaluate(_FREE_AFTER, planned["date"])
    assert free, "the board has an empty day"
    target = page.locator(f'[data-day="{free}"]')
    target.scroll_into_view_if_needed()
    card.evaluate("(node) => node.scrollIntoView({block: 'center'})")
    start, end = card.bounding_box(), target.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=5)
    page.mouse.up()
    expect(target.get_by_role("link", name=name)).to_be_visible()
    return str(free)


def _letters(page: Page) -> None:
    for kind in ("Surat pemberitahuan ke sekolah", "Surat perintah tugas", "Daftar hadir"):
        page.get_by_label("Jenis surat").select_option(label=kind)
        page.get_by_role("button", name="Terbitkan").click()
        expect(page.get_by_role("rowheader", name=kind)).to_be_visible()


def _nobody_is_at_two_places(visits: list[Any]) -> None:
    taken: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in visits:
        for means in (each["team_id"], *each["kit_ids"]):
            taken[means].append((each["starts_at"], each["ends_at"]))
    for periods in taken.values():
        for former, later in pairwise(sorted(periods)):
            assert former[1] <= later[0], (former, later)


@pytest.fixture
def asked(server: Server, demo: Demo) -> Iterator[Asked]:
    asks = Asked(server, demo.password)
    yield asks
    asks.close()


def test_the_semester_of_22_schools_is_set_up_through_the_pages(visit: Visit, demo: Demo, asked: Asked) -> None:
    schools = sorted(asked.all("/v1/schools"), key=lambda each: each["name"])
    tomorrow = (date.today() + timedelta(days=1)).isoformat()  # noqa: DTZ011  the server's clock, a day off at most
    assert len(schools) == 22
    assert len(asked.all("/v1/teams")) == 2
    assert asked.all("/v1/visits", date_from=tomorrow) == [], "the plan begins empty"
    office = visit()
    page = _come_in(office, "/office", "officer", demo.password)
    expect(page.get_by_role("heading", name="Yang perlu diputuskan hari ini")).to_be_visible()
    for number, school in enumerate(schools[:BY_HAND]):
        visit_id = _plan(page, office.url, school)
        _propose(page)
        if number < BY_THE_SCHOOL:
            _agree(visit("phone"), school, visit_id, demo.password)
        else:
            _confirm_for(page)
        if number == 0:
            page.reload()
            _letters(page)
    for school in schools[BY_HAND:-1]:
        asked.agree(asked.plan(school))
    visit_id = _plan(page, office.url, schools[-1])
    moved_to = _drag(page, office.url, asked.one(f"/v1/visits/{visit_id}"), schools[-1]["name"])
    page.goto(f"{office.url}/office#/visits/{visit_id}")
    page.reload()  # the board is left for good before anything is asked of the visit's page
    expect(page.get_by_text("Rancangan", exact=True)).to_be_visible()
    _propose(page)
    _confirm_for(page)
    page.goto(f"{office.url}/office#/board?from={tomorrow}&weeks=4")
    office.shot("office-semester-desk")
    visits = asked.all("/v1/visits", date_from=tomorrow)
    assert {each["school_id"] for each in visits} == {school["id"] for school in schools}
    assert [each["state"] for each in visits] == ["confirmed"] * 22
    assert moved_to in {each["date"] for each in visits}
    assert all(each["override_reason"] is None for each in visits), "no rule was broken"
    _nobody_is_at_two_places(visits)
    ledgers = {(one["date"], one["school_id"]): one for one in asked.all("/v1/ledgers", date_from=tomorrow)}
    for each in visits:
        if each["expected"] == 0:
            continue
        ledger = ledgers[each["date"], each["school_id"]]
        assert ledger["expected"] == each["expected"] == ledger["not_yet_seen"], "everyone is still to be seen"
    assert sum(each["expected"] for each in visits) > 0
