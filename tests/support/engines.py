"""One engine that goes from database to database: what SQLAlchemy has compiled stays compiled."""

from typing import Any

from sqlalchemy import event, make_url

from app.core.db import make_engine
from app.core.settings import Settings


class MovingEngine:
    """The engine of ``settings``, whose new connections lead to the database it was last moved to."""

    def __init__(self, settings: Settings) -> None:
        self.engine = make_engine(settings, statements=20_000_000)  # all that the tests ask
        self._url = self.engine.url
        event.listen(self.engine, "do_connect", self._redirect)

    def move_to(self, url: str) -> None:
        """Lead what connects from now on to ``url``, a database of the same kind. The old connections are closed."""
        self.engine.dispose()
        self._url = make_url(url)

    def _redirect(self, dialect: Any, _record: Any, arguments: list[Any], named: dict[str, Any]) -> None:
        of_url, named_of_url = dialect.create_connect_args(self._url)
        arguments[:] = of_url
        named.update(named_of_url)
