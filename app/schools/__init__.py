"""The schools that pupils are recorded at."""
