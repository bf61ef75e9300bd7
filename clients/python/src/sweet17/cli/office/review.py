"""
Probable duplicates one pair after another: both people side by side, why they look like one, one key to decide.

A pair is decided as it was shown: changed meanwhile by somebody else, it is left alone and said so.
"""

import itertools
from dataclasses import dataclass, field
from typing import Any

from rich.table import Table
from rich.text import Text

from sweet17.cli.listing import Item, ratio
from sweet17.cli.screen import OK, SOME_REJECTED, Screen, exit_code, plain
from sweet17.client import Sweet17
from sweet17.errors import Sweet17Error

_SHOWN = ("name", "sex", "birth_place", "birth_date", "school", "class_group", "nik", "nisn", "recorded", "status")
_OVER = frozenset({401, 403, 429})
"""Refusals that the next pair would meet as well."""


class _Finished(Exception):
    """Enough for now, or nothing more comes from the keyboard."""


@dataclass
class _Tally:
    merged: list[str] = field(default_factory=list)
    dismissed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def review(screen: Screen, registry: Sweet17, limit: int) -> int:
    """Walk through at most ``limit`` open pairs, the likeliest first. Exit code 3 when a decision was refused."""
    tally, schools, number = _Tally(), _Schools(registry), 0
    console = screen.err if screen.as_json else screen.out
    try:
        for number, pair in enumerate(itertools.islice(registry.duplicates.list(state="open"), limit), 1):
            console.print()
            console.print(
                Text(screen.word("review.pair", number=number, score=ratio(screen, pair["score"])), style="bold")
            )
            console.print(_side_by_side(screen, pair, schools))
            for reason in pair["reasons"]:
                console.print(Text(f"· {plain(reason['message'])}"))
            _decide(screen, registry, pair, tally)
    except (_Finished, KeyboardInterrupt):
        console.print()
    counts = {name: len(ids) for name, ids in vars(tally).items()}
    if screen.as_json:
        screen.json(vars(tally))
    else:
        screen.say("review.done" if number else "list.nothing", **counts)
    return SOME_REJECTED if tally.refused else OK


def _decide(screen: Screen, registry: Sweet17, pair: Item, tally: _Tally) -> None:
    """Ask until something is decided. An unknown key, or going back from the reason, asks again."""
    ids = {"1": pair["first"]["id"], "2": pair["second"]["id"]}
    suggested = next((key for key, id in ids.items() if id == pair["suggested_survivor_id"]), "–")
    while True:
        key = _line(screen, "review.keys", suggested=suggested).lower()
        if key == "q":
            raise _Finished
        if key == "":
            tally.skipped.append(pair["id"])
            return
        if key not in (*ids, "0"):
            screen.warn("review.unknown_key")
            continue
        reason = _line(screen, "review.reason")
        if reason:
            _send(screen, registry, pair, tally, survivor_id=ids.get(key), reason=reason)
            return


def _send(
    screen: Screen, registry: Sweet17, pair: Item, tally: _Tally, *, survivor_id: str | None, reason: str
) -> None:
    """Merge into ``survivor_id``, or dismiss where there is none. Raises what would stop the next pair too."""
    version = pair.get("version")
    try:
        if survivor_id is None:
            registry.duplicates.dismiss(pair["id"], reason, etag=version)
            tally.dismissed.append(pair["id"])
            screen.say("office.dismissed", id=pair["id"])
        else:
            merge = registry.duplicates.merge(pair["id"], survivor_id=survivor_id, reason=reason, etag=version)
            tally.merged.append(pair["id"])
            screen.say("office.merged", id=merge["id"])
    except Sweet17Error as error:
        if exit_code(error) == exit_code(Sweet17Error(0, "")) or error.status in _OVER:
            raise
        screen.explain(error)
        tally.refused.append(pair["id"])


def _line(screen: Screen, key: str, **params: object) -> str:
    line = screen.ask(key, **params)
    if line is None:
        raise _Finished
    return line


class _Schools:
    """Names of schools by id, each asked for once; one out of sight stands as its id."""

    def __init__(self, registry: Sweet17) -> None:
        self._registry = registry
        self._names: dict[str, str] = {}

    def __getitem__(self, school_id: str) -> str:
        if school_id not in self._names:
            try:
                self._names[school_id] = str(self._registry.schools.get(school_id)["name"])
            except Sweet17Error as error:
                if error.unreachable:
                    raise
                self._names[school_id] = school_id
        return self._names[school_id]


def _side_by_side(screen: Screen, pair: Item, schools: _Schools) -> Table:
    """Both people; what differs is marked by a sign, not by colour alone."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("", "", "1", "2"):
        table.add_column(title, overflow="fold")
    people = [_told(screen, pair[side], schools) for side in ("first", "second")]
    for name in _SHOWN:
        first, second = (person[name] for person in people)
        if first is None and second is None:
            continue
        differs = first is not None and second is not None and first != second
        table.add_row(
            screen.word(f"column.{name}"),
            "≠" if differs else "",
            *(Text(plain(one), style="yellow" if differs else "") for one in (first, second)),
        )
    return table


def _told(screen: Screen, person: Item, schools: _Schools) -> dict[str, Any]:
    return {
        **person,
        "nik": person["nik_masked"],
        "school": schools[person["school_id"]] if person["school_id"] else None,
        "recorded": screen.word(f"recorded.{person['recorded']}"),
        "status": screen.word(f"status.{person['status']}"),
    }
