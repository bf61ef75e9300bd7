"""``sweet17 field sheet`` and ``results``: a day kept on a spreadsheet, where no device will do."""

from pathlib import Path
from typing import Annotated

import typer

from sweet17.cli import files
from sweet17.cli.files import Force, Output
from sweet17.cli.listing import Id
from sweet17.cli.screen import OK, SOME_REJECTED, Screen
from sweet17.cli.words import help_word

Filled = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help=help_word("filled_sheet"))]
COUNTS = ("total", "created", "replayed", "duplicate", "parked", "conflict", "invalid")


def sheet(screen: Screen, visit_id: Id, out: Output, force: Force = False) -> int:
    registry, _ = screen.registry()
    files.free(out, force=force)
    with registry, screen.err.status(screen.word("sheet.fetching")):
        return files.keep(screen, out, registry.visits.roster_xlsx(visit_id), "sheet.written")


def results(screen: Screen, visit_id: Id, file: Filled) -> int:
    registry, _ = screen.registry()
    with registry, screen.err.status(screen.word("sheet.sending")):
        answer = registry.visits.send_roster_results(visit_id, file.name, file.read_bytes())
    if screen.as_json:
        screen.json(dict(answer))
    else:
        screen.say("sheet.taken", **{count: answer[count] for count in COUNTS})
        told = [row for row in answer["rows"] if row["message"]]
        rows = [(row["row"], row["cell"] or "", row["message"]) for row in told]
        if rows:
            screen.out.print(screen.table(("row", "cell", "message"), rows))
    return SOME_REJECTED if answer["invalid"] or answer["conflict"] else OK
