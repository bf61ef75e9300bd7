"""What every command has in common: a language, tables or JSON, exit codes that scripts can trust."""

import functools
import inspect
import json
import sqlite3
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Concatenate, NoReturn, ParamSpec

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sweet17.cli.session import SessionFile, connect, folder, owner_of
from sweet17.cli.words import Language, help_word, language_of_environment, word
from sweet17.client import Sweet17
from sweet17.errors import BAD_ANSWER, NO_NETWORK, Sweet17Error
from sweet17.field.keys import Locked
from sweet17.field.outbox import Outbox

OK, FAULT, USAGE, SOME_REJECTED, REFUSED, UNREACHABLE = range(6)
INTERRUPTED = 130
"""128 and the number of the signal, as shells say it."""
_SECRET = frozenset({"nik", "access_token", "refresh_token", "password", "secret", "client_secret"})
_PIPE_WIDTH = 160


class Usage(Exception):
    """Something to do differently at the keyboard: exit code 2."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


def without_secrets(value: Any) -> Any:
    """``value`` without what never belongs on a screen or into a pipe."""
    if isinstance(value, Mapping):
        return {key: without_secrets(part) for key, part in value.items() if key not in _SECRET}
    return [without_secrets(part) for part in value] if isinstance(value, list | tuple) else value


def plain(value: Any) -> str:
    """``value`` as text that cannot steer a terminal."""
    text = "–" if value is None else str(value)
    return "".join(sign if sign.isprintable() else " " for sign in text)


@dataclass
class Screen:
    as_json: bool
    language: Language
    out: Console
    err: Console

    def word(self, key: str, **params: object) -> str:
        return word(key, self.language, **{name: plain(value) for name, value in params.items()})

    def say(self, key: str, **params: object) -> None:
        """A sentence for people; beside JSON it goes to standard error."""
        (self.err if self.as_json else self.out).print(Text(self.word(key, **params)))

    def warn(self, key: str, **params: object) -> None:
        self.err.print(Text(self.word(key, **params)), style="yellow")

    def json(self, value: Any) -> None:
        sys.stdout.write(json.dumps(without_secrets(value), ensure_ascii=False, default=str) + "\n")
        sys.stdout.flush()

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Table:
        """A table; columns are keys of ``column.…``, cells are text as it is or something rich draws."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in columns:
            table.add_column(self.word(f"column.{column}"), overflow="fold")
        for row in rows:
            table.add_row(*[cell if hasattr(cell, "__rich_console__") else Text(plain(cell)) for cell in row])
        return table

    def show(self, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """
        A table where it fits, else one block for each row, so that ids stay whole on 80 columns.

        A cell of several lines is text with line breaks of our own making.
        """
        needed = [_needed([self.word(f"column.{name}"), *(row[n] for row in rows)]) for n, name in enumerate(columns)]
        if sum(needed) + 2 * (len(columns) - 1) <= self.out.width:
            table = self.table(columns, rows)
            table.columns[0].no_wrap = "-" in str(rows[0][0]) if rows else False
            self.out.print(table)
            return
        for row in rows:
            self.out.print(self._block(columns, row))

    def _block(self, columns: Sequence[str], row: Sequence[Any]) -> Table:
        block = Table(box=None, pad_edge=False, show_header=False)
        block.add_column(style="dim", no_wrap=True)
        block.add_column(overflow="fold")
        for name, cell in zip(columns, row, strict=True):
            block.add_row(self.word(f"column.{name}"), cell if isinstance(cell, Text) else Text(plain(cell)))
        block.add_row("", "")
        return block

    def ask(self, key: str, **params: object) -> str | None:
        """A line from the keyboard (or a pipe); ``None`` when nothing more comes."""
        (self.err if self.as_json else self.out).print(Text(self.word(key, **params)), end=" ")
        line = sys.stdin.readline()
        return line.strip() if line else None

    def pause(self, seconds: float) -> None:
        time.sleep(seconds)

    # --- the session ----------------------------------------------------------------------------------------

    def session(self) -> tuple[SessionFile, dict[str, Any]]:
        file = SessionFile(folder())
        facts = file.facts()
        if not facts:
            raise Usage("usage.not_signed_in")
        return file, facts

    def registry(self) -> tuple[Sweet17, dict[str, Any]]:
        """The registry one is signed in to, and as whom."""
        file, facts = self.session()
        return connect(facts["base_url"], self.language, file), facts

    def outbox(self) -> tuple[Outbox, dict[str, Any]]:
        """The outbox of whoever is signed in on this device, and their session; needs no network."""
        _, facts = self.session()
        try:
            return Outbox(folder(), owner_of(facts)), facts
        except Locked:
            raise Usage("usage.locked") from None

    # --- failures -------------------------------------------------------------------------------------------

    def failed(self, error: Sweet17Error) -> int:
        """Tell ``error`` and give its exit code."""
        if self.as_json:
            self.json({"error": described(error)})
        self.explain(error)
        return exit_code(error)

    def explain(self, error: Sweet17Error) -> None:
        """``error`` in words."""
        if error.code in (NO_NETWORK, BAD_ANSWER):
            self.warn(f"failure.{error.code}")
        else:
            self.err.print(Text(plain(error.detail or error.code)), Text(f"[{plain(error.code)}]"), style="red")
        for fault in error.errors:
            self.err.print(Text(f"  {plain(fault.get('pointer'))}: {plain(fault.get('message'))}"))
        if error.status == 401:
            self.warn("failure.sign_in_again")


_FOLDED = 24
"""Columns of a table: text longer than this is folded rather than given more room."""


def _needed(cells: Sequence[Any]) -> int:
    """How wide a column must be: an id in one piece, other text folded at the most."""
    lines = [line for cell in cells for line in (str(cell) if isinstance(cell, Text) else plain(cell)).split("\n")]
    longest = max(map(len, lines), default=0)
    return longest if any(len(line) == 36 and line.count("-") == 4 for line in lines) else min(longest, _FOLDED)


def described(error: Sweet17Error) -> dict[str, Any]:
    return {"status": error.status, "code": error.code, "detail": error.detail, "errors": error.errors, **error.extra}


def exit_code(error: Sweet17Error) -> int:
    """5 when trying later helps because nobody answered, 4 when the registry said no."""
    return UNREACHABLE if error.unreachable or error.code == BAD_ANSWER else REFUSED


P = ParamSpec("P")
_JSON = inspect.Parameter(
    "as_json",
    inspect.Parameter.KEYWORD_ONLY,
    default=False,
    annotation=Annotated[bool, typer.Option("--json", help=help_word("json"))],
)
_LANG = inspect.Parameter(
    "lang",
    inspect.Parameter.KEYWORD_ONLY,
    default=None,
    annotation=Annotated[Language | None, typer.Option("--lang", help=help_word("lang"))],
)
_CONTEXT = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)


