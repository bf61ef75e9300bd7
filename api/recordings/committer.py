"""
The group committer: recordings that arrive while another commit is under way are stored by the next one together.

A commit costs a few milliseconds whatever it holds, most of them spent waiting for the disk. Alone, a recording is
committed at once; under load the many share one commit. Each is answered only after the commit that holds it.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import anyio
import anyio.to_thread

from app.core.access import Actor
from app.core.db import Database
from app.core.errors import Refusal, Unavailable
from app.recordings import service
from app.recordings.rules import Item
from app.recordings.service import Taken

MOST = 256
"""Recordings in one commit: a longer one keeps the first of them waiting."""
MOST_WAITING = 2000
"""Beyond this the sender is asked to come again: its device keeps the recording."""


class Overloaded(Unavailable):
    code = "recordings.overloaded"
    retry_after = 2


@dataclass(eq=False, slots=True)
class _Waiting:
    actor: Actor
    item: Item
    answer: "asyncio.Future[Taken]"


class Committer:
    """One per process. ``take`` may be called by any number of requests of one event loop."""

    def __init__(self, database: Database, writers: anyio.CapacityLimiter) -> None:
        self._database = database
        self._writers = writers
        self._waiting: deque[_Waiting] = deque()
        self._work: asyncio.Task[None] | None = None

    async def take(self, actor: Actor, item: Item) -> Taken:
        """
        Store one recording, and answer after its commit.

        Raises what :func:`app.recordings.service.accept_one` raises, and :class:`Overloaded`.
        """
        if len(self._waiting) >= MOST_WAITING:
            raise Overloaded
        waiting = _Waiting(actor, item, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._commit_all())
        return await waiting.answer

    async def _commit_all(self) -> None:
        while self._waiting:
            async with self._writers:
                # Taken only now: whoever came while other writers were at work is in this commit.
                batch = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
                answers = await anyio.to_thread.run_sync(self._commit, batch)
            for waiting, answer in zip(batch, answers, strict=True):
                if waiting.answer.done():
                    continue  # its sender hung up; the recording is stored all the same
                if isinstance(answer, BaseException):
                    waiting.answer.set_exception(answer)
                else:
                    waiting.answer.set_result(answer)

    def _commit(self, batch: Sequence[_Waiting]) -> list[Taken | BaseException]:
        try:
            return list(self._stored(batch))
        except Exception as failure:  # noqa: BLE001 - handed to whom it belongs
            if len(batch) == 1:
                return [failure]
        # Nobody fails for a stranger's item: each by itself.
        return [answer for waiting in batch for answer in self._commit([waiting])]

    def _stored(self, batch: Sequence[_Waiting]) -> Sequence[Taken | Refusal]:
        with self._database.write() as session:
            return service.accept_each(session, [(waiting.actor, waiting.item) for waiting in batch])

    async def finish(self) -> None:
        """Wait for what was taken in: the process is about to end."""
        if self._work is not None:
            await self._work
