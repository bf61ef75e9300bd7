"""Invented regencies, schools and pupils in any number, to measure with: ``python -m app scale``."""
