"""What leaves as a cell of a table."""

import re
import unicodedata
from typing import Any

_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def harmless(value: Any) -> Any:
    """
    A cell that a spreadsheet program will not take for a formula.

    It is judged as such a program reads it: full-width signs folded, signs without width left out.
    """
    text = value if isinstance(value, str) else ("" if value is None else str(value))
    read = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf").lstrip(" ")
    formula = read[:1] in ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%") and not _NUMBER.fullmatch(text)
    return f"'{text}" if formula else text