def command(
    group: typer.Typer, name: str, *, help: str
) -> Callable[[Callable[Concatenate[Screen, P], int | None]], Callable[Concatenate[Screen, P], int | None]]:
    """
    Add a function as the command ``name``. It gets a :class:`Screen` and may return an exit code.

    ``--json`` and ``--lang`` are added to its options, and every failure ends in words and a code.
    """

    def register(
        function: Callable[Concatenate[Screen, P], int | None],
    ) -> Callable[Concatenate[Screen, P], int | None]:
        @functools.wraps(function)
        def run(*, context: typer.Context, as_json: bool, lang: Language | None, **given: Any) -> NoReturn:
            language = lang or context.find_object(Language) or language_of_environment()
            raise typer.Exit(_guarded(functools.partial(function, **given), _screen(as_json, language)))

        asked = list(inspect.signature(function).parameters.values())[1:]
        keyword = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in asked]
        parameters = [_CONTEXT, *keyword, _JSON, _LANG]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        group.command(name, help=help_word(help))(run)
        return function

    return register


def _screen(as_json: bool, language: Language) -> Screen:
    out = Console()
    if not out.is_terminal:
        out.width = _PIPE_WIDTH
    return Screen(as_json, language, out, Console(stderr=True))


def _guarded(function: Callable[[Screen], int | None], screen: Screen) -> int:
    try:
        return function(screen) or OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except Usage as usage:
        screen.warn(usage.key, **usage.params)
        return USAGE
    except Sweet17Error as error:
        return screen.failed(error)
    except (OSError, sqlite3.Error) as failure:
        screen.warn("failure.device", what=getattr(failure, "strerror", None) or failure)
        return FAULT
