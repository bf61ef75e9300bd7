"""Which jobs there are."""

import time
from collections.abc import Callable
from datetime import timedelta

from app.complaints.escalation import escalate_due
from app.core.clock import now
from app.core.db import Database
from app.core.settings import Settings
from app.coverage import rollup_reader
from app.jobs.loop import Job
from app.journal import sealing
from app.messages.outbox import send_due
from app.messages.service import follow
from app.subscriptions import delivery

SEAL_SECONDS = 0.5
COUNT_SECONDS = 0.5
DELIVER_SECONDS = 1.0
FOLLOW_SECONDS = 2.0
SEND_SECONDS = 5.0
ESCALATE_SECONDS = 300.0
_SWEEP_SECONDS = 600
_SWEEP_BACK = timedelta(hours=2)


def jobs(database: Database, settings: Settings) -> list[Job]:
    """All jobs of an installation."""
    return [
        Job("seal", SEAL_SECONDS, _sealer(database)),
        Job("count", COUNT_SECONDS, lambda: rollup_reader.follow(database)),
        Job(
            "deliver",
            DELIVER_SECONDS,
            lambda: delivery.deliver_due(database, allow_private=settings.webhooks_allow_private),
        ),
        Job("follow", FOLLOW_SECONDS, lambda: follow(database)),
        Job("send", SEND_SECONDS, lambda: send_due(database, settings)),
        Job("escalate", ESCALATE_SECONDS, lambda: escalate_due(database)),
    ]


def _sealer(database: Database) -> Callable[[], bool]:
    """Seals what is new; looks below the floor at the start and every ten minutes."""
    swept: float | None = None

    def run() -> bool:
        nonlocal swept
        if swept is None or time.monotonic() - swept > _SWEEP_SECONDS:
            sealing.sweep(database, now() - _SWEEP_BACK if swept is not None else None)
            swept = time.monotonic()
        sealing.seal_all(database)
        return False

    return run
