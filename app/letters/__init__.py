"""Letters that the office issues for visits: numbered, rendered once, and the same bytes for ever."""
