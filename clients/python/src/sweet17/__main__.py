"""``python -m sweet17``: the command, where scripts are not on the path."""

from sweet17.cli import main

main()
