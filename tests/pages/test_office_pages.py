"""The office's pages for planning, as an officer works with them: from a school's request to the letters."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from app.core.crypto import load_keys
from app.core.db import Database
from app.core.settings import Settings
from tests.support.browsers import WIDTHS, Visitor, at_rest
from tests.support.servers import Server
from tests.support.world import PASSWORD, World, add_student

Visit = Callable[..., Visitor]
PAGES = ("", "board", "visits", "requests", "action-list", "schools", "teams", "waiting/parked", "account")
OLD_ENOUGH = timedelta(days=6130)
"""Somebody born so long ago is 16 and not yet 17."""


@pytest.fixture(scope="module")
def halong(installation: tuple[Settings, World]) -> str:
    """A school with pupils who are due, as its id."""
    settings, world = installation
    database = Database(settings, load_keys(settings.keys_dir))
    born = date.today() - OLD_ENOUGH  # noqa: DTZ011  the server's clock, a day off at most
    with database.write() as session:
        for name, group in (("LAILA RAHMAH", "XI 1"), ("MUHAMMAD RIFKI", "XI 2")):
            add_student(session, world, "halong", name=name, birth=born, class_group=group)
    database.dispose()
    return str(world.schools["halong"])


@pytest.fixture(scope="module")
def paringin(installation: tuple[Settings, World]) -> str:
    return str(installation[1].schools["paringin"])


class By:
    """Somebody who asks the service itself, where a test only needs that something is there."""

    def __init__(self, server: Server, who: str) -> None:
        sign_in = {"grant_type": "password", "username": who, "password": PASSWORD}
        token = httpx.post(f"{server.url}/v1/auth/token", data=sign_in).json()["access_token"]
        self._url, self._headers = server.url, {"Authorization": f"Bearer {token}"}

    def post(self, path: str, **body: Any) -> Any:
        return self._told(httpx.post(self._url + path, headers=self._headers, json=body))

    def get(self, path: str, **query: str) -> Any:
        return self._told(httpx.get(self._url + path, headers=self._headers, params=query))

    @staticmethod
    def _told(answer: httpx.Response) -> Any:
        assert answer.is_success, answer.text
        return answer.json()


def _visit(server: Server, school: str) -> Any:
    """A draft on the best day for a school."""
    officer = By(server, "officer")
    best = officer.get(f"/v1/schools/{school}/suggested-dates")["items"][0]
    times = {key: best[key] for key in ("team_id", "kit_ids", "starts_at", "ends_at")}
    return officer.post("/v1/visits", kind="recording", school_id=school, **times)


def _go(visitor: Visitor, path: str) -> Page:
    visitor.page.goto(f"{visitor.url}/office#/{path}")
    visitor.page.locator("h1").first.wait_for()
    at_rest(visitor.page)
    return visitor.page


def _sunday_after(day: str) -> str:
    found = date.fromisoformat(day)
    return (found + timedelta(days=6 - found.weekday())).isoformat()


def test_a_request_becomes_a_visit_with_its_roster_and_letters(visit: Visit, server: Server, halong: str) -> None:
    first = date.today() + timedelta(days=14)  # noqa: DTZ011
    days = {"date_from": first.isoformat(), "date_to": (first + timedelta(days=90)).isoformat()}
    By(server, "school-halong").post(f"/v1/schools/{halong}/visit-requests", **days, note="Pagi lebih baik")
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = _go(visitor, "requests")
    page.get_by_role("button", name="Rencanakan: SMA NEGERI HALONG").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Pakai").first.click()
    assert visitor.axe() == []
    visitor.shot("office-plan-desk")
    dialog.get_by_role("button", name="Buat rancangan").click()
    expect(page).to_have_url(re.compile("#/visits/"))
    page.get_by_role("button", name="Isi dengan yang wajib direkam").click()
    expect(page.get_by_text("LAILA RAHMAH")).to_be_visible()
    page.get_by_role("button", name="Usulkan ke sekolah").click()
    expect(page.get_by_text("Diusulkan", exact=True)).to_be_visible()
    for kind in ("Surat pemberitahuan ke sekolah", "Daftar hadir"):
        page.get_by_label("Jenis surat").select_option(label=kind)
        page.get_by_role("button", name="Terbitkan").click()
        expect(page.get_by_role("rowheader", name=kind)).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Unduh").first.click()
    assert kept.value.path().read_bytes().startswith(b"%PDF")
    at_rest(page)
    visitor.shot("office-visit-desk")
    assert visitor.axe() == []
    _go(visitor, "requests?state=scheduled")
    expect(page.get_by_role("link", name="Lihat kunjungan")).to_be_visible()


def test_a_visit_is_moved_by_keyboard_and_the_rule_against_it_is_told(
    visit: Visit, server: Server, halong: str
) -> None:
    planned = _visit(server, halong)
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = _go(visitor, f"board?from={planned['date']}&weeks=2")
    page.get_by_role("button", name="Pindahkan kunjungan SMA NEGERI HALONG").first.press("Enter")
    dialog = page.get_by_role("dialog")
    sunday = _sunday_after(planned["date"])
    dialog.get_by_label("Tanggal").fill(sunday)
    dialog.get_by_role("button", name="Pindahkan").press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("di luar jam pelajaran")
    assert visitor.axe() == []
    visitor.shot("office-move-refused-desk")
    dialog.get_by_label("Alasan pengecualian").fill("Sekolah berasrama, diminta kepala sekolah")
    dialog.get_by_role("button", name="Pindahkan").press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator(f'[data-day="{sunday}"]').get_by_role("link")).to_have_text("SMA NEGERI HALONG")


def test_a_visit_is_dragged_to_another_day(visit: Visit, server: Server, paringin: str) -> None:
    planned = _visit(server, paringin)
    other = (date.fromisoformat(planned["date"]) + timedelta(days=7)).isoformat()
    visitor = visit()
    visitor.sign_in("officer", "/office")
    page = _go(visitor, f"board?from={planned['date']}&weeks=2&team={planned['team_id']}")
    card = page.locator(f'[data-day="{planned["date"]}"] .card', has_text="SMA NEGERI PARINGIN")
    card.scroll_into_view_if_needed()
    start, end = card.bounding_box(), page.locator(f'[data-day="{other}"]').bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=5)
    page.mouse.up()
    moved = page.locator(f'[data-day="{other}"]').get_by_role("link", name="SMA NEGERI PARINGIN")
    expect(moved.or_(page.get_by_role("dialog"))).to_be_visible()
    if page.get_by_role("dialog").is_visible():  # that day is a holiday: the rule stands there at once
        expect(page.get_by_role("alert")).to_be_visible()
    else:
        assert By(server, "officer").get(f"/v1/visits/{planned['id']}")["date"] == other


def test_every_page_of_the_office_is_clean_at_every_width(visit: Visit, server: Server, halong: str) -> None:
    planned = _visit(server, halong)
    visitor = visit()
    page = visitor.open("/office")
    found = {"door": visitor.axe()}
    visitor.sign_in("officer", "/office")
    for name in (
        *PAGES,
        f"schools/{halong}",
        f"visits/{planned['id']}",
        f"visits/{planned['id']}/roster",
        f"board?from={planned['date']}",
    ):
        _go(visitor, name)
        for width, (across, down) in WIDTHS.items():
            page.set_viewport_size({"width": across, "height": down})
            page.emulate_media(color_scheme="dark" if width == "tablet" else "light")
            wide = ["wider than its window"] if visitor.overflow() > 0 else []
            found[f"{name} {width}"] = visitor.axe() + wide
            visitor.shot(f"office-{re.split('[/?]', name)[0] or 'home'}-{width}")
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_figure_that_cannot_be_had_leaves_the_others_alone(visit: Visit) -> None:
    visitor = visit("phone")

    def refuse(route: Route) -> None:
        problem = {"status": 403, "code": "forbidden", "detail": "Tidak boleh.", "title": "", "errors": []}
        route.fulfill(status=403, json=problem)

    visitor.context.route("**/v1/duplicates**", refuse)
    page = visitor.sign_in("officer", "/office")
    expect(page.get_by_role("alert")).to_have_count(1)
    expect(page.get_by_role("alert")).to_contain_text("Tidak boleh.")
    expect(page.get_by_role("link", name="Masalah data").last).to_be_visible()
    assert visitor.axe() == []


def test_a_school_is_told_that_these_pages_are_not_its_own(visit: Visit) -> None:
    page = visit().sign_in("school-paringin", "/office")
    expect(page.get_by_role("heading", name="Halaman ini untuk petugas Dukcapil")).to_be_visible()


def test_whoever_sees_the_country_chooses_a_regency_first(visit: Visit) -> None:
    visitor = visit("phone")
    page = visitor.sign_in("nation", "/office")
    page.get_by_role("button", name="Kalimantan Selatan").click()
    assert visitor.axe() == []
    page.get_by_role("button", name="Balangan").click()
    expect(page.get_by_role("heading", name="Yang perlu diputuskan hari ini")).to_be_visible()
