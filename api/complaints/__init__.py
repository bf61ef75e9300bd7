"""Complaints over HTTP, for the office, for schools and for anybody."""
