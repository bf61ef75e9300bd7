"""Where tests put what needs to last no longer than they do."""

import shutil
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 4 * 2**30


def in_memory() -> str | None:
    """A folder in memory with room for a run's databases, whose every commit waits for a disk elsewhere; else None."""
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free >= _ROOM:
        return str(_MEMORY)
    return None
