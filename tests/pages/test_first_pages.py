"""The pages that everybody meets: the first page and the door of the school's app."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import expect

from tests.support.browsers import WIDTHS, Visitor
from tests.support.servers import Server
from tests.support.world import PASSWORD

Visit = Callable[..., Visitor]
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def _assets(server: Server, page: str) -> list[str]:
    found = re.findall(r'(?:src|href)="(/assets/[^"]+)"', httpx.get(server.url + page).text)
    assert found
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("path", "name"), [("/", "first"), ("/k", "slip"), ("/school", "school-door")])
def test_a_first_look_is_clean_at_every_width(visit: Visit, path: str, name: str, width: str, dark: bool) -> None:
    visitor = visit(width, dark=dark)
    page = visitor.open(path)
    expect(page.locator("h1")).to_be_visible()
    visitor.shot(f"{name}-{width}-{'dark' if dark else 'light'}")
    assert visitor.overflow() <= 0
    assert visitor.axe() == []


def test_dark_is_dark(visit: Visit) -> None:
    def background(*, dark: bool) -> str:
        page = visit(dark=dark).open("/school")
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert background(dark=True) != background(dark=False)


def test_a_school_comes_in_by_keyboard_alone(visit: Visit) -> None:
    page = visit().open("/school")
    for field, text in (("username", "school-paringin"), ("password", PASSWORD)):
        for _ in range(5):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == field:
                break
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.get_by_text("SMA NEGERI PARINGIN").first).to_be_visible()


def test_inside_everything_is_clean_too(visit: Visit) -> None:
    visitor = visit("phone")
    visitor.sign_in("school-paringin")
    visitor.shot("school-home-phone-light")
    assert visitor.overflow() <= 0
    assert visitor.axe() == []


def test_a_reload_keeps_one_inside_and_no_script_can_read_why(visit: Visit) -> None:
    visitor = visit()
    page = visitor.sign_in("school-paringin")
    page.reload()
    expect(page.get_by_text("SMA NEGERI PARINGIN").first).to_be_visible()
    expect(page.locator("[name=password]")).to_have_count(0)
    kept = page.evaluate("JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}])")
    assert "eyJ" not in kept
    assert all(cookie["httpOnly"] and cookie["sameSite"] == "Strict" for cookie in visitor.context.cookies())


def test_a_wrong_password_is_told_where_it_was_typed(visit: Visit) -> None:
    visitor = visit("phone")
    page = visitor.open("/school")
    page.locator("[name=username]").fill("school-paringin")
    page.locator("[name=password]").fill("bukan kata sandinya")
    page.locator("[name=password]").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("[name=username]")).to_have_value("school-paringin")
    visitor.shot("school-door-wrong-password-phone")
    assert visitor.axe() == []


@pytest.mark.parametrize("path", ["/", "/school"])
def test_a_page_may_load_nothing_but_our_own_files(server: Server, path: str) -> None:
    answer = httpx.get(server.url + path)
    stated = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert (answer.status_code, stated) == (200, POLICY)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", answer.text)


def test_the_policy_holds_in_the_browser(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("/school")
    page.evaluate(
        "() => { const tag = document.createElement('script'); tag.textContent = 'window.broken = 1';"
        " document.body.append(tag); }"
    )
    assert page.evaluate("window.broken") is None
    page.wait_for_timeout(100)
    assert len(visitor.watch.complaints) == 1
    assert "Content Security Policy" in visitor.watch.complaints.pop()


def test_a_page_is_asked_for_anew_and_its_files_never_again(server: Server) -> None:
    assert httpx.get(f"{server.url}/school").headers["cache-control"] == "no-cache"
    for path in _assets(server, "/school"):
        answer = httpx.get(server.url + path)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_a_file_comes_in_the_form_that_was_asked_for(server: Server, encoding: str) -> None:
    script = next(path for path in _assets(server, "/school") if path.endswith(".js"))
    with httpx.stream("GET", server.url + script, headers={"accept-encoding": encoding}) as answer:
        assert answer.headers.get("content-encoding", "identity") == encoding
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("name", ["..%2f..%2fpackage.json", "school.html", "x.js", "%00.js", "a%0a.js", "a.js.br"])
def test_only_built_files_are_assets(server: Server, name: str) -> None:
    assert httpx.get(f"{server.url}/assets/{name}").status_code == 404
