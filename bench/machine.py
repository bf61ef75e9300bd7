"""What all benches share: load from a process of its own, budgets, and where results are kept."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

SECONDS = 4.0
RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Budget:
    """What is wanted of one figure: at least, or at most ``limit``."""

    name: str
    limit: float
    at_most: bool = False

    def is_kept(self, found: float) -> bool:
        return found <= self.limit if self.at_most else found >= self.limit

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.limit:g}"


def load(
    url: str, path: str, token: str, clients: int, bodies: Sequence[Any] = (), headers: Sequence[str] = ()
) -> dict[str, Any]:
    """Send bodies, or GET without any, from a process of its own; what it measured."""
    port = url.rsplit(":", 1)[1]
    lines = "\n".join([token, *(json.dumps(body) for body in bodies)])
    method = "POST" if bodies else "GET"
    command = [sys.executable, "-m", "bench.load", method, "127.0.0.1", port, path, str(clients), str(SECONDS)]
    done = subprocess.run([*command, *headers], input=lines, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def resident_mib(pid: int) -> float:
    """Memory of a process that is not shared out to disk, in MiB; of Linux alone."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


def show(found: Mapping[str, float], budgets: Sequence[Budget]) -> None:
    table = Table("what", "found", "wanted", "", title="budgets, within this run")
    for budget in budgets:
        kept = budget.is_kept(found[budget.name])
        table.add_row(budget.name, f"{found[budget.name]:.2f}", str(budget), "kept" if kept else "MISSED")
    Console().print(table)


def keep(name: str, found: Mapping[str, float], budgets: Sequence[Budget], measured: Mapping[str, Any]) -> None:
    """Write a run to ``bench/results/``, with the machine and how busy it was."""
    at = datetime.now(UTC)
    told = {
        "machine": {
            "cpus": os.cpu_count(),
            "load": os.getloadavg(),
            "python": platform.python_version(),
            "at": at.isoformat(),
        },
        "found": {
            each.name: {"is": found[each.name], "wanted": str(each), "kept": each.is_kept(found[each.name])}
            for each in budgets
        },
        "measured": measured,
    }
    RESULTS.mkdir(exist_ok=True)
    kept = RESULTS / f"{at:%Y%m%dT%H%M%SZ}-{name}.json"
    kept.write_text(json.dumps(told, indent=2))
    print(f"written to {kept.relative_to(RESULTS.parent.parent)}")
