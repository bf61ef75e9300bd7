"""Regions, their settings, calendar and service points over HTTP."""
