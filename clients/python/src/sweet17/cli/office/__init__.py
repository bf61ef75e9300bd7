"""``sweet17 office …``: who is who, what the registry says, what persons ask about their data."""

import typer

from sweet17.cli.office import duplicates, imports, issues, merges, people, transfers

app = typer.Typer()

for _part in (transfers, duplicates, merges, imports, issues, people):
    _part.add_to(app)
