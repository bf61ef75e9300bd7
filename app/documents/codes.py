"""Addresses as QR codes. Drawn where letters are set, outside the server: hundreds take a tenth of a second."""

import re
from functools import cache
from typing import Any

KEY = "qr"
"""What stands under this key of a template's data is an address, and reaches the template as a picture of it (SVG)."""
_BORDER = 2
_RUNS = re.compile(rb"(\x01+)|(\x00+)")
_PART = 8
"""So many modules of a row have 256 pictures, of which a day's slips need each many times."""


class TooLong(ValueError):
    """No QR code holds so much."""


def picture(url: str) -> str:
    """The address as a QR code that survives a fold and a stain: its dark runs as one path. Raises :class:`TooLong`."""
    from app.documents import qr  # noqa: PLC0415 - a third of what a letter without codes takes to begin

    rows = qr.modules(url)
    size = len(rows) + 2 * _BORDER
    back = f"m-{len(rows)} 1"
    path = back.join("".join(_run(row[at : at + _PART]) for at in range(0, len(row), _PART)) for row in rows)
    path = f'<path stroke="#000" d="M{_BORDER} {_BORDER}.5{path}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">{path}</svg>'


@cache
def _run(part: bytes) -> str:
    """A part of a row as steps to the right: lines over the dark modules, moves over the light ones."""
    return "".join(f"h{len(dark)}" if dark else f"m{len(light)} 0" for dark, light in _RUNS.findall(part))


def drawn(data: Any) -> Any:
    """``data`` (JSON) with every address under :data:`KEY` as its picture."""
    if isinstance(data, dict):
        return {key: picture(value) if key == KEY else drawn(value) for key, value in data.items()}
    if isinstance(data, list):
        return [drawn(item) for item in data] if data and isinstance(data[0], dict) else data
    return data
