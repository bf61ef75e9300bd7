"""Files that the registry gives out: whole or not at all, for their owner only, and never over another by accident."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from sweet17.cli.screen import OK, Screen, Usage
from sweet17.cli.words import help_word

Output = Annotated[Path, typer.Option("--output", "-o", dir_okay=False, help=help_word("output"))]
Force = Annotated[bool, typer.Option("--force", help=help_word("force"))]


def free(out: Path, *, force: bool) -> None:
    """Raises :class:`Usage` where a file stands already. Asked before the registry is."""
    if out.exists() and not force:
        raise Usage("usage.file_exists", file=out)


def keep(screen: Screen, out: Path, pieces: Iterable[bytes], key: str) -> int:
    """Write ``pieces`` to ``out`` and say ``key``. Names and NIKs stand in it, so only its owner reads it."""
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            size = sum(file.write(piece) for piece in pieces)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    if screen.as_json:
        screen.json({"file": str(out), "bytes": size})
    else:
        screen.say(key, file=out)
    return OK
