"""The refresh cookie of a device that one team carries: it outlives the browser, and nothing else does."""

from http.cookies import Morsel, SimpleCookie

import pytest
from httpx import Response

from app.core.settings import Settings
from tests.conftest import Api
from tests.support.world import PASSWORD


def _cookie(answer: Response) -> Morsel[str]:
    assert answer.status_code in (200, 204), answer.text
    [morsel] = SimpleCookie(answer.headers["set-cookie"]).values()
    return morsel


def _sign_in(api: Api, **more: str) -> Response:
    return api.post("/v1/auth/token", data={"username": "team1", "password": PASSWORD, **more})


def _refresh(api: Api, token: str, **more: bool) -> Response:
    return api.post("/v1/auth/refresh", json={"refresh_token": token, **more})


def test_a_kept_cookie_lives_as_long_as_the_session_and_is_as_closed(api: Api, settings: Settings) -> None:
    kept = _cookie(_sign_in(api, keep="true"))
    assert kept["max-age"] == str(settings.session_days * 86_400)
    assert (kept["path"], kept["samesite"].lower(), bool(kept["httponly"])) == ("/v1/auth", "strict", True)


@pytest.mark.parametrize("more", [{}, {"keep": "false"}], ids=["unsaid", "no"])
def test_without_being_asked_a_cookie_ends_with_the_browser(api: Api, more: dict[str, str]) -> None:
    ended = _cookie(_sign_in(api, **more))
    assert (ended["max-age"], ended["expires"]) == ("", "")


def test_going_on_keeps_the_cookie_only_where_that_is_said_again(api: Api, settings: Settings) -> None:
    first = _sign_in(api, keep="true").json()["refresh_token"]
    kept = _refresh(api, first, keep=True)
    assert _cookie(kept)["max-age"] == str(settings.session_days * 86_400)
    plain = _refresh(api, kept.json()["refresh_token"])
    assert _cookie(plain)["max-age"] == ""


def test_a_wrong_password_and_a_used_up_token_leave_no_cookie(api: Api) -> None:
    assert "set-cookie" not in _sign_in(api, keep="true", password="salah").headers
    assert _sign_in(api, keep="maybe").status_code == 422
    assert "set-cookie" not in _refresh(api, "no-such-token", keep=True).headers


def test_signing_out_takes_a_kept_cookie_away(api: Api) -> None:
    token = _sign_in(api, keep="true").json()["access_token"]
    gone = _cookie(api.post("/v1/auth/logout", headers={"authorization": f"Bearer {token}"}))
    assert (gone.value, gone["max-age"], gone["path"]) == ("", "0", "/v1/auth")
