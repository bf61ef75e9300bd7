"""Sending in the background while the day goes on: soon after each note, patiently without a network."""

import random
import threading
from collections.abc import Callable

from sweet17.client import Sweet17
from sweet17.field.outbox import Outbox, State
from sweet17.field.sync import Report, sync

SHORTEST, LONGEST = 5.0, 300.0
"""Seconds between attempts: doubled with each failure, and once in five minutes when all is well."""


def delay(failures: int, chance: Callable[[], float] = random.random) -> float:
    """Seconds to wait. Half of it is by chance, so that a hall full of devices does not knock in step."""
    whole = LONGEST if failures == 0 else min(LONGEST, SHORTEST * 2.0 ** min(failures - 1, 16))
    return whole * (0.5 + chance() / 2)


class Courier(threading.Thread):
    """
    Opens its own registry and outbox and sends until :meth:`stop`; ``told`` hears of every run, from this thread.

    Without a session (401) it rests until it is woken: nothing but signing in helps then. Time is counted by the
    monotonic clock, so a clock that is set does not matter.
    """

    def __init__(
        self,
        open_registry: Callable[[], Sweet17],
        open_outbox: Callable[[], Outbox],
        told: Callable[[Report | Exception], None],
    ) -> None:
        super().__init__(name="courier", daemon=True)
        self._open_registry, self._open_outbox, self._told = open_registry, open_outbox, told
        self._bell = threading.Event()
        self._done = False
        self._asked = False

    def wake(self) -> None:
        """Send now."""
        self._bell.set()

    def stop(self) -> None:
        self._done = True
        self._bell.set()

    def run(self) -> None:
        failures = 0
        while not self._done:
            self._bell.clear()
            outcome = self._once()
            stopped = outcome.stopped if isinstance(outcome, Report) else outcome
            failures = 0 if stopped is None else failures + 1
            if not self._done:
                self._told(outcome)
            signed_out = isinstance(outcome, Report) and outcome.stopped is not None and outcome.stopped.status == 401
            self._bell.wait(None if signed_out else delay(failures))

    def _once(self) -> Report | Exception:
        """One run. A full disk or a vanished folder ends the run, not the courier."""
        try:
            with self._open_outbox() as outbox:
                counts = outbox.counts()
                # What is received is asked about once a day of work; a network in the hills is paid by the kilobyte.
                if self._asked and not any(counts[state] for state in (State.QUEUED, State.SENT, State.PARKED)):
                    return Report()
                with self._open_registry() as registry:
                    report = sync(registry, outbox, wait=0.0)
                self._asked = self._asked or (report.stopped is None and not report.busy)
                return report
        except Exception as failure:  # noqa: BLE001 - told on the screen; a dead thread would send nothing more
            return failure
