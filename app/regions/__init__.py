"""Where and when: regions, their settings, calendar and service points."""
