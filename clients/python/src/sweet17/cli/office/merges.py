"""Merges: rows that were put together, and parting them again."""

from typing import Annotated, Any

import typer

from sweet17.cli.listing import Id, Item, Limit, Reason, day, done, listed
from sweet17.cli.screen import Screen, command
from sweet17.cli.words import help_word


def merges(
    screen: Screen,
    undone: Annotated[bool | None, typer.Option("--undone/--standing", help=help_word("undone"))] = None,
    limit: Limit = 50,
) -> None:
    registry, _ = screen.registry()

    def row(item: Item) -> tuple[Any, ...]:
        state = "undone" if item["undone_at"] else "standing"
        return (
            item["id"],
            item["merged_id"],
            item["survivor_id"],
            day(item["created_at"]),
            screen.word(f"merge.{state}"),
            item["undo_reason"] or item["reason"],
        )

    with registry:
        columns = ("id", "merged", "survivor", "date", "state", "why")
        listed(screen, registry.merges.list(undone=undone), limit, columns, row)


def merge_pair(
    screen: Screen,
    merged_id: Annotated[str, typer.Argument(metavar="MERGED", help=help_word("merged"))],
    survivor_id: Annotated[str, typer.Argument(metavar="SURVIVOR", help=help_word("keep"))],
    reason: Reason,
) -> int:
    registry, _ = screen.registry()
    with registry:
        return done(screen, registry.merges.create(merged_id, survivor_id, reason), "office.merged")


def undo_merge(screen: Screen, merge_id: Id, reason: Reason) -> int:
    registry, _ = screen.registry()
    with registry:
        return done(screen, registry.merges.undo(merge_id, reason), "office.parted")


def add_to(app: typer.Typer) -> None:
    command(app, "merges", help="merges")(merges)
    command(app, "merge-pair", help="merge_pair")(merge_pair)
    command(app, "undo-merge", help="undo_merge")(undo_merge)
