"""Addresses as QR codes. Drawn where letters are set, outside the server: hundreds take a second."""

import io
from typing import Any

import segno

KEY = "qr"
"""What stands under this key of a template's data is an address, and reaches the template as a picture of it (SVG)."""


def picture(url: str) -> str:
    """
    The address as a QR code that survives a fold and a stain.

    Readers take any of the eight masks. To weigh them all against each other is most of a code's time, and codes of
    random bits are even under each.
    """
    out = io.BytesIO()
    segno.make(url, error="m", micro=False, mask=2).save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue().decode()


def drawn(data: Any) -> Any:
    """``data`` (JSON) with every address under :data:`KEY` as its picture."""
    if isinstance(data, dict):
        return {key: picture(value) if key == KEY else drawn(value) for key, value in data.items()}
    if isinstance(data, list):
        return [drawn(item) for item in data] if data and isinstance(data[0], dict) else data
    return data
