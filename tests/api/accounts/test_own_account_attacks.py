"""What a stolen session, a guessed password and a copied code may not do."""

import time

import pyotp

from tests.conftest import Api
from tests.support.world import PASSWORD, World


def test_an_administrator_cannot_reset_itself_and_so_shed_its_second_factor(api: Api, world: World) -> None:
    url = f"/v1/accounts/{world.actors['admin'].account_id}/reset-password"
    assert api.post(url, by="admin", json={"password": "kata-sandi-baru-17"}).status_code == 403


def test_a_code_of_the_second_factor_counts_once(api: Api) -> None:
    secret = api.post("/v1/me/totp", by="officer", json={}).json()["secret"]
    totp = pyotp.TOTP(secret)
    step = time.time()
    assert api.post("/v1/me/totp", by="officer", json={"code": totp.at(step - 30)}).json()["enabled"] is True
    login = {"username": "officer", "password": PASSWORD, "otp": totp.at(step)}
    assert [api.post("/v1/auth/token", data=login).status_code for _ in range(2)] == [200, 401]


def test_guessing_ones_own_password_is_throttled_like_a_login(api: Api) -> None:
    body = {"current_password": "salah-sekali", "new_password": "kata-sandi-baru-17"}
    answers = [api.post("/v1/me/password", by="viewer", json=body).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


def test_a_new_password_ends_the_other_sessions_and_opens_the_next(api: Api) -> None:
    other = api.post("/v1/auth/token", data={"username": "viewer", "password": PASSWORD}).json()["access_token"]
    body = {"current_password": PASSWORD, "new_password": "kata-sandi-baru-17"}
    assert api.post("/v1/me/password", by="viewer", json=body).status_code == 204
    assert api.get("/v1/me", headers={"authorization": f"Bearer {other}"}).status_code == 401
    assert api.get("/v1/me", by="viewer").status_code == 200
    new = {"username": "viewer", "password": "kata-sandi-baru-17"}
    assert api.post("/v1/auth/token", data=new).status_code == 200
