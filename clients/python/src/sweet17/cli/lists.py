"""Lists that go in from a file: how the file is read, and how the verdicts on its rows are shown."""

import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from sweet17.cli.screen import OK, SOME_REJECTED, Screen, Usage
from sweet17.cli.words import help_word
from sweet17.errors import Sweet17Error

_LARGEST = 20 * 1024 * 1024
_COUNTS = ("total", "created", "updated", "unchanged", "rejected", "ignored", "warnings", "missing")

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help=help_word("file"))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=help_word("dry_run"))]
Missing = Annotated[int | None, typer.Option(min=0, max=50_000, help=help_word("confirm_missing"))]
Problems = Annotated[int, typer.Option("--problems", min=0, max=50_000, help=help_word("problems"))]

_ITEM = re.compile(r"/items/(\d+)(?:/(\w+))?")

Rows = Callable[..., Iterator[dict[str, Any]]]
"""The rows of one list; ``outcome="rejected"`` gives only those."""


def content_of(file: Path) -> bytes:
    content = file.read_bytes()
    if len(content) > _LARGEST:
        raise Usage("usage.too_large")
    return content


def parsed(content: bytes, *keys: str) -> dict[str, Any]:
    """A JSON file: a bare list, told as the first of ``keys``, or an object with a list under one of them."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        raise Usage("usage.json", keys=", ".join(keys)) from None
    if isinstance(body, list):
        return {keys[0]: body}
    for key in keys:
        if isinstance(body, dict) and isinstance(body.get(key), list):
            return {key: body[key]}
    raise Usage("usage.json", keys=", ".join(keys))


def problem_rows(answer: Mapping[str, Any], rows: Rows, most: int) -> list[dict[str, Any]]:
    """Rejected rows first, then those taken with a warning; ``most`` of 0 means all."""
    return list(itertools.islice(_problem_rows(answer, rows), most or None))


def _problem_rows(answer: Mapping[str, Any], rows: Rows) -> Iterator[dict[str, Any]]:
    if answer.get("rejected"):
        yield from rows(outcome="rejected")
    if answer.get("warnings"):
        for row in rows():
            if row["outcome"] != "rejected" and any(_matters(problem) for problem in row["problems"]):
                yield row


def _matters(problem: Mapping[str, Any]) -> bool:
    return problem.get("severity") in ("error", "warning")


def show_verdicts(screen: Screen, name: str, answer: Mapping[str, Any], rows: list[dict[str, Any]], **more: Any) -> int:
    """
    What became of a list, in JSON under ``name``, and the rows that need somebody; the exit code says if any.

    ``more`` is told beside them in JSON.
    """
    if screen.as_json:
        screen.json({name: answer, "problems": rows, **more})
    else:
        screen.say(f"submit.{answer['state']}", id=answer["id"])
        counted = [*_COUNTS, "eligible_now"]
        counts = [(screen.word(f"column.{one}"), answer[one]) for one in counted if answer.get(one) is not None]
        screen.out.print(screen.table(("what", "count"), counts))
        for note in answer.get("notes") or ():
            screen.warn("submit.note", message=note["message"])
        _show_codes(screen, rows)
        show_rows(screen, rows)
        unseen = answer.get("rejected", 0) + answer.get("warnings", 0) - len(rows)
        if unseen > 0:
            screen.say("submit.more", count=unseen)
    return SOME_REJECTED if answer.get("rejected") else OK


def _show_codes(screen: Screen, rows: list[dict[str, Any]]) -> None:
    """Which problems there are, how often, and where the first of each stands."""
    found: dict[str, list[tuple[Any, str]]] = {}
    for row, problem in _problems(rows):
        found.setdefault(problem["code"], []).append((_cell(row, problem), problem["message"]))
    often = sorted(found.items(), key=lambda one: -len(one[1]))
    lines = [(code, len(cells), cells[0][0], cells[0][1]) for code, cells in often]
    if lines:
        screen.out.print()
        screen.out.print(screen.table(("problem", "count", "first_cell", "message"), lines))


def show_rows(screen: Screen, rows: list[dict[str, Any]]) -> None:
    lines = [
        (row["row"], _cell(row, problem), screen.word(f"outcome.{row['outcome']}"), problem["message"])
        for row, problem in _problems(rows)
    ]
    if lines:
        screen.out.print()
        screen.out.print(screen.table(("row", "cell", "verdict", "message"), lines))


def _problems(rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for row in rows:
        for problem in row["problems"]:
            if _matters(problem):
                yield row, problem


def _cell(row: Mapping[str, Any], problem: Mapping[str, Any]) -> Any:
    return problem.get("cell") or row.get("cell")


# --- tables in, item by item -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SmallTable:
    """A table as a table program saves it: the fields of its head, and each row with its line in the file."""

    heads: Sequence[str]
    rows: Sequence[tuple[int, dict[str, str]]]


def table_of(content: bytes, known: Mapping[str, str]) -> SmallTable | None:
    """A CSV with comma or semicolon, its heads by what ``known`` calls them; ``None`` for what is no table."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    table = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    try:
        heads = [known.get(head.strip().lower(), "") for head in next(table, [])]
        rows = [(table.line_num, dict(zip(heads, row, strict=False))) for row in table if any(map(str.strip, row))]
    except csv.Error:
        return None
    return SmallTable(heads, rows)


@contextmanager
def told_by_line(screen: Screen, lines: list[int]) -> Iterator[None]:
    """Faults of the registry name a place in what was sent; people look for a line of their file."""
    try:
        yield
    except Sweet17Error as error:
        for fault in error.errors:
            place = _ITEM.fullmatch(str(fault.get("pointer")))
            if place and int(place[1]) < len(lines):
                where = screen.word("planning.line", line=lines[int(place[1])])
                fault["pointer"] = f"{where} {place[2] or ''}".strip()
        raise
