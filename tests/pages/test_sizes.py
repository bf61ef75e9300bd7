"""What the apps cost a school or a team on a thin line, as the files come to a browser without brotli."""

import re

import httpx
import pytest

from tests.support.servers import Server

KB = 1024
SCRIPT = {"/field": 120 * KB, "/school": 120 * KB, "/office": 120 * KB, "/": 60 * KB, "/k": 60 * KB}
"""Bytes of compressed script that opening a page may cost."""
WHOLE_OFFICE = 200 * KB
"""The office with every page that it fetches later, the dashboard among them."""


PART = re.compile(r'["\'`/]([A-Za-z][A-Za-z0-9_-]*-[A-Za-z0-9_-]{8}\.(?:js|css))["\'`]')
"""The name of a built file, as the scripts write it."""
AT_ONCE = re.compile(r'(?:from|import)\s*["\'`]\./([^"\'`]+\.js)["\'`]')


def _named(text: str, ending: str) -> set[str]:
    return set(re.findall(rf'(?:src|href)="(/assets/[^"]+\.{ending})"', text))


def _size(server: Server, path: str) -> int:
    with httpx.stream("GET", server.url + path, headers={"accept-encoding": "gzip"}) as answer:
        assert answer.status_code == 200, path
        return len(b"".join(answer.iter_raw()))


def _parts(server: Server, path: str) -> set[str]:
    """The files that a script names: those it cannot do without, and those it fetches when a page needs them."""
    return {f"/assets/{name}" for name in PART.findall(httpx.get(server.url + path).text)}


@pytest.mark.parametrize("page", SCRIPT)
def test_the_script_that_opens_an_app_is_small(server: Server, page: str) -> None:
    scripts = _named(httpx.get(server.url + page).text, "js")
    for path in tuple(scripts):  # what a script imports at once comes along, named by the page or not
        code = httpx.get(server.url + path).text
        scripts |= {f"/assets/{name}" for name in AT_ONCE.findall(code)}
    sizes = {path: _size(server, path) for path in scripts}
    assert sizes
    assert sum(sizes.values()) <= SCRIPT[page], sizes


def test_the_office_stays_small_with_all_that_it_fetches_later(server: Server) -> None:
    page = httpx.get(f"{server.url}/office").text
    found = _named(page, "js") | _named(page, "css")
    later = {part for path in found if path.endswith(".js") for part in _parts(server, path)} - found
    assert later, "the office fetches pages when they are opened"
    sizes = {path: _size(server, path) for path in found | later}
    assert sum(sizes.values()) <= WHOLE_OFFICE, sizes


def test_the_worker_keeps_every_file_that_the_field_app_needs(server: Server) -> None:
    """One file forgotten and the app opens everywhere but where there is no network."""
    worker = httpx.get(f"{server.url}/field/sw.js").text
    [listed] = re.findall(r"const SHELL = (\[[^\]]*\]);", worker)
    kept = set(re.findall(r'"([^"]+)"', listed))
    page = httpx.get(f"{server.url}/field").text
    needed = set(re.findall(r'(?:src|href)="(/[^"]+)"', page))
    assert needed == kept
    for path in kept:
        answer = httpx.get(server.url + path)
        assert answer.status_code == 200, path
        if path.endswith(".js"):
            assert _parts(server, path) <= kept, path
