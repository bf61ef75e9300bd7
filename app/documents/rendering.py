"""
Rendering: a template and data make a PDF/A-2a, without a network and with our own fonts alone.

Data reach a template as JSON, never as markup: a name that looks like code is printed as it stands.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from app.documents.glyphs import FONTS, drawable

_TEMPLATES = Path(__file__).parent / "templates"
STANDARD = "a-2a"
"""For archives, tagged for screen readers (ISO 19005-2)."""


class NotRendered(Exception):
    """The data do not fit the template, e.g. an image that is none. The message may be personal: never log it."""


def render(template: str, data: Mapping[str, Any], at: datetime) -> bytes:
    """
    The PDF that ``template`` makes of ``data``; ``at`` is its date of creation.

    Raises :class:`NotRendered`.
    """
    found = _compiled(template, data, format="pdf", pdf_standards=[STANDARD], timestamp=int(at.timestamp()))
    assert isinstance(found, bytes)  # noqa: S101
    return found


def pictures(template: str, data: Mapping[str, Any], *, ppi: float = 96) -> list[bytes]:
    """The pages as PNG, to be looked at."""
    found = _compiled(template, data, format="png", ppi=ppi)
    return found if isinstance(found, list) else [found]


def _compiled(template: str, data: Mapping[str, Any], **how: Any) -> Any:
    source = _TEMPLATES / f"{template}.typ"
    inputs = {"data": json.dumps(drawable(data), ensure_ascii=False)}
    try:
        compiler = typst.Compiler(source, root=_TEMPLATES, font_paths=_fonts(), sys_inputs=inputs)
        return compiler.compile(**how)
    except typst.TypstError as failure:
        raise NotRendered(failure.message) from failure


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
