"""Signing in, one's own account, other people's accounts."""

from typing import Any

from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of, tokens_in


class Auth(Resource):
    def sign_in(self, username: str, password: str, otp: str | None = None) -> Record:
        """Begin a session and go on with it. The answer's tokens are kept by the client and taken out of it."""
        form = {"grant_type": "password", "username": username, "password": password}
        return self._begin(form if otp is None else {**form, "otp": otp})

    def sign_in_service(self, client_id: str, client_secret: str) -> Record:
        """Begin a session of a service account."""
        return self._begin({"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret})

    def _begin(self, form: dict[str, str]) -> Record:
        answer = self._wire.read(
            self._wire.send("POST", path_of("auth", "token"), data=form, repeatable=True, public=True)
        )
        self._wire.adopt(tokens_in(answer))
        return answer

    def refresh(self) -> bool:
        """Go on with the session now; ``False`` when it is over. Requests do this by themselves."""
        return self._wire.refresh()

    def sign_out(self) -> None:
        """End the session at the server; the tokens are forgotten even when it cannot be reached."""
        try:
            self._wire.post(path_of("auth", "logout"))
        finally:
            self._wire.adopt(None)

    def me(self) -> Record:
        return self._wire.get(path_of("me"))

    def change_password(self, current_password: str, new_password: str) -> None:
        body = {"current_password": current_password, "new_password": new_password}
        self._wire.post(path_of("me", "password"), body)

    def sessions(self) -> Items:
        return self._wire.pages(path_of("me", "sessions"))

    def end_session(self, session_id: str) -> None:
        self._wire.delete(path_of("me", "sessions", session_id))

    def totp(self, code: str | None = None) -> Record:
        """Begin a second factor without ``code``, enable it with the first one."""
        return self._wire.post(path_of("me", "totp"), {"code": code})


class Accounts(Resource):
    def list(self, **filters: Any) -> Items:
        return self._wire.pages(path_of("accounts"), filters)

    def get(self, account_id: str) -> Record:
        return self._wire.get(path_of("accounts", account_id))

    def create(self, **facts: Any) -> Record:
        return self._wire.create(path_of("accounts"), facts)

    def change(self, account_id: str, etag: str | int, **changes: Any) -> Record:
        return self._wire.patch(path_of("accounts", account_id), changes, etag)

    def reset_password(self, account_id: str, password: str) -> Record:
        return self._wire.post(path_of("accounts", account_id, "reset-password"), {"password": password})
