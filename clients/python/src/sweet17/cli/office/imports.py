"""What the registry says: its lists checked, applied and taken back."""

import functools
from enum import StrEnum
from typing import Annotated, Any

import httpx
import typer

from sweet17.cli.listing import Id, Item, Limit, Reason, day, done, listed, wanted
from sweet17.cli.lists import DryRun, File, Problems, content_of, parsed, problem_rows, show_verdicts
from sweet17.cli.screen import Screen, command
from sweet17.cli.words import help_word
from sweet17.client import Sweet17
from sweet17.wire import Record


class State(StrEnum):
    CHECKED = "checked"
    APPLIED = "applied"
    DISCARDED = "discarded"
    REVERTED = "reverted"
    ALL = "all"


class Outcome(StrEnum):
    CREATED = "created"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    IGNORED = "ignored"
    ALL = "all"


def import_registry(screen: Screen, file: File, dry_run: DryRun = False, problems: Problems = 50) -> int:
    registry, _ = screen.registry()
    content = content_of(file)
    with registry, screen.err.status(screen.word("submit.sending")):
        if file.suffix.lower() == ".json":
            answer = registry.registry_imports.submit(parsed(content, "rows")["rows"], dry_run=dry_run)
        else:
            answer = registry.registry_imports.submit_file(file.name, content, dry_run=dry_run)
        return _shown(screen, registry, answer, problems, known=answer.status == httpx.codes.OK)


def imports(
    screen: Screen,
    state: Annotated[State, typer.Option("--state", help=help_word("state"))] = State.ALL,
    limit: Limit = 50,
) -> None:
    registry, _ = screen.registry()

    def row(item: Item) -> tuple[Any, ...]:
        counts = (item[name] for name in ("total", "created", "rejected"))
        return (
            item["id"],
            day(item["submitted_at"]),
            item["file_name"],
            screen.word(f"import.{item['state']}"),
            *counts,
        )

    with registry:
        columns = ("id", "date", "file", "state", "total", "created", "rejected")
        listed(screen, registry.registry_imports.list(state=wanted(state)), limit, columns, row)


def import_rows(
    screen: Screen,
    import_id: Id,
    outcome: Annotated[Outcome, typer.Option("--outcome", help=help_word("row_outcome"))] = Outcome.REJECTED,
    code: Annotated[str | None, typer.Option("--code", help=help_word("row_code"))] = None,
    limit: Limit = 50,
) -> None:
    registry, _ = screen.registry()

    def row(item: Item) -> tuple[Any, ...]:
        return (
            item["row"],
            item["cell"],
            item["nik_masked"],
            item["status"],
            screen.word(f"outcome.{item['outcome']}"),
            "; ".join(problem["message"] for problem in item["problems"]),
        )

    with registry:
        columns = ("row", "cell", "nik", "code", "verdict", "message")
        found = registry.registry_imports.rows(import_id, outcome=wanted(outcome), code=code)
        listed(screen, found, limit, columns, row)


def import_apply(screen: Screen, import_id: Id, problems: Problems = 50) -> int:
    registry, _ = screen.registry()
    with registry, screen.err.status(screen.word("submit.sending")):
        return _shown(screen, registry, registry.registry_imports.apply(import_id), problems)


def import_discard(screen: Screen, import_id: Id) -> int:
    registry, _ = screen.registry()
    with registry:
        return done(screen, registry.registry_imports.discard(import_id), "submit.discarded")


def import_revert(screen: Screen, import_id: Id, reason: Reason) -> int:
    registry, _ = screen.registry()
    with registry:
        return done(screen, registry.registry_imports.revert(import_id, reason), "submit.reverted")


def _shown(screen: Screen, registry: Sweet17, answer: Record, problems: int, *, known: bool = False) -> int:
    """``known``: the office has applied the same list before, and nothing was done now."""
    rows = functools.partial(registry.registry_imports.rows, answer["id"])
    if known and not screen.as_json:
        screen.say("office.import_known")
    code = show_verdicts(screen, "import", answer, problem_rows(answer, rows, problems), known=known)
    if answer["state"] == State.CHECKED and not screen.as_json:
        screen.say("office.import_next", id=answer["id"])
    return code


def add_to(app: typer.Typer) -> None:
    command(app, "import", help="import")(import_registry)
    command(app, "imports", help="imports")(imports)
    command(app, "import-rows", help="import_rows")(import_rows)
    command(app, "import-apply", help="import_apply")(import_apply)
    command(app, "import-discard", help="import_discard")(import_discard)
    command(app, "import-revert", help="import_revert")(import_revert)
