"""Transfers, duplicates and merges on the wire."""
