"""A browser for the tests of the pages, the reasons why there may be none, and what every page is held to."""

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from app.core.settings import Settings
from tests.support.world import PASSWORD

ROOT = Path(__file__).parent.parent.parent
SHOTS = ROOT / "build" / "screenshots"
AXE = ROOT / "clients" / "web" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = {"phone": (375, 740), "tablet": (768, 1024), "desk": (1440, 900)}
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The one without windows first: it does the same with a quarter less of the processor."""
_LOOK_MS, _REST_SECONDS = 20, 20
_AXE_RUN = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"


def chromium() -> str | None:
    """The browser named by ``SWEET17_CHROMIUM``, else the one that PATH knows."""
    named = os.environ.get("SWEET17_CHROMIUM")
    return named or next((found for name in _NAMES if (found := shutil.which(name))), None)


def missing() -> str | None:
    """Why the tests of the pages cannot run here; ``None`` when they can."""
    if chromium() is None:
        return "no Chromium: `make browser` installs it, or SWEET17_CHROMIUM names one"
    if not (Settings().web_dir / "school.html").is_file() or not AXE.is_file():
        return "the pages are not built: `make pages`"
    return None


def pytest_unconfigure(config: pytest.Config) -> None:
    """The last line of a run says what was left out of it. (A hook; tests/conftest.py takes it in.)"""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(config, "workerinput"):
        return
    skipped = [r for r in reporter.stats.get("skipped", []) if r.nodeid.startswith("tests/pages/")]
    if skipped:
        print(f"NOT RUN: {len(skipped)} tests of the pages: {missing() or 'skipped'}")  # noqa: T201


def launch_options(*flags: str) -> dict[str, Any]:
    """How Chromium of the machine is started, without a network of its own habits."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    args = [*sandbox, "--disable-background-networking", "--no-proxy-server", *flags]
    return {"executable_path": chromium(), "args": args}


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a browser did that no page of ours may do."""

    host: str
    abroad: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    under_way: set[Request] = field(default_factory=set)
    """What was asked for and is not answered yet."""

    def asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob"):
            self.under_way.add(request)
            if address.netloc != self.host:
                self.abroad.append(request.url)

    def answered(self, request: Request) -> None:
        self.under_way.discard(request)

    def follow(self, context: BrowserContext) -> None:
        """Console errors count, but for the browser's own line about an answer of 4xx, which a page may expect."""
        _WATCHES[context] = self
        context.on("request", self.asked)
        context.on("requestfinished", self.answered)
        context.on("requestfailed", self.answered)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on(
            "console",
            lambda line: (
                self.complaints.append(line.text)
                if line.type in ("error", "warning") and not re.search(r"status of 4\d\d", line.text)
                else None
            ),
        )


_WATCHES: WeakKeyDictionary[BrowserContext, Watch] = WeakKeyDictionary()


@dataclass
class Visitor:
    """Somebody before a browser: one window, watched from the first request to the last."""

    context: BrowserContext
    page: Page
    url: str
    watch: Watch

    def open(self, path: str) -> Page:
        self.page.goto(self.url + path)
        at_rest(self.page)
        return self.page

    def sign_in(self, who: str, app: str = "/school") -> Page:
        """Come in at an app as an account of the small world."""
        page = self.open(app)
        page.locator("[name=username]").fill(who)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        page.locator("[name=password]").wait_for(state="detached")
        at_rest(page)
        return page

    def axe(self) -> list[str]:
        """What axe finds serious or critical on the page as it stands, a line each."""
        at_rest(self.page)
        if not self.page.evaluate("() => 'axe' in window"):  # half a megabyte, once a document
            self.page.evaluate(AXE.read_text("utf-8") + "; undefined")
        found = self._faults()
        if found:  # a colour on its way from one theme to the other is no fault; what is one is still there
            self.page.wait_for_timeout(500)
            found = self._faults()
        return found

    def _faults(self) -> list[str]:
        found: list[dict[str, Any]] = self.page.evaluate(_AXE_RUN)
        return [
            f"{one['id']}: {one['help']}: {node['target']}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]

    def shot(self, name: str, *, whole: bool = True) -> None:
        """
        Keep a picture of the page, or of the window alone, in build/screenshots for somebody to look at.

        Only where ``SWEET17_SCREENSHOTS`` asks for it: where nobody looks they would cost an eighth of the time.
        """
        at_rest(self.page)
        if not os.environ.get("SWEET17_SCREENSHOTS"):
            return
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=whole)

    def overflow(self) -> int:
        """Pixels by which the page is wider than its window; a phone's user would have to push it sideways."""
        root = "document.documentElement"
        return int(self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


def at_rest(page: Page) -> None:
    """
    Wait until all is loaded and nothing that ends still moves: a colour half faded in is no colour to judge.

    The driver's own "networkidle" waits half a second after each load for a request that nearly never comes.
    """
    watch, until = _WATCHES[page.context], time.monotonic() + _REST_SECONDS
    page.wait_for_load_state("load")
    while _busy(page, watch):
        page.wait_for_timeout(_LOOK_MS)
        if time.monotonic() > until:
            raise TimeoutError(f"still under way: {[request.url for request in watch.under_way]}")
    page.evaluate(
        "() => Promise.allSettled(document.getAnimations()"
        ".filter((a) => a.effect?.getComputedTiming().endTime !== Infinity).map((a) => a.finished))"
    )


def _busy(page: Page, watch: Watch) -> bool:
    page.wait_for_function("""() => !document.querySelector('.waiting, [aria-busy="true"]')""")
    # A change of scheme or width is seen two frames later, and so is what a page asks for next.
    page.evaluate("() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    return bool(watch.under_way)


def clean(visitor: Visitor, name: str) -> None:
    """At each width, on the middle one in the dark: nothing wider than its window, nothing that axe minds."""
    found = {}
    for width, (across, down) in WIDTHS.items():
        visitor.page.set_viewport_size({"width": across, "height": down})
        visitor.page.emulate_media(color_scheme="dark" if width == "tablet" else "light")
        visitor.shot(f"{name}-{width}")
        wide = ["wider than its window"] if visitor.overflow() > 0 else []
        found[width] = wide + visitor.axe()
    assert found == {width: [] for width in WIDTHS}
