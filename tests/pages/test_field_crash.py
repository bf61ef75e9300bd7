"""The browser ended in the middle of a day, as an empty battery ends it: what was noted is there again."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.core.settings import Settings
from tests.support.browsers import WIDTHS, Visitor, Watch, launch_options
from tests.support.field_pages import choose, come_in, field_visit, forgive, open_visit, send, stored, tap
from tests.support.servers import Server
from tests.support.world import PASSWORD, World

NAMES = tuple(f"MURID {letter}" for letter in "ABCDEFGHIJKL")
GONE_SECONDS = 20


def _processes(home: Path) -> list[int]:
    """The browser that works in this folder, with all that it started."""
    named = (entry for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [int(entry.name) for entry in named if str(home).encode() in _command(entry)]


def _command(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):  # it ended while we looked
        return b""


class Phone:
    """A device with a disk of its own, whose browser may be killed and started again."""

    def __init__(self, browser: Browser, server: Server, disk: Path) -> None:
        self._browser, self._server, self._disk = browser, server, disk
        self.watches: list[Visitor] = []

    def start(self) -> Visitor:
        across, down = WIDTHS["phone"]
        context: BrowserContext = self._browser.browser_type.launch_persistent_context(
            self._disk, viewport={"width": across, "height": down}, locale="id-ID", **launch_options()
        )
        context.set_default_timeout(20_000)
        watch = Watch(urlsplit(self._server.url).netloc)
        watch.follow(context)
        self.watches.append(Visitor(context, context.pages[0], self._server.url, watch))
        return self.watches[-1]

    def kill(self) -> None:
        """SIGKILL to every process of it at once, and wait until the last is gone."""
        killed = _processes(self._disk)
        assert killed
        for process in killed:
            _end(process)
        until = time.monotonic() + GONE_SECONDS
        while _processes(self._disk):
            assert time.monotonic() < until, "the browser does not die"
            time.sleep(0.05)


def _end(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:  # its parent's end was its own
        return


@contextmanager
def _phone(browser: Browser, server: Server, disk: Path) -> Iterator[Phone]:
    phone = Phone(browser, server, disk)
    yield phone
    phone.watches[-1].context.close()
    for visitor in phone.watches:
        forgive(visitor)
        assert (visitor.watch.abroad, visitor.watch.complaints) == ([], [])


def _back_online(page: Page) -> None:
    """The cookie may not have reached the disk before the power went: then the team signs in again, losing nothing."""
    button = page.get_by_role("button", name="Masuk lagi")
    expect(page.get_by_text("Tersambung", exact=True).or_(button).first).to_be_visible()
    if button.count():
        button.click()
        page.locator("[name=username]").fill("team1")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        page.locator("[name=password]").wait_for(state="detached")


def test_a_browser_killed_with_a_full_queue_has_lost_nothing_and_each_record_arrives_once(
    browser: Browser, server: Server, installation: tuple[Settings, World], tmp_path: Path
) -> None:
    visit_id = field_visit(*installation, NAMES)
    with _phone(browser, server, tmp_path / "disk") as phone:
        visitor = phone.start()
        come_in(visitor)
        page = open_visit(visitor, visit_id)
        visitor.context.set_offline(True)
        for name in NAMES[:8]:
            tap(page, name)
        choose(page, NAMES[8], "Gagal", "Sidik jari tidak terbaca")
        expect(page.get_by_text("9 belum terkirim").first).to_be_visible()
        page.evaluate(  # a tap whose answer nobody waits for: kept or not kept, but never half
            f"""() => document.querySelector('[aria-label="Catat {NAMES[9]} sebagai direkam"]').click()"""
        )
        phone.kill()
        assert stored(installation[0], visit_id) == {}
        visitor = phone.start()
        visitor.context.set_offline(True)  # started where there is no network
        visitor.page.goto(f"{visitor.url}/field")
        page = open_visit(visitor, visit_id)
        shown = page.get_by_role("link", name="Catatan").locator("b")
        expect(shown).to_have_text("9" if page.get_by_label(f"Catat {NAMES[9]} sebagai direkam").count() else "10")
        kept = int(shown.inner_text())
        tap(page, NAMES[10])
        phone.kill()  # and once more, right after a record
        visitor = phone.start()
        visitor.page.goto(f"{visitor.url}/field")
        page = open_visit(visitor, visit_id)
        _back_online(page)
        send(page)
        found = stored(installation[0], visit_id)
        assert (sum(found.values()), found["failed"]) == (kept + 1, 1)
