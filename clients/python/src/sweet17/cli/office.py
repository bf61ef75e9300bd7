"""``sweet17 office …``: transfers, probable duplicates, data issues, and what the registry says."""

import itertools
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from sweet17.cli.screen import OK, SOME_REJECTED, Screen, command, plain
from sweet17.cli.words import help_word

app = typer.Typer()
_COUNTS = ("total", "created", "unchanged", "rejected", "ignored")

Id = Annotated[str, typer.Argument(help=help_word("id"))]
Reason = Annotated[str, typer.Option("--reason", help=help_word("office_reason"))]
State = Annotated[str | None, typer.Option("--state", help=help_word("state"))]
Limit = Annotated[int, typer.Option("--limit", min=1, max=5000, help=help_word("limit"))]


def _listed(screen: Screen, items: Any, limit: int, columns: tuple[str, ...], row: Any) -> None:
    found = list(itertools.islice(items, limit))
    if screen.as_json:
        screen.json({"items": found})
    elif found:
        screen.out.print(screen.table(columns, [row(item) for item in found]))
    else:
        screen.say("office.nothing")


def _done(screen: Screen, answer: dict[str, Any], key: str) -> int:
    if screen.as_json:
        screen.json(answer)
    else:
        screen.say(key, id=answer["id"])
    return OK


# --- transfers -------------------------------------------------------------------------------------------------


def transfers(screen: Screen, state: State = "open", limit: Limit = 50) -> None:
    registry, _ = screen.registry()

    def row(item: dict[str, Any]) -> tuple[Any, ...]:
        sent = item["sent"]
        return (
            item["id"],
            sent["name"],
            sent["birth_date"],
            item["from_school_name"],
            item["to_school_name"],
            item["state"],
        )

    with registry:
        columns = ("id", "name", "birth_date", "from_school", "to_school", "state")
        _listed(screen, registry.students.transfers(state), limit, columns, row)


def confirm(screen: Screen, transfer_id: Id) -> int:
    registry, _ = screen.registry()
    with registry:
        return _done(screen, registry.students.confirm_transfer(transfer_id), "office.confirmed")


def reject(screen: Screen, transfer_id: Id, reason: Reason) -> int:
    registry, _ = screen.registry()
    with registry:
        return _done(screen, registry.students.reject_transfer(transfer_id, reason), "office.rejected")


def undo_transfer(screen: Screen, transfer_id: Id, reason: Reason) -> int:
    registry, _ = screen.registry()
    with registry:
        return _done(screen, registry.students.undo_transfer(transfer_id, reason), "office.undone")


# --- duplicates ------------------------------------------------------------------------------------------------


def duplicates(screen: Screen, state: State = "open", limit: Limit = 50) -> None:
    registry, _ = screen.registry()

    def row(item: dict[str, Any]) -> tuple[Any, ...]:
        both = [item["first"], item["second"]]
        return (
            item["id"],
            f"{item['score']:.2f}",
            Text("\n".join(plain(one["name"]) for one in both)),
            Text("\n".join(plain(one["birth_date"]) for one in both)),
            Text("\n".join(plain(one["nik_masked"]) for one in both)),
            "; ".join(reason["message"] for reason in item["reasons"]),
        )

    with registry:
        columns = ("id", "score", "name", "birth_date", "nik", "why")
        _listed(screen, registry.students.duplicates(state=state), limit, columns, row)


def merge(
    screen: Screen,
    duplicate_id: Id,
    keep: Annotated[str | None, typer.Option("--keep", help=help_word("keep"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=help_word("office_reason"))] = None,
) -> int:
    registry, _ = screen.registry()
    with registry:
        answer = registry.students.merge(duplicate_id, survivor_id=keep, reason=reason)
        return _done(screen, answer, "office.merged")


def dismiss(screen: Screen, duplicate_id: Id, reason: Reason) -> int:
    registry, _ = screen.registry()
    with registry:
        return _done(screen, registry.students.dismiss_duplicate(duplicate_id, reason=reason), "office.dismissed")


def undo_merge(screen: Screen, merge_id: Id, reason: Reason) -> int:
    registry, _ = screen.registry()
    with registry:
        return _done(screen, registry.students.undo_merge(merge_id, reason=reason), "office.undone")


# --- data issues and the registry ------------------------------------------------------------------------------


def issues(
    screen: Screen,
    kind: Annotated[str | None, typer.Option("--kind", help=help_word("kind"))] = None,
    limit: Limit = 50,
) -> None:
    registry, _ = screen.registry()
    with registry:
        columns = ("id", "kind", "student")
        _listed(
            screen,
            registry.students.data_issues(kind=kind),
            limit,
            columns,
            lambda item: (item["id"], item["kind"], item["student_id"]),
        )


def resolve(screen: Screen, issue_id: Id, note: Annotated[str, typer.Option("--note", help=help_word("note"))]) -> int:
    registry, _ = screen.registry()
    with registry:
        return _done(screen, registry.students.resolve_data_issue(issue_id, note), "office.resolved")


def import_registry(
    screen: Screen,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help=help_word("file"))],
) -> int:
    registry, _ = screen.registry()
    with registry, screen.err.status(screen.word("submit.sending")):
        answer = registry.students.import_registry_file(file.name, file.read_bytes())
    if screen.as_json:
        screen.json(answer)
    else:
        rows = [(screen.word(f"column.{name}"), answer[name]) for name in _COUNTS]
        screen.out.print(screen.table(("what", "count"), rows))
    return SOME_REJECTED if answer["rejected"] else OK


for _name, _function in (
    ("transfers", transfers),
    ("confirm", confirm),
    ("reject", reject),
    ("undo-transfer", undo_transfer),
    ("duplicates", duplicates),
    ("merge", merge),
    ("dismiss", dismiss),
    ("undo-merge", undo_merge),
    ("issues", issues),
    ("resolve", resolve),
    ("import", import_registry),
):
    command(app, _name, help=f"office_{_name.replace('-', '_')}")(_function)
