"""
QR codes (ISO/IEC 18004) of addresses, many a second: a school's slips carry hundreds.

The frame of a symbol (finders, timing, format) comes from segno, once per version and level; only what differs from
one address to the next is laid in here: the data with their error correction, 0.2 ms instead of segno's 3 ms.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

import segno
from segno import consts

from app.documents.codes import TooLong

MASK = 2
"""
Readers take any of the eight masks. To weigh them all against each other is most of a code's time, and codes of
random bits are even under each.
"""
_LEVELS = {"h": consts.ERROR_LEVEL_H, "q": consts.ERROR_LEVEL_Q, "m": consts.ERROR_LEVEL_M}
"""At least M, so that a code survives a fold and a stain; more where the same size holds it."""


@dataclass(frozen=True, slots=True)
class _Frame:
    size: int
    blocks: tuple[tuple[int, int], ...]
    """Of each block: how many bytes of data, how many of error correction."""
    order: Callable[[bytes], tuple[int, ...]]
    """Of the bits in the order in which they are laid, and a last one for all other places: them row by row."""
    fixed: int
    """Row by row, a byte a module: the modules that are no data, and for data the mask."""


def modules(text: str) -> list[bytes]:
    """The rows of the code of ``text``, one byte a module, 1 for dark. Raises :class:`TooLong`."""
    data = text.encode()
    version, level = _size(len(data))
    frame = _frame(version, level)
    words = _codewords(data, version, sum(size for size, _ in frame.blocks))
    bits = b"".join(_BITS[word] for word in _interleaved(words, frame.blocks)) + bytes(8)
    laid = int.from_bytes(bytes(frame.order(bits))) ^ frame.fixed
    whole = laid.to_bytes(frame.size * frame.size)
    return [whole[at : at + frame.size] for at in range(0, len(whole), frame.size)]


@cache
def _size(length: int) -> tuple[int, str]:
    for version in range(1, 41):
        for level, error in _LEVELS.items():
            room = sum(part.num_blocks * part.num_data for part in _parts(version, error))
            if 4 + _count_bits(version) + 8 * length <= 8 * room:
                return version, level
    raise TooLong


def _parts(version: int, error: int) -> Any:
    """Its kinds of blocks, after ISO/IEC 18004 table 9."""
    return consts.ECC[version][error]  # type: ignore[index]  # segno says `object`


def _count_bits(version: int) -> int:
    return 8 if version < 10 else 16


@cache
def _frame(version: int, level: str) -> _Frame:
    code = segno.make(b"", version=version, error=level, mask=MASK, micro=False, boost_error=False)
    blocks = [
        (part.num_data, part.num_total - part.num_data)
        for part in _parts(version, _LEVELS[level])
        for _ in range(part.num_blocks)
    ]
    size, bits = len(code.matrix), 8 * sum(map(sum, blocks))
    fixed, order = bytearray(b"".join(code.matrix)), [bits] * size * size
    taken = _taken(version)
    free = (place for place in _way(size) if place not in taken)
    for n, (row, column) in enumerate(free):
        fixed[row * size + column] = column % 3 == 0
        order[row * size + column] = min(n, bits)  # some sizes have places to spare
    return _Frame(size, tuple(blocks), itemgetter(*order), int.from_bytes(fixed))


def _taken(version: int) -> set[tuple[int, int]]:
    """Where no data lie: finders with format information, timing, alignment, version information."""
    size = 17 + 4 * version
    centres: tuple[int, ...] = consts.ALIGNMENT_POS[version - 2] if version > 1 else ()
    squares = [(0, 0, 9, 9), (size - 8, 0, 8, 9), (0, size - 8, 9, 8), (6, 0, 1, size), (0, 6, size, 1)]
    squares += [
        (row - 2, column - 2, 5, 5)
        for row in centres
        for column in centres
        if (row, column) not in ((6, 6), (6, centres[-1]), (centres[-1], 6))
    ]
    if version >= 7:
        squares += [(size - 11, 0, 3, 6), (0, size - 11, 6, 3)]
    return {
        (row, column)
        for top, left, height, width in squares
        for row in range(top, top + height)
        for column in range(left, left + width)
    }


def _way(size: int) -> Iterator[tuple[int, int]]:
    """From the lower right corner in pairs of columns, up and down in turn, around the timing column."""
    upwards = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for row in range(size - 1, -1, -1) if upwards else range(size):
            yield row, right
            yield row, right - 1
        upwards = not upwards


def _codewords(data: bytes, version: int, room: int) -> bytes:
    """Mode, length, data, terminator, and padding to the symbol's room."""
    width = _count_bits(version)
    value = (4 << width | len(data)) << 8 * len(data) | int.from_bytes(data)
    used = 4 + width + 8 * len(data)
    filled = (value << 4).to_bytes(used // 8 + 1)  # the terminator's four bits complete a byte
    return filled + (b"\xec\x11" * room)[: room - len(filled)]


def _interleaved(words: bytes, blocks: tuple[tuple[int, int], ...]) -> Iterator[int]:
    """The bytes as they are laid: the blocks' data byte by byte in turn, then their error correction."""
    parts, checks, at = [], [], 0
    for size, more in blocks:
        part = words[at : at + size]
        at += size
        parts.append(part)
        checks.append(_check(part, more))
    for group in (parts, checks):
        for n in range(max(map(len, group))):
            for part in group:
                if n < len(part):
                    yield part[n]


_BITS = tuple(bytes(value >> n & 1 for n in range(7, -1, -1)) for value in range(256))


def _check(part: bytes, count: int) -> bytes:
    """The remainder of a block by the Reed-Solomon generator of so many bytes."""
    remainders, drop = _remainders(count), 8 * (count - 1)
    rest, kept = 0, (1 << drop) - 1
    for byte in part:
        rest = (rest & kept) << 8 ^ remainders[byte ^ rest >> drop]
    return rest.to_bytes(count)


@cache
def _remainders(count: int) -> tuple[int, ...]:
    """Of each byte, at the place before the check bytes, what the generator leaves of it."""
    generator = [1]
    for power in range(count):
        shifted = [_times(factor, _power(power)) for factor in generator]
        generator = [high ^ low for high, low in zip([*generator, 0], [0, *shifted], strict=True)]
    return tuple(int.from_bytes(bytes(_times(value, factor) for factor in generator[1:])) for value in range(256))


def _power(exponent: int) -> int:
    value = 1
    for _ in range(exponent):
        value = _times(value, 2)
    return value


def _times(left: int, right: int) -> int:
    """Product in GF(256) by the polynomial of QR codes, x^8 + x^4 + x^3 + x^2 + 1."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left = left << 1 ^ (0x11D if left & 0x80 else 0)
        right >>= 1
    return product
