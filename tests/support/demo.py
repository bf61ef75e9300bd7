"""The demonstration, made once for all tests that look at it."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.core.settings import Settings
from tests.support.walk import ROOT


@dataclass(frozen=True)
class Demo:
    """An installation with the demonstration in it, and the accounts that it told."""

    settings: Settings
    accounts_file: Path

    @property
    def password(self) -> str:
        password: str = json.loads(self.accounts_file.read_text())[0]["password"]
        return password

    def copy(self, home: Path) -> "Demo":
        """One of a test's own, to be changed. The server that wrote it is gone, so its file is whole."""
        shutil.copytree(self.settings.keys_dir, home / "keys")
        shutil.copy(self.accounts_file.with_name("demo.db"), home / "demo.db")
        return Demo(Settings(database_url=f"sqlite:///{home}/demo.db", keys_dir=home / "keys"), self.accounts_file)


def run(settings: Settings, accounts_file: Path) -> "subprocess.CompletedProcess[str]":
    """``python -m app demo``, as a newcomer runs it."""
    environment = {"SWEET17_DATABASE_URL": settings.database_url, "SWEET17_KEYS_DIR": str(settings.keys_dir)}
    command = [sys.executable, "-m", "app", "demo", "--accounts-file", str(accounts_file)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=600)


def make(home: Path) -> Demo:
    """The demonstration on SQLite in a folder."""
    made = Demo(Settings(database_url=f"sqlite:///{home}/demo.db", keys_dir=home / "keys"), home / "accounts.json")
    done = run(made.settings, made.accounts_file)
    assert done.returncode == 0, done.stderr
    return made
