"""
The load generator, a process of its own: raw HTTP/1.1 over asyncio, so that it costs less than what it measures.

``python -m bench.load HOST PORT PATH CLIENTS SECONDS`` reads a token from the first line of stdin and one JSON body
per further line; prints ``{"requests", "seconds", "per_second", "p50_ms", "p99_ms", "longest_ms", "statuses"}``.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator


async def _client(
    host: str, port: int, head: str, bodies: Iterator[bytes], until: float, seen: list[tuple[int, float]]
) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    for body in bodies:
        if time.perf_counter() >= until:
            break
        started = time.perf_counter()
        writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        status = await _answer(reader)
        seen.append((status, time.perf_counter() - started))
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> int:
    """Read one answer whole; its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    await reader.readexactly(length)
    return int(head[9:12])


async def run(
    host: str, port: int, path: str, token: str, bodies: list[bytes], clients: int, seconds: float
) -> dict[str, object]:
    """Send ``bodies``, each once, from ``clients`` at once until they or the time are used up."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nAuthorization: Bearer {token}\r\n"
    )
    seen: list[tuple[int, float]] = []
    shared, started = iter(bodies), time.perf_counter()
    await asyncio.gather(*(_client(host, port, head, shared, started + seconds, seen) for _ in range(clients)))
    took = time.perf_counter() - started
    times = sorted(seconds for _, seconds in seen)
    return {
        "requests": len(seen),
        "seconds": round(took, 3),
        "per_second": round(len(seen) / took, 1),
        "p50_ms": round(times[len(times) // 2] * 1000, 2),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 2),
        "longest_ms": round(times[-1] * 1000, 2),
        "statuses": {str(status): count for status, count in Counter(status for status, _ in seen).items()},
    }


def main() -> None:
    host, port, path, clients, seconds = sys.argv[1:6]
    token, *bodies = sys.stdin.buffer.read().splitlines()
    told = asyncio.run(run(host, int(port), path, token.decode(), bodies, int(clients), float(seconds)))
    print(json.dumps(told))


if __name__ == "__main__":
    main()
