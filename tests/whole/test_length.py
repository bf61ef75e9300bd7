"""A function fits a screen."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.walk import ROOT

FITS, MOST = 40, 60
"""Lines from `def` to the last, signature and docstring included: what is aimed at, and what nothing exceeds."""
LONGER = 12
"""So many may be longer than aimed at; make the number smaller, never larger."""


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{path.relative_to(ROOT).as_posix()} {node.name}", node.end_lineno - node.lineno + 1


def test_no_function_is_longer_than_a_screen() -> None:
    files = [path for part in ("app", "api", "clients/python/src") for path in (ROOT / part).rglob("*.py")]
    lengths = [found for path in files for found in _functions(path)]
    assert len(lengths) > 1000, "the walk finds the program"
    assert [name for name, length in lengths if length > MOST] == []
    longer = sorted(name for name, length in lengths if length > FITS)
    assert len(longer) <= LONGER, longer
