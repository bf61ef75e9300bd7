"""``sweet17 office …``: who is who, what the registry says, what persons ask about their data, and visits to come."""

import typer

from sweet17.cli.office import cards, complaints, duplicates, imports, issues, merges, people, planning, transfers

app = typer.Typer()

for _part in (transfers, duplicates, merges, imports, issues, people, planning, cards, complaints):
    _part.add_to(app)
