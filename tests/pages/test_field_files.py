"""What `/field` and its files say to a browser: what they may load, how long they stay, what they answer for."""

import httpx
import pytest

from tests.pages.test_first_pages import POLICY
from tests.support.servers import Server

KINDS = {
    "sw.js": "text/javascript",
    "manifest.webmanifest": "application/manifest+json",
    "icon-192.png": "image/png",
    "icon-512.png": "image/png",
}


def _policy(answer: httpx.Response) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))


@pytest.mark.parametrize("path", ["/field", *(f"/field/{name}" for name in KINDS)])
def test_every_file_of_the_field_app_comes_with_the_policy_and_is_asked_for_anew(server: Server, path: str) -> None:
    answer = httpx.get(server.url + path)
    assert (answer.status_code, _policy(answer)) == (200, POLICY)
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_a_file_of_the_field_app_is_what_it_says(server: Server, name: str, kind: str) -> None:
    assert httpx.get(f"{server.url}/field/{name}").headers["content-type"].split(";")[0] == kind


def test_the_worker_answers_for_the_field_app_and_for_nothing_above_it(server: Server) -> None:
    """Without the header a browser would take `/field/` alone; with a wider one it would sit before the other apps."""
    assert httpx.get(f"{server.url}/field/sw.js").headers["service-worker-allowed"] == "/field"
    manifest = httpx.get(f"{server.url}/field/manifest.webmanifest").json()
    assert (manifest["start_url"], manifest["scope"]) == ("/field", "/field")


@pytest.mark.parametrize(
    "name", ["..%2ffield.html", "sw.ts", "SW.js", "sw.js.map", "sw.js%00", "icon-64.png", "%2e%2e", "a/b"]
)
def test_only_the_files_of_the_field_app_are_given(server: Server, name: str) -> None:
    answer = httpx.get(f"{server.url}/field/{name}")
    assert answer.status_code == 404
    assert "service-worker-allowed" not in answer.headers
