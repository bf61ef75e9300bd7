"""The first page, health, and where the documentation begins."""
