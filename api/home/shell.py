"""What every public page has in common: frame, headers, the built script, and an answer to too many requests."""

import re
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Form, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.deps import DatabaseDep, SettingsDep, SourceDep, TurnDep
from api.home import rendering
from api.throttle import throttle
from app.core.errors import TooManyRequests
from app.core.i18n import Language
from app.core.i18n import text as told
from app.core.settings import Settings

Lang = Annotated[Language, Query()]
_SCRIPT = re.compile(r'<(?:script type="module"|link rel="modulepreload")[^>]*>(?:</script>)?')


class Door:
    """A form's way in: counted like the API's open doors, then carried out in the writers' turn."""

    def __init__(
        self, request: Request, database: DatabaseDep, settings: SettingsDep, source: SourceDep, turn: TurnDep
    ) -> None:
        self.request, self.database, self.settings = request, database, settings
        self._source, self._turn = source, turn

    async def write(self, lang: Language, path: str, work: Callable[[], Response]) -> Response:
        """``work``, which opens its own transaction; or the page that says to wait."""
        try:
            await throttle(self._turn, self.database, self.settings, self._source)
        except TooManyRequests as refusal:
            shown = rendering.answer(
                lang,
                state="unknown",
                title=rendering.words(lang)["throttled_title"],
                next_step=told(refusal.code, lang, **refusal.params),
            )
            answer = page(self.request, lang, path, rendering.words(lang)["throttled_title"], "", shown, status=429)
            answer.headers["Retry-After"] = str(refusal.retry_after)
            return answer
        return await self._turn.write(work)

    def page(self, lang: Language, path: str, title: str, region: str, main: str, status: int = 200) -> Response:
        tags = script(self.settings)
        return page(self.request, lang, path, title, region, main, script=tags, status=status)

    @property
    def request_id(self) -> str:
        return str(self.request.scope.get("request_id", ""))


DoorDep = Annotated[Door, Depends()]
Sent = Annotated[str, Form(max_length=5000)]
"""A field of a form: longer than any that is kept, so that the page itself says what is too long."""


def page(
    request: Request,
    lang: Language,
    path: str,
    title: str,
    region: str,
    main: str,
    *,
    script: str = "",
    status: int = 200,
) -> Response:
    """A whole page, as small as the browser takes it; the answer to a form is kept nowhere."""
    whole = rendering.whole(lang, path=path, title=title, region=region, script=script, main=main)
    content, headers = rendering.squeezed(whole.encode(), request.headers.get("accept-encoding", ""))
    headers |= {"Cache-Control": "no-store" if request.method == "POST" else "no-cache", "Content-Language": lang}
    return HTMLResponse(content, status, headers)


def script(settings: Settings) -> str:
    """The tags of the built script; without it the page does what it does without script."""
    built = settings.web_dir / "public.html"
    return "\n".join(_SCRIPT.findall(built.read_text("utf-8"))) if built.is_file() else ""
