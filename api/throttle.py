"""The limit on doors that ask for no account: so many requests a minute and address."""

from api.deps import DatabaseDep, SettingsDep, SourceDep, TurnDep
from app.core.db import Database
from app.core.requests import count_attempt, refuse_beyond

_WINDOW_SECONDS = 60


async def throttle(turn: TurnDep, database: DatabaseDep, settings: SettingsDep, source: SourceDep) -> None:
    """For ``dependencies=[Depends(throttle)]``. Raises :class:`TooManyRequests`."""
    count = await turn.write(_count, database, source)
    refuse_beyond(count, settings.public_requests_per_minute, seconds=_WINDOW_SECONDS)


def _count(database: Database, source: str) -> int:
    # A transaction of its own: the count must outlive whatever refusal follows.
    with database.write() as session:
        return count_attempt(session, f"public:{source}", seconds=_WINDOW_SECONDS)
