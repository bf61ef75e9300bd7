"""What an image says of itself, read before anything decodes it."""

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_STARTS_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def dimensions(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or JPEG; ``None`` for anything else. A small file may claim a huge image."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) >= 24:
        return struct.unpack_from(">II", content, 16)
    return _jpeg(content) if content.startswith(b"\xff\xd8\xff") else None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _STARTS_OF_FRAME:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return None
