"""
``make bench``: everything in one run, told as ratios. Takes some six minutes on a machine with nothing else to do.

``python -m bench recordings``, ``lists``, ``letters`` and ``figures [PUPILS]`` run a part, the last one at its full
size in half an hour; ``intake [N]`` tells the processor time of the service alone.
"""

import sys

from bench import figures, intake, letters, lists, recordings


def main(asked: list[str]) -> None:
    match asked:
        case []:
            recordings.main()
            lists.main()
            letters.main()
            figures.main(figures.IN_ALL)
        case ["recordings"]:
            recordings.main()
        case ["lists"]:
            lists.main()
        case ["letters"]:
            letters.main()
        case ["figures", *size]:
            figures.main(int(size[0]) if size else figures.LARGE)
        case ["intake", *size]:
            intake.main(int(size[0]) if size else None)
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
