"""
Setting type: a template and data make a PDF/A-2a, without a network and with our own fonts alone.

Data reach a template as JSON, never as markup: a name that looks like code is printed as it stands. Run as a program
(``python -m app.documents.typesetting``) it reads what to set from its input and writes the PDF; the server does that,
see :mod:`app.documents.rendering`.
"""

import json
import resource
import sys
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from app.documents.codes import TooLong, drawn
from app.documents.glyphs import FONTS, drawable

TEMPLATES = Path(__file__).parent / "templates"
STANDARD = "a-2a"
"""For archives, tagged for screen readers (ISO 19005-2)."""
REFUSED = 3
"""The exit code for data that do not fit their template."""
_MEMORY_BYTES = 2 * 1024**3


class NotSet(Exception):
    """The data do not fit the template, e.g. an image that is none. The message may be personal: never log it."""


def pdf(template: str, data: Mapping[str, Any], at: datetime) -> bytes:
    """The PDF that ``template`` makes of ``data``; ``at`` is its date of creation. Raises :class:`NotSet`."""
    found = _compiled(template, data, format="pdf", pdf_standards=[STANDARD], timestamp=int(at.timestamp()))
    assert isinstance(found, bytes)  # noqa: S101
    return found


def pictures(template: str, data: Mapping[str, Any], *, ppi: float = 96) -> list[bytes]:
    """The pages as PNG, to be looked at."""
    found = _compiled(template, data, format="png", ppi=ppi)
    return found if isinstance(found, list) else [found]


def _compiled(template: str, data: Mapping[str, Any], **how: Any) -> Any:
    try:
        inputs = {"data": json.dumps(drawn(drawable(data)), ensure_ascii=False)}
        source = TEMPLATES / f"{template}.typ"
        return typst.Compiler(source, root=TEMPLATES, font_paths=_fonts(), sys_inputs=inputs).compile(**how)
    except (typst.TypstError, TooLong) as failure:
        raise NotSet(str(failure)) from failure


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _serve() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    order = json.load(sys.stdin)
    try:
        sys.stdout.buffer.write(pdf(order["template"], order["data"], datetime.fromisoformat(order["at"])))
    except NotSet:
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(_serve())
