"""``sweet17 field screen``: the roster of a visit on the kit laptop, one key for each outcome (needs `textual`)."""
