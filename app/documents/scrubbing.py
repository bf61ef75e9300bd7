"""
A file that somebody attached, without what it tells beside what it shows.

Run as a program (``python -m app.documents.scrubbing``) it reads the file from its input and writes the kind, a line
end and the file. It has limits of memory and time, since a picture of a few kilobytes can ask for gigabytes: see
:mod:`app.documents.evidence`, which runs it.
"""

import io
import os
import resource
import sys
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 5 * 1024 * 1024
"""Of a file, as it comes and as it is kept."""
MAX_PIXELS = 60_000_000
"""What a telephone's camera takes is some twelve to fifty million."""
LONGEST_SIDE = 2560
"""Pixels; a page of text in a picture stays readable."""
JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
UNKNOWN, UNREADABLE, TOO_MANY_PIXELS, TOO_LARGE = 3, 4, 5, 6
"""Exit codes."""

_MEMORY_BYTES = 1024 * 1024 * 1024
_DATA_BYTES = 400 * 1024 * 1024
_CPU_SECONDS = 8
_QUALITY = 85

_BROKEN = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, UnidentifiedImageError)
"""What the library raises for a file that is not what it says."""


class Refused(Exception):
    """The file is not kept; ``reason`` is an exit code."""

    def __init__(self, reason: int) -> None:
        super().__init__(reason)
        self.reason = reason


def kind_of(content: bytes) -> str | None:
    """The media type that the first bytes tell, whatever the file is called."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    return PDF if content.startswith(b"%PDF-") else None


def scrubbed(content: bytes) -> tuple[str, bytes]:
    """
    Media type and content as they are kept. Raises :class:`Refused`.

    Pictures are decoded, turned upright, made no larger than needed and written anew, so that neither place, time nor
    camera stay in them, nor anything that hid behind a picture. A PDF stays as it is.
    """
    if len(content) > MAX_BYTES:
        raise Refused(TOO_LARGE)
    kind = kind_of(content)
    if kind is None:
        raise Refused(UNKNOWN)
    if kind == PDF:
        if b"%%EOF" not in content[-2048:]:
            raise Refused(UNREADABLE)
        return PDF, content
    return _drawn_anew(content, kind)


def _drawn_anew(content: bytes, kind: str) -> tuple[str, bytes]:
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is decoded
    try:
        image: Image.Image = Image.open(io.BytesIO(content), formats=["JPEG", "PNG"])
        if image.width * image.height > MAX_PIXELS:
            raise Refused(TOO_MANY_PIXELS)
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BICUBIC, reducing_gap=2.0)
        image.load()
        image = _upright(image)
    except MemoryError as failure:
        raise Refused(TOO_MANY_PIXELS) from failure
    except _BROKEN as failure:
        raise Refused(UNREADABLE) from failure
    if kind == PNG:
        written = _written(image.convert("RGBA" if "transparency" in image.info or "A" in image.mode else "RGB"), "PNG")
        if len(written) <= MAX_BYTES:
            return PNG, written
    return JPEG, _written(image.convert("RGB"), "JPEG", quality=_QUALITY)


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except _BROKEN:
        return image  # what the camera wrote beside the picture is broken, the picture is not


def _written(image: Image.Image, form: str, **how: int) -> bytes:
    plain = Image.new(image.mode, image.size)
    plain.paste(image)  # the points alone: what the file said beside them hangs on the image that was opened
    out = io.BytesIO()
    plain.save(out, form, optimize=True, **how)
    return out.getvalue()


def _limit() -> None:
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_DATA, (_DATA_BYTES, _DATA_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    _limit()
    try:
        kind, content = scrubbed(sys.stdin.buffer.read(MAX_BYTES + 1))
    except Refused as refused:
        return refused.reason
    except MemoryError:
        return TOO_MANY_PIXELS
    sys.stdout.buffer.write(kind.encode() + b"\n" + content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
