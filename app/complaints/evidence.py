"""Files that people attach, made fit to be kept in a process of its own: one that is a trap takes nobody with it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from app.core.errors import Fault, Invalid, Unavailable

MAX_BYTES = 5 * 1024 * 1024
"""As :data:`app.documents.scrubbing.MAX_BYTES`, whose library this process does not load."""
_WALL_SECONDS = 10
_AT_ONCE = BoundedSemaphore(2)
_ROOT = Path(__file__).parents[2]


class Unfit(Invalid):
    """Not kept; the fault says why."""

    code = "complaints.file_unfit"


_WHY = {
    3: "complaints.file_unknown_kind",
    4: "complaints.file_unreadable",
    5: "complaints.file_too_many_pixels",
    6: "complaints.file_too_large",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A JPEG, PNG or PDF as it may be kept."""

    media_type: str
    content: bytes


def fit(content: bytes) -> Evidence:
    """
    ``content`` as it is kept: see :func:`app.documents.scrubbing.scrubbed`.

    Raises :class:`Unfit`, and :class:`Unavailable` while other files keep the processes busy.
    """
    if len(content) > MAX_BYTES:
        raise unfit("complaints.file_too_large")
    if not _AT_ONCE.acquire(timeout=_WALL_SECONDS):
        raise Unavailable
    try:
        done = subprocess.run(
            [sys.executable, "-m", "app.documents.scrubbing"],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a traceback may hold a person's values
            cwd=_ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            timeout=_WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise unfit("complaints.file_too_many_pixels") from late
    finally:
        _AT_ONCE.release()
    if done.returncode < 0:
        raise unfit("complaints.file_too_many_pixels")
    if done.returncode > 0:
        raise unfit(_WHY.get(done.returncode, "complaints.file_unreadable"))
    kind, _, kept = done.stdout.partition(b"\n")
    return Evidence(kind.decode(), kept)


def unfit(code: str) -> Unfit:
    return Unfit([Fault("/file", code)])
