"""Teams, kits, visits and rosters over HTTP."""
