"""Telling people: intentions that are judged again when they are due, and one outbox."""
