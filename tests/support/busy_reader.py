"""A reader of lists that would work for ever, were it not bounded."""

from app.submissions import reader


def work(_: bytes) -> str:
    while True:
        pass


if __name__ == "__main__":
    reader.CPU_SECONDS = reader.CPU_MOST = 1
    reader.run(work)
