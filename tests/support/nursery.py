"""The whole program, imported. The process that forks servers for tests loads this, so that a fork imports nothing."""

import importlib

from api.main import rooms

for room in rooms():
    importlib.import_module(room)
