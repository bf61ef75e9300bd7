"""The HTTP door: routes, wire schemas, the status table. Nothing else knows HTTP."""
