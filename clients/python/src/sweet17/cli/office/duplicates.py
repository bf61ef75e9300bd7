"""Probable duplicates: the list, one decision, or one pair after another."""

from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.text import Text

from sweet17.cli.listing import Id, Item, Limit, Reason, done, listed, ratio
from sweet17.cli.office.review import review
from sweet17.cli.screen import Screen, command, plain
from sweet17.cli.words import help_word


class State(StrEnum):
    OPEN = "open"
    MERGED = "merged"
    DISMISSED = "dismissed"
    OBSOLETE = "obsolete"


def duplicates(
    screen: Screen,
    state: Annotated[State, typer.Option("--state", help=help_word("state"))] = State.OPEN,
    walk: Annotated[bool, typer.Option("--review", help=help_word("review"))] = False,
    limit: Limit = 50,
) -> int | None:
    registry, _ = screen.registry()

    def row(item: Item) -> tuple[Any, ...]:
        both = [item["first"], item["second"]]
        return (
            item["id"],
            ratio(screen, item["score"]),
            Text("\n".join(plain(one["name"]) for one in both)),
            Text("\n".join(plain(one["birth_date"]) for one in both)),
            Text("\n".join(plain(one["nik_masked"]) for one in both)),
            "; ".join(reason["message"] for reason in item["reasons"]),
            screen.word(f"duplicate.{item['state']}"),
        )

    with registry:
        if walk:
            return review(screen, registry, limit)
        columns = ("id", "score", "name", "birth_date", "nik", "why", "state")
        listed(screen, registry.duplicates.list(state=state), limit, columns, row)
    return None


def merge(
    screen: Screen,
    duplicate_id: Id,
    keep: Annotated[str | None, typer.Option("--keep", help=help_word("keep"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=help_word("why"))] = None,
) -> int:
    registry, _ = screen.registry()
    with registry:
        answer = registry.duplicates.merge(duplicate_id, survivor_id=keep, reason=reason)
        return done(screen, answer, "office.merged")


def dismiss(screen: Screen, duplicate_id: Id, reason: Reason) -> int:
    registry, _ = screen.registry()
    with registry:
        return done(screen, registry.duplicates.dismiss(duplicate_id, reason), "office.dismissed")


def add_to(app: typer.Typer) -> None:
    command(app, "duplicates", help="duplicates")(duplicates)
    command(app, "merge", help="merge")(merge)
    command(app, "dismiss", help="dismiss")(dismiss)
