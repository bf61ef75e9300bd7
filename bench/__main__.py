"""
``make bench``: everything in one run, told as ratios. Takes some three minutes on a machine with nothing else to do.

``python -m bench recordings`` and ``lists`` run a part; ``intake [N]`` tells the processor time of the service alone.
"""

import sys

from bench import intake, lists, recordings


def main(asked: list[str]) -> None:
    match asked:
        case []:
            recordings.main()
            lists.main()
        case ["recordings"]:
            recordings.main()
        case ["lists"]:
            lists.main()
        case ["intake", *size]:
            intake.main(int(size[0]) if size else None)
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
