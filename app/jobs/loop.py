"""
The loop that runs the jobs, each on a thread of its own: a receiver that is slow must not keep the sealer waiting.

No job is lost with a process: what is due is read from the tables each time, and who does a piece of it holds that
row's lock or lease meanwhile. So any number of loops may run at once.
"""

import logging
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

log = logging.getLogger("sweet17.jobs")
_PAUSE_AFTER_FAILURE = 5.0


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do again and again; ``run`` says whether there is more to do at once."""

    name: str
    every: float
    """Seconds between looks when there is nothing to do."""
    run: Callable[[], bool]


class Loop:
    """Runs jobs until it is told to stop; ``with Loop(jobs): ...``."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._repeat, args=(job,), name=f"job-{job.name}", daemon=True) for job in jobs
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let each job end the piece that it is at."""
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    def wait(self) -> None:
        self._stop.wait()

    def end(self) -> None:
        """Ask the waiting to end: safe in a signal's handler."""
        self._stop.set()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _failure: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.stop()

    def _repeat(self, job: Job) -> None:
        while not self._stop.is_set():
            if not attempt(job):
                self._stop.wait(_PAUSE_AFTER_FAILURE)
            else:
                self._stop.wait(job.every)


def attempt(job: Job) -> bool:
    """Run a job until it has nothing more to do. A failure is told, and ``False``: the loop goes on."""
    try:
        while job.run():
            pass
    except Exception as failure:  # noqa: BLE001 - whatever fails, the next look may succeed; it is logged
        # As in the door: places name code, the message may hold somebody's value.
        places = " < ".join(
            f"{frame.name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(failure.__traceback__)[-6:])
        )
        log.error("job %s: %s at %s", job.name, type(failure).__name__, places)  # noqa: TRY400 - see above
        return False
    return True
