"""A real server with the small world and the built pages, and a watched browser before it."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from app.core.crypto import load_keys
from app.core.db import Database
from app.core.settings import Settings
from app.install import init
from tests.support.browsers import WIDTHS, Visitor, Watch, launched, missing
from tests.support.servers import Server, serve
from tests.support.world import World, add_student, build

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The stories of a file share a browser, and a worker; other files go to whichever worker is free."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group(f"pages: {item.path.stem}"))


@pytest.fixture(scope="session", autouse=True)
def _able() -> None:
    reason = missing()
    if reason and os.environ.get("CI"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


@dataclass(frozen=True)
class Blank:
    """An installation with the small world in it that nobody serves: made once, since migrating takes seconds."""

    home: Path
    world: World

    def copy(self, home: Path) -> Settings:
        shutil.copytree(self.home, home, dirs_exist_ok=True)
        return _settings(home)


def _settings(home: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{home}/world.db", keys_dir=home / "keys", log_level="WARNING")


@pytest.fixture(scope="session")
def blank(_able: None, tmp_path_factory: pytest.TempPathFactory) -> Blank:
    home = tmp_path_factory.mktemp("blank")
    settings = _settings(home)
    init(settings)
    database = Database(settings, load_keys(settings.keys_dir))
    with database.write() as session:
        world = build(session)
    database.dispose()
    return Blank(home, world)


@pytest.fixture(scope="module")
def installation(blank: Blank, tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, World]:
    settings, world = blank.copy(tmp_path_factory.mktemp("pages")), blank.world
    database = Database(settings, load_keys(settings.keys_dir))
    with database.write() as session:
        add_student(session, world)
        add_student(session, world, name="BAYU PRATAMA", sex="L", class_group="XI IPS 1")
    database.dispose()
    return settings, world


@pytest.fixture(scope="module")
def server(installation: tuple[Settings, World]) -> Iterator[Server]:
    with serve(installation[0]) as served:
        yield served


@pytest.fixture(scope="module")
def browser(_able: None) -> Iterator[Browser]:
    """Per module: its event loop would be in the way of other tests of the same worker."""
    with launched() as opened:
        yield opened


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Callable[..., Visitor]]:
    """``visit("phone", dark=True)`` opens a window; at the end it is asked what it did behind our back."""
    opened: list[Visitor] = []

    def visit_(width: str = "desk", *, dark: bool = False, language: str = "id-ID") -> Visitor:
        across, down = WIDTHS[width]
        context = browser.new_context(
            viewport={"width": across, "height": down},
            color_scheme="dark" if dark else "light",
            locale=language,
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        watch = Watch(urlsplit(server.url).netloc)
        watch.follow(context)
        page = context.new_page()
        # The driver watches for file choosers from its first listener on, but does not wait until the browser does:
        # one that opens at once is missed. With a listener from the start it watches before anybody presses a key.
        page.on("filechooser", lambda _: None)
        opened.append(Visitor(context, page, server.url, watch))
        return opened[-1]

    yield visit_
    for visitor in opened:
        visitor.context.close()
    assert [line for visitor in opened for line in visitor.watch.abroad] == [], "left the host"
    assert [line for visitor in opened for line in visitor.watch.complaints] == [], "the console complained"
