"""
Letters for 400 names, more than the biggest day of a school: from data to PDF/A, in a process of its own as the server
does it.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from app.documents.rendering import render
from app.letters.models import LetterKind
from bench.machine import Budget, keep, show
from tests.support.letter_facts import AT, data, some, visit

NAMES, TIMES = 400, 7
FLOOR = "python start, s"
BUDGETS = [Budget(f"{kind.value}, s", 0.5, at_most=True) for kind in LetterKind]


def _took(what: Callable[[], Any]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def _start() -> None:
    """What no letter can be faster than: a process that begins and ends."""
    subprocess.run([sys.executable, "-c", ""], check=True)


def main() -> None:
    pupils = some(NAMES, outcomes=True)
    spent = {FLOOR: [_took(_start) for _ in range(TIMES)]}
    for kind in LetterKind:
        content = data(kind, visit(pupils))
        spent[f"{kind.value}, s"] = [_took(lambda: render(kind.value, content, AT)) for _ in range(TIMES)]  # noqa: B023
    found = {name: statistics.median(times) for name, times in spent.items()}
    show(found, BUDGETS)
    keep("letters", found, BUDGETS, spent)
