"""The one append-only log: a line for every change, in that change's transaction."""
