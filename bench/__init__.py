"""Floors, baselines and our server, measured in one run: ``make bench``."""
