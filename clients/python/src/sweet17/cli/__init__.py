"""The command ``sweet17``. Exit codes: 0 done, 2 usage, 3 some rows rejected, 4 refused, 5 nobody answered."""

from typing import Annotated

import typer

from sweet17.cli import account, dashboard, field, field_care, office, school
from sweet17.cli.words import Language, help_word

app = typer.Typer(
    name="sweet17",
    help=help_word("app"),
    no_args_is_help=True,
    # A traceback with local variables would show tokens and names.
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def _root(
    context: typer.Context,
    lang: Annotated[Language | None, typer.Option("--lang", help=help_word("lang"))] = None,
) -> None:
    context.obj = lang


account.add_to(app)
field_care.add_to(field.app)
app.add_typer(school.app, name="school", help=help_word("school"), no_args_is_help=True)
app.add_typer(field.app, name="field", help=help_word("field"), no_args_is_help=True)
app.add_typer(office.app, name="office", help=help_word("office"), no_args_is_help=True)
app.add_typer(dashboard.app, name="dashboard", help=help_word("dashboard"), no_args_is_help=True)


def main() -> None:
    app()
