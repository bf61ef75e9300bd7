"""Which characters the letters' own fonts can draw, read from the fonts themselves."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
UNKNOWN = "\N{WHITE SQUARE}"
"""Stands for a character that no font of ours has: PDF/A forbids an empty glyph, and a hole must be seen."""
_FIXED_SPACE = "\N{NO-BREAK SPACE}"
_JOINERS = "\u200c\u200d"
"""Arabic words need them; all other signs without a shape could make a name read as another one."""
_BREAK = "\N{ZERO WIDTH SPACE}"
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]{24,}")
"""Longer than any word of a letter, not than what people enter: it may break anywhere, to stay on the paper."""


def drawable(value: Any) -> Any:
    """
    ``value`` (JSON) with texts that can be drawn: unknown characters become :data:`UNKNOWN`, invisible ones go.

    A word that no line may hold gets places where it may break.
    """
    if isinstance(value, str):
        known = value if value.isascii() and value.isprintable() else "".join(_drawn(value))
        return _WORD.sub(lambda found: _BREAK.join(found[0]), known)
    if isinstance(value, dict):
        return {key: drawable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [drawable(item) for item in value]
    return value


def _drawn(text: str) -> Iterator[str]:
    known = coverage()
    for char in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(char)
        if char == "\n" or char in _JOINERS:
            yield char
        elif char == "\t" or kind[0] == "Z":
            yield char if char == _FIXED_SPACE else " "
        elif kind not in ("Cc", "Cf"):
            yield char if ord(char) in known else UNKNOWN


@cache
def coverage() -> frozenset[int]:
    """Code points that one of the fonts has a glyph for; not private ones, which mean nothing to an archive."""
    mapped = {point for font in sorted(FONTS.glob("*.ttf")) for point in _mapped(font.read_bytes())}
    return frozenset(point for point in mapped if unicodedata.category(chr(point))[0] != "C")


def _mapped(font: bytes) -> Iterator[int]:
    """Code points of a TrueType font's ``cmap``, formats 4 and 12 (OpenType specification)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4sLLL", font, 12 + 16 * n) for n in range(tables))
    start = next(offset for tag, _, offset, _ in entries if tag == b"cmap")
    for n in range(struct.unpack_from(">H", font, start + 2)[0]):
        table = start + struct.unpack_from(">HHL", font, start + 4 + 8 * n)[2]
        format = struct.unpack_from(">H", font, table)[0]
        if format == 4:
            yield from _format_4(font, table)
        elif format == 12:
            yield from _format_12(font, table)


def _format_4(font: bytes, table: int) -> Iterator[int]:
    doubled = struct.unpack_from(">H", font, table + 6)[0]
    ends = struct.unpack_from(f">{doubled // 2}H", font, table + 14)
    starts = struct.unpack_from(f">{doubled // 2}H", font, table + 16 + doubled)
    for first, last in zip(starts, ends, strict=True):
        yield from (point for point in range(first, last + 1) if point != 0xFFFF)


def _format_12(font: bytes, table: int) -> Iterator[int]:
    for n in range(struct.unpack_from(">L", font, table + 12)[0]):
        first, last, _ = struct.unpack_from(">LLL", font, table + 16 + 12 * n)
        yield from range(first, last + 1)
