"""
The load generator, a process of its own: raw HTTP/1.1 over asyncio, so that it costs less than what it measures.

``python -m bench.load METHOD HOST PORT PATH CLIENTS SECONDS [HEADER ...]`` reads a token from the first line of stdin
and for POST one JSON body per further line; prints what :func:`run` returns as JSON.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat

PATIENCE_SECONDS = 30
"""A server that does not answer for so long after the end is not waited for; its clients went without."""


@dataclass
class Seen:
    """What one client was answered."""

    answers: list[tuple[int, float]] = field(default_factory=list)
    bytes: int = 0
    waiting: bool = False


async def _client(host: str, port: int, head: str, bodies: Iterator[bytes], until: float, seen: Seen) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    for body in bodies:
        if time.perf_counter() >= until:
            break
        started, seen.waiting = time.perf_counter(), True
        writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        status, seen.bytes = await _answer(reader)
        seen.waiting = False
        seen.answers.append((status, time.perf_counter() - started))
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    """Read one answer whole; its status and length."""
    head = await reader.readuntil(b"\r\n\r\n")
    named = (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    status, length = int(head[9:12]), next(named, 0)
    if status != 304:
        await reader.readexactly(length)
    return status, length


async def run(
    method: str, host: str, port: int, path: str, token: str, bodies: Iterator[bytes], clients: int, seconds: float,
    headers: list[str],
) -> dict[str, object]:  # fmt: skip
    """
    Send ``bodies``, each once, from ``clients`` at once until they or the time are used up.

    ``fairness`` is how many answers the worst off client had of what each would have had by equal shares.
    """
    kind = ["Content-Type: application/json"] if method == "POST" else []
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", f"Authorization: Bearer {token}", *kind, *headers]
    head = "".join(f"{line}\r\n" for line in lines)
    all_seen = [Seen() for _ in range(clients)]
    started = time.perf_counter()
    work = [asyncio.ensure_future(_client(host, port, head, bodies, started + seconds, seen)) for seen in all_seen]
    done, left = await asyncio.wait(work, timeout=seconds + PATIENCE_SECONDS)
    took = time.perf_counter() - started
    for each in left:
        each.cancel()
    for each in done:
        each.result()
    answers = [answer for seen in all_seen for answer in seen.answers]
    times = sorted(seconds for _, seconds in answers) or [took]
    return {
        "requests": len(answers),
        "seconds": round(took, 3),
        "per_second": round(len(answers) / took, 1),
        "p50_ms": round(times[len(times) // 2] * 1000, 2),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 2),
        "longest_ms": round(times[-1] * 1000, 2),
        "statuses": {str(status): count for status, count in Counter(status for status, _ in answers).items()},
        "fairness": round(min(len(seen.answers) for seen in all_seen) * clients / max(1, len(answers)), 3),
        "unanswered": sum(seen.waiting for seen in all_seen),
        "bytes": max(seen.bytes for seen in all_seen),
    }


def main() -> None:
    method, host, port, path, clients, seconds, *headers = sys.argv[1:]
    token, *sent = sys.stdin.buffer.read().splitlines()
    bodies = iter(sent) if method == "POST" else repeat(b"")
    told = asyncio.run(
        run(method, host, int(port), path, token.decode(), bodies, int(clients), float(seconds), headers)
    )
    print(json.dumps(told))


if __name__ == "__main__":
    main()
