"""How lists and what was done are shown, the same for every command."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from sweet17.cli.screen import OK, Screen
from sweet17.cli.words import Language, help_word

Id = Annotated[str, typer.Argument(metavar="ID", help=help_word("id"))]
Reason = Annotated[str, typer.Option("--reason", help=help_word("why"))]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100_000, help=help_word("limit"))]
ALL = "all"

Item = dict[str, Any]


def wanted(choice: StrEnum) -> str | None:
    """What to ask for; ``all`` asks for no state in particular."""
    return None if choice == ALL else choice.value


def listed(
    screen: Screen,
    items: Iterable[Item],
    limit: int,
    columns: Sequence[str],
    row: Callable[[Item], Sequence[Any]],
    **more: Any,
) -> None:
    """At most ``limit`` of ``items``; ``more`` is told beside them in JSON."""
    found = list(itertools.islice(items, limit + 1))
    cut, found = len(found) > limit, found[:limit]
    if screen.as_json:
        screen.json({**more, "items": found, "more": cut})
        return
    if found:
        screen.show(columns, [row(item) for item in found])
    else:
        screen.say("list.nothing")
    if cut:
        screen.say("list.more", limit=limit)


def done(screen: Screen, answer: Item, key: str, **params: object) -> int:
    """What was done, in a sentence; in JSON what the registry answered."""
    if screen.as_json:
        screen.json(answer)
    else:
        screen.say(key, **{"id": answer.get("id"), **params})
    return OK


def moment(instant: str) -> datetime:
    """An instant where it was told; one told in UTC, where this computer is. A day stands for its midnight."""
    told = datetime.fromisoformat(instant)
    return told if told.utcoffset() else told.astimezone()


def day(instant: str | None) -> str | None:
    return moment(instant).date().isoformat() if instant else None


def minute(instant: str | None) -> str | None:
    return f"{moment(instant):%Y-%m-%d %H:%M}" if instant else None


def ratio(screen: Screen, value: float) -> str:
    """With two places, as the language writes them."""
    text = f"{value:.2f}"
    return text.replace(".", ",") if screen.language is Language.INDONESIAN else text
