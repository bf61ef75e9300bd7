"""The client and the server, face to face: no network between, everything else as it is."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from sweet17 import Sweet17, Sweet17Error
from tests.support.world import PASSWORD, World


class Bridge(httpx.BaseTransport):
    """Carries requests into the ASGI application, which runs in a thread of its own."""

    def __init__(self, application: FastAPI, portal: Any) -> None:
        self._inner = httpx.ASGITransport(application, raise_app_exceptions=False)
        self._portal = portal

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        async def carry() -> tuple[int, httpx.Headers, bytes]:
            content = request.read()
            sent = httpx.Request(request.method, request.url, headers=request.headers, content=content)
            response = await self._inner.handle_async_request(sent)
            return response.status_code, response.headers, await response.aread()

        status, headers, body = self._portal.call(carry)
        return httpx.Response(status, headers=headers, content=body)


@pytest.fixture
def bridge(api: Any, application: FastAPI, _portal: Any) -> Bridge:
    return Bridge(application, _portal)


@pytest.fixture
def officer(bridge: Bridge) -> Iterator[Sweet17]:
    with Sweet17("http://registry.test", transport=bridge, language="en", retries=0) as registry:
        registry.auth.sign_in("officer", PASSWORD)
        yield registry


def test_an_officer_signs_in_goes_on_and_signs_out(officer: Sweet17) -> None:
    assert officer.auth.me()["username"] == "officer"
    assert officer.auth.refresh()
    assert officer.auth.me()["username"] == "officer"
    officer.auth.sign_out()
    with pytest.raises(Sweet17Error) as caught:
        officer.auth.me()
    assert caught.value.status == 401


def test_a_wrong_password_is_told_in_words(bridge: Bridge) -> None:
    with Sweet17("http://registry.test", transport=bridge, language="en") as registry:
        with pytest.raises(Sweet17Error) as caught:
            registry.auth.sign_in("officer", "wrong")
        assert (caught.value.status, caught.value.code) == (401, "accounts.wrong_credentials")
        assert "password" in caught.value.detail


def test_a_school_is_made_read_listed_and_changed(officer: Sweet17) -> None:
    made = officer.schools.create(npsn="30399001", name="SMAN Baru", kind="SMA", public=True, district_code="63.11.06")
    assert made.status == 201
    school = officer.schools.get(made["id"])
    changed = officer.schools.change(made["id"], school.etag or "", name="SMAN Baru Sekali")
    assert changed["name"] == "SMAN Baru Sekali"
    assert "SMAN Baru Sekali" in [one["name"] for one in officer.schools.list(q="Sekali")]
    with pytest.raises(Sweet17Error) as caught:
        officer.schools.change(made["id"], school.etag or "", name="Lain")
    assert caught.value.status == 412


def test_a_list_is_read_over_many_pages(officer: Sweet17, monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.setattr("sweet17.wire.PAGE", 1)
    assert len(list(officer.schools.list())) >= 2


def test_what_an_account_may_not_see_is_404_and_what_it_may_not_do_403(officer: Sweet17, world: World) -> None:
    with pytest.raises(Sweet17Error) as unseen:
        officer.schools.get(str(world.schools["amuntai"]))
    assert unseen.value.status == 404
    with pytest.raises(Sweet17Error) as forbidden:
        officer.accounts.create(username="x1", name="X", role="viewer", password="x" * 20, region_code="63.11")
    assert forbidden.value.status == 403
