"""Transfers: pupils whom one school claims while another holds them."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from sweet17.cli.listing import Id, Item, Limit, Reason, done, listed, wanted
from sweet17.cli.screen import Screen, command
from sweet17.cli.words import help_word


class State(StrEnum):
    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNDONE = "undone"
    ALL = "all"


class Direction(StrEnum):
    INCOMING = "incoming"
    OUTGOING = "outgoing"


def transfers(
    screen: Screen,
    state: Annotated[State, typer.Option("--state", help=help_word("state"))] = State.OPEN,
    direction: Annotated[Direction | None, typer.Option("--direction", help=help_word("direction"))] = None,
    limit: Limit = 50,
) -> None:
    registry, _ = screen.registry()

    def row(item: Item) -> tuple[Any, ...]:
        sent = item["sent"]
        return (
            item["id"],
            sent["name"],
            sent["birth_date"],
            item["from_school_name"],
            item["to_school_name"],
            screen.word(f"direction.{item['direction']}"),
            screen.word(f"transfer.{item['state']}"),
        )

    with registry:
        found = registry.transfers.list(state=wanted(state), direction=direction)
        listed(
            screen, found, limit, ("id", "name", "birth_date", "from_school", "to_school", "direction", "state"), row
        )


def confirm(
    screen: Screen,
    transfer_id: Id,
    reason: Annotated[str | None, typer.Option("--reason", help=help_word("why"))] = None,
) -> int:
    registry, _ = screen.registry()
    with registry:
        return done(screen, registry.transfers.confirm(transfer_id, reason), "office.confirmed")


def reject(screen: Screen, transfer_id: Id, reason: Reason) -> int:
    registry, _ = screen.registry()
    with registry:
        return done(screen, registry.transfers.reject(transfer_id, reason), "office.rejected")


def undo_transfer(screen: Screen, transfer_id: Id, reason: Reason) -> int:
    registry, _ = screen.registry()
    with registry:
        return done(screen, registry.transfers.undo(transfer_id, reason), "office.undone")


def add_to(app: typer.Typer) -> None:
    add_deciding_to(app)
    command(app, "undo-transfer", help="undo_transfer")(undo_transfer)


def add_deciding_to(app: typer.Typer) -> None:
    """What the school that holds a pupil does too."""
    command(app, "transfers", help="transfers")(transfers)
    command(app, "confirm", help="confirm")(confirm)
    command(app, "reject", help="reject")(reject)
