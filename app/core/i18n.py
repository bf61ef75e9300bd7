"""The words for codes, in Indonesian and English. Each room keeps its own in ``messages.toml``."""

import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any


class Language(StrEnum):
    INDONESIAN = "id"
    ENGLISH = "en"


def choose_language(accept_language: str | None) -> Language:
    """The better liked of our two languages; Indonesian where the asker has no preference."""
    best, weight = Language.INDONESIAN, 0.0
    for part in (accept_language or "").split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            liking = float(quality) if quality else 1.0
        except ValueError:
            continue
        code = tag.split("-")[0].strip().lower()
        if code in {language.value for language in Language} and liking > weight:
            best, weight = Language(code), liking
    return best


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All texts by code, then language."""
    texts: dict[str, dict[str, str]] = {}
    for path in sorted(Path(__file__).parent.parent.glob("*/messages.toml")):
        for code, by_language in tomllib.loads(path.read_text("utf-8")).items():
            if code in texts:
                raise ValueError(f"{path}: the code {code} has its text elsewhere already")
            texts[code] = by_language
    return texts


def text(code: str, language: Language, **params: Any) -> str:
    """The sentence for ``code``; the code itself where it has none (a test finds those)."""
    by_language = catalogue().get(code)
    if by_language is None:
        return code
    return by_language[language].format_map(_Lenient(params))


class _Lenient(dict[str, Any]):
    """A message must never fail for a parameter that its raiser did not know."""

    def __missing__(self, key: str) -> str:
        return "…"
