"""A whole day in the field without a network: nothing lost, nothing twice, whatever happens to page and server."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect

from app.core.settings import Settings
from tests.pages.conftest import Blank
from tests.support.browsers import WIDTHS, Visitor, Watch
from tests.support.field_pages import Api, choose, come_in, field_visit, forgive, open_visit, send, stored, tap
from tests.support.servers import Server, serve

NAMES = ("AHMAD FAUZI", "BUDI SANTOSO", "CITRA LESTARI", "DEWI ANGGRAINI", "EKO PRASETYO", "FITRI HANDAYANI")

NEW = "() => document.documentElement.dataset.release === 'neuf'"


class Day:
    """An installation of its own, whose pages may be replaced while devices are out."""

    def __init__(self, settings: Settings, server: Server, visit_id: UUID, browser: Browser, web: Path) -> None:
        self.settings, self.server, self.visit_id, self.web = settings, server, visit_id, web
        self._browser = browser
        self.visitors: list[Visitor] = []

    def device(self, width: str = "phone") -> Visitor:
        across, down = WIDTHS[width]
        context = self._browser.new_context(
            viewport={"width": across, "height": down}, locale="id-ID", reduced_motion="reduce"
        )
        context.set_default_timeout(20_000)
        watch = Watch(urlsplit(self.server.url).netloc)
        watch.follow(context)
        self.visitors.append(Visitor(context, context.new_page(), self.server.url, watch))
        return self.visitors[-1]

    def stored(self) -> Counter[str]:
        return stored(self.settings, self.visit_id)

    def release(self, version: str) -> None:
        """A new version of the app: another script under another name, and the worker that belongs to it."""
        page, worker = self.web / "field.html", self.web / "field" / "sw.js"
        [script] = re.findall(r'src="/assets/(field-[^"]+\.js)"', page.read_text("utf-8"))
        fresh = f"field-{version}.js"
        text = (self.web / "assets" / script).read_text("utf-8")
        (self.web / "assets" / fresh).write_text(f"{text}\ndocument.documentElement.dataset.release='{version}';\n")
        for file in (page, worker):
            file.write_text(file.read_text("utf-8").replace(script, fresh), "utf-8")
        named = re.sub(r"const VERSION = '[^']+'", f"const VERSION = '{version}'", worker.read_text("utf-8"))
        worker.write_text(named, "utf-8")


@pytest.fixture
def day(browser: Browser, blank: Blank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    web = tmp_path / "web"
    shutil.copytree(Settings().web_dir, web)
    monkeypatch.setenv("SWEET17_WEB_DIR", str(web))
    settings = blank.copy(tmp_path)
    visit_id = field_visit(settings, blank.world, NAMES)
    with serve(settings) as server:
        made = Day(settings, server, visit_id, browser, web)
        yield made
        for visitor in made.visitors:
            visitor.context.close()
            forgive(visitor)
    assert [line for visitor in made.visitors for line in visitor.watch.abroad] == [], "left the host"
    assert [line for visitor in made.visitors for line in visitor.watch.complaints] == [], "the console complained"


def test_a_day_without_a_server_arrives_whole_and_once(day: Day) -> None:
    visitor = day.device()
    come_in(visitor)
    page = open_visit(visitor, day.visit_id)
    day.server.kill()
    tap(page, "AHMAD FAUZI")
    choose(page, "BUDI SANTOSO", "Gagal", "Sidik jari tidak terbaca")
    choose(page, "CITRA LESTARI", "Tidak hadir")
    page.reload()  # from the device alone: nothing answers
    expect(page.get_by_role("heading", name="SMA NEGERI PARINGIN")).to_be_visible()
    expect(page.get_by_text("3 belum terkirim").first).to_be_visible()
    page.close()  # and again in a window opened cold
    visitor.page = page = visitor.context.new_page()
    page.goto(f"{visitor.url}/field")
    page.get_by_role("link", name="SMA NEGERI PARINGIN").click()
    tap(page, "DEWI ANGGRAINI")
    expect(page.get_by_text("4 belum terkirim").first).to_be_visible()
    day.server.start()
    send(page)
    send(page)
    assert day.stored() == {"recorded": 2, "failed": 1, "absent": 1}
    found = Api(day.server, "team1").get("/v1/visits/" + str(day.visit_id))
    assert (found["recorded"], found["failed"], found["absent"], found["not_yet_seen"]) == (2, 1, 1, 2)


def test_an_answer_that_was_lost_makes_no_second_record(day: Day) -> None:
    visitor = day.device()
    come_in(visitor)
    page = open_visit(visitor, day.visit_id)
    lost = 0

    def lose(route: object) -> None:
        nonlocal lost
        route.fetch()  # type: ignore[attr-defined]
        lost += 1
        route.abort("connectionreset")  # type: ignore[attr-defined]

    page.route("**/v1/recordings/batch", lose, times=1)
    tap(page, "AHMAD FAUZI")
    tap(page, "BUDI SANTOSO")
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.get_by_text("Server tidak terjangkau")).to_be_visible()
    expect(page.get_by_text("Dikirim, menunggu jawaban").first).to_be_visible()
    assert (lost, day.stored()) == (1, {"recorded": 2})
    send(page)
    assert day.stored() == {"recorded": 2}
    page.get_by_role("link", name="Catatan").click()
    expect(page.get_by_text("Diterima", exact=True)).to_have_count(3)  # the sum, and each of the two


def test_two_tabs_send_each_record_once_and_show_the_same(day: Day) -> None:
    visitor = day.device()
    visitor.context.clock.install()  # the time to undo is not waited for
    come_in(visitor)
    first = open_visit(visitor, day.visit_id)
    second = visitor.context.new_page()
    second.goto(f"{visitor.url}/field#/visits/{day.visit_id}")
    sent: list[str] = []
    visitor.context.on("request", lambda r: sent.append(r.post_data or "") if r.url.endswith("/batch") else None)
    visitor.context.set_offline(True)
    tap(first, "AHMAD FAUZI")
    tap(second, "BUDI SANTOSO")
    for page in (first, second):
        expect(page.get_by_text("2 belum terkirim").first).to_be_visible()
    visitor.context.set_offline(False)
    visitor.context.clock.fast_forward(9_000)
    for page in (first, second):
        expect(page.locator("header").get_by_text("belum terkirim")).to_have_count(0, timeout=30_000)
    assert day.stored() == {"recorded": 2}
    ids = re.findall(r'"id":"([0-9a-f-]{36})"', " ".join(sent))
    assert len(ids) == len(set(ids)) == 2


def test_a_new_version_waits_until_it_is_let_in_and_takes_the_queue_along(day: Day) -> None:
    visitor = day.device()
    come_in(visitor)
    page = open_visit(visitor, day.visit_id)
    visitor.context.set_offline(True)
    tap(page, "AHMAD FAUZI")
    tap(page, "BUDI SANTOSO")
    visitor.context.set_offline(False)
    page.route("**/v1/**", lambda route: route.abort())  # the queue is to stay full through the update
    day.release("neuf")
    page.evaluate("navigator.serviceWorker.getRegistration('/field').then((found) => found.update())")
    expect(page.get_by_text("Versi baru aplikasi siap")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Versi baru aplikasi siap")).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.release") is None
    page.get_by_role("button", name="Pasang sekarang").click()
    page.wait_for_function(NEW)
    expect(page.get_by_text("2 belum terkirim").first).to_be_visible()
    day.server.kill()
    page.reload()  # the new version opens without a server, too
    page.wait_for_function(NEW)
    tap(page, "CITRA LESTARI")
    day.server.start()
    page.unroute("**/v1/**")
    send(page)
    assert day.stored() == {"recorded": 3}


def test_a_half_filled_form_is_not_thrown_away_for_a_new_version(day: Day) -> None:
    visitor = day.device()
    come_in(visitor)
    open_visit(visitor, day.visit_id)
    page = visitor.page
    page.get_by_role("link", name="Siswa di luar daftar").click()
    page.get_by_label("Nama lengkap").fill("GILANG RAMADHAN")
    other = visitor.context.new_page()
    other.goto(f"{visitor.url}/field")
    day.release("neuf")
    other.evaluate("navigator.serviceWorker.getRegistration('/field').then((found) => found.update())")
    other.get_by_role("button", name="Pasang sekarang").click()
    other.wait_for_function(NEW)
    expect(page.get_by_label("Nama lengkap")).to_have_value("GILANG RAMADHAN")
    page.get_by_role("button", name="Simpan di perangkat").click()
    page.wait_for_function(NEW)
    send(page)
    assert sum(day.stored().values()) + len(Api(day.server, "officer").get("/v1/recordings/parked")["items"]) == 1


def test_a_restored_server_gets_again_what_it_has_forgotten(day: Day, tmp_path: Path) -> None:
    visitor = day.device()
    come_in(visitor)
    page = open_visit(visitor, day.visit_id)
    tap(page, "AHMAD FAUZI")
    day.server.stop()
    shutil.copy(tmp_path / "world.db", tmp_path / "backup.db")
    day.server.start()
    send(page)
    assert day.stored() == {"recorded": 1}
    day.server.stop()
    for file in tmp_path.glob("world.db*"):
        file.unlink()
    shutil.copy(tmp_path / "backup.db", tmp_path / "world.db")
    day.server.start()
    assert day.stored() == {}
    send(page)
    assert day.stored() == {"recorded": 1}
