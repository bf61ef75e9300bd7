"""
Rendering in a process of its own: setting type keeps what it once laid out, some 200 MB that a server must not hold,
and a template that went wrong takes nobody else with it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

WALL_SECONDS = 20
_REFUSED = 3
"""As :data:`app.documents.typesetting.REFUSED`, which this process does not load."""
_ROOT = Path(__file__).parents[2]
_AT_ONCE = BoundedSemaphore(2)


class NotRendered(Exception):
    """The data do not fit the template, e.g. an image that is none."""


class NotFinished(Exception):
    """It took too long or too much; the same may succeed when the machine is less busy."""


def render(template: str, data: Mapping[str, Any], at: datetime) -> bytes:
    """
    The PDF/A that ``template`` makes of ``data``; ``at`` is its date of creation.

    Raises :class:`NotRendered` and :class:`NotFinished`.
    """
    if not _AT_ONCE.acquire(timeout=WALL_SECONDS):
        raise NotFinished
    try:
        return _ask({"template": template, "data": data, "at": at.isoformat()})
    finally:
        _AT_ONCE.release()


def _ask(order: Mapping[str, Any]) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "app.documents.typesetting"],
            input=json.dumps(order).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a traceback may hold a person's values
            cwd=_ROOT,
            # The same libraries as here, and nothing else of the server's surroundings.
            env={"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise NotFinished from late
    if done.returncode == _REFUSED:
        raise NotRendered
    if done.returncode != 0:
        raise NotFinished
    return done.stdout
