"""The words of the command, in Indonesian and English, by key."""

import os
import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Language(StrEnum):
    INDONESIAN = "id"
    ENGLISH = "en"


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    """All texts; a key stands in one file only."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted(files("sweet17.cli").joinpath("texts").iterdir(), key=lambda one: one.name):
        texts = tomllib.loads(file.read_text("utf-8"))
        if twice := found.keys() & texts.keys():
            raise ValueError(f"{file.name} says again: {sorted(twice)}")
        found |= texts
    return found


def word(key: str, language: Language, **params: object) -> str:
    """The text for ``key``; a key without words (a code newer than this client) stands for itself."""
    texts = _catalogue().get(key)
    return texts[language].format(**params) if texts else key.rpartition(".")[2]


def language_of_environment() -> Language:
    """``SWEET17_LANG``; Indonesian when it says nothing we know."""
    chosen = os.environ.get("SWEET17_LANG", "")[:2].lower()
    return Language.ENGLISH if chosen == "en" else Language.INDONESIAN


def help_word(key: str) -> str:
    """Help is made when the command starts, so only the environment chooses its language."""
    return word(f"help.{key}", language_of_environment())
